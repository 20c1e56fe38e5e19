"""From "this is wrong" to the last who was given it and says that he changed it (003-5.4, journey 10)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from coordinator_app.chronology import actions as chronology
from coordinator_app.core.errors import GateShut, InvalidInput, NotFound, StaleRecord
from coordinator_app.corrections import actions, following, recipients, telling
from coordinator_app.corrections.actions import Decision
from coordinator_app.corrections.model import CorrectionClaim, CorrectionOutcome
from coordinator_app.corrections.timing import TIMING
from coordinator_app.corrections.versions import as_it_was, changed_fields
from coordinator_app.pupils.gone import RecordGone
from coordinator_app.pupils.model import Pupil
from coordinator_app.sharing.model import DeliveryMethod, RecipientKind
from coordinator_app.store.undo import CannotUndo
from tests.corrections.asked import RIGHT_DAY, TODAY, asked, decided, give, new_claim, put_right
from tests.vaults import House, add, new_entry, new_pupil

CORRECTED, PARTLY = CorrectionOutcome.CORRECTED, CorrectionOutcome.PARTLY
NOTED, REFUSED = CorrectionOutcome.NOTED, CorrectionOutcome.REFUSED
POST = DeliveryMethod.POST


def names(house: House, claim: CorrectionClaim) -> list[str]:
    return [one.recipient for one in actions.notices_of(house.session, claim.id)]


def test_the_whole_way_of_a_wrong_birth_date(referred: House) -> None:
    give(referred, referred.pupil, "Kingfisher Workshop")
    claim = asked(referred)
    put_right(referred)
    kept = decided(referred, claim, CORRECTED)
    before = as_it_was(referred.session, kept, kept.before_version)
    after = as_it_was(referred.session, kept, kept.after_version)
    assert isinstance(before, Pupil)
    assert isinstance(after, Pupil)
    assert (before.birth_date, after.birth_date) == (referred.pupil.birth_date, RIGHT_DAY)
    (notice,) = actions.notices_of(referred.session, claim.id)
    assert notice.recipient == "Kingfisher Workshop"
    told = telling.tell(referred.session, notice, told_on=TODAY, told_how=POST).record
    assert not actions.is_settled(told)
    assert actions.is_settled(telling.tell(referred.session, told, told_on=TODAY, confirmed_on=TODAY).record)


def test_something_may_be_said_to_be_wrong_before_the_school_has_referred(house: House) -> None:
    with house.session.write() as work:
        house.pupil = work.add(new_pupil(house))
    assert asked(house).before_version == house.pupil.version


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"asked_by": "  "}, "asked_by"),
        ({"says": ""}, "says"),
        ({"asked_on": None}, "asked_on"),
        ({"asked_on": TODAY + timedelta(days=1)}, "asked_on"),
        ({"item_id": ""}, "item"),
        ({"evidence_document_id": "not one of his"}, "evidence_document_id"),
    ],
)
def test_what_is_missing_is_asked_for_and_nothing_is_kept(
    referred: House, more: dict[str, Any], field: str
) -> None:
    with pytest.raises(InvalidInput) as refused:
        asked(referred, **more)
    assert field in {one.field for one in refused.value.problems}
    assert referred.session.count(CorrectionClaim) == 0


def test_the_record_of_another_child_is_refused(referred: House) -> None:
    with referred.session.write() as work:
        other = work.add(new_pupil(referred, given_names="Wren"))
    with pytest.raises(InvalidInput, match="somebody else"):
        asked(referred, other)


def test_a_record_that_is_not_here_and_a_pupil_that_is_gone_are_told(referred: House) -> None:
    with pytest.raises(NotFound):
        asked(referred, item_id="nowhere")
    with referred.session.write() as work:
        work.trash(referred.session.get(Pupil, referred.pupil.id))
    with pytest.raises(RecordGone):
        asked(referred)


# what was decided


def test_corrected_is_not_taken_for_an_answer_while_the_record_says_what_it_said(referred: House) -> None:
    claim = asked(referred)
    for outcome in (CORRECTED, PARTLY):
        with pytest.raises(GateShut, match="still says"):
            decided(referred, claim, outcome)
    assert decided(referred, claim, NOTED).outcome is NOTED


def test_without_that_gate_a_correction_would_be_noted_that_nobody_made(
    referred: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions, "is_put_right", lambda _before, _after: True)  # the planted fault
    assert decided(referred, asked(referred), CORRECTED).outcome is CORRECTED


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"reason": " "}, "reason"),
        ({"decided_on": None}, "decided_on"),
        ({"decided_on": date(2026, 11, 1)}, "decided_on"),
        ({"decided_on": TODAY + timedelta(days=1)}, "decided_on"),
    ],
)
def test_a_decision_has_its_why_and_days_in_order(referred: House, more: dict[str, Any], field: str) -> None:
    claim = asked(referred)
    with pytest.raises(InvalidInput) as refused:
        decided(referred, claim, REFUSED, **more)
    assert [one.field for one in refused.value.problems] == [field]


def test_no_outcome_is_no_decision_and_corrected_as_asked_needs_no_why(referred: House) -> None:
    claim = asked(referred)
    with pytest.raises(InvalidInput, match="Choose what was decided"):
        actions.decide(referred.session, claim, Decision(None, decided_on=TODAY))
    put_right(referred)
    assert decided(referred, claim, CORRECTED, reason="").outcome is CORRECTED


def test_a_record_corrected_before_it_was_written_down_is_compared_with_the_version_that_was_wrong(
    referred: House,
) -> None:
    wrong = referred.session.get(Pupil, referred.pupil.id).version
    give(referred, referred.pupil)
    put_right(referred)
    claim = asked(referred)
    with pytest.raises(GateShut):
        decided(referred, claim, CORRECTED)
    kept = decided(referred, claim, CORRECTED, wrong_version=wrong)
    assert kept.before_version == wrong
    assert names(referred, claim) == ["Kingfisher Workshop"]


def test_a_decision_on_what_somebody_else_changed_meanwhile_is_not_kept(referred: House) -> None:
    claim = asked(referred)
    actions.change(referred.session, claim, says="Of another day.")
    with pytest.raises(StaleRecord):
        actions.decide(referred.session, claim, Decision(REFUSED, "No", TODAY))


def test_what_was_typed_is_put_right_until_it_is_decided(referred: House) -> None:
    claim = asked(referred)
    changed = actions.change(referred.session, claim, says="Of another day.", asked_by="Marigold")
    assert (changed.record.says, changed.record.asked_by) == ("Of another day.", "Marigold")
    done = decided(referred, claim, REFUSED)
    with pytest.raises(GateShut):
        actions.change(referred.session, done, says="Again.")
    with pytest.raises(TypeError):
        actions.change(referred.session, done, outcome=None)


# whom it was given


def test_who_was_given_the_old_value_is_listed_once_and_who_was_given_the_right_one_is_not(
    referred: House,
) -> None:
    give(referred, referred.pupil, "Kingfisher Workshop", on=date(2026, 10, 1))
    give(referred, referred.pupil, "kingfisher  workshop", on=date(2026, 11, 10))
    give(referred, referred.pupil, "Marigold Puddlecombe", RecipientKind.PARENT)
    claim = asked(referred)
    put_right(referred)
    give(referred, referred.pupil, "Foxglove Hill School")
    decided(referred, claim, CORRECTED)
    assert sorted(names(referred, claim)) == ["Marigold Puddlecombe", "kingfisher  workshop"]
    (workshop,) = [
        one
        for one in recipients.recipients(
            referred.session, claim, referred.session.get(Pupil, referred.pupil.id)
        )
        if one.who == "School on roll"
    ]
    assert workshop.when_and_how() == "10 November 2026, secure email; 1 October 2026, secure email"


def test_without_the_look_at_versions_those_who_have_the_right_value_would_be_told(
    referred: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    claim = asked(referred)
    put_right(referred)
    give(referred, referred.pupil, "Foxglove Hill School")
    monkeypatch.setattr(recipients, "_is_old", lambda *_all: True)  # the planted fault
    decided(referred, claim, CORRECTED)
    assert names(referred, claim) == ["Foxglove Hill School"]


def test_whoever_was_given_what_is_right_again_or_another_field_is_not_told(referred: House) -> None:
    give(referred, referred.pupil, "Had it right")
    wrong = put_right(referred)
    give(referred, wrong, "Had it wrong")
    claim = asked(referred)
    put_right(referred, birth_date=referred.pupil.birth_date, upn="")
    decided(referred, claim, CORRECTED)
    assert names(referred, claim) == ["Had it wrong"]


def test_an_entry_that_was_deleted_counts_as_corrected(referred: House) -> None:
    entry = add(referred, "Kit was late.")
    claim = asked(referred, entry)
    chronology.delete_entry(referred.session, entry, "It was another child.")
    after = decided(referred, claim, CORRECTED).after_version
    assert after is not None
    assert after > entry.version
    assert names(referred, claim) == []


def test_the_reason_of_a_correction_alone_corrects_nothing(referred: House) -> None:
    entry = add(referred, "Kit was late.")
    claim = asked(referred, entry)
    with referred.session.write() as work:
        after = work.change(entry, correction_reason="Looked at again")
    before = as_it_was(referred.session, claim, claim.before_version)
    assert before is not None
    assert changed_fields(before, after) == ()


def test_nothing_is_told_of_what_was_not_corrected(referred: House) -> None:
    give(referred, referred.pupil)
    claim = asked(referred)
    decided(referred, claim, NOTED)
    assert names(referred, claim) == []


def test_another_decision_lists_anew_and_forgets_nobody_who_was_told(referred: House) -> None:
    give(referred, referred.pupil)
    claim = asked(referred)
    put_right(referred)
    decided(referred, claim, CORRECTED)
    decided(referred, claim, REFUSED)
    assert names(referred, claim) == []
    decided(referred, claim, PARTLY)
    (notice,) = actions.notices_of(referred.session, claim.id)
    telling.tell(referred.session, notice, told_on=TODAY, told_how=POST)
    with pytest.raises(GateShut, match="told of this correction"):
        decided(referred, claim, REFUSED)
    decided(referred, claim, CORRECTED)
    assert [one.told_on for one in actions.notices_of(referred.session, claim.id)] == [TODAY]


@pytest.mark.parametrize(
    ("answer", "field"),
    [
        ({}, "told_on"),
        ({"told_on": TODAY, "not_needed": "No."}, "not_needed"),
        ({"confirmed_on": TODAY, "not_needed": "No."}, "told_on"),
        ({"told_on": TODAY + timedelta(days=1)}, "told_on"),
        ({"told_on": TODAY - timedelta(days=1)}, "told_on"),
        ({"told_on": TODAY, "confirmed_on": TODAY - timedelta(days=1)}, "confirmed_on"),
        ({"told_on": TODAY}, "told_how"),
    ],
)
def test_a_notice_is_told_confirmed_or_not_needed_in_this_order(
    referred: House, answer: dict[str, Any], field: str
) -> None:
    give(referred, referred.pupil)
    claim = asked(referred)
    put_right(referred)
    decided(referred, claim, CORRECTED)
    (notice,) = actions.notices_of(referred.session, claim.id)
    with pytest.raises(InvalidInput) as refused:
        telling.tell(referred.session, notice, **answer)
    assert field in {one.field for one in refused.value.problems}
    assert actions.is_settled(
        telling.tell(referred.session, notice, not_needed="It was he who asked.").record
    )


def test_whoever_asked_is_told_after_it_is_decided(referred: House) -> None:
    claim = asked(referred)
    with pytest.raises(GateShut):
        telling.answered(referred.session, claim, TODAY, POST)
    done = decided(referred, claim, NOTED)
    for wrong in (None, TODAY + timedelta(days=1), TODAY - timedelta(days=1)):
        with pytest.raises(InvalidInput, match=r"day|date"):
            telling.answered(referred.session, done, wrong, POST)
    with pytest.raises(InvalidInput, match="Choose how"):
        telling.answered(referred.session, done, TODAY, None)
    told = telling.answered(referred.session, done, TODAY, POST).record
    assert (told.told_on, told.told_how) == (TODAY, POST)


def test_another_decision_has_to_be_told_anew(referred: House) -> None:
    claim = decided(referred, asked(referred), NOTED)
    telling.answered(referred.session, claim, TODAY, POST)
    assert decided(referred, claim, NOTED).told_on == TODAY, "the same once more: they know it"
    again = decided(referred, claim, REFUSED)
    assert (again.told_on, again.told_how) == (None, None)


def test_there_is_one_month_to_answer(referred: House) -> None:
    clock = TIMING.clock_of(referred.session, asked(referred, asked_on=date(2026, 1, 30)))
    assert clock is not None
    assert clock.due == date(2026, 3, 2)
    assert TIMING.clock_of(referred.session, CorrectionClaim()) is None


# undo


def test_each_act_is_undone_until_another_rests_on_it(referred: House) -> None:
    session = referred.session
    give(referred, referred.pupil)
    saved = actions.ask(session, new_claim(referred))
    session.undo(saved.change_id)
    assert session.list(CorrectionClaim) == []
    claim = asked(referred)
    put_right(referred)
    decision = actions.decide(session, claim, Decision(CORRECTED, "", TODAY))
    session.undo(decision.change_id)
    assert session.get(CorrectionClaim, claim.id).outcome is None
    assert names(referred, claim) == []
    again = actions.decide(session, session.get(CorrectionClaim, claim.id), Decision(CORRECTED, "", TODAY))
    (notice,) = actions.notices_of(session, claim.id)
    telling.tell(session, notice, told_on=TODAY, told_how=POST)
    with pytest.raises(CannotUndo):
        session.undo(again.change_id)


def corrected(house: House) -> str:
    """The change that put the birth date right, once a decision rests on it."""
    claim = asked(house)
    put_right(house)
    change_id = house.session.history(house.pupil.id)[-1].change_id
    decided(house, claim, CORRECTED)
    return change_id


def test_the_correction_that_was_asked_for_is_not_undone_under_its_decision(referred: House) -> None:
    with pytest.raises(CannotUndo, match="asked for this correction"):
        referred.session.undo(corrected(referred))


def test_without_the_gate_it_would_be(referred: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(following, "_rests_on", lambda _claim, _one: False)  # the planted fault
    referred.session.undo(corrected(referred))


def test_an_entry_that_is_said_to_be_wrong_does_not_go_by_undo(referred: House) -> None:
    entry = chronology.add_entry(referred.session, new_entry(referred, "Kit was late."))
    asked(referred, entry.record)
    with pytest.raises(CannotUndo):
        referred.session.undo(entry.change_id)
