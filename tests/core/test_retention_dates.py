from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coordinator_app.core.retention_dates import keeping


@pytest.mark.parametrize(
    ("trigger", "period", "keep_to", "dispose_from"),
    [
        ("2012-02-29", {"years": 25}, "2037-02-28", "2037-03-01"),
        ("2010-09-15", {"years": 25}, "2035-09-15", "2035-09-16"),
        ("2010-09-15", {"years": 31}, "2041-09-15", "2041-09-16"),
        ("2026-08-31", {"years": 6}, "2032-08-31", "2032-09-01"),
        ("2026-03-31", {"months": 6}, "2026-09-30", "2026-10-01"),
        ("2026-07-10", {"years": 6}, "2032-07-10", "2032-07-11"),
        ("2026-07-10", {"years": 6, "to_year_end": True}, "2032-08-31", "2032-09-01"),
        ("2026-08-31", {"years": 6, "to_year_end": True}, "2032-08-31", "2032-09-01"),
        ("2026-09-01", {"years": 6, "to_year_end": True}, "2033-08-31", "2033-09-01"),
    ],
)
def test_records_are_kept_as_long_as_the_schedule_says(
    trigger: str, period: dict[str, int], keep_to: str, dispose_from: str
) -> None:
    kept = keeping(date.fromisoformat(trigger), **period)
    assert (kept.keep_to, kept.dispose_from) == (
        date.fromisoformat(keep_to),
        date.fromisoformat(dispose_from),
    )


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(0, 60))
def test_rounding_to_the_end_of_the_school_year_never_shortens_the_keeping(trigger: date, years: int) -> None:
    plain, rounded = keeping(trigger, years=years), keeping(trigger, years=years, to_year_end=True)
    assert 0 <= (rounded.keep_to - plain.keep_to).days <= 366
