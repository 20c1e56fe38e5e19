"""A letter to a third party who is a child goes to somebody with parental responsibility, or to the child by choice."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from coordinator_app.access_requests.actions import intake, letters
from coordinator_app.access_requests.letter_text import text_of_letter
from coordinator_app.access_requests.model import AccessRequest, LetterKind
from coordinator_app.access_requests.persons import PersonKind, RequestPerson
from coordinator_app.pupils.links import CourtOrder, OrderKind
from coordinator_app.pupils.model import Carer, Pupil, Relationship
from tests.vaults import House, new_request

MOTHER = "Honor Bramblewick"
Case = tuple[House, AccessRequest, Pupil, RequestPerson]


@pytest.fixture
def case(consented: House) -> Case:
    request = intake.log_request(consented.session, new_request(consented)).record
    with consented.session.write() as work:
        otis = work.add(
            Pupil(
                given_names="Otis",
                family_name="Bramblewick",
                birth_date=date(2012, 5, 1),
                school_id=consented.school.id,
            )
        )
        person = work.add(
            RequestPerson(
                request_id=request.id,
                person_kind=PersonKind.PUPIL,
                item_kind="person",
                item_id=otis.id,
                called="Otis Bramblewick",
            )
        )
    return consented, request, otis, person


def carer(case: Case, name: str = MOTHER, **more: Any) -> Carer:
    values: dict[str, Any] = {"has_responsibility": True, "address": "2 Larch Row", **more}
    with case[0].session.write() as work:
        return work.add(Carer(pupil_id=case[2].id, name=name, relationship=Relationship.MOTHER, **values))


def proposed(case: Case) -> letters.LetterWords:
    house, request, _otis, person = case
    return letters.first_words(house.session, request, LetterKind.THIRD_PARTY, person.id)


def test_a_parent_is_proposed_and_reads_of_the_child(case: Case) -> None:
    carer(case, "Ned Bramblewick", has_responsibility=None)
    carer(case)
    words = proposed(case)
    assert (words.to_name, words.to_address) == (MOTHER, "2 Larch Row")
    words = replace(words, question="A note of 3 March.")
    order = letters.letter_order(case[0].session, case[1], LetterKind.THIRD_PARTY, practice=True, words=words)
    text = text_of_letter(order)
    assert f"Dear {MOTHER}" in text
    assert "as parent or carer of Otis Bramblewick" in text
    assert "there is something about you" not in text
    assert order.head.recipient_lines == (MOTHER, "2 Larch Row")


def test_a_child_who_understands_is_asked_in_person_where_that_is_typed(case: Case) -> None:
    carer(case)
    words = replace(proposed(case), to_name="Otis Bramblewick", to_address="", question="A note.")
    text = text_of_letter(
        letters.letter_order(case[0].session, case[1], LetterKind.THIRD_PARTY, practice=True, words=words)
    )
    assert "something about you" in text
    assert "show this letter to somebody you trust" in text
    assert "parent or carer" not in text


@pytest.mark.parametrize(
    "more",
    [
        {"no_contact": True},
        {"has_died": True},
        {"address_is_confidential": True},
        {"restrictions": "Must not be told where he lives."},
        {"has_responsibility": False},
        {"has_responsibility": None},
    ],
)
def test_nobody_is_proposed_whom_the_record_keeps_away_and_never_the_child(
    case: Case, more: dict[str, Any]
) -> None:
    carer(case, **more)
    assert proposed(case).to_name == ""


def test_neither_who_is_bound_by_an_order_nor_who_asks_is_proposed(case: Case) -> None:
    carer(case, case[1].requester)
    bound = carer(case)
    assert proposed(case).to_name == MOTHER, "the planted fault: without the order it would be this one"
    with case[0].session.write() as work:
        work.add(
            CourtOrder(
                pupil_id=case[2].id,
                order_kind=next(iter(OrderKind)),
                about="The mother",
                carer_id=bound.id,
                meaning="No contact.",
            )
        )
    assert proposed(case).to_name == ""


def test_a_grown_up_pupil_is_asked_as_anybody_else(case: Case) -> None:
    house, _request, otis, _person = case
    carer(case)
    with house.session.write() as work:
        work.change(otis, birth_date=date(2005, 5, 1))
    assert proposed(case).to_name == "Otis Bramblewick"
