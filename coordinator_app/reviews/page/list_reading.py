"""The rows of the reviews list and of the pupil's reviews tab (no Qt)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from coordinator_app.attendance.model import monday_of
from coordinator_app.core.dates import say, say_day
from coordinator_app.core.derived import in_words
from coordinator_app.core.gates import Decision
from coordinator_app.core.privacy import Choice, Compartment
from coordinator_app.organisations.actions import school_days, schools_to_choose
from coordinator_app.programmes.model import Programme
from coordinator_app.pupils.model import Pupil
from coordinator_app.referrals.actions import keeping
from coordinator_app.reviews.actions import held_of, reviews_of, targets_of
from coordinator_app.reviews.letters import time_said
from coordinator_app.reviews.model import Review
from coordinator_app.reviews.never_shared import KEEPER, Standing
from coordinator_app.reviews.people import came_of
from coordinator_app.reviews.schedule import dates
from coordinator_app.reviews.standing import stands, where
from coordinator_app.reviews.store import Unshared, pupils_of
from coordinator_app.store.paging import PageMark
from coordinator_app.store.session import Session


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """One review in words."""

    id: str
    title: str
    second: str
    chip: str
    tone: str
    action: str


@dataclass(frozen=True, slots=True)
class Rows:
    """Some rows, and where the next begin: a mark of the store, or a number of rows."""

    rows: tuple[ReviewRow, ...]
    next: PageMark | int | None


class View(Choice):
    """What the list shows."""

    TO_HOLD = "to_hold", "To hold"
    HELD = "held", "Held"
    CALENDAR = "calendar", "Calendar"
    NEVER_SHARED = "never_shared", "Never shared"


class When(Choice):
    """Which of the reviews to hold."""

    OVERDUE = "overdue", "Overdue"
    SOON = "soon", "Due in the next two weeks"
    MONTH = "month", "Due in the next four weeks"

    def until(self, today: date) -> date:
        """The last day of them."""
        return today + timedelta(days={When.OVERDUE: -1, When.SOON: 14, When.MONTH: 28}[self])


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for: the view, when they are due (None for all), the school ("" for all)."""

    view: View = View.TO_HOLD
    when: When | None = None
    school_id: str = ""


@dataclass(frozen=True, slots=True)
class TabShown:
    """A pupil's reviews, newest first, with the targets of each; whether one may be planned; what is unshared.

    `ahead` are the days on which the rhythm of the programme brings the reviews after the planned one.
    """

    rows: tuple[tuple[ReviewRow, tuple[str, ...]], ...]
    gate: Decision
    unshared: int
    may_plan: bool
    ahead: tuple[date, ...] = ()


def read_page(session: Session, wanted: Wanted, after: PageMark | int | None, limit: int) -> Rows:
    """A page of what is asked for: the most overdue first, those held newest first, by what was never shared most first."""
    if wanted.view is View.NEVER_SHARED:
        return _unshared_page(session, wanted, after if isinstance(after, int) else 0, limit)
    records, following = page_of(session, wanted, None if isinstance(after, int) else after, limit)
    row = _day_row if wanted.view is View.CALENDAR else _row
    return Rows(tuple(row(session, one) for one in records), following)


def page_of(
    session: Session, wanted: Wanted, after: PageMark | None, limit: int
) -> tuple[tuple[Review, ...], PageMark | None]:
    """A page of reviews; where only those due by a day are asked for, it ends there."""
    finished = wanted.view is View.HELD
    where: dict[str, object] = {"finished": finished}
    if wanted.school_id:
        where["pupil_id"] = _pupils_of(session, wanted.school_id)
    page = session.page(
        Review,
        where=where,
        order="held_on" if finished else "due_on",
        newest=finished,
        after=after,
        limit=limit,
    )
    until = wanted.when.until(session.clock.today()) if wanted.when and not finished else None
    near = tuple(one for one in page.records if until is None or (one.due_on and one.due_on <= until))
    return near, page.next if len(near) == len(page.records) else None


def _pupils_of(session: Session, school_id: str) -> tuple[str, ...]:
    return pupils_of(session.databases.connection(Compartment.GENERAL), school_id)


def unshared_of(session: Session, wanted: Wanted) -> tuple[Unshared, ...]:
    """The pupils of whom something was never shared, of one school if one is asked for."""
    every = KEEPER.standing(session).pupils
    if not wanted.school_id:
        return every
    ours = set(_pupils_of(session, wanted.school_id))
    return tuple(one for one in every if one.pupil_id in ours)


