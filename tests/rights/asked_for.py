"""Requests to erase, restrict or stop, for tests."""

from __future__ import annotations

from datetime import date
from typing import Any

from coordinator_app.access_requests.model import Channel, RequesterKind
from coordinator_app.rights import actions
from coordinator_app.rights.actions import Decision
from coordinator_app.rights.checks import questions
from coordinator_app.rights.model import RightsKind, RightsOutcome, RightsRequest
from coordinator_app.sharing.model import DeliveryMethod
from tests.vaults import House

TODAY = date(2026, 11, 24)
MOTHER = "Marigold Puddlecombe"


def new_request(house: House, kind: RightsKind, **more: Any) -> RightsRequest:
    values = {
        "pupil_id": house.pupil.id,
        "kind_asked": kind,
        "asked_by": MOTHER,
        "asker_kind": RequesterKind.PARENT,
        "address": "4 Weir Cottages\nHazelmoor",
        "channel": Channel.LETTER,
        "received_on": date(2026, 11, 20),
        "says": "I want this dealt with.",
        "identity_known": True,
        "identity_reason": "We met at the review.",
    }
    return RightsRequest(**(values | more))


def asked_for(house: House, kind: RightsKind, **more: Any) -> RightsRequest:
    return actions.log(house.session, new_request(house, kind, **more)).record


def now(house: House, request: RightsRequest) -> RightsRequest:
    return house.session.get(RightsRequest, request.id)


def checked(house: House, request: RightsRequest, **answers: bool) -> RightsRequest:
    """Every question answered: those named as given, the others so that nothing stands against it."""
    wanted = {}
    for one in questions(request.kind_asked):
        answer = answers.get(one.key, bool(one.opens) if one.opens is not None else not one.stops)
        wanted[one.key] = (answer, "As the head told us.")
    actions.check(house.session, request, wanted)
    return now(house, request)


def decided(house: House, request: RightsRequest, outcome: RightsOutcome, **more: Any) -> RightsRequest:
    values: dict[str, Any] = {
        "reason": "It is needed for the school’s record.",
        "what_is_done": "The two entries of May are taken out.",
        "decided_by": "Tansy Fieldgate",
        "decided_on": TODAY,
    }
    decision = Decision(outcome, **(values | more))
    return actions.decide(house.session, now(house, request), decision).record


def told_yes(house: House, request: RightsRequest) -> RightsRequest:
    """Whoever asked was told what was decided."""
    return actions.told(house.session, now(house, request), TODAY, DeliveryMethod.TELEPHONE).record


def restricted(house: House, **more: Any) -> RightsRequest:
    request = checked(house, asked_for(house, RightsKind.RESTRICTION, **more))
    return decided(house, request, RightsOutcome.GRANTED, what_is_done="We keep it and do not use it.")
