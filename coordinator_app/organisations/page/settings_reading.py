"""What the sections of the settings show of the partnership, its schools and calendars (no Qt)."""

from __future__ import annotations

from dataclasses import dataclass

from coordinator_app.core.calendar import TermCalendar, calendar_warnings
from coordinator_app.core.dates import say
from coordinator_app.core.term_dates import term_dates_text
from coordinator_app.organisations.actions import gaps, officers, open_schools, partnership, term_calendar
from coordinator_app.organisations.model import (
    Gap,
    Office,
    Officer,
    Partnership,
    School,
    TermCalendarRecord,
    TermException,
)
from coordinator_app.organisations.term_years import year_warnings
from coordinator_app.store.session import Session


@dataclass(frozen=True, slots=True)
class People:
    """The partnership, who holds which office, and what is open."""

    partnership: Partnership
    holders: dict[Office, Officer]
    gaps: tuple[Gap, ...]
    schools: tuple[School, ...]


@dataclass(frozen=True, slots=True)
class Calendars:
    """One calendar with its days, its warnings, and the closures of single schools; and the others to choose from."""

    all: tuple[TermCalendarRecord, ...]
    shown: TermCalendarRecord | None
    days: TermCalendar
    text: str
    warnings: tuple[str, ...]
    known_until: str
    closures: tuple[TermException, ...]
    schools: tuple[School, ...]


def read_people(session: Session) -> People:
    """Read the partnership and its officers."""
    today = session.clock.today()
    return People(
        partnership(session) or Partnership(),
        officers(session, today),
        gaps(session, today),
        tuple(open_schools(session)),
    )


def read_schools(session: Session) -> tuple[tuple[School, ...], tuple[TermCalendarRecord, ...]]:
    """The schools in use by name, and the calendars they may follow."""
    return tuple(open_schools(session)), tuple(session.list(TermCalendarRecord))


def read_calendar(session: Session, calendar_id: str) -> Calendars:
    """One calendar, the first if none is named."""
    found = tuple(session.list(TermCalendarRecord))
    shown = next((one for one in found if one.id == calendar_id), found[0] if found else None)
    days = term_calendar(session, shown.id) if shown else TermCalendar("")
    where = {"term_calendar_id": shown.id if shown else "-"}
    last = days.last_known_day
    return Calendars(
        found,
        shown,
        days,
        term_dates_text(days),
        (*calendar_warnings(days), *year_warnings(days, session.clock.today())),
        f"Deadlines after {say(last)} are not known." if last else "No school-day deadline can be counted.",
        tuple(one for one in session.list(TermException, where=where) if one.school_id),
        tuple(open_schools(session)),
    )
