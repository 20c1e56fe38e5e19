"""One row of a list of term dates: what it is about and which days it names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto

from coordinator_app.core.dates import MONTHS, read_date

_EDGES = " :,;\u2013\u2014-"

LONGEST_ROW = 500  # characters

_MONTH = "|".join(rf"{name[:3]}(?:{name[3:]})?" for name in MONTHS) + "|sept"
_ORDINAL = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?\b"
_DATE = re.compile(
    rf"""\b(?:(?P<iso>\d{{4}}-\d{{1,2}}-\d{{1,2}})
    |(?P<numbers>\d{{1,2}}[/.]\d{{1,2}}[/.]\d+)
    |{_ORDINAL}(?:\s+of)?[ -]*(?:(?P<month>{_MONTH})\b\.?(?:[ ,-]*(?P<year>\d{{4}})\b)?
      |(?=(?:\s*(?:to|until|-|\u2013|\u2014|and|&|,)\s*(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s+)?
        \d{{1,2}}(?:st|nd|rd|th)?)+(?:\s+of)?[ -]*(?:{_MONTH})\b)))""",
    re.IGNORECASE | re.VERBOSE,
)
# the number of a term is no day: "Autumn term 1 - 27 August"
_NUMBERED = re.compile(r"\b(?:term|aut\w*|spr\w*|sum\w*|block|part|half)\.? *$", re.IGNORECASE)
_RANGE = re.compile(r"\bto\b|\buntil\b|\btill\b|[-\u2013\u2014]|\t", re.IGNORECASE)
_WEEKDAY = re.compile(
    r"\b(?:mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun)(?:day|nesday|rsday|urday)?\b,?", re.IGNORECASE
)
_HEADING = re.compile(
    r"(?:(?:school|academic)? ?(?:years? )?(?:term dates? )?(?:for )?20\d\d ?(?:[-/\u2013] ?|to )(?:20)?\d\d)",
    re.IGNORECASE,
)
_HEADER = re.compile(
    r"\b(?:term|name|dates?|first day|last day|start|end|from|to|closes?|opens?)\b", re.IGNORECASE
)
_INSET = re.compile(r"\binset\b|\btraining\b|\bteacher days?\b|\bnon.pupil\b|\bbaker\b", re.IGNORECASE)
_CLOSED = re.compile(r"\bclos(?:ure|ed)\b|\bsnow\b|\bpolling\b|\boccasional\b", re.IGNORECASE)
_HOLIDAY = re.compile(r"\bholidays?\b|\bhalf.?term\b(?! ?\d)|\bbreak\b|\bvacation\b", re.IGNORECASE)
_STARTS = re.compile(r"\b(?:starts?|begins?|opens?|first day|return)\b", re.IGNORECASE)
_ENDS = re.compile(r"\b(?:ends?|closes?|finish(?:es)?|last day)\b", re.IGNORECASE)


class Kind(Enum):
    """What a row is about."""

    TERM = auto()
    INSET = auto()
    CLOSURE = auto()
    HOLIDAY = auto()
    BANK_HOLIDAY = auto()
    STARTS = auto()
    ENDS = auto()


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a list: its number from 1, its text and label, its days (a range is written out as its ends)."""

    number: int
    label: str
    days: tuple[date, ...]
    is_range: bool = False

    @property
    def kind(self) -> Kind:
        """What the label says."""
        for pattern, kind in _KINDS:
            if pattern.search(self.label):
                return kind
        return Kind.TERM


_KINDS = (
    (re.compile(r"\bbank holiday\b|\bpublic holiday\b", re.IGNORECASE), Kind.BANK_HOLIDAY),
    (_INSET, Kind.INSET),
    (_CLOSED, Kind.CLOSURE),
    (_HOLIDAY, Kind.HOLIDAY),
    (_STARTS, Kind.STARTS),
    (_ENDS, Kind.ENDS),
)


@dataclass(frozen=True, slots=True)
class RowProblem:
    """A row that was not taken: its number from 1 and a sentence that says what to do."""

    number: int
    message: str


class RowUnclear(Exception):  # noqa: N818  (a sentence on its way to the screen)
    """Carries the problem's sentence."""


def rows_of(number: int, line: str) -> Iterator[Row]:
    """The row in one line of text; none for a heading or an empty line. Raises RowUnclear."""
    if len(line) > LONGEST_ROW:
        raise RowUnclear("This row is too long for a list of term dates. Put each term in a row of its own.")
    found = [match for match in _DATE.finditer(line) if not _is_term_number(match)]
    if not found:
        if _is_heading(line):
            return
        raise RowUnclear("There is no date in this row. Type a name and its dates, or remove the row.")
    label = _label(line[: found[0].start()]) or _label(line[found[-1].end() :])
    days = _days(found)
    between = line[found[0].end() : found[-1].start()]
    is_range = len(days) == 2 and bool(_RANGE.search(_WEEKDAY.sub("", between)))
    yield Row(number, label, days, is_range)


def _is_term_number(match: re.Match[str]) -> bool:
    return bool(match["day"]) and not match["month"] and bool(_NUMBERED.search(match.string[: match.start()]))


def _is_heading(line: str) -> bool:
    bare = " ".join(line.split()).strip(" :")
    return (
        not bare
        or bool(_HEADING.fullmatch(bare))
        or (not re.search(r"\d", bare) and bool(_HEADER.search(bare)))
    )


def _label(text: str) -> str:
    bare = " ".join(_WEEKDAY.sub("", text).split()).strip(_EDGES).removesuffix("(")
    bare = re.sub(r"(?:\s*\b(?:from|on|is))+$", "", bare.strip(_EDGES)).strip(_EDGES)
    return bare[1:-1] if bare.startswith("(") and bare.endswith(")") else bare


def _days(found: list[re.Match[str]]) -> tuple[date, ...]:
    """The dates of a row; a date without its month or year takes them from the date that follows."""
    days: list[date] = []
    for match in reversed(found):
        after = days[-1] if days else None
        days.append(_partial(match, after) if match["day"] else _day(match[0]))
    return tuple(reversed(days))


def _partial(match: re.Match[str], after: date | None) -> date:
    month = match["month"] or (after and MONTHS[after.month - 1])
    year = match["year"] or (after and after.year)
    if not month or not year:
        raise RowUnclear("A date in this row has no year. Type it in full, like this: 28 November 2026.")
    day = _day(f"{match['day']} {month} {year}")
    if after and day > after and not match["year"]:
        # "20 December to 5 January 2026" began the year before
        return _day(f"{match['day']} {month} {after.year - 1}")
    return day


def _day(text: str) -> date:
    # term dates are not held against today: a plan for years ahead and an old list are both usual
    read = read_date(text, date(2100, 1, 1))
    if read.value is None:
        raise RowUnclear(str(read.problem))
    return read.value


def without_start(label: str) -> str:
    """The term's name from "Summer term starts"."""
    bare = _label(
        re.sub(
            r"\b(?:term )?(?:starts?|begins?|opens?|first day of|first day)\b",
            _term,
            label,
            flags=re.IGNORECASE,
        )
    )
    return " ".join(bare.split())


def _term(match: re.Match[str]) -> str:
    return "term" if match[0].lower().startswith("term") else ""
