"""What a letter promised somebody is kept: nothing about them leaves before the day they were given (003-5.2)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import papers
import pytest
from test_letter_follows import sent, written

from coordinator_app.access_requests.actions import leaving, letters, persons, sending
from coordinator_app.access_requests.actions.timing import clocks
from coordinator_app.access_requests.model import LetterKind, RequestLetter
from coordinator_app.access_requests.persons import ConsentAnswer, PersonDecision, PersonKind, RequestPerson
from coordinator_app.core.errors import GateShut
from coordinator_app.sharing.model import DeliveryMethod
from tests.vaults import House

TODAY = date(2026, 11, 24)


@pytest.fixture
def case(consented: House) -> papers.Case:
    return papers.decided_case(consented)


def asked(case: papers.Case, decision: PersonDecision = PersonDecision.SHOW) -> RequestLetter:
    session = case.house.session
    new = RequestPerson(
        request_id=case.request.id,
        called="Otis Bramblewick",
        person_kind=PersonKind.STAFF,
        decision=decision,
        reason="He teaches there",
    )
    person = persons.decide_person(session, new).record
    return sent(
        session,
        case.now,
        LetterKind.THIRD_PARTY,
        to_name=person.called,
        person_id=person.id,
        question="A lesson",
    )


def promises(case: papers.Case) -> list[str]:
    gate = leaving.promise_gate(case.house.session, case.now)
    return [reason.why for reason in gate.reasons]


def test_nothing_leaves_before_the_day_that_was_promised(case: papers.Case) -> None:
    letter = asked(case)
    assert letter.answer_by is not None
    assert TODAY < letter.answer_by < (clocks(case.house.session, case.now).limit.due or TODAY)
    kept = case.keep()
    case.settle(kept)
    case.approve()
    assert len(promises(case)) == 1
    assert "Otis Bramblewick" in promises(case)[0]
    assert not leaving.saving_gate(case.house.session, case.now, kept).is_open
    with pytest.raises(GateShut, match="nothing about them is sent before"):
        sending.record_sent(case.house.session, case.now, kept, DeliveryMethod.IN_PERSON, TODAY)
    case.house.clock.at += letter.answer_by - TODAY
    assert promises(case) == [], "they had their time"


def test_who_has_answered_is_not_waited_for(case: papers.Case) -> None:
    letter = asked(case)
    assert promises(case)
    letters.letter_answered(case.house.session, letter, TODAY, "Show it", consent=ConsentAnswer.AGREED)
    assert promises(case) == []


def test_who_is_covered_is_not_waited_for(case: papers.Case) -> None:
    asked(case, PersonDecision.COVER)
    assert promises(case) == []


def test_a_letter_that_never_went_promises_nothing(case: papers.Case) -> None:
    written(case.house.session, case.now, LetterKind.THIRD_PARTY, to_name="Otis Bramblewick")
    assert promises(case) == []


def test_the_last_day_of_the_law_comes_first(case: papers.Case) -> None:
    letter = asked(case)
    session = case.house.session
    limit = clocks(session, case.now).limit.due
    assert limit is not None
    with session.write() as work:
        work.change(letter, answer_by=limit + timedelta(days=7))
    case.house.clock.at += limit - TODAY - timedelta(days=1)
    assert promises(case)
    case.house.clock.at += timedelta(days=1)
    assert promises(case) == []


def test_planted_fault_a_letter_whose_day_was_lost_holds_nothing_back(case: papers.Case) -> None:
    """What the first test would see if the day were not kept with the letter."""
    letter = asked(case)
    with case.house.session.write() as work:
        work.change(replace(letter), answer_by=None)
    assert promises(case) == []
