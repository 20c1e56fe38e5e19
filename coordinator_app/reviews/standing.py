"""How a review stands today: the clock to the day it is due, in school days of the school on roll."""

from __future__ import annotations

from datetime import date

from coordinator_app.core.calendar import SchoolDays
from coordinator_app.core.deadline_types import Deadline, Rule, Unit
from coordinator_app.core.remaining import Remaining, remaining
from coordinator_app.organisations.actions import school_days
from coordinator_app.organisations.model import School
from coordinator_app.pupils.model import Pupil
from coordinator_app.reviews.model import Review
from coordinator_app.store.session import Session


def clock(school: SchoolDays, review: Review) -> Deadline:
    """The planned day as a deadline (003-5.3)."""
    return Deadline(Rule.PROGRAMME_REVIEW, review.due_on, "", "003-5.3", (), Unit.SCHOOL_DAYS, school=school)


def stands(session: Session, pupil: Pupil, review: Review) -> Remaining:
    """What is left of it, or when it was held."""
    return stands_among(school_days(session, pupil.school_id), session.clock.today(), review)


def stands_among(school: SchoolDays, today: date, review: Review) -> Remaining:
    """The same where the school days of the school on roll are known already, for many reviews at once."""
    held = review.held_on if review.finished else None
    return remaining(clock(school, review), today, done_on=held, done_word="Held")


def where(session: Session, pupil: Pupil) -> str:
    """Year and school, which tell two pupils of one name apart."""
    school = session.find(School, pupil.school_id)
    year = f"Year {pupil.year_group}" if pupil.year_group else ""
    return ", ".join(part for part in (year, school.name if school else "") if part)
