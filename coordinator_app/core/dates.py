"""Dates as people type them and as we say them: day first, four-digit years, months in words.

Writing rules: "28 November 2026", "Saturday 28 November 2026", "10:20am", "12 to 16 November 2026".
Names of days and months are ours, so that no system locale can change what a letter says.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import StrEnum

from coordinator_app.core.errors import InvalidInput

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
OLDEST_YEAR = 1900
FURTHEST_YEARS = 60  # a child's file may be kept for 50 years after birth, and then some

_WHOLE = re.compile(r"(?P<y>[0-9]+)[-/.](?P<m>[0-9]{1,2})[-/.](?P<d>[0-9]{1,2})")
_NUMBERS = re.compile(r"(?P<d>[0-9]{1,2})[-/. ](?P<m>[0-9]{1,2})(?:[-/. ](?P<y>[0-9]+))?")
_ORDINAL = r"(?P<d>[0-9]{1,2})(?:st|nd|rd|th)?"
_WORDS = re.compile(rf"{_ORDINAL}(?: of)?[-/. ]*(?P<m>[a-z]+)[-/., ]*(?P<y>[0-9]+)?")
_MONTH_FIRST = re.compile(rf"(?P<m>[a-z]+)[-/. ]*{_ORDINAL}(?:[-/., ]+(?P<y>[0-9]+))?")
_WEEKDAY = re.compile(r"(mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?[,. ]+")
_RELATIVE = {"today": 0, "yesterday": -1, "tomorrow": 1}
HOW = "Type the date like this: 28 November 2026."


class Lean(StrEnum):
    """Which year a date without one means: the most recent, the next, or none (then we ask)."""

    PAST = "past"
    FUTURE = "future"
    ASK = "ask"


@dataclass(frozen=True, slots=True)
class ReadDate:
    """Either a date or a problem in words, never both."""

    value: date | None = None
    problem: str | None = None


class _Unclear(Exception):  # noqa: N818  (a sentence on its way to the screen)
    """Carries the problem's sentence."""


def read_date(
    text: str,
    today: date,
    *,
    lean: Lean = Lean.PAST,
    future: bool = True,
    oldest: date | None = None,
) -> ReadDate:
    """Reads what was typed; `today` is the civil date in London.

    Day comes first. With `future=False` a later date than today is a problem; so is one before `oldest`.
    An empty text is a problem ("Type the date like this: ..."): ask only when a date is needed.
    """
    try:
        return ReadDate(_checked(_read(_tidy(text), today, lean), today, future=future, oldest=oldest))
    except _Unclear as problem:
        return ReadDate(problem=str(problem))


def date_from(
    field: str,
    text: str,
    today: date,
    *,
    lean: Lean = Lean.PAST,
    future: bool = True,
    oldest: date | None = None,
) -> date:
    """As `read_date`, for actions. Raises InvalidInput naming `field`."""
    read = read_date(text, today, lean=lean, future=future, oldest=oldest)
    if read.value is None:
        raise InvalidInput.one(field, read.problem or HOW)
    return read.value


def month_number(word: str) -> int | None:
    """1 to 12 for "November", "nov", "sept" (three letters or more, any case), else None."""
    low = word.lower()
    if low == "sept":
        return 9
    found = [number for number, name in enumerate(MONTHS, 1) if name.lower().startswith(low)]
    return found[0] if len(low) >= 3 and found else None


def _tidy(text: str) -> str:
    return " ".join(text.lower().replace("\u2013", "-").split()).strip(" .,")


def _read(text: str, today: date, lean: Lean) -> date:
    if text in _RELATIVE:
        return today + timedelta(days=_RELATIVE[text])
    weekday = _WEEKDAY.match(text)
    rest = text[weekday.end() :] if weekday else text
    day = _from_parts(*_parts(rest), today, lean)
    if weekday and not WEEKDAYS[day.weekday()].lower().startswith(weekday[1][:3]):
        raise _Unclear(f"{say(day)} is a {WEEKDAYS[day.weekday()]}. Check the form and type the date again.")
    return day


