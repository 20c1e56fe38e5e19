"""A time of the day as it is typed."""

from __future__ import annotations

import re
from datetime import time

_TIME = re.compile(r"(\d{1,2})(?:[:.]?(\d{2}))?\s*([ap])?(?(3)\.?\s?m\.?)", re.IGNORECASE)


def read_time(typed: str) -> time | None:
    """14:30, 14.30, 1430, 2pm, 2 p.m., 9.15 am; None for anything else."""
    found = _TIME.fullmatch(typed.strip())
    if found is None or not (found[2] or found[3]):
        return None
    hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "").lower()
    if half and not 1 <= hour <= 12:
        return None
    hour = hour % 12 + 12 * (half == "p") if half else hour
    return time(hour, minute) if hour < 24 and minute < 60 else None
