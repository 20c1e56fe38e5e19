"""Letters go where the person they ask goes, no answer is dropped, and advice that came by letter is on file (003-5.2)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from coordinator_app.access_requests.actions import decide, following, letters, persons
from coordinator_app.access_requests.decisions import harm_gate
from coordinator_app.access_requests.letter_kinds import LetterWords
from coordinator_app.access_requests.model import (
    AccessRequest,
    Exemption,
    HealthOpinion,
    LetterKind,
    RequestLetter,
    SafeguardingAdvice,
)
from coordinator_app.access_requests.persons import ConsentAnswer, PersonDecision, PersonKind, RequestPerson
from coordinator_app.chronology import actions as chronology
from coordinator_app.chronology.model import Category
from coordinator_app.core.errors import GateShut
from coordinator_app.core.print_order import Printed
from coordinator_app.core.privacy import Compartment
from coordinator_app.store.session import Session
from tests.vaults import House, add, gathered, ready_request

PAGE = b"%PDF- to Otis"


def written(session: Session, request: AccessRequest, kind: LetterKind, **words: Any) -> RequestLetter:
    now, added = session.get(AccessRequest, request.id), LetterWords(**words)
    order = letters.letter_order(session, now, kind, practice=True, words=added)
    printed = Printed(pdf=PAGE, version=1, digest="ab", pages=1)
    return letters.keep_letter(session, now, kind, order, printed, added).record


def sent(session: Session, request: AccessRequest, kind: LetterKind, **words: Any) -> RequestLetter:
    letter = written(session, request, kind, **words)
    return letters.letter_sent(session, letter, session.clock.today()).record


def to_otis(house: House, *, is_sent: bool = True) -> tuple[RequestPerson, RequestLetter]:
    """A letter to Otis, of whom an entry told that has turned out to be a worry since."""
    session = house.session
    entry = add(house, "Kit was with Otis Bramblewick again.")
    add(house, "Kit was fine.", happened_on=date(2026, 10, 9))
    request = ready_request(house)
    gathered(house, request)
    new = RequestPerson(
        request_id=request.id,
        called="Otis Bramblewick",
        person_kind=PersonKind.PUPIL,
        decision=PersonDecision.COVER,
    )
    person = persons.decide_person(session, new).record
    make = sent if is_sent else written
    letter = make(session, request, LetterKind.THIRD_PARTY, to_name=person.called, person_id=person.id)
    assert not letter.is_guarded
    chronology.correct_entry(session, entry, "It is a worry.", category=Category.SAFEGUARDING)
    person = session.get(RequestPerson, person.id)
    assert person.is_guarded
    return person, session.get(RequestLetter, letter.id)


def test_a_letter_follows_its_person_into_the_guarded_store(referred: House) -> None:
    _person, letter = to_otis(referred)
    two = referred.as_user(Compartment.GENERAL)
    assert two.list(RequestLetter, where={"request_id": letter.request_id}, trashed=None) == []
    assert referred.session.blob(letter.content_id) == PAGE
    assert two.find(RequestLetter, letter.id) is None


def test_the_answer_to_a_letter_that_followed_is_kept_with_the_person(referred: House) -> None:
    person, letter = to_otis(referred)
    session = referred.session
    letters.letter_answered(session, letter, session.clock.today(), "No", consent=ConsentAnswer.REFUSED)
    now = session.get(RequestPerson, person.id)
    assert (now.answer, now.answered_on) == (ConsentAnswer.REFUSED, session.clock.today())


@pytest.fixture
def left_open(referred: House, monkeypatch: pytest.MonkeyPatch) -> tuple[RequestPerson, RequestLetter]:
    """As an earlier version left it: the letter in the open store, whom it asks in the guarded one."""
    monkeypatch.setattr(following, "_letters_follow", lambda *_: None)
    person, letter = to_otis(referred, is_sent=False)
    assert not letter.is_guarded
    return person, letter


def test_a_letter_that_was_left_open_tells_its_person_all_the_same(
    referred: House, left_open: tuple[RequestPerson, RequestLetter]
) -> None:
    person, letter = left_open
    session, today = referred.session, referred.session.clock.today()
    letter = letters.letter_sent(session, letter, today).record
    assert session.get(RequestPerson, person.id).asked_on == today
    saved = letters.letter_answered(session, letter, today, "No", consent=ConsentAnswer.REFUSED)
    assert session.get(RequestPerson, person.id).answer is ConsentAnswer.REFUSED
    assert saved.record.replied_on == today
    assert saved.change_id == session.history(person.id)[-1].change_id


def test_who_cannot_open_the_person_is_told_so_and_nothing_is_half_kept(
    referred: House, left_open: tuple[RequestPerson, RequestLetter]
) -> None:
    _person, letter = left_open
    letter = letters.letter_sent(referred.session, letter, referred.session.clock.today()).record
    two = referred.as_user(Compartment.GENERAL)
    with pytest.raises(GateShut, match="Ask the Co-ordinator"):
        letters.letter_answered(two, letter, two.clock.today(), "No", consent=ConsentAnswer.REFUSED)
    assert referred.session.get(RequestLetter, letter.id).replied_on is None


def advice_of(house: House, request: AccessRequest) -> list[SafeguardingAdvice]:
    return decide.advice_of(house.session, request.id)


@pytest.mark.parametrize("rung", [("LADO",), (), ("LADO", "Wren Thistledown"), ("dilys thimblewick", "LADO")])
def test_advice_that_came_by_letter_is_on_file(referred: House, rung: tuple[str, ...]) -> None:
    session, request, asked_on = referred.session, ready_request(referred), date(2026, 11, 10)
    for officer in rung:
        decide.record_advice(
            session, SafeguardingAdvice(request_id=request.id, officer=officer, asked_on=asked_on)
        )
    letter = sent(session, request, LetterKind.SAFEGUARDING_ADVICE, to_name="Dilys Thimblewick")
    assert not any(one.given_on for one in advice_of(referred, request))
    letter = letters.letter_answered(session, letter, session.clock.today(), "Withhold it.").record
    [given] = [one for one in advice_of(referred, request) if one.given_on]
    assert (given.officer, given.advice, given.letter_id) == ("Dilys Thimblewick", "Withhold it.", letter.id)
    assert harm_gate(Exemption.SERIOUS_HARM_EDUCATION, advice_of(referred, request), "any").is_open
    assert len(advice_of(referred, request)) == max(len(rung), 1) + (rung == ("LADO", "Wren Thistledown"))
    letters.letter_answered(session, letter, session.clock.today(), "Said twice.")
    assert [one.advice for one in advice_of(referred, request) if one.given_on] == ["Withhold it."]


def test_the_answer_to_a_letter_of_an_earlier_version_is_on_file_too(referred: House) -> None:
    session, request = referred.session, ready_request(referred)
    letter = sent(session, request, LetterKind.SAFEGUARDING_ADVICE, to_name="Dilys Thimblewick")
    [asked] = advice_of(referred, request)
    with session.write(Compartment.GUARDED) as work:
        work.change(asked, letter_id="", given_on=session.clock.today(), advice="Share it.")
    letters.letter_answered(session, letter, session.clock.today(), "Withhold it.")
    assert sorted(one.advice for one in advice_of(referred, request)) == ["Share it.", "Withhold it."]


def test_an_opinion_that_came_by_letter_is_on_file_however_the_name_was_typed(referred: House) -> None:
    session, request = referred.session, ready_request(referred)
    rung = HealthOpinion(request_id=request.id, professional="dr Fennel", asked_on=date(2026, 11, 10))
    decide.record_opinion(session, rung)
    letter = sent(session, request, LetterKind.HEALTH_OPINION, to_name="Dr Fennel")
    other = sent(session, request, LetterKind.HEALTH_OPINION, to_name="Dr Yarrow")
    for one in (letter, other):
        letters.letter_answered(session, one, session.clock.today(), "It would.", would_harm=True)
    found = decide.opinions_of(session, request.id)
    assert sorted((one.professional, one.given_on is None, one.would_harm) for one in found) == [
        ("Dr Fennel", False, True),
        ("Dr Yarrow", False, True),
    ]
