"""A restriction while it lasts, and its end (UK GDPR article 18). Whether one lasts is asked of `restricting.py`."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from coordinator_app.core.changes import Saved
from coordinator_app.core.errors import GateShut
from coordinator_app.core.plausible import before, in_future, missing, refuse
from coordinator_app.rights.model import RightsKind, RightsOutcome, RightsRequest, rights_compartment
from coordinator_app.rights.parts import RestrictedUse, Restriction
from coordinator_app.rights.restricting import restrictions_of
from coordinator_app.store.session import Session


def use(session: Session, request: RightsRequest, wanted: RestrictedUse) -> Saved[RestrictedUse]:
    """Write down a use that the law allows: the record may be used for it today. GateShut if not restricted, InvalidInput."""
    if not request.restricts:
        raise GateShut(("This record is not restricted.",))
    refuse(
        (
            missing("allowed", wanted.allowed, "Choose why it is allowed."),
            missing("what", wanted.what.strip(), "Say what it is used for, and who gets it."),
        )
    )
    kept_as = replace(
        wanted, request_id=request.id, on_day=session.clock.today(), is_guarded=request.is_guarded
    )
    with session.write(rights_compartment(request)) as work:
        kept = work.add(kept_as)
    return Saved(kept, work.change_id)


def tell_of_lifting(
    session: Session, request: RightsRequest, on: date | None, reason: str
) -> Saved[RightsRequest]:
    """Why the restriction is to end, and when whoever asked was told of it (None: not yet; article 18(3)). GateShut, InvalidInput."""
    if not request.restricts:
        raise GateShut(("This record is not restricted.",))
    refuse(
        (
            in_future("lift_told_on", on, session.clock.today()),
            before("lift_told_on", on, request.decided_on, "the day of the decision"),
            missing("lift_reason", reason.strip(), "Say why it ends. They are told this."),
        )
    )
    with session.write(rights_compartment(request)) as work:
        kept = work.change(request, lift_told_on=on, lift_reason=reason.strip())
    return Saved(kept, work.change_id)


def lift(session: Session, request: RightsRequest) -> Saved[RightsRequest]:
    """The restriction ends. GateShut before whoever asked was told (article 18(3))."""
    if not request.restricts:
        raise GateShut(("This record is not restricted.",))
    if request.lift_told_on is None:
        raise GateShut(("They have to be told before the restriction ends.", "Write to them first."))
    with session.write(rights_compartment(request)) as work:
        kept = work.change(request, lifted_on=session.clock.today())
    _end(session, request)
    return Saved(kept, "")


def as_decided(session: Session, request: RightsRequest, outcome: RightsOutcome) -> None:
    """The mark that everybody sees, as the decision asks for it."""
    if request.kind_asked is not RightsKind.RESTRICTION:
        return
    if not outcome.does_something:
        _end(session, request)
    elif _mark_of(session, request) is None:
        with session.write() as work:
            work.add(
                Restriction(pupil_id=request.pupil_id, request_id=request.id, from_day=session.clock.today())
            )


def _end(session: Session, request: RightsRequest) -> None:
    found = _mark_of(session, request)
    if found is not None:
        with session.write() as work:
            work.change(found, until_day=session.clock.today())


def _mark_of(session: Session, request: RightsRequest) -> Restriction | None:
    """The mark of this very request: another restriction of the same record lasts on without it."""
    marks = restrictions_of(session, request.pupil_id)
    return next((one for one in marks if one.request_id == request.id), None)


def settle(session: Session) -> None:
    """At an unlock: end what a kill left restricted after it was lifted, and restrict what is said to be and is not.

    Nothing of a request that cannot be opened.
    """
    for mark in session.list(Restriction, where={"until_day": None}):
        request = session.find(RightsRequest, mark.request_id)
        if request is not None and not request.restricts:
            _end(session, request)
    for one in session.list(RightsRequest, where={"kind_asked": RightsKind.RESTRICTION, "lifted_on": None}):
        if one.restricts and one.outcome is not None:
            as_decided(session, one, one.outcome)
