"""Keeps an entry and lets its draft go in one go, or keeps what was typed as a draft if the entry could not be kept.

The user may lock or open another child's record in between: nobody else would see to the draft then.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from coordinator_app.chronology import actions
from coordinator_app.core.errors import Trouble

if TYPE_CHECKING:
    from coordinator_app.chronology.model import ChronologyEntry
    from coordinator_app.core.changes import Saved
    from coordinator_app.core.privacy import Compartment
    from coordinator_app.store.session import Session

SCREEN = "pupil"
"""Whose draft it is: that of the pupil's record."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed, as a draft's plain values, and where it belongs as long as it is no entry."""

    body: dict[str, Any]
    compartment: Compartment


def keep(
    session: Session, entry: ChronologyEntry, typed: Typed | None, others: Sequence[str] = ()
) -> Saved[ChronologyEntry]:
    """Add the entry, for the other pupils of its incident too; raises what `actions.add_entry` raises, with the draft kept."""
    try:
        saved = actions.add_entry(session, entry, others)
    except Exception:
        if typed is not None:
            with suppress(Trouble), session.write(typed.compartment) as work:
                work.save_draft(SCREEN, entry.pupil_id, typed.body)
        raise
    with suppress(Trouble):  # the entry is kept: a draft that stays is dropped by its page later
        _drop(session, entry.pupil_id)
    return saved


def _drop(session: Session, pupil_id: str) -> None:
    if session.draft(SCREEN, pupil_id) is None:
        return
    for compartment in session.databases.held:
        with session.write(compartment) as work:
            work.drop_draft(SCREEN, pupil_id)
