"""First talks whose child has a record but no referral, found by the database (003-7.2, 6.4)."""

from __future__ import annotations

from coordinator_app.referrals.model import KEEPING_STATES
from coordinator_app.store.connection import Connection
from coordinator_app.store.sql import as_list, rows

_JOINED = """
SELECT d.id FROM initial_discussion AS d
WHERE d.trashed_at IS NULL AND d.pupil_id IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM referral AS r
    WHERE r.pupil_id = d.pupil_id AND r.trashed_at IS NULL AND r.statement_acknowledged = 1
        AND r.state IN (SELECT value FROM json_each(?)))
LIMIT ?
"""


def joined_without_referral(connection: Connection, limit: int) -> list[str]:
    """Ids of talks that a safeguarding call tied to a pupil whom no school has referred: `model.may_keep` in SQL."""
    return [str(one) for (one,) in rows(connection, _JOINED, (as_list(KEEPING_STATES), limit))]
