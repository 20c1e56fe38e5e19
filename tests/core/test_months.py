from __future__ import annotations

from calendar import monthrange
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coordinator_app.core.months import month_n


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("2025-09-03", 1, "2025-10-03"),
        ("2024-01-31", 1, "2024-02-29"),
        ("2026-01-29", 1, "2026-02-28"),
        ("2026-03-31", 1, "2026-04-30"),
        ("2026-02-28", 1, "2026-03-28"),
        ("2026-07-31", 3, "2026-10-31"),
        ("2026-11-30", 3, "2027-02-28"),
        ("2026-12-01", 1, "2027-01-01"),
        ("2026-03-31", -1, "2026-02-28"),
    ],
)
def test_a_month_ends_on_the_same_day_or_the_last_one(start: str, months: int, end: str) -> None:
    assert month_n(date.fromisoformat(start), months) == date.fromisoformat(end)


@given(st.dates(date(1900, 1, 1), date(2200, 1, 1)), st.integers(0, 600))
def test_the_day_of_the_month_is_kept_unless_the_month_is_shorter(day: date, months: int) -> None:
    end = month_n(day, months)
    assert end.day == min(day.day, monthrange(end.year, end.month)[1])
    assert (end.year * 12 + end.month) - (day.year * 12 + day.month) == months


def test_a_month_past_the_calendar_is_refused() -> None:
    with pytest.raises(OverflowError):
        month_n(date(9999, 12, 1), 1)
