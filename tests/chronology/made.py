"""Suspensions for tests, of the pupil of a house."""

from __future__ import annotations

from datetime import date
from typing import Any

from coordinator_app.chronology.suspension import ExclusionKind, ExclusionReason, Suspension
from tests.vaults import House


def new(house: House, **more: Any) -> Suspension:
    values: dict[str, Any] = {
        "pupil_id": house.pupil.id,
        "exclusion_kind": ExclusionKind.SUSPENSION,
        "first_on": date(2026, 11, 9),
        "half_days": 6,
        "school_id": house.school.id,
        "reason": ExclusionReason.DISRUPTIVE,
        "words": "Out of three lessons in one day.",
    }
    return Suspension(**(values | more))
