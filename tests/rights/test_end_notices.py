"""Who was told of a restriction is told of its end: listed, asked for on Today until it is done, and nobody else."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from coordinator_app.access_requests.letter_text import text_of_letter
from coordinator_app.core.errors import GateShut, InvalidInput
from coordinator_app.official_requests import changes
from coordinator_app.official_requests.due import due_items as officials_due
from coordinator_app.pdf.print_job import print_order
from coordinator_app.rights import actions, end_notices, lasting, letters, view
from coordinator_app.rights.due import due_items
from coordinator_app.rights.end_notices import owed_the_end, tell_end
from coordinator_app.rights.model import RightsLetter, RightsRequest
from coordinator_app.rights.notices import notices_of
from coordinator_app.rights.page.ending_boxes import EndNoticeBox
from coordinator_app.rights.page.request import RightsRequestPage
from coordinator_app.rights.parts import KeptRightsLetter, RightsNotice
from coordinator_app.sharing.model import DeliveryMethod
from coordinator_app.store.undo import CannotUndo
from tests.corrections.asked import give
from tests.official_requests.test_changes import given
from tests.pupils.screens import Desk, words_of
from tests.rights.asked_for import TODAY, now, restricted, told_yes
from tests.vaults import House, add

WHY, SCHOOL, WORKSHOP = "The date of birth is put right.", "Foxglove Hill School", "Kingfisher Workshop"
POST = DeliveryMethod.POST


def lasts(house: House, **more: Any) -> tuple[RightsRequest, RightsNotice, RightsNotice]:
    """Restricted; the school was told of it, the workshop was not."""
    give(house, house.pupil, to=SCHOOL)
    give(house, house.pupil, to=WORKSHOP)
    request = told_yes(house, restricted(house, **more))
    by_name = {one.recipient: one for one in notices_of(house.session, request.id)}
    told = actions.tell(house.session, by_name[SCHOOL], told_on=TODAY, told_how=POST).record
    return request, told, by_name[WORKSHOP]


def end(house: House, request: RightsRequest) -> RightsRequest:
    kept = lasting.tell_of_lifting(house.session, now(house, request), TODAY, WHY, DeliveryMethod.TELEPHONE)
    return lasting.lift(house.session, kept.record, WHY).record


def on_today(house: House) -> list[str]:
    return [one.second_line for one in due_items(house.session) if one.key.endswith("-end-notices")]


def test_who_was_told_is_owed_the_end_and_today_asks_until_they_have_it(consented: House) -> None:
    session = consented.session
    request, told, untold = lasts(consented)
    assert (owed_the_end(session, request), on_today(consented)) == ([], [])
    request = end(consented, request)
    assert [one.id for one in owed_the_end(session, request)] == [told.id], "to the other it would be news"
    assert on_today(consented) == ["The restriction has ended, and 1 recipient is still to be told of that."]
    assert view.state(session, request) == ("soon", "1 to be told that it ended")
    order = letters.notice_order(session, told, practice=True)
    assert "That has ended, and you may use it again as before." in text_of_letter(order)
    letters.made(session, told, RightsLetter.NOTICE, order, print_order(order))
    assert len(on_today(consented)) == 1, "a printer tells nobody"
    saved = tell_end(session, told, end_told_on=TODAY, end_told_how=POST)
    assert (on_today(consented), view.state(session, request)) == ([], ("safe", "Ended"))
    (letter,) = session.list(KeptRightsLetter, where={"request_id": request.id})
    assert letter.sent_how is POST
    assert "and on 24 November 2026 that it has ended" in letters.told_words(saved.record)
    with pytest.raises(GateShut, match="told since that it has ended"):
        lasting.take_back_end(session, now(consented, request))
    with pytest.raises(CannotUndo, match="may have left"):
        session.undo(saved.change_id)
    with pytest.raises(GateShut, match="never told of the restriction"):
        tell_end(session, untold, end_told_on=TODAY, end_told_how=POST)


def test_a_reason_settles_it_and_of_an_end_that_was_taken_back_nothing_stays(consented: House) -> None:
    session = consented.session
    request, told, _untold = lasts(consented)
    with pytest.raises(GateShut, match="lasts"):
        tell_end(session, told, end_told_on=TODAY, end_told_how=POST)
    request = end(consented, request)
    for wrong in (
        {"end_told_on": None},
        {"end_told_on": TODAY},
        {"end_told_on": TODAY - timedelta(days=1), "end_told_how": POST},
        {"end_told_on": TODAY + timedelta(days=1), "end_told_how": POST},
        {"end_told_on": TODAY, "end_told_how": POST, "end_not_needed": "Closed"},
    ):
        with pytest.raises(InvalidInput):
            tell_end(session, told, **wrong)  # type: ignore[arg-type]  # each is wrong in one way
    by_telephone = tell_end(session, told, end_told_on=TODAY, end_told_how=DeliveryMethod.TELEPHONE)
    assert on_today(consented) == []
    session.undo(by_telephone.change_id)
    assert len(on_today(consented)) == 1
    told = session.get(RightsNotice, told.id)
    tell_end(session, told, end_told_on=None, end_not_needed="They gave it back.")
    assert on_today(consented) == []
    again = lasting.take_back_end(session, now(consented, request)).record
    end(consented, again)
    assert len(on_today(consented)) == 1, "of another end it is asked anew"


@pytest.mark.parametrize("written", [True, False], ids=["by an older letter", "by telephone"])
def test_who_was_told_after_the_end_by_an_older_letter_is_owed_it_too(
    consented: House, written: bool
) -> None:
    session = consented.session
    request, _told, untold = lasts(consented)
    if written:
        order = letters.notice_order(session, untold, practice=True)
        letters.made(session, untold, RightsLetter.NOTICE, order, print_order(order))
    consented.clock.at += timedelta(days=1)
    tomorrow = TODAY + timedelta(days=1)
    kept = lasting.tell_of_lifting(session, request, tomorrow, WHY, DeliveryMethod.TELEPHONE).record
    request = lasting.lift(session, kept, WHY).record
    consented.clock.at += timedelta(days=1)
    how = POST if written else DeliveryMethod.TELEPHONE
    actions.tell(session, untold, told_on=TODAY + timedelta(days=2), told_how=how)
    assert (untold.id in {one.id for one in owed_the_end(session, request)}) is written


def test_of_what_lies_apart_today_names_nobody(consented: House) -> None:
    request, _told, _untold = lasts(consented, is_guarded=True)
    end(consented, request)
    (line,) = [one for one in due_items(consented.session) if one.key.endswith("-end-notices")]
    assert (line.title, line.pupil_id) == ("Restriction 1", "")


def test_planted_fault_without_the_look_at_the_ended_nobody_would_be_asked(
    consented: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    request, _told, _untold = lasts(consented)
    end(consented, request)
    monkeypatch.setattr(end_notices, "_is_open", lambda _one: False)
    assert on_today(consented) == []


def test_the_page_asks_it_beside_each_and_keeps_it(qtbot: QtBot, at_desk: Desk, consented: House) -> None:
    request, told, _untold = lasts(consented)
    end(consented, request)
    page = RightsRequestPage(at_desk.services)
    qtbot.addWidget(page)
    page.show()
    page.open(request_id=request.id)
    QApplication.processEvents()
    said = words_of(page)
    assert "Tell them that it ended" in said
    assert "Was never told" in said
    names = [one.accessibleName() for one in page.findChildren(QPushButton) if not one.isHidden()]
    assert f"Letter to {SCHOOL}" in names
    assert not [one for one in names if WORKSHOP in one], "who was never told has nothing to learn"
    page.tell(told.id)
    box = at_desk.dialogs.shown[-1]
    qtbot.addWidget(box)
    assert isinstance(box, EndNoticeBox)
    box.act.click()
    assert "Type the day" in box.form.row("end_told_on").error()
    box.form.set_values({"end_told_on": TODAY, "end_told_how": POST})
    box.act.click()
    QApplication.processEvents()
    kept = consented.session.get(RightsNotice, told.id)
    assert (kept.end_told_on, kept.end_told_how) == (TODAY, POST)
    assert "Told of the end 24 November 2026" in words_of(page)


def test_an_official_who_was_told_is_asked_about_too_and_again_when_the_end_is_taken_back(
    consented: House,
) -> None:
    session = consented.session
    asked = given(consented, add(consented, "Kit threw a chair."))
    request = told_yes(consented, restricted(consented))
    changes.tell(session, asked, request.id, told_on=TODAY, told_how=POST)
    assert list(changes.open_changes(session)) == []
    request = end(consented, request)
    (change,) = changes.changes_of(session, asked)
    assert (change.words, change.is_open) == ("Restriction 1, ended 24 November 2026", True)
    assert len(officials_due(session)) == 1
    order = changes.letter_order(session, asked, change.cause_id, practice=True)
    assert "That has ended, and you may use it again as before." in text_of_letter(order)
    consented.clock.at += timedelta(days=1)
    later = TODAY + timedelta(days=1)
    changes.tell(session, asked, change.cause_id, told_on=later, told_how=POST)
    assert list(changes.open_changes(session)) == []
    again = lasting.take_back_end(session, now(consented, request)).record
    (change,) = changes.changes_of(session, asked)
    assert (change.cause_id, change.is_open) == (request.id, True), "they think that it has ended"
    changes.tell(session, asked, request.id, told_on=later, told_how=POST)
    assert list(changes.open_changes(session)) == []
    consented.clock.at += timedelta(days=1)
    kept = lasting.tell_of_lifting(session, again, date(2026, 11, 26), WHY, DeliveryMethod.TELEPHONE).record
    lasting.lift(session, kept, WHY)
    (change,) = changes.changes_of(session, asked)
    assert change.is_open, "of this end they know nothing yet"
