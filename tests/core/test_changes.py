"""What an undo would take back."""

from __future__ import annotations

from datetime import UTC, datetime

from coordinator_app.core.catalogue import Record
from coordinator_app.core.changes import TakenBack

TRASHED = Record(trashed_at=datetime(2026, 11, 20, 9, 0, tzinfo=UTC))


def test_a_record_goes_if_it_would_leave_the_lists_for_the_trash() -> None:
    assert TakenBack(Record(), None).goes
    assert TakenBack(Record(), TRASHED).goes
    assert not TakenBack(Record(), Record()).goes
    assert not TakenBack(TRASHED, None).goes
