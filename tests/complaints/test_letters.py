"""The letters of a complaint say what is true, in words for whoever complains, signed by somebody it is not about."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from coordinator_app.access_requests.letter_text import text_of_letter
from coordinator_app.complaints import actions, letters
from coordinator_app.complaints.actions import Finding
from coordinator_app.complaints.model import ComplaintAbout, ComplaintLetter, ComplaintOutcome
from coordinator_app.core.errors import GateShut, InvalidInput
from coordinator_app.organisations import officers
from coordinator_app.organisations.model import Office, Officer
from coordinator_app.resources import form_file
from tests.complaints.complained import TODAY, complained, looked_into, now
from tests.vaults import House, fill_in_the_letter

ACKNOWLEDGEMENT = ComplaintLetter.ACKNOWLEDGEMENT


def text(house: House, **more: object) -> str:
    complaint = complained(house, **more)
    return text_of_letter(letters.letter_order(house.session, complaint, ACKNOWLEDGEMENT, practice=True))


def test_whoever_complains_is_spoken_to_and_not_of(referred: House) -> None:
    said = text(referred, about=ComplaintAbout.TOLD)
    assert "that you were not told what we do with information" in said
    assert "they were not told" not in said


def test_every_kind_has_words_for_the_letter_and_the_same_line_on_both_forms(referred: House) -> None:
    paper = form_file("en", "complaint-form.md").read_text("utf-8")
    sent = letters.electronic_form(referred.session)
    for one in ComplaintAbout:
        assert f"[ ] {letters.FORM_WORDS[one]} {{#{one.value}}}" in paper
        assert f"[ ] {letters.FORM_WORDS[one]}\n" in sent
        assert "they" not in letters._ABOUT[one].split()
    assert paper.count("[ ]") == sent.count("[ ]") == len(ComplaintAbout)


def test_it_says_that_the_handler_is_another_only_where_it_is_known_whose_work_it_is(referred: House) -> None:
    apart = "It is not somebody whose work you complain about"
    assert apart in text(referred)
    unsaid = text(referred, about_whom="", says="Barnaby Elderwood left my letter lying open.")
    assert "Barnaby Elderwood looks into it." in unsaid
    assert apart not in unsaid


def test_nobody_signs_or_answers_questions_about_a_complaint_of_their_own_work(referred: House) -> None:
    fill_in_the_letter(referred)
    session = referred.session
    complaint = complained(referred, about_whom="Ms P. Samplewell", handler="Barnaby Elderwood")
    values = letters.letter_order(session, complaint, ACKNOWLEDGEMENT, practice=True).values
    other = letters.letter_order(session, complained(referred), ACKNOWLEDGEMENT, practice=True).values
    assert other["coordinator_name"] == "Pat Samplewell"
    assert (values["coordinator_name"], values["coordinator_role"]) == (
        "Barnaby Elderwood",
        "For the partnership",
    )
    assert values.get("coordinator_contact") != other["coordinator_contact"]


def test_without_anybody_else_to_sign_the_letter_waits_and_the_chair_signs_where_there_is_one(
    referred: House,
) -> None:
    fill_in_the_letter(referred)
    session = referred.session
    for one in session.list(Officer, where={"office": Office.CHAIR}):
        with session.write() as work:
            work.trash(one)
    complaint = complained(referred, about_whom="Pat Samplewell", handler="")
    with pytest.raises(GateShut, match="cannot sign"):
        letters.letter_order(session, complaint, ACKNOWLEDGEMENT, practice=True)
    chair = Officer(office=Office.CHAIR, name="O. Quillfeather", telephone="01632 960111")
    officers.appoint(session, chair)
    values = letters.letter_order(session, complaint, ACKNOWLEDGEMENT, practice=True).values
    assert values["coordinator_name"] == "O. Quillfeather"
    assert "01632 960111" in values["coordinator_contact"]


def test_what_others_have_to_answer_is_passed_on_without_our_looking_into_it(referred: House) -> None:
    session = referred.session
    finding = Finding(ComplaintOutcome.PASSED_ON, "It is the school's.", "", "Barnaby Elderwood", TODAY)
    complaint = complained(referred)
    with pytest.raises(GateShut, match="Acknowledge it first"):
        actions.decide(session, complaint, finding)
    complaint = actions.acknowledge(session, complaint, TODAY, "By telephone").record
    complaint = actions.decide(session, complaint, finding).record
    assert complaint.outcome is ComplaintOutcome.PASSED_ON
    with pytest.raises(GateShut, match="Nobody has looked into it"):
        actions.decide(session, complaint, replace(finding, outcome=ComplaintOutcome.NOT_UPHELD))


def test_it_cannot_have_arrived_after_it_was_acknowledged_or_decided(referred: House) -> None:
    session = referred.session
    complaint = complained(referred, received_on=date(2026, 11, 10))
    complaint = actions.acknowledge(session, complaint, date(2026, 11, 12), "By telephone").record
    assert actions.change(session, complaint, received_on=date(2026, 11, 12)).record.received_on is not None
    with pytest.raises(InvalidInput) as refused:
        actions.change(session, now(referred, complaint), received_on=date(2026, 11, 13))
    assert [one.field for one in refused.value.problems] == ["received_on"]
    decided = looked_into(referred, complained(referred))
    finding = Finding(ComplaintOutcome.NOT_UPHELD, "x", "", "Barnaby Elderwood", TODAY - timedelta(days=2))
    decided = actions.decide(session, decided, finding).record
    with pytest.raises(InvalidInput, match="decision"):
        actions.change(session, decided, received_on=TODAY - timedelta(days=1))
