"""No day that is typed later gives more time than there was: answers, letters, extensions, checks, days that are to come."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from coordinator_app.access_requests.actions import decide, intake, letters, persons, places
from coordinator_app.access_requests.actions.pausing import pause_by_hand
from coordinator_app.access_requests.actions.working_time import note_time
from coordinator_app.access_requests.model import (
    AccessRequest,
    HealthOpinion,
    LetterKind,
    RequestLetter,
    RequestSort,
    SafeguardingAdvice,
)
from coordinator_app.access_requests.page.clock_words import pause_words
from coordinator_app.access_requests.persons import ConsentAnswer, PersonDecision, PersonKind, RequestPerson
from coordinator_app.access_requests.searching import PlaceKind, RequestPlace
from coordinator_app.core.dates import say
from coordinator_app.core.errors import GateShut, InvalidInput
from tests.vaults import House, new_request

ARRIVED, ASKED, TODAY = date(2026, 11, 9), date(2026, 11, 12), date(2026, 11, 24)
TO_COME, BEFORE = date(2026, 11, 25), date(2026, 11, 11)


@pytest.fixture
def request_made(consented: House) -> AccessRequest:
    asked = new_request(consented, received_on=ARRIVED, sort=RequestSort.SUBJECT_ACCESS)
    return intake.log_request(consented.session, asked).record


def now(house: House, request: AccessRequest) -> AccessRequest:
    return house.session.get(AccessRequest, request.id)


def letter(house: House, request: AccessRequest, kind: LetterKind, **more: Any) -> RequestLetter:
    with house.session.write() as work:
        return work.add(
            RequestLetter(request_id=request.id, letter=kind, template_version=1, written_on=ASKED, **more)
        )


def test_an_answer_is_not_moved_to_a_later_day(consented: House, request_made: AccessRequest) -> None:
    session = consented.session
    asked = intake.pause(session, request_made, ASKED, "Which years?").record
    answered = intake.answer(session, asked, date(2026, 11, 14), "All").record
    due = intake.clocks(session, now(consented, request_made)).legal.due
    for held in (asked, answered):  # also with what was read before it was answered
        with pytest.raises(GateShut, match="the clock has run since"):
            intake.answer(session, held, TODAY, "All of them")
    assert intake.clocks(session, now(consented, request_made)).legal.due == due
    intake.answer(session, answered, date(2026, 11, 13), "All")  # an earlier day gives nobody time


def test_a_letter_was_not_sent_after_its_answer(consented: House, request_made: AccessRequest) -> None:
    answered = letter(
        consented,
        request_made,
        LetterKind.THIRD_PARTY,
        sent_on=ASKED,
        replied_on=date(2026, 11, 14),
        reply="Yes",
    )
    with pytest.raises(GateShut, match="it was sent by then"):
        letters.letter_sent(consented.session, answered, TODAY)


def test_a_month_that_is_over_is_made_longer_by_a_letter_that_left_within_it_alone(
    consented: House, request_made: AccessRequest
) -> None:
    session = consented.session
    consented.clock.at = datetime(2026, 12, 20, 9, 0)
    due = intake.clocks(session, now(consented, request_made)).legal.due
    with pytest.raises(InvalidInput, match="no letter is kept"):
        intake.change_request(session, now(consented, request_made), extended_on=date(2026, 12, 1))
    letter(consented, request_made, LetterKind.EXTENSION, sent_on=date(2026, 12, 2))
    with pytest.raises(InvalidInput, match="no letter is kept"):
        intake.change_request(session, now(consented, request_made), extended_on=date(2026, 12, 1))
    assert intake.clocks(session, now(consented, request_made)).legal.due == due
    told = intake.change_request(session, now(consented, request_made), extended_on=date(2026, 12, 2)).record
    assert intake.clocks(session, told).legal.due == date(2027, 2, 9)


def person(house: House, request: AccessRequest, asked: date, on: date) -> Any:
    one = RequestPerson(
        request_id=request.id, called="Otis Bramblewick", person_kind=PersonKind.PUPIL, asked_on=asked,
        answered_on=on, answer=ConsentAnswer.AGREED, decision=PersonDecision.AGREED,
    )  # fmt: skip
    return persons.decide_person(house.session, one)


def advice(house: House, request: AccessRequest, asked: date, on: date) -> Any:
    one = SafeguardingAdvice(
        request_id=request.id, officer="D. Thimblewick", asked_on=asked, given_on=on, advice="x"
    )
    return decide.record_advice(house.session, one)


def opinion(house: House, request: AccessRequest, asked: date, on: date) -> Any:
    one = HealthOpinion(
        request_id=request.id,
        professional="Dr Fennel",
        asked_on=asked,
        given_on=on,
        opinion="x",
        would_harm=True,
    )
    return decide.record_opinion(house.session, one)


def school(house: House, request: AccessRequest, asked: date, on: date) -> Any:
    one = intake.consult_school(house.session, request, asked, "T. Inkwell").record
    return intake.school_replied(house.session, one, on, "Nothing")


def place(house: House, request: AccessRequest, asked: date, on: date) -> Any:
    one = RequestPlace(request_id=request.id, place_kind=PlaceKind.MAILBOX, called="Mailbox")
    kept = places.asked(house.session, places.add_place(house.session, one).record, asked, "R. Inkpen").record
    return places.answered(house.session, kept, places.PlaceAnswer(on, found=False))


def question(house: House, request: AccessRequest, asked: date, on: date) -> Any:
    one = intake.pause(house.session, request, asked, "Which years?").record
    return intake.answer(house.session, one, on, "All")


def by_letter(house: House, request: AccessRequest, asked: date, on: date) -> Any:
    one = letter(house, request, LetterKind.THIRD_PARTY)
    return letters.letter_answered(
        house.session, letters.letter_sent(house.session, one, asked).record, on, "Yes"
    )


def test_a_question_that_is_typed_in_says_how_it_was_asked_and_when_that_was_typed(
    consented: House, request_made: AccessRequest
) -> None:
    session, typed = consented.session, ("Which years?", "We hold a lot.")
    with pytest.raises(InvalidInput, match="Say how they were asked"):
        pause_by_hand(session, request_made, ASKED, *typed, asked_how=" ")
    assert intake.pauses_of(session, request_made.id) == []
    asked = pause_by_hand(
        session, request_made, ASKED, *typed, asked_how="By telephone, by T. Inkwell."
    ).record
    said = pause_words(asked)
    assert "How: By telephone, by T. Inkwell." in said
    assert f"Typed in on {say(session.clock.today())}." in said
    later = pause_words(replace(asked, asked_on=session.clock.today()))
    assert "Typed in" not in later, "on the day itself there is nothing to say"
    assert "Typed in" not in pause_words(replace(asked, letter_id="l1")), "the letter has its own day"


EACH: tuple[Callable[..., Any], ...] = (person, advice, opinion, school, place, question, by_letter)


@pytest.mark.parametrize("each", EACH)
@pytest.mark.parametrize(
    ("asked", "on"),
    [(ASKED, BEFORE), (ASKED, TO_COME), (TO_COME, TO_COME)],
    ids=["before", "to come", "asked to come"],
)
def test_no_answer_is_older_than_its_question_and_none_is_to_come(
    consented: House, request_made: AccessRequest, each: Callable[..., Any], asked: date, on: date
) -> None:
    with pytest.raises(InvalidInput):
        each(consented, request_made, asked, on)


@pytest.mark.parametrize("each", EACH)
def test_an_answer_of_the_day_it_was_asked_is_taken(
    consented: House, request_made: AccessRequest, each: Callable[..., Any]
) -> None:
    each(consented, request_made, ASKED, ASKED)


@pytest.mark.parametrize("day", [TO_COME, date(2026, 11, 8)])
@pytest.mark.parametrize(
    "name", ["identity_asked_on", "identity_seen_on", "authority_asked_on", "authority_seen_on", "extended_on",
             "court_order_checked_on", "child_judged_on"],
)  # fmt: skip
def test_no_day_of_a_request_is_to_come_or_before_it_arrived(
    consented: House, request_made: AccessRequest, name: str, day: date
) -> None:
    with pytest.raises(InvalidInput):
        intake.change_request(consented.session, request_made, **{name: day})
    with pytest.raises(InvalidInput):
        note_time(consented.session, request_made, 10, day)


def test_nothing_arrives_on_a_day_to_come(consented: House, request_made: AccessRequest) -> None:
    with pytest.raises(InvalidInput, match="future"):
        intake.log_request(consented.session, new_request(consented, received_on=TO_COME))
    with pytest.raises(InvalidInput):
        intake.change_request(consented.session, request_made, received_on=TO_COME)
    assert replace(now(consented, request_made), version=0) == replace(request_made, version=0)
