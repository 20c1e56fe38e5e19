"""Ask whoever asked a question, remind them, note the answer: the same for every kind of request (no Qt).

What an access request asks is checked by the same sentences; there the month waits for the answer, elsewhere it runs on.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Protocol, TypeVar

from coordinator_app.access_requests.model import Channel
from coordinator_app.answering.model import Question
from coordinator_app.core.catalogue import record_type
from coordinator_app.core.changes import Saved, TakenBack
from coordinator_app.core.dates import say
from coordinator_app.core.errors import FieldProblem, GateShut
from coordinator_app.core.plausible import before, in_future, missing, refuse
from coordinator_app.core.print_order import Printed, PrintOrder
from coordinator_app.store.session import Session
from coordinator_app.store.undo import CannotUndo

Q = TypeVar("Q", bound=Question)
Problems = tuple[FieldProblem | None, ...]
_LEFT = "This letter was printed or saved, and may have left."


class Asked(Protocol):
    """A question with its days."""

    @property
    def asked_on(self) -> date | None:
        """When it went out."""

    @property
    def chased_on(self) -> date | None:
        """When they were last reminded."""

    @property
    def answered_on(self) -> date | None:
        """When the answer came."""


# what every question is checked by


def must_not_wait(asked: Iterable[Asked], words: str) -> None:
    """GateShut while a question is not answered: one at a time, so that an answer belongs to its question."""
    if any(one.answered_on is None for one in asked):
        raise GateShut((words,))


def asking_problems(question: str, asked_on: date | None, received: date | None, today: date) -> Problems:
    """What is wrong with a question and its day."""
    return (
        missing("question", question.strip(), "Write what you ask."),
        in_future("asked_on", asked_on, today),
        before("asked_on", asked_on, received, "the day the request arrived"),
    )


def reminding_problems(one: Asked, on: date | None, today: date) -> Problems:
    """What is wrong with having reminded them on this day. GateShut once it is answered."""
    if one.answered_on is not None:
        raise GateShut((f"They answered on {say(one.answered_on)}. There is nothing left to chase.",))
    return (
        missing("chased_on", on, "Type the day you reminded them."),
        in_future("chased_on", on, today),
        before("chased_on", on, one.chased_on or one.asked_on, "the day you last wrote"),
    )


def answering_problems(one: Asked, on: date | None, today: date) -> Problems:
    """What is wrong with the day of an answer."""
    return (
        missing("answered_on", on, "Type the date of the answer."),
        in_future("answered_on", on, today),
        before("answered_on", on, one.asked_on, "the day you asked"),
    )


# the questions of a request that is no access request


def ask(session: Session, wanted: Q, known: Sequence[Q], received: date | None) -> Saved[Q]:
    """Write a question down, or what is new of one that has not gone out; with a day it was asked then. GateShut, InvalidInput."""
    must_not_wait(
        (one for one in known if one.id != wanted.id), "A question is open already. Record its answer first."
    )
    wanted = _without_another_letter(wanted, known)
    refuse(asking_problems(wanted.question, wanted.asked_on, received, session.clock.today()))
    with session.write(record_type(wanted).compartment_of(wanted)) as work:
        kept = work.put(wanted)
    return Saved(kept, work.change_id)


def remind(session: Session, one: Q, on: date | None) -> Saved[Q]:
    """They were reminded of our question. GateShut once it is answered, or before it was asked; InvalidInput."""
    _must_be_asked(one)
    refuse(reminding_problems(one, on, session.clock.today()))
    return _changed(session, one, chased_on=on)


def answer(session: Session, one: Q, on: date | None, words: str, how: Channel | None) -> Saved[Q]:
    """What they answered, and when. GateShut before it was asked, InvalidInput."""
    _must_be_asked(one)
    refuse(
        (
            *answering_problems(one, on, session.clock.today()),
            missing("answer", words.strip(), "Write what they said."),
        )
    )
    return _changed(session, one, answered_on=on, answer=words.strip(), answered_by=how)


def left(session: Session, one: Q, order: PrintOrder, printed: Printed) -> Saved[Q]:
    """Keep the very letter: printed or saved, it has asked nobody yet."""
    current = session.get(type(one), one.id)
    with session.write(record_type(current).compartment_of(current)) as work:
        kept = work.change(
            current,
            letter_id=work.put_blob(printed.pdf),
            letter_reference=order.head.reference,
        )
    return Saved(kept, work.change_id)


def waiting(known: Iterable[Q]) -> Q | None:
    """The question that is not answered; None for none."""
    return next((one for one in known if one.answered_on is None), None)


def undo_gate(taken: Iterable[TakenBack]) -> None:
    """CannotUndo for a question or more time whose letter has left."""
    for one in taken:
        for name in ("letter_id", "extension_letter_id"):
            is_now, was = getattr(one.now, name, ""), getattr(one.wanted, name, "")
            of_question = isinstance(one.now, Question) or name != "letter_id"
            if of_question and is_now and not was:
                raise CannotUndo(
                    _LEFT, next_step="If it says something wrong, write another one that puts it right."
                )


def _without_another_letter(wanted: Q, known: Iterable[Q]) -> Q:
    """A letter that was printed or saved belongs to the words that stand in it: other words want another one."""
    before = next((one for one in known if one.id == wanted.id), None)
    same = before is not None and (before.question, before.reason) == (wanted.question, wanted.reason)
    return wanted if same else replace(wanted, letter_id="", letter_reference="")


def _must_be_asked(one: Question) -> None:
    if one.asked_on is None:
        raise GateShut(
            ("This question has not gone out yet.", "Write to them, or note when they were asked.")
        )


def _changed(session: Session, one: Q, **values: object) -> Saved[Q]:
    with session.write(record_type(one).compartment_of(one)) as work:
        kept = work.change(one, **values)
    return Saved(kept, work.change_id)
