"""Whom a letter to somebody other than the family may name: nobody who agreed to be named to the family alone."""

from __future__ import annotations

from test_letters_named import SAID, STRANGER, correction, known, order_of, rights

from coordinator_app.access_requests.actions import intake, letter_names, persons
from coordinator_app.access_requests.letter_kinds import LetterWords
from coordinator_app.access_requests.model import LetterKind
from coordinator_app.access_requests.persons import PersonDecision, PersonKind, RequestPerson
from tests.vaults import House, new_request

__all__ = ["known"]
TO_OTHERS = (
    LetterKind.THIRD_PARTY,
    LetterKind.CONSULT_SCHOOL,
    LetterKind.SAFEGUARDING_ADVICE,
    LetterKind.HEALTH_OPINION,
)


def test_a_third_party_is_asked_about_whom_the_family_alone_is_told_of(known: House) -> None:
    """That Otis may be named to the family was decided with his own; of a neighbour nobody has asked them."""
    session, request = known.session, intake.log_request(known.session, new_request(known)).record
    with session.write() as work:
        work.add(
            RequestPerson(
                request_id=request.id,
                person_kind=PersonKind.PUPIL,
                called=STRANGER,
                item_kind=persons.WORDS,
                decision=PersonDecision.AGREED,
            )
        )
    words = LetterWords(to_name="Tamsin Brackenfold")
    for kind in (LetterKind.REFUSAL, *TO_OTHERS):
        order = order_of(kind.value, "what_it_is", SAID.format(name=STRANGER))
        found = letter_names.named(session, request, kind, order, words).people
        assert [one.called for one in found] == ([] if kind is LetterKind.REFUSAL else [STRANGER]), kind
    order = order_of("letter-refusal", "reason", SAID.format(name=STRANGER))
    assert rights(known, order).people == ()
    assert rights(known, order, notice=True).people
    assert correction(known, order, notice=True).people
