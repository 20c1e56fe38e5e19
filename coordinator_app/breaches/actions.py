"""Write a breach down, contain it, decide about the report, close it (UK GDPR article 33; 003-8)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from coordinator_app.answering.registers import NO_KEY
from coordinator_app.breaches.model import Breach, BreachReport, PeopleTold, breach_compartment
from coordinator_app.breaches.people import people_of
from coordinator_app.breaches.person import owes_telling
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
_CLOSED = "This breach is closed. Open it again first."


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
    """What was decided for everybody at once: that nobody has to be told and why, or that they were told in public."""

    people_told: PeopleTold | None
    told_reason: str = ""
    people_told_on: date | None = None
    told_how: str = ""


FOR_EVERYBODY = (PeopleTold.LOW_RISK, PeopleTold.LOCKED, PeopleTold.MENDED, PeopleTold.IN_PUBLIC)
"""What can be decided of all at once; whoever is told, or is to be told, stands on the list."""


def tell_people(session: Session, breach: Breach, said: Telling) -> Saved[Breach]:
    """Decide for everybody at once (article 34). GateShut once closed, or where people are listed: of each it is decided; InvalidInput."""
    _open(breach)
    if people_of(session, breach.id):
        raise GateShut(("Those concerned are listed: it is decided and recorded for each of them.",))
    refuse(_telling_problems(session, breach, said))
    return _changed(
        session,
        breach,
        people_told=said.people_told,
        people_told_on=said.people_told_on,
        told_reason=said.told_reason.strip(),
        told_how=said.told_how.strip(),
    )


def _telling_problems(session: Session, breach: Breach, said: Telling) -> Iterator[FieldProblem | None]:
    chosen, known = said.people_told, _day_known(breach) or breach.happened_on
    yield in_future("people_told_on", said.people_told_on, session.clock.today())
    yield before("people_told_on", said.people_told_on, known, "the day we knew of it")
    if chosen not in FOR_EVERYBODY:
        yield FieldProblem("people_told", "Choose one. Whoever is to be told is added to the list.")
        return
    yield missing("told_reason", said.told_reason, "Say why, and who decided it.")
    if chosen is PeopleTold.IN_PUBLIC:
        yield missing("people_told_on", said.people_told_on, "Type the day.")
        yield missing("told_how", said.told_how, "Say how.")
    elif said.people_told_on is not None:
        yield FieldProblem("people_told_on", "Leave this empty: they were not told.")
    if chosen is PeopleTold.LOCKED and not breach.was_locked:
        yield FieldProblem("people_told", _NOT_LOCKED)
    if chosen is PeopleTold.MENDED and not breach.contained:
        yield FieldProblem("people_told", "Say first how it was contained.")


_NOT_LOCKED = "It is written down that it was not locked, or that its password was told."


def close(session: Session, breach: Breach, although: str = "") -> Saved[Breach]:
    """Nothing more is to be done. GateShut before it is contained and the report decided.

    While somebody who must be told is not told, or nobody decided whether anybody must be, it is closed for a written reason only.
    """
    _open(breach)
    if not breach.contained or breach.report is None:
        raise GateShut(
            ("Say how it was contained, and decide about the report to the ICO, before it is closed.",)
        )
    owes = owes_telling(breach, people_of(session, breach.id))
    if owes and not although.strip():
        raise GateShut((_OWES,))
    why = although.strip() if owes else ""
    return _changed(session, breach, closed_on=session.clock.today(), closed_although=why)


_OWES = (
    "Say of everybody concerned whether they are told, and if not why, before it is closed (UK GDPR article 34). "
    "To close it all the same, write down why."
)


def reopen(session: Session, breach: Breach, why: str) -> Saved[Breach]:
    """Go on with a closed one; the 72 hours run only while the report is not decided. GateShut while it is open, InvalidInput."""
    if breach.closed_on is None:
        raise GateShut(("This breach is open.",))
    refuse((missing("words", why, "Say why it is opened again."),))
    today = session.clock.today()
    return _changed(session, breach, closed_on=None, reopened_on=today, reopened_because=why.strip())


def change_words(session: Session, breach: Breach, words: Words) -> Saved[Breach]:
    """Put otherwise what is written down of it: every letter says it word for word. GateShut once closed, InvalidInput."""
    _open(breach)
    refuse(
        (
            missing("what_happened", words.what_happened, "Say what happened."),
            missing("recipient", words.recipient, "Say who has it, or that it is not known."),
            missing("what_was_in_it", words.what_was_in_it, "Say what was in it, without names."),
        )
    )
    return _changed(
        session,
        breach,
        what_happened=words.what_happened.strip(),
        recipient=words.recipient.strip(),
        what_was_in_it=words.what_was_in_it.strip(),
    )


@dataclass(frozen=True, slots=True)
class Words:
    """What is written down of it and stands in letters, but for who has it."""

    what_happened: str
    recipient: str
    what_was_in_it: str


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
