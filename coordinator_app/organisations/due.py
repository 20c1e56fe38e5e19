"""What the set-up left open, and term dates that run out, as lines of Today."""

from __future__ import annotations

from datetime import date, timedelta

from coordinator_app.core.dates import say
from coordinator_app.organisations.actions import gaps, is_used, partnership, term_calendar
from coordinator_app.organisations.due_registers import register_items
from coordinator_app.organisations.model import Gap, School, is_closed
from coordinator_app.store.session import Session
from coordinator_app.today.model import DueItem

SOON = timedelta(days=60)
LONG_PAST = timedelta(days=90)  # no clock of 15 school days that runs now began before
OFFICERS, SCHOOLS, TERMS = "Partnership and officers", "Schools", "Term dates"
_SECTIONS = {"office": OFFICERS, "schools": SCHOOLS, "terms": TERMS}


def due_items(session: Session) -> list[DueItem]:
    """One line for each gap (003-1, 003-10), for each school whose term dates end within 60 days or lack a term."""
    today = session.clock.today()
    if partnership(session) is None:
        return [_nothing_yet()]
    unused = {f"terms-{one.id}" for one in session.list(School) if not is_used(session, one)}
    open_ends = [_gap(gap) for gap in gaps(session, today) if gap.code not in unused]
    return [*open_ends, *_of_calendars(session, today), *register_items(session)]


def _nothing_yet() -> DueItem:
    return DueItem(
        key="gap-partnership",
        title="The partnership has not been set up",
        second_line="Name it, its school, the term dates and who holds which office.",
        icon="users",
        page="set_up",
        action="Set up",
        tone="soon",
    )


def _gap(gap: Gap) -> DueItem:
    section = _SECTIONS[gap.code.partition("-")[0]]
    terms = section == TERMS
    return DueItem(
        key=f"gap-{gap.code}",
        title=gap.words.removesuffix("."),
        second_line="No school-day clock can be counted." if terms else f"In print: [{gap.in_print}]",
        icon="calendar" if terms else "user",
        page="settings",
        params=(("section", section),),
        action="Add dates" if terms else "Fill in",
        tone="soon",
        chip="Still open",
    )


def _of_calendars(session: Session, today: date) -> list[DueItem]:
    found = []
    for school in session.list(School):
        if not school.term_calendar_id or is_closed(school, today) or not is_used(session, school):
            continue
        terms = term_calendar(session, school.term_calendar_id, school.id)
        found += [_hole(school, *hole) for hole in terms.holes if _matters(hole, today)]
        last = terms.last_known_day
        if last is not None and today <= last <= today + SOON:
            found.append(_ends(school, last))
    return found


def _matters(hole: tuple[date, date], today: date) -> bool:
    """Whether a clock may run into it; one around today is a gap of its own."""
    last, first = hole
    return today <= last or first <= today < first + LONG_PAST


def _hole(school: School, last: date, first: date) -> DueItem:
    return DueItem(
        key=f"hole-{school.id}-{last.isoformat()}",
        title=f"A term of {school.name} seems to be missing",
        second_line=f"Nothing is known from {say(last)} to {say(first)}. No school-day clock is counted across it.",
        icon="calendar",
        page="settings",
        params=(("section", TERMS),),
        action="Add dates",
        tone="soon",
        chip="Still open",
    )


def _ends(school: School, last: date) -> DueItem:
    return DueItem(
        key=f"terms-{school.id}",
        title=f"Term dates of {school.name} run out",
        second_line=f"Deadlines after {say(last)} are not known.",
        icon="calendar",
        page="settings",
        params=(("section", TERMS),),
        action="Add dates",
        tone="soon",
        due=last,
    )
