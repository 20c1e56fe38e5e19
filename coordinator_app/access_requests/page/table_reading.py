"""The list of access requests (SAR) as a table that leaves the vault: what the list shows, in its order (no Qt)."""

from __future__ import annotations

from coordinator_app.access_requests.model import AccessRequest
from coordinator_app.access_requests.page.reading import ClosedLine, read_closed
from coordinator_app.access_requests.standing import Group, Standing, standings
from coordinator_app.core.export_table import Cell, Table, in_pages
from coordinator_app.rights.restricting import usable
from coordinator_app.store.session import Session

_COLUMNS = ("Group", "Request", "Pupil", "Asked by", "Received", "Due", "Standing", "Next", "Ended")


def read_table(session: Session, with_closed: bool) -> Table:
    """Open requests, the most pressing first, and the closed ones where they are unfolded."""

    def read(after: int | None, limit: int) -> tuple[tuple[ClosedLine, ...], int | None]:
        page = read_closed(session, after, limit)
        return page.lines, page.next

    still, left_out = usable(session, standings(session), lambda one: one.request.pupil_id)
    rows = [_open(one) for one in still]
    about = "Open requests only."
    if with_closed:
        about = "Open and closed requests."
        ended, more = usable(session, in_pages(read), lambda one: _pupil_of(session, one))
        rows += [_closed(session, line) for line in ended]
        left_out = left_out or more
    return Table("Access requests", _COLUMNS, tuple(rows), (about, *left_out))


def _open(one: Standing) -> tuple[Cell, ...]:
    request = one.request
    return (
        one.group.value,
        request.request_number,
        one.subject.called,
        request.requester,
        request.received_on,
        one.clock.due,
        f"{one.remains.text}. {one.wrong}" if one.wrong else one.remains.text,
        one.next_step,
        None,
    )


def _pupil_of(session: Session, line: ClosedLine) -> str:
    return session.get(AccessRequest, line.request_id).pupil_id


def _closed(session: Session, line: ClosedLine) -> tuple[Cell, ...]:
    received = session.get(AccessRequest, line.request_id).received_on
    who = (Group.CLOSED.value, line.number, line.title, line.requester, received)
    ended = line.ended.partition(" ")[0] if line.was_sent else line.ended
    return (*who, None, f"{ended}. {line.wrong}" if line.wrong else ended, "", line.ended_on)
