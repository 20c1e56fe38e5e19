"""A request to erase, restrict or stop on the screen: logged, checked, decided, told, erased, ended."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

import pytest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from coordinator_app.access_requests.model import Channel, RequesterKind
from coordinator_app.chronology.model import ChronologyEntry
from coordinator_app.core.dates import say
from coordinator_app.pupils.page.record import PupilPage
from coordinator_app.rights import actions, erasing
from coordinator_app.rights.letters import letters_of
from coordinator_app.rights.model import RightsKind, RightsOutcome, RightsRequest, UseAllowed
from coordinator_app.rights.notices import notices_of
from coordinator_app.rights.page.boxes import (
    ChecksBox,
    DecisionBox,
    EraseBox,
    ItemBox,
    NoticeBox,
    RequestBox,
    ToldBox,
    UseBox,
)
from coordinator_app.rights.page.ending_boxes import EndBox, LiftBox
from coordinator_app.rights.page.letters import RightsLetterPage
from coordinator_app.rights.page.list import RightsPage
from coordinator_app.rights.page.request import RightsRequestPage
from coordinator_app.rights.parts import RightsItem
from coordinator_app.rights.timing import TIMING
from coordinator_app.sharing.model import DeliveryMethod
from tests.pupils.screens import Desk, words_of
from tests.rights.asked_for import MOTHER, TODAY, asked_for, checked, decided, now, told_yes
from tests.rights.test_elsewhere import answered, chosen
from tests.vaults import House, add


def opened(qtbot: QtBot, desk: Desk, request: RightsRequest, **more: Any) -> RightsRequestPage:
    page = RightsRequestPage(desk.services)
    qtbot.addWidget(page)
    page.resize(1100, 900)
    page.show()
    page.open(request_id=request.id, **more)
    QApplication.processEvents()
    return page


def box_of(qtbot: QtBot, desk: Desk) -> Any:
    box = desk.dialogs.shown[-1]
    qtbot.addWidget(box)
    return box


def press(page: RightsRequestPage, name: str) -> None:
    next(one for one in page.findChildren(QPushButton) if one.accessibleName() == name).click()
    QApplication.processEvents()


def test_from_the_list_of_all_one_logs_by_choosing_the_pupil_first(qtbot: QtBot, at_desk: Desk) -> None:
    page = RightsPage(at_desk.services)
    qtbot.addWidget(page)
    page.show()
    page.open()
    QApplication.processEvents()
    assert page.new.isVisible()
    page.new.click()
    assert at_desk.told.went == [("log_request", {"about": "rights"})]


def test_a_request_is_logged_from_the_list_of_a_pupil(qtbot: QtBot, at_desk: Desk, referred: House) -> None:
    page = RightsPage(at_desk.services)
    qtbot.addWidget(page)
    page.show()
    page.open()
    QApplication.processEvents()
    assert "Nobody has asked for this" in words_of(page)
    page.open(pupil_id=referred.pupil.id)
    page.new.click()
    box = cast("RequestBox", box_of(qtbot, at_desk))
    box.form.set_values(
        {
            "kind_asked": RightsKind.RESTRICTION,
            "asked_by": "Marigold Puddlecombe",
            "asker_kind": RequesterKind.PARENT,
            "channel": Channel.LETTER,
            "says": "Keep it and leave it alone.",
            "identity_known": True,
            "identity_reason": "We met.",
        }
    )
    box.act.click()
    QApplication.processEvents()
    (kept,) = referred.session.list(RightsRequest)
    assert kept.kind_asked is RightsKind.RESTRICTION
    assert at_desk.told.went[-1] == ("rights_request", {"request_id": kept.id})


def test_an_erasure_goes_its_whole_way_on_the_page(qtbot: QtBot, at_desk: Desk, consented: House) -> None:
    entry = add(consented, "Of another child.")
    request = asked_for(consented, RightsKind.ERASURE)
    page = opened(qtbot, at_desk, request)
    parts = page.parts
    assert "First come the questions." in words_of(page)
    assert "No answer gives them this right" not in words_of(page), "nothing is answered yet"
    parts.asking["check"].click()
    checks = cast("ChecksBox", box_of(qtbot, at_desk))
    answers = {
        "duty": False,
        "needed": False,
        "agreed": False,
        "unlawful": True,
        "claim": False,
        "safety": False,
        "court": False,
        "child": False,
    }
    said = {checks.form.row(f"note_{key}").input.target().accessibleName() for key in answers}
    assert len(said) == len(answers), "each reason is named with its question"
    checks.form.set_values(answers)
    checks.act.click()
    QApplication.processEvents()
    parts.asking["item"].click()
    items = cast("ItemBox", box_of(qtbot, at_desk))
    items.form.set_values({"item": f"chronology_entry:{entry.id}"})
    items.act.click()
    QApplication.processEvents()
    assert "Behaviour entry" in words_of(page)
    parts.asking["decide"].click()
    box = cast("DecisionBox", box_of(qtbot, at_desk))
    box.form.set_values(
        {"outcome": RightsOutcome.GRANTED, "what_is_done": "The entry goes.", "decided_by": "Tansy Fieldgate"}
    )
    box.act.click()
    QApplication.processEvents()
    assert "It was granted, and is not done." in words_of(page)
    parts.asking["erase"].click()
    QApplication.processEvents()
    erase = cast("EraseBox", box_of(qtbot, at_desk))
    assert "Behaviour entry" in words_of(erase)
    erase.form.set_values({"agreed_by": "Barnaby Elderwood", "agreed_how": "In a meeting."})
    erase.act.click()
    QApplication.processEvents()
    assert consented.session.find(ChronologyEntry, entry.id) is None
    assert "1 chronology entry" in words_of(page)
    assert not parts.asking["erase"].isVisibleTo(page)
    parts.asking["answered"].click()
    told = cast("ToldBox", box_of(qtbot, at_desk))
    told.act.click()
    QApplication.processEvents()
    assert now(consented, request).told_on is None, "it was not said how"
    told.form.set_values({"told_how": DeliveryMethod.RECORDED_DELIVERY})
    told.act.click()
    QApplication.processEvents()
    assert now(consented, request).told_on == TODAY
    assert f"{say(TODAY)}, recorded delivery" in words_of(page)


@pytest.mark.parametrize("letter", ["answer", "notice"])
def test_a_letter_that_is_saved_is_kept_and_records_nobody_as_told(
    qtbot: QtBot, at_desk: Desk, consented: House, tmp_path: Path, letter: str
) -> None:
    request = checked(consented, asked_for(consented, RightsKind.RESTRICTION))
    request = decided(consented, request, RightsOutcome.GRANTED)
    (notice,) = notices_of(consented.session, request.id)
    page = RightsLetterPage(at_desk.services)
    qtbot.addWidget(page)
    page.show()
    page.open(**({"request_id": request.id} if letter == "answer" else {"notice_id": notice.id}))
    qtbot.waitUntil(page.save.isEnabled)
    at_desk.dialogs.will_answer(tmp_path / "letter.pdf")
    page.save.click()
    qtbot.waitUntil(lambda: bool(letters_of(consented.session, request.id)))
    assert (tmp_path / "letter.pdf").is_file()
    (kept,) = letters_of(consented.session, request.id)
    assert kept.sent_how is None
    assert now(consented, request).told_on is None
    assert notices_of(consented.session, request.id)[0].told_on is None
    shown = opened(qtbot, at_desk, request)
    assert "not recorded as sent" in words_of(shown)


def test_a_record_is_left_out_of_the_list_again(qtbot: QtBot, at_desk: Desk, consented: House) -> None:
    from coordinator_app.rights import erasing

    entry, request = add(consented, "Words."), asked_for(consented, RightsKind.ERASURE)
    erasing.choose(consented.session, request, "chronology_entry", entry.id)
    page = opened(qtbot, at_desk, request)
    press(page, "Leave it out: Behaviour entry, 1 November 2026")
    assert consented.session.list(RightsItem) == []


def test_a_restriction_is_used_told_and_ended_on_the_page(
    qtbot: QtBot, at_desk: Desk, consented: House
) -> None:
    request = checked(consented, asked_for(consented, RightsKind.RESTRICTION))
    request = decided(consented, request, RightsOutcome.GRANTED, what_is_done="We leave it alone.")
    page = opened(qtbot, at_desk, request)
    parts = page.parts
    assert "The whole record is restricted." in words_of(page)
    parts.names.click()
    QApplication.processEvents()
    assert now(consented, request).recipients_asked_on == TODAY
    parts.asking["use"].click()
    use = cast("UseBox", box_of(qtbot, at_desk))
    use.form.set_values({"allowed": UseAllowed.LEGAL_CLAIM, "what": "For the court."})
    use.act.click()
    QApplication.processEvents()
    assert "For the court." in words_of(page)
    assert parts.end.isHidden(), "it is not said yet that it is to end"


def test_a_restriction_ends_on_the_page_once_they_were_told(
    qtbot: QtBot, at_desk: Desk, consented: House
) -> None:
    request = checked(consented, asked_for(consented, RightsKind.RESTRICTION))
    request = decided(consented, request, RightsOutcome.GRANTED, what_is_done="We leave it alone.")
    page = opened(qtbot, at_desk, request)
    parts = page.parts
    parts.asking["lift"].click()
    lift = cast("LiftBox", box_of(qtbot, at_desk))
    assert "They were never told that the answer is yes." in words_of(lift)
    assert "UK GDPR article 18(3)." in words_of(lift)
    lift.form.set_values({"lift_reason": "It is put right.", "lift_told_on": TODAY})
    lift.act.click()
    assert lift.form.row("lift_told_how").error() == "Choose how they were told."
    lift.form.set_values({"lift_told_how": DeliveryMethod.TELEPHONE})
    lift.act.click()
    QApplication.processEvents()
    assert "They were never told that the answer is yes." in words_of(page)
    parts.end.click()
    end = cast("EndBox", box_of(qtbot, at_desk))
    assert "The law: they are told before it ends." in words_of(end)
    assert "They were told on 24 November 2026, by telephone." in words_of(end)
    end.act.click()
    QApplication.processEvents()
    assert "It cannot end yet." in words_of(end)
    assert now(consented, request).lifted_on is None
    end.reject()
    told_yes(consented, request)
    page.refresh()
    QApplication.processEvents()
    assert "They were never told" not in words_of(page)
    parts.lifting.click()
    assert at_desk.told.went[-1] == (
        "rights_letter",
        {"request_id": request.id, "letter": "letter-rights-lifting"},
    )
    parts.end.click()
    end = cast("EndBox", box_of(qtbot, at_desk))
    assert "From then on the whole record may be used and shared again." in words_of(end)
    assert "It can be taken back until a letter about the end has left." in words_of(end)
    end.form.set_values({"lift_reason": "Nobody works with it."})
    end.act.click()
    assert "told another reason" in end.form.row("lift_reason").error()
    end.form.set_values({"lift_reason": "It is put right."})
    end.act.click()
    QApplication.processEvents()
    assert now(consented, request).lifted_on == TODAY
    parts.end_back.click()
    QApplication.processEvents()
    assert now(consented, request).restricts
    assert at_desk.told.toasts[-1][0] == "Taken back: it is restricted again"
    assert parts.end_back.isHidden()


def test_a_child_who_asks_is_written_for(qtbot: QtBot, at_desk: Desk, consented: House) -> None:
    asked = asked_for(consented, RightsKind.RESTRICTION, asker_kind=RequesterKind.PUPIL)
    page = opened(qtbot, at_desk, checked(consented, asked))
    page.parts.asking["decide"].click()
    assert "A child asks, and reads this." in words_of(box_of(qtbot, at_desk))
    decided(consented, now(consented, asked), RightsOutcome.GRANTED)
    page.refresh()
    QApplication.processEvents()
    page.parts.asking["lift"].click()
    assert "A child asks, and reads this." in words_of(box_of(qtbot, at_desk))


def test_more_time_and_a_question_to_a_child_say_that_a_child_reads_them(
    qtbot: QtBot, at_desk: Desk, consented: House
) -> None:
    for kind, child in ((RequesterKind.PUPIL, True), (RequesterKind.PARENT, False)):
        asked = asked_for(consented, RightsKind.RESTRICTION, asker_kind=kind)
        page = opened(qtbot, at_desk, checked(consented, asked))
        for press in (page.parts.time.longer, page.parts.time.ask):
            press.click()
            assert ("A child asks, and reads this." in words_of(box_of(qtbot, at_desk))) is child


def test_who_was_told_is_noted_on_the_page(qtbot: QtBot, at_desk: Desk, consented: House) -> None:
    request = checked(consented, asked_for(consented, RightsKind.RESTRICTION))
    request = decided(consented, request, RightsOutcome.GRANTED)
    (notice,) = notices_of(consented.session, request.id)
    page = opened(qtbot, at_desk, request)
    press(page, f"Letter to {notice.recipient}")
    assert at_desk.told.went[-1] == ("rights_letter", {"notice_id": notice.id})
    press(page, f"Note that they were told, {notice.recipient}")
    box = cast("NoticeBox", box_of(qtbot, at_desk))
    box.form.set_values({"told_on": TODAY, "confirmed_on": TODAY})
    box.act.click()
    QApplication.processEvents()
    assert actions.is_settled(notices_of(consented.session, request.id)[0])


def test_a_restricted_record_says_so_at_its_head(qtbot: QtBot, at_desk: Desk, consented: House) -> None:
    request = checked(consented, asked_for(consented, RightsKind.RESTRICTION))
    decided(consented, request, RightsOutcome.GRANTED)
    page = PupilPage(at_desk.services)
    qtbot.addWidget(page)
    page.resize(1162, 660)
    page.show()
    page.open(pupil_id=consented.pupil.id)
    QApplication.processEvents()
    assert "Restricted record:" in words_of(page)


def test_what_was_typed_is_changed_and_a_refusal_is_said(
    qtbot: QtBot, at_desk: Desk, referred: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    request = asked_for(referred, RightsKind.OBJECTION)
    page = opened(qtbot, at_desk, request, box="change")
    box = cast("RequestBox", box_of(qtbot, at_desk))
    box.form.set_values({"says": "Stop sending reports."})
    box.act.click()
    QApplication.processEvents()
    assert now(referred, request).says == "Stop sending reports."
    page.parts.back.setVisible(True)
    page.parts.back.click()
    QApplication.processEvents()
    assert at_desk.told.troubles
    page.parts.pupil.click()
    assert at_desk.told.went[-1] == ("pupil", {"pupil_id": referred.pupil.id})


def test_before_the_decision_and_before_the_erasing_one_reads_what_stays_elsewhere(
    qtbot: QtBot, at_desk: Desk, consented: House
) -> None:
    entry = add(consented, "Of another child.")
    answered(consented, entry)
    request = chosen(consented, entry)
    page = opened(qtbot, at_desk, request)
    said = "The pack of request 41, sent on 24 November 2026, holds 1 of these records."
    assert said in words_of(page)
    page.ask("decide")
    assert said in words_of(box_of(qtbot, at_desk))
    decided(consented, checked(consented, now(consented, request)), RightsOutcome.GRANTED)
    page.refresh()
    QApplication.processEvents()
    page.ask("erase")
    assert said in words_of(box_of(qtbot, at_desk))


def test_leave_it_out_pressed_twice_leaves_it_out_once(
    qtbot: QtBot, at_desk: Desk, consented: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    session, entry = consented.session, add(consented, "Kit shouted.")
    request = asked_for(consented, RightsKind.ERASURE)
    request = erasing.choose(session, request, "chronology_entry", entry.id).record
    page = opened(qtbot, at_desk, request)
    assert page.shown is not None
    (item,) = page.shown.items
    monkeypatch.setattr(page, "refresh", lambda: None)  # the second press comes before it is read again
    page.leave_out(item.id)
    page.leave_out(item.id)
    assert at_desk.told.troubles == []
    assert session.list(RightsItem, where={"request_id": request.id}) == []


def test_it_says_how_far_a_carers_own_request_reaches(qtbot: QtBot, at_desk: Desk, consented: House) -> None:
    request = asked_for(consented, RightsKind.RESTRICTION, about_carer=MOTHER)
    assert "Choose the records that they contest" in words_of(opened(qtbot, at_desk, request))
    request = asked_for(consented, RightsKind.ERASURE, about_carer=MOTHER)
    assert f"only what is said of {MOTHER}" in words_of(opened(qtbot, at_desk, request))
    request = asked_for(consented, RightsKind.RESTRICTION)
    said = words_of(opened(qtbot, at_desk, request))
    assert "to say yes shuts the whole record" in said, "without a choice it is said plainly"
    assert "Choose the records that they contest" not in said


def test_a_button_that_says_something_else_is_read_out_so(
    qtbot: QtBot, at_desk: Desk, referred: House
) -> None:
    request = asked_for(referred, RightsKind.OBJECTION)
    page = opened(qtbot, at_desk, request)
    assert page.parts.time.ask.accessibleName() == "Ask whoever asked a question"
    TIMING.ask(referred.session, request, "Which report?", "Two have that name.")
    page.refresh()
    QApplication.processEvents()
    assert (
        page.parts.time.ask.accessibleName() == page.parts.time.ask.text() == "Change it, or record as asked"
    )
