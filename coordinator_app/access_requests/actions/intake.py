"""Log a request, settle who asks, change its facts (003-5.1; domain 1.1, 2.1)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from coordinator_app.access_requests.actions.consulting import (
    chase_school,
    consult_school,
    consultations_of,
    school_replied,
)
from coordinator_app.access_requests.actions.moving import first_told
from coordinator_app.access_requests.actions.open_still import must_be_open, must_still_be_open
from coordinator_app.access_requests.actions.pausing import answer, pause, remind
from coordinator_app.access_requests.actions.timing import clock_settings, clocks, pauses_of
from coordinator_app.access_requests.actions.who_asks import another_asks
from coordinator_app.access_requests.model import (
    AccessRequest,
    ClosedAs,
    LetterKind,
    RequesterKind,
    RequestLetter,
    RequestSort,
    Stage,
)
from coordinator_app.access_requests.repeats import repeats_problem
from coordinator_app.access_requests.sorting import is_about_a_person, sort_problem
from coordinator_app.core.changes import Saved
from coordinator_app.core.dates import say
from coordinator_app.core.errors import FieldProblem, GateShut
from coordinator_app.core.plausible import before, in_future, missing, refuse
from coordinator_app.pupils.model import Carer, Pupil
from coordinator_app.store.session import Session

__all__ = [
    "answer",
    "as_asked",
    "as_known",
    "change_request",
    "chase_school",
    "clock_settings",
    "clocks",
    "consult_school",
    "consultations_of",
    "log_request",
    "must_be_open",
    "must_still_be_open",
    "open_requests",
    "pause",
    "pauses_of",
    "remind",
    "school_replied",
]

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
        "closed_on",
        "closed_as",
        "closed_because",
    }
)


def log_request(session: Session, request: AccessRequest) -> Saved[AccessRequest]:
    """Keep a new request with its number. It counts from the day it arrived, not from today.

    The school (and so the calendar) is that of the day it arrived (decision 2). What is no request for information is kept
    and closed at once, with its reason. A link to an earlier request is a link: every check is made anew. InvalidInput for
    what is missing or cannot be; NotFound if the pupil is not there.
    """
    today = session.clock.today()
    refuse((sort_problem(request),))
    pupil = session.get(Pupil, request.pupil_id) if request.pupil_id else None
    is_none = request.sort is RequestSort.NOT_A_REQUEST
    refuse(
        (
            missing("requester", request.requester, "Say who asked."),
            missing("channel", request.channel, "Say how the request arrived."),
            missing("received_on", request.received_on, "Type the date the request arrived."),
            in_future("received_on", request.received_on, today),
            before("received_on", request.received_on, pupil.birth_date, "the pupil's birth date")
            if pupil
            else None,
            missing("closed_because", request.closed_because, "Say why it is none.") if is_none else None,
            repeats_problem(session, request),
        )
    )
    with session.write() as work:
        new = replace(
            request,
            request_number=work.next_number(_COUNTER),
            typed_on=today,
            school_id=request.school_id or (pupil.school_id if pupil else ""),
            stage=Stage.RECEIVED,
            closed_on=today if is_none else None,
            closed_as=ClosedAs.NOT_A_REQUEST if is_none else None,
        )
        kept = work.add(first_told(session, new))
    return Saved(kept, work.change_id)


def change_request(session: Session, request: AccessRequest, **values: object) -> Saved[AccessRequest]:
    """Change facts of an open request; a sent one is read-only. What was settled for another who asked falls (`who_asks`).

    TypeError for what only a gate or the gathering may write. InvalidInput for impossible days, and for an
    extension told after the month it would extend (UK GDPR article 12(3)).
    """
    must_be_open(request)
    fallen = _fallen(request, values) | another_asks(session, request, values)
    if _GATED & set(values) or values.get("stage") is Stage.SENT:
        message = "this is written by the step that checks it"
        raise TypeError(message)
    today = session.clock.today()
    changed = replace(request, **values)  # type: ignore[arg-type]  # the catalogue checks each value by name
    late = _too_late(session, changed) if "extended_on" in values else None
    refuse((*_problems(changed, today), late, _interests_as_before(request, changed)))
    if {"sort", "about_staff"} & set(values):
        _demand_sort(changed)
    with session.write() as work:
        kept = work.put(replace(changed, **fallen))
    return Saved(kept, work.change_id)


_APPROVED_WITH = frozenset(
    {
        "authority_seen_on", "child_agrees", "child_understands", "child_view", "court_order", "court_order_note",
        "identity_known", "identity_seen_on", "in_childs_interests",
    }
)  # fmt: skip
"""What whoever approves goes by besides the decisions: who asks, by what right, what the child wants."""


def _fallen(request: AccessRequest, values: Mapping[str, object]) -> dict[str, Any]:
    """An approval falls with what it went by; what was approved before a child said no was not approved after it."""
    changes = any(name in values and values[name] != getattr(request, name) for name in _APPROVED_WITH)
    if not changes or request.approved_on is None:
        return {}
    return {"approved_by": "", "approved_on": None, "approval_reason": "", "approved_mark": ""}


def _interests_as_before(request: AccessRequest, changed: AccessRequest) -> FieldProblem | None:
    """A child who says no now is weighed anew: what was written while they had not said no is no answer to it."""
    says_no = changed.child_agrees is False and request.child_agrees is not False
    why = changed.in_childs_interests.strip()
    if not says_no or not why or why != request.in_childs_interests.strip():
        return None
    said = "The child does not agree now. Write anew why it is in their interests all the same, or leave it empty."
    return FieldProblem("in_childs_interests", said)


def _demand_sort(request: AccessRequest) -> None:
    """InvalidInput for a sort that cannot be; GateShut where what was gathered would be left without a reason."""
    refuse((sort_problem(request),))
    if request.gathered_at is not None and not is_about_a_person(request.sort):
        raise GateShut(("Something was gathered for it already, so it does ask about a person.",))
    if request.sort is RequestSort.NOT_A_REQUEST:
        raise GateShut(("Close the request to say that it was none: it is kept, with the reason.",))


def _problems(request: AccessRequest, today: date) -> tuple[FieldProblem | None, ...]:
    arrived = "the day the request arrived"
    days = {
        "court_order_checked_on": request.court_order_checked_on,
        "child_judged_on": request.child_judged_on,
        "identity_asked_on": request.identity_asked_on,
        "identity_seen_on": request.identity_seen_on,
        "authority_asked_on": request.authority_asked_on,
        "authority_seen_on": request.authority_seen_on,
        "extended_on": request.extended_on,
    }
    problems = [in_future(name, day, today) for name, day in days.items()]
    problems += [before(name, day, request.received_on, arrived) for name, day in days.items()]
    asked = "the day it was asked for"
    return (
        *problems,
        before("identity_seen_on", request.identity_seen_on, request.identity_asked_on, asked),
        before("authority_seen_on", request.authority_seen_on, request.authority_asked_on, asked),
        in_future("received_on", request.received_on, today),
        _after_logging(request),
    )


def _after_logging(request: AccessRequest) -> FieldProblem | None:
    """What stood in the vault on a day had arrived by then: no later day may give its clocks more time."""
    arrived, typed = request.received_on, request.typed_on
    if arrived is None or typed is None or arrived <= typed:
        return None
    return FieldProblem("received_on", f"It was logged on {say(typed)}, so it cannot have arrived later.")


def _too_late(session: Session, request: AccessRequest) -> FieldProblem | None:
    month = clocks(session, replace(request, extended_on=None)).legal.due
    if request.extended_on is None or month is None:
        return None
    if request.extended_on <= month:
        return None if session.clock.today() <= month else _told_by_no_letter(session, request, month)
    words = f"This is after the month was over, on {say(month)}. An extension must be told within it."
    return FieldProblem("extended_on", words)


def _told_by_no_letter(session: Session, request: AccessRequest, month: date) -> FieldProblem | None:
    """Once the month is over, more time is what a letter told that left within it, and nothing that is typed afterwards."""
    letters = session.list(RequestLetter, where={"request_id": request.id})
    if any(one.letter is LetterKind.EXTENSION and one.sent_on == request.extended_on for one in letters):
        return None
    words = f"The month was over on {say(month)}, and no letter is kept that told them by then. Nothing makes it longer now."
    return FieldProblem("extended_on", words)


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


def open_requests(session: Session) -> list[AccessRequest]:
    """Requests that have not ended, oldest arrival first."""
    return session.list(AccessRequest, where={"sent_on": None, "closed_on": None}, order="received_on")
