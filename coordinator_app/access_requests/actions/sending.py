"""Record a pack as sent, and as arrived: the clock stops and the ledger names every item given (003-5.2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from coordinator_app.access_requests.actions.gather import items_of
from coordinator_app.access_requests.actions.intake import (
    as_asked,
)
from coordinator_app.access_requests.actions.leaving import sending_gate
from coordinator_app.access_requests.actions.pack import demand_whole
from coordinator_app.access_requests.items import (
    Outcome,
    Pack,
    RequestItem,
    guarded_if_marked,
)
from coordinator_app.access_requests.model import (
    AccessRequest,
    RequesterKind,
    Stage,
)
from coordinator_app.core.changes import Saved
from coordinator_app.core.errors import FieldProblem, GateShut, StaleRecord
from coordinator_app.core.plausible import before, in_future, missing, refuse
from coordinator_app.rights.restricting import Although
from coordinator_app.sharing.actions import named, write_disclosure, write_guarded_lines
from coordinator_app.sharing.model import DeliveryMethod, DisclosedItem, Disclosure, RecipientKind
from coordinator_app.store.session import Session


@dataclass(frozen=True, slots=True)
class Delivery:
    """How it went: the way, the day, where to, the carrier's reference, and how the password was told."""

    method: DeliveryMethod
    on: date
    to: str = ""
    reference: str = ""
    password_told: str = ""


_BY_EMAIL = ("email", "e-mail", "mail")


def _told_apart(delivery: Delivery) -> FieldProblem | None:
    """The password goes another way than the pack: whoever gets into one has not got into the other."""
    told = delivery.password_told.casefold()
    same = delivery.method is DeliveryMethod.SECURE_EMAIL and any(word in told for word in _BY_EMAIL)
    with_it = delivery.method in {DeliveryMethod.POST, DeliveryMethod.RECORDED_DELIVERY} and "post" in told
    if not (same or with_it):
        return None
    return FieldProblem(
        "password_told",
        "It has to be told another way than the pack goes. Tell it by telephone or in person.",
    )


def record_sent(
    session: Session,
    request: AccessRequest,
    pack: Pack,
    method: DeliveryMethod,
    on: date,
    delivery: Delivery | None = None,
) -> Saved[AccessRequest]:
    """Close the case: the clock stops, the ledger names every item given, the frozen copy stays.

    GateShut while a check is unsettled, a decision has changed, or nobody approved; StaleRecord if the request
    was changed meanwhile, before anything is written.
    """
    sending_gate(session, request, pack).demand()
    delivery = delivery or Delivery(method, on)
    refuse(
        (
            in_future("sent_on", on, session.clock.today()),
            before("sent_on", on, request.received_on, "the day the request arrived"),
            before("sent_on", on, pack.built_on, "the day this pack was built")
            or before("sent_on", on, request.approved_on, "the day it was approved"),
            _told_apart(delivery),
        )
    )
    must_be_newest(session, request, pack)
    demand_whole(session, pack)
    given = [item for item in items_of(session, request.id) if item.outcome is not Outcome.WITHHOLD]
    lines = _lines(given)
    told = named(disclosure_of(as_asked(session, request), pack, method, on), session.clock.today())
    write_guarded_lines(session, told, lines, Although.OWN_REQUEST)
    with session.write() as work:
        write_disclosure(session, work, told, lines, Although.OWN_REQUEST)
        kept = work.change(
            request,
            sent_on=on,
            sent_by=method,
            stage=Stage.SENT,
            sent_to=delivery.to.strip(),
            delivery_reference=delivery.reference.strip(),
            password_told=delivery.password_told.strip(),
        )
        work.audit("pack-sent", kept)
    with session.write(guarded_if_marked(pack)) as more:
        more.change(pack, sent_on=on)
    return Saved(kept, work.change_id)


def record_arrived(session: Session, request: AccessRequest, on: date | None) -> Saved[AccessRequest]:
    """When the pack is known to have arrived. GateShut before it was sent, InvalidInput."""
    if request.sent_on is None:
        raise GateShut(("This pack has not been recorded as sent.",))
    refuse(
        (
            missing("arrived_on", on, "Type the day."),
            in_future("arrived_on", on, session.clock.today()),
            before("arrived_on", on, request.sent_on, "the day it was sent"),
        )
    )
    with session.write() as work:
        kept = work.change(request, arrived_on=on)
    return Saved(kept, work.change_id)


def must_be_newest(session: Session, request: AccessRequest, pack: Pack) -> None:
    """Go on, or raise: the ledger's guarded lines are written first and must not be left by a send that fails."""
    current = session.get(AccessRequest, request.id)
    if current.version != request.version:
        raise StaleRecord(
            "This access request was changed since you opened it.", theirs=current, yours=request
        )
    if session.get(Pack, pack.id).trashed_at is not None:
        raise GateShut(("A newer pack has been built since. Send that one.",))


def _lines(items: list[RequestItem]) -> list[DisclosedItem]:
    return [
        DisclosedItem(
            item_kind=item.item_kind,
            item_id=item.item_id,
            item_version=item.item_version,
            is_guarded=item.is_guarded,
        )
        for item in items
    ]


_RECIPIENTS = {
    RequesterKind.PUPIL: RecipientKind.PUPIL,
    RequesterKind.PARENT: RecipientKind.PARENT,
    RequesterKind.OTHER_CARER: RecipientKind.RELATIVE,
    RequesterKind.THIRD_PARTY: RecipientKind.THIRD_PARTY,
    RequesterKind.SOLICITOR: RecipientKind.THIRD_PARTY,
    RequesterKind.LOCAL_AUTHORITY: RecipientKind.AGENCY,
    RequesterKind.STAFF: RecipientKind.OTHER,
    RequesterKind.OTHER: RecipientKind.OTHER,
}


def disclosure_of(
    request: AccessRequest, pack: Pack, method: DeliveryMethod | None, on: date | None
) -> Disclosure:
    """What the ledger says of this pack, given to whoever asked."""
    return Disclosure(
        pupil_id=request.pupil_id,
        recipient=request.requester,
        recipient_kind=_RECIPIENTS[request.requester_kind or RequesterKind.THIRD_PARTY],
        given_on=on,
        method=method,
        why=f"Access request {request.request_number}",
        description=f"Pack of {pack.pages} pages, fingerprint {pack.sha256[:12]}",
        request_id=request.id,
    )
