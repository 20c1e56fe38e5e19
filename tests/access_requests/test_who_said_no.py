"""Somebody who says no after the decision is not shown all the same (Data Protection Act 2018, schedule 2, paragraph 16)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from coordinator_app.access_requests.actions import letters, pack, persons, ready
from coordinator_app.access_requests.letter_kinds import LetterWords
from coordinator_app.access_requests.model import AccessRequest, LetterKind
from coordinator_app.access_requests.page.people_reading import PersonLine, is_open, read_papers
from coordinator_app.access_requests.persons import ConsentAnswer, PersonDecision, PersonKind, RequestPerson
from coordinator_app.core.gates import OPEN
from coordinator_app.core.print_order import Printed
from coordinator_app.pupils import actions as pupils
from coordinator_app.pupils.model import Carer, Relationship
from tests.vaults import House, add, gathered, ready_request, share_the_rest

WEIGHED = {
    "kind_of_information": "That he was there",
    "confidence": "No",
    "steps_taken": "Wrote to them",
    "reason": "It is harmless",
}


def shown(house: House, **more: Any) -> RequestPerson:
    """A request that is decided, in which somebody is shown."""
    add(house, "Kit was with Otis Bramblewick again.")
    request = ready_request(house)
    gathered(house, request)
    values = {"person_kind": PersonKind.PUPIL, "decision": PersonDecision.SHOW} | WEIGHED | more
    person = RequestPerson(request_id=request.id, called="Otis Bramblewick", **values)
    kept = persons.decide_person(house.session, person).record
    share_the_rest(house, request)
    assert gate(house, kept).is_open
    return kept


def gate(house: House, person: RequestPerson) -> Any:
    return pack.build_gate(house.session, house.session.get(AccessRequest, person.request_id))


def answers(house: House, person: RequestPerson, consent: ConsentAnswer) -> RequestPerson:
    session, kind = house.session, LetterKind.THIRD_PARTY
    request, words = session.get(AccessRequest, person.request_id), LetterWords("Otis", person_id=person.id)
    order = letters.letter_order(session, request, kind, practice=True, words=words)
    printed = Printed(pdf=b"%PDF-", version=1, digest="ab", pages=1)
    written = letters.keep_letter(session, request, kind, order, printed, words).record
    today = session.clock.today()
    sent = letters.letter_sent(session, written, today).record
    letters.letter_answered(session, sent, today, "Not for him.", consent=consent)
    return session.get(RequestPerson, person.id)


def test_who_said_no_later_is_not_shown(referred: House) -> None:
    person = answers(referred, shown(referred), ConsentAnswer.REFUSED)
    [reason] = gate(referred, person).reasons
    assert reason.why == "What is decided for 1 person does not stand any more: see what they said."
    assert "Otis" not in reason.sentence()
    assert is_open(PersonLine(person, 1, (), ())), "it stands under People as to be decided"
    covered = replace(person, decision=PersonDecision.COVER)
    persons.decide_person(referred.session, covered)
    assert gate(referred, person).is_open


def test_a_yes_that_was_taken_back_is_no_yes(referred: House) -> None:
    today = referred.clock.today()
    yes = {"asked_on": today, "answered_on": today, "answer": ConsentAnswer.AGREED}
    person = answers(
        referred, shown(referred, decision=PersonDecision.AGREED, **yes), ConsentAnswer.NO_ANSWER
    )
    assert not gate(referred, person).is_open


def test_a_no_is_not_left_by_forgetting_what_was_decided(referred: House) -> None:
    person = answers(referred, shown(referred), ConsentAnswer.REFUSED)
    persons.forget_person(referred.session, person)
    assert not gate(referred, person).is_open


def test_somebody_who_agrees_or_acts_in_his_work_shuts_nothing(referred: House) -> None:
    person = answers(referred, shown(referred, person_kind=PersonKind.STAFF), ConsentAnswer.REFUSED)
    assert gate(referred, person).is_open


def test_without_its_gate_he_would_be_shown(referred: House, monkeypatch: pytest.MonkeyPatch) -> None:
    person = answers(referred, shown(referred), ConsentAnswer.REFUSED)
    monkeypatch.setattr(ready, "people_gate", lambda _session, _request_id: OPEN)
    assert gate(referred, person).is_open


def test_who_was_taken_for_a_social_worker_and_is_a_carer_is_weighed(referred: House) -> None:
    """Staff are usually named, so nothing was asked; of an aunt the balance has to be written down."""
    session = referred.session
    aunt = Carer(pupil_id=referred.pupil.id, name="Ida Reed", relationship=Relationship.SOCIAL_WORKER)
    kept = pupils.save_carer(session, aunt).record
    own = {"person_kind": PersonKind.PROFESSIONAL, "item_kind": "person", "item_id": kept.id}
    weighed = dict.fromkeys(WEIGHED, "")
    person = shown(referred, **(own | weighed))
    pupils.save_carer(session, replace(kept, relationship=Relationship.OTHER))
    assert any("does not stand any more" in reason.why for reason in gate(referred, person).reasons)
    [now] = read_papers(session, person.request_id).people
    assert now.person_kind is PersonKind.FAMILY
    assert is_open(PersonLine(now, 1, (), ()))
    persons.decide_person(session, replace(now, **WEIGHED))
    assert persons.people_gate(session, person.request_id).is_open
