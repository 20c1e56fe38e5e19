"""Checks of dates that every form shares: possible, in order, and never guessed (003-5.4)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from coordinator_app.core.errors import FieldProblem, InvalidInput

OLDEST_PUPIL_YEARS = 25
USUAL_AGES = range(10, 20)  # of pupils of a partnership for secondary schools, with a year to spare
LONG_AGO_YEARS = 2


def in_future(field: str, day: date | None, today: date) -> FieldProblem | None:
    """A problem if a day that must have happened lies ahead."""
    if day is None or day <= today:
        return None
    return FieldProblem(field, "This date is in the future. Check it and type the date again.")


def before(field: str, day: date | None, earliest: date | None, words: str) -> FieldProblem | None:
    """A problem if `day` comes before `earliest`; `words` names that other day."""
    if day is None or earliest is None or day >= earliest:
        return None
    return FieldProblem(field, f"This date is before {words}. Check both dates.")


def birth_date(field: str, day: date | None, today: date) -> FieldProblem | None:
    """A problem if nobody of school age was born on that day."""
    if day is None:
        return None
    if day > today:
        return FieldProblem(field, "This birth date is in the future. Check it and type it again.")
    if today.year - day.year > OLDEST_PUPIL_YEARS:
        return FieldProblem(field, "This birth date makes the pupil older than 25. Check the year.")
    return None


def odd_birth_date(day: date | None, today: date) -> str:
    """A question about a birth date that is possible but unusual for a pupil of a secondary school, or ""."""
    if day is None or birth_date("", day, today) is not None:
        return ""  # refused anyhow
    age = years_between(day, today)
    if age in USUAL_AGES:
        return ""
    said = "less than 1 year" if age == 0 else "1 year" if age == 1 else f"{age} years"
    return f"This pupil would be {said} old. Check the date."


def long_ago(day: date | None, today: date) -> str:
    """A question about a day that is so far back that the year may be a slip, or ""."""
    if day is None or day > today:
        return ""
    years = years_between(day, today)
    return f"This was {years} years ago. Check the date." if years >= LONG_AGO_YEARS else ""


def years_between(first: date, last: date) -> int:
    """Whole years; from 29 February a year is full on 1 March."""
    return last.year - first.year - ((last.month, last.day) < (first.month, first.day))


def missing(field: str, value: object, message: str) -> FieldProblem | None:
    """A problem if an answer is needed and was not given."""
    unanswered = value is None or (isinstance(value, str) and not value.strip())
    return FieldProblem(field, message) if unanswered else None


def refuse(problems: Iterable[FieldProblem | None]) -> None:
    """Raise InvalidInput with every problem there is."""
    found = tuple(problem for problem in problems if problem is not None)
    if found:
        raise InvalidInput(*found)
