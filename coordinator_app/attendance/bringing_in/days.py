"""Days as lists write them: 02/11/2026, 2026-11-02, Mon 2 Nov 2026 AM. Pure rules, nothing is guessed without a year."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from coordinator_app.core.dates import MONTHS

_ISO = re.compile(r"(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})")
_STROKES = re.compile(r"(?P<a>\d{1,2})[-/. ](?P<b>\d{1,2})[-/. ](?P<y>\d{4}|\d{2})")
_WORDS = re.compile(
    r"(?P<d>\d{1,2})(?:st|nd|rd|th)?[ \-/]+(?P<month>[a-z]{3,9})\.?,?[ \-/]+(?P<y>\d{4}|\d{2})"
)
_MONTH_FIRST = re.compile(r"(?P<month>[a-z]{3,9})\.? (?P<d>\d{1,2})(?:st|nd|rd|th)?,? (?P<y>\d{4}|\d{2})")
_WEEKDAY = re.compile(r"^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*[,.]?\s+")
_TIME = re.compile(r"[t ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:z|[+-]\d{2}:?\d{2})?\s*(?:[ap]m)?$")
_SESSION_WORDS = {
    "am": 0, "a": 0, "a.m.": 0, "morning": 0, "1": 0, "am session": 0, "morning session": 0, "reg am": 0,
    "pm": 1, "p": 1, "p.m.": 1, "afternoon": 1, "2": 1, "pm session": 1, "afternoon session": 1, "reg pm": 1,
}  # fmt: skip
_HEADED = re.compile(
    r"^(?P<day>.*?)[\s\-_:(]*\b(?P<session>am|pm|morning|afternoon|a\.m\.|p\.m\.)\)?$", re.IGNORECASE
)
_LONGEST_HEADING = 200  # letters; no day is longer, and a pattern would take hours over a line without end
_MONTH_NAMES = {name.lower()[:3]: number for number, name in enumerate(MONTHS, 1)}
_CENTURY = 80  # of two digits: 12 is 2012, 85 is 1985


@lru_cache(maxsize=8192)
def read_day(text: str, *, day_first: bool = True) -> date | None:
    """The day that a cell says, with or without its weekday and a time; None where it says none.

    `day_first` decides what 03/04/2026 means; where only one order gives a day, that one is taken only if it is the
    order chosen: a list does not change its mind between two rows.
    """
    plain = _WEEKDAY.sub("", " ".join(text.lower().split()))
    plain = _TIME.sub("", plain).strip()
    found = _ISO.fullmatch(plain)
    if found:
        return _made(found["y"], int(found["m"]), int(found["d"]))
    found = _STROKES.fullmatch(plain)
    if found:
        day, month = (found["a"], found["b"]) if day_first else (found["b"], found["a"])
        return _made(found["y"], int(month), int(day))
    found = _WORDS.fullmatch(plain) or _MONTH_FIRST.fullmatch(plain)
    if found and found["month"][:3] in _MONTH_NAMES:
        return _made(found["y"], _MONTH_NAMES[found["month"][:3]], int(found["d"]))
    return None


def _made(year: str, month: int, day: int) -> date | None:
    whole = int(year) if len(year) == 4 else int(year) + (2000 if int(year) < _CENTURY else 1900)
    try:
        return date(whole, month, day)
    except ValueError:
        return None


def read_session(text: str) -> int | None:
    """0 for the morning, 1 for the afternoon, None for neither."""
    return _SESSION_WORDS.get(" ".join(text.lower().split()))


@dataclass(frozen=True, slots=True)
class Headed:
    """A heading that is a day; `session` is 0, 1 or None for the whole day."""

    day: date
    session: int | None = None


def read_heading(text: str, *, day_first: bool = True) -> Headed | None:
    """What a heading such as "Mon 02/11/2026 AM" says; None if it is no day."""
    if len(text) > _LONGEST_HEADING:
        return None
    plain = " ".join(text.split())
    found = _HEADED.fullmatch(plain)
    session = None if found is None else read_session(found["session"])
    day = read_day(plain if found is None else found["day"].rstrip(" -_:("), day_first=day_first)
    return None if day is None else Headed(day, session)


def order_of(texts: Iterable[str]) -> tuple[bool, bool]:
    """Whether the day comes before the month in dates of figures, and whether there is any such date at all."""
    first = second = seen = 0
    for text in texts:
        found = _STROKES.match(_WEEKDAY.sub("", text.strip().lower()))
        if found is not None:
            seen += 1
            first += int(found["a"]) > 12
            second += int(found["b"]) > 12
    return not second > first, seen > 0
