"""What is held of pupils and was never shared with their families, counted by the database for all of them (003-5.3b).

`actions.never_shared` is the rule for one pupil; this says the same in SQL for what lies in the general compartment.
How many restricted entries there are is told nowhere (decision 21). A test compares both.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from coordinator_app.store.connection import Connection
from coordinator_app.store.sql import as_list, rows


@dataclass(frozen=True, slots=True)
class Unshared:
    """Of one pupil: how many entries and documents the family was never given, of how many, and the oldest's day."""

    pupil_id: str
    number: int
    of: int
    oldest: date | None


_TOLD = """
SELECT i.item_id FROM disclosure AS d JOIN disclosed_item AS i ON i.disclosure_id = d.id AND i.trashed_at IS NULL
WHERE d.trashed_at IS NULL AND d.recipient_kind IN ('parent', 'pupil') AND d.given_on IS NOT NULL{d}
"""
_HELD = """
SELECT h.key, h.id, h.pupil_id, h.{day} FROM {table} AS h WHERE h.trashed_at IS NULL AND h.key > ?{h}
ORDER BY h.key LIMIT 20000
"""
_LIVE = "SELECT p.id FROM pupil AS p WHERE p.trashed_at IS NULL{p}"
_TABLES = (("chronology_entry", "happened_on"), ("document", "dated"))
_ONLY = {"d": " AND d.pupil_id", "h": " AND h.pupil_id", "p": " AND p.id"}


def unshared(general: Connection, pupil_ids: Iterable[str] | None = None) -> list[Unshared]:
    """For every pupil of whom something is held, or for these: how much of it the family was never given.

    What was given is held beside the rows as they are read: joined by the database it took four times as long.
    """
    only = None if pupil_ids is None else as_list(pupil_ids)
    live = {str(one[0]) for one in rows(general, _sql(_LIVE, "p", only), _with(only))}
    told = {str(one[0]) for one in rows(general, _sql(_TOLD, "d", only), _with(only))}
    counts: dict[str, tuple[int, int, str]] = {}
    for table, day in _TABLES:
        sql = _sql(_HELD, "h", only).format(table=table, day=day)
        for record_id, pupil_id, on in _rows_of(general, sql, only):
            if pupil_id in live:
                number, held, oldest = counts.get(pupil_id, (0, 0, ""))
                if record_id not in told:
                    number, oldest = number + 1, min(oldest or on, on or oldest)
                counts[pupil_id] = (number, held + 1, oldest)
    return [
        Unshared(pupil_id, number, held, date.fromisoformat(oldest) if oldest else None)
        for pupil_id, (number, held, oldest) in counts.items()
    ]


def _sql(sql: str, alias: str, only: str | None) -> str:
    """The statement, narrowed to some pupils where it is asked for those."""
    # names of our own, and bound values
    wanted = f"{_ONLY[alias]} IN (SELECT value FROM json_each(?))" if only is not None else ""  # noqa: S608  names of our own
    return sql.replace(f"{{{alias}}}", wanted)


def _with(only: str | None) -> tuple[str, ...]:
    return () if only is None else (only,)


def _rows_of(general: Connection, sql: str, only: str | None) -> Iterator[tuple[str, str, str]]:
    """Id, pupil and day of each record, read a part at a time."""
    after = 0
    while True:
        part = rows(general, sql, (after, *_with(only)))
        for key, record_id, pupil_id, day in part:
            after = int(key)
            yield str(record_id), str(pupil_id), str(day or "")
        if not part:
            return


_CALLED = """
SELECT id, given_names, family_name FROM pupil
WHERE trashed_at IS NULL AND "family_name__folded" IN (SELECT value FROM json_each(?))
"""


def pupils_called(general: Connection, family_names: Iterable[str]) -> list[tuple[str, str, str]]:
    """Id, given and family names of the pupils who have one of these family names, which are folded."""
    found = rows(general, _CALLED, (as_list(family_names),))
    return [(str(pupil_id), str(given), str(family)) for pupil_id, given, family in found]
