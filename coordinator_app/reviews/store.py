"""What is held of pupils and was never shared with their families, counted by the database for all of them (003-5.3b).

`actions.never_shared` is the rule for one pupil; this says the same in SQL for what lies in the general compartment.
How many restricted entries there are is told nowhere (decision 21). A test compares both.
"""

from __future__ import annotations

from collections.abc import Iterable
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
SELECT h.key FROM disclosure AS d JOIN disclosed_item AS i ON i.disclosure_id = d.id AND i.trashed_at IS NULL
JOIN {table} AS h ON h.id = i.item_id
WHERE d.trashed_at IS NULL AND d.recipient_kind IN ('parent', 'pupil', 'family') AND d.given_on IS NOT NULL{d}
"""
_GONE = "SELECT h.key FROM {table} AS h WHERE h.trashed_at IS NOT NULL{h}"
_HELD = """
WITH told (key) AS MATERIALIZED (SELECT value FROM json_each(?)),
gone (key) AS MATERIALIZED (SELECT value FROM json_each(?))
SELECT h.pupil_id, count(*), sum(h.key NOT IN told), min(CASE WHEN h.key NOT IN told THEN h.{day} END)
FROM {table} AS h WHERE h.key NOT IN gone{h} GROUP BY h.pupil_id
"""
_LIVE = "SELECT p.id FROM pupil AS p WHERE p.trashed_at IS NULL{p}"
_TABLES = (("chronology_entry", "happened_on"), ("document", "dated"))
_ONLY = {"d": " AND d.pupil_id", "h": " AND h.pupil_id", "p": " AND p.id"}


def unshared(general: Connection, pupil_ids: Iterable[str] | None = None) -> list[Unshared]:
    """For every pupil of whom something is held, or for these: how much of it the family was never given.

    What was given and what lies in the trash is found first, by its key: then the rest is counted in the index of
    pupils and days alone. With the records themselves, words and all, it took seconds.
    """
    only = None if pupil_ids is None else as_list(pupil_ids)
    live = {str(one[0]) for one in rows(general, _sql(_LIVE, "p", only), _with(only))}
    counts: dict[str, tuple[int, int, str]] = {}
    for table, day in _TABLES:
        for pupil_id, held, number, oldest in _counted(general, table, day, only):
            if pupil_id in live:
                before = counts.get(pupil_id, (0, 0, ""))
                days = [one for one in (before[2], oldest) if one]
                counts[pupil_id] = (before[0] + number, before[1] + held, min(days, default=""))
    return [
        Unshared(pupil_id, number, held, date.fromisoformat(oldest) if oldest else None)
        for pupil_id, (number, held, oldest) in counts.items()
    ]


def _counted(general: Connection, table: str, day: str, only: str | None) -> list[tuple[str, int, int, str]]:
    """Of each pupil: how many records of a table are held, how many were never given, the day of the oldest."""
    told, gone, held = (
        _sql(sql, alias, only).format(table=table, day=day)
        for sql, alias in ((_TOLD, "d"), (_GONE, "h"), (_HELD, "h"))
    )
    keys = (as_list(key for (key,) in rows(general, sql, _with(only))) for sql in (told, gone))
    found = rows(general, held, (*keys, *_with(only)))
    return [
        (str(pupil), int(every), int(number), str(oldest or "")) for pupil, every, number, oldest in found
    ]


def _sql(sql: str, alias: str, only: str | None) -> str:
    """The statement, narrowed to some pupils where it is asked for those."""
    # names of our own, and bound values
    wanted = f"{_ONLY[alias]} IN (SELECT value FROM json_each(?))" if only is not None else ""  # noqa: S608  names of our own
    return sql.replace(f"{{{alias}}}", wanted)


def _with(only: str | None) -> tuple[str, ...]:
    return () if only is None else (only,)


_CALLED = """
SELECT id, given_names, family_name FROM pupil
WHERE trashed_at IS NULL AND "family_name__folded" IN (SELECT value FROM json_each(?))
"""


def pupils_called(general: Connection, family_names: Iterable[str]) -> list[tuple[str, str, str]]:
    """Id, given and family names of the pupils who have one of these family names, which are folded."""
    found = rows(general, _CALLED, (as_list(family_names),))
    return [(str(pupil_id), str(given), str(family)) for pupil_id, given, family in found]


_WAITING = """
SELECT count(*), coalesce(sum(due_on < ?), 0) FROM review WHERE trashed_at IS NULL AND finished = 0
"""


def waiting(general: Connection, today: date) -> tuple[int, int]:
    """How many reviews are planned, and how many of them were due before today."""
    ((planned, overdue),) = rows(general, _WAITING, (today.isoformat(),))
    return int(planned), int(overdue)


_OF_SCHOOL = "SELECT id FROM pupil WHERE trashed_at IS NULL AND school_id = ?"


def pupils_of(general: Connection, school_id: str) -> tuple[str, ...]:
    """The ids of the pupils of a school."""
    return tuple(str(pupil_id) for (pupil_id,) in rows(general, _OF_SCHOOL, (school_id,)))
