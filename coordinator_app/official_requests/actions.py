"""Log what an official asks, check who it is, decide what is necessary, give it by the ledger, or refuse (domain 2.1; 003-6.4)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from coordinator_app.core.changes import Saved, TakenBack
from coordinator_app.core.dates import say
from coordinator_app.core.errors import FieldProblem, GateShut
from coordinator_app.core.gates import OPEN, Decision, Reason
from coordinator_app.core.names import fold
from coordinator_app.core.plausible import before, in_future, missing, refuse
from coordinator_app.core.privacy import Compartment
from coordinator_app.official_requests.copies import frozen
from coordinator_app.official_requests.model import OfficialDecision, OfficialKind, OfficialRequest, Power
from coordinator_app.pupils.gone import refuse_gone
from coordinator_app.pupils.model import Pupil
from coordinator_app.sharing.actions import demand, named, write_apart
from coordinator_app.sharing.model import DeliveryMethod, DisclosedItem, Disclosure, RecipientKind
from coordinator_app.store.session import Session
from coordinator_app.store.undo import CannotUndo

_COUNTER = "official_request"
_CLAUSE = "003-6.4"
_NO_KEY = "Your passphrase does not open restricted records. Ask the safeguarding lead to write this down."
_ARRIVED = "the day it arrived"
_BY_STEPS = frozenset(
    {
        "decided_because", "decided_by", "decided_on", "decision", "disclosure_id", "given_how", "given_on", "given_what",
        "official_number", "pupil_id", "refused_on", "typed_on",
    }
)  # fmt: skip


def log(session: Session, request: OfficialRequest) -> Saved[OfficialRequest]:
    """Write down what is asked under the next number. InvalidInput, GateShut without the key, RecordGone for a pupil in the trash."""
    if Compartment.GUARDED not in session.held:
        raise GateShut((_NO_KEY,))
    wanted = replace(request, typed_on=session.clock.today())
    refuse(_problems(wanted, session.clock.today()))
    refuse_gone(session.get(Pupil, wanted.pupil_id))
    with session.write() as counting:
        number = counting.next_number(_COUNTER)
    with session.write(Compartment.GUARDED) as work:
        kept = work.add(replace(wanted, official_number=number))
    return Saved(kept, work.change_id)


def change(session: Session, request: OfficialRequest, **values: Any) -> Saved[OfficialRequest]:
    """Put right what was typed, or record the checks, while it is open. Another officer or organisation is checked anew.

    GateShut once it is answered; InvalidInput; TypeError for what only a step may write.
    """
    if _BY_STEPS & set(values):
        message = "this is written by the step that checks it"
        raise TypeError(message)
    _must_be_open(session, request)
    wanted = replace(request, **values)
    refuse((*_problems(wanted, session.clock.today()), *_check_problems(wanted, session.clock.today())))
    # what is decided rests on what was asked and checked: another power or another wish is decided anew
    other = _rests_on(request) != _rests_on(wanted) or _checked_after(wanted)
    anew: dict[str, Any] = {"decision": None, "decided_on": None} if other else {}
    if _who(request) != _who(wanted):  # somebody else was checked, not this one
        anew |= {name: empty for name, empty in _UNCHECKED.items() if name not in values}
    with session.write(Compartment.GUARDED) as work:
        kept = work.change(request, **values, **anew)
    return Saved(kept, work.change_id)


def _checked_after(wanted: OfficialRequest) -> bool:
    """Whether a decision to give would rest on a check, or on a paper, that came after it."""
    gives, on = wanted.decision is not None and wanted.decision.gives, wanted.decided_on
    return (
        gives
        and on is not None
        and any(day and day > on for day in (wanted.checked_on, wanted.in_writing_on))
    )


_UNCHECKED: dict[str, Any] = {"checked_how": None, "checked_on": None, "checked_by": ""}


def _who(request: OfficialRequest) -> tuple[object, ...]:
    """Who asks, as far as a check of them goes: a mended capital or accent is the same person."""
    return request.official_kind, fold(request.organisation), fold(request.officer)


def _rests_on(request: OfficialRequest) -> tuple[object, ...]:
    return request.asked_for, request.power, request.power_words, *_who(request)


@dataclass(frozen=True, slots=True)
class Deciding:
    """What is decided, why, by whom, when."""

    decision: OfficialDecision | None
    necessary: str = ""
    because: str = ""
    by: str = ""
    on: date | None = None
    family_told: bool | None = None
    family_because: str = ""


def is_unchecked(request: OfficialRequest) -> bool:
    """Whether nobody has made sure who they are."""
    return request.checked_on is None or request.checked_how is None


def deciding_gate(request: OfficialRequest, decision: OfficialDecision) -> Decision:
    """Whether this may be decided. Nothing is given to somebody unchecked, or without a power; refusing is always open.

    To keep a child safe it may be given unchecked and unwritten, for the reason that is kept.
    """
    if not decision.gives:
        return OPEN
    reasons = []
    # a child in danger does not wait: it was given at once, and is written down with the reason that is always asked for
    if is_unchecked(request) and request.power is not Power.SAFEGUARDING:
        reasons.append(
            Reason("Nobody has checked who they are.", "Ring back on a number you looked up.", _CLAUSE)
        )
    if request.power in {None, Power.NONE_NAMED}:
        reasons.append(Reason("They name no power.", "Ask by which power they ask.", _CLAUSE))
    if request.power is not None and request.power.names_a_paper and not request.power_words.strip():
        reasons.append(Reason("The order or the section is not named.", "Write down which it is.", _CLAUSE))
    if request.in_writing_on is None and request.power is not Power.SAFEGUARDING:
        said = "It has not been seen in writing."
        reasons.append(
            Reason(said, "Ask for it in writing; only a child in danger does not wait for it.", _CLAUSE)
        )
    return Decision(tuple(reasons))


def decide(session: Session, request: OfficialRequest, deciding: Deciding) -> Saved[OfficialRequest]:
    """Keep what was decided. GateShut by `deciding_gate`, or once answered; InvalidInput."""
    _must_be_open(session, request)
    gives = deciding.decision is not None and deciding.decision.gives
    refuse(
        (
            missing("decision", deciding.decision, "Choose what was decided."),
            missing("necessary", deciding.necessary.strip(), "Say what is necessary and why.")
            if gives
            else None,
            missing("decided_because", deciding.because.strip(), "Say why."),
            missing("decided_by", deciding.by.strip(), "Say who decided."),
            missing("decided_on", deciding.on, "Type the day."),
            in_future("decided_on", deciding.on, session.clock.today()),
            before("decided_on", deciding.on, request.received_on, _ARRIVED),
            before(
                "decided_on", deciding.on, request.checked_on if gives else None, "the day they were checked"
            ),
            before(
                "decided_on",
                deciding.on,
                request.in_writing_on if gives else None,
                "the day it was seen in writing",
            ),
        )
    )
    assert deciding.decision is not None  # refused above
    deciding_gate(request, deciding.decision).demand()
    with session.write(Compartment.GUARDED) as work:
        kept = work.change(
            request,
            decision=deciding.decision,
            necessary=deciding.necessary.strip(),
            decided_because=deciding.because.strip(),
            decided_by=deciding.by.strip(),
            decided_on=deciding.on,
            family_told=deciding.family_told,
            family_because=deciding.family_because.strip(),
        )
        work.audit("official-decided", kept)
    return Saved(kept, work.change_id)


@dataclass(frozen=True, slots=True)
class Giving:
    """What is handed over, how and when; `items` are the records of it with the version that was given."""

    what: str = ""
    how: DeliveryMethod | None = None
    on: date | None = None
    items: tuple[DisclosedItem, ...] = ()


def give(session: Session, request: OfficialRequest, giving: Giving) -> Saved[OfficialRequest]:
    """Record that it was handed over, and write the line of the disclosure ledger. GateShut, InvalidInput.

    The line lies in the guarded part of the ledger, with its items: that they asked is nothing for the family's own papers.
    It, the copies of what was given, and the record stand or fall together.
    """
    _must_be_open(session, request)
    if request.decision is None or not request.decision.gives:
        raise GateShut(("Nobody has decided to give anything.", "Record the decision first."))
    deciding_gate(request, request.decision).demand()
    refuse(
        (
            missing("given_what", giving.what.strip(), "Say what was given."),
            missing("given_how", giving.how, "Say how it was handed over."),
            missing("given_on", giving.on, "Type the day."),
            in_future("given_on", giving.on, session.clock.today()),
            before("given_on", giving.on, request.decided_on, "the day of the decision"),
        )
    )
    line = _ledger_line(request, giving)
    demand(session, line, giving.items, for_safety=True)
    with session.write(Compartment.GUARDED) as work:
        items = frozen(session, work, giving.items)
        kept = work.change(
            request,
            given_on=giving.on,
            given_how=giving.how,
            given_what=giving.what.strip(),
            disclosure_id=write_apart(work, named(line, session.clock.today()), items).id,
        )
        work.audit("official-given", kept)
    return Saved(kept, work.change_id)


def _ledger_line(request: OfficialRequest, giving: Giving) -> Disclosure:
    # a power of the law is not the family's consent, and does not wait for it: hence `for_safety`
    return Disclosure(
        pupil_id=request.pupil_id,
        recipient=request.organisation,
        recipient_kind=RecipientKind.AGENCY,
        given_on=giving.on,
        method=giving.how,
        why=request.called,
        description=f"What was decided in {request.called[:1].lower()}{request.called[1:]}",
    )


def refuse_it(session: Session, request: OfficialRequest, on: date | None) -> Saved[OfficialRequest]:
    """They were told that nothing is given. GateShut before that is decided; InvalidInput."""
    _must_be_open(session, request)
    if request.decision is not OfficialDecision.REFUSE:
        raise GateShut(("Nobody has decided to give nothing.", "Record the decision first."))
    refuse(
        (
            missing("refused_on", on, "Type the day."),
            in_future("refused_on", on, session.clock.today()),
            before("refused_on", on, request.decided_on, "the day of the decision"),
        )
    )
    with session.write(Compartment.GUARDED) as work:
        kept = work.change(request, refused_on=on)
    return Saved(kept, work.change_id)


def tell_family(
    session: Session, request: OfficialRequest, told: bool | None, because: str
) -> Saved[OfficialRequest]:
    """Record whether the family was told, at any time: they often are only after the arrest. InvalidInput without a reason."""
    refuse(
        (
            missing("family_told", told, "Say whether they were told."),
            missing("family_because", because.strip(), "Say who told them and when, or why not."),
        )
    )
    with session.write(Compartment.GUARDED) as work:
        kept = work.change(request, family_told=told, family_because=because.strip())
        work.audit("official-family", kept)
    return Saved(kept, work.change_id if kept.is_open else "")


def open_ones(session: Session) -> list[OfficialRequest]:
    """Those still to be answered, the oldest first; none for whose passphrase does not open them."""
    where = {"given_on": None, "refused_on": None}
    return session.list(OfficialRequest, where=where, order="received_on")


def undo_gate(session: Session, taken: Iterable[TakenBack]) -> None:  # noqa: ARG001  (the records say it all)
    """CannotUndo for what was handed over, and for a refusal that was told."""
    for one in taken:
        now = one.now
        if isinstance(now, OfficialRequest) and not now.is_open:
            day = now.given_on or now.refused_on
            raise CannotUndo(
                f"{now.called} was answered{f' on {say(day)}' if day else ''}, so nothing in it can be undone.",
                next_step="It can be read. If they ask for more, log it as a new one.",
            )


def _must_be_open(session: Session, request: OfficialRequest) -> None:
    if not session.get(OfficialRequest, request.id).is_open:
        raise GateShut(("This is answered. It can be read, not changed.",))


def _problems(one: OfficialRequest, today: date) -> Iterator[FieldProblem | None]:
    yield missing("pupil_id", one.pupil_id, "Choose the pupil.")
    yield missing("official_kind", one.official_kind, "Say who asks.")
    yield missing("organisation", one.organisation.strip(), "Say which organisation.")
    yield missing("officer", one.officer.strip(), "Say who in it asks.")
    yield missing("received_on", one.received_on, "Type the day it arrived.")
    yield in_future("received_on", one.received_on, today)
    yield before("answer_by", one.answer_by, one.received_on, _ARRIVED)
    yield missing("asked_for", one.asked_for.strip(), "Write what they ask for.")
    yield missing("power", one.power, "Say by which power they ask.")
    if one.official_kind is OfficialKind.COURT and one.power is Power.CRIME:
        yield FieldProblem("power", "A court asks by an order, or by a duty in law.")


def _check_problems(one: OfficialRequest, today: date) -> Iterator[FieldProblem | None]:
    for name in ("in_writing_on", "checked_on"):
        yield in_future(name, getattr(one, name), today)
        yield before(name, getattr(one, name), one.received_on, _ARRIVED)
    if one.checked_on is not None or one.checked_how is not None:
        yield missing("checked_how", one.checked_how, "Say how it was checked.")
        yield missing("checked_on", one.checked_on, "Type the day it was checked.")
        yield missing("checked_by", one.checked_by.strip(), "Say who checked.")
