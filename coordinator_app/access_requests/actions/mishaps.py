"""Write down that a pack went wrong: the breach, what stands on the request, and what the ledger says, in one step (003-8).

Where the right person has had no answer the request is open again: no day of sending, so every clock, list and figure counts on.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from coordinator_app.access_requests.items import Pack, guarded_if_marked
from coordinator_app.access_requests.mishaps import Mishap, WentWrong, standing_one
from coordinator_app.access_requests.model import AccessRequest, Stage
from coordinator_app.breaches import actions as breaches
from coordinator_app.breaches.model import Breach
from coordinator_app.core.changes import Change, ChangeSet, Saved
from coordinator_app.core.errors import FieldProblem, GateShut
from coordinator_app.core.ids import new_id
from coordinator_app.core.plausible import before, in_future, missing, refuse
from coordinator_app.core.privacy import Compartment
from coordinator_app.sharing.model import Disclosure, RecipientKind
from coordinator_app.store.session import Session
from coordinator_app.store.unit_of_work import Work

_KIND = "request_mishap"
WHO_IS_APART = "Somebody else: the breach says who"
"""What the open ledger says of who has it, where that is written in the guarded compartment."""


@dataclass(frozen=True, slots=True)
class Answered:
    """Whether the right person has had the answer all the same, and since when; `has_it` None is not said."""

    has_it: bool | None
    on: date | None = None


def mishaps_of(session: Session, request_id: str) -> tuple[Mishap, ...]:
    """What went wrong with the packs of a request, in the order in which it was written down."""
    return tuple(session.list(Mishap, where={"request_id": request_id}))


def by_request(session: Session) -> dict[str, tuple[Mishap, ...]]:
    """The same of every request: they are few, and a list asks for many requests at once."""
    found: dict[str, tuple[Mishap, ...]] = {}
    for one in session.list(Mishap):
        found[one.request_id] = (*found.get(one.request_id, ()), one)
    return found


def delivery_went_wrong(
    session: Session, request: AccessRequest, pack: Pack, breach: Breach, what: WentWrong, answered: Answered
) -> Saved[Breach]:
    """Keep the breach of a pack that was sent, mark the request, and open it again where nobody has had the answer. InvalidInput."""
    there = standing_one(request, mishaps_of(session, request.id))
    if there is not None:
        raise GateShut((f"This is written down already, as breach {there.breach_number}. Open that.",))
    refuse((missing("has_it", answered.has_it, _SAY), *_day_problems(session, answered, breach.happened_on)))
    mishap = _mishap(session.get(AccessRequest, request.id), pack, breach, what)
    return _write(session, _Wrong(request, pack, breach, mishap, answered))


def copy_went_wrong(
    session: Session, request: AccessRequest, breach: Breach, mishap: Mishap
) -> Saved[Breach]:
    """Keep the breach of a saved copy, and say on the request that it is lost; nothing was recorded as sent by it."""
    return _write(session, _Wrong(request, None, breach, mishap, Answered(None)))


def say_answered(
    session: Session, request: AccessRequest, mishap: Mishap, answered: Answered
) -> Saved[AccessRequest]:
    """Say later whether the right person has had the answer. GateShut once the request is open again, InvalidInput."""
    now = session.get(AccessRequest, request.id)
    if now.sent_on is None or mishap.answered is False:
        raise GateShut(
            ("The request is open already. Record the pack as sent once it goes to the right person.",)
        )
    refuse((missing("has_it", answered.has_it, _SAY), *_day_problems(session, answered, mishap.happened_on)))
    pack = session.find(Pack, mishap.pack_id)
    change_id = new_id()
    if pack is not None and guarded_if_marked(pack) is Compartment.GUARDED:
        with session.write(Compartment.GUARDED) as apart:
            apart.change_id = change_id
            turn_pack(apart, pack, answered)
    with session.write() as work:
        work.change_id = change_id
        if pack is not None and guarded_if_marked(pack) is Compartment.GENERAL:
            turn_pack(work, pack, answered)
        work.put(_said(mishap, answered))
        kept = _turn(work, now, answered)
        given = Given(now, mishap, answered, who_has_it(session, mishap), beside=mishap.answered is True)
        _tell_ledger(session, work, given)
        work.audit("request-went-wrong", kept)
    return Saved(kept, work.change_id)


_SAY = "Say whether the right person has had the answer: the clocks turn on it."


def _day_problems(
    session: Session, answered: Answered, happened: date | None
) -> tuple[FieldProblem | None, ...]:
    if not answered.has_it:
        return ()
    return (
        missing("answered_on", answered.on, "Type the day on which the right person had it."),
        in_future("answered_on", answered.on, session.clock.today()),
        before("answered_on", answered.on, happened, "the day it was sent"),
    )


@dataclass(frozen=True, slots=True)
class _Wrong:
    """What is written in one go; `pack` is None for a saved copy, which was recorded nowhere as sent."""

    request: AccessRequest
    pack: Pack | None
    breach: Breach
    mishap: Mishap
    answered: Answered


@dataclass(frozen=True, slots=True)
class Given:
    """What the ledger is told: who has it wrongly, in words that may stand in the open.

    `beside`: it was said before that the right person had it too, so this very mishap has a line beside theirs. By its day
    alone it is not known: two deliveries may go wrong on one day.
    """

    request: AccessRequest
    mishap: Mishap
    answered: Answered
    who: str
    beside: bool = False


def _mishap(request: AccessRequest, pack: Pack, breach: Breach, what: WentWrong) -> Mishap:
    return Mishap(
        request_id=request.id,
        went_wrong=what,
        happened_on=breach.happened_on,
        pack_id=pack.id,
        is_apart=breach.is_guarded,
        sent_by=request.sent_by,
        sent_to=request.sent_to,
        delivery_reference=request.delivery_reference,
        password_told=request.password_told,
        arrived_on=request.arrived_on,
    )


def _write(session: Session, wrong: _Wrong) -> Saved[Breach]:
    """The guarded part first: cut off in between, the next unlock with the key finds the breach and asks about it (upkeep)."""
    breaches.demand_complete(session, wrong.breach)
    now, change_id, kept = session.get(AccessRequest, wrong.request.id), new_id(), wrong.breach
    if wrong.breach.is_guarded:
        with session.write() as counting:
            following = counting.next_number(breaches.COUNTER)
        with session.write(Compartment.GUARDED) as apart:
            apart.change_id = change_id
            kept = apart.add(replace(wrong.breach, breach_number=following))
            if wrong.pack is not None:
                turn_pack(apart, wrong.pack, wrong.answered)
    with session.write() as work:
        work.change_id = change_id
        if not wrong.breach.is_guarded:
            kept = work.add(replace(wrong.breach, breach_number=work.next_number(breaches.COUNTER)))
            if wrong.pack is not None:
                turn_pack(work, wrong.pack, wrong.answered)
        named = replace(wrong.mishap, breach_id=kept.id, breach_number=kept.breach_number)
        mishap = work.add(_said(named, wrong.answered))
        if wrong.pack is not None:
            turned = _turn(work, now, wrong.answered)
            _tell_ledger(session, work, Given(now, mishap, wrong.answered, _open_words(kept)))
            work.audit("request-went-wrong", turned)
    return Saved(kept, work.change_id)


def _said(mishap: Mishap, answered: Answered) -> Mishap:
    return replace(mishap, answered=answered.has_it, answered_on=answered.on if answered.has_it else None)


def _turn(work: Work, request: AccessRequest, answered: Answered) -> AccessRequest:
    """The request as it stands now: answered since the day on which the right person had it, or open again."""
    if answered.has_it:
        return work.change(request, sent_on=answered.on)
    return work.change(
        request,
        sent_on=None,
        sent_by=None,
        sent_to="",
        delivery_reference="",
        password_told="",
        arrived_on=None,
        stage=Stage.PACK,
    )


def turn_pack(work: Work, pack: Pack, answered: Answered) -> None:
    """A pack that nobody has as the answer can be sent again, once all that sending asks for still holds."""
    if pack.trashed_at is None:
        work.change(pack, sent_on=answered.on if answered.has_it else None)


# the ledger


def _open_words(breach: Breach) -> str:
    return WHO_IS_APART if breach.is_guarded else breach.recipient


def who_has_it(session: Session, mishap: Mishap) -> str:
    """Who has it in error, in words that may stand in the open."""
    breach = session.find(Breach, mishap.breach_id) if not mishap.is_apart else None
    return _open_words(breach) if breach is not None else WHO_IS_APART


def _tell_ledger(session: Session, work: Work, given: Given) -> None:
    """What went to whom wrongly: a line of its own beside that of the right person, or in its place where they had nothing."""
    line = _line_of(session, given.request)
    if line is None:
        return
    if given.answered.has_it:
        work.change(line, given_on=given.answered.on)
        if not given.beside or _error_of(session, given) is None:
            work.add(error_line(line, given))
        return
    beside = _error_of(session, given) if given.beside else None
    if beside is not None:  # it had been said that the right person had it too, and that was not so
        work.trash(beside)
    work.change(
        line,
        recipient=given.who,
        recipient_kind=RecipientKind.OTHER,
        given_on=given.mishap.happened_on,
        in_error=True,
        meant_for=line.recipient,
    )


def error_line(line: Disclosure, given: Given) -> Disclosure:
    """What went wrongly, as a line of its own beside that of the right person."""
    return Disclosure(
        pupil_id=line.pupil_id,
        recipient=given.who,
        recipient_kind=RecipientKind.OTHER,
        given_on=given.mishap.happened_on,
        method=line.method,
        why=line.why,
        description=f"{line.description}, the same as {line.recipient} was given",
        request_id=line.request_id,
        in_error=True,
        meant_for=line.recipient,
    )


def _line_of(session: Session, request: AccessRequest) -> Disclosure | None:
    """The line of the delivery that the request stands as sent by."""
    where = {"request_id": request.id, "is_guarded": False}
    found = session.list(Disclosure, where=where, newest=True)
    return next((one for one in found if not one.in_error), None)


def _error_of(session: Session, given: Given) -> Disclosure | None:
    where = {"request_id": given.request.id, "is_guarded": False}
    found = session.list(Disclosure, where=where, newest=True)
    same = (one for one in found if one.in_error and one.given_on == given.mishap.happened_on)
    return next(same, None)


# what follows an undo, and what an earlier version or a kill left


def undone(session: Session, changes: ChangeSet) -> None:
    """Undo took back that a pack went wrong, or brought it back: a breach that lies apart, and its pack, follow."""
    if _KIND not in changes.kinds or Compartment.GUARDED not in session.held:
        return
    for change in changes.records:
        mishap = session.find(Mishap, change.record_id) if change.kind == _KIND else None
        if mishap is not None and mishap.is_apart:
            _follow(session, mishap, goes=change.change is Change.TRASHED)


def _follow(session: Session, mishap: Mishap, *, goes: bool) -> None:
    breach, pack = session.find(Breach, mishap.breach_id), session.find(Pack, mishap.pack_id)
    request = session.get(AccessRequest, mishap.request_id)
    with session.write(Compartment.GUARDED) as work:
        if breach is not None and goes and breach.trashed_at is None:
            work.trash(breach)
        elif breach is not None and not goes and breach.trashed_at is not None:
            work.restore(breach)
        if pack is not None and pack.is_guarded and mishap.of_delivery and pack.sent_on != request.sent_on:
            work.change(pack, sent_on=request.sent_on)


def upkeep(session: Session) -> None:
    """Say on its request what a breach of earlier versions tells of it, or one that was cut off: nobody has said who has the answer."""
    known = {breach_id for (breach_id,) in session.some(Mishap, ("breach_id",), trashed=None)}
    for breach in session.list(Breach):
        request = session.find(AccessRequest, breach.request_id) if breach.request_id else None
        if request is None or not breach.pack_id or breach.id in known:
            continue
        pack = session.find(Pack, breach.pack_id)
        was_sent = pack is not None and pack.sent_on is not None
        found = Mishap(
            request_id=request.id,
            went_wrong=WentWrong.WRONG_PERSON if was_sent else WentWrong.COPY_LOST,
            happened_on=breach.happened_on,
            pack_id=breach.pack_id,
            breach_id=breach.id,
            breach_number=breach.breach_number,
            is_apart=breach.is_guarded,
        )
        with session.write() as work:
            work.add(found)
