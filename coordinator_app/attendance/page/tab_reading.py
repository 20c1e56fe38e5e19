"""What the Attendance tab of a pupil's record shows: weeks by place, newest first, and their numbers (no Qt)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from coordinator_app.attendance import drafts, view
from coordinator_app.attendance.actions import Typed, WeekKey
from coordinator_app.attendance.expected import Course, barred_cells, courses, provider_cells, school_cells
from coordinator_app.attendance.model import NOTHING, Place, monday_of
from coordinator_app.attendance.page.suspended_reading import Suspended, of_school
from coordinator_app.attendance.sheet import Asks, Cell, Row
from coordinator_app.attendance.view import Kept, SpanNumbers, WeekNumbers
from coordinator_app.core.calendar import SchoolDays, school_year
from coordinator_app.core.dates import say
from coordinator_app.core.gates import Decision
from coordinator_app.organisations.actions import school_days
from coordinator_app.pupils.gate import may_be_kept
from coordinator_app.pupils.model import Pupil
from coordinator_app.store.session import Session

FIRST_WEEKS, MORE_WEEKS, CHART_WEEKS = 6, 12, 8
_WEEK = timedelta(days=7)
_GONE = "A place that is no longer in the register"


@dataclass(frozen=True, slots=True)
class PlaceWeeks:
    """One place with its weeks."""

    place: Place
    name: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Late:
    """A week with marks that were typed and never kept, which does not stand among those shown; `name` is its place."""

    key: WeekKey
    name: str

    @property
    def words(self) -> str:
        """As "Foxglove Hill School, week of 5 October 2026"."""
        return f"{self.name}, week of {say(self.key[2])}"


@dataclass(frozen=True, slots=True)
class TabShown:
    """All that the tab shows. `dates_missing` names a school whose term dates are not known; `waiting` was never kept."""

    pupil_id: str
    gate: Decision
    places: tuple[PlaceWeeks, ...]
    spans: tuple[SpanNumbers, ...]
    chart: tuple[WeekNumbers, ...]
    has_more: bool
    dates_missing: str
    waiting: tuple[Typed, ...]
    late: tuple[Late, ...] = ()


class _Reading:
    """What is read once for all rows."""

    def __init__(self, session: Session, pupil_id: str) -> None:
        self.session, self.pupil_id = session, pupil_id
        self.today = session.clock.today()
        self.kept = Kept(session, pupil_id)
        self.courses = courses(session, {"pupil_id": pupil_id})
        self.own = session.get(Pupil, pupil_id).school_id
        self._days: dict[str, SchoolDays] = {}
        self._suspended: dict[str, Suspended] = {}
        wanted = {*self.kept.places, *(one.place for one in self.courses if one.place.id)}
        self.places = wanted | ({Place(school_id=self.own)} if self.own else set())
        self.names = view.place_names(session, self.places)

    def days(self, school_id: str) -> SchoolDays:
        """The calendar of a school."""
        if school_id not in self._days:
            self._days[school_id] = school_days(self.session, school_id)
        return self._days[school_id]

    def suspended(self, school_id: str) -> Suspended:
        """What a school decided for the pupil."""
        if school_id not in self._suspended:
            found = of_school(self.session, school_id, [self.pupil_id], self.days(school_id))
            self._suspended[school_id] = found.get(self.pupil_id, Suspended())
        return self._suspended[school_id]

    def in_order(self) -> list[Place]:
        """The school on roll, the providers where the pupil is now, then all others."""
        now = {one.place for one in self.courses if one.programme.is_under_way}
        return sorted(
            self.places,
            key=lambda one: (one.school_id != self.own, one not in now, one.is_school, self.name(one)),
        )

    def name(self, place: Place) -> str:
        """What a place is called."""
        return self.names.get(place, _GONE)

    def rows(self, place: Place, mondays: Iterable[date]) -> tuple[Row, ...]:
        """The weeks of one place that are to be shown."""
        there = [one for one in self.courses if one.place == place]
        found = (self._row(place, monday, there) for monday in mondays)
        return tuple(row for row in found if row is not None)

    def _row(self, place: Place, monday: date, there: list[Course]) -> Row | None:
        marks = self.kept.weeks.get(monday, {}).get(place)
        own = place.school_id == self.own and place.is_school
        if marks is None and not own and not any(one.touches(monday) for one in there):
            return None
        marks = marks or NOTHING
        if place.is_school:
            cells = school_cells(marks, monday, self.today, self.days(place.school_id))
            cells = self.suspended(place.school_id).mark(cells, monday)
        else:
            cells = provider_cells(there, monday, self.today, self.days(self.own))
        more = (
            "This week" if monday == monday_of(self.today) else _closed_all_week(cells) or _suspended(cells)
        )
        return Row((self.pupil_id, place, monday), say(monday), more, marks, cells)

    def earliest(self) -> date:
        """The first day of which a week can be asked for: a mark, a programme, or the start of the school year."""
        starts = [one.programme.start_on for one in self.courses if one.programme.start_on is not None]
        year = date(school_year(self.today), 8, 25)
        return min([year, *starts, *self.kept.weeks])


def read_tab(session: Session, pupil_id: str, weeks: int = FIRST_WEEKS) -> TabShown:
    """The newest `weeks` weeks of every place, the totals, and the chart."""
    reading = _Reading(session, pupil_id)
    newest = monday_of(reading.today)
    oldest = monday_of(reading.earliest())
    asked = (newest - number * _WEEK for number in range(weeks))
    mondays = [monday for monday in asked if monday >= oldest] or [newest]
    shown = ((place, reading.rows(place, mondays)) for place in reading.in_order())
    found = tuple(PlaceWeeks(place, reading.name(place), rows) for place, rows in shown if rows)
    gate = may_be_kept(session, pupil_id)
    places, waiting = found if gate.is_open else _to_put_right(found), drafts.find(session, [pupil_id])
    return TabShown(
        pupil_id,
        gate,
        places,
        view.spans(session, pupil_id),
        reading.kept.each_week(date.min + _WEEK, reading.today)[-CHART_WEEKS:],
        mondays[-1] > oldest,
        _missing(reading),
        waiting,
        _late(session, places, waiting),
    )


def _late(session: Session, places: Iterable[PlaceWeeks], waiting: Iterable[Typed]) -> tuple[Late, ...]:
    """The newest first."""
    shown = {row.key for one in places for row in one.rows}
    keys = sorted((one.key for one in waiting if one.key not in shown), key=lambda key: key[2], reverse=True)
    names = view.place_names(session, {key[1] for key in keys})
    return tuple(Late(key, names.get(key[1], _GONE)) for key in keys)


def weeks_to(monday: date, today: date) -> int:
    """How many weeks have to be shown so that this one is among them."""
    return (monday_of(today) - monday) // _WEEK + 1


def _closed_all_week(cells: tuple[Cell, ...]) -> str:
    """Why a whole week is closed, such as "School holiday", or ""."""
    why = {cell.why for cell in cells}
    closed = len(why) == 1 and all(cell.asks is Asks.SHUT for cell in cells)
    return next(iter(why)).capitalize() if closed else ""


def _suspended(cells: tuple[Cell, ...]) -> str:
    return "Suspended" if any(cell.proposes for cell in cells) else ""


def _to_put_right(places: Iterable[PlaceWeeks]) -> tuple[PlaceWeeks, ...]:
    """Only weeks of which something is kept, and only their marks can be changed."""
    return tuple(
        PlaceWeeks(one.place, one.name, rows)
        for one in places
        if (
            rows := tuple(
                replace(row, cells=barred_cells(row.marks)) for row in one.rows if row.marks != NOTHING
            )
        )
    )


def _missing(reading: _Reading) -> str:
    own = Place(school_id=reading.own)
    if not reading.own or reading.days(reading.own).why_unknown(reading.today) is None:
        return ""
    return reading.name(own)
