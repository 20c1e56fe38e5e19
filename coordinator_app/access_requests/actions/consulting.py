"""Ask the school on roll, chase it, record its reply; no clock stops for it (003-5.1c)."""

from __future__ import annotations

from datetime import date

from coordinator_app.access_requests.actions.open_still import must_still_be_open
from coordinator_app.access_requests.model import AccessRequest, Consultation
from coordinator_app.core.changes import Saved
from coordinator_app.core.dates import say
from coordinator_app.core.errors import GateShut
from coordinator_app.core.plausible import before, in_future, missing, refuse
from coordinator_app.store.session import Session


def consult_school(session: Session, request: AccessRequest, asked_on: date, who: str) -> Saved[Consultation]:
    """Record that the school on roll was asked; no clock stops (003-5.1c)."""
    must_still_be_open(session, request.id)
    refuse(
        (
            in_future("asked_on", asked_on, session.clock.today()),
            before("asked_on", asked_on, request.received_on, "the day the request arrived"),
        )
    )
    with session.write() as work:
        kept = work.add(Consultation(request_id=request.id, asked_on=asked_on, asked_who=who))
    return Saved(kept, work.change_id)


def chase_school(session: Session, one: Consultation, chased_on: date, who: str) -> Saved[Consultation]:
    """Record that the school was chased for its reply; no clock stops for it (003-5.1c). Earlier chases stay in history.

    GateShut once it has replied.
    """
    must_still_be_open(session, one.request_id)
    if one.replied_on is not None:
        raise GateShut((f"The school replied on {say(one.replied_on)}. There is nothing left to chase.",))
    refuse(
        (
            missing("chased_on", chased_on, "Type the date of the chase."),
            in_future("chased_on", chased_on, session.clock.today()),
            before("chased_on", chased_on, one.chased_on or one.asked_on, "the day you last asked"),
        )
    )
    with session.write() as work:
        kept = work.change(one, chased_on=chased_on, chased_who=who)
    return Saved(kept, work.change_id)


def school_replied(session: Session, one: Consultation, replied_on: date, reply: str) -> Saved[Consultation]:
    """Record what the school said."""
    must_still_be_open(session, one.request_id)
    refuse(
        (
            missing("replied_on", replied_on, "Type the date of the reply."),
            in_future("replied_on", replied_on, session.clock.today()),
            before("replied_on", replied_on, one.asked_on, "the day you asked"),
        )
    )
    with session.write() as work:
        kept = work.change(one, replied_on=replied_on, reply=reply)
    return Saved(kept, work.change_id)


def consultations_of(session: Session, request_id: str) -> list[Consultation]:
    """The school's consultations of a request, oldest first."""
    return session.list(Consultation, where={"request_id": request_id}, order="asked_on")
