"""How long a record is kept: a trigger date plus a period, as the retention schedule says (domain 5.3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from coordinator_app.core.months import month_n

_YEAR_ENDS = (8, 31)  # the academic year ends on 31 August


@dataclass(frozen=True, slots=True)
class Keeping:
    """`keep_to` is the last day a record is kept, `dispose_from` the day after: it may then be listed."""

    keep_to: date
    dispose_from: date


def keeping(trigger: date, *, years: int = 0, months: int = 0, to_year_end: bool = False) -> Keeping:
    """The period after `trigger` (a birth, the end of employment, a decision).

    A pupil born on 29 February 2012 and kept for 25 years is kept to 28 February 2037.
    With `to_year_end` the end is moved to the following 31 August, if the schedule says so.
    Raises OverflowError past the year 9999.
    """
    end = month_n(trigger, years * 12 + months)
    if to_year_end:
        year = end.year + ((end.month, end.day) > _YEAR_ENDS)
        end = date(year, *_YEAR_ENDS)
    return Keeping(end, end + timedelta(days=1))
