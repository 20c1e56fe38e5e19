"""Half days of suspension by term and school year.

The term of the Regulations is a part of the year from 31 December to Easter Monday, from then to 31 July, and from then
on, because the schools' years have more than three terms.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from coordinator_app.chronology.exclusions import Span
from coordinator_app.core.calendar import DAY, school_year


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
