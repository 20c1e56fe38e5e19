"""The entries that were chosen as a list that leaves the vault: by the Export of every list, locked and with a purpose (003-6.6)."""

from __future__ import annotations

from collections.abc import Sequence

from coordinator_app.chronology.backdated import typed_on
from coordinator_app.chronology.model import ChronologyEntry, usually_told
from coordinator_app.core.export_table import Cell, Table
from coordinator_app.corrections.beside import travelling
from coordinator_app.pupils.confidential import HOLDS, tell_where
from coordinator_app.rights.restricting import demand_usable
from coordinator_app.store.session import Session

TITLE = "Chronology"
_COLUMNS = (
    "Date it happened", "Category", "What happened", "Who says so", "Written by", "Fact or opinion", "Typed on",
    "Who may be told", "Soft information", "Another view",
)  # fmt: skip


def table(session: Session, entry_ids: Sequence[str]) -> Table:
    """These entries as they stand now, the oldest first, as one reads what happened. NotFound; GateShut for a restricted record."""
    for one in {session.get(ChronologyEntry, entry_id).pupil_id for entry_id in entry_ids}:
        demand_usable(session, one, records=entry_ids)
    entries = [session.get(ChronologyEntry, one) for one in entry_ids]
    entries.sort(key=lambda one: (str(one.happened_on), one.key))
    beside = travelling(session, entries)
    rows = tuple((*_row(one), beside.get(one.id, "")) for one in entries)
    telling = tell_where(
        session, (text for one in entries for text in (one.words, one.source, beside.get(one.id, "")))
    )
    return Table(
        TITLE, _COLUMNS, rows, ("Only the entries that were chosen.", *((HOLDS,) if telling else ()))
    )


def _row(entry: ChronologyEntry) -> tuple[Cell, ...]:
    told = entry.may_be_told or usually_told(entry.category)
    return (
        entry.happened_on,
        entry.category.label if entry.category else "",
        entry.words,
        entry.source,
        entry.written_by,
        entry.standing.label if entry.standing else "",
        typed_on(entry),
        told.label,
        entry.soft_purpose if entry.is_soft else "",
    )
