"""Write a breach down, contain it, decide about the report, close it (UK GDPR article 33; 003-8)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from coordinator_app.answering.registers import NO_KEY
from coordinator_app.breaches.model import Breach, BreachReport, PeopleTold, breach_compartment
from coordinator_app.core.changes import Saved
from coordinator_app.core.clock import LONDON
from coordinator_app.core.deadline_types import Deadline
from coordinator_app.core.errors import FieldProblem, GateShut
from coordinator_app.core.other_deadlines import ico_report
from coordinator_app.core.plausible import before, in_future, missing, refuse
from coordinator_app.core.privacy import Compartment
from coordinator_app.core.typed_time import read_time
from coordinator_app.store.session import Session

COUNTER = "breach"
_CLOSED = "This breach is closed."


def clock(breach: Breach) -> Deadline | None:
    """The 72 hours from the moment we knew; None without that moment."""
    return ico_report(breach.aware_at) if breach.aware_at else None


def called(breach: Breach) -> str:
    """As it is named outside the vault: "Breach 3"."""
    return f"Breach {breach.breach_number}"


def write_down(session: Session, breach: Breach) -> Saved[Breach]:
    """Keep it under the next number. InvalidInput for what is missing or cannot be."""
    demand_complete(session, breach)
    with session.write() as counting:
        following = counting.next_number(COUNTER)
    with session.write(breach_compartment(breach)) as work:
        kept = work.add(replace(breach, breach_number=following))
    return Saved(kept, work.change_id)


def demand_complete(session: Session, breach: Breach) -> None:
    """Go on, or raise InvalidInput for what is missing or cannot be, before anything is written."""
    now = session.clock.now()
    ahead = breach.aware_at is not None and breach.aware_at > now
    refuse(
        (
            missing("what_happened", breach.what_happened, "Say what happened."),
            missing("recipient", breach.recipient, "Say who has it, or that it is not known."),
            missing("what_was_in_it", breach.what_was_in_it, "Say what was in it, without names."),
            missing("happened_on", breach.happened_on, "Type the day."),
            in_future("happened_on", breach.happened_on, session.clock.today()),
            missing("aware_at", breach.aware_at, "Type the day and the time."),
            FieldProblem("aware_at", "This lies ahead. Type when you knew of it.") if ahead else None,
            before("aware_at", _day_known(breach), breach.happened_on, "the day it happened"),
        )
    )


@dataclass(frozen=True, slots=True)
class Incident:
    """What is said of a breach that is no sent pack; `was_locked` None is not answered."""

    what_happened: str
    happened_on: date | None
    recipient: str
    what_was_in_it: str
    known_on: date | None
    known_at: str
    was_locked: bool | None
    is_guarded: bool = False


def write_incident(session: Session, said: Incident) -> Saved[Breach]:
    """Write down what was lost, or went astray, outside any request. InvalidInput."""
    at = read_time(said.known_at)
    refuse(
        (
            FieldProblem("at", "Type the time, like 14:30.") if at is None else None,
            missing(
                "was_locked", said.was_locked, "Say whether they can read it: the report may turn on it."
            ),
            FieldProblem("is_guarded", NO_KEY)
            if said.is_guarded and Compartment.GUARDED not in session.held
            else None,
        )
    )
    known = datetime.combine(said.known_on, at, LONDON) if said.known_on and at else None
    breach = Breach(
        happened_on=said.happened_on,
        aware_at=known,
        what_happened=said.what_happened.strip(),
        recipient=said.recipient.strip(),
        what_was_in_it=said.what_was_in_it.strip(),
        was_locked=bool(said.was_locked),
        is_guarded=said.is_guarded,
    )
    return write_down(session, breach)


def decided_late(breach: Breach) -> bool:
    """Whether the decision was made after the day on which the 72 hours ended: article 33(1) wants the reason told."""
    counted = clock(breach)
    if counted is None or counted.due_at is None or breach.decided_on is None:
        return False
    return breach.decided_on > counted.due_at.astimezone(LONDON).date()


def _day_known(breach: Breach) -> date | None:
    """The civil day on which we knew: the moment is kept in UTC."""
    return breach.aware_at.astimezone(LONDON).date() if breach.aware_at else None


def contain(session: Session, breach: Breach, how: str, on: date | None) -> Saved[Breach]:
    """How it was got back, or kept from spreading. GateShut once closed, InvalidInput."""
    _open(breach)
    refuse(
        (
            missing("contained", how, "Say what was done."),
            missing("contained_on", on, "Type the day."),
            in_future("contained_on", on, session.clock.today()),
            before("contained_on", on, breach.happened_on, "the day it happened"),
        )
    )
    return _changed(session, breach, contained=how.strip(), contained_on=on)


def decide(
    session: Session, breach: Breach, report: BreachReport | None, reason: str, on: date | None
) -> Saved[Breach]:
    """Whether it is reported to the ICO, and why or under which reference: with it the 72 hours end."""
    _open(breach)
    refuse(
        (
            missing("report", report, "Choose one."),
            missing("report_reason", reason, "Say why, or type the reference of the ICO."),
            missing("decided_on", on, "Type the day."),
            in_future("decided_on", on, session.clock.today()),
            before("decided_on", on, _day_known(breach) or breach.happened_on, "the day we knew of it"),
        )
    )
    return _changed(session, breach, report=report, report_reason=reason.strip(), decided_on=on)


@dataclass(frozen=True, slots=True)
class Telling:
    """Whether those concerned are told: what was decided and why, and who was told when and how."""

    people_told: PeopleTold | None
    told_reason: str = ""
    people_told_on: date | None = None
    told_whom: str = ""
    told_address: str = ""
    told_by: str = ""
    told_how: str = ""
    may_mean: str = ""
    they_can_do: str = ""


def tell_people(session: Session, breach: Breach, said: Telling) -> Saved[Breach]:
    """Whether those concerned are told (article 34). Without a decision it is kept for the letter, which records it.

    GateShut once closed, InvalidInput.
    """
    _open(breach)
    refuse(_telling_problems(session, breach, said))
    return _changed(
        session,
        breach,
        people_told=said.people_told,
        people_told_on=said.people_told_on,
        told_reason=said.told_reason.strip(),
        told_whom=said.told_whom.strip(),
        told_address=said.told_address.strip(),
        told_by=said.told_by.strip(),
        told_how=said.told_how.strip(),
        may_mean=said.may_mean.strip(),
        they_can_do=said.they_can_do.strip(),
    )


def _telling_problems(session: Session, breach: Breach, said: Telling) -> Iterator[FieldProblem | None]:
    chosen = said.people_told
    yield in_future("people_told_on", said.people_told_on, session.clock.today())
    yield before(
        "people_told_on",
        said.people_told_on,
        _day_known(breach) or breach.happened_on,
        "the day we knew of it",
    )
    if chosen is None:
        yield missing("told_whom", said.told_whom, "Choose above, or say who is to be written to.")
        yield missing("may_mean", said.may_mean, "Say what may come of it. They are told this.")
        return
    if chosen.tells:
        yield missing("people_told_on", said.people_told_on, "Type the day.")
        yield missing("told_whom", said.told_whom, "Say who was told.")
        yield missing("told_how", said.told_how, "Say how.")
    else:
        yield missing("told_reason", said.told_reason, "Say why, and who decided it.")
        if said.people_told_on is not None:
            yield FieldProblem("people_told_on", "Leave this empty: they were not told.")
    if chosen is PeopleTold.LOCKED and not breach.was_locked:
        yield FieldProblem("people_told", _NOT_LOCKED)
    if chosen is PeopleTold.MENDED and not breach.contained:
        yield FieldProblem("people_told", "Say first how it was contained.")


_NOT_LOCKED = "It is written down that it was not locked, or that its password was told."


def close(session: Session, breach: Breach) -> Saved[Breach]:
    """Nothing more is to be done. GateShut before it is contained, the report decided, and those concerned told or not for a reason."""
    _open(breach)
    if not breach.contained or breach.report is None:
        raise GateShut(
            ("Say how it was contained, and decide about the report to the ICO, before it is closed.",)
        )
    if breach.owes_telling:
        raise GateShut(
            (
                "Say whether those concerned are told, and if not why, before it is closed (UK GDPR article 34).",
            )
        )
    return _changed(session, breach, closed_on=session.clock.today())


def _open(breach: Breach) -> None:
    if breach.closed_on is not None:
        raise GateShut((_CLOSED,))


def _changed(session: Session, breach: Breach, **values: object) -> Saved[Breach]:
    with session.write(breach_compartment(breach)) as work:
        kept = work.change(breach, **values)
    return Saved(kept, work.change_id)


def breaches_of(session: Session, request_id: str) -> list[Breach]:
    """Those that happened in a request, the newest first."""
    return session.list(Breach, where={"request_id": request_id}, newest=True)
