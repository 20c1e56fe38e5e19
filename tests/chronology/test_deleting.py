"""An entry that is deleted lies in the trash with what hangs on it, and comes back whole; what was given stays."""

from __future__ import annotations

from datetime import date

import pytest

from coordinator_app.chronology import actions as chronology
from coordinator_app.chronology.model import Category, ChronologyEntry
from coordinator_app.chronology.parts import EntryAction
from coordinator_app.core.errors import GateShut, InvalidInput
from coordinator_app.core.privacy import Compartment
from coordinator_app.sharing import actions as sharing
from coordinator_app.sharing.model import DeliveryMethod, Disclosure, RecipientKind
from tests.vaults import House, add


def with_action(house: House, entry: ChronologyEntry) -> EntryAction:
    with house.session.write() as work:
        return work.add(EntryAction(entry_id=entry.id, what="Ring the school", who="Pat"))


@pytest.mark.parametrize("by_undo", [True, False])
def test_a_deleted_entry_comes_back_with_its_things_to_do(consented: House, by_undo: bool) -> None:
    session, entry = consented.session, add(consented, "Typed twice.")
    action = with_action(consented, entry)
    saved = chronology.delete_entry(session, entry, "It was typed twice.")
    assert chronology.entries_of(session, consented.pupil.id) == []
    assert session.list(EntryAction) == []
    if by_undo:
        session.undo(saved.change_id)
    else:
        chronology.put_back_entry(session, saved.record)
    back = session.get(ChronologyEntry, entry.id)
    assert (back.words, back.correction_reason) == ("Typed twice.", "")
    assert [one.id for one in session.list(EntryAction)] == [action.id]
    reasons = [(row.after or {})["correction_reason"] for row in session.history(entry.id)]
    assert "It was typed twice." in reasons


def test_what_was_deleted_before_the_entry_stays_deleted(consented: House) -> None:
    session, entry = consented.session, add(consented, "One.")
    action = with_action(consented, entry)
    with session.write() as work:
        work.trash(action)
    consented.clock.at = consented.clock.at.replace(hour=10)
    gone = chronology.delete_entry(session, entry, "Typed twice.").record
    chronology.put_back_entry(session, gone)
    assert session.list(EntryAction) == []


def test_a_reason_is_wanted(consented: House) -> None:
    entry = add(consented, "One.")
    with pytest.raises(InvalidInput):
        chronology.delete_entry(consented.session, entry, " ")
    assert chronology.entries_of(consented.session, consented.pupil.id) == [entry]


def test_what_was_given_to_someone_stays(consented: House) -> None:
    entry = add(consented, "One.")
    told = Disclosure(
        pupil_id=consented.pupil.id,
        recipient="Foxglove Hill School",
        recipient_kind=RecipientKind.SCHOOL,
        given_on=date(2026, 11, 20),
        method=DeliveryMethod.TELEPHONE,
        why="Asked",
        description="1 entry",
    )
    sharing.record_disclosure(consented.session, told, [sharing.item_of(entry)])
    with pytest.raises(GateShut, match="given to someone, so it stays"):
        chronology.delete_entry(consented.session, entry, "Typed twice.")
    assert chronology.entries_of(consented.session, consented.pupil.id) == [entry]


def test_a_guarded_entry_is_deleted_and_put_back_where_it_lies(consented: House) -> None:
    entry = add(consented, "A worry.", category=Category.SAFEGUARDING)
    gone = chronology.delete_entry(consented.session, entry, "About another child.").record
    chronology.put_back_entry(consented.session, gone)
    found = consented.session.find_with_place(ChronologyEntry, entry.id)
    assert found is not None
    assert (found[1], found[0].trashed_at) == (Compartment.GUARDED, None)


def test_soft_information_says_what_it_is_for(consented: House) -> None:
    with pytest.raises(InvalidInput) as told:
        add(consented, "He draws well.", is_soft=True)
    assert [one.field for one in told.value.problems] == ["soft_purpose"]
    assert add(consented, "He draws well.", is_soft=True, soft_purpose="For his plan.").is_soft
