from __future__ import annotations

from datetime import date, datetime, timedelta

from coordinator_app.chronology import actions as chronology
from coordinator_app.chronology import suspending, things_to_do
from coordinator_app.chronology.model import ChronologyEntry
from coordinator_app.chronology.parts import EntryAction
from coordinator_app.chronology.together import went_together
from coordinator_app.core.clock import SetClock
from tests.chronology.made import new
from tests.vaults import House, add


class Ticking(SetClock):
    """A clock that goes on, as real ones do: each look at it is a little later."""

    def now(self) -> datetime:
        self.at += timedelta(microseconds=7)
        return super().now()


def test_what_was_deleted_in_one_act_comes_back_in_one_though_the_clock_goes_on(referred: House) -> None:
    session = referred.session
    session.clock = Ticking(referred.clock.at)
    entry = add(referred, "Kit was late.")
    for what in ("Ring the school", "Write to the school"):
        things_to_do.add(
            session,
            EntryAction(entry_id=entry.id, what=what, who="Pat Samplewell", due_on=date(2026, 11, 27)),
        )
    by_itself = session.list(EntryAction)[0]
    things_to_do.remove(session, by_itself)
    gone = chronology.delete_entry(session, entry, "Typed twice.").record
    kept = suspending.record(session, new(referred), with_entry=True).record
    away = suspending.remove(session, kept).record
    other = session.list(EntryAction, trashed=True)
    assert len({one.trashed_at for one in (*other, gone, away)}) == 4, "no two moments are the same"
    chronology.put_back_entry(session, gone)
    assert [one.what for one in session.list(EntryAction)] == ["Write to the school"]
    suspending.put_back(session, away)
    assert {one.id for one in session.list(ChronologyEntry)} == {entry.id, kept.entry_id}


def test_what_is_not_there_went_with_nothing(referred: House) -> None:
    entry = add(referred, "Kit was late.")
    assert not went_together(referred.session, entry.id, "nothing")
    assert not went_together(referred.session, "nothing", "nothing")
    assert went_together(referred.session, entry.id, entry.id)
