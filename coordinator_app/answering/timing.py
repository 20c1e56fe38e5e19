"""The month to answer, for every register whose requests have one: its date, the questions meanwhile, that it takes longer.

A register says how its requests are read (`Timing`); what may be done, and in which order, is the same for all.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Generic, TypeVar

from coordinator_app.access_requests.model import Channel
from coordinator_app.answering import asking
from coordinator_app.answering.model import Question
from coordinator_app.core.answer_month import TimeShown, answer_month, shown, too_late
from coordinator_app.core.catalogue import Record, record_type
from coordinator_app.core.changes import Saved
from coordinator_app.core.deadline_types import Deadline, Proof
from coordinator_app.core.errors import FieldProblem, GateShut
from coordinator_app.core.longer_ground import NOT_SAID, LongerGround
from coordinator_app.core.plausible import before, in_future, missing, refuse
from coordinator_app.core.print_order import Printed, PrintOrder
from coordinator_app.organisations.actions import bank_holidays
from coordinator_app.store.session import Session

R = TypeVar("R", bound=Record)
Q = TypeVar("Q", bound=Question)
_STANDS = "The month has not started yet, so there is nothing to make longer."
_DECIDED = ("It is decided already.", "Tell whoever asked what was decided.")


@dataclass(frozen=True, slots=True)
class Facts:
    """What of a request moves its month, and whether it is still to be decided."""

    received: date | None
    proofs: tuple[Proof, ...] = ()
    extended_on: date | None = None
    extension_reason: str = ""
    is_open: bool = True
    extension_ground: LongerGround | None = None


@dataclass(frozen=True, slots=True)
class Timing(Generic[R, Q]):
    """How one register is read: the facts of a request, its questions, a new one for it."""

    facts: Callable[[R], Facts]
    questions_of: Callable[[Session, R], list[Q]]
    new_question: Callable[[R], Q]

    # reading

    def clock_of(self, session: Session, one: R) -> Deadline | None:
        """One legal month, or three where that was told in time (UK GDPR articles 12(3), 12A)."""
        return self._clock(session, one, self.facts(one))

    def months_of(self, session: Session, one: R) -> tuple[Deadline, Deadline]:
        """The clock without more time, and as it would be if they were told today. GateShut where none runs."""
        facts = self.facts(one)
        month = self._clock(session, one, replace(facts, extended_on=None))
        told = facts.extended_on or session.clock.today()
        more = self._clock(session, one, replace(facts, extended_on=told))
        if month is None or more is None:
            raise GateShut(("It is not known when it arrived.",))
        return month, more

    def time_of(self, session: Session, one: R) -> TimeShown:
        """How its date came about, for the page."""
        facts = self.facts(one)
        month = self._clock(session, one, facts)
        return shown(month, facts.extended_on, facts.extension_reason, facts.extension_ground)

    def waiting(self, session: Session, one: R) -> Q:
        """The question that is not answered. GateShut without one."""
        found = asking.waiting(self.questions_of(session, one))
        if found is None:
            raise GateShut(("No question is open.",))
        return found

    def _clock(self, session: Session, one: R, facts: Facts) -> Deadline | None:
        if facts.received is None:
            return None
        return answer_month(
            facts.received,
            bank_holidays(session),
            proofs=facts.proofs,
            questions=self.questions_of(session, one),
            extended_on=facts.extended_on,
        )

    # writing

    def ask(
        self, session: Session, one: R, question: str, reason: str = "", asked_on: date | None = None
    ) -> Saved[Q]:
        """Ask them something; one that has not gone out is changed. GateShut once it is decided, InvalidInput."""
        facts = self._open(one)
        known = self.questions_of(session, one)
        draft = next((each for each in known if each.asked_on is None), self.new_question(one))
        wanted = replace(draft, question=question.strip(), reason=reason.strip(), asked_on=asked_on)
        return asking.ask(session, wanted, known, facts.received)

    def remind(self, session: Session, one: R, on: date | None) -> Saved[Q]:
        """They were reminded of the open question. GateShut without one, InvalidInput."""
        return asking.remind(session, self.waiting(session, one), on)

    def reply(
        self, session: Session, one: R, on: date | None, words: str, how: Channel | None = None
    ) -> Saved[Q]:
        """What they answered to the open question. GateShut without one, InvalidInput."""
        return asking.answer(session, self.waiting(session, one), on, words, how)

    def extend(
        self, session: Session, one: R, on: date | None, reason: str, ground: LongerGround | None
    ) -> Saved[R]:
        """By which ground of the law and why it takes longer, and when they were told (None: not yet).

        GateShut once decided; InvalidInput without a ground, and after the month.
        """
        facts, (month, _more) = self._open(one), self.months_of(session, one)
        refuse(
            (
                missing("extension_ground", ground, NOT_SAID),
                missing("extension_reason", reason.strip(), "Say why it takes longer. They are told this."),
                in_future("extended_on", on, session.clock.today()),
                before("extended_on", on, facts.received, "the day it arrived"),
                FieldProblem("extended_on", _STANDS) if on is not None and month.due is None else None,
                too_late(month, on),
            )
        )
        with session.write(record_type(one).compartment_of(one)) as work:
            kept = work.change(one, extended_on=on, extension_reason=reason.strip(), extension_ground=ground)
        return Saved(kept, work.change_id)

    def question_left(self, session: Session, one: R, order: PrintOrder, printed: Printed) -> Saved[Q]:
        """Keep the very letter; that it went out is recorded apart, with `ask`."""
        return asking.left(session, self.waiting(session, one), order, printed)

    def longer_left(self, session: Session, one: R, order: PrintOrder, printed: Printed) -> Saved[R]:
        """Keep the very letter; that they were told is recorded apart, with `extend`."""
        current = session.get(type(one), one.id)
        with session.write(record_type(current).compartment_of(current)) as work:
            kept = work.change(
                current,
                extension_letter_id=work.put_blob(printed.pdf),
                extension_reference=order.head.reference,
            )
        return Saved(kept, work.change_id)

    def _open(self, one: R) -> Facts:
        facts = self.facts(one)
        if not facts.is_open:
            raise GateShut(_DECIDED)
        return facts
