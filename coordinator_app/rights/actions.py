"""Log, check, decide, tell, lift: requests to erase, to restrict and objections (UK GDPR articles 12, 17 to 19, 21).

What is kept already may be asked about at any time: no gate of the referral stands before it. The erasing itself is in
`erasing.py`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from coordinator_app.access_requests.model import RequesterKind
from coordinator_app.answering import proof
from coordinator_app.answering.registers import NO_KEY, answered_problems, keep_changed, telling_problems
from coordinator_app.core.changes import Saved
from coordinator_app.core.errors import FieldProblem, GateShut
from coordinator_app.core.names import fold
from coordinator_app.core.plausible import before, in_future, missing, refuse
from coordinator_app.pupils.gone import refuse_gone
from coordinator_app.pupils.model import Carer, Pupil
from coordinator_app.rights.checks import against, questions, speaks_for, unanswered, words_of
from coordinator_app.rights.holds import holds
from coordinator_app.rights.lasting import as_decided, items_of
from coordinator_app.rights.model import (
    RightsKind,
    RightsLetter,
    RightsOutcome,
    RightsRequest,
    rights_compartment,
)
from coordinator_app.rights.notices import list_notices, notices_of
from coordinator_app.rights.parts import RightsCheck, RightsNotice
from coordinator_app.rights.sent import mark_sent
from coordinator_app.rights.taking_back import what_left
from coordinator_app.sharing.model import DeliveryMethod
from coordinator_app.store.session import Session

COUNTER = "rights_request"
_NO_AUTHORITY = "Nobody has seen that they may ask this for the pupil."
NOT_ERASED = "Nothing is erased yet, so nobody can be told that it is."
_TYPED = frozenset(
    {
        "about_carer",
        "address",
        "asked_by",
        "asker_kind",
        "authority",
        "channel",
        "identity_asked_how",
        "identity_asked_on",
        "identity_known",
        "identity_reason",
        "identity_seen",
        "identity_seen_on",
        "is_guarded",
        "received_on",
        "says",
    }
)


def log(session: Session, request: RightsRequest) -> Saved[RightsRequest]:
    """Write a request down under the next number. InvalidInput, RecordGone for a pupil who is in the trash."""
    refuse_gone(session.get(Pupil, request.pupil_id))
    wanted = replace(request, typed_on=session.clock.today())
    refuse((*_problems(session, wanted), proof.problem_of(wanted)))
    with session.write() as work:
        number = work.next_number(COUNTER)
    with session.write(rights_compartment(wanted)) as work:
        kept = work.add(replace(wanted, request_number=number))
    return Saved(kept, work.change_id)


def change(session: Session, request: RightsRequest, **values: Any) -> Saved[RightsRequest]:
    """Put right what was typed, before it is decided. The change's id is "" where it moved apart, for that stays.

    GateShut once it is decided, InvalidInput, StaleRecord, TypeError for a field that nobody types.
    """
    if set(values) - _TYPED:
        message = "this field of a request is not changed by hand"
        raise TypeError(message)
    if request.outcome is not None:
        raise GateShut(
            ("What was decided rests on these words.", "Write what is new down as another request.")
        )
    values = proof.without_day(values)
    wanted = replace(request, **values)
    problems = (*_problems(session, wanted), proof.problem_of(wanted, request))
    return keep_changed(session, request, wanted, values, problems)


# checks


def answers_of(session: Session, request: RightsRequest) -> dict[str, RightsCheck]:
    """The answers so far, by the name of the question."""
    return {one.question: one for one in session.list(RightsCheck, where={"request_id": request.id})}


def answered(session: Session, request: RightsRequest) -> dict[str, bool | None]:
    """Only yes or no."""
    return {key: one.answer for key, one in answers_of(session, request).items()}


def check(
    session: Session, request: RightsRequest, answers: Mapping[str, tuple[bool | None, str]]
) -> Saved[RightsRequest]:
    """Keep the answers to the questions of this kind, each with what it rests on; all in one change.

    GateShut once it is decided; InvalidInput where an answer stands against it and says nothing of why.
    """
    if request.outcome is not None:
        raise GateShut(("What was decided rests on these answers.",))
    known, today = answers_of(session, request), session.clock.today()
    asked = questions(request.kind_asked)
    refuse(
        FieldProblem(f"note_{one.key}", "Say what this rests on.")
        for one in asked
        if one.stops is not None and answers.get(one.key, (None, ""))[0] is one.stops
        if not answers[one.key][1].strip()
    )
    with session.write(rights_compartment(request)) as work:
        for one in asked:
            answer, note = answers.get(one.key, (None, ""))
            wanted = known.get(one.key) or RightsCheck(
                request_id=request.id, question=one.key, is_guarded=request.is_guarded
            )
            work.put(replace(wanted, answer=answer, note=note.strip(), answered_on=today))
    return Saved(request, work.change_id)


# the decision


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided, why, what is done, by whom and when."""

    outcome: RightsOutcome | None
    reason: str = ""
    what_is_done: str = ""
    decided_by: str = ""
    decided_on: date | None = None


