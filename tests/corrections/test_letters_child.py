"""A child who says himself that something is wrong, or complains, gets letters in words for a child; nobody else does."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coordinator_app.access_requests.letter_text import text_of_letter
from coordinator_app.complaints import actions as complaints
from coordinator_app.complaints import letters as complaint_letters
from coordinator_app.complaints import view as complaint_view
from coordinator_app.complaints.model import Complaint, ComplaintAbout, ComplaintLetter, ComplaintOutcome
from coordinator_app.complaints.page.boxes import ComplaintBox, FindingBox
from coordinator_app.core.longer_ground import LongerGround
from coordinator_app.core.print_order import PrintOrder
from coordinator_app.corrections import letters
from coordinator_app.corrections.model import CorrectionClaim, CorrectionOutcome
from coordinator_app.corrections.page.decision_box import DecisionBox
from coordinator_app.corrections.timing import TIMING
from coordinator_app.corrections.view import read
from coordinator_app.pdf.print_job import print_order
from coordinator_app.pupils.model import Pupil
from coordinator_app.sharing.model import DeliveryMethod, RecipientKind
from coordinator_app.ui.for_a_child import FOR_A_CHILD
from tests.complaints.complained import complained, looked_into
from tests.corrections.asked import TODAY, asked, decided, give, put_right
from tests.pupils.screens import Desk, words_of
from tests.vaults import House

KIT, IN_PERSON = "Kit Puddlecombe", {"by_pupil": True}


def said(order: PrintOrder) -> str:
    assert print_order(order).pages == 1
    return text_of_letter(order)


def claim_of(house: House, **more: Any) -> CorrectionClaim:
    return asked(house, asked_by=KIT, **(IN_PERSON | more))


@pytest.mark.parametrize(
    ("more", "view", "goes"),
    [
        ({}, "We keep your view beside the record.", "It goes with the record when we give it to somebody."),
        (
            {"asked_by": KIT, "by_pupil": True},
            "We keep what you think next to it.",
            "When we give it to somebody, they get what you think too.",
        ),
    ],
    ids=["adult", "child"],
)
def test_whoever_was_right_in_part_is_told_that_their_view_stands_beside_the_rest(
    consented: House, more: dict[str, Any], view: str, goes: str
) -> None:
    """It stands there and travels with the record; the letter to an adult said nothing of it, nor that the rest stays."""
    claim = asked(consented, **more)
    put_right(consented)
    answered = decided(consented, claim, CorrectionOutcome.PARTLY)
    assert answered.outcome is not None
    assert answered.outcome.keeps_other_view
    words = said(letters.answer_order(consented.session, answered, practice=True))
    for told in ("the rest.", view, goes):
        assert told in words


@pytest.mark.parametrize(
    "outcome", [one for one in CorrectionOutcome if one is not CorrectionOutcome.WITHDRAWN]
)
def test_a_child_who_says_that_something_is_wrong_is_answered_in_words_for_a_child(
    consented: House, outcome: CorrectionOutcome
) -> None:
    give(consented, consented.pupil, "Foxglove Hill School", RecipientKind.SCHOOL)
    claim = claim_of(consented)
    put_right(consented)
    answered = decided(consented, claim, outcome)
    order = letters.answer_order(consented.session, answered, practice=True)
    assert order.template == "letter-correction-answer-child"
    words = said(order)
    assert "You told us that something is wrong" in words
    assert "It checks on people like us." in words
    assert "Yours sincerely" not in words
    assert "not given]" not in words
    assert ("what it says now" in words) is outcome.changed_something
    assert ("what you think" in words) is outcome.keeps_other_view


def test_a_question_and_more_time_say_what_the_child_told_us(consented: House) -> None:
    session, claim = consented.session, claim_of(consented)
    TIMING.extend(session, claim, None, "It lies in two schools.", LongerGround.COMPLEX)
    TIMING.ask(session, session.get(CorrectionClaim, claim.id), "Which report do you mean?", "There are two.")
    for letter in ("question", "longer"):
        order = letters.time_order(session, session.get(CorrectionClaim, claim.id), letter, practice=True)
        assert order.template == f"letter-rights-{letter}-child"
        assert "You told us that something we keep about you is wrong." in said(order)


@pytest.mark.parametrize(
    ("by_pupil", "born", "child"),
    [
        (True, date(2012, 5, 3), True),
        (True, date(2008, 11, 25), True),
        (True, date(2008, 11, 24), False),
        (False, date(2012, 5, 3), False),
    ],
)
def test_only_a_child_in_person_gets_them(
    consented: House, by_pupil: bool, born: date | None, child: bool
) -> None:
    session = consented.session
    with session.write() as work:
        work.change(session.get(Pupil, consented.pupil.id), birth_date=born)
    claim = decided(consented, claim_of(consented, by_pupil=by_pupil), CorrectionOutcome.REFUSED)
    assert letters.answer_order(session, claim, practice=True).template.endswith("-child") is child
    complaint = complained(consented, by_pupil=by_pupil)
    for_them = complaint_letters.letter_order(
        session, complaint, ComplaintLetter.ACKNOWLEDGEMENT, practice=True
    )
    assert for_them.template.endswith("-child") is child
    assert read(session, claim.id, guarded_words=True).is_child is child
    assert complaint_view.read(session, complaint.id, guarded_words=True).is_child is child


def test_without_a_pupil_nobody_is_taken_for_a_child(consented: House) -> None:
    complaint = complained(consented, pupil_id="", by_pupil=True)
    order = complaint_letters.letter_order(
        consented.session, complaint, ComplaintLetter.ACKNOWLEDGEMENT, practice=True
    )
    assert order.template == "letter-complaint-acknowledgement"


@pytest.mark.parametrize("about", ComplaintAbout)
def test_a_child_who_complains_is_answered_in_words_for_a_child(
    consented: House, about: ComplaintAbout
) -> None:
    session = consented.session
    complaint = complained(
        consented, complainant=KIT, about=about, by_pupil=True, first_contact="Barnaby Elderwood"
    )
    first = complaint_letters.letter_order(session, complaint, ComplaintLetter.ACKNOWLEDGEMENT, practice=True)
    assert "It is good that you told us" in said(first)
    finding = complaints.Finding(
        ComplaintOutcome.UPHELD, "The letter lay there.", "We lock them up now.", "Barnaby Elderwood", TODAY
    )
    kept = looked_into(consented, complaint)
    for outcome, words in _FOUND.items():
        found = complaints.decide(session, session.get(Complaint, kept.id), replace(finding, outcome=outcome))
        order = complaint_letters.letter_order(session, found.record, ComplaintLetter.OUTCOME, practice=True)
        assert order.template == "letter-complaint-outcome-child"
        assert words in said(order)


_FOUND = {
    ComplaintOutcome.UPHELD: "You were right.",
    ComplaintOutcome.PARTLY: "You were right about some of it.",
    ComplaintOutcome.NOT_UPHELD: "You were still right to ask.",
    ComplaintOutcome.PASSED_ON: "We have passed it on to those who can.",
}


def test_who_types_is_told_that_a_child_reads_it_and_the_tick_is_kept(
    qtbot: QtBot, at_desk: Desk, consented: House
) -> None:
    session, clock = consented.session, at_desk.services.clock
    for by_pupil in (True, False):
        claim = claim_of(consented, by_pupil=by_pupil)
        box = DecisionBox(read(session, claim.id, guarded_words=True), clock)
        qtbot.addWidget(box)
        assert (FOR_A_CHILD[0] in words_of(box)) is by_pupil
        found = FindingBox(complained(consented), clock, is_child=by_pupil)
        qtbot.addWidget(found)
        assert (FOR_A_CHILD[0] in words_of(found)) is by_pupil
        complaint = complained(consented, by_pupil=by_pupil)
        new = ComplaintBox(complaint, complaint_view.Asked(consented.pupil.id), clock, guards=True)
        qtbot.addWidget(new)
        assert new.typed()["by_pupil"] is by_pupil
    QApplication.processEvents()
    about_nobody = ComplaintBox(Complaint(), complaint_view.Asked(), clock, guards=True)
    qtbot.addWidget(about_nobody)
    assert "by_pupil" not in about_nobody.form.rows()
    assert about_nobody.typed()["by_pupil"] is False


def test_the_notice_to_a_school_stays_in_the_schools_words(consented: House) -> None:
    given = give(consented, consented.pupil, "Foxglove Hill School", RecipientKind.SCHOOL)
    assert given.method is DeliveryMethod.SECURE_EMAIL
    claim = claim_of(consented)
    put_right(consented)
    decided(consented, claim, CorrectionOutcome.CORRECTED)
    notice = read(consented.session, claim.id, guarded_words=True).notices[0].notice
    order = letters.notice_order(consented.session, notice, practice=True)
    assert order.template == "letter-correction-notice"
