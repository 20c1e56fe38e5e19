"""Log a request, settle who asks, pause for a clarification, extend (003-5.1; domain 1.1, 2.1)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from coordinator_app.access_requests.clocks import Clocks, ClockSettings, clocks_of
from coordinator_app.access_requests.model import (
    AccessRequest,
    Consultation,
    RequesterKind,
    RequestPause,
    Stage,
)
from coordinator_app.core.changes import Saved
from coordinator_app.core.dates import say
from coordinator_app.core.deadline_types import TargetRule
from coordinator_app.core.errors import FieldProblem, GateShut
from coordinator_app.core.plausible import before, in_future, missing, refuse
from coordinator_app.organisations.actions import school_days
from coordinator_app.organisations.model import School
from coordinator_app.pupils.model import Carer, Pupil
from coordinator_app.store.session import Session

_COUNTER = "access_request"
_GATED = frozenset(
    {
        "request_number",
        "pupil_id",
        "typed_on",
        "gathered_at",
        "approved_by",
        "approved_on",
        "approval_reason",
        "approved_mark",
        "sent_on",
        "sent_by",
    }
)


def log_request(session: Session, request: AccessRequest) -> Saved[AccessRequest]:
    """Keep a new request with its number. It counts from the day it arrived, not from today.

    The school (and so the calendar) is that of the day it arrived (decision 2).
    """
    today = session.clock.today()
    pupil = session.get(Pupil, request.pupil_id)
    refuse(
        (
            missing("requester", request.requester, "Say who asked."),
            missing("channel", request.channel, "Say how the request arrived."),
            missing("received_on", request.received_on, "Type the date the request arrived."),
            in_future("received_on", request.received_on, today),
            before("received_on", request.received_on, pupil.birth_date, "the pupil's birth date"),
        )
    )
    with session.write() as work:
        kept = work.add(
            replace(
                request,
                request_number=work.next_number(_COUNTER),
                typed_on=today,
                school_id=request.school_id or pupil.school_id,
                stage=Stage.RECEIVED,
            )
        )
    return Saved(kept, work.change_id)


def change_request(session: Session, request: AccessRequest, **values: object) -> Saved[AccessRequest]:
    """Change facts of an open request; a sent one is read-only.

    TypeError for what only a gate or the gathering may write. InvalidInput for impossible days, and for an
    extension told after the month it would extend (UK GDPR article 12(3)).
    """
    must_be_open(request)
    if _GATED & set(values) or values.get("stage") is Stage.SENT:
        message = "this is written by the step that checks it"
        raise TypeError(message)
    today = session.clock.today()
    changed = replace(request, **values)  # type: ignore[arg-type]  # the catalogue checks each value by name
    refuse((*_problems(changed, today), _too_late(session, changed) if "extended_on" in values else None))
    with session.write() as work:
        kept = work.put(changed)
    return Saved(kept, work.change_id)


def _problems(request: AccessRequest, today: date) -> tuple[FieldProblem | None, ...]:
    arrived = "the day the request arrived"
    days = {
        "identity_asked_on": request.identity_asked_on,
        "identity_seen_on": request.identity_seen_on,
        "authority_asked_on": request.authority_asked_on,
        "authority_seen_on": request.authority_seen_on,
        "extended_on": request.extended_on,
    }
    problems = [in_future(name, day, today) for name, day in days.items()]
    problems += [before(name, day, request.received_on, arrived) for name, day in days.items()]
    return (*problems, in_future("received_on", request.received_on, today))


def _too_late(session: Session, request: AccessRequest) -> FieldProblem | None:
    month = clocks(session, replace(request, extended_on=None)).legal.due
    if request.extended_on is None or month is None or request.extended_on <= month:
        return None
    words = f"This is after the month was over, on {say(month)}. An extension must be told within it."
    return FieldProblem("extended_on", words)


def must_be_open(request: AccessRequest) -> None:
    """GateShut once a pack was sent: the case is read-only."""
    if request.sent_on is not None:
        raise GateShut(("This request is closed: its pack was sent. It can be read, not changed.",))


def must_still_be_open(session: Session, request_id: str) -> None:
    """The same of the request as it now stands: the one in hand may have been read before its pack was sent."""
    must_be_open(session.get(AccessRequest, request_id))


def pause(session: Session, request: AccessRequest, asked_on: date, question: str) -> Saved[RequestPause]:
    """Ask for a clarification: the legal month stops from this day until the answer (decision 1)."""
    must_still_be_open(session, request.id)
    refuse(
        (
            missing("question", question, "Write what you ask."),
            in_future("asked_on", asked_on, session.clock.today()),
            before("asked_on", asked_on, request.received_on, "the day the request arrived"),
        )
    )
    if any(one.answered_on is None for one in pauses_of(session, request.id)):
        raise GateShut(("The clock is already paused. Record the answer first.",))
    with session.write() as work:
        kept = work.add(RequestPause(request_id=request.id, asked_on=asked_on, question=question))
    return Saved(kept, work.change_id)


def answer(session: Session, one: RequestPause, answered_on: date, words: str) -> Saved[RequestPause]:
    """Record the answer: the clock runs again."""
    must_still_be_open(session, one.request_id)
    refuse(
        (
            missing("answered_on", answered_on, "Type the date of the answer."),
            in_future("answered_on", answered_on, session.clock.today()),
            before("answered_on", answered_on, one.asked_on, "the day you asked"),
        )
    )
    with session.write() as work:
        kept = work.change(one, answered_on=answered_on, answer=words)
    return Saved(kept, work.change_id)


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


def as_asked(session: Session, request: AccessRequest) -> AccessRequest:
    """The request with who asks as is known of him today: responsibility may be recorded, or end, after it came in.

    Where nothing is recorded it stays as it was typed.
    """
    return as_known(request, session.find(Carer, request.carer_id) if request.carer_id else None)


def as_known(request: AccessRequest, carer: Carer | None) -> AccessRequest:
    """As `as_asked`, for the carer on the record who asks, if it is one."""
    holds = carer.has_responsibility if carer is not None else None
    if request.requester_kind not in _CARERS or holds is None:
        return request
    return replace(request, requester_kind=RequesterKind.PARENT if holds else RequesterKind.OTHER_CARER)


_CARERS = frozenset({RequesterKind.PARENT, RequesterKind.OTHER_CARER})


def pauses_of(session: Session, request_id: str) -> list[RequestPause]:
    """The pauses of a request, oldest first."""
    return session.list(RequestPause, where={"request_id": request_id}, order="asked_on")


def consultations_of(session: Session, request_id: str) -> list[Consultation]:
    """The school's consultations of a request, oldest first."""
    return session.list(Consultation, where={"request_id": request_id}, order="asked_on")


def clock_settings(session: Session) -> ClockSettings:
    """How this partnership counts its target: calendar days unless it chose school days (decision 2)."""
    rule = session.setting("target_rule", TargetRule.CALENDAR_15.value)
    return ClockSettings(TargetRule(str(rule)), bool(session.setting("pauses_stop_target", True)))


def clocks(session: Session, request: AccessRequest) -> Clocks:
    """The three clocks of a request as things stand."""
    school = session.find(School, request.school_id)
    bound = bool(school and school.school_type and school.school_type.bound_by_pupil_information_regulations)
    return clocks_of(
        request,
        tuple(pauses_of(session, request.id)),
        school_days(session, request.school_id),
        bound=bound,
        settings=clock_settings(session),
    )


def open_requests(session: Session) -> list[AccessRequest]:
    """Requests without a pack sent, oldest arrival first."""
    everything = session.list(AccessRequest, order="received_on")
    return [request for request in everything if request.sent_on is None]
