"""From a telephone call to what was found: a complaint about data (Data Protection Act 2018, section 164A; 000-CO-8)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from coordinator_app.complaints import actions, due, following, letters, palette, view
from coordinator_app.complaints.actions import Finding
from coordinator_app.complaints.model import (
    Complaint,
    ComplaintLetter,
    ComplaintOutcome,
    ComplaintStep,
    KeptComplaintLetter,
    StepKind,
)
from coordinator_app.core.errors import GateShut, InvalidInput
from coordinator_app.core.privacy import Compartment
from coordinator_app.organisations import officers
from coordinator_app.organisations.model import Office, Officer
from coordinator_app.pdf.print_job import print_order
from coordinator_app.store.undo import CannotUndo
from coordinator_app.today.model import Who
from tests.complaints.complained import TODAY, complained, looked_into, now
from tests.pdf.readers import pdf_text
from tests.vaults import House

UPHELD = Finding(
    ComplaintOutcome.UPHELD, "It lay there.", "Letters go into a drawer.", "Barnaby Elderwood", TODAY
)
WORDS = "A letter about Kit lay open at the counter."


@pytest.mark.parametrize(
    ("received", "statute", "guidance"),
    [
        (date(2026, 6, 19), date(2026, 7, 18), date(2026, 7, 20)),
        (date(2026, 7, 1), date(2026, 7, 30), date(2026, 7, 31)),
        (date(2026, 11, 25), date(2026, 12, 24), date(2026, 12, 29)),
        (date(2026, 12, 1), date(2026, 12, 30), date(2026, 12, 31)),
    ],
)
def test_both_counts_of_the_thirty_days_are_known(
    referred: House, received: date, statute: date, guidance: date
) -> None:
    both = actions.clocks(referred.session, Complaint(received_on=received))
    assert both is not None
    assert (both.statute.due, both.guidance.due) == (statute, guidance)
    assert actions.clocks(referred.session, Complaint()) is None


def test_the_whole_way_of_a_complaint(referred: House, tmp_path: Path) -> None:
    session, complaint = referred.session, complained(referred)
    assert letters.called(complaint) == "Complaint 1"
    order = letters.letter_order(session, complaint, ComplaintLetter.ACKNOWLEDGEMENT, practice=True)
    printed = print_order(order)
    words = " ".join(pdf_text(printed.pdf, tmp_path).split())
    for said in ("Complaint 1", "Barnaby Elderwood looks into it", "ico.org.uk", "4 Weir Cottages"):
        assert said in words
    actions.letter_left(session, complaint, ComplaintLetter.ACKNOWLEDGEMENT, order, printed)
    complaint = session.get(Complaint, complaint.id)
    assert complaint.acknowledged_on is None, "printed or saved it has told nobody"
    complaint = actions.acknowledge(session, complaint, TODAY, "By letter").record
    step = ComplaintStep(step=StepKind.MEETING, on_day=TODAY, words="She showed us the letter.")
    actions.add_step(session, complaint, step)
    complaint = actions.decide(session, complaint, UPHELD).record
    with pytest.raises(GateShut, match="not told yet"):
        actions.close(session, complaint)
    order = letters.letter_order(session, complaint, ComplaintLetter.OUTCOME, practice=True)
    words = " ".join(pdf_text((printed := print_order(order)).pdf, tmp_path).split())
    for said in ("You were right to complain", "It lay there.", "Letters go into a drawer.", "ico.org.uk"):
        assert said in words
    actions.letter_left(session, complaint, ComplaintLetter.OUTCOME, order, printed)
    with pytest.raises(GateShut, match="not told yet"):
        actions.close(session, complaint)
    complaint = actions.told(session, complaint, TODAY, "By post").record
    assert (complaint.told_on, complaint.told_how) == (TODAY, "By post")
    assert len(actions.letters_of(session, complaint.id)) == 2
    complaint = actions.went_to_ico(session, complaint, TODAY, "IC-1").record
    complaint = actions.close(session, complaint).record
    assert not complaint.is_open
    assert due.due_items(session) == []
    with pytest.raises(GateShut, match="closed"):
        actions.add_step(session, complaint, step)
    assert actions.open_again(session, complaint).record.is_open


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"complainant": " "}, "complainant"),
        ({"about": None}, "about"),
        ({"channel": None}, "channel"),
        ({"received_on": None}, "received_on"),
        ({"received_on": TODAY + timedelta(days=1)}, "received_on"),
        ({"says": ""}, "says"),
        ({"handler": "Tansy Fieldgate"}, "handler"),
        ({"handler": "Mrs Tansy Fieldgate, co-ordinator"}, "handler"),
        ({"first_contact": "tansy fieldgate"}, "first_contact"),
    ],
)
def test_what_is_missing_or_cannot_be_is_said_and_nothing_is_kept(
    referred: House, more: dict[str, Any], field: str
) -> None:
    with pytest.raises(InvalidInput) as refused:
        complained(referred, **more)
    assert [one.field for one in refused.value.problems] == [field]
    assert referred.session.count(Complaint) == 0


def test_nobody_looks_into_a_complaint_about_themselves(
    referred: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    complaint = looked_into(referred, complained(referred, handler=""))
    himself = Finding(ComplaintOutcome.NOT_UPHELD, "All was well.", "", "Tansy Fieldgate", TODAY)
    with pytest.raises(InvalidInput, match="Somebody else"):
        actions.decide(referred.session, complaint, himself)
    for typed in ("T. Fieldgate", "Mrs Fieldgate", "Fieldgate, Tansy"):
        with pytest.raises(InvalidInput, match="Somebody else"):
            actions.decide(referred.session, complaint, replace(himself, decided_by=typed))
    monkeypatch.setattr(actions, "is_about", lambda *_: False)  # the planted fault
    assert actions.decide(referred.session, complaint, himself).record.outcome is himself.outcome


def test_the_chair_is_offered_to_look_into_it(referred: House) -> None:
    officers.appoint(referred.session, Officer(office=Office.CHAIR, name="Barnaby Elderwood"))
    assert view.asked(referred.session, referred.pupil.id).handler == "Barnaby Elderwood"
    assert view.asked(referred.session, "").name == ""


def test_nothing_is_found_before_it_is_acknowledged_and_looked_into(referred: House) -> None:
    session, complaint = referred.session, complained(referred)
    with pytest.raises(GateShut, match="Acknowledge it first"):
        actions.decide(session, complaint, UPHELD)
    complaint = actions.acknowledge(session, complaint, TODAY, "By telephone").record
    with pytest.raises(GateShut, match="Nobody has looked into it"):
        actions.decide(session, complaint, UPHELD)
    for act in (lambda: actions.told(session, complaint, TODAY), lambda: actions.close(session, complaint)):
        with pytest.raises(GateShut, match="Nothing is found"):
            act()
    with pytest.raises(GateShut):
        letters.letter_order(session, complaint, ComplaintLetter.OUTCOME, practice=True)
    taken_back = Finding(ComplaintOutcome.WITHDRAWN, decided_on=TODAY)
    complaint = actions.decide(session, complaint, taken_back).record
    assert not actions.close(session, complaint).record.is_open


@pytest.mark.parametrize(
    ("finding", "fields"),
    [
        (Finding(None, "x", "", "B. E.", TODAY), ["outcome"]),
        (Finding(ComplaintOutcome.UPHELD, "", "", "", TODAY), ["found", "decided_by"]),
        (Finding(ComplaintOutcome.UPHELD, "x", "", "B. E.", None), ["decided_on"]),
        (Finding(ComplaintOutcome.UPHELD, "x", "", "B. E.", date(2026, 11, 1)), ["decided_on"]),
    ],
)
def test_what_was_found_says_why_by_whom_and_when(
    referred: House, finding: Finding, fields: list[str]
) -> None:
    complaint = looked_into(referred, complained(referred))
    with pytest.raises(InvalidInput) as refused:
        actions.decide(referred.session, complaint, finding)
    assert [one.field for one in refused.value.problems] == fields


def test_what_was_typed_is_put_right_while_it_is_open(referred: House) -> None:
    session, complaint = referred.session, complained(referred)
    complaint = actions.change(session, complaint, says="It lay there all day.").record
    assert complaint.says == "It lay there all day."
    with pytest.raises(TypeError):
        actions.change(session, complaint, outcome=ComplaintOutcome.UPHELD)
    with pytest.raises(InvalidInput):
        actions.change(session, complaint, says="")


def test_a_complaint_about_safeguarding_lies_apart_with_all_that_belongs_to_it(referred: House) -> None:
    session, complaint = referred.session, looked_into(referred, complained(referred))
    order = letters.letter_order(session, complaint, ComplaintLetter.ACKNOWLEDGEMENT, practice=True)
    actions.letter_left(session, complaint, ComplaintLetter.ACKNOWLEDGEMENT, order, print_order(order))
    moved = actions.change(session, complaint, is_guarded=True).record
    assert {one.is_guarded for one in actions.steps_of(session, moved.id)} == {True}
    assert {one.is_guarded for one in actions.letters_of(session, moved.id)} == {True}
    level_two = referred.as_user(Compartment.GENERAL)
    for cls in (Complaint, ComplaintStep, KeptComplaintLetter):
        assert level_two.list(cls) == []
    assert level_two.search("counter") == []
    with pytest.raises(InvalidInput):
        actions.change(session, moved, is_guarded=False)
    assert view.read(session, moved.id, guarded_words=False).is_closed
    (line,) = view.read_lines(session, "", None, 10).lines
    (item,) = due.due_items(session)
    found = palette.palette(session)[-1].detail
    told = f"{line.title} {line.second} {item.title} {item.second_line} {found}"
    assert "Marigold" not in told
    assert "Elderwood" not in told
    with pytest.raises(InvalidInput, match="passphrase"):
        actions.log(level_two, Complaint(**{**_plain(referred), "is_guarded": True}))
    level_two.close()


def _plain(house: House) -> dict[str, Any]:
    from tests.complaints.complained import new_complaint

    one = new_complaint(house)
    names = ("pupil_id", "complainant", "about", "channel", "received_on", "says")
    return {name: getattr(one, name) for name in names}


def test_what_a_kill_left_behind_follows_at_the_next_unlock(
    referred: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    session, complaint = referred.session, looked_into(referred, complained(referred))
    monkeypatch.setattr(following, "_PARTS", ())
    moved = actions.change(session, complaint, is_guarded=True).record
    monkeypatch.undo()
    assert {one.is_guarded for one in actions.steps_of(session, moved.id)} == {False}
    level_two = referred.as_user(Compartment.GENERAL)
    following.upkeep(level_two)
    level_two.close()
    following.upkeep(session)
    assert {one.is_guarded for one in actions.steps_of(session, moved.id)} == {True}


def test_a_letter_that_has_left_is_not_undone(referred: House) -> None:
    session, complaint = referred.session, complained(referred)
    order = letters.letter_order(session, complaint, ComplaintLetter.ACKNOWLEDGEMENT, practice=True)
    saved = actions.letter_left(
        session, complaint, ComplaintLetter.ACKNOWLEDGEMENT, order, print_order(order)
    )
    with pytest.raises(CannotUndo, match="left"):
        session.undo(saved.change_id)


def test_today_asks_for_what_comes_next(referred: House) -> None:
    session, complaint = referred.session, complained(referred)
    (item,) = due.due_items(session)
    assert (item.due, item.chip) == (date(2026, 12, 19), "25 days left")
    complaint = actions.acknowledge(session, complaint, TODAY, "By telephone").record
    (item,) = due.due_items(session)
    assert (item.second_line, item.who) == ("Barnaby Elderwood looks into it.", Who.SOMEONE_ELSE)
    referred.clock.at = referred.clock.at + timedelta(days=30)
    (item,) = due.due_items(session)
    assert item.second_line == "They last heard from us on 24 November 2026. Tell them how it goes."
    step = ComplaintStep(step=StepKind.TOLD_HOW_IT_GOES, on_day=date(2026, 12, 24), words="Rang her.")
    actions.add_step(session, now(referred, complaint), step)
    (item,) = due.due_items(session)
    assert item.who is Who.SOMEONE_ELSE
    actions.add_step(session, complaint, ComplaintStep(step=StepKind.ENQUIRY, on_day=TODAY, words="Asked."))
    complaint = actions.decide(session, complaint, UPHELD).record
    assert due.due_items(session)[0].second_line.startswith("Tell them what was found")
    actions.told(session, complaint, date(2026, 12, 24), "By post")
    assert due.due_items(session)[0].second_line == "Close it."


def test_the_list_and_the_palette_say_how_each_stands(referred: House) -> None:
    session = referred.session
    complaint = complained(referred)
    assert view.read_lines(session, referred.pupil.id, None, 10).lines[0].chip == "25 days left"
    assert palette.palette(session)[-1].title == "Complaint 1"
    count = palette.rail_count(session)
    assert count is not None
    assert count.number == 1
    complaint = looked_into(referred, complaint)
    assert view.state(session, complaint) == ("info", "Being looked into")
    complaint = actions.decide(session, complaint, UPHELD).record
    assert view.state(session, complaint) == ("soon", "Tell them what was found")
    complaint = actions.told(session, complaint, TODAY, "By post").record
    assert view.state(session, complaint) == ("safe", "To be closed")
    complaint = actions.close(session, complaint).record
    assert view.state(session, complaint) == ("neutral", "Closed 24 November 2026")
    assert palette.rail_count(session) is None


def test_the_form_is_there_on_paper_and_for_an_email(referred: House, tmp_path: Path) -> None:
    printed = print_order(letters.form_order(referred.session, practice=True))
    words = " ".join(pdf_text(printed.pdf, tmp_path).split())
    assert "What happened, and when" in words
    assert "within 30 days" in words
    plain = letters.electronic_form(referred.session)
    assert "answer this email" in plain
    assert "[ ] You gave information to somebody." in plain


def test_whose_work_it_is_about_is_not_changed_to_who_decided(referred: House) -> None:
    complaint = looked_into(referred, complained(referred, about_whom="", handler=""))
    found = Finding(ComplaintOutcome.NOT_UPHELD, "All was well.", "", "Tansy Fieldgate", TODAY)
    complaint = actions.decide(referred.session, complaint, found).record
    with pytest.raises(InvalidInput, match="This person decided") as told:
        actions.change(referred.session, complaint, about_whom="Mrs Fieldgate")
    assert [one.field for one in told.value.problems] == ["about_whom"]


def test_another_finding_has_to_be_told_anew(referred: House) -> None:
    session = referred.session
    complaint = looked_into(referred, complained(referred))
    first = Finding(ComplaintOutcome.NOT_UPHELD, "All was well.", "", "Barnaby Elderwood", TODAY)
    complaint = actions.decide(session, complaint, first).record
    complaint = actions.told(session, complaint, TODAY, "By post").record
    # the same finding once more, by whom and when put right: they know it
    complaint = actions.decide(session, complaint, replace(first, decided_by="B. Elderwood, Chair")).record
    assert complaint.told_on == TODAY
    complaint = actions.open_again(session, actions.close(session, complaint).record).record
    other = replace(
        first, outcome=ComplaintOutcome.UPHELD, found="It lay open after all.", put_right="A screen."
    )
    saved = actions.decide(session, complaint, other)
    assert saved.record.told_on is None
    assert "Tell them" in due.due_items(session)[0].second_line
    with pytest.raises(GateShut, match="not told yet"):
        actions.close(session, saved.record)
    session.undo(saved.change_id)
    assert now(referred, complaint).told_on == TODAY
