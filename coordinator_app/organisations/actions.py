"""Keep the partnership, its schools, officers and term calendars (003-1, 003-10)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache, lru_cache
from typing import TypeVar

from coordinator_app.core.calendar import BankHolidays, DayOff, SchoolDays, TermCalendar, parse_bank_holidays
from coordinator_app.core.calendar import TermBlock as Block
from coordinator_app.core.catalogue import Record
from coordinator_app.core.changes import Saved
from coordinator_app.core.plausible import refuse
from coordinator_app.organisations.model import (
    ExceptionKind,
    Gap,
    Office,
    Officer,
    Partnership,
    School,
    TermBlock,
    TermCalendarRecord,
    TermException,
    find_gaps,
    is_closed,
)
from coordinator_app.organisations.register_rules import problems, tidy
from coordinator_app.pupils.model import Pupil
from coordinator_app.resources import resource
from coordinator_app.store.session import Session
from coordinator_app.store.unit_of_work import Work

R = TypeVar("R", bound=Record)
_BANK_HOLIDAYS = "bank_holidays"


@dataclass(frozen=True, slots=True)
class SetUp:
    """Everything the set-up wizard asks; officers left out show as gaps."""

    partnership: Partnership
    school: School
    calendar: TermCalendarRecord
    blocks: tuple[TermBlock, ...] = ()
    exceptions: tuple[TermException, ...] = ()
    officers: tuple[Officer, ...] = field(default=())


def set_up(session: Session, wanted: SetUp) -> Saved[Partnership]:
    """Write the partnership, its fund holding school, the school's calendar and the officers, all at once."""
    today = session.clock.today()
    for record in (wanted.partnership, wanted.school, *wanted.officers):
        refuse(problems(record, (), today))
    with session.write() as work:
        calendar = work.add(wanted.calendar)
        _add_days(work, calendar.id, wanted.blocks, wanted.exceptions)
        school = work.add(replace(wanted.school, term_calendar_id=calendar.id))
        partnership = work.add(replace(wanted.partnership, fund_holding_school_id=school.id))
        for officer in wanted.officers:
            work.add(officer)
    return Saved(partnership, work.change_id)


def save(session: Session, record: R) -> Saved[R]:
    """Add a record of this capability, or keep a changed one.

    StaleRecord if it changed meanwhile, InvalidInput for what cannot be right: dates out of order, a number that
    is none or is another's.
    """
    wanted = tidy(record)
    refuse(problems(wanted, session.list(type(wanted)), session.clock.today()))
    with session.write() as work:
        kept = work.put(wanted)
    return Saved(kept, work.change_id)


def save_calendar(
    session: Session,
    calendar: TermCalendarRecord,
    blocks: Iterable[TermBlock],
    exceptions: Iterable[TermException] = (),
) -> Saved[TermCalendarRecord]:
    """Keep a calendar with exactly these days; days that are no longer named go to the trash."""
    with session.write() as work:
        kept = work.put(calendar)
        for cls in (TermBlock, TermException):
            for old in session.list(cls, where={"term_calendar_id": kept.id}):
                work.trash(old)
        _add_days(work, kept.id, blocks, exceptions)
    return Saved(kept, work.change_id)


def _add_days(
    work: Work, calendar_id: str, blocks: Iterable[TermBlock], exceptions: Iterable[TermException]
) -> None:
    for block in blocks:
        work.add(replace(block, id="", version=0, term_calendar_id=calendar_id))
    for exception in exceptions:
        work.add(replace(exception, id="", version=0, term_calendar_id=calendar_id))


def records_of(days: TermCalendar) -> tuple[tuple[TermBlock, ...], tuple[TermException, ...]]:
    """The terms and days off of a calendar as records not yet kept."""
    named = ((ExceptionKind.INSET, days.inset_days), (ExceptionKind.CLOSURE, days.closures))
    return (
        tuple(TermBlock(title=one.name, first_day=one.first, last_day=one.last) for one in days.blocks),
        tuple(
            TermException(on_day=one.day, kind_of_day=kind, title=one.reason)
            for kind, off in named
            for one in off
        ),
    )