def _unshared_page(session: Session, wanted: Wanted, start: int, limit: int) -> Rows:
    every = unshared_of(session, wanted)
    rows = tuple(_unshared_row(session, one) for one in every[start : start + limit])
    following = start + limit if start + limit < len(every) else None
    return Rows(rows, following)


def _unshared_row(session: Session, one: Unshared) -> ReviewRow:
    pupil = session.get(Pupil, one.pupil_id)
    oldest = f", the oldest from {say(one.oldest)}" if one.oldest else ""
    second = f"{one.number} of {one.of} entries and documents{oldest}. {where(session, pupil)}"
    return ReviewRow(pupil.id, pupil.called, second, f"{one.number} never shared", "soon", "Look")


def _day_row(session: Session, review: Review) -> ReviewRow:
    """A review in the calendar: its day and time first, and the week it falls in."""
    pupil = session.get(Pupil, review.pupil_id)
    time = f", {time_said(review.starts_at)}" if review.starts_at else ""
    day = f"{say_day(review.due_on)}{time}" if review.due_on else "No day yet"
    place = f". {review.where_held}" if review.where_held else ""
    second = f"{pupil.called}, review {review.review_number}{place}"
    chip, tone = _week(review.due_on, session.clock.today())
    return ReviewRow(review.id, day, second, chip, tone, "Open")


def _week(day: date | None, today: date) -> tuple[str, str]:
    if day is None:
        return "No day yet", "neutral"
    if day < today:
        return "Overdue", "over"
    weeks = (monday_of(day) - monday_of(today)).days // 7
    near = {0: ("This week", "soon"), 1: ("Next week", "info")}
    return near.get(weeks, (f"Week of {say(monday_of(day))}", "neutral"))


def read_standing(session: Session) -> Standing:
    """The partnership's number of what was never shared."""
    return KEEPER.standing(session)


def read_schools(session: Session) -> tuple[tuple[str, str], ...]:
    """The schools to choose from, by id and name."""
    return schools_to_choose(session)


def _row(session: Session, review: Review) -> ReviewRow:
    pupil = session.get(Pupil, review.pupil_id)
    second = f"Review {review.review_number}, {_when(review)}. {where(session, pupil)}"
    return _in_words(session, pupil, review, pupil.called, second)


def _when(review: Review) -> str:
    if review.finished:
        return f"held {say(review.held_on)}" if review.held_on else "held"
    return f"due {say(review.due_on)}" if review.due_on else "no day yet"


def _in_words(session: Session, pupil: Pupil, review: Review, title: str, second: str) -> ReviewRow:
    left = stands(session, pupil, review)
    begun = bool(review.held_on or review.provider_words or review.attendance_percent)
    action = "Look" if review.finished else "Continue" if begun else "Start"
    return ReviewRow(review.id, title, second, left.text, left.state.tone, action)


def read_tab(session: Session, pupil_id: str) -> TabShown:
    """The reviews of one pupil."""
    pupil = session.get(Pupil, pupil_id)
    found = reviews_of(session, pupil_id)
    rows = tuple(
        (
            _in_words(session, pupil, one, f"Review {one.review_number}", _tab_second(session, one)),
            _targets(session, one),
        )
        for one in found
    )
    waiting = any(not one.finished for one in found)
    return TabShown(
        rows,
        keeping(session, pupil_id),
        held_of(session, pupil_id).number,
        not waiting,
        _ahead(session, pupil, found),
    )


def _ahead(session: Session, pupil: Pupil, found: list[Review]) -> tuple[date, ...]:
    """Six weeks after six weeks from the review that is planned to the end of the programme."""
    running = [one for one in session.list(Programme, where={"pupil_id": pupil.id}) if one.is_under_way]
    planned = [one.due_on for one in found if not one.finished and one.due_on is not None]
    if not running or not planned:
        return ()
    ends = [one.planned_end_on for one in running]
    until = None if None in ends else max(end for end in ends if end is not None)
    return dates(max(planned), until, school_days(session, pupil.school_id))[:_MOST_AHEAD]


_MOST_AHEAD = 4


def _tab_second(session: Session, review: Review) -> str:
    when = _when(review)
    there = [one.name for one in came_of(session, review.id)] if review.finished else []
    words = ", ".join(there) or (review.who_was_there if review.finished else "")
    came = f". {words}" if words else ""
    return f"{when[0].upper()}{when[1:]}{' '.join(came.split(chr(10)))}"


def _targets(session: Session, review: Review) -> tuple[str, ...]:
    return tuple(
        f"{one.words}: {in_words(one.result)}" if one.result else one.words
        for one in targets_of(session, review.id)
    )


def count(session: Session, pupil_id: str) -> int:
    """How many reviews a pupil has."""
    return session.count(Review, where={"pupil_id": pupil_id})
