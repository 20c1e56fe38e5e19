"""A restriction while it lasts, and its end (UK GDPR article 18). Whether one lasts is asked of `restricting.py`."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from coordinator_app.core.changes import Saved
from coordinator_app.core.errors import FieldProblem, GateShut
from coordinator_app.core.plausible import before, in_future, missing, refuse
from coordinator_app.corrections.model import CorrectionClaim
from coordinator_app.rights.model import (
    RightsKind,
    RightsLetter,
    RightsOutcome,
    RightsRequest,
    rights_compartment,
)
from coordinator_app.rights.parts import (
    KeptRightsLetter,
    RestrictedUse,
    Restriction,
    RightsCheck,
    RightsItem,
    RightsNotice,
)
from coordinator_app.rights.restricting import restrictions_of
from coordinator_app.rights.sent import mark_sent
from coordinator_app.sharing.model import DeliveryMethod
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
    session: Session,
    request: RightsRequest,
    on: date | None,
    reason: str,
    how: DeliveryMethod | None = None,
) -> Saved[RightsRequest]:
    """Why the restriction is to end, and when whoever asked was told of it (None: not yet; article 18(3)). GateShut, InvalidInput."""
    if not request.restricts:
        raise GateShut(("This record is not restricted.",))
    refuse(
        (
            in_future("lift_told_on", on, session.clock.today()),
            before("lift_told_on", on, request.decided_on, "the day of the decision"),
            missing("lift_reason", reason.strip(), _NO_REASON),
            missing("lift_told_how", how, "Choose how they were told.") if on is not None else None,
        )
    )
    with session.write(rights_compartment(request)) as work:
        kept = work.change(request, lift_told_on=on, lift_told_how=how, lift_reason=reason.strip())
        if on is not None:
            mark_sent(session, work, request.id, RightsLetter.LIFTING, how)
    return Saved(kept, work.change_id)


def lift(session: Session, request: RightsRequest, reason: str) -> Saved[RightsRequest]:
    """The restriction ends, for the reason that whoever asked was told (article 18(3)).

    GateShut before they were told that it was restricted and that it ends; InvalidInput without a reason, and for another one.
    """
    if not request.restricts:
        raise GateShut(("This record is not restricted.",))
    untold = untold_before_the_end(request)
    if untold:
        raise GateShut(untold)
    other = request.lift_reason.strip() != reason.strip()
    refuse(
        (
            missing("lift_reason", reason.strip(), _NO_REASON),
            FieldProblem("lift_reason", _OTHER_REASON) if other and reason.strip() else None,
        )
    )
    with session.write(rights_compartment(request)) as work:
        kept = work.change(request, lifted_on=session.clock.today())
    _end(session, request)
    return Saved(kept, "")


_NO_REASON = "Say why it ends. They are told this."
_OTHER_REASON = "They were told another reason. Tell them this one before it ends, or leave it as it was."


def untold_before_the_end(request: RightsRequest) -> tuple[str, ...]:
    """What whoever asked has still to be told before their restriction may end, in sentences; nothing once it may."""
    found = []
    if request.told_on is None:
        found += [
            "They were never told that the answer is yes.",
            "Write the answer, and record when it went. It says that this is about to end.",
        ]
    if request.lift_told_on is None:
        found += ["They have to be told before the restriction ends.", "Write to them first."]
    return tuple(found)


def is_by_letter(how: DeliveryMethod | None) -> bool:
    """Whether who was told this way has it in writing, by a letter of ours or another."""
    return how is not None and how is not DeliveryMethod.TELEPHONE


def end_left(session: Session, request: RightsRequest) -> str:
    """What of the end has left the building, in a sentence; "" while it can be taken back."""
    ended = request.lifted_on
    if ended is None:
        return ""
    sent = [
        one
        for one in session.list(KeptRightsLetter, where={"request_id": request.id})
        if one.sent_how is not None
    ]
    if is_by_letter(request.lift_told_how) or any(one.letter is RightsLetter.LIFTING for one in sent):
        return "The letter that it ends has left."
    told = session.list(RightsNotice, where={"request_id": request.id})
    letters = [one for one in sent if one.letter is RightsLetter.NOTICE]
    since = [*(one.told_on for one in told), request.told_on]
    if (
        any(one.end_told_on is not None for one in told)
        or any(day is not None and day > ended for day in since)
        or any(one.written_on is not None and one.written_on >= ended for one in letters)
    ):
        return "Somebody was told since that it has ended."
    return ""


def take_back_end(session: Session, request: RightsRequest) -> Saved[RightsRequest]:
    """The end was a slip: it is restricted again. GateShut where it has not ended, or something of the end has left.

    In the open, and first: a kill in between leaves a record restricted that the next unlock opens, never the other way.
    """
    left = end_left(session, request)
    if left:
        raise GateShut((left, "If it is to be restricted again, write that down as another request."))
    if request.lifted_on is None or request.outcome is None:
        raise GateShut(("The restriction has not ended.",))
    if request.lifted_on == session.clock.today():
        _revive(session, request)
    as_decided(session, request, request.outcome)
    with session.write(rights_compartment(request)) as work:
        kept = work.change(request, lifted_on=None)
        for one in session.list(RightsNotice, where={"request_id": request.id}):
            if one.end_not_needed:  # of another end it is asked anew
                work.change(one, end_not_needed="")
    return Saved(kept, "")


def _revive(session: Session, request: RightsRequest) -> None:
    """The mark that ended today goes on, as if it never had; one of an earlier day stays ended, and a new one begins."""
    marks = session.list(Restriction, where={"request_id": request.id, "until_day": request.lifted_on})
    if marks:
        with session.write() as work:
            work.change(marks[-1], until_day=None)


def as_decided(session: Session, request: RightsRequest, outcome: RightsOutcome) -> None:
    """The mark that everybody sees, as the decision asks for it."""
    if request.kind_asked is not RightsKind.RESTRICTION:
        return
    if not outcome.does_something:
        _end(session, request)
        return
    found = _mark_of(session, request) or Restriction(
        pupil_id=request.pupil_id, request_id=request.id, from_day=session.clock.today()
    )
    about = "\n".join(one.item_id for one in items_of(session, request.id))
    if found.about != about or not found.id:
        with session.write() as work:
            work.put(replace(found, about=about))


def items_of(session: Session, request_id: str) -> list[RightsItem]:
    """The records that a request names: those to be erased, or those that alone are restricted."""
    return session.list(RightsItem, where={"request_id": request_id})


def is_ground_gone(session: Session, request: RightsRequest) -> bool:
    """Whether it rested on something that was to be looked at, and nothing of that is open any more (article 18(1)(a), (d))."""
    answers = {
        one.question: one.answer for one in session.list(RightsCheck, where={"request_id": request.id})
    }
    grounds = {one for one in _GROUNDS if answers.get(one)}
    if not grounds or any(answers.get(one) for one in _LASTING_GROUNDS):
        return False
    where: dict[str, object] = {"pupil_id": request.pupil_id, "outcome": None}
    if "accuracy" in grounds and session.count(CorrectionClaim, where=where):
        return False
    if "objected" in grounds and session.count(
        RightsRequest, where=where | {"kind_asked": RightsKind.OBJECTION}
    ):
        return False
    return _was_decided_since(session, request, grounds)


def _was_decided_since(session: Session, request: RightsRequest, grounds: set[str]) -> bool:
    """Whether anything of the kind was decided since the record was shut: without that nothing has changed."""
    start = request.decided_on
    where: dict[str, object] = {"pupil_id": request.pupil_id}
    decided: list[date | None] = []
    if "accuracy" in grounds:
        decided += [one.decided_on for one in session.list(CorrectionClaim, where=where)]
    if "objected" in grounds:
        kind = {"kind_asked": RightsKind.OBJECTION}
        decided += [one.decided_on for one in session.list(RightsRequest, where=where | kind)]
    return any(day is not None and (start is None or day >= start) for day in decided)


_GROUNDS = ("accuracy", "objected")
_LASTING_GROUNDS = ("unlawful", "claim")


def never_lasted(session: Session, request: RightsRequest) -> None:
    """Its mark ends: the decision was taken back."""
    _end(session, request)


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
