"""An official who was given a record is told of what was put right, erased or restricted in it since; no one else reads of it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from coordinator_app.core.errors import GateShut, InvalidInput
from coordinator_app.core.privacy import Compartment
from coordinator_app.corrections import actions as corrections
from coordinator_app.corrections import letters as correction_letters
from coordinator_app.corrections.model import CorrectionOutcome
from coordinator_app.official_requests import actions, changes, due, view
from coordinator_app.official_requests.actions import Giving
from coordinator_app.official_requests.model import OfficialNotice, OfficialRequest
from coordinator_app.official_requests.telling import asked_in, is_untold, told_of
from coordinator_app.pdf.print_job import print_order
from coordinator_app.pupils.model import Pupil
from coordinator_app.rights.model import RightsKind
from coordinator_app.sharing.actions import item_of
from coordinator_app.sharing.model import DeliveryMethod
from tests.corrections import asked as claims
from tests.official_requests.officials import TODAY, decided, now
from tests.pdf.readers import pdf_text
from tests.rights.asked_for import restricted
from tests.rights.test_part_of_a_record import shut_entry
from tests.vaults import House, add

POLICE = "Hazelmoor Police"


def given(house: House, *records: object) -> OfficialRequest:
    asked = decided(house)
    items = tuple(item_of(one) for one in records)  # type: ignore[arg-type]  # records of the vault
    giving = Giving("What was decided", DeliveryMethod.SECURE_EMAIL, TODAY, items)
    return actions.give(house.session, now(house, asked), giving).record


def corrected(house: House) -> str:
    claim = claims.asked(house)
    claims.put_right(house)
    return claims.decided(house, claim, CorrectionOutcome.CORRECTED).id


def on_today(house: House) -> list[str]:
    return [one.second_line for one in due.due_items(house.session) if one.key.endswith("-changed")]


def test_a_correction_of_what_they_were_given_is_told_and_written(consented: House, tmp_path: Path) -> None:
    session = consented.session
    asked = given(consented, session.get(Pupil, consented.pupil.id))
    assert changes.changes_of(session, asked) == ()
    cause = corrected(consented)
    (change,) = changes.changes_of(session, asked)
    assert (change.cause_id, change.is_open) == (cause, True)
    (line,) = on_today(consented)
    assert "Something they were given has changed since" in line
    assert POLICE not in line
    order = changes.letter_order(session, asked, cause, practice=True)
    printed = print_order(order)
    words = " ".join(pdf_text(printed.pdf, tmp_path).split())
    assert POLICE in words
    assert "13 May 2012" in words
    changes.letter_left(session, asked, cause, order, printed)
    (change,) = changes.changes_of(session, asked)
    assert change.is_open, "printed or saved it has told nobody"
    assert len(on_today(consented)) == 1
    changes.tell(session, asked, cause, told_on=TODAY, told_how=DeliveryMethod.SECURE_EMAIL)
    assert on_today(consented) == []
    (change,) = changes.changes_of(session, asked)
    assert change.notice is not None
    assert session.blob(change.notice.letter_id) == printed.pdf
    (shown,) = view.read(session, asked.id, guarded_words=True).changes
    assert shown.notice is not None
    assert shown.notice.told_on == TODAY


def test_what_they_were_not_given_is_not_told(consented: House) -> None:
    asked = given(consented, add(consented, "Kit came on time."))
    cause = corrected(consented)
    assert changes.changes_of(consented.session, asked) == ()
    with pytest.raises(GateShut, match="Nothing that they were given"):
        changes.letter_order(consented.session, asked, cause, practice=True)


def test_where_the_ledger_names_no_record_rather_one_too_many_is_told(consented: House) -> None:
    asked = given(consented)
    corrected(consented)
    restricted(consented)
    assert len(changes.changes_of(consented.session, asked)) == 2


def test_a_restriction_of_one_record_is_told_to_whom_was_given_that_one(consented: House) -> None:
    contested, other = add(consented, "Kit threw a chair."), add(consented, "Kit came on time.")
    has_it, has_not = given(consented, contested), given(consented, other)
    request = shut_entry(consented, contested)
    assert request.kind_asked is RightsKind.RESTRICTION
    assert [one.words for one in changes.changes_of(consented.session, has_it)] == [
        "Restriction 1, decided 24 November 2026"
    ]
    assert changes.changes_of(consented.session, has_not) == ()


def test_it_is_noted_by_hand_or_with_a_reason_and_undone(consented: House) -> None:
    session, asked = consented.session, given(consented)
    cause = corrected(consented)
    with pytest.raises(InvalidInput):
        changes.tell(session, asked, cause, told_on=None)
    with pytest.raises(InvalidInput):
        changes.tell(session, asked, cause, told_on=date(2026, 11, 25))
    with pytest.raises(InvalidInput):
        changes.tell(session, asked, cause, told_on=TODAY, not_needed="x")
    saved = changes.tell(session, asked, cause, told_on=None, not_needed="The case is closed.")
    assert on_today(consented) == []
    session.undo(saved.change_id)
    assert len(on_today(consented)) == 1


def test_nobody_without_the_key_and_no_letter_to_the_family_reads_of_it(consented: House) -> None:
    session, asked = consented.session, given(consented)
    claim = claims.asked(consented)
    claims.put_right(consented)
    claim = claims.decided(consented, claim, CorrectionOutcome.CORRECTED)
    changes.tell(session, asked, claim.id, told_on=TODAY, told_how=DeliveryMethod.POST)
    claim = corrections.wants_to_know(session, claim, TODAY).record
    level_two = consented.as_user(Compartment.GENERAL)
    assert level_two.list(OfficialNotice) == []
    assert due.due_items(level_two) == []
    (notice,) = session.list(OfficialNotice)
    assert asked_in(session, notice.id) == now(consented, asked)
    assert is_untold(session, notice.id), "nor does it go into a pack for them"
    answer = repr(correction_letters.answer_order(session, claim, practice=True).parts)
    assert POLICE not in answer
    assert told_of(session, claim.id) == ()
    actions.tell_family(session, now(consented, asked), True, "PC Tallow, today")
    assert told_of(session, claim.id) == (f"{POLICE}, told on 24 November 2026",)
    answer = repr(correction_letters.answer_order(session, claim, practice=True).parts)
    assert POLICE in answer, "what they know is no secret any more"
