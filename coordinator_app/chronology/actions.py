"""Add entries to a pupil's chronology."""

from __future__ import annotations

from coordinator_app.chronology.model import Category, ChronologyEntry, entry_compartment
from coordinator_app.core.changes import Saved
from coordinator_app.core.plausible import in_future, missing, refuse
from coordinator_app.pupils.model import Pupil
from coordinator_app.referrals.actions import keeping
from coordinator_app.store.session import Session


def add_entry(session: Session, entry: ChronologyEntry) -> Saved[ChronologyEntry]:
    """Keep an entry in the compartment its category calls for.

    GateShut before a referral, but for safeguarding, which overrides every gate (003-6.4, 003-7.2).
    """
    today = session.clock.today()
    refuse(
        (
            missing("category", entry.category, "Choose what the entry is about."),
            missing("happened_on", entry.happened_on, "Type the date it happened."),
            missing("words", entry.words, "Write what happened."),
            in_future("happened_on", entry.happened_on, today),
        )
    )
    session.get(Pupil, entry.pupil_id)
    if entry.category is not Category.SAFEGUARDING:
        keeping(session, entry.pupil_id).demand()
    with session.write(entry_compartment(entry)) as work:
        kept = work.add(entry)
        work.drop_draft("pupil", entry.pupil_id)
    return Saved(kept, work.change_id)


def correct_entry(session: Session, entry: ChronologyEntry, words: str) -> Saved[ChronologyEntry]:
    """Correct what an entry says; the old words stay behind "See what changed" (003-5.4)."""
    refuse((missing("words", words, "Write what happened."),))
    with session.write(entry_compartment(entry)) as work:
        kept = work.change(entry, words=words)
    return Saved(kept, work.change_id)


def entries_of(session: Session, pupil_id: str, *, limit: int | None = None) -> list[ChronologyEntry]:
    """A pupil's entries in every compartment that this user may open, newest first."""
    return session.list(
        ChronologyEntry, where={"pupil_id": pupil_id}, order="happened_on", newest=True, limit=limit
    )
