"""Keep weeks of attendance: what is typed mark by mark, and many whole weeks at once from a file (003-3.3)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from coordinator_app.attendance.model import NOTHING, AttendanceWeek, Place, monday_of
from coordinator_app.core.attendance import CODES, NO_MARK, WEEK_SESSIONS, Counts, session_words, write_week
from coordinator_app.core.changes import Saved
from coordinator_app.core.dates import say
from coordinator_app.core.errors import FieldProblem, InvalidInput
from coordinator_app.core.plausible import refuse
from coordinator_app.organisations.model import School
from coordinator_app.organisations.providers import Provider
from coordinator_app.pupils.gate import Keeps, demand, rule
from coordinator_app.referrals.model import Referral, may_keep
from coordinator_app.store.reading import Reader
from coordinator_app.store.session import Session
from coordinator_app.store.unit_of_work import Work

WeekKey = tuple[str, Place, date]
"""Pupil, place and Monday: of these there is one week."""
_OLDEST = 2000  # year


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed in one pupil's week: marks by their place from 0 (Monday morning) to 9; NO_MARK empties one."""

    pupil_id: str
    place: Place
    monday: date
    marks: Mapping[int, str]

    @property
    def key(self) -> WeekKey:
        """Which week it is."""
        return (self.pupil_id, self.place, self.monday)


Weeks = tuple[AttendanceWeek, ...]


def key_of(week: AttendanceWeek) -> WeekKey:
    """Which week a record is; AssertionError for one without its Monday, which the store would refuse."""
    assert week.monday is not None
    return (week.pupil_id, week.place, week.monday)


# what the grid types


def type_marks(
    session: Session, typed: Sequence[Typed], beside: Callable[[Work], object] | None = None
) -> Saved[Weeks]:
    """Keep what was typed, in one change: only these sessions change, whatever else was kept meanwhile.

    `beside` is done in the same unit of work: the draft of what is kept goes with it.

    GateShut where nothing more may be kept of a pupil (003-7.2); a mark that stands is put right all the same (003-5.4).
    InvalidInput for a code that is none, or a day still to come.
    """
    refuse(problem for one in typed for problem in _typed_problems(one, session.clock.today()))
    with session.write() as work:
        kept = kept_weeks(session, [one.key for one in typed])
        _demand_gates(session, {one.pupil_id for one in typed if _is_more(one, kept.get(one.key, []))})
        wanted = [_with_typed(one, kept.get(one.key, [])) for one in typed]
        found = write_weeks(session, work, wanted)
        if beside is not None:
            beside(work)
    return Saved(found, work.change_id)


def _is_more(typed: Typed, kept: Sequence[AttendanceWeek]) -> bool:
    """Whether a mark is typed where none stands: more is kept then, and not only what stands put right."""
    stands = folded(kept)
    return any(mark != NO_MARK and stands[place] == NO_MARK for place, mark in typed.marks.items())


def _with_typed(typed: Typed, kept: Sequence[AttendanceWeek]) -> AttendanceWeek:
    """The whole week as it is to be; a week typed over is no longer what a file said."""
    marks = list(folded(kept))
    for place, mark in typed.marks.items():
        marks[place] = mark
    base = kept[0] if kept else _new_week(typed)
    changed = write_week(marks)
    return replace(base, marks=changed, brought_in_id=base.brought_in_id if changed == base.marks else "")


def _new_week(typed: Typed) -> AttendanceWeek:
    where = typed.place
    return AttendanceWeek(
        pupil_id=typed.pupil_id, school_id=where.school_id, provider_id=where.provider_id, monday=typed.monday
    )


def _typed_problems(typed: Typed, today: date) -> Iterable[FieldProblem]:
    if any(place not in range(WEEK_SESSIONS) for place in typed.marks):
        yield FieldProblem("marks", f"A week has {WEEK_SESSIONS} sessions.")
        return
    marks = [typed.marks.get(place, NO_MARK) for place in range(WEEK_SESSIONS)]
    try:
        write_week(marks)
    except ValueError as problem:
        yield FieldProblem("marks", str(problem))
        return
    yield from _ahead(typed.monday, marks, today)


# whole weeks, from a file


def keep_weeks(session: Session, weeks: Iterable[AttendanceWeek]) -> Saved[Weeks]:
    """Keep whole weeks in one change, each in place of what was kept for its pupil, place and Monday.

    GateShut and InvalidInput as `demand_weeks`; one week that cannot be kept keeps all of them out.
    """
    wanted = tuple(weeks)
    demand_weeks(session, wanted)
    with session.write() as work:
        kept = write_weeks(session, work, wanted)
    return Saved(kept, work.change_id)


def demand_weeks(session: Session, weeks: Sequence[AttendanceWeek]) -> None:
    """Go on if all of these may be kept; GateShut, or InvalidInput with all that is wrong.

    For an import that writes more in the same unit of work: this first, then `write_weeks` inside of it.
    """
    _demand_gates(session, {one.pupil_id for one in weeks})
    today = session.clock.today()
    refuse(problem for one in weeks for problem in week_problems(one, today))
    if len({key_of(one) for one in weeks}) != len(weeks):
        raise InvalidInput.one("monday", "One week of one pupil is there twice. Leave one of them out.")


