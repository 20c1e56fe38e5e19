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


_ALL = """
WITH told AS MATERIALIZED (
    SELECT DISTINCT i.item_id FROM disclosed_item AS i
    JOIN disclosure AS d ON d.id = i.disclosure_id
    WHERE i.trashed_at IS NULL AND d.trashed_at IS NULL AND d.recipient_kind IN ('parent', 'pupil')
        AND d.given_on IS NOT NULL
), held AS (
    SELECT pupil_id, happened_on AS day, id IN (SELECT item_id FROM told) AS shared
    FROM chronology_entry WHERE trashed_at IS NULL
    UNION ALL
    SELECT pupil_id, dated, id IN (SELECT item_id FROM told) FROM document WHERE trashed_at IS NULL
)
SELECT h.pupil_id, sum(NOT h.shared), count(*), min(CASE WHEN NOT h.shared THEN h.day END)
FROM held AS h JOIN pupil AS p ON p.id = h.pupil_id AND p.trashed_at IS NULL
GROUP BY h.pupil_id
"""


def unshared(general: Connection) -> list[Unshared]:
    """For every pupil of whom something is held; the most of it first, then the oldest."""
    found = [
        Unshared(pupil_id, int(number), int(held), date.fromisoformat(day) if day else None)
        for pupil_id, number, held, day in rows(general, _ALL)
    ]
    return sorted(found, key=lambda one: (-one.number, one.oldest or date.max, one.pupil_id))


_CALLED = """
SELECT id, given_names, family_name FROM pupil
WHERE trashed_at IS NULL AND "family_name__folded" IN (SELECT value FROM json_each(?))
"""


def pupils_called(general: Connection, family_names: Iterable[str]) -> list[tuple[str, str, str]]:
    """Id, given and family names of the pupils who have one of these family names, which are folded."""
    found = rows(general, _CALLED, (as_list(family_names),))
    return [(str(pupil_id), str(given), str(family)) for pupil_id, given, family in found]
