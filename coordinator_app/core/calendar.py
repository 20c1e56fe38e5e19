"""Days that count: England's working days and one school's days.

Working days are Monday to Friday without the bank holidays of England. A school day is a day on which the
school has a session (Education Act 1996, section 579(1)): term dates are per school, so days outside the
terms that we were told are *unknown*, never guessed (decision 2).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import pairwise

from coordinator_app.core.dates import say
from coordinator_app.core.errors import BadFile

DAY = timedelta(days=1)
LONGEST_HOLIDAY = 70  # days of summer; a longer gap between terms means that dates are missing
LONGEST_BREAK = 35  # days; the same at any other time of the year, where no school closes for five weeks
_YEAR_STARTS_IN = 8  # Leicestershire schools open in the last week of August


@dataclass(frozen=True, slots=True)
class BankHolidays:
    """England's bank holidays of whole years: `entries` are (date, title) in date order."""

    entries: tuple[tuple[date, str], ...]
    first_year: int
    last_year: int
    _titles: dict[date, str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_titles", dict(self.entries))

    @property
    def days(self) -> frozenset[date]:
        """The dates alone."""
        return frozenset(self._titles)

    def title(self, day: date) -> str | None:
        """The holiday's name, for example "Early May", or None."""
        return self._titles.get(day)

    def covers(self, day: date) -> bool:
        """Whether the table knows the year of `day`."""
        return self.first_year <= day.year <= self.last_year


def parse_bank_holidays(text: str) -> BankHolidays:
    """The table from the JSON text of resources/holidays/england.json. Raises BadFile."""
    try:
        table = json.loads(text)
        entries = {date.fromisoformat(row["date"]): str(row["title"]) for row in table["holidays"]}
        first, last = int(table["first_year"]), int(table["last_year"])
    except (ValueError, KeyError, TypeError, RecursionError) as fault:
        raise BadFile("The table of bank holidays cannot be read.") from fault
    if any(not first <= day.year <= last for day in entries):
        raise BadFile(f"The table of bank holidays has dates outside {first} to {last}.")
    return BankHolidays(tuple(sorted(entries.items())), first, last)


def bank_holidays_json(bank: BankHolidays) -> str:
    """The text that `parse_bank_holidays` reads back as the same value."""
    rows = [{"date": day.isoformat(), "title": title} for day, title in bank.entries]
    table = {"area": "England", "first_year": bank.first_year, "last_year": bank.last_year, "holidays": rows}
    return json.dumps(table, indent=2)


def why_not_working_day(day: date, bank: BankHolidays) -> str | None:
    """Why `day` is no working day ("weekend", "bank holiday (Early May)"), or None when it is one."""
    title = bank.title(day)
    if title is not None:
        return f"bank holiday ({title})"
    return "weekend" if day.weekday() >= 5 else None


def is_working_day(day: date, bank: BankHolidays) -> bool:
    """Monday to Friday and no bank holiday in England."""
    return why_not_working_day(day, bank) is None


def roll_forward(day: date, counts: Callable[[date], bool]) -> date:
    """The first day on or after `day` that counts."""
    while not counts(day):
        day += DAY
    return day


def pull_back(day: date, counts: Callable[[date], bool]) -> date:
    """The last day on or before `day` that counts."""
    while not counts(day):
        day -= DAY
    return day


@dataclass(frozen=True, slots=True)
class TermBlock:
    """A run of pupil days, `first` and `last` included, for example the first half of the autumn term."""

    name: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class DayOff:
    """A day without pupils inside a block: an INSET day or a closure, with its reason ("INSET day", "snow")."""

    day: date
    reason: str


@dataclass(frozen=True, slots=True)
class TermCalendar:
    """A named calendar of term dates; a school points to one and adds its own closures (decision 15)."""

    name: str
    blocks: tuple[TermBlock, ...] = ()
    inset_days: tuple[DayOff, ...] = ()
    closures: tuple[DayOff, ...] = ()
    _off: dict[date, str] = field(init=False, repr=False, compare=False)
    _spans: tuple[tuple[date, date], ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_off", {off.day: off.reason for off in (*self.inset_days, *self.closures)})
        object.__setattr__(self, "_spans", tuple(_spans(self.blocks)))

    def with_closures(self, extra: Iterable[DayOff]) -> TermCalendar:
        """The calendar of one school: this one and the school's own closures."""
        return replace(self, closures=(*self.closures, *extra))

    @property
    def last_known_day(self) -> date | None:
        """The last pupil day that we were told of."""
        return self._spans[-1][1] if self._spans else None

    @property
    def holes(self) -> tuple[tuple[date, date], ...]:
        """Where a term seems to be missing: the last day known before it and the first known after it."""
        return tuple((before[1], after[0]) for before, after in pairwise(self._spans))

    def why_unknown(self, day: date) -> str | None:
        """Why nothing is known of `day`, in words that say what to do, or None when it is known."""
        before = None
        for first, last in self._spans:
            if day < first:
                break
            if day <= last:
                return None
            before = last
        if before is not None:
            return f"not known after {say(before)}: add term dates"
        return (
            f"not known before {say(self._spans[0][0])}: add term dates" if self._spans else "add term dates"
        )

    def why_not_school_day(self, day: date, bank: BankHolidays) -> str | None:
        """Why the school has no session on `day` ("INSET day", "school holiday"), or None when it has one."""
        return why_not_working_day(day, bank) or self._off.get(day) or self._holiday(day)

    def _holiday(self, day: date) -> str | None:
        inside = any(block.first <= day <= block.last for block in self.blocks)
        return None if inside else "school holiday"

    def is_school_day(self, day: date, bank: BankHolidays) -> bool:
        """Whether the school has a session on `day`; False also for days that are not known."""
        return self.why_not_school_day(day, bank) is None


def _spans(blocks: Iterable[TermBlock]) -> Iterator[tuple[date, date]]:
    """The runs of known days: blocks joined over ordinary holidays."""
    spans: list[tuple[date, date]] = []
    for block in sorted(blocks, key=lambda block: block.first):
        if spans and is_holiday(spans[-1][1], block.first):
            spans[-1] = (spans[-1][0], max(spans[-1][1], block.last))
        else:
            spans.append((block.first, block.last))
    yield from spans


def is_holiday(last: date, first: date) -> bool:
    """Whether the days between two blocks can be a holiday; if not, a term is missing and its days are unknown.

    Taking a term that nobody told us about for a holiday would move a legal date later (decision 2).
    """
    in_summer = last < date(last.year, _YEAR_STARTS_IN, 10) < first
    return (first - last).days <= (LONGEST_HOLIDAY if in_summer else LONGEST_BREAK)


@dataclass(frozen=True, slots=True)
class SchoolDays:
    """One school's calendar with the bank holidays: all that a school-day clock needs."""

    terms: TermCalendar
    bank: BankHolidays

    def counts(self, day: date) -> bool:
        """Whether `day` is a school day."""
        return self.terms.is_school_day(day, self.bank)

    def why_not(self, day: date) -> str | None:
        """Why `day` is no school day, or None."""
        return self.terms.why_not_school_day(day, self.bank)

    def why_unknown(self, day: date) -> str | None:
        """Why nothing is known of `day`, or None."""
        if not self.bank.covers(day):
            return bank_unknown(self.bank, day)
        return self.terms.why_unknown(day)


def bank_unknown(bank: BankHolidays, day: date) -> str:
    """The words for a day outside the table of bank holidays."""
    where = f"after {bank.last_year}" if day.year > bank.last_year else f"before {bank.first_year}"
    return f"not known {where}: add bank holidays"


def calendar_warnings(terms: TermCalendar) -> tuple[str, ...]:
    """What looks wrong with a calendar, in words; nothing here stops it from being kept."""
    blocks = sorted(terms.blocks, key=lambda block: block.first)
    found = [text for block in blocks for text in _block_warnings(block)]
    for before, after in pairwise(blocks):
        found.extend(_gap_warnings(before, after))
    found.extend(_stray_days(terms))
    return tuple(found)


def _block_warnings(block: TermBlock) -> Iterator[str]:
    if block.last < block.first:
        yield f"{block.name} ends before it starts. Check its dates."
    for day in (block.first, block.last):
        if day.weekday() >= 5:
            yield f"{block.name}: {say(day)} is at a weekend. Check its dates."


def _gap_warnings(before: TermBlock, after: TermBlock) -> Iterator[str]:
    if after.first <= before.last:
        yield f"{after.name} starts on {say(after.first)}, before {before.name} ends on {say(before.last)}."
    missing = range(school_year(before.last) + 1, school_year(after.first))
    for year in missing:
        yield f"The school year {year}/{(year + 1) % 100:02} has no term dates."
    weeks = ((after.first - before.last).days - 1) // 7
    if not missing and not is_holiday(before.last, after.first):
        yield (
            f"There are {weeks} weeks between {before.name} and {after.name}. Check that no term is missing. "
            "Until then no school-day deadline is counted across them."
        )


def _stray_days(terms: TermCalendar) -> Iterator[str]:
    for off in terms.inset_days:
        if not any(block.first <= off.day <= block.last for block in terms.blocks):
            yield f"{off.reason} on {say(off.day)} lies outside every term. It changes nothing."


def school_year(day: date) -> int:
    """The year in which the school year of `day` began (1 August to 31 July)."""
    return day.year - (day.month < _YEAR_STARTS_IN)
