"""The numbers of a pupil's attendance: by week, by place and together, for the pages, reviews and print (no Qt).

Together means that a session kept by a school and by a provider is counted once (`core.attendance_together`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import reduce
from operator import add

from coordinator_app.attendance.actions import folded
from coordinator_app.attendance.model import AttendanceWeek, Place, monday_of
from coordinator_app.core.attendance import WEEK_SESSIONS, Totals, count
from coordinator_app.core.attendance_together import differ, session_together, waits
from coordinator_app.core.calendar import SchoolDays, TermBlock, school_year
from coordinator_app.core.dates import say
from coordinator_app.organisations.actions import school_days
from coordinator_app.organisations.model import School
from coordinator_app.organisations.providers import Provider
from coordinator_app.pupils.model import Pupil
from coordinator_app.reviews.model import Review
from coordinator_app.store.reading import Reader
from coordinator_app.store.session import Session

Marks = dict[Place, tuple[str, ...]]
"""Ten marks of one week, by place."""


@dataclass(frozen=True, slots=True)
class PlaceNumbers:
    """What one place says: its name and how its sessions count."""

    place: Place
    name: str
    totals: Totals


@dataclass(frozen=True, slots=True)
class Numbers:
    """Sessions together and by place. `differ` and `waits` count half days: see `core.attendance_together`."""

    together: Totals = Totals()
    places: tuple[PlaceNumbers, ...] = ()
    differ: int = 0
    waits: int = 0

    @property
    def tenths(self) -> int | None:
        """Attendance in tenths of a per cent, None where nothing was possible."""
        return self.together.tenths


@dataclass(frozen=True, slots=True)
class WeekNumbers:
    """The numbers of the week that begins on a Monday."""

    monday: date
    numbers: Numbers

    @property
    def together(self) -> Totals:
        """Every session once."""
        return self.numbers.together

    @property
    def tenths(self) -> int | None:
        """Attendance in tenths of a per cent, None where nothing was possible."""
        return self.numbers.tenths


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of days, `first` and `last` included, and what it is called: "This school year", in short "This year"."""

    name: str
    first: date
    last: date
    short: str


@dataclass(frozen=True, slots=True)
class SpanNumbers:
    """A stretch of days and its numbers."""

    span: Span
    numbers: Numbers


