"""The clocks of a request: the partnership's target, 15 school days, the limit of the law (domain 1.1 to 1.4).

Which of them hold follows from what is asked for. Until that is known, and for what turns out to be no request, all three
are shown, so that nothing is late under any reading.
"""

from __future__ import annotations

from dataclasses import dataclass

from coordinator_app.access_requests.model import (
    AccessRequest,
    Channel,
    RequestPause,
    RequestSort,
)
from coordinator_app.core.calendar import SchoolDays
from coordinator_app.core.counting import Pause
from coordinator_app.core.deadline_types import Deadline, Proof, ProofKind, TargetRule
from coordinator_app.core.deadlines import information_request, legal_month, policy_target, school_record
from coordinator_app.core.remaining import earliest

_SPOKEN = frozenset({Channel.TELEPHONE, Channel.IN_PERSON})
"""A parent asks in writing for the educational record (the Regulations of 2005, regulation 5); a subject access request may be spoken."""


@dataclass(frozen=True, slots=True)
class ClockSettings:
    """How this partnership reads "normally within fifteen days" (decisions 1 and 2)."""

    target: TargetRule = TargetRule.CALENDAR_15
    pauses_stop_target: bool = True


@dataclass(frozen=True, slots=True)
class Clocks:
    """All that hold, always shown together; `first` is the earliest that is known.

    `legal` is the latest day that the law allows: the month, or for freedom of information its own limit. `has_target`,
    `has_school` and `has_legal` say which are shown; `school_is_law` that the 15 school days are a parent's right here,
    `both_are_law` that the month counts beside them, `in_writing` that it was asked for in the way that the Regulations speak of
    (spoken, the days are worked to all the same), `school_presses` that they are worked to: for a subject access request they are but another reading of "fifteen days".
    """

    target: Deadline
    school: Deadline
    legal: Deadline
    has_target: bool = True
    has_school: bool = True
    has_legal: bool = True
    school_is_law: bool = False
    school_presses: bool = True
    both_are_law: bool = False
    in_writing: bool = True

    @property
    def all(self) -> tuple[Deadline, ...]:
        """Those that hold, in the order the screen shows them."""
        held = (self.has_target, self.target), (self.has_school, self.school), (self.has_legal, self.legal)
        return tuple(clock for holds, clock in held if holds)

    @property
    def first(self) -> Deadline | None:
        """The earliest clock with a date that is worked to."""
        return earliest(one for one in self.all if one is not self.school or self.school_presses)

    @property
    def limit(self) -> Deadline:
        """The last day that law allows: for the educational record of a bound school its 15 school days, if they end first."""
        if self.both_are_law:
            return earliest((self.school, self.legal)) or self.legal
        return self.legal if self.has_legal else self.school


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
    law = bound and request.sort is not RequestSort.SUBJECT_ACCESS
    target = policy_target(
        request.received_on,
        school.bank,
        rule=settings.target,
        school=school,
        pauses=stops,
        pauses_stop=settings.pauses_stop_target,
    )
    record = school_record(request.received_on, school, bound=law)
    if request.sort is RequestSort.FREEDOM_OF_INFORMATION:
        limit = information_request(
            request.received_on, school, pauses=stops, is_named=bool(request.school_id)
        )
        return Clocks(target, record, limit, has_target=False, has_school=False)
    month = legal_month(
        request.received_on,
        school.bank,
        proofs=proofs_of(request),
        pauses=stops,
        extended_on=request.extended_on,
    )
    return Clocks(
        target,
        record,
        month,
        # where no regulation binds the school, the parent's wish is answered as a request under UK GDPR (domain 1.2)
        has_legal=not (request.sort is RequestSort.EDUCATIONAL_RECORD and law),
        school_is_law=law,
        both_are_law=law and request.sort is RequestSort.BOTH,
        school_presses=request.sort is not RequestSort.SUBJECT_ACCESS,
        in_writing=request.channel not in _SPOKEN,
    )


def proofs_of(request: AccessRequest) -> tuple[Proof, ...]:
    """What was asked for before the month can start: only what was really asked counts (decision 1)."""
    asked = (
        (ProofKind.IDENTITY, request.identity_asked_on, request.identity_seen_on),
        (ProofKind.AUTHORITY, request.authority_asked_on, request.authority_seen_on),
    )
    return tuple(Proof(kind, seen, day) for kind, day, seen in asked if day is not None)