def _parts(text: str) -> tuple[int, int, str | None]:
    """Day, month (0 when it is no month) and the year as typed."""
    for shape in (_NUMBERS, _WHOLE):
        found = shape.fullmatch(text)
        if found and not (shape is _WHOLE and len(found["y"]) != 4):
            return int(found["d"]), int(found["m"]), found["y"]
    for shape in (_WORDS, _MONTH_FIRST):
        found = shape.fullmatch(text)
        month = month_number(found["m"]) if found else None
        if found and month:
            return int(found["d"]), month, found["y"]
    raise _Unclear(f"This is not a date we can read. {HOW}" if text else HOW)


def _from_parts(day: int, month: int, year: str | None, today: date, lean: Lean) -> date:
    if not 1 <= month <= 12:
        raise _Unclear(f"There is no month {month}. Type the day first, like this: 28 November 2026.")
    if not 1 <= day <= (29 if month == 2 else 30 if month in {4, 6, 9, 11} else 31):
        raise _Unclear(f"There is no {day} {MONTHS[month - 1]}. Type the date again.")
    wanted = _year(year) if year else _nearest_year(day, month, today, lean)
    try:
        return date(wanted, month, day)
    except ValueError:
        again = "Type the date again." if year else "Type the date again, with the year."
        raise _Unclear(f"There is no {day} {MONTHS[month - 1]} {wanted}. {again}") from None


def _year(text: str) -> int:
    if len(text) != 4:
        raise _Unclear("Type the year with four digits, like this: 28 November 2026.")
    year = int(text)
    if year < 1:
        raise _Unclear(_wrong_year(text))
    return year


def _wrong_year(year: object) -> str:
    return f"The year {year} looks wrong. Check it and type the date again."


def _nearest_year(day: int, month: int, today: date, lean: Lean) -> int:
    if lean is Lean.ASK:
        raise _Unclear(f"Type the year too, like this: {day} {MONTHS[month - 1]} {today.year}.")
    here = (today.month, today.day)
    if lean is Lean.PAST:
        return today.year - ((month, day) > here)
    return today.year + ((month, day) < here)


def _checked(day: date, today: date, *, future: bool, oldest: date | None) -> date:
    if not OLDEST_YEAR <= day.year <= today.year + FURTHEST_YEARS:
        raise _Unclear(_wrong_year(day.year))
    if not future and day > today:
        raise _Unclear("This date is in the future. Check the form and type the date again.")
    if oldest is not None and day < oldest:
        raise _Unclear(f"This date is before {say(oldest)}. Check the form and type the date again.")
    return day


def say(day: date) -> str:
    """28 November 2026."""
    return f"{say_list(day)} {day.year}"


def say_day(day: date) -> str:
    """Saturday 28 November 2026."""
    return f"{WEEKDAYS[day.weekday()]} {say(day)}"


def say_list(day: date) -> str:
    """28 November, for tight lists."""
    return f"{day.day} {MONTHS[day.month - 1]}"


def say_chip(day: date) -> str:
    """28 Nov, for chips."""
    return f"{day.day} {MONTHS[day.month - 1][:3]}"


def say_weekday(day: date) -> str:
    """Saturday."""
    return WEEKDAYS[day.weekday()]


def say_time(at: time) -> str:
    """10:20am, 9am, midday, midnight."""
    if (at.hour, at.minute) in {(0, 0), (12, 0)}:
        return "midday" if at.hour else "midnight"
    minutes = f":{at.minute:02}" if at.minute else ""
    return f"{(at.hour - 1) % 12 + 1}{minutes}{'am' if at.hour < 12 else 'pm'}"


def say_range(first: date, last: date, *, year: bool = True) -> str:
    """12 to 16 November 2026; 28 November to 3 December 2026; with both years when they differ.

    With `year=False` the year is left out when both dates share it. Raises ValueError when `last` is before
    `first`.
    """
    if last < first:
        message = "a range ends on or after its first day"
        raise ValueError(message)
    if first.year != last.year:
        return f"{say(first)} to {say(last)}"
    end = say(last) if year else say_list(last)
    if first == last:
        return end
    start = str(first.day) if first.month == last.month else say_list(first)
    return f"{start} to {end}"
