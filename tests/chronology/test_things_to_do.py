from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from coordinator_app.chronology import actions as chronology
from coordinator_app.chronology import following, things_to_do
from coordinator_app.chronology.model import Category, ChronologyEntry
from coordinator_app.chronology.parts import EntryAction
from coordinator_app.core.errors import InvalidInput, NotFound, StaleRecord
from coordinator_app.core.privacy import Compartment
from coordinator_app.store.unit_of_work import WrongCompartment
from tests.vaults import House, add

FRIDAY = date(2026, 11, 27)
TODAY = date(2026, 11, 24)


def thing(entry: ChronologyEntry, **more: Any) -> EntryAction:
    values: dict[str, Any] = {
        "entry_id": entry.id,
        "what": "Ring the school about the timetable",
        "who": "Pat Samplewell",
        "due_on": FRIDAY,
    }
    return EntryAction(**(values | more))


def hung(house: House, *entries: ChronologyEntry) -> dict[str, list[str]]:
    found = things_to_do.of_entries(house.session, entries)
    return {entry_id: [one.what for one in all_of] for entry_id, all_of in found.items()}


def test_a_thing_to_do_hangs_on_its_entry_until_it_is_done(referred: House) -> None:
    session, entry = referred.session, add(referred, "Kit was moved to another group.")
    kept = things_to_do.add(session, thing(entry, what=" Ring the school ")).record
    assert hung(referred, entry) == {entry.id: ["Ring the school"]}
    assert things_to_do.caption(kept) == "Pat Samplewell, by 27 November 2026"
    done = things_to_do.settle(session, kept)
    assert (done.record.done_on, things_to_do.caption(done.record)) == (
        TODAY,
        "Pat Samplewell, done, 24 November 2026",
    )
    session.undo(done.change_id)
    assert session.get(EntryAction, kept.id).done_on is None


def test_it_may_turn_out_not_to_be_needed_and_be_opened_again(referred: House) -> None:
    session = referred.session
    kept = things_to_do.add(session, thing(add(referred, "Kit was late."))).record
    gone = things_to_do.settle(session, kept, date(2026, 11, 23), not_needed=True).record
    assert things_to_do.caption(gone) == "Pat Samplewell, not needed, 23 November 2026"
    again = things_to_do.open_again(session, gone).record
    assert (again.done_on, again.not_needed) == (None, False)
    with pytest.raises(StaleRecord):
        things_to_do.settle(session, gone)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"what": " "}, "what"),
        ({"who": ""}, "who"),
        ({"due_on": None}, "due_on"),
        ({"due_on": date(2030, 1, 7)}, "due_on"),
    ],
)
def test_what_who_and_by_when_are_asked(referred: House, values: dict[str, Any], field: str) -> None:
    entry = add(referred, "Kit was late.")
    with pytest.raises(InvalidInput) as told:
        things_to_do.add(referred.session, thing(entry, **values))
    assert [one.field for one in told.value.problems] == [field]
    kept = things_to_do.add(referred.session, thing(entry)).record
    answers = {"what": kept.what, "who": kept.who, "due_on": kept.due_on} | values
    with pytest.raises(InvalidInput):
        things_to_do.change(referred.session, kept, **answers)


def test_it_is_said_anew_and_taken_away(referred: House) -> None:
    session, entry = referred.session, add(referred, "Kit was late.")
    kept = things_to_do.add(session, thing(entry)).record
    other = things_to_do.change(
        session, kept, what="Write to the school", who="M. Parchment", due_on=TODAY
    ).record
    assert hung(referred, entry) == {entry.id: ["Write to the school"]}
    gone = things_to_do.remove(session, other)
    assert hung(referred, entry) == {}
    session.undo(gone.change_id)
    assert hung(referred, entry) == {entry.id: ["Write to the school"]}


