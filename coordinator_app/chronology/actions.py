"""Add entries to pupils' chronologies, correct them, delete them and put them back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from coordinator_app.chronology.incidents import entries_beside
from coordinator_app.chronology.model import Category, ChronologyEntry, entry_compartment
from coordinator_app.chronology.parts import EntryAction, EntrySeen
from coordinator_app.chronology.seen import write_read
from coordinator_app.chronology.together import went_together
from coordinator_app.core.changes import Saved
from coordinator_app.core.errors import FieldProblem, GateShut
from coordinator_app.core.ids import new_id
from coordinator_app.core.plausible import in_future, missing, refuse
from coordinator_app.pupils.model import Pupil
from coordinator_app.referrals.actions import keeping
from coordinator_app.sharing.model import DisclosedItem
from coordinator_app.store.session import Session
from coordinator_app.store.unit_of_work import Work


def add_entry(session: Session, entry: ChronologyEntry, others: Sequence[str] = ()) -> Saved[ChronologyEntry]:
    """Keep an entry in the compartment its category calls for; one each for `others`, pupils of the same incident.

    All of an incident is one change, joined by one random mark; each pupil's entry is whole by itself. GateShut before
    a referral, but for safeguarding, which overrides every gate (003-6.4, 003-7.2).
    """
    check_entry(entry, session.clock.today())
    pupils = (entry.pupil_id, *(one for one in dict.fromkeys(others) if one != entry.pupil_id))
    for pupil_id in pupils:
        _demand_gate(session, entry, pupil_id)
    mark = new_id() if len(pupils) > 1 else entry.incident
    with session.write(entry_compartment(entry)) as work:
        kept = [work.add(replace(entry, pupil_id=one, incident=mark)) for one in pupils]
        _has_read(session, work, kept)
        work.drop_draft("pupil", entry.pupil_id)
    return Saved(kept[0], work.change_id)


def check_entry(entry: ChronologyEntry, today: date) -> None:
    """Whether all that an entry needs is there; asked before it is handed to the writer as well. InvalidInput."""
    refuse(_problems(entry, today))


def _demand_gate(session: Session, entry: ChronologyEntry, pupil_id: str) -> None:
    pupil = session.get(Pupil, pupil_id)
    if entry.category is Category.SAFEGUARDING:
        return
    gate = keeping(session, pupil_id)
    if pupil_id != entry.pupil_id and not gate.is_open:
        raise GateShut(
            (f"Of {pupil.initials} nothing may be kept yet: {gate.reasons[0].sentence()}", _LEAVE_OUT)
        )
    gate.demand()


_LEAVE_OUT = "Leave this pupil out, and write “another pupil”."


@dataclass(frozen=True, slots=True)
class Corrected(Saved[ChronologyEntry]):
    """`left` is how many entries of the incident were left as they are: they had been made different since."""

    left: int = 0


def correct_entry(
    session: Session, entry: ChronologyEntry, why: str, *, in_all: bool = False, **values: Any
) -> Corrected:
    """Correct fields of an entry, for a reason; what it said before stays behind "See what changed" (003-5.4).

    `in_all` corrects the same in the entries of the other pupils of its incident, where they still say what this one
    said and lie where it lies: what was corrected for one pupil alone is never written over. An entry that turns out to be about
    safeguarding or health moves with its history to the guarded compartment at once; then the change id is empty, for
    a move is not undone. The way back is refused: its earlier words would lie open with it. InvalidInput, GateShut,
    StaleRecord.
    """
    wanted = replace(entry, **values)
    refuse((*_problems(wanted, session.clock.today()), *_corrections(session, entry, wanted, why)))
    if wanted.category is not entry.category and wanted.category is not Category.SAFEGUARDING:
        keeping(session, entry.pupil_id).demand()
    changed = {name: value for name, value in values.items() if getattr(entry, name) != value}
    beside, left = _beside(session, entry, changed) if in_all else ([], 0)
    if _becomes_guarded(entry, wanted) and "may_be_told" not in changed:
        changed["may_be_told"] = None  # nobody outside, until somebody says so of what it is now
    kept, place = changed | {"correction_reason": why.strip()}, entry_compartment(wanted)
    if place is not entry_compartment(entry):
        moved = [session.move(one, place, **kept) for one in (entry, *beside)]
        with session.write(place) as work:
            _has_read(session, work, moved)
        return Corrected(moved[0], "", left)
    with session.write(place) as work:
        corrected = [work.change(one, **kept) for one in (entry, *beside)]
        _has_read(session, work, corrected)
    return Corrected(corrected[0], work.change_id, left)


def _beside(
    session: Session, entry: ChronologyEntry, changed: Iterable[str]
) -> tuple[list[ChronologyEntry], int]:
    """The entries of the incident that still say what this one says in these fields; and how many do not."""
    found = entries_beside(session, entry)
    same = [
        one
        for one in found
        if entry_compartment(one) is entry_compartment(entry)
        and all(getattr(one, name) == getattr(entry, name) for name in changed)
    ]
    return same, len(found) - len(same)


def _has_read(session: Session, work: Work, entries: Iterable[ChronologyEntry]) -> None:
    """Whoever writes or corrects what others need to see has read it."""
    for one in entries:
        if one.for_others:
            write_read(session, work, one)


def _becomes_guarded(entry: ChronologyEntry, wanted: ChronologyEntry) -> bool:
    return entry_compartment(wanted) is not entry_compartment(entry)


def delete_entry(session: Session, entry: ChronologyEntry, why: str) -> Saved[ChronologyEntry]:
    """Put an entry in the trash with what hangs on it and the reason; it is still gathered, and can be put back.

    GateShut for what was given to someone: that is corrected, never taken away (003-5.4). InvalidInput, StaleRecord.
    """
    refuse((missing("why", why, "Say why it is deleted, for example: it was typed twice."),))
    if session.count(DisclosedItem, where={"item_id": entry.id}, cap=1):
        raise GateShut(
            (
                "This entry was given to someone, so it stays.",
                "If it is wrong, correct it, and tell whoever was given it.",
            )
        )
    with session.write(entry_compartment(entry)) as work:
        reasoned = work.change(entry, correction_reason=why.strip())
        for part in _parts(session, entry.id, trashed=False):
            work.trash(part)
        gone = work.trash(reasoned)
    return Saved(gone, work.change_id)


def put_back_entry(session: Session, entry: ChronologyEntry) -> Saved[ChronologyEntry]:
    """Take an entry out of the trash, with what was deleted with it. StaleRecord."""
    gone = _parts(session, entry.id, trashed=True)
    with_it = [part for part in gone if went_together(session, entry.id, part.id)]
    with session.write(entry_compartment(entry)) as work:
        back = work.restore(entry)
        for part in with_it:
            work.restore(part)
        _forget_why(work, back)
    return Saved(back, work.change_id)


def _forget_why(work: Work, back: ChronologyEntry) -> None:
    """Why it was deleted is no reason of a correction: it stays in the history only."""
    work.change(back, correction_reason="")


def _parts(session: Session, entry_id: str, *, trashed: bool) -> list[EntryAction | EntrySeen]:
    where = {"entry_id": entry_id}
    return [
        *session.list(EntryAction, where=where, trashed=trashed),
        *session.list(EntrySeen, where=where, trashed=trashed),
    ]


def _problems(entry: ChronologyEntry, today: date) -> tuple[FieldProblem | None, ...]:
    no_purpose = (
        "Say what this information is for: it may be kept to improve the pupil’s wellbeing and chances only."
    )
    return (
        missing("category", entry.category, "Choose what the entry is about."),
        missing("happened_on", entry.happened_on, "Type the date it happened."),
        missing("words", entry.words, "Write what happened."),
        in_future("happened_on", entry.happened_on, today),
        missing("soft_purpose", entry.soft_purpose, no_purpose) if entry.is_soft else None,
    )


def _corrections(
    session: Session, entry: ChronologyEntry, wanted: ChronologyEntry, why: str
) -> Iterator[FieldProblem | None]:
    if wanted == entry:
        yield FieldProblem("", "Nothing is different yet. Correct what is wrong, or choose Cancel.")
    yield missing("why", why, "Say why it is corrected, for example: the date was misread.")
    yield _cannot_move(session, entry, wanted)


def _cannot_move(session: Session, entry: ChronologyEntry, wanted: ChronologyEntry) -> FieldProblem | None:
    if entry.category is None or wanted.category is None:
        return None
    now = f"“{wanted.category.label}”"
    if entry.category.is_guarded and not wanted.category.is_guarded:
        return FieldProblem(
            "category",
            f"What was written as {entry.category.label.lower()} stays kept apart, with every earlier wording. "
            f"Record it anew as {now}, with only what everyone may read.",
        )
    if entry_compartment(wanted) not in session.held:
        return FieldProblem(
            "category",
            f"Your passphrase does not open {wanted.category.label.lower()} entries. "
            "Ask the safeguarding lead to correct it.",
        )
    return None


def entries_of(session: Session, pupil_id: str, *, limit: int | None = None) -> list[ChronologyEntry]:
    """A pupil's entries in every compartment that this user may open, newest first."""
    return session.list(
        ChronologyEntry, where={"pupil_id": pupil_id}, order="happened_on", newest=True, limit=limit
    )
