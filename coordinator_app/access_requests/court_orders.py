"""What court orders mean for a request: none on the record is passed over, one that came since is read first (domain 2.1)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from coordinator_app.access_requests.model import AccessRequest, CourtOrder, RequesterKind
from coordinator_app.core.clock import LONDON
from coordinator_app.core.dates import say
from coordinator_app.core.gates import OPEN, Decision, Reason
from coordinator_app.pupils.links import CourtOrder as PupilOrder
from coordinator_app.pupils.model import Carer

_CLAUSE = "003-5.1"


def order_gate(
    request: AccessRequest, on_record: Sequence[PupilOrder], carer: Carer | None = None
) -> Decision:
    """Whether what was said of court orders fits the record: neither "there is none" nor silence does where one holds.

    That somebody must not be contacted counts as one: it was written down for the pupil's safety, whoever ordered it. What
    came onto the record, or was changed, after it was answered has to be read before anything leaves.
    """
    if request.court_order not in {None, CourtOrder.NONE}:
        return _since_then(unread_orders(request, on_record, carer))
    reasons = []
    if on_record:
        said = "The pupil's record holds a court order, and here it is recorded that there is none."
        if request.court_order is None:
            said = "The pupil's record holds a court order, and it is not recorded whether it stands against this."
        reasons.append(Reason(said, _reads(request), _CLAUSE))
    if carer is not None and carer.no_contact:
        said = "The pupil's record says that whoever asks must not be contacted."
        reasons.append(Reason(said, "Find out why, and say what an order allows or forbids.", _CLAUSE))
    return Decision(tuple(reasons))


def _reads(request: AccessRequest) -> str:
    """What opens it; the pupil's own right needs no leave, and an order may all the same keep words from a home."""
    if request.requester_kind is not RequesterKind.PUPIL:
        return "Read it, and say whether it stands against this."
    return (
        "Read it. The pupil's own right stands, and an order may still say what must not come to where they live, or to whom: "
        "say what it means here."
    )


def orders_marked(on_record: Iterable[PupilOrder], carer: Carer | None) -> tuple[str, ...]:
    """What tells each order of the record, as it stands, from a later one; that whoever asks must not be contacted among them."""
    barred = (f"{carer.id}:no-contact",) if carer is not None and carer.no_contact else ()
    return (*(f"{one.id}:{one.version}" for one in on_record), *barred)


def unread_orders(
    request: AccessRequest, on_record: Sequence[PupilOrder], carer: Carer | None = None
) -> tuple[str, ...]:
    """The orders that were not on the record when it was said what they mean for this request."""
    read = request.orders_read.split()
    if read or request.court_order_checked_on is None:
        return tuple(one for one in orders_marked(on_record, carer) if one not in read)
    # answered before it was kept for which orders: those of an earlier day were there to be read
    since = request.court_order_checked_on
    newer = [
        one for one in on_record if one.changed_at is None or one.changed_at.astimezone(LONDON).date() > since
    ]
    return orders_marked(newer, None)


def _since_then(unread: Sequence[str]) -> Decision:
    if not unread:
        return OPEN
    said = (
        "A court order, or a bar on contact, came onto the pupil's record or was changed after it was said what one means for "
        "this request."
    )
    opens = "Read it, and write in the note what it means for this request."
    return Decision((Reason(said, opens, _CLAUSE),))


def order_words(request: AccessRequest) -> str:
    """What a court order says about this request, in sight while it is reviewed; "" where none limits it."""
    if request.court_order is CourtOrder.FORBIDS:
        return "A court order forbids this. Give nothing."
    if request.court_order is not CourtOrder.LIMITS:
        return ""
    asked = (
        f" Asked about on {say(request.court_order_checked_on)}." if request.court_order_checked_on else ""
    )
    return f"A court order limits what they may have: {request.court_order_note.strip()}{asked}"
