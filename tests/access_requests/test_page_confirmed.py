"""What leaves the vault, a pack's password and guarded items wait for the passphrase (decision 20; security.md)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from desks import Desk, desk_of, texts
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from coordinator_app.access_requests.actions import decide, gather, pack
from coordinator_app.access_requests.decisions import item_gate
from coordinator_app.access_requests.items import FindingState, Outcome, RequestItem
from coordinator_app.access_requests.model import AccessRequest, Stage
from coordinator_app.access_requests.page import review_reading
from coordinator_app.access_requests.page.pack_reading import Check, read_to_approve
from coordinator_app.access_requests.page.pack_stage import PackStage
from coordinator_app.access_requests.page.reading import read_found
from coordinator_app.access_requests.page.request import AccessRequestPage
from coordinator_app.access_requests.page.review import ReviewStage
from coordinator_app.chronology.model import Category
from coordinator_app.sharing.model import DeliveryMethod
from tests.confirmations import Asks
from tests.vaults import House, add, gathered, item_for, ready_request, share_the_rest, withhold_for_harm

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
WORRY = "He does not want to go home."


@pytest.fixture
def asks() -> Asks:
    return Asks()


@pytest.fixture
def desk(consented: House, tmp_path: Path, asks: Asks, qapp: QApplication) -> Iterator[Desk]:
    made = desk_of(consented, tmp_path)
    made.services = replace(made.services, confirm=asks)
    yield made
    made.services.jobs.stop()


@pytest.fixture
def bench(desk: Desk) -> tuple[AccessRequestPage, ReviewStage, RequestItem]:
    """The workbench with a safeguarding entry in hand."""
    worry = add(desk.house, WORRY, category=Category.SAFEGUARDING)
    add(desk.house, "Kit came in on time.")
    request = ready_request(desk.house)
    gather.gather(desk.house.session, desk.house.session.get(AccessRequest, request.id))
    item = next(
        one
        for one in desk.house.session.list(RequestItem, where={"request_id": request.id})
        if one.item_id == worry.id
    )
    page = desk.page(AccessRequestPage, request_id=request.id, stage="review")
    QApplication.processEvents()
    assert isinstance(page.stage, ReviewStage)
    page.stage.items.choose(item.id)
    QApplication.processEvents()
    return page, page.stage, item


def test_a_guarded_item_can_be_neither_read_nor_decided_until_confirmed(
    bench: tuple[AccessRequestPage, ReviewStage, RequestItem], asks: Asks, desk: Desk
) -> None:
    page, stage, item = bench
    assert "This item is restricted." in texts(page)
    assert WORRY not in words(stage)
    assert stage.panel.is_locked
    stage.panel.choose(Outcome.SHARE)
    stage.saving.save()
    assert desk.house.session.get(RequestItem, item.id).outcome in {None, Outcome.UNDECIDED}
    show = next(one for one in stage.view.findChildren(QPushButton) if one.text() == "Show")
    stage.items.wants_decision.emit()
    assert show.hasFocus()
    show.click()
    assert WORRY not in words(stage)
    asks.says_yes = True
    show.click()
    assert asks.whys == ["A restricted item is about to be shown."] * 2
    assert WORRY in words(stage)
    assert not stage.panel.is_locked
    stage.panel.choose(Outcome.SHARE)
    stage.saving.save()


def test_enter_presses_show_on_a_restricted_item(
    bench: tuple[AccessRequestPage, ReviewStage, RequestItem], asks: Asks
) -> None:
    _page, stage, _item = bench
    stage.items.wants_decision.emit()
    press_focused(Qt.Key.Key_Return)
    assert asks.whys == ["A restricted item is about to be shown."]


@pytest.mark.parametrize("on_the_list", [True, False])
def test_a_passphrase_typed_too_early_goes_nowhere(
    bench: tuple[AccessRequestPage, ReviewStage, RequestItem], asks: Asks, on_the_list: bool
) -> None:
    page, stage, item = bench
    stage.items.wants_decision.emit()
    if on_the_list:
        stage.items.rows.setFocus()
    for sign in "jkp/t1w?n":
        press_focused(sign)
    assert stage.items.current() == item.id
    assert not stage.people.is_open
    assert not stage.view._finder.isVisible()
    assert (asks.whys, page.isVisible()) == ([], True)
    asks.says_yes = True
    show = next(one for one in stage.view.findChildren(QPushButton) if one.text() == "Show")
    show.click()
    press_focused("p")
    assert stage.people.is_open, "once it is shown the letters act again"


def test_the_find_line_takes_no_words_while_a_restricted_item_is_not_shown(
    bench: tuple[AccessRequestPage, ReviewStage, RequestItem], asks: Asks
) -> None:
    _page, stage, item = bench
    line = stage.view._finder
    other = next(one.item.id for one in stage.items.board().lines if one.item.id != item.id)
    stage.items.choose(other)
    QApplication.processEvents()
    stage.view.start_find()
    for sign in "time":
        press_focused(sign)
    assert (line.isVisible(), line.words.value()) == (True, "time")
    stage.items.choose(item.id)  # the line was open and had the focus: what is typed now may be a passphrase
    QApplication.processEvents()
    for sign in "kettle":
        press_focused(sign)
    stage.view.start_find("late")
    stage.view.seek.click()
    assert (line.isVisible(), line.words.value(), line.words.hasFocus()) == (False, "", False)
    assert stage.view.chosen_words() == ""
    asks.says_yes = True
    next(one for one in stage.view.findChildren(QPushButton) if one.text() == "Show").click()
    stage.view.start_find("late")
    assert (line.isVisible(), line.words.value()) == (True, "late")


def press_focused(key: str | Qt.Key) -> None:
    QApplication.processEvents()
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key)
    QApplication.processEvents()


def test_leaving_a_guarded_item_closed_keeps_no_decision_of_another(
    bench: tuple[AccessRequestPage, ReviewStage, RequestItem],
) -> None:
    _page, stage, item = bench
    other = next(line.item for line in stage.items.board().lines if line.item.id != item.id)
    stage.items.choose(other.id)
    QApplication.processEvents()
    assert not stage.panel.is_locked
    stage.panel.choose(Outcome.WITHHOLD)
    stage.items.choose(item.id)
    QApplication.processEvents()
    assert stage.panel.is_locked
    assert stage.panel.answers().outcome is Outcome.UNDECIDED


def test_safeguarding_advice_is_asked_for_behind_the_passphrase(
    bench: tuple[AccessRequestPage, ReviewStage, RequestItem], asks: Asks, desk: Desk
) -> None:
    stage = bench[1]
    stage.panel.asking_advice.emit()
    assert asks.whys == ["Safeguarding advice is about to be shown."]
    assert desk.dialogs.shown == []
    asks.says_yes = True
    stage.panel.asking_advice.emit()
    assert len(desk.dialogs.shown) == 1


@pytest.mark.parametrize(
    ("about", "named", "opens"),
    [(None, [True, False], True), ("request", [False, False], False), ("restricted", [True, True], True)],
)
def test_advice_is_about_the_item_in_hand_unless_one_says_otherwise(
    bench: tuple[AccessRequestPage, ReviewStage, RequestItem],
    asks: Asks,
    desk: Desk,
    about: str | None,
    named: list[bool],
    opens: bool,
) -> None:
    page, stage, item = bench
    session, asks.says_yes = desk.house.session, True
    other = add(desk.house, "A second worry.", category=Category.SAFEGUARDING)
    gather.gather(session, session.get(AccessRequest, item.request_id))
    second = item_for(gather.items_of(session, item.request_id), other)
    page.refresh()
    QApplication.processEvents()
    stage.items.choose(item.id)
    QApplication.processEvents()
    stage.panel.asking_advice.emit()
    box = desk.dialogs.shown[-1]
    values = {
        "officer": "Dilys Thimblewick",
        "given_on": date(2026, 11, 24),
        "advice": "They may have it.",
        "may_be_shared": True,
    }
    box.form.set_values(values | ({"about": about} if about else {}))
    box.act.click()
    QApplication.processEvents()
    (kept,) = decide.advice_of(session, item.request_id)
    assert [kept.names(one.id) for one in (item, second)] == named
    now = session.get(RequestItem, item.id)
    gate = item_gate(replace(now, outcome=Outcome.SHARE), (), (kept,))
    assert gate.is_open is opens


def words(stage: ReviewStage) -> str:
    return "\n".join(row.view.toPlainText() for row in stage.view.paper.rows())


def test_a_guarded_document_is_called_by_its_kind_only() -> None:
    item = RequestItem(item_kind="document", title="What the nurse saw", is_guarded=True)
    assert review_reading.title_of(item, guarded_words=False) == "Restricted document"
    assert review_reading.title_of(item, guarded_words=True) == "What the nurse saw"
    entry = RequestItem(item_kind="chronology_entry", title="Safeguarding", is_guarded=True)
    assert review_reading.title_of(entry, guarded_words=False) == "Safeguarding"
    draft = replace(entry, title="Draft: he said")
    assert review_reading.title_of(draft, guarded_words=False) == "Restricted chronology entry"


@pytest.fixture
def decided(desk: Desk) -> AccessRequest:
    """A request whose every item is decided, one of them withheld with a reason."""
    house = desk.house
    hidden = add(house, WORRY, category=Category.SAFEGUARDING)
    request = ready_request(house)
    withhold_for_harm(house, request, item_for(gathered(house, request), hidden))
    share_the_rest(house, request)
    return house.session.get(AccessRequest, request.id)


def test_reasons_typed_about_guarded_items_wait_as_well(desk: Desk, decided: AccessRequest) -> None:
    session = desk.house.session
    closed, opened = (
        read_to_approve(session, decided.id, guarded_words=confirmed) for confirmed in (False, True)
    )
    assert "fears for the child" in opened.held_back[0].reason
    assert "fears for the child" not in repr(closed.held_back)
    assert len(read_found(session, decided.id, guarded_words=False).lines) == len(
        read_found(session, decided.id).lines
    )


def test_building_looking_saving_and_recording_wait_for_the_passphrase(
    desk: Desk, decided: AccessRequest, asks: Asks
) -> None:
    page = desk.page(AccessRequestPage, request_id=decided.id, stage="pack")
    QApplication.processEvents()
    stage = page.stage
    assert isinstance(stage, PackStage)
    stage.build()
    assert pack.packs_of(desk.house.session, decided.id) == []
    assert asks.whys == ["The pack's password will be shown."]
    asks.says_yes = True
    stage.build()
    QApplication.processEvents()
    assert len(pack.packs_of(desk.house.session, decided.id)) == 1
    assert [kind for kind, _ in desk.dialogs.asked] == ["show"]
    asks.fresh = asks.says_yes = False
    refused(desk, stage, asks)


def refused(desk: Desk, stage: PackStage, asks: Asks) -> None:
    """None of the acts on a finished pack goes on: no dialog is shown that could be answered."""
    before = list(desk.dialogs.asked)
    stage.send.way.set_value(DeliveryMethod.IN_PERSON)
    stage.send.day.input.set_value(date(2026, 11, 24))
    check = Check("Covered names", "", FindingState.LOOK, is_open=True, page=1)
    acts: list[Callable[[], None]] = [stage._save_copy, stage._record, lambda: stage._look(check)]
    for act in acts:
        asked = len(asks.whys)
        act()
        assert len(asks.whys) == asked + 1
    assert desk.dialogs.asked == before
    assert stage.case is not None
    assert desk.house.session.get(AccessRequest, stage.case.request.id).stage is not Stage.SENT
