"""The chase list: what is to be asked of whom, and how it was asked (003-4.2, 4.3, 7.3)."""

from __future__ import annotations

from datetime import date, timedelta

from coordinator_app.consent.chasing import (
    EVERYTHING,
    RUNS_OUT_SOON_DAYS,
    ChaseMark,
    ChaseMethod,
    ChaseReason,
    ConsentChase,
    Narrow,
    ToChase,
)
from coordinator_app.consent.in_force import chase_after, statements_in_force
from coordinator_app.consent.store import ChaseRules, count_to_chase, to_chase
from coordinator_app.core.calendar import is_working_day, roll_forward
from coordinator_app.core.changes import Saved
from coordinator_app.core.errors import FieldProblem
from coordinator_app.core.plausible import in_future, missing, refuse
from coordinator_app.core.print_order import Printed, PrintOrder
from coordinator_app.core.privacy import Compartment
from coordinator_app.organisations.actions import bank_holidays
from coordinator_app.pupils.model import Pupil
from coordinator_app.store.session import Session

ASK_AGAIN = timedelta(days=7)  # our wording: what is offered as the day to ask again


def ask_again_on(session: Session) -> date:
    """The day that is offered to ask again and put into letters: in a week, or the working day after it."""
    bank = bank_holidays(session)
    return roll_forward(session.clock.today() + ASK_AGAIN, lambda day: is_working_day(day, bank))


def rules(session: Session, *, after_days: int | None = None) -> ChaseRules:
    """What the list is worked out from today; `after_days` 0 lists every form that is out."""
    today = session.clock.today()
    days = chase_after(session) if after_days is None else after_days
    statements = statements_in_force(session)
    return ChaseRules(
        today,
        today - timedelta(days=days),
        today + timedelta(days=RUNS_OUT_SOON_DAYS),
        statements.version,
        statements.translated,
    )


def chase_page(
    session: Session,
    narrow: Narrow = EVERYTHING,
    *,
    after: ChaseMark | None = None,
    limit: int = 100,
    after_days: int | None = None,
) -> list[ToChase]:
    """A page of what is to be chased, the longest waiting first."""
    general = session.databases.connection(Compartment.GENERAL)
    return to_chase(general, rules(session, after_days=after_days), narrow, after=after, limit=limit)


def chase_counts(session: Session, narrow: Narrow = EVERYTHING) -> dict[tuple[ChaseReason, bool], int]:
    """How many there are, by (reason, whether it was asked and is waited for)."""
    return count_to_chase(session.databases.connection(Compartment.GENERAL), rules(session), narrow)


def chases_of(session: Session, pupil_id: str) -> list[ConsentChase]:
    """When and how this pupil's forms were asked for, newest first."""
    return session.list(ConsentChase, where={"pupil_id": pupil_id}, order="chased_on", newest=True)


def record_chase(session: Session, chase: ConsentChase) -> Saved[ConsentChase]:
    """Note that somebody was asked. InvalidInput for what is missing, or a day that cannot be."""
    _check(session, chase)
    with session.write() as work:
        kept = work.add(chase)
    return Saved(kept, work.change_id)


def record_letter(
    session: Session, chase: ConsentChase, order: PrintOrder, printed: Printed
) -> Saved[ConsentChase]:
    """Note a letter with the very page that was printed and the wording's version."""
    _check(session, chase)
    with session.write() as work:
        kept = work.add(
            ConsentChase(
                pupil_id=chase.pupil_id,
                reason=chase.reason,
                chased_on=chase.chased_on,
                how=ChaseMethod.LETTER,
                asked=chase.asked,
                answer=chase.answer,
                next_on=chase.next_on,
                template_version=printed.version,
                template_hash=printed.digest,
                reference=order.head.reference,
                content_id=work.put_blob(printed.pdf),
            )
        )
    return Saved(kept, work.change_id)


def _check(session: Session, chase: ConsentChase) -> None:
    today = session.clock.today()
    ahead = chase.next_on is None or chase.next_on > today
    refuse(
        (
            missing("reason", chase.reason, "Say what it was about."),
            missing("how", chase.how, "Say how you asked."),
            missing("chased_on", chase.chased_on, "Type the day on which you asked."),
            in_future("chased_on", chase.chased_on, today),
            None if ahead else FieldProblem("next_on", "This day is not ahead. Type a later day, or none."),
        )
    )
    session.get(Pupil, chase.pupil_id)
