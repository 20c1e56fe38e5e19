"""Decide once for somebody in the papers, or for words that stand in many of them (schedule 2, paragraphs 16 and 17).

The decision is kept with the person. An item that is still to be decided shows it at once; one that was decided by hand is
put back to be looked at again, if the reviewer says so, and never changed behind his back.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

from coordinator_app.access_requests.actions.open_still import must_still_be_open
from coordinator_app.access_requests.exemptions import Exemption
from coordinator_app.access_requests.items import Outcome, RequestItem, guarded_if_marked
from coordinator_app.access_requests.model import AccessRequest
from coordinator_app.access_requests.persons import (
    ConsentAnswer,
    PersonDecision,
    PersonKind,
    RequestPerson,
    person_compartment,
)
from coordinator_app.core.changes import Saved
from coordinator_app.core.gates import OPEN, Decision, Reason
from coordinator_app.core.ids import new_id
from coordinator_app.core.plausible import before, in_future, missing, refuse
from coordinator_app.core.privacy import Compartment
from coordinator_app.pupils.model import Carer, Relationship
from coordinator_app.store.session import Session

WORDS = "words"
"""The `item_kind` of words that are covered wherever they stand, and are nobody's name that the vault knows."""
RULED = "You decided for somebody who is named in it. Look at it again."
"""Why an item is put back; its covers stay."""


def people_of(session: Session, request_id: str) -> list[RequestPerson]:
    """Everybody for whom something was decided or asked, in the compartments held."""
    return session.list(RequestPerson, where={"request_id": request_id})


def person_gate(person: RequestPerson) -> Decision:
    """Whether what is decided for somebody may stand: to show another person's information needs the balance written down.

    Staff who acted in their work are usually named, so nothing is asked of them (paragraph 17).
    """
    kind = person.person_kind
    if kind is None or kind.acts_in_role or person.decision is None:
        return OPEN
    return Decision(tuple(_lacking(person)))


def _lacking(person: RequestPerson) -> Iterator[Reason]:
    if person.decision is PersonDecision.AGREED and person.answer is not ConsentAnswer.AGREED:
        yield Reason("It is not recorded that they agree.", "Record what they said, and when.", "003-5.2")
    if person.decision is PersonDecision.KNOWN and not person.reason.strip():
        yield Reason("It is not said how whoever asks knows it.", "Say how they know.", "003-5.2")
    if person.decision is PersonDecision.SHOW:
        needed = (person.kind_of_information, person.confidence, person.steps_taken, person.reason)
        if not all(words.strip() for words in needed):
            yield Reason(
                "The balance is not written down.",
                "Say what kind of information it is, whether it was told in confidence, what was done to ask them, "
                "and why it is reasonable to give it.",
                "003-5.2",
            )
    if person.answer is ConsentAnswer.REFUSED and person.decision is PersonDecision.SHOW:
        yield Reason("They do not agree.", "Cover it, or say only who they are.", "003-5.2")


def people_gate(session: Session, request_id: str) -> Decision:
    """Whether what is decided for everybody still stands: somebody may have said no, or taken a yes back, since.

    Nobody is named here: they stand under People as still to be decided for.
    """
    people = people_of(session, request_id)
    count = sum(not stands(replace(one, person_kind=kind_now(session, one))) for one in people)
    if not count:
        return OPEN
    said = (
        "What is decided for 1 person does not stand any more: see what they said."
        if count == 1
        else f"What is decided for {count} people does not stand any more: see what they said."
    )
    return Decision((Reason(said, "Decide for them again at Review, under People.", "003-5.2"),))


def kind_now(session: Session, person: RequestPerson) -> PersonKind | None:
    """Who somebody is: of a carer by now who was taken for staff what is usual for staff does not hold."""
    kind = person.person_kind
    if kind is None or not kind.acts_in_role or not person.item_id:
        return kind
    carer = session.find(Carer, person.item_id)
    if carer is None or carer.relationship is Relationship.SOCIAL_WORKER:
        return kind
    request = session.find(AccessRequest, person.request_id)
    own = request is not None and request.pupil_id == carer.pupil_id
    return PersonKind.FAMILY if own else PersonKind.OTHER_FAMILY


def stands(person: RequestPerson) -> bool:
    """Whether a decision may stand; who has said no is decided for, and not only left."""
    kind = person.person_kind
    in_role = kind is not None and kind.acts_in_role
    left = person.decision is PersonDecision.UNDECIDED and person.answer is ConsentAnswer.REFUSED
    return person_gate(person).is_open and (in_role or not left)


def decide_person(
    session: Session, person: RequestPerson, again: Collection[str] = ()
) -> Saved[RequestPerson]:
    """Keep what is decided for somebody, and put the items of these ids back to be looked at, all in one step.

    GateShut, InvalidInput; what is in the other compartment is written before, so that a kill in between leaves items to
    look at and no decision, never the other way round.
    """
    must_still_be_open(session, person.request_id)
    today = session.clock.today()
    refuse(
        (
            missing("called", person.called, "Type the name or the words."),
            in_future("asked_on", person.asked_on, today),
            in_future("answered_on", person.answered_on, today),
            before("answered_on", person.answered_on, person.asked_on, "the day they were asked"),
            missing("answered_on", person.answered_on, "Type the day they answered.")
            if person.answer
            else None,
        )
    )
    person_gate(person).demand()
    person = replace(person, exemption=_reason(person))
    change_id, own = new_id(), person_compartment(person)
    items = [session.get(RequestItem, item_id) for item_id in again]
    for compartment in (Compartment.GUARDED, Compartment.GENERAL):
        here = [item for item in items if guarded_if_marked(item) is compartment]
        if compartment is not own and here:
            with session.write(compartment) as work:
                work.change_id = change_id
                for item in here:
                    work.change(item, **_AGAIN)
    with session.write(own) as work:
        work.change_id = change_id
        kept = work.put(person)
        for item in items:
            if guarded_if_marked(item) is own:
                work.change(item, **_AGAIN)
    return Saved(kept, change_id)


_AGAIN = {"outcome": Outcome.UNDECIDED, "reset_because": RULED}


def _reason(person: RequestPerson) -> Exemption | None:
    if person.decision is None or not person.decision.covers:
        return None
    return person.exemption or Exemption.THIRD_PARTY


def begin(session: Session, person: RequestPerson) -> Saved[RequestPerson]:
    """Keep somebody of whom something is about to be decided, so that what is typed about them has a place."""
    must_still_be_open(session, person.request_id)
    refuse((missing("called", person.called, "Type the name or the words."),))
    with session.write(person_compartment(person)) as work:
        kept = work.put(replace(person, decision=PersonDecision.UNDECIDED))
    return Saved(kept, work.change_id)


def forget_person(session: Session, person: RequestPerson) -> Saved[RequestPerson]:
    """Take a decision for somebody away: nothing is decided for them any more, items that were decided stay so."""
    must_still_be_open(session, person.request_id)
    with session.write(person_compartment(person)) as work:
        kept = work.change(person, decision=PersonDecision.UNDECIDED, exemption=None)
    return Saved(kept, work.change_id)


def stands_for(person: RequestPerson) -> str:
    """The words in place of a name where only the role is said: never longer or shorter for a longer name."""
    kind = person.person_kind
    if person.decision is not PersonDecision.ROLE_ONLY or kind is None:
        return ""
    return kind.label[:1].lower() + kind.label[1:]
