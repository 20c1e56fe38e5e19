"""A stage is made in pieces, so that the window hears keys meanwhile; half a stage is never in sight."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count, pairwise
from typing import Any

import pytest
from desks import Desk
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QStackedWidget, QWidget
from seen import desk, gathering, logged, opened

from coordinator_app.access_requests.model import Stage as StageName
from coordinator_app.access_requests.page import steps
from coordinator_app.access_requests.page.gather_stage import GatherStage
from coordinator_app.access_requests.page.request import AccessRequestPage
from coordinator_app.access_requests.page.stage import Stage
from coordinator_app.hooks import resolve
from coordinator_app.ui import in_pieces
from coordinator_app.ui.in_pieces import Pieces, all_of

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
__all__ = ["desk"]
MANY = 60
"""Widgets: a stage of fewer is made in a few milliseconds."""


class Turned:
    """Runs a loop of events in which each piece has a turn of its own, and looks at the page after each."""

    def __init__(self, page: AccessRequestPage, look: Callable[[], object] = lambda: None) -> None:
        self.page, self.look, self.turns = page, look, 0

    def run(self, *acts: Callable[[], object]) -> None:
        loop, timer, left = QEventLoop(), QTimer(), list(acts)

        def turn() -> None:
            if left:
                left.pop(0)()
            self.look()
            self.turns += 1
            if not left and not self.page._pieces.is_busy:
                loop.quit()

        timer.timeout.connect(turn)
        timer.start(0)
        loop.exec()


@pytest.fixture(autouse=True)
def slow(monkeypatch: pytest.MonkeyPatch) -> None:
    ticks = count()
    monkeypatch.setattr(in_pieces, "perf_counter", lambda: float(next(ticks)))


@pytest.fixture
def page(desk: Desk) -> AccessRequestPage:
    """The page of a request where everything was gathered, at Received."""
    request = logged(desk)
    made = opened(desk, request, "gather")
    gathering(made).gather.click()
    return opened(desk, request, "received")


def shares(page: AccessRequestPage, name: StageName, made: Callable[[Stage], Pieces]) -> list[int]:
    """How many widgets each piece of a stage makes."""
    stage: Stage = resolve(steps.STAGES[name])(page.desk, page)
    found = [len(stage.findChildren(QWidget))]
    found += [len(stage.findChildren(QWidget)) for _piece in made(stage)]
    stage.deleteLater()
    return [found[0], *(later - before for before, later in pairwise(found))]


def in_one(stage: Stage) -> Pieces:
    """The planted fault: all of it in one piece, as it was."""
    all_of(stage.made())
    yield


@pytest.mark.parametrize("name", list(StageName))
def test_no_piece_makes_most_of_a_large_stage(page: AccessRequestPage, name: StageName) -> None:
    parts = shares(page, name, lambda stage: stage.made())
    whole = sum(parts)
    assert whole < MANY or max(parts) * 2.5 < whole, parts
    assert max(parts) < MANY


@pytest.mark.parametrize("name", [StageName.IDENTITY, StageName.REVIEW])
def test_a_stage_that_is_made_in_one_would_be_told(page: AccessRequestPage, name: StageName) -> None:
    parts = shares(page, name, in_one)
    assert sum(parts) >= MANY
    assert max(parts) * 2.5 > sum(parts)


def area_of(page: AccessRequestPage) -> QStackedWidget:
    return page._area


@pytest.mark.parametrize("stage", ["identity", "gather", "review"])
def test_the_stage_before_stays_in_sight_until_all_of_the_next_is_made(
    page: AccessRequestPage, stage: str
) -> None:
    seen: list[tuple[Stage | None, int]] = []
    area, before = area_of(page), page.stage
    assert before is not None

    def look() -> None:
        shown = next(one for one in page._stages.values() if one.isVisible())
        seen.append((shown, len(shown.findChildren(QWidget))))

    turned = Turned(page, look)
    turned.run(lambda: page.go_to(stage))
    assert turned.turns > 3, "the window had its turns meanwhile"
    kinds = [type(one) for one, _many in seen]
    assert kinds[0] is type(before)
    assert kinds[-1] is type(page.stage) is not type(before)
    assert kinds == sorted(kinds, key=kinds.index), "and not back again"
    whole = len(page.stage.findChildren(QWidget)) if page.stage else 0
    first = next(many for one, many in seen if one is page.stage)
    assert first >= whole * 0.8, "what is read comes later, what is made does not"
    assert area.isAncestorOf(page.stage)


def test_a_request_says_whose_it_is_before_its_stage_is_made(desk: Desk, page: AccessRequestPage) -> None:
    again, seen = AccessRequestPage(desk.services), list[tuple[bool, bool]]()
    again.resize(1310, 720)
    again.show()
    turned = Turned(again, lambda: seen.append((bool(again.header.name.text()), again.stage is not None)))
    turned.run(lambda: again.open(request_id=page._request_id, stage="identity"))
    assert (True, False) in seen
    assert seen[-1] == (True, True)


@pytest.mark.parametrize("stage", ["identity", "gather", "review"])
def test_the_focus_and_tab_go_where_they_go_when_all_is_made_at_once(
    desk: Desk, page: AccessRequestPage, stage: str
) -> None:
    at_once = opened(desk, page.case.request, stage)  # no loop runs here
    page.window().activateWindow()
    Turned(page).run(lambda: page.go_to(stage))
    assert names(page.stage) == names(at_once.stage)
    assert said(page.focusWidget()) == said(at_once.focusWidget())


def said(widget: QWidget | None) -> str:
    words = widget.text() if isinstance(widget, QLabel) else ""
    return f"{type(widget).__name__} {widget.accessibleName() if widget else ''} {words}"


def names(stage: Stage | None) -> list[str]:
    """What Tab comes to in a stage, in its order."""
    assert stage is not None
    QApplication.processEvents()
    found, one = [], stage.nextInFocusChain()
    while one is not stage:
        if stage.isAncestorOf(one) and one.isVisibleTo(stage):
            found.append(said(one))
        one = one.nextInFocusChain()
    return found


def test_no_box_is_looked_for_in_half_a_stage(page: AccessRequestPage) -> None:
    seen: list[tuple[bool, bool]] = []

    def look() -> None:
        made = [one for one in page.findChildren(Stage) if one not in page._stages.values()]
        seen.append((bool(made), page.is_made))

    Turned(page, look).run(lambda: page.go_to("review"))
    assert {whole for half, whole in seen if half} == {False}
    assert seen[-1] == (False, True)


def test_of_two_stages_gone_to_at_once_the_last_is_shown(page: AccessRequestPage) -> None:
    Turned(page).run(lambda: page.go_to("identity"), lambda: page.go_to("gather"))
    assert page.stage is not None
    assert page.stage.isVisible()
    assert page._shown is StageName.GATHER


def test_nothing_of_a_request_that_was_left_while_it_was_made_stays(
    desk: Desk, page: AccessRequestPage
) -> None:
    other = logged(desk, requester="Tansy Puddlecombe", wanted="The minutes")
    Turned(page).run(lambda: page.go_to("identity"), lambda: page.open(request_id=other.id, stage="received"))
    assert list(page._stages) == [StageName.RECEIVED]
    assert area_of(page).count() == 2, "the blank and the one stage"
    assert page.case.request.id == other.id


def test_a_draft_is_kept_whole_until_it_was_put_back(page: AccessRequestPage) -> None:
    draft = {
        "stages": {"gather": {"search_words": "The blue folder"}, "identity": {"identity_known": True}},
        "stage": "gather",
    }
    kept: list[dict[str, Any] | None] = []
    Turned(page, lambda: kept.append(page.save_draft())).run(lambda: page.restore_draft(draft))
    assert all(one is not None and set(one["stages"]) == {"gather", "identity"} for one in kept)
    gather = page._stages[StageName.GATHER]
    assert isinstance(gather, GatherStage)
    assert gather.form.row("search_words").value() == "The blue folder"


def test_a_change_meanwhile_is_shown_once_the_stage_is_there(desk: Desk, page: AccessRequestPage) -> None:
    shown: list[object] = []

    def watch() -> None:
        stage = page._stages.get(StageName.IDENTITY)
        shown.append(stage.case if stage is not None else None)

    Turned(page, watch).run(lambda: page.go_to("identity"), page.refresh, page.refresh)
    assert shown[-1] is page.case