def test_it_is_not_done_in_the_future_and_belongs_to_an_entry(referred: House) -> None:
    kept = things_to_do.add(referred.session, thing(add(referred, "Kit was late."))).record
    with pytest.raises(InvalidInput):
        things_to_do.settle(referred.session, kept, FRIDAY)
    with pytest.raises(NotFound):
        things_to_do.add(referred.session, EntryAction(entry_id="nothing", what="A", who="B", due_on=FRIDAY))


def test_open_things_stand_first_in_the_order_of_their_day(referred: House) -> None:
    session, entry = referred.session, add(referred, "Kit was late.")
    done = things_to_do.add(session, thing(entry, what="done", due_on=TODAY)).record
    things_to_do.settle(session, done)
    late = things_to_do.add(session, thing(entry, what="late", due_on=date(2026, 11, 20))).record
    things_to_do.add(session, thing(entry, what="soon"))
    assert hung(referred, entry) == {entry.id: ["late", "soon", "done"]}
    assert things_to_do.is_late(late, TODAY)
    assert not things_to_do.is_late(late, date(2026, 11, 20))
    assert not things_to_do.is_late(session.get(EntryAction, done.id), FRIDAY)
    assert things_to_do.of_entries(session, []) == {}
    assert things_to_do.caption(EntryAction(who="Pat Samplewell")) == "Pat Samplewell"


def test_what_is_to_be_done_about_a_guarded_entry_lies_apart(referred: House) -> None:
    session = referred.session
    entry = add(referred, "A worry.", category=Category.SAFEGUARDING)
    kept = things_to_do.add(session, thing(entry, what="Ring the duty team")).record
    found = session.find_with_place(EntryAction, kept.id)
    assert found is not None
    assert found[1] is Compartment.GUARDED
    level_two = referred.as_user(Compartment.GENERAL)
    assert level_two.list(EntryAction) == []
    with pytest.raises(NotFound):
        things_to_do.settle(level_two, kept) if level_two.find(EntryAction, kept.id) else things_to_do.add(
            level_two, thing(entry)
        )
    level_two.close()
    with pytest.raises(WrongCompartment), session.write() as work:  # the planted fault
        work.add(thing(entry, is_guarded=True))


def test_what_hangs_on_an_entry_follows_it_apart_with_its_history(referred: House) -> None:
    session, entry = referred.session, add(referred, "Kit was quiet.")
    kept = things_to_do.add(session, thing(entry, what="Ask him about the bruise")).record
    gone = things_to_do.add(session, thing(entry, what="Ask about home")).record
    things_to_do.remove(session, gone)
    chronology.correct_entry(session, entry, "It is a worry.", category=Category.SAFEGUARDING)
    level_two = referred.as_user(Compartment.GENERAL)
    assert level_two.list(EntryAction, trashed=None) == []
    assert level_two.history(kept.id) == level_two.history(gone.id) == []
    level_two.close()
    assert hung(referred, session.get(ChronologyEntry, entry.id)) == {entry.id: ["Ask him about the bruise"]}


def test_a_move_that_was_cut_off_is_finished_at_the_next_unlock(
    referred: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    session, entry = referred.session, add(referred, "Kit was quiet.")
    kept = things_to_do.add(session, thing(entry, what="Ask him about the bruise")).record
    other = things_to_do.add(session, thing(add(referred, "Kit was late."))).record
    with monkeypatch.context() as cut:  # the planted fault: nothing follows
        cut.setattr(following, "_follow", lambda *_: None)
        chronology.correct_entry(session, entry, "It is a worry.", category=Category.SAFEGUARDING)
    level_two = referred.as_user(Compartment.GENERAL)
    assert {one.id for one in level_two.list(EntryAction)} == {kept.id, other.id}
    following.upkeep(level_two)
    following.upkeep(session)
    assert [one.id for one in level_two.list(EntryAction)] == [other.id]
    level_two.close()
    assert session.get(EntryAction, kept.id).is_guarded