def stands_against(session: Session, request: RightsRequest) -> tuple[str, ...]:
    """Why not all that is asked can be done, in sentences; nothing if it can."""
    answers = answered(session, request)
    found = [*words_of(against(request.kind_asked, answers))]
    is_judged = (
        not unanswered(request.kind_asked, answers) and request.kind_asked is not RightsKind.PORTABILITY
    )
    if is_judged and not speaks_for(request.kind_asked, answers):
        found.append("No answer gives them this right. See the questions, and the law beside each.")
    return (*found, *(one.sentence() for one in holds(session, request)))


def decide(session: Session, request: RightsRequest, decision: Decision) -> Saved[RightsRequest]:
    """Keep what was decided, and the list of those who have to be told. A restriction holds from this moment.

    Of another decision than before whoever asked has to be told anew. What shuts or opens a record is not undone: it is taken
    back, or decided anew.

    GateShut for "yes" while something stands against it, before who they are is known, or before every question is
    answered; InvalidInput.
    """
    is_final = request.done_on is not None and (
        request.kind_asked is RightsKind.ERASURE or what_left(session, request)
    )
    if is_final or request.lifted_on is not None:
        raise GateShut(("It is done already.", "Write what is new down as another request."))
    refuse(_decision_problems(session, request, decision))
    outcome = decision.outcome
    assert outcome is not None  # refused above
    _demand(session, request, outcome)
    # in the open, and first: a kill in between leaves a record restricted that need not be, never the other way
    as_decided(session, request, outcome)
    with session.write(rights_compartment(request)) as work:
        kept = work.change(
            request,
            outcome=outcome,
            reason=decision.reason.strip(),
            what_is_done=decision.what_is_done.strip(),
            decided_by=decision.decided_by.strip(),
            decided_on=decision.decided_on,
            done_on=decision.decided_on if _is_done_at_once(request, outcome) else None,
            **({} if _is_as_told(request, decision) else _UNTOLD),
        )
        list_notices(session, work, kept)
    was = request.outcome is not None and request.outcome.does_something
    shuts = request.kind_asked is RightsKind.RESTRICTION and (was or outcome.does_something)
    return Saved(kept, "" if shuts else work.change_id)


_UNTOLD: dict[str, Any] = dict.fromkeys(("told_on", "told_how", "lift_told_on", "lift_told_how"))
"""Of another decision they know nothing yet, neither that it holds nor that it ends."""


def _is_as_told(request: RightsRequest, decision: Decision) -> bool:
    """Whether whoever asked was told this very decision: of another one they know nothing yet."""
    reason, done = decision.reason.strip(), decision.what_is_done.strip()
    return (request.outcome, request.reason, request.what_is_done) == (decision.outcome, reason, done)


def _is_done_at_once(request: RightsRequest, outcome: RightsOutcome) -> bool:
    return outcome.does_something and request.kind_asked is RightsKind.OBJECTION


def _demand(session: Session, request: RightsRequest, outcome: RightsOutcome) -> None:
    if outcome is RightsOutcome.WITHDRAWN:
        return
    if not is_known(request):
        raise GateShut(
            ("It is not known yet who they are.", "Record how we know, or the proof that was seen.")
        )
    if request.kind_asked is RightsKind.PORTABILITY:
        if outcome is not RightsOutcome.NOT_APPLYING:
            raise GateShut(
                ("This right does not apply to what we keep by law.", "Offer a copy of everything instead.")
            )
        return
    left = unanswered(request.kind_asked, answered(session, request))
    if left:
        raise GateShut(("These questions are open:", *words_of(left)))
    if outcome.does_something:
        _demand_doing(session, request, outcome)


def _demand_doing(session: Session, request: RightsRequest, outcome: RightsOutcome) -> None:
    if not may_ask(session, request):
        raise GateShut((_NO_AUTHORITY, "Write down by what right they ask, once you have seen it."))
    found = holds(session, request)
    if found:
        raise GateShut(tuple(one.sentence() for one in found))
    shut = [one for one in against(request.kind_asked, answered(session, request)) if one.stops_part]
    if shut:
        raise GateShut((*words_of(shut), "Say no, with the reason."))
    stands = stands_against(session, request)
    if outcome is RightsOutcome.GRANTED and stands:
        raise GateShut((*stands, "Say yes in part, or no, with the reason."))
    if request.kind_asked is RightsKind.ERASURE and not items_of(session, request.id):
        raise GateShut(("It is not said yet what is erased.", "Choose the records first."))


