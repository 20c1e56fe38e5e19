"""What a letter of a request sets going when it is sent, and what its answer settles (domain 1.1, 2.4).

Advice and opinions know the letter that asked for them, so that the answer to it is on file under whatever name it came.
A person may lie in another compartment than the letter to them: what they say is kept with them all the same, or refused aloud.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from coordinator_app.access_requests.model import (
    AccessRequest,
    HealthOpinion,
    LetterKind,
    RequestLetter,
    RequestPause,
    SafeguardingAdvice,
)
from coordinator_app.access_requests.persons import RequestPerson, person_compartment
from coordinator_app.core.errors import GateShut
from coordinator_app.core.names import fold
from coordinator_app.core.privacy import Compartment
from coordinator_app.store.session import Session

if TYPE_CHECKING:
    from coordinator_app.store.unit_of_work import Work

NO_KEY = (
    "Your passphrase does not open safeguarding entries, and this letter is kept with them. "
    "Ask the Co-ordinator or the safeguarding lead."
)
_NOT_THEIRS = (
    "Your passphrase does not open safeguarding entries, and whom this letter asks is kept with them. "
    "Nothing was changed. Ask the Co-ordinator or the safeguarding lead to record it."
)
R = TypeVar("R")


def _identity_asked(_session: Session, work: Work, request: AccessRequest, sent: RequestLetter) -> None:
    """The first letter asks, a later one reminds; one that is recorded after another may have left before it."""
    if _is_first(request.identity_asked_on, sent):
        work.change(request, identity_asked_on=sent.sent_on)


def _authority_asked(_session: Session, work: Work, request: AccessRequest, sent: RequestLetter) -> None:
    if _is_first(request.authority_asked_on, sent):
        work.change(request, authority_asked_on=sent.sent_on)


def _is_first(asked: date | None, sent: RequestLetter) -> bool:
    return asked is None or (sent.sent_on is not None and sent.sent_on < asked)


def _question_asked(_session: Session, work: Work, request: AccessRequest, sent: RequestLetter) -> None:
    work.add(
        RequestPause(
            request_id=request.id,
            asked_on=sent.sent_on,
            question=sent.question,
            reason=sent.why,
            letter_id=sent.id,
        )
    )


def _longer_told(_session: Session, work: Work, request: AccessRequest, sent: RequestLetter) -> None:
    work.change(request, extended_on=sent.sent_on, extension_reason=sent.why)


def _advice_asked(session: Session, work: Work, request: AccessRequest, sent: RequestLetter) -> None:
    """The letter asks what was asked already, of this officer or as the only open question; else it is a new question."""
    advice = session.list(SafeguardingAdvice, where={"request_id": request.id})
    waits = [one for one in advice if one.given_on is None and not one.letter_id]
    known = _only(waits, _officer, sent.addressed_to)
    if known is not None:
        work.change(known, letter_id=sent.id)
        return
    new = SafeguardingAdvice(request_id=request.id, officer=sent.addressed_to, asked_on=sent.sent_on)
    work.add(replace(new, letter_id=sent.id))


def _opinion_asked(session: Session, work: Work, request: AccessRequest, sent: RequestLetter) -> None:
    opinions = session.list(HealthOpinion, where={"request_id": request.id})
    waits = [one for one in opinions if one.given_on is None and not one.letter_id]
    known = _same(waits, _professional, sent.addressed_to)
    if known is not None:
        work.change(known, letter_id=sent.id)
        return
    new = HealthOpinion(request_id=request.id, professional=sent.addressed_to, asked_on=sent.sent_on)
    work.add(replace(new, letter_id=sent.id))


_Follow = Callable[[Session, "Work", AccessRequest, RequestLetter], None]
FOLLOWS: dict[LetterKind, _Follow] = {
    LetterKind.IDENTITY: _identity_asked,
    LetterKind.AUTHORITY: _authority_asked,
    LetterKind.CLARIFICATION: _question_asked,
    LetterKind.EXTENSION: _longer_told,
    LetterKind.SAFEGUARDING_ADVICE: _advice_asked,
    LetterKind.HEALTH_OPINION: _opinion_asked,
}
"""What each kind of letter changes when it is sent, in the write that records it as sent."""


def telling(session: Session, letter: RequestLetter, **values: object) -> Callable[[Work], None]:
    """What the write about a letter has still to do for the person whom it asks, who is told these values.

    Somebody in the other compartment is written first, under the same id of the change: a kill in between leaves a letter
    to record again, never an answer that is lost. GateShut where they cannot be opened.
    """
    person = session.find(RequestPerson, letter.person_id) if letter.person_id else None
    if letter.person_id and person is None and Compartment.GUARDED not in session.held:
        raise GateShut((_NOT_THEIRS,))
    if person is None or not values or (person.asked_on is not None and "asked_on" in values):
        return _nothing
    if person.is_guarded is letter.is_guarded:
        return partial(_told, person=person, values=values)
    with session.write(person_compartment(person)) as apart:
        apart.change(person, **values)
    return partial(_goes_on, change_id=apart.change_id)


def _nothing(_work: Work) -> None:
    """Nobody is to be told of it."""


def _told(work: Work, *, person: RequestPerson, values: dict[str, object]) -> None:
    work.change(person, **values)


def _goes_on(work: Work, *, change_id: str) -> None:
    work.change_id = change_id


def judged(session: Session, work: Work, letter: RequestLetter, would_harm: bool | None) -> None:
    """The advice or opinion that a letter asked for has come: it is on file, as a record of its own if none waits for it."""
    whom = letter.addressed_to
    if letter.letter is LetterKind.SAFEGUARDING_ADVICE:
        advice = session.list(SafeguardingAdvice, where={"request_id": letter.request_id})
        asked = next((one for one in advice if one.letter_id == letter.id), None)
        asked = asked or _only([one for one in advice if one.given_on is None], _officer, whom)
        asked = asked or SafeguardingAdvice(request_id=letter.request_id, asked_on=letter.sent_on)
        if asked.given_on is None:
            said = replace(asked, officer=whom or asked.officer, advice=letter.reply)
            work.put(replace(said, given_on=letter.replied_on, letter_id=letter.id))
    elif letter.letter is LetterKind.HEALTH_OPINION:
        found = session.list(HealthOpinion, where={"request_id": letter.request_id})
        told = next((one for one in found if one.letter_id == letter.id), None)
        told = told or _same([one for one in found if one.given_on is None], _professional, whom)
        told = told or HealthOpinion(request_id=letter.request_id, asked_on=letter.sent_on, professional=whom)
        if told.given_on is None:
            named = replace(told, professional=whom or told.professional)
            thought = replace(named, opinion=letter.reply, would_harm=would_harm)
            work.put(replace(thought, given_on=letter.replied_on, letter_id=letter.id))


def _officer(one: SafeguardingAdvice) -> str:
    return one.officer


def _professional(one: HealthOpinion) -> str:
    return one.professional


def _same(waits: list[R], named: Callable[[R], str], whom: str) -> R | None:
    """What was asked of somebody of this name and waits."""
    return next((one for one in waits if fold(named(one)) == fold(whom)), None)


def _only(waits: list[R], named: Callable[[R], str], whom: str) -> R | None:
    """The same, or the only thing that waits: the officer who was rung as "LADO" is written to by name."""
    return _same(waits, named, whom) or (waits[0] if len(waits) == 1 else None)
