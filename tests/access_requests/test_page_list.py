"""The list of requests and logging one: groups by urgency, an empty list that says what to do, and drafts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from desks import Desk, desk_of, press, texts
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coordinator_app.access_requests.actions import intake
from coordinator_app.access_requests.model import AccessRequest, Channel, RequesterKind, RequestSort, Stage
from coordinator_app.access_requests.page import pupil_lines
from coordinator_app.access_requests.page.list import AccessRequestsPage
from coordinator_app.access_requests.page.log import LogRequestPage
from coordinator_app.access_requests.page.pupil_lines import MOST, PupilLine, PupilLines
from coordinator_app.access_requests.page.pupil_picker import PupilPicker
from coordinator_app.access_requests.page.reading import read_list
from coordinator_app.access_requests.standing import Group
from coordinator_app.core.names import fold
from coordinator_app.pupils import actions as pupils
from coordinator_app.pupils.model import Carer, Relationship
from coordinator_app.ui import theme
from coordinator_app.ui.rows import TwoLineRow
from tests.ui.conftest import look
from tests.vaults import House, new_pupil, new_request

__all__ = ["look"]
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
RECEIVED = {
    Group.OVERDUE: date(2026, 11, 1),
    Group.DUE_SOON: date(2026, 11, 12),
    Group.ON_TIME: date(2026, 11, 20),
    Group.PAUSED: date(2026, 11, 18),
}


@pytest.fixture
def desk(consented: House, tmp_path: Path, qapp: QApplication) -> Iterator[Desk]:
    made = desk_of(consented, tmp_path)
    yield made
    made.services.jobs.stop()


def one_in_each_group(desk: Desk) -> dict[Group, AccessRequest]:
    session, found = desk.house.session, {}
    for group, received in RECEIVED.items():
        found[group] = intake.log_request(session, new_request(desk.house, received_on=received)).record
    intake.pause(session, found[Group.PAUSED], date(2026, 11, 19), "Which years?")
    return found


def closed(desk: Desk, number: int) -> list[AccessRequest]:
    session, made = desk.house.session, []
    for _ in range(number):
        one = intake.log_request(session, new_request(desk.house, received_on=date(2026, 9, 20))).record
        with session.write() as work:
            made.append(work.change(one, sent_on=date(2026, 10, 1), stage=Stage.SENT))
    return made


def test_requests_stand_under_how_much_they_press(desk: Desk) -> None:
    made = one_in_each_group(desk)
    facts = read_list(desk.house.session)
    assert {one.group: one.request.id for one in facts.standings} == {
        group: one.id for group, one in made.items()
    }
    page = desk.page(AccessRequestsPage)
    said = texts(page)
    places = [said.index(f"{group.value} (1)") for group in RECEIVED]
    assert places == sorted(places)
    assert "4 requests are open. 1 overdue." in said
    assert "Next: acknowledge it by letter." in said


def test_a_paused_request_whose_school_days_press_is_not_hidden_among_the_paused(desk: Desk) -> None:
    session = desk.house.session
    one = intake.log_request(session, new_request(desk.house, received_on=date(2026, 11, 5))).record
    intake.pause(session, one, date(2026, 11, 6), "Which years?")
    standing = read_list(session).standings[0]
    assert standing.group is Group.DUE_SOON
    assert standing.remains.short == "Due Thursday"


def test_an_empty_list_says_what_to_do(desk: Desk) -> None:
    page = desk.page(AccessRequestsPage)
    assert "No open access requests" in texts(page)
    press(page, "Log a request")
    assert desk.went.places == [("log_request", {})]


def test_a_row_opens_by_its_button_and_by_the_keyboard(desk: Desk) -> None:
    request = intake.log_request(desk.house.session, new_request(desk.house)).record
    page = desk.page(AccessRequestsPage)
    press(page, "Continue, Kit Puddlecombe")
    row = next(one for one in page.findChildren(TwoLineRow))
    QTest.keyClick(row, Qt.Key.Key_Return)
    assert desk.went.places == [("access_request", {"request_id": request.id})] * 2


def test_closed_requests_are_folded_and_fetched_when_unfolded(desk: Desk) -> None:
    made = closed(desk, 3)
    page = desk.page(AccessRequestsPage)
    assert page.closed.rows() == []
    press(page, "Closed requests, 3")
    assert {row.key for row in page.closed.rows()} == {one.id for one in made}
    assert page.closed.rows()[0].chip_text == "Sent 1 October 2026"


def test_the_list_is_read_again_when_a_request_changes(desk: Desk) -> None:
    page = desk.page(AccessRequestsPage)
    desk.services.jobs.write(lambda session: intake.log_request(session, new_request(desk.house)))
    assert "1 request is open." in texts(page)


def test_a_pupil_is_found_by_part_of_the_name_without_accents(qapp: QApplication) -> None:
    picker = PupilPicker()
    picker.offer(
        [PupilLine("1", "Łukasz Thistledown", "born 3 May 2012"), PupilLine("2", "Kit Puddlecombe", "")]
    )
    QTest.keyClicks(picker, "lukasz")
    finder = picker.completer()
    assert finder is not None
    finder.setCompletionPrefix("lukasz")
    assert finder.completionCount() == 1
    assert finder.currentCompletion() == "Łukasz Thistledown, born 3 May 2012"
    assert picker.value() is None
    assert picker.problem().startswith("Choose one of the pupils")
    finder.activated.emit(finder.currentCompletion())
    assert picker.value() == "1"


def test_a_letter_looks_at_nobody_who_does_not_fit(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    many = PupilLines(
        [
            *(PupilLine(f"m{at}", f"Wren Thistledown {at}", "") for at in range(2_000)),
            PupilLine("1", "Kit Puddlecombe", ""),
        ]
    )
    picker = PupilPicker()
    picker.offer(many)
    folded: list[str] = []
    monkeypatch.setattr(pupil_lines, "fold", lambda text: folded.append(text) or fold(text))
    finder = picker.completer()
    assert finder is not None
    QTest.keyClicks(picker, "wren")
    assert finder.model().rowCount() == MOST
    QTest.keyClicks(picker, " thistledown 1999")
    assert finder.model().rowCount() == 1
    picker.clear()
    QTest.keyClicks(picker, "puddle")
    assert finder.model().rowCount() == 1, "it is given those who fit, not everybody to look through"
    assert max(map(len, folded)) <= len("wren thistledown 1999"), "nothing is folded but what is typed"


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_enter_takes_the_only_pupil_that_fits_what_was_typed(qapp: QApplication, key: Qt.Key) -> None:
    picker = PupilPicker()
    picker.offer([PupilLine("1", "Łukasz Thistledown", ""), PupilLine("2", "Kit Puddlecombe", "")])
    picker.show()
    picker.setFocus()
    told: list[object] = []
    picker.edited.connect(lambda: told.append(picker.value()))
    QTest.keyClicks(picker, "thist")
    press_enter(picker, key)
    assert (picker.value(), picker.text(), told[-1]) == ("1", "Łukasz Thistledown", "1")


def test_enter_takes_neither_of_two_nor_anything_else_than_the_line_gone_to(qapp: QApplication) -> None:
    picker = PupilPicker()
    picker.offer([PupilLine("1", "Wren Thistledown", ""), PupilLine("2", "Kit Thistledown", "")])
    picker.show()
    picker.setFocus()
    QTest.keyClicks(picker, "thistle")
    press_enter(picker, Qt.Key.Key_Return)
    assert picker.value() is None
    finder = picker.completer()
    assert finder is not None
    QTest.keyClicks(picker, "d")
    finder.complete()
    popup = finder.popup()
    assert popup is not None
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Down)
    press_enter(picker, Qt.Key.Key_Return)
    assert picker.value() == "2"


def press_enter(picker: PupilPicker, key: Qt.Key) -> None:
    """To whatever has the keyboard: the lines found, while they are shown."""
    finder = picker.completer()
    popup = finder.popup() if finder is not None else None
    QTest.keyClick(popup if popup is not None and popup.isVisible() else picker, key)


def test_two_pupils_of_one_name_are_told_apart_and_pointed_out(desk: Desk) -> None:
    pupils.save_pupil(desk.house.session, new_pupil(desk.house, birth_date=date(2014, 2, 2)))
    page = desk.page(LogRequestPage, pupil_id=desk.house.pupil.id)
    said = texts(page)
    assert "Take care: a similar name." in said
    assert "Kit Puddlecombe, born 2 February 2014, Foxglove Hill School" in said


def test_what_is_missing_is_said_at_its_question(desk: Desk) -> None:
    page = desk.page(LogRequestPage)
    page.on.click()
    assert page.who.row("pupil_id").error() == "Choose the pupil."
    page.picker.set_value(desk.house.pupil.id)
    page.picker.edited.emit()
    page.on.click()
    assert page.who.row("asker").error() == "Choose who asked."
    page.asker.set_value("someone-else")
    page.asker.edited.emit()
    page.on.click()
    assert page.who.row("requester").error() == "Say who asked."
    page.who.set_values({"requester": "Hollis Fernsby", "requester_kind": RequesterKind.THIRD_PARTY})
    page.on.click()
    page.what.set_values({"received_on": date(2027, 1, 1)})
    page.on.click()
    assert "future" in page.what.row("received_on").error()
    assert page.what.row("channel").error() == "Say how the request arrived."
    assert desk.house.session.list(AccessRequest) == []


def test_never_more_than_seven_questions_are_in_view(desk: Desk) -> None:
    page = desk.page(LogRequestPage, pupil_id=desk.house.pupil.id)
    page.asker.set_value("someone-else")
    page.asker.edited.emit()
    for form in (page.who, page.what):
        assert sum(not row.isHidden() for row in form.rows().values()) <= 7


def test_the_address_of_who_was_chosen_before_does_not_stand_for_another(desk: Desk) -> None:
    with desk.house.session.write() as work:
        known = desk.house.session.get(Carer, desk.house.carer.id)
        work.change(known, address="4 Weir Cottages")
    page = desk.page(LogRequestPage, pupil_id=desk.house.pupil.id)
    for asker, address in ((desk.house.carer.id, "4 Weir Cottages"), ("someone-else", "")):
        page.asker.set_value(asker)
        page.asker.edited.emit()
        assert page.who.row("requester_address").value() == address


def test_the_pupil_may_ask_and_a_confidential_address_is_not_offered(desk: Desk) -> None:
    session = desk.house.session
    hidden = Carer(
        pupil_id=desk.house.pupil.id,
        name="Tansy Puddlecombe",
        relationship=Relationship.OTHER,
        address="1 Hidden Lane",
        address_is_confidential=True,
    )
    kept = pupils.save_carer(session, hidden).record
    page = desk.page(LogRequestPage, pupil_id=desk.house.pupil.id)
    page.asker.set_value(kept.id)
    page.asker.edited.emit()
    assert page.who.row("requester_address").value() == ""
    page.asker.set_value("the-pupil")
    page.asker.edited.emit()
    page.on.click()
    page.what.set_values({"channel": Channel.IN_PERSON})
    page.on.click()
    assert session.list(AccessRequest)[0].requester_kind is RequesterKind.PUPIL


def test_a_draft_brings_back_what_was_typed(desk: Desk) -> None:
    page = desk.page(LogRequestPage, pupil_id=desk.house.pupil.id)
    page.asker.set_value(desk.house.carer.id)
    page.asker.edited.emit()
    page.on.click()
    page.what.set_values(
        {
            "channel": Channel.TELEPHONE,
            "sort": RequestSort.BOTH,
            "wanted": "Everything",
            "received_on": date(2026, 11, 21),
        }
    )
    draft = page.save_draft()
    again = desk.page(LogRequestPage)
    assert draft is not None
    again.restore_draft(draft)
    again.on.click()
    kept = desk.house.session.list(AccessRequest)[0]
    assert (kept.requester, kept.channel, kept.received_on) == (
        "Marigold Puddlecombe",
        Channel.TELEPHONE,
        date(2026, 11, 21),
    )


def test_ctrl_and_enter_goes_on_from_the_first_step_too(desk: Desk, qtbot: QtBot) -> None:
    page = desk.page(LogRequestPage)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    page.picker.setFocus()
    QTest.keyClick(page.picker, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert page.who.row("pupil_id").error() == "Choose the pupil."


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_two_pupils_that_were_found_are_shown_without_a_scroll_bar(
    qtbot: QtBot, look: theme.Theme, scale: float
) -> None:
    """A bar stood beside two lines that both fit, as if there were more of them."""
    look.change(scale=scale)
    picker = PupilPicker()
    qtbot.addWidget(picker)
    picker.resize(600, 40)
    picker.offer([PupilLine(str(number), f"Kit {number} Puddlecombe", "born") for number in range(2)])
    picker.show()
    picker.setFocus()
    qtbot.keyClicks(picker, "kit")
    popup = picker.completer().popup()
    qtbot.waitUntil(popup.isVisible)
    QApplication.processEvents()
    assert popup.verticalScrollBar().maximum() == 0
