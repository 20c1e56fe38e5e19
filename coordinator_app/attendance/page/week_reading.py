"""What the screen of one week shows: every pupil of a provider or school, and which places there are (no Qt)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from coordinator_app.attendance import drafts, view
from coordinator_app.attendance.actions import Typed, folded, shut_for
from coordinator_app.attendance.expected import Course, barred_cells, courses, provider_cells, school_cells
from coordinator_app.attendance.model import AttendanceWeek, Place
from coordinator_app.attendance.page.suspended_reading import Suspended, of_school
from coordinator_app.attendance.sheet import Cell, Row
from coordinator_app.core.attendance import NO_MARK
from coordinator_app.core.calendar import SchoolDays
from coordinator_app.core.privacy import Compartment
from coordinator_app.organisations.actions import open_schools, school_days
from coordinator_app.organisations.providers import Provider
from coordinator_app.programmes.store import providers_in_use
from coordinator_app.pupils.model import Pupil
from coordinator_app.store.session import Session

_FRIDAY = timedelta(days=4)


@dataclass(frozen=True, slots=True)
class Choice:
    """A place to choose."""

    place: Place
    name: str


@dataclass(frozen=True, slots=True)
class WeekShown:
    """One week of one place. `left_out` pupils have no referral that lets attendance be kept (003-7.2)."""

    place: Place
    name: str
    monday: date
    rows: tuple[Row, ...]
    left_out: int
    waiting: tuple[Typed, ...]


def choices(session: Session) -> tuple[Choice, ...]:
    """Providers with pupils first, then the other providers, then the schools; each by name."""
    used = {one.id for one in providers_in_use(session.databases.connection(Compartment.GENERAL))}
    today = session.clock.today()
    known = [
        one
        for one in session.list(Provider, order="name")
        if one.id in used or one.closed_on is None or one.closed_on > today
    ]
    ranked = sorted(known, key=lambda one: one.id not in used)
    providers = (Choice(Place(provider_id=one.id), one.name) for one in ranked)
    schools = (Choice(Place(school_id=one.id), one.name) for one in open_schools(session))
    return (*providers, *schools)


def read_week(session: Session, place: Place, monday: date) -> WeekShown:
    """All pupils of a place in one week, by family name."""
    kept = _kept(session, place, monday)
    running = _courses(session, place, monday)
    pupils = _pupils(session, place, {*kept, *running})
    shut = shut_for(session, [one.id for one in pupils])
    days = _Days(session)
    suspended = _suspended(session, place, pupils, days)
    shown = (
        _row(place, monday, one, kept, running, days, suspended.get(one.id, Suspended()))
        for one in pupils
        if one.id not in shut or one.id in kept
    )
    rows = tuple(replace(row, cells=barred_cells(row.marks)) if row.key[0] in shut else row for row in shown)
    names = view.place_names(session, [place])
    return WeekShown(
        place,
        names.get(place, ""),
        monday,
        rows,
        len(pupils) - len(rows),
        drafts.find(session, [one.id for one in pupils]),
    )


class _Days:
    """The calendars of the schools, each read once, for one week of one place."""

    def __init__(self, session: Session) -> None:
        self.today = session.clock.today()
        self._session, self._found = session, dict[str, SchoolDays]()
        self._cells: dict[tuple[bool, ...], tuple[Cell, ...]] = {}

    def of(self, school_id: str) -> SchoolDays:
        """The calendar of one school."""
        if school_id not in self._found:
            self._found[school_id] = school_days(self._session, school_id)
        return self._found[school_id]

    def cells(self, school_id: str, marks: Sequence[str], monday: date) -> tuple[Cell, ...]:
        """The cells of one week at one school: the same for all pupils of whom the same sessions are known."""
        known = tuple(mark == NO_MARK for mark in marks)
        if known not in self._cells:
            self._cells[known] = school_cells(marks, monday, self.today, self.of(school_id))
        return self._cells[known]


def _kept(session: Session, place: Place, monday: date) -> dict[str, list[AttendanceWeek]]:
    field = {"school_id": place.school_id} if place.is_school else {"provider_id": place.provider_id}
    found: dict[str, list[AttendanceWeek]] = defaultdict(list)
    for week in session.list(AttendanceWeek, where={**field, "monday": monday}, newest=True):
        found[week.pupil_id].append(week)
    return dict(found)


def _courses(session: Session, place: Place, monday: date) -> dict[str, list[Course]]:
    field = {"host_school_id": place.school_id} if place.is_school else {"provider_id": place.provider_id}
    found: dict[str, list[Course]] = defaultdict(list)
    for one in courses(session, field):
        start, end = one.programme.start_on, one.programme.ended_on
        if start is not None and start <= monday + _FRIDAY and (end is None or end >= monday):
            found[one.programme.pupil_id].append(one)
    return dict(found)


def _pupils(session: Session, place: Place, ids: Iterable[str]) -> list[Pupil]:
    """Those who are there by their programme or a mark; of a school also who is on its roll and not closed."""
    found: dict[str, Pupil] = {}
    if place.is_school:
        open_on_roll = {"school_id": place.school_id, "closed_on": None, "merged_into_id": None}
        found = {one.id: one for one in _named(session, open_on_roll)}
    others = tuple(one for one in ids if one not in found)
    found |= {one.id: one for one in _named(session, {"id": others})} if others else {}
    return sorted(
        found.values(), key=lambda one: (one.family_name.casefold(), one.given_names.casefold(), one.key)
    )


_SHOWN = ("id", "key", "given_names", "family_name", "known_as", "year_group", "school_id")


def _named(session: Session, where: Mapping[str, object]) -> Iterator[Pupil]:
    """Pupils with what a row shows of them and no more: a school has thousands, and a record is long."""
    for values in session.some(Pupil, _SHOWN, where=where):
        yield Pupil(**dict(zip(_SHOWN, values, strict=True)))


def _suspended(
    session: Session, place: Place, pupils: Iterable[Pupil], days: _Days
) -> Mapping[str, Suspended]:
    if not place.is_school:
        return {}
    return of_school(session, place.school_id, [one.id for one in pupils], days.of(place.school_id))


def _row(
    place: Place,
    monday: date,
    pupil: Pupil,
    kept: Mapping[str, list[AttendanceWeek]],
    running: Mapping[str, list[Course]],
    days: _Days,
    suspended: Suspended,
) -> Row:
    marks = folded(kept.get(pupil.id, ()))
    if place.is_school:
        cells = suspended.mark(days.cells(place.school_id, marks, monday), monday)
    else:
        cells = provider_cells(running.get(pupil.id, ()), monday, days.today, days.of(pupil.school_id))
    year = f"Year {pupil.year_group}" if pupil.year_group else ""
    more = "Suspended" if any(one.proposes for one in cells) else year
    return Row((pupil.id, place, monday), pupil.called, more, marks, cells)
