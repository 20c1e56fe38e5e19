"""A request at twice the text size on a 1366 x 768 laptop: rows to see, nothing cut; and the focus after gathering."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from desks import Desk, desk_of
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QPushButton

from coordinator_app.access_requests.items import RequestItem
from coordinator_app.access_requests.page import errand
from coordinator_app.access_requests.page.gather_stage import GatherStage
from coordinator_app.access_requests.page.request import AccessRequestPage
from coordinator_app.access_requests.page.review import ReviewStage
from coordinator_app.ui import theme
from tests.vaults import House, add, gathered, ready_request, share_the_rest

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
INSIDE = (1252, 724)  # px beside the menu and below the strip of a practice vault, at 200 %


@pytest.fixture
def desk(consented: House, tmp_path: Path, qapp: QApplication) -> Iterator[Desk]:
    made = desk_of(consented, tmp_path)
    yield made
    theme.current().change(scale=1.0)
    made.services.jobs.stop()


def opened(desk: Desk, stage: str, scale: float = 1.0) -> AccessRequestPage:
    request = ready_request(desk.house)
    if stage != "gather":
        gathered(desk.house, request)
        share_the_rest(desk.house, request)
    theme.current().change(scale=scale)
    page = desk.page(AccessRequestPage, request_id=request.id, stage=stage)
    page.setFixedSize(*INSIDE)
    page.activateWindow()
    for _ in range(4):
        QApplication.processEvents()
    return page


def cut(page: AccessRequestPage) -> list[str]:
    """The buttons in view that are smaller than their words, or reach beyond the page."""
    found = []
    for one in page.findChildren(QPushButton):
        if one.isVisible() and one.visibleRegion().isEmpty() is False:
            low = one.mapTo(page, one.rect().bottomRight())
            beyond = low.x() > page.width() or low.y() > page.height()
            if beyond or one.width() < one.sizeHint().width() or one.height() < one.sizeHint().height():
                found.append(one.text() or one.accessibleName())
    return found


def rows_in_view(stage: ReviewStage) -> int:
    rows = stage.items.rows
    first = rows.visualRect(rows.model().index(0, 0))
    return rows.viewport().height() // first.height()


def test_at_twice_the_text_size_rows_are_seen_and_no_button_is_cut(desk: Desk) -> None:
    for number in range(5):
        add(desk.house, f"Kit came in on time, day {number}.")
    page = opened(desk, "review", 2.0)
    stage = page.stage
    assert isinstance(stage, ReviewStage)
    assert rows_in_view(stage) >= 2
    for place in range(3):
        stage.panes.open(place)
        for _ in range(4):
            QApplication.processEvents()
        assert cut(page) == []


def test_a_list_that_does_not_lie_flat_leaves_room_for_less(desk: Desk) -> None:
    # the planted fault: head and foot as they stand beside the page leave one row
    add(desk.house, "Kit came in on time.")
    page = opened(desk, "review", 2.0)
    stage = page.stage
    assert isinstance(stage, ReviewStage)
    stage.items.lie_flat(False)
    for _ in range(4):
        QApplication.processEvents()
    assert rows_in_view(stage) < 2


@pytest.mark.parametrize(
    ("scale", "steps", "limit"), [(1.0, True, True), (1.5, True, True), (2.0, False, False)]
)
def test_the_legal_limit_is_whole_or_not_there(desk: Desk, scale: float, steps: bool, limit: bool) -> None:
    header = opened(desk, "review", scale).header
    assert header.stepper.isVisible() is steps
    assert header.stage.isVisible() is not steps
    assert header.history.isVisible() is limit
    if limit:
        assert header.history.width() >= header.history.sizeHint().width()


@pytest.mark.parametrize(("words", "pane"), [("Otis", 2), ("", 1)])
def test_an_errand_opens_the_pane_in_which_it_is_done(desk: Desk, words: str, pane: int) -> None:
    """The list would stand in front, and nothing on the screen would tell of the words that the check found."""
    for number in range(8):
        add(desk.house, f"Kit came in on time, day {number}.", happened_on=date(2026, 10, 1 + number))
    add(desk.house, "A quarrel with Otis over tools.", happened_on=date(2026, 10, 12))
    page = opened(desk, "received", 2.0)
    items = desk.house.session.list(RequestItem)
    wanted = next(item for item in items if item.on_day == date(2026, 10, 12))
    errand.leave(wanted.request_id, errand.Errand(wanted.id, words))
    page.go_to("review")
    for _ in range(4):
        QApplication.processEvents()
    stage = page.stage
    assert isinstance(stage, ReviewStage)
    assert stage.panes.narrow
    assert stage.items.current() == wanted.id
    assert [one.isVisible() for one in stage.panes.panes] == [place == pane for place in range(3)]
    focus = QApplication.focusWidget()
    assert focus is not None
    assert stage.panes.panes[pane].isAncestorOf(focus)
    if words:
        assert any(
            "“Otis”, Found by you" in box.accessibleName() for box in stage.panel.findChildren(QCheckBox)
        )
    stage.panes.open(0)
    for _ in range(4):
        QApplication.processEvents()
    rows = stage.items.rows
    assert rows.viewport().rect().contains(rows.visualRect(rows.currentIndex()).center())


def gather_by_key(page: AccessRequestPage) -> GatherStage:
    stage = page.stage
    assert isinstance(stage, GatherStage)
    stage.gather.setFocus()
    QApplication.processEvents()
    QTest.keyClick(stage.gather, Qt.Key.Key_Space)
    for _ in range(4):
        QApplication.processEvents()
    return stage


def test_after_gathering_the_focus_is_on_the_way_to_the_review(desk: Desk) -> None:
    add(desk.house, "Kit came in on time.")
    page = opened(desk, "gather")
    stage = gather_by_key(page)
    assert QApplication.focusWidget() is stage.next
    QTest.keyClick(stage.next, Qt.Key.Key_Space)
    assert isinstance(page.stage, ReviewStage)
    assert QApplication.focusWidget() is page.stage.items.rows


def test_a_focus_that_was_moved_while_gathering_stays_where_it_is(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(desk.house, "Kit came in on time.")
    page = opened(desk, "gather")
    stage = page.stage
    assert isinstance(stage, GatherStage)
    rest = stage._rest

    def elsewhere() -> None:
        stage.call.setFocus()
        rest()

    monkeypatch.setattr(stage, "_rest", elsewhere)
    gather_by_key(page)
    assert QApplication.focusWidget() is stage.call
