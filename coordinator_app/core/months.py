"""Whole months, as the law counts them."""

from __future__ import annotations

from calendar import monthrange
from datetime import date


def month_n(day: date, months: int) -> date:
    """The same day of the month `months` later, or that month's last day when it has no such day.

    31 January plus one month is 28 or 29 February (ICO guidance on article 12A, domain 1.1 row 4).
    Raises OverflowError past the year 9999.
    """
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    if not date.min.year <= year <= date.max.year:
        message = "the month is past the end of the calendar"
        raise OverflowError(message)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
