"""What official requests bring to Today: a line for each that is open or to be told of a change, by its number; who asks and what stays apart."""

from __future__ import annotations

from coordinator_app.core.dates import say
from coordinator_app.official_requests.actions import open_ones
from coordinator_app.official_requests.changes import open_changes
from coordinator_app.official_requests.model import OfficialRequest, Power
from coordinator_app.official_requests.view import next_step
from coordinator_app.store.session import Session
from coordinator_app.today.model import DueItem

ICON = "shield-alert"


def due_items(session: Session) -> list[DueItem]:
    """One line for each that is still to be answered."""
    return [
        *(_item(session, one) for one in open_ones(session)),
        *(_changed(one, number) for one, number in open_changes(session)),
    ]


def _changed(one: OfficialRequest, number: int) -> DueItem:
    """Article 19; it names neither who asked nor what was changed."""
    what = "Something they were given has" if number == 1 else f"{number} things they were given have"
    return DueItem(
        key=f"official_request-{one.id}-changed",
        title=one.called,
        second_line=f"{what} changed since. Tell them, or say why not.",
        icon=ICON,
        page="official_request",
        params=(("official_id", one.id),),
        tone="soon",
        due=one.given_on,
    )


def _item(session: Session, one: OfficialRequest) -> DueItem:
    by = f" They ask for it by {say(one.answer_by)}." if one.answer_by else ""
    late = one.answer_by is not None and one.answer_by < session.clock.today()
    at_once = one.power is Power.SAFEGUARDING
    return DueItem(
        key=f"official_request-{one.id}",
        title=one.called,
        second_line=f"{next_step(one)}.{by}",
        icon=ICON,
        page="official_request",
        params=(("official_id", one.id),),
        action="Continue",
        tone="over" if late else "soon" if at_once or one.answer_by else "info",
        due=one.answer_by or one.received_on,
    )
