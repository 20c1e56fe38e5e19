"""Which pupil a row names: by UPN, by names and birth date where exactly one fits, and never by likeness."""

from __future__ import annotations

from datetime import date

import pytest

from coordinator_app.attendance.bringing_in.matching import Match, Person, people
from coordinator_app.pupils import actions as pupils
from tests.attendance.conftest import another_pupil
from tests.vaults import House, new_pupil

UPN = "K820200001001"


@pytest.fixture
def known(referred: House) -> House:
    pupil = referred.session.get(type(referred.pupil), referred.pupil.id)
    with referred.session.write() as work:
        referred.pupil = work.change(
            pupil, given_names="Kit James", known_as="Kitty", former_upns="B820200001009"
        )
    return referred


def match(house: House, *person: str) -> Match:
    upn, family, given, born = person
    one: Person = (upn, family, given, born)
    return people(house.session).match(one)


def with_upn(house: House, **more: str) -> str:
    pupil = pupils.save_pupil(
        house.session, new_pupil(house, given_names="Wren", family_name="Thimblewick", upn=UPN, **more)
    ).record
    return pupil.id


def test_a_upn_names_its_pupil_in_small_letters_too_and_a_former_one_does(known: House) -> None:
    wren = with_upn(known)
    assert match(known, "k82 0200 001001", "", "", "") == Match(wren, "Wren Thimblewick")
    assert match(known, "B820200001009", "", "", "").id == known.pupil.id


@pytest.mark.parametrize("given", ["Kit James", "KIT", "Kitty", "kit  james", "Kit Something"])
def test_names_and_birth_date_name_the_one_they_fit(known: House, given: str) -> None:
    assert match(known, "", "PUDDLECOMBE", given, "2012-05-03") == Match(known.pupil.id, "Kitty Puddlecombe")


@pytest.mark.parametrize(
    ("person", "why"),
    [
        (
            ("", "Puddlecombe", "Kit", "2012-05-04"),
            "Nobody fits: did you mean Kitty Puddlecombe, born 3 May 2012?",
        ),
        (
            ("", "Puddlecomb", "Kit James", "2012-05-03"),
            "Nobody fits: did you mean Kitty Puddlecombe, born 3 May 2012?",
        ),
        (("", "Oakapple", "Basil", "2012-05-03"), "No pupil here has this name and date of birth."),
        (
            ("", "Puddlecombe", "Kit", "31/02/2012"),
            "The date of birth “31/02/2012” is no day of the calendar.",
        ),
        (("", "Puddlecombe", "Kit", ""), "neither a UPN nor names with a date of birth"),
        (("", "", "", ""), "neither a UPN nor names with a date of birth"),
        (("C820200001009", "", "", ""), "No pupil has this UPN"),
    ],
)
def test_nobody_is_named_by_half_of_it_or_by_likeness(
    known: House, person: tuple[str, ...], why: str
) -> None:
    found = match(known, *person)
    assert not found.id
    assert why in found.why


def test_two_of_one_name_and_birth_date_are_told_apart_by_nothing_but_a_upn(known: House) -> None:
    another_pupil(known, given_names="Kit", family_name="Puddlecombe", birth_date=known.pupil.birth_date)
    assert "Two pupils" in match(known, "", "Puddlecombe", "Kit", "2012-05-03").why


def test_a_upn_beside_the_names_of_another_child_names_nobody(known: House) -> None:
    with_upn(known)
    assert "the row names another child" in match(known, UPN, "Puddlecombe", "Kit", "2012-05-03").why
    # a new family name, or a slip in the birth date, is the same child still
    assert match(known, UPN, "Someone", "Wren", "2012-05-03").id
    assert match(known, UPN, "Thimblewick", "Wren", "2012-05-30").id


@pytest.mark.parametrize(
    ("family", "born"), [("Thimblewick", "2012-05-03"), ("Thimblewick", ""), ("", "2012-05-03"), ("", "")]
)
def test_the_upn_of_one_twin_beside_the_first_name_of_the_other_names_nobody(
    known: House, family: str, born: str
) -> None:
    wren = with_upn(known)
    assert match(known, UPN, family, "Robin", born).id == wren  # a name nobody else has may be a new one
    pupils.save_pupil(known.session, new_pupil(known, given_names="Robin", family_name="Thimblewick"))
    found = match(known, UPN, family, "Robin", born)
    assert not found.id
    assert "the row names another child" in found.why
    assert match(known, UPN, family, "Wren", born).id == wren


def test_a_birth_date_that_fits_only_a_namesake_beside_the_upn_names_nobody(known: House) -> None:
    with_upn(known)
    another_pupil(known, given_names="Wren", family_name="Thimblewick", birth_date=date(2012, 5, 30))
    assert "the row names another child" in match(known, UPN, "Thimblewick", "Wren", "2012-05-30").why
    # of a namesake with quite another birth date the row says nothing
    assert match(known, UPN, "Thimblewick", "Wren", "2012-05-13").id


def test_names_that_fit_a_pupil_with_another_upn_name_nobody(known: House) -> None:
    with_upn(known)
    assert "who has another UPN" in match(known, "Z820200001009", "Thimblewick", "Wren", "2012-05-03").why
    assert match(known, "Z820200001009", "Puddlecombe", "Kit", "2012-05-03").id == known.pupil.id
