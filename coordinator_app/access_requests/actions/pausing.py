"""Ask for a clarification and record its answer: the legal month stops between them (decision 1)."""

from __future__ import annotations

from datetime import date

from coordinator_app.access_requests.actions.open_still import must_still_be_open
from coordinator_app.access_requests.actions.timing import pauses_of
from coordinator_app.access_requests.model import AccessRequest, Channel, RequestLetter, RequestPause
from coordinator_app.answering.asking import (
    answering_problems,
    asking_problems,
    must_not_wait,
    reminding_problems,
)
from coordinator_app.core.changes import Saved
from coordinator_app.core.dates import say
from coordinator_app.core.errors import GateShut
from coordinator_app.core.plausible import missing, refuse
from coordinator_app.store.session import Session


def must_be_running(session: Session, request_id: str) -> None:
    """GateShut while a question is not answered: two would stop the clock twice."""
    must_not_wait(pauses_of(session, request_id), "The clock is already paused. Record the answer first.")


def pause(
    session: Session,
    request: AccessRequest,
    asked_on: date,
    question: str,
    reason: str = "",
    *,
    asked_how: str = "",
) -> Saved[RequestPause]:
    """Ask for a clarification without a letter of ours: the month stops from this day until the answer (decision 1)."""
    must_still_be_open(session, request.id)
    refuse(asking_problems(question, asked_on, request.received_on, session.clock.today()))
    must_be_running(session, request.id)
    with session.write() as work:
        kept = work.add(
            RequestPause(
                request_id=request.id,
                asked_on=asked_on,
                question=question,
                reason=reason,
                asked_how=asked_how.strip(),
            )
        )
    return Saved(kept, work.change_id)


def pause_by_hand(
    session: Session, request: AccessRequest, asked_on: date, question: str, reason: str, asked_how: str
) -> Saved[RequestPause]:
    """The same, typed by somebody, perhaps days later: nothing shows that it was asked but the words that say how. InvalidInput.

    A letter that asks pauses by itself, from the day on which it is recorded as sent.
    """
    refuse(
        (
            *asking_problems(question, asked_on, request.received_on, session.clock.today()),
            missing("why", reason.strip(), "Say why you have to ask."),
            missing("asked_how", asked_how.strip(), _HOW),
        )
    )
    return pause(session, request, asked_on, question, reason.strip(), asked_how=asked_how)


_HOW = "Say how they were asked, and who asked. If a letter asked, record it as sent under Letters: the clock pauses with it."


def asked_by(session: Session, letter: RequestLetter) -> RequestPause | None:
    """The question that this letter asked and that is not answered."""
    pauses = pauses_of(session, letter.request_id)
    return next((one for one in pauses if one.letter_id == letter.id and not one.answered_on), None)


def remind(session: Session, one: RequestPause, on: date | None) -> Saved[RequestPause]:
    """Record that they were reminded of our question; the clock stands on. GateShut once answered, InvalidInput.

    The letter that asked it was chased with it.
    """
    must_still_be_open(session, one.request_id)
    refuse(reminding_problems(one, on, session.clock.today()))
    letter = session.find(RequestLetter, one.letter_id) if one.letter_id else None
    with session.write() as work:
        kept = work.change(one, chased_on=on)
        if letter is not None:
            work.change(letter, chased_on=on)
    return Saved(kept, work.change_id)


def answer(
    session: Session, one: RequestPause, answered_on: date, words: str, *, how: Channel | None = None
) -> Saved[RequestPause]:
    """Record the answer: the clock runs again. The letter that asked is answered by it too.

    GateShut for a later day than was recorded before: the clock has run since the first answer.
    """
    must_still_be_open(session, one.request_id)
    refuse(answering_problems(one, answered_on, session.clock.today()))
    kept_on = session.get(RequestPause, one.id).answered_on
    if kept_on is not None and answered_on > kept_on:
        raise GateShut(
            (f"They answered on {say(kept_on)}, and the clock has run since. Ask anew if you have to.",)
        )
    letter = session.find(RequestLetter, one.letter_id) if one.letter_id else None
    with session.write() as work:
        kept = work.change(one, answered_on=answered_on, answer=words, answered_by=how)
        if letter is not None and letter.replied_on is None:
            work.change(letter, replied_on=answered_on, reply=words)
    return Saved(kept, work.change_id)