def week_problems(week: AttendanceWeek, today: date) -> Iterable[FieldProblem]:
    """What is wrong with a whole week: its day, its place, sessions still to come; the codes are checked by the store."""
    if week.monday is None or monday_of(week.monday) != week.monday or week.monday.year < _OLDEST:
        yield FieldProblem("monday", "A week begins on a Monday. Check the date.")
        return
    if bool(week.school_id) == bool(week.provider_id):
        yield FieldProblem(
            "school_id", "A week is kept for a school or for a provider, and for one of them only."
        )
    yield from _ahead(week.monday, week.marks.split(), today)


def _ahead(monday: date, marks: Sequence[str], today: date) -> Iterable[FieldProblem]:
    """A session still to come can only be one that is not counted: planned closure, dual registered, not required."""
    for place, mark in enumerate(marks[:WEEK_SESSIONS]):
        day = monday + timedelta(days=place // 2)
        if day > today and mark != NO_MARK and mark in CODES and not may_be_ahead(mark):
            said = f"{session_words(place)}, {say(day)}, is still to come. Its mark cannot be known yet."
            yield FieldProblem("marks", said)
            return


def may_be_ahead(mark: str) -> bool:
    """Whether a mark can be known before its day: one that is not counted."""
    return mark == NO_MARK or CODES[mark].counts is Counts.NOT_COUNTED


def write_weeks(session: Session, work: Work, weeks: Sequence[AttendanceWeek]) -> Weeks:
    """Write whole weeks inside a unit of work: add, change, or put in the trash what holds no mark any more.

    Whatever is kept for the same pupil, place and Monday is the one that changes, also where two records of a child
    that were merged each had one.
    """
    kept = kept_weeks(session, [key_of(one) for one in weeks])
    named = _names(session, {one.place for one in weeks})
    found = (_write_one(work, one, kept.get(key_of(one), []), named) for one in weeks)
    return tuple(one for one in found if one is not None)


def _write_one(
    work: Work, wanted: AttendanceWeek, kept: Sequence[AttendanceWeek], named: Mapping[Place, str]
) -> AttendanceWeek | None:
    for more in kept[1:]:
        work.trash(more)
    empty = tuple(wanted.marks.split()) == NOTHING
    source = wanted.source or named.get(wanted.place, "")
    if not kept:
        fresh = replace(wanted, id="", version=0, source=source)
        return None if empty else work.add(fresh)
    if empty:
        work.trash(kept[0])
        return None
    return work.change(kept[0], marks=wanted.marks, source=source, brought_in_id=wanted.brought_in_id)


# what is kept


def kept_weeks(reader: Reader, keys: Iterable[WeekKey]) -> dict[WeekKey, list[AttendanceWeek]]:
    """What is kept for these weeks, the newest record first; more than one only where two records were merged."""
    wanted = set(keys)
    found: dict[WeekKey, list[AttendanceWeek]] = defaultdict(list)
    if wanted:
        where = {"pupil_id": tuple({key[0] for key in wanted}), "monday": tuple({key[2] for key in wanted})}
        for week in reader.list(AttendanceWeek, where=where, newest=True):
            if key_of(week) in wanted:
                found[key_of(week)].append(week)
    return dict(found)


def folded(kept: Sequence[AttendanceWeek]) -> tuple[str, ...]:
    """The marks of one week: those of the newest record, and where it knows nothing those of the others."""
    marks = list(NOTHING)
    for week in kept:
        marks = [
            mine if mine != NO_MARK else theirs for mine, theirs in zip(marks, week.sessions, strict=True)
        ]
    return tuple(marks)


def _names(session: Session, places: Iterable[Place]) -> dict[Place, str]:
    """What the places are called: who says so, where nobody else is named."""
    found: dict[Place, str] = {}
    for place in places:
        cls: type[School | Provider] = School if place.is_school else Provider
        kept = session.find(cls, place.id)
        if kept is not None:
            found[place] = kept.name
    return found


# the gate


def _demand_gates(session: Session, pupil_ids: set[str]) -> None:
    """Attendance is part of the record: kept once the school has referred and acknowledged the statement (003-7.2)."""
    for pupil_id in sorted(shut_for(session, pupil_ids)):
        demand(session, Keeps.RECORD, pupil_id)


_DECIDES = ("pupil_id", "state", "statement_acknowledged")


def shut_for(reader: Reader, pupil_ids: Iterable[str]) -> frozenset[str]:
    """Those of many pupils of whom no attendance may be kept now, read in one statement."""
    wanted = tuple(set(pupil_ids))
    referrals: dict[str, list[Referral]] = defaultdict(list)
    for pupil_id, state, acknowledged in (
        reader.some(Referral, _DECIDES, where={"pupil_id": wanted}) if wanted else ()
    ):
        one = Referral(pupil_id=pupil_id, state=state, statement_acknowledged=acknowledged)
        referrals[pupil_id].append(one)
    return frozenset(
        one for one in wanted if not rule(Keeps.RECORD, may_keep(referrals.get(one, []))).is_open
    )
