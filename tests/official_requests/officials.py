"""Official requests for tests."""

from __future__ import annotations

from datetime import date
from typing import Any

from coordinator_app.official_requests import actions
from coordinator_app.official_requests.actions import Deciding
from coordinator_app.official_requests.model import (
    CheckedHow,
    OfficialDecision,
    OfficialKind,
    OfficialRequest,
    Power,
)
from tests.vaults import House

TODAY = date(2026, 11, 24)


def new_official(house: House, **more: Any) -> OfficialRequest:
    values = {
        "pupil_id": house.pupil.id,
        "official_kind": OfficialKind.POLICE,
        "organisation": "Hazelmoor Police",
        "officer": "PC Fern Tallow",
        "reference": "HP/77",
        "received_on": date(2026, 11, 20),
        "asked_for": "Where Kit was on the afternoon of 3 November",
        "power": Power.CRIME,
    }
    return OfficialRequest(**(values | more))


def logged(house: House, **more: Any) -> OfficialRequest:
    return actions.log(house.session, new_official(house, **more)).record


def now(house: House, request: OfficialRequest) -> OfficialRequest:
    return house.session.get(OfficialRequest, request.id)


def checked(house: House, **more: Any) -> OfficialRequest:
    request = logged(house, **more)
    return actions.change(
        house.session,
        request,
        checked_how=CheckedHow.RUNG_BACK,
        checked_on=TODAY,
        checked_by="T. Inkwell",
        in_writing_on=TODAY,
    ).record


def deciding(decision: OfficialDecision = OfficialDecision.GIVE_PART) -> Deciding:
    return Deciding(decision, "The attendance of that day", "It may clear him", "T. Inkwell", TODAY)


def decided(
    house: House, decision: OfficialDecision = OfficialDecision.GIVE_PART, **more: Any
) -> OfficialRequest:
    return actions.decide(house.session, checked(house, **more), deciding(decision)).record
