"""The list of reviews as a table that leaves the vault: what the list shows, in its order (no Qt)."""

from __future__ import annotations

from coordinator_app.core.export_table import Cell, Table, in_pages
from coordinator_app.organisations.model import School
from coordinator_app.pupils.model import Pupil
from coordinator_app.reviews.model import Review
from coordinator_app.reviews.standing import stands
from coordinator_app.store.paging import PageMark
from coordinator_app.store.session import Session

_COLUMNS = ("Pupil", "Year", "School", "Review", "Due", "Held", "Attendance, per cent", "Standing")


def read_table(session: Session, finished: bool) -> Table:
    """Reviews to hold, the most overdue first; or those that were held, newest first."""

    def read(after: PageMark | None, limit: int) -> tuple[tuple[Review, ...], PageMark | None]:
        order = "held_on" if finished else "due_on"
        page = session.page(
            Review, where={"finished": finished}, order=order, newest=finished, after=after, limit=limit
        )
        return tuple(page.records), page.next

    about = "Reviews that were held." if finished else "Reviews to hold."
    return Table("Reviews", _COLUMNS, tuple(_row(session, one) for one in in_pages(read)), (about,))


def _row(session: Session, review: Review) -> tuple[Cell, ...]:
    pupil = session.get(Pupil, review.pupil_id)
    school = session.find(School, pupil.school_id)
    return (
        pupil.called,
        pupil.year_group,
        school.name if school else "",
        review.review_number,
        review.due_on,
        review.held_on,
        _percent(review.attendance_percent),
        stands(session, pupil, review).text,
    )


def _percent(typed: str) -> Cell:
    """The share as a number where it is one; older ones were typed as words."""
    try:
        return float(typed)
    except ValueError:
        return typed
