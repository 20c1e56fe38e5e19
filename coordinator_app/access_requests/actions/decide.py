"""Decide about one item: share, share with redactions, withhold; with the reasons (003-5.1, 5.2)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from coordinator_app.access_requests.actions.confidential import confidential_gate, secrets_of
from coordinator_app.access_requests.actions.gather import holding_of, items_of
from coordinator_app.access_requests.actions.intake import as_asked
from coordinator_app.access_requests.actions.officials import officials_gate
from coordinator_app.access_requests.actions.open_still import must_be_open, must_still_be_open
from coordinator_app.access_requests.actions.released import demand_covering
from coordinator_app.access_requests.decisions import available_gate, harm_gate, item_gate
from coordinator_app.access_requests.gathering.copies import (
    LEFT_BEHIND,
    copies_of,
    followers,
    follows,
    left_behind,
)
from coordinator_app.access_requests.items import (
    Outcome,
    Redaction,
    RequestItem,
    guarded_if_marked,
)
from coordinator_app.access_requests.model import (
    AccessRequest,
    HealthOpinion,
    SafeguardingAdvice,
)
from coordinator_app.access_requests.opinions import OnFile
from coordinator_app.core.changes import Saved
from coordinator_app.core.plausible import before, in_future, missing, refuse
from coordinator_app.core.privacy import Compartment
from coordinator_app.store.session import Session
from coordinator_app.store.unit_of_work import Work


def decide(session: Session, item: RequestItem, redactions: Iterable[Redaction] = ()) -> Saved[RequestItem]:
    """Keep a decision with its redactions, all or nothing. GateShut says what it still needs.

    Copies that say the same word for word are decided with it (gathering/copies.py), in the same unit of work.
    InvalidInput if a redaction covers nothing of the item.
    """
    request = session.get(AccessRequest, item.request_id)
    must_be_open(request)
    wanted = tuple(redactions) if item.outcome is Outcome.REDACT else ()
    item = replace(item, decided_at=session.clock.now(), reset_because="")
    officials_gate(session, item).demand()  # first: what the others say would send the reader the wrong way
    item_gate(item, wanted, on_file(session, item.request_id)).demand()
    reasons = (item.exemption, *(one.exemption for one in wanted))
    available_gate(reasons, as_asked(session, request).requester_kind).demand()
    confidential_gate(session, item, wanted, secrets_of(session, request)).demand()
    if wanted:
        demand_covering(holding_of(session, item), wanted)
    decided_until_now = session.find(RequestItem, item.id)
    same = followers(session, item, wanted, decided_until_now)
    left = left_behind(session, item, decided_until_now, same)
    with session.write(guarded_if_marked(item)) as work:
        kept = _keep(session, work, item, wanted)
        for copy in same:
            _keep(session, work, copy.item, copy.covered)
        for other in left:
            work.change(other, outcome=Outcome.UNDECIDED, decided_at=None, reset_because=LEFT_BEHIND)
    return Saved(kept, work.change_id)


def _keep(session: Session, work: Work, item: RequestItem, wanted: tuple[Redaction, ...]) -> RequestItem:
    kept = work.put(item)
    for old in redactions_of(session, item.id):
        work.trash(old)
    for redaction in wanted:
        work.add(replace(redaction, id="", version=0, request_item_id=item.id, is_guarded=item.is_guarded))
    return kept


def undecide(session: Session, item: RequestItem) -> Saved[RequestItem]:
    """Take a decision back, also of the copies that were decided with it; its redactions stay as suggestions."""
    must_still_be_open(session, item.request_id)
    same = [copy for copy in copies_of(session, item) if follows(copy, item)]
    with session.write(guarded_if_marked(item)) as work:
        kept = work.change(item, outcome=Outcome.UNDECIDED, decided_at=None)
        for copy in same:
            work.change(copy, outcome=Outcome.UNDECIDED, decided_at=None)
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


def opinions_of(session: Session, request_id: str) -> list[HealthOpinion]:
    """The opinions of health professionals on a request; empty for a user without the guarded key."""
    return session.list(HealthOpinion, where={"request_id": request_id})


def on_file(session: Session, request_id: str) -> tuple[OnFile, ...]:
    """Advice and opinions: everything that the gates of harm ask for."""
    return (*advice_of(session, request_id), *opinions_of(session, request_id))


def record_opinion(session: Session, opinion: HealthOpinion) -> Saved[HealthOpinion]:
    """Keep that a health professional was asked, or what he thinks (schedule 3, part 2)."""
    today = session.clock.today()
    must_be_open(session.get(AccessRequest, opinion.request_id))
    given = opinion.given_on is not None
    refuse(
        (
            missing("professional", opinion.professional, "Name the health professional."),
            missing("asked_on", opinion.asked_on, "Type the date you asked."),
            in_future("asked_on", opinion.asked_on, today),
            in_future("given_on", opinion.given_on, today),
            before("given_on", opinion.given_on, opinion.asked_on, "the day you asked"),
            missing("opinion", opinion.opinion, "Write what they think.") if given else None,
            missing("would_harm", opinion.would_harm, "Say whether it would do serious harm.")
            if given
            else None,
        )
    )
    with session.write(Compartment.GUARDED) as work:
        kept = work.put(opinion)
    return Saved(kept, work.change_id)


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
    return harm_gate(
        item.exemption, on_file(session, item.request_id), item.id, session.clock.today()
    ).is_open
