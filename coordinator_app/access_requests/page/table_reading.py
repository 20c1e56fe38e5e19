"""The list of access requests (SAR) as a table that leaves the vault: what the list shows, in its order (no Qt)."""

from __future__ import annotations

from coordinator_app.access_requests.model import AccessRequest
from coordinator_app.access_requests.page.reading import ClosedLine, read_closed
from coordinator_app.access_requests.standing import Group, Standing, standings
from coordinator_app.core.export_table import Cell, Table, in_pages
from coordinator_app.store.paging import PageMark
from coordinator_app.store.session import Session

_COLUMNS = ("Group", "Request", "Pupil", "Asked by", "Received", "Due", "Standing", "Next", "Sent")


def read_table(session: Session, with_closed: bool) -> Table:
    """Open requests, the most pressing first, and the closed ones where they are unfolded."""

    def read(after: PageMark | None, limit: int) -> tuple[tuple[ClosedLine, ...], PageMark | None]:
        page = read_closed(session, after, limit)
        return page.lines, page.next

    rows = [_open(one) for one in standings(session)]
    about = "Open requests only."
    if with_closed:
        about = "Open and closed requests."
        rows += [_closed(session, line) for line in in_pages(read)]
    return Table("Access requests", _COLUMNS, tuple(rows), (about,))


def _open(one: Standing) -> tuple[Cell, ...]:
    request = one.request
    return (
        one.group.value,
        request.request_number,
        one.pupil.called,
        request.requester,
        request.received_on,
        one.clock.due,
        one.remains.text,
        one.next_step,
        None,
    )


def _closed(session: Session, line: ClosedLine) -> tuple[Cell, ...]:
    received = session.get(AccessRequest, line.request_id).received_on
    who = (Group.CLOSED.value, line.number, line.title, line.requester, received)
    return (*who, None, "Sent", "", line.sent_on)
