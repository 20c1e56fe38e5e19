"""Things to do about an entry: what, who, by when; done, or not needed after all (003-3.3).

They lie in the compartment of their entry, so that nothing of a guarded one stands among the open ones.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from coordinator_app.chronology.model import ChronologyEntry
from coordinator_app.chronology.parts import EntryAction, part_compartment
from coordinator_app.core.changes import Saved
from coordinator_app.core.dates import say
from coordinator_app.core.errors import FieldProblem, NotFound
from coordinator_app.core.plausible import in_future, missing, refuse
from coordinator_app.core.privacy import Compartment
from coordinator_app.store.session import Session

HUNG = "things_to_do"
"""The name by which the card of an entry finds what was read for it."""
_MOST_YEARS = 2  # a day further ahead is a slip of the year


def add(session: Session, action: EntryAction) -> Saved[EntryAction]:
    """Keep a thing to do, in the compartment of its entry. InvalidInput, NotFound."""
    found = session.find_with_place(ChronologyEntry, action.entry_id)
    if found is None:
        raise NotFound("This entry is not here, or your passphrase does not open it.")
    kept = _tidy(replace(action, is_guarded=found[1] is Compartment.GUARDED))
    refuse(_problems(kept, session.clock.today()))
    with session.write(part_compartment(kept)) as work:
        made = work.add(kept)
    return Saved(made, work.change_id)


def change(
    session: Session, action: EntryAction, *, what: str, who: str, due_on: date | None
) -> Saved[EntryAction]:
    """Say anew what is to be done, by whom or by when. InvalidInput, StaleRecord."""
    wanted = _tidy(replace(action, what=what, who=who, due_on=due_on))
    refuse(_problems(wanted, session.clock.today()))
    with session.write(part_compartment(action)) as work:
        kept = work.change(action, what=wanted.what, who=wanted.who, due_on=wanted.due_on)
    return Saved(kept, work.change_id)


def settle(
    session: Session, action: EntryAction, on: date | None = None, *, not_needed: bool = False
) -> Saved[EntryAction]:
    """It was done on a day (today if none is given), or is not needed after all. InvalidInput, StaleRecord."""
    day = on or session.clock.today()
    refuse((in_future("done_on", day, session.clock.today()),))
    with session.write(part_compartment(action)) as work:
        kept = work.change(action, done_on=day, not_needed=not_needed)
    return Saved(kept, work.change_id)


def open_again(session: Session, action: EntryAction) -> Saved[EntryAction]:
    """It is still to be done. StaleRecord."""
    with session.write(part_compartment(action)) as work:
        kept = work.change(action, done_on=None, not_needed=False)
    return Saved(kept, work.change_id)


def remove(session: Session, action: EntryAction) -> Saved[EntryAction]:
    """Put it in the trash. StaleRecord."""
    with session.write(part_compartment(action)) as work:
        gone = work.trash(action)
    return Saved(gone, work.change_id)


def of_entries(session: Session, entries: Sequence[ChronologyEntry]) -> Mapping[str, object]:
    """What hangs on these entries, by the entry's id: what is open first, in the order of its day."""
    found: dict[str, list[EntryAction]] = {}
    ids = tuple(one.id for one in entries)
    for one in session.list(EntryAction, where={"entry_id": ids}) if ids else ():
        found.setdefault(one.entry_id, []).append(one)
    return {entry_id: tuple(sorted(all_of, key=order)) for entry_id, all_of in found.items()}


def order(action: EntryAction) -> tuple[bool, date, int]:
    """Open things first, by their day."""
    return action.done_on is not None, action.due_on or date.max, action.key


def is_late(action: EntryAction, today: date) -> bool:
    """Whether it is open and its day has passed."""
    return action.done_on is None and action.due_on is not None and action.due_on < today


def caption(action: EntryAction) -> str:
    """Who, and by when or since when it is settled: "Pat Samplewell, by 27 November 2026"."""
    return ", ".join(part for part in (action.who, _when(action)) if part)


def _when(action: EntryAction) -> str:
    if action.done_on is not None:
        return f"{'not needed' if action.not_needed else 'done'}, {say(action.done_on)}"
    return f"by {say(action.due_on)}" if action.due_on else ""


def _tidy(action: EntryAction) -> EntryAction:
    return replace(action, what=action.what.strip(), who=action.who.strip())


def _problems(action: EntryAction, today: date) -> Iterator[FieldProblem | None]:
    yield missing("what", action.what, "Write what is to be done.")
    yield missing("who", action.who, "Write who does it.")
    yield missing("due_on", action.due_on, "Type the day by which it is to be done.")
    if action.due_on is not None and action.due_on.year > today.year + _MOST_YEARS:
        yield FieldProblem("due_on", "This day is years ahead. Check the year.")
