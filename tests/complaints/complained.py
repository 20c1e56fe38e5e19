"""Complaints for tests."""

from __future__ import annotations

from datetime import date
from typing import Any

from coordinator_app.complaints import actions
from coordinator_app.complaints.model import (
    Complaint,
    ComplaintAbout,
    ComplaintChannel,
    ComplaintStep,
    StepKind,
)
from tests.vaults import House

TODAY = date(2026, 11, 24)


def new_complaint(house: House, **more: Any) -> Complaint:
    values = {
        "pupil_id": house.pupil.id,
        "complainant": "Marigold Puddlecombe",
        "address": "4 Weir Cottages\nHazelmoor",
        "about": ComplaintAbout.SHARED,
        "channel": ComplaintChannel.TELEPHONE,
        "received_on": date(2026, 11, 20),
        "says": "A letter about Kit lay open at the counter.",
        "about_whom": "Tansy Fieldgate",
        "handler": "Barnaby Elderwood",
    }
    return Complaint(**(values | more))


def complained(house: House, **more: Any) -> Complaint:
    return actions.log(house.session, new_complaint(house, **more)).record


def now(house: House, complaint: Complaint) -> Complaint:
    return house.session.get(Complaint, complaint.id)


def looked_into(house: House, complaint: Complaint) -> Complaint:
    """Acknowledged, and asked about."""
    kept = actions.acknowledge(house.session, now(house, complaint), TODAY, "By telephone").record
    step = ComplaintStep(
        step=StepKind.ENQUIRY, on_day=TODAY, words="It lay there for an hour.", by_whom="B. E."
    )
    actions.add_step(house.session, kept, step)
    return now(house, kept)
