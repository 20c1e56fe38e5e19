"""The planned reviews leave the vault as a calendar: read without a name, a line in the audit, then the file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from coordinator_app.pupils.actions import carers_of
from coordinator_app.pupils.model import Pupil
from coordinator_app.reviews.calendar_file import Event, calendar, names_somebody
from coordinator_app.reviews.model import Review
from coordinator_app.store import leaving
from coordinator_app.store.session import Session

AUDITED = "calendar-saved"
_MOST = 5_000


class CalendarNotSaved(leaving.CannotSave):
    """The calendar could not be written where it was wanted."""

    code = "calendar-not-saved"


@dataclass(frozen=True, slots=True)
class CalendarMade:
    """The file, how many reviews stand in it, and of how many the place was left out because it names somebody."""

    content: bytes
    reviews: int
    without_place: int


def make_calendar(session: Session, review_ids: tuple[str, ...] | None = None) -> CalendarMade:
    """The reviews that are still to be held, or those of them that are named."""
    where: dict[str, object] = {"finished": False}
    if review_ids is not None:
        where["id"] = review_ids
    events, left_out = [], 0
    for one in session.list(Review, where=where, order="due_on", limit=_MOST):
        if one.due_on is None or session.get(Pupil, one.pupil_id).trashed_at is not None:
            continue
        tells = bool(one.where_held) and names_somebody(one.where_held, _names(session, one.pupil_id))
        left_out += tells
        events.append(Event(one.id, one.due_on, one.starts_at, "" if tells else one.where_held))
    return CalendarMade(calendar(events, session.clock.now()), len(events), left_out)


def _names(session: Session, pupil_id: str) -> list[str]:
    pupil = session.get(Pupil, pupil_id)
    ours = [pupil.given_names, pupil.family_name, pupil.called]
    return [*ours, *(one.name for one in carers_of(session, pupil_id))]


def save_calendar(session: Session, place: Path, made: CalendarMade) -> Path:
    """Write the line in the audit and the file. Raises CalendarNotSaved or DiskFull; then no part of it is there."""
    with leaving.leaving(session, place, made.content, CalendarNotSaved), session.write() as work:
        work.audit(AUDITED, note_code=f"reviews.{made.reviews}-events.open")
    return place
