"""School years that are missing or seem cut short, and closures of one school that change nothing. Pure rules."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from coordinator_app.core.calendar import TermCalendar, school_year
from coordinator_app.core.dates import say
from coordinator_app.organisations.model import TermException

_STARTS_BY = (10, 1)  # month and day: a school year that begins later lacks its autumn term
_ENDS_AFTER = (6, 1)  # one that ends sooner lacks its summer term


def year_words(year: int) -> str:
    """2027 to 2028, for the school year that begins in 2027."""
    return f"{year} to {year + 1}"


def missing_years(terms: TermCalendar, today: date) -> tuple[int, ...]:
    """Of this school year and the next, those without a single term; years in between are warned of elsewhere."""
    known = {school_year(block.first) for block in terms.blocks}
    now = school_year(today)
    return tuple(year for year in (now, now + 1) if year not in known)


def year_warnings(terms: TermCalendar, today: date) -> tuple[str, ...]:
    """What is missing of this school year and the next, in words; nothing for a calendar without any dates."""
    return (*missing_words(terms, today), *cut_short(terms, today)) if terms.blocks else ()


def missing_words(terms: TermCalendar, today: date) -> tuple[str, ...]:
    """A sentence for each year without a term; the first says from when deadlines are not known."""
    last, missing = terms.last_known_day, missing_years(terms, today)
    after = f" Deadlines after {say(last)} are not known." if last else ""
    return tuple(
        f"Term dates for {year_words(year)} are missing.{after if place == 0 else ''}"
        for place, year in enumerate(missing)
    )


def cut_short(terms: TermCalendar, today: date) -> tuple[str, ...]:
    """This school year and the next, where the dates begin late or end early, as a question."""
    found = []
    for year in (school_year(today), school_year(today) + 1):
        blocks = [block for block in terms.blocks if school_year(block.first) == year]
        first = min((block.first for block in blocks), default=None)
        last = max((block.last for block in blocks), default=None)
        if first is not None and first > date(year, *_STARTS_BY):
            found.append(
                f"The year {year_words(year)} begins on {say(first)} here. Is the autumn term missing?"
            )
        if last is not None and last < date(year + 1, *_ENDS_AFTER):
            found.append(f"The year {year_words(year)} ends on {say(last)} here. Is the summer term missing?")
    return tuple(found)


def closure_doubt(terms: TermCalendar, others: Iterable[TermException], wanted: TermException) -> str:
    """What is odd about a closure of one school, as a question, or ""."""
    day = wanted.on_day
    if day is None:
        return ""
    if day.weekday() >= 5:
        return f"{say(day)} is at a weekend. It changes nothing."
    if not any(block.first <= day <= block.last for block in terms.blocks):
        return f"{say(day)} lies outside every term. It changes nothing."
    if any(off.day == day for off in (*terms.inset_days, *terms.closures)):
        return f"No school on this calendar is open on {say(day)} anyhow."
    if any(one.id != wanted.id and one.school_id == wanted.school_id and one.on_day == day for one in others):
        return f"This school's closure on {say(day)} is there already."
    return ""
