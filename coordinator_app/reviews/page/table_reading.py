"""The list of reviews as a table that leaves the vault: what the list shows, in its order (no Qt)."""

from __future__ import annotations

from coordinator_app.core.export_table import Cell, Table, in_pages
from coordinator_app.organisations.model import School
from coordinator_app.pupils.model import Pupil
from coordinator_app.reviews.model import Review
from coordinator_app.reviews.page.list_reading import View, Wanted, page_of, unshared_of
from coordinator_app.reviews.standing import stands
from coordinator_app.reviews.store import Unshared
from coordinator_app.rights.restricting import usable
from coordinator_app.store.paging import PageMark
from coordinator_app.store.session import Session

_COLUMNS = ("Pupil", "Year", "School", "Review", "Due", "Time", "Held", "Attendance, per cent", "Standing")
_UNSHARED = ("Pupil", "Year", "School", "Never shared", "Held", "Oldest from")


def read_table(session: Session, wanted: Wanted) -> Table:
    """What the list shows, in its order."""
    if wanted.view is View.NEVER_SHARED:
        held, left_out = usable(session, unshared_of(session, wanted), lambda one: one.pupil_id)
        rows = tuple(_unshared(session, one) for one in held)
        return Table(
            "Never shared with the family",
            _UNSHARED,
            rows,
            ("Restricted entries are not counted.", *left_out),
        )

    def read(after: PageMark | None, limit: int) -> tuple[tuple[Review, ...], PageMark | None]:
        return page_of(session, wanted, after, limit)

    about = "Reviews that were held." if wanted.view is View.HELD else "Reviews to hold."
    only = (f"Only: {wanted.when.label.lower()}.",) if wanted.when and wanted.view is not View.HELD else ()
    found, out = usable(session, in_pages(read), lambda one: one.pupil_id, lambda one: one.id)
    return Table("Reviews", _COLUMNS, tuple(_row(session, one) for one in found), (about, *only, *out))


def _row(session: Session, review: Review) -> tuple[Cell, ...]:
    pupil = session.get(Pupil, review.pupil_id)
    school = session.find(School, pupil.school_id)
    return (
        pupil.called,
        pupil.year_group,
        school.name if school else "",
        review.review_number,
        review.due_on,
        review.starts_at,
        review.held_on,
        _percent(review.attendance_percent),
        stands(session, pupil, review).text,
    )


def _unshared(session: Session, one: Unshared) -> tuple[Cell, ...]:
    pupil = session.get(Pupil, one.pupil_id)
    school = session.find(School, pupil.school_id)
    return (pupil.called, pupil.year_group, school.name if school else "", one.number, one.of, one.oldest)


def _percent(typed: str) -> Cell:
    """The share as a number where it is one; older ones were typed as words."""
    try:
        return float(typed)
    except ValueError:
        return typed
