"""Add entries to a pupil's chronology, and correct them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from coordinator_app.chronology.model import Category, ChronologyEntry, entry_compartment
from coordinator_app.core.changes import Saved
from coordinator_app.core.errors import FieldProblem
from coordinator_app.core.plausible import in_future, missing, refuse
from coordinator_app.pupils.model import Pupil
from coordinator_app.referrals.actions import keeping
from coordinator_app.store.session import Session


def add_entry(session: Session, entry: ChronologyEntry) -> Saved[ChronologyEntry]:
    """Keep an entry in the compartment its category calls for.

    GateShut before a referral, but for safeguarding, which overrides every gate (003-6.4, 003-7.2).
    """
    refuse(_problems(entry, session.clock.today()))
    session.get(Pupil, entry.pupil_id)
    if entry.category is not Category.SAFEGUARDING:
        keeping(session, entry.pupil_id).demand()
    with session.write(entry_compartment(entry)) as work:
        kept = work.add(entry)
        work.drop_draft("pupil", entry.pupil_id)
    return Saved(kept, work.change_id)


def correct_entry(
    session: Session, entry: ChronologyEntry, why: str, **values: Any
) -> Saved[ChronologyEntry]:
    """Correct fields of an entry, for a reason; what it said before stays behind "See what changed" (003-5.4).

    An entry that turns out to be about safeguarding or health moves with its history to the guarded compartment
    at once; then the change id is empty, for a move is not undone. The way back is refused: its earlier words
    would lie open with it. InvalidInput, GateShut, StaleRecord.
    """
    wanted = replace(entry, **values)
    refuse((*_problems(wanted, session.clock.today()), *_corrections(session, entry, wanted, why)))
    if wanted.category is not entry.category and wanted.category is not Category.SAFEGUARDING:
        keeping(session, entry.pupil_id).demand()
    kept, place = values | {"correction_reason": why.strip()}, entry_compartment(wanted)
    if place is not entry_compartment(entry):
        return Saved(session.move(entry, place, **kept), "")
    with session.write(place) as work:
        corrected = work.change(entry, **kept)
    return Saved(corrected, work.change_id)


def _problems(entry: ChronologyEntry, today: date) -> tuple[FieldProblem | None, ...]:
    return (
        missing("category", entry.category, "Choose what the entry is about."),
        missing("happened_on", entry.happened_on, "Type the date it happened."),
        missing("words", entry.words, "Write what happened."),
        in_future("happened_on", entry.happened_on, today),
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
