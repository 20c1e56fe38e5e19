"""Checks of dates that every form shares: possible, in order, and never guessed (003-5.4)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from coordinator_app.core.errors import FieldProblem, InvalidInput

OLDEST_PUPIL_YEARS = 25


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


def missing(field: str, value: object, message: str) -> FieldProblem | None:
    """A problem if an answer is needed and was not given."""
    unanswered = value is None or (isinstance(value, str) and not value.strip())
    return FieldProblem(field, message) if unanswered else None


def refuse(problems: Iterable[FieldProblem | None]) -> None:
    """Raise InvalidInput with every problem there is."""
    found = tuple(problem for problem in problems if problem is not None)
    if found:
        raise InvalidInput(*found)
