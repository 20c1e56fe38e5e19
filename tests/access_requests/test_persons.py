"""One decision for each third party, the balance written down, and items decided by hand asked about."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from coordinator_app.access_requests.actions import decide, history, persons
from coordinator_app.access_requests.exemptions import Exemption
from coordinator_app.access_requests.items import Outcome, RequestItem
from coordinator_app.access_requests.persons import ConsentAnswer, PersonDecision, PersonKind, RequestPerson
from coordinator_app.chronology.model import Category
from coordinator_app.core.errors import GateShut, InvalidInput
from coordinator_app.core.privacy import Compartment
from tests.vaults import House, add, cover, gathered, item_for, ready_request

DAY = date(2026, 11, 12)
BALANCE: dict[str, Any] = {
    "kind_of_information": "That he was there",
    "confidence": "Not told in confidence",
    "steps_taken": "His school was asked twice",
    "reason": "It is harmless and she saw him there",
}


def otis(request_id: str, **more: Any) -> RequestPerson:
    values: dict[str, Any] = {"person_kind": PersonKind.PUPIL, "called": "Otis Bramblewick", **more}
    return RequestPerson(request_id=request_id, item_kind="pupil", item_id="o", **values)


def test_a_decision_to_cover_brings_its_reason_in_law(referred: House) -> None:
    request = ready_request(referred)
    kept = persons.decide_person(referred.session, otis(request.id, decision=PersonDecision.COVER)).record
    assert kept.exemption is Exemption.THIRD_PARTY
    assert persons.people_of(referred.session, request.id) == [kept]
    gone = persons.forget_person(referred.session, kept).record
    assert (gone.decision, gone.exemption) == (PersonDecision.UNDECIDED, None)


def test_to_show_somebody_needs_the_balance_written_down(referred: House) -> None:
    request = ready_request(referred)
    shown = otis(request.id, decision=PersonDecision.SHOW)
    with pytest.raises(GateShut, match="balance"):
        persons.decide_person(referred.session, shown)
    assert persons.decide_person(referred.session, replace(shown, **BALANCE)).record.exemption is None
    refused = replace(shown, **BALANCE, answer=ConsentAnswer.REFUSED, answered_on=DAY)
    with pytest.raises(GateShut, match="do not agree"):
        persons.decide_person(referred.session, refused)
    with pytest.raises(GateShut, match="how whoever asks knows"):
        persons.decide_person(referred.session, otis(request.id, decision=PersonDecision.KNOWN))


def test_that_they_agree_must_be_recorded_with_its_day(referred: House) -> None:
    request = ready_request(referred)
    agreed = otis(request.id, decision=PersonDecision.AGREED)
    with pytest.raises(GateShut, match="agree"):
        persons.decide_person(referred.session, agreed)
    with pytest.raises(InvalidInput):
        persons.decide_person(referred.session, replace(agreed, answer=ConsentAnswer.AGREED))
    told = replace(agreed, answer=ConsentAnswer.AGREED, asked_on=DAY, answered_on=DAY)
    assert persons.decide_person(referred.session, told).record.decision is PersonDecision.AGREED


def test_staff_in_their_role_are_shown_without_a_balance(referred: House) -> None:
    request = ready_request(referred)
    tutor = otis(request.id, person_kind=PersonKind.PROVIDER, decision=PersonDecision.SHOW)
    assert persons.decide_person(referred.session, tutor).record.id


def test_items_decided_by_hand_are_put_back_in_one_step_with_their_covers(referred: House) -> None:
    entry = add(referred, "Otis and Wren were there.")
    worry = add(referred, "Otis told of late nights.", category=Category.SAFEGUARDING)
    request = ready_request(referred)
    items = gathered(referred, request)
    one, two = item_for(items, entry), item_for(items, worry)
    cover(referred, one, entry, "Wren")
    decide.decide(referred.session, replace(two, outcome=Outcome.SHARE, note="They know"))
    wanted = otis(request.id, decision=PersonDecision.COVER)
    persons.decide_person(referred.session, wanted, [one.id, two.id])
    again = [referred.session.get(RequestItem, item.id) for item in (one, two)]
    assert [(item.outcome, item.reset_because) for item in again] == [(Outcome.UNDECIDED, persons.RULED)] * 2
    assert [box.covered_words for box in decide.redactions_of(referred.session, one.id)] == ["Wren"]
    chain = history.decision_chain(referred.session, request.id)
    assert [(step.of_person, len(step.item_ids)) for step in chain.done] == [
        (False, 1),
        (False, 1),
        (True, 2),
    ]
    history.take_back(referred.session, request.id, chain.done[-1])
    outcomes = [referred.session.get(RequestItem, item.id).outcome for item in (one, two)]
    assert outcomes == [Outcome.REDACT, Outcome.SHARE]
    assert persons.people_of(referred.session, request.id) == []


def test_somebody_of_whom_only_guarded_papers_tell_lies_in_guarded(referred: House) -> None:
    request = ready_request(referred)
    kept = persons.decide_person(
        referred.session, otis(request.id, decision=PersonDecision.COVER, is_guarded=True)
    ).record
    found = referred.session.find_with_place(RequestPerson, kept.id)
    assert found is not None
    assert found[1] is Compartment.GUARDED


def test_only_the_role_stands_in_place_of_a_name_whatever_its_length() -> None:
    role = otis("r", decision=PersonDecision.ROLE_ONLY)
    assert persons.stands_for(role) == "another pupil" == persons.stands_for(replace(role, called="Bo Li"))
    assert persons.stands_for(replace(role, decision=PersonDecision.COVER)) == ""
