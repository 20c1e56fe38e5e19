"""The three clocks of a request: the partnership's target, 15 school days, the legal month (domain 1.3)."""

from __future__ import annotations

from dataclasses import dataclass

from coordinator_app.access_requests.model import (
    AccessRequest,
    RequestPause,
)
from coordinator_app.core.calendar import SchoolDays
from coordinator_app.core.counting import Pause
from coordinator_app.core.deadline_types import Deadline, Proof, ProofKind, TargetRule
from coordinator_app.core.deadlines import legal_month, policy_target, school_record
from coordinator_app.core.remaining import earliest


@dataclass(frozen=True, slots=True)
class ClockSettings:
    """How this partnership reads "normally within fifteen days" (decisions 1 and 2)."""

    target: TargetRule = TargetRule.CALENDAR_15
    pauses_stop_target: bool = True


@dataclass(frozen=True, slots=True)
class Clocks:
    """All three, always shown together; `first` is the earliest that is known."""

    target: Deadline
    school: Deadline
    legal: Deadline

    @property
    def all(self) -> tuple[Deadline, Deadline, Deadline]:
        """In the order the screen shows them."""
        return (self.target, self.school, self.legal)

    @property
    def first(self) -> Deadline | None:
        """The earliest clock with a date."""
        return earliest(self.all)


def clocks_of(
    request: AccessRequest,
    pauses: tuple[RequestPause, ...],
    school: SchoolDays,
    *,
    bound: bool,
    settings: ClockSettings,
) -> Clocks:
    """Work out the clocks of a request. `bound`: the 2005 Regulations bind its school (a maintained one)."""
    assert request.received_on is not None
    stops = tuple(Pause(pause.asked_on, pause.answered_on) for pause in pauses if pause.asked_on)
    return Clocks(
        target=policy_target(
            request.received_on,
            school.bank,
            rule=settings.target,
            school=school,
            pauses=stops,
            pauses_stop=settings.pauses_stop_target,
        ),
        school=school_record(request.received_on, school, bound=bound),
        legal=legal_month(
            request.received_on,
            school.bank,
            proofs=proofs_of(request),
            pauses=stops,
            extended_on=request.extended_on,
        ),
    )


def proofs_of(request: AccessRequest) -> tuple[Proof, ...]:
    """What was asked for before the month can start: only what was really asked counts (decision 1)."""
    asked = (
        (ProofKind.IDENTITY, request.identity_asked_on, request.identity_seen_on),
        (ProofKind.AUTHORITY, request.authority_asked_on, request.authority_seen_on),
    )
    return tuple(Proof(kind, seen) for kind, day, seen in asked if day is not None)
