"""Letters about what is guarded, and to people of whom only guarded papers tell, lie in the guarded compartment whole."""

from __future__ import annotations

from dataclasses import replace

import pytest
import test_letters
from test_letters import DAY, WORDS, ordered, sent

from coordinator_app.access_requests.actions import decide, letters
from coordinator_app.access_requests.model import AccessRequest, LetterKind
from coordinator_app.access_requests.persons import ConsentAnswer, PersonKind, RequestPerson
from coordinator_app.core.errors import GateShut
from coordinator_app.core.privacy import Compartment
from coordinator_app.pdf.print_job import print_order
from coordinator_app.store.sql import rows
from tests.vaults import House

request_made = test_letters.request_made


def told_in_general(house: House) -> int:
    """How often the open history tells of whom the guarded letters went to."""
    connection = house.session.databases.connection(Compartment.GENERAL)
    [(told,)] = rows(connection, "SELECT count(*) FROM history WHERE after LIKE '%Brackenfold%'")
    return int(told)


def test_letters_about_what_is_guarded_lie_in_the_guarded_compartment_whole(
    consented: House, request_made: AccessRequest
) -> None:
    session = consented.session
    advice = sent(consented, request_made, LetterKind.SAFEGUARDING_ADVICE)
    opinion = sent(consented, request_made, LetterKind.HEALTH_OPINION)
    for letter in (advice, opinion):
        assert letter.is_guarded
        assert session.blob(letter.content_id).startswith(b"%PDF")
    assert [one.officer for one in decide.advice_of(session, request_made.id)] == ["Tamsin Brackenfold"]
    assert [one.professional for one in decide.opinions_of(session, request_made.id)] == [
        "Tamsin Brackenfold"
    ]
    assert told_in_general(consented) == 0


def test_without_the_guarded_key_no_such_letter_is_made_or_kept(
    consented: House, request_made: AccessRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    order = ordered(consented, request_made, LetterKind.HEALTH_OPINION)
    printed = print_order(order)
    monkeypatch.setattr(
        type(consented.session), "held", property(lambda _self: frozenset({Compartment.GENERAL}))
    )
    with pytest.raises(GateShut, match="kept with them"):
        ordered(consented, request_made, LetterKind.HEALTH_OPINION)
    with pytest.raises(GateShut, match="kept with them"):
        letters.keep_letter(consented.session, request_made, LetterKind.HEALTH_OPINION, order, printed, WORDS)


def test_what_goes_to_somebody_of_guarded_papers_alone_is_guarded_whole(
    consented: House, request_made: AccessRequest
) -> None:
    session = consented.session
    person = RequestPerson(
        request_id=request_made.id, is_guarded=True, person_kind=PersonKind.OTHER, called="Tamsin Brackenfold"
    )
    with session.write(Compartment.GUARDED) as work:
        person = work.add(person)
    words = replace(WORDS, to_name="Tamsin Brackenfold", person_id=person.id)
    letter = sent(consented, request_made, LetterKind.THIRD_PARTY, words)
    assert letter.is_guarded
    letters.letter_answered(session, letter, DAY, "Hide it.", consent=ConsentAnswer.REFUSED)
    answered = session.get(RequestPerson, person.id)
    assert (answered.asked_on, answered.answer) == (DAY, ConsentAnswer.REFUSED)
    assert told_in_general(consented) == 0