def may_ask(session: Session, request: RightsRequest) -> bool:
    """Whether they ask by a right that somebody has seen: their own, parental responsibility on the record, or written down."""
    if request.asker_kind is RequesterKind.PUPIL or request.authority.strip():
        return True
    name = fold(request.asked_by)
    carers = session.list(Carer, where={"pupil_id": request.pupil_id})
    if request.about_carer.strip():  # their own: somebody of that name has to stand on the record
        return fold(request.about_carer) == name and any(fold(one.name) == name for one in carers)
    return request.asker_kind is RequesterKind.PARENT and any(
        one.has_responsibility is True and fold(one.name) == name for one in carers
    )


def is_known(request: RightsRequest) -> bool:
    """Whether it is known who asks."""
    return bool(request.identity_known) or request.identity_seen_on is not None


def told(
    session: Session, request: RightsRequest, on: date | None, how: DeliveryMethod | None = None
) -> Saved[RightsRequest]:
    """That whoever asked was told, and how. GateShut before it is decided, InvalidInput."""
    if request.outcome is None:
        raise GateShut(("Nothing is decided yet.",))
    refuse(answered_problems(on, how, request.decided_on, session.clock.today()))
    with session.write(rights_compartment(request)) as work:
        kept = work.change(request, told_on=on, told_how=how)
        mark_sent(session, work, request.id, RightsLetter.ANSWER, how)
    return Saved(kept, work.change_id)


def wants_to_know(session: Session, request: RightsRequest, on: date) -> Saved[RightsRequest]:
    """Whoever asked wants to know who was told: the answer then names them (article 19)."""
    with session.write(rights_compartment(request)) as work:
        kept = work.change(request, recipients_asked_on=on)
    return Saved(kept, work.change_id)


def tell(
    session: Session,
    notice: RightsNotice,
    *,
    told_on: date | None,
    confirmed_on: date | None = None,
    not_needed: str = "",
    told_how: DeliveryMethod | None = None,
) -> Saved[RightsNotice]:
    """When one of them was told and said that it is done, or why they need not be told. InvalidInput."""
    today, why = session.clock.today(), not_needed.strip()
    request = session.get(RightsRequest, notice.request_id)
    refuse(telling_problems(told_on, confirmed_on, why, request.decided_on, today))
    if told_on is not None and request.awaits_erasure:
        raise GateShut((NOT_ERASED, "Erase it first, with the second person."))
    with session.write(rights_compartment(notice)) as work:
        kept = work.change(
            notice, told_on=told_on, confirmed_on=confirmed_on, not_needed=why, told_how=told_how
        )
        if told_on is not None:
            to = notice.contact or notice.recipient
            mark_sent(session, work, request.id, RightsLetter.NOTICE, told_how, to)
    return Saved(kept, work.change_id)


def is_settled(notice: RightsNotice) -> bool:
    """Whether nothing more is to be done about one who has to be told."""
    return notice.confirmed_on is not None or bool(notice.not_needed)


def open_notices(session: Session, request: RightsRequest) -> list[RightsNotice]:
    """Those who are not told, or have not said that it is done."""
    return [one for one in notices_of(session, request.id) if not is_settled(one)]


def _problems(session: Session, one: RightsRequest) -> Iterator[FieldProblem | None]:
    today = session.clock.today()
    yield missing("kind_asked", one.kind_asked, "Choose what they ask for.")
    yield missing("asked_by", one.asked_by.strip(), "Say who asks.")
    yield missing("asker_kind", one.asker_kind, "Choose who they are.")
    yield missing("channel", one.channel, "Choose how it came.")
    yield missing("received_on", one.received_on, "Type the day on which it arrived.")
    yield in_future("received_on", one.received_on, today)
    yield missing("says", one.says.strip(), "Write what they want, in their words.")
    yield in_future("identity_asked_on", one.identity_asked_on, today)
    yield in_future("identity_seen_on", one.identity_seen_on, today)
    yield before("identity_seen_on", one.identity_seen_on, one.identity_asked_on, "the day it was asked for")
    if one.identity_known and not one.identity_reason.strip():
        yield FieldProblem("identity_reason", "Say how we know who they are.")
    if rights_compartment(one) not in session.held:
        yield FieldProblem("is_guarded", NO_KEY)


def _decision_problems(
    session: Session, request: RightsRequest, wanted: Decision
) -> Iterator[FieldProblem | None]:
    yield missing("outcome", wanted.outcome, "Choose what was decided.")
    yield missing("decided_on", wanted.decided_on, "Type the day of the decision.")
    yield in_future("decided_on", wanted.decided_on, session.clock.today())
    yield before("decided_on", wanted.decided_on, request.received_on, "the day it arrived")
    if wanted.outcome is None or wanted.outcome is RightsOutcome.WITHDRAWN:
        return
    yield missing("decided_by", wanted.decided_by.strip(), "Say who decided.")
    if wanted.outcome.refuses:
        yield missing("reason", wanted.reason.strip(), "Say why. They are told this.")
    if wanted.outcome.does_something:
        yield missing("what_is_done", wanted.what_is_done.strip(), "Say what is done. They are told this.")