class Kept:
    """All weeks of one pupil, read once; every number comes from here."""

    def __init__(self, reader: Reader, pupil_id: str) -> None:
        self.weeks: dict[date, Marks] = {}
        for monday, kept in _by_monday(reader, pupil_id).items():
            self.weeks[monday] = {place: folded(found) for place, found in kept.items()}
        self._names = place_names(reader, {place for marks in self.weeks.values() for place in marks})
        pupil = reader.find(Pupil, pupil_id)
        self._own = pupil.school_id if pupil is not None else ""

    @property
    def places(self) -> tuple[Place, ...]:
        """Wherever a mark was kept: the school on roll first, other schools, then providers, each by name."""
        found = {place for marks in self.weeks.values() for place in marks}
        return tuple(sorted(found, key=self._rank))

    def name(self, place: Place) -> str:
        """What the place is called."""
        return self._names.get(place, "A place that is no longer in the register")

    def numbers(self, first: date, last: date) -> Numbers:
        """The numbers of the sessions from one day to another, both included."""
        found = [
            self._of_week(monday, marks, first, last)
            for monday, marks in sorted(self.weeks.items())
            if monday <= last and monday + timedelta(days=4) >= first
        ]
        return _sum(found)

    def each_week(self, first: date, last: date) -> tuple[WeekNumbers, ...]:
        """The weeks of which something is known, oldest first."""
        mondays = (monday for monday in sorted(self.weeks) if monday_of(first) <= monday <= last)
        found = (
            WeekNumbers(monday, self.numbers(max(first, monday), _end(monday, last))) for monday in mondays
        )
        return tuple(one for one in found if any(not _is_bare(each.totals) for each in one.numbers.places))

    def _of_week(self, monday: date, marks: Marks, first: date, last: date) -> Numbers:
        inside = [at for at in range(WEEK_SESSIONS) if first <= monday + timedelta(days=at // 2) <= last]
        ranked = sorted(marks, key=self._rank)
        schools, providers = (
            [one for one in ranked if one.is_school],
            [one for one in ranked if not one.is_school],
        )
        pairs = [
            ([marks[one][at] for one in schools], [marks[one][at] for one in providers]) for at in inside
        ]
        return Numbers(
            together=count(session_together(*pair) for pair in pairs),
            places=tuple(
                PlaceNumbers(one, self.name(one), count(marks[one][at] for at in inside)) for one in ranked
            ),
            differ=sum(differ(*pair) for pair in pairs),
            waits=sum(waits(*pair) for pair in pairs),
        )

    def _rank(self, place: Place) -> tuple[bool, bool, str, str]:
        return (place.school_id != self._own, not place.is_school, self.name(place), place.id)


def _is_bare(totals: Totals) -> bool:
    """Whether nothing is known of any of the sessions."""
    return totals == Totals(unmarked=totals.unmarked)


def _end(monday: date, last: date) -> date:
    return min(last, monday + timedelta(days=4))


def _sum(found: Sequence[Numbers]) -> Numbers:
    places: dict[Place, list[PlaceNumbers]] = defaultdict(list)
    for one in (each for numbers in found for each in numbers.places):
        places[one.place].append(one)
    return Numbers(
        together=reduce(add, (one.together for one in found), Totals()),
        places=tuple(
            PlaceNumbers(place, all_of[0].name, reduce(add, (one.totals for one in all_of)))
            for place, all_of in places.items()
        ),
        differ=sum(one.differ for one in found),
        waits=sum(one.waits for one in found),
    )


def _by_monday(reader: Reader, pupil_id: str) -> dict[date, dict[Place, list[AttendanceWeek]]]:
    found: dict[date, dict[Place, list[AttendanceWeek]]] = defaultdict(lambda: defaultdict(list))
    for week in reader.list(AttendanceWeek, where={"pupil_id": pupil_id}, newest=True):
        if week.monday is not None:
            found[week.monday][week.place].append(week)
    return found


def place_names(reader: Reader, places: Iterable[Place]) -> dict[Place, str]:
    """What places are called, also those that are in the trash by now."""
    wanted = tuple(places)
    schools = tuple(one.school_id for one in wanted if one.is_school)
    providers = tuple(one.provider_id for one in wanted if not one.is_school)
    found = {}
    for school in reader.list(School, where={"id": schools}, trashed=None) if schools else ():
        found[Place(school_id=school.id)] = school.name
    for provider in reader.list(Provider, where={"id": providers}, trashed=None) if providers else ():
        found[Place(provider_id=provider.id)] = provider.name
    return found


# what reviews, the chart and print ask for


def weeks_of(session: Reader, pupil_id: str, first: date, last: date) -> tuple[WeekNumbers, ...]:
    """The weeks from one day to another of which something is known, oldest first, sessions outside left out."""
    return Kept(session, pupil_id).each_week(first, last)


def numbers_of(session: Reader, pupil_id: str, first: date, last: date) -> Numbers:
    """All sessions from one day to another, both included."""
    return Kept(session, pupil_id).numbers(first, last)


def spans_of(session: Session, pupil_id: str) -> tuple[Span, ...]:
    """What totals are told for: since the last review (if there was one), this term (if it is known), this school year.

    The day of a review belongs to the stretch before it, as on the review itself: no session is told in two of them.
    """
    today = session.clock.today()
    pupil = session.find(Pupil, pupil_id)
    held = last_review(session, pupil_id)
    found = []
    if held is not None:
        found.append(
            Span(f"Since the review on {say(held)}", held + timedelta(days=1), today, "Since review")
        )
    term = term_of(school_days(session, pupil.school_id), today) if pupil is not None else None
    if term is not None:
        found.append(term)
    return (*found, Span("This school year", date(school_year(today), 8, 1), today, "This year"))


def last_review(session: Reader, pupil_id: str) -> date | None:
    """The day of the last review that was finished."""
    held = session.list(Review, where={"pupil_id": pupil_id, "finished": True})
    return max((one.held_on for one in held if one.held_on is not None), default=None)


def term_of(days: SchoolDays, today: date) -> Span | None:
    """The term in which a day lies, or the last before it: both halves of it; None where no dates are known."""
    begun = [block for block in days.terms.blocks if block.first <= today]
    if not begun:
        return None
    now = max(begun, key=lambda block: block.first)
    same = [block for block in begun if _is_same_term(block, now)]
    first, last = min(one.first for one in same), min(today, max(one.last for one in same))
    over = "The last term" if today > now.last and not _goes_on(days, now, today) else "This term"
    return Span(f"{over}, from {say(first)}", first, last, over)


def _goes_on(days: SchoolDays, now: TermBlock, today: date) -> bool:
    """Whether the other half of the term is still to come."""
    return any(block.first > today and _is_same_term(block, now) for block in days.terms.blocks)


def _is_same_term(block: TermBlock, other: TermBlock) -> bool:
    """Halves of one term share the first word of their names, "Autumn 1" and "Autumn 2", and the school year."""
    same_year = school_year(block.first) == school_year(other.first)
    return same_year and block.name.casefold().split()[:1] == other.name.casefold().split()[:1]


def spans(session: Session, pupil_id: str) -> tuple[SpanNumbers, ...]:
    """The numbers of each stretch of days."""
    kept = Kept(session, pupil_id)
    return tuple(SpanNumbers(one, kept.numbers(one.first, one.last)) for one in spans_of(session, pupil_id))
