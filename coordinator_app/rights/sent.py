"""Which letter about a request went out, once somebody records that and how (no Qt)."""

from __future__ import annotations

from coordinator_app.rights.model import RightsLetter
from coordinator_app.rights.parts import KeptRightsLetter
from coordinator_app.sharing.model import DeliveryMethod
from coordinator_app.store.session import Session
from coordinator_app.store.unit_of_work import Work


def mark_sent(
    session: Session,
    work: Work,
    request_id: str,
    letter: RightsLetter,
    how: DeliveryMethod | None,
    to: str = "",
) -> None:
    """The newest of these letters went this way. What is told by telephone sends no letter."""
    if how is None or how is DeliveryMethod.TELEPHONE:
        return
    kept = session.list(KeptRightsLetter, where={"request_id": request_id, "letter": letter})
    newest = next((one for one in reversed(kept) if not to or one.addressed_to == to), None)
    if newest is not None and newest.sent_how is None:
        work.change(newest, sent_how=how)