def partnership(session: Session) -> Partnership | None:
    """The partnership of this vault, or None before it is set up."""
    return next(iter(session.list(Partnership, limit=1)), None)


def officers(session: Session, today: date) -> dict[Office, Officer]:
    """Who holds which office today; the latest appointment wins."""
    holding = [officer for officer in session.list(Officer) if _holds(officer, today)]
    holding.sort(key=lambda officer: officer.from_day or date.min)
    return {officer.office: officer for officer in holding if officer.office is not None}


def _holds(officer: Officer, today: date) -> bool:
    started = officer.from_day is None or officer.from_day <= today
    return started and (officer.to_day is None or today <= officer.to_day)


def gaps(session: Session, today: date) -> tuple[Gap, ...]:
    """What set-up left open, for Today, settings and print."""
    schools = [school for school in session.list(School) if not is_closed(school, today)]
    unknown = tuple(school for school in schools if _has_no_terms(session, school, today))
    return find_gaps(partnership(session), schools, officers(session, today), unknown)


def _has_no_terms(session: Session, school: School, today: date) -> bool:
    return school_days(session, school.id).why_unknown(today) is not None


def is_used(session: Session, school: School) -> bool:
    """Whether pupils attend a school or it holds the funds: only then does Today ask for its term dates."""
    ours = partnership(session)
    if ours is not None and ours.fund_holding_school_id == school.id:
        return True
    return session.count(Pupil, where={"school_id": school.id}, cap=1) > 0


def open_schools(session: Session, on: date | None = None) -> list[School]:
    """The schools that are not closed on a day (today if none is given), by name: those to offer in a choice."""
    day = on or session.clock.today()
    return [one for one in session.list(School, order="name") if not is_closed(one, day)]


def schools_to_choose(session: Session, *kept: str) -> tuple[tuple[str, str], ...]:
    """Id and name of every open school, by name; and of those with the ids `kept`, chosen before they closed."""
    today = session.clock.today()
    known = session.list(School, order="name")
    return tuple((one.id, one.name) for one in known if one.id in kept or not is_closed(one, today))


def bank_holidays(session: Session) -> BankHolidays:
    """The shipped table, or the one this vault was given instead (a newly proclaimed holiday)."""
    own = session.setting(_BANK_HOLIDAYS, None)
    return _parsed(own if isinstance(own, str) else _shipped_holidays())


# every school-day clock asks for them: read and parsed once, not once for each pupil
@cache
def _shipped_holidays() -> str:
    return resource("holidays", "england.json").read_text(encoding="utf-8")


@lru_cache(maxsize=4)
def _parsed(text: str) -> BankHolidays:
    return parse_bank_holidays(text)


def school_days(session: Session, school_id: str) -> SchoolDays:
    """The calendar of one school, with its own closures and the bank holidays (decision 15)."""
    school = session.find(School, school_id)
    terms = TermCalendar("No term dates")
    if school is not None and school.term_calendar_id:
        terms = term_calendar(session, school.term_calendar_id, school.id)
    return SchoolDays(terms, bank_holidays(session))


def term_calendar(session: Session, calendar_id: str, school_id: str = "") -> TermCalendar:
    """A kept calendar as the counting rules want it; closures of other schools are left out."""
    where = {"term_calendar_id": calendar_id}
    blocks = session.list(TermBlock, where=where, order="first_day")
    days = [day for day in session.list(TermException, where=where) if day.school_id in {"", school_id}]
    record = session.get(TermCalendarRecord, calendar_id)
    return TermCalendar(
        record.name,
        tuple(
            Block(block.title, block.first_day, block.last_day)
            for block in blocks
            if block.first_day and block.last_day
        ),
        tuple(_day_off(day) for day in days if day.kind_of_day is ExceptionKind.INSET),
        tuple(_day_off(day) for day in days if day.kind_of_day is ExceptionKind.CLOSURE),
    )


def _day_off(day: TermException) -> DayOff:
    assert day.on_day is not None
    assert day.kind_of_day is not None
    return DayOff(day.on_day, day.title or day.kind_of_day.label)
