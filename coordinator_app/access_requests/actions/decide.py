"""Decide about one item: share, share with redactions, withhold; with the reasons (003-5.1, 5.2)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from coordinator_app.access_requests.actions.confidential import confidential_gate, secrets_of
from coordinator_app.access_requests.actions.gather import holding_of, items_of
from coordinator_app.access_requests.actions.intake import must_be_open, must_still_be_open
from coordinator_app.access_requests.actions.released import demand_covering
from coordinator_app.access_requests.decisions import harm_gate, item_gate
from coordinator_app.access_requests.items import (
    Outcome,
    Redaction,
    RequestItem,
    guarded_if_marked,
)
from coordinator_app.access_requests.model import (
    AccessRequest,
    SafeguardingAdvice,
)
from coordinator_app.core.changes import Saved
from coordinator_app.core.plausible import before, in_future, missing, refuse
from coordinator_app.core.privacy import Compartment
from coordinator_app.store.session import Session


def decide(session: Session, item: RequestItem, redactions: Iterable[Redaction] = ()) -> Saved[RequestItem]:
    """Keep a decision with its redactions, all or nothing. GateShut says what it still needs.

    InvalidInput if a redaction covers nothing of the item.
    """
    request = session.get(AccessRequest, item.request_id)
    must_be_open(request)
    wanted = tuple(redactions) if item.outcome is Outcome.REDACT else ()
    item_gate(item, wanted, tuple(advice_of(session, item.request_id))).demand()
    confidential_gate(session, item, wanted, secrets_of(session, request)).demand()
    if wanted:
        demand_covering(holding_of(session, item), wanted)
    with session.write(guarded_if_marked(item)) as work:
        kept = work.put(replace(item, decided_at=session.clock.now(), reset_because=""))
        for old in redactions_of(session, item.id):
            work.trash(old)
        for redaction in wanted:
            fresh = replace(redaction, id="", version=0, request_item_id=item.id, is_guarded=item.is_guarded)
            work.add(fresh)
    return Saved(kept, work.change_id)


def undecide(session: Session, item: RequestItem) -> Saved[RequestItem]:
    """Take a decision back; its redactions stay as suggestions."""
    must_still_be_open(session, item.request_id)
    with session.write(guarded_if_marked(item)) as work:
        kept = work.change(item, outcome=Outcome.UNDECIDED, decided_at=None)
    return Saved(kept, work.change_id)


def redactions_of(session: Session, item_id: str) -> list[Redaction]:
    """The covered parts of one item."""
    return session.list(Redaction, where={"request_item_id": item_id})


def redactions_by_item(session: Session, request_id: str) -> dict[str, tuple[Redaction, ...]]:
    """The covered parts of every item of a request that is shared with redactions, by item id."""
    redacted = [item for item in items_of(session, request_id) if item.outcome is Outcome.REDACT]
    return {item.id: tuple(redactions_of(session, item.id)) for item in redacted}


def advice_of(session: Session, request_id: str) -> list[SafeguardingAdvice]:
    """The Safeguarding Officer's advice on a request; empty for a user without the guarded key."""
    return session.list(SafeguardingAdvice, where={"request_id": request_id})


def record_advice(session: Session, advice: SafeguardingAdvice) -> Saved[SafeguardingAdvice]:
    """Keep that advice was asked, or what it was (003-5.2)."""
    today = session.clock.today()
    request = session.get(AccessRequest, advice.request_id)
    must_be_open(request)
    given = advice.given_on is not None
    refuse(
        (
            missing("officer", advice.officer, "Name the officer."),
            missing("asked_on", advice.asked_on, "Type the date you asked."),
            in_future("asked_on", advice.asked_on, today),
            in_future("given_on", advice.given_on, today),
            before("given_on", advice.given_on, advice.asked_on, "the day you asked"),
            missing("advice", advice.advice, "Write what the officer advised.") if given else None,
        )
    )
    with session.write(Compartment.GUARDED) as work:
        kept = work.put(advice)
    return Saved(kept, work.change_id)


def harm_is_open(session: Session, item: RequestItem) -> bool:
    """Whether the reason chosen may be used: harm needs advice on file."""
    return harm_gate(item.exemption, advice_of(session, item.request_id)).is_open
