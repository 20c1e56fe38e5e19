"""What follows from suspensions: which school days they take, the sixth of them, and how near the law's numbers are.

Counted in half days, as schools report them (domain 6.4): a whole day is two, a lunchtime is one. The term of the
Regulations is a part of the year from 31 December to Easter Monday, from then to 31 July, and from then on, because the
schools' years have more than three terms. Nothing is guessed: where term dates are missing the counts say so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from coordinator_app.chronology.suspension import ExclusionKind, Suspension
from coordinator_app.core.calendar import DAY, SchoolDays, school_year
from coordinator_app.core.dates import say
from coordinator_app.core.deadline_types import Deadline
from coordinator_app.core.other_deadlines import suspension_day_six

DAY_SIX_AFTER = 10  # half days: five days
MOST_HALF_DAYS = 190  # in one decision: more is a slip, the law allows 90 in a year
_NO_END = 10_000


@dataclass(frozen=True, slots=True)
class Span:
    """The school days that a suspension takes, with the half days of each. `why_unknown` says which are not known."""

    of: Suspension
    days: tuple[tuple[date, int], ...]
    uncounted: int = 0
    why_unknown: str = ""

    @property
    def first(self) -> date | None:
        """The first school day of it."""
        return self.days[0][0] if self.days else self.of.first_on

    @property
    def last(self) -> date | None:
        """The last school day of it; None where it is not known, and for a permanent exclusion."""
        return self.days[-1][0] if self.days and not self.uncounted else None


def span_of(one: Suspension, school: SchoolDays) -> Span:
    """Count its half days along the school's calendar."""
    left = one.half_days or 0
    if one.first_on is None or one.exclusion_kind is ExclusionKind.PERMANENT:
        return Span(one, ())
    each = 1 if one.exclusion_kind is ExclusionKind.LUNCHTIME else 2
    days: list[tuple[date, int]] = []
    day = one.first_on
    while left > 0:
        unknown = school.why_unknown(day)
        if unknown is not None:
            return Span(one, tuple(days), left, unknown)
        if school.counts(day):
            days.append((day, min(each, left)))
            left -= each
        day += DAY
    return Span(one, tuple(days))


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the Regulations: its first and last day."""

    first: date
    last: date

    @property
    def words(self) -> str:
        """Its name: the autumn term 2026."""
        name = "autumn" if self.first.month == 8 else "spring" if self.first.month == 1 else "summer"
        return f"the {name} term {self.first.year}"

    def holds(self, day: date) -> bool:
        """Whether a day lies in it."""
        return self.first <= day <= self.last


def term_of(day: date) -> Term:
    """The term of the Regulations in which a day lies; the holidays around it count with it."""
    spring_ends = easter_monday(day.year)
    if day <= spring_ends:
        return Term(date(day.year, 1, 1), spring_ends)
    if day < date(day.year, 8, 1):
        return Term(spring_ends + DAY, date(day.year, 7, 31))
    return Term(date(day.year, 8, 1), date(day.year, 12, 31))


def easter_monday(year: int) -> date:
    """The day after Easter Sunday, by the Gregorian rule for any year."""
    moon, century, rest = year % 19, *divmod(year, 100)
    skipped, corrected = century // 4, (century - (century + 8) // 25 + 1) // 3
    full = (19 * moon + century - skipped - corrected + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - full - rest % 4) % 7
    late = (moon + 11 * full + 22 * weekday) // 451
    month, at = divmod(full + weekday - 7 * late + 114, 31)
    return date(year, month, at + 1) + timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Totals:
    """Half days by term and by the year in which the school year began."""

    terms: Mapping[Term, int]
    years: Mapping[int, int]

    def in_term(self, day: date) -> int:
        """Half days in the term of a day."""
        return self.terms.get(term_of(day), 0)

    def in_year(self, day: date) -> int:
        """Half days in the school year of a day."""
        return self.years.get(school_year(day), 0)


def totals(spans: Iterable[Span]) -> Totals:
    """All half days of these; what cannot be counted day by day stands where the last known day of it is."""
    terms: dict[Term, int] = {}
    years: dict[int, int] = {}
    for span in spans:
        rest = [(day, span.uncounted) for day in (_latest(span),) if day is not None and span.uncounted]
        for day, half_days in (*span.days, *rest):
            terms[term_of(day)] = terms.get(term_of(day), 0) + half_days
            years[school_year(day)] = years.get(school_year(day), 0) + half_days
    return Totals(terms, years)


def _latest(span: Span) -> date | None:
    return span.days[-1][0] if span.days else span.of.first_on


@dataclass(frozen=True, slots=True)
class Line:
    """A number of the law: `over` half days are more than it names, from `near` on one should know of it.

    `key` names it in the key of a line on Today; `until` stops saying it where a greater number says more.
    """

    key: str
    over: int
    near: int
    until: int
    reached: str
    ahead: str
    lead: str
    asks: str


FIVE = Line(
    "five",
    10,
    8,
    30,
    "More than 5 days in one term",
    "Close to 5 days in one term",
    "With more than 5, ",
    "If the parents ask, the governing board must meet within 50 school days of being told, and decide whether the "
    "pupil comes back.",
)
FIFTEEN = Line(
    "fifteen",
    30,
    26,
    _NO_END,
    "More than 15 days in one term",
    "Close to 15 days in one term",
    "With more than 15, ",
    "The governing board must meet within 15 school days of being told, whether the parents ask or not, and decide "
    "whether the pupil comes back.",
)
FORTY_FIVE = Line(
    "forty_five",
    89,  # at 45 days no more are left
    80,
    _NO_END,
    "45 days in one school year: no more are allowed",
    "Close to 45 days in one school year",
    "",
    "A pupil must not be suspended for more than 45 days in a school year, whichever schools decided.",
)
PERMANENT_ASKS = (
    "The governing board must meet within 15 school days of being told. The local authority must arrange full-time "
    "education from the sixth school day."
)


@dataclass(frozen=True, slots=True)
class Stands:
    """How a total stands to a number of the law."""

    line: Line
    half_days: int
    is_reached: bool

    @property
    def title(self) -> str:
        """That it is reached, or near."""
        return self.line.reached if self.is_reached else self.line.ahead

    @property
    def sentence(self) -> str:
        """The number, and what the law asks."""
        so_far = f"{days_words(self.half_days).capitalize()} so far."
        asks = self.line.asks
        if not self.is_reached and self.line.lead:
            asks = f"{self.line.lead}{asks[0].lower()}{asks[1:]}"
        return f"{so_far} {asks}"


def stands(in_term: int, in_year: int) -> tuple[Stands, ...]:
    """The numbers of the law that are near or reached, by half days in a term and in its school year."""
    counted = ((FIVE, in_term), (FIFTEEN, in_term), (FORTY_FIVE, in_year))
    return tuple(
        Stands(line, number, number > line.over)
        for line, number in counted
        if line.near <= number <= line.until
    )


@dataclass(frozen=True, slots=True)
class DaySix:
    """The sixth school day of a suspension or of several that follow each other without a school day between.

    `is_owed` is whether the law calls for education on it: the suspension lasts longer than five days, or the exclusion
    is permanent. `began` is the first day of the first of them.
    """

    deadline: Deadline
    is_owed: bool
    half_days: int
    began: date | None
    is_permanent: bool = False
    ids: frozenset[str] = frozenset()

    def holds(self, one: Suspension) -> bool:
        """Whether a suspension is one of those that are counted together."""
        return one.id in self.ids

    @property
    def who(self) -> str:
        """Who must arrange it."""
        return "the local authority" if self.is_permanent else "the school"


def day_six(span: Span, others: Sequence[Span], school: SchoolDays) -> DaySix | None:
    """The day from which education is due, counted by this school's calendar; None for a lunchtime.

    `others` are the pupil's other suspensions: what follows without a school day between is one period for this duty
    (DfE guidance on suspension and permanent exclusion).
    """
    first = span.of.first_on
    if first is None or span.of.exclusion_kind is ExclusionKind.LUNCHTIME:
        return None
    if span.of.exclusion_kind is ExclusionKind.PERMANENT:
        return DaySix(
            suspension_day_six(first, school), is_owed=True, half_days=0, began=first, is_permanent=True
        )
    run = run_of(span, others, school)
    began = run[0].of.first_on or first
    half_days = sum(one.of.half_days or 0 for one in run)
    ids = frozenset(one.of.id for one in run)
    return DaySix(suspension_day_six(began, school), half_days > DAY_SIX_AFTER, half_days, began, ids=ids)


def run_of(span: Span, others: Sequence[Span], school: SchoolDays) -> tuple[Span, ...]:
    """The suspensions that follow each other without a school day between, this one among them, the first first."""
    whole = [
        one for one in others if one.of.exclusion_kind is ExclusionKind.SUSPENSION and one.of.id != span.of.id
    ]
    run = [span]
    while (before := next((one for one in whole if _follows(one, run[0], school)), None)) is not None:
        run.insert(0, before)
        whole.remove(before)
    while (after := next((one for one in whole if _follows(run[-1], one, school)), None)) is not None:
        run.append(after)
        whole.remove(after)
    return tuple(run)


def _follows(before: Span, after: Span, school: SchoolDays) -> bool:
    """Whether no school day lies between the two."""
    if before.last is None or after.first is None or after.first <= before.last:
        return False
    day = before.last + DAY
    while day < after.first:
        if school.why_unknown(day) is not None or school.counts(day):
            return False
        day += DAY
    return True


def overlapping(span: Span, others: Iterable[Span]) -> Suspension | None:
    """Another suspension that takes one of the same days, or None. A permanent exclusion may follow at any moment."""
    taken = {day for day, _ in span.days} or {day for day in (span.of.first_on,) if day is not None}
    for other in others:
        same = other.of.id == span.of.id
        permanent = ExclusionKind.PERMANENT in {other.of.exclusion_kind, span.of.exclusion_kind}
        if not same and not permanent and taken & {day for day, _ in other.days}:
            return other.of
    return None


def days_words(half_days: int) -> str:
    """Half days as days: "half a day", "1 day", "2½ days", "no days"."""
    whole, half = divmod(half_days, 2)
    if whole == 0:
        return "half a day" if half else "no days"
    return f"{whole}½ days" if half else "1 day" if whole == 1 else f"{whole} days"


def told(one: Suspension, school_name: str) -> str:
    """The suspension in one sentence, in facts that anybody may read: "Suspension, 3 days from 9 November 2026 ..."."""
    kind = one.exclusion_kind.label if one.exclusion_kind else ""
    since = f"from {say(one.first_on)}" if one.first_on else ""
    if one.exclusion_kind is ExclusionKind.PERMANENT:
        length = ""
    elif one.exclusion_kind is ExclusionKind.LUNCHTIME:
        count = one.half_days or 0
        length = "1 lunchtime" if count == 1 else f"{count} lunchtimes"
    else:
        length = days_words(one.half_days or 0)
    what = ", ".join(part for part in (kind, " ".join(part for part in (length, since) if part)) if part)
    reasons = "; ".join(reason.label for reason in one.reasons)
    return f"{what}, by {school_name or 'the school'}. Reason given: {reasons}."


def read_length(typed: str, kind: ExclusionKind | None) -> int | None:
    """Half days from what people type: days ("3", "2.5", "2½ days", "half a day"), of lunchtimes their number."""
    plain = _LENGTH_WORDS.sub("", typed.strip().lower()).replace(",", ".").strip()
    if kind is ExclusionKind.LUNCHTIME:
        return int(plain) if plain.isascii() and plain.isdigit() else None
    if plain in {"half", "½"}:
        return 1
    found = _LENGTH.fullmatch(plain)
    if found is None:
        return None
    return int(found["whole"] or 0) * 2 + bool(found["half"])


_LENGTH_WORDS = re.compile(r"\b(?:school|days?|lunchtimes?|a)\b")
_LENGTH = re.compile(r"(?P<whole>[0-9]{1,3})?\s*(?:(?P<half>½|\.5|and half)|\.0)?")


def said_length(one: Suspension) -> str:
    """Its length as it is typed: "3", "2.5"; of lunchtimes their number; "" for none."""
    if one.half_days is None:
        return ""
    if one.exclusion_kind is ExclusionKind.LUNCHTIME:
        return str(one.half_days)
    return f"{one.half_days // 2}.5" if one.half_days % 2 else str(one.half_days // 2)
