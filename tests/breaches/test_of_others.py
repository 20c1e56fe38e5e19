"""Who is concerned may be put right, and what was typed of another child before is not gathered for the one who stands there now."""

from __future__ import annotations

import pytest

from coordinator_app.breaches.model import PeopleTold
from coordinator_app.breaches.people import Concern, Told, add_person, change_person, record_told, upkeep
from coordinator_app.breaches.person import BreachPerson, MustBeTold
from coordinator_app.core.errors import InvalidInput
from coordinator_app.pupils import actions as pupils
from tests.breaches.breached import written
from tests.vaults import House, new_pupil


def concern(name: str, **more: str) -> Concern:
    return Concern(name, MustBeTold.YES, may_mean="Somebody may know.", **more)


@pytest.fixture
def otis(consented: House) -> str:
    other = new_pupil(consented, given_names="Otis", family_name="Sorrelby")
    return pupils.save_pupil(consented.session, other).record.id


def versions(house: House, pupil_id: str) -> list[tuple[str, tuple[int, ...]]]:
    found = house.session.gather("pupil", pupil_id)
    return [
        (one.record.concerned, one.superseded_versions)  # type: ignore[attr-defined]  # of this kind alone
        for one in found
        if one.record_type.kind == "breach_person"
    ]


@pytest.mark.parametrize("first", ["Kit Puddlecombe", "Noor Underhill"])
def test_what_was_said_of_another_child_is_not_gathered(consented: House, otis: str, first: str) -> None:
    session, breach = consented.session, written(consented)
    told = concern(first, told_whom="Marigold Puddlecombe", told_address="4 Weir Cottages")
    person = add_person(session, breach, told).record
    person = change_person(session, person, concern("Otis Sorrelby")).record
    assert versions(consented, otis) == [("Otis Sorrelby", ())]
    assert versions(consented, consented.pupil.id) == []
    change_person(session, person, concern("Otis Sorrelby", told_whom="Ottokar Sorrelby"))
    assert versions(consented, otis) == [("Otis Sorrelby", (2,))]


def test_a_line_whose_family_was_told_does_not_become_that_of_another_child(consented: House) -> None:
    """Otis would read as told, by the letter that went to the family of Kit."""
    session, breach = consented.session, written(consented)
    kit = add_person(session, breach, concern("K. Puddlecombe", told_whom="Marigold Puddlecombe")).record
    kit = record_told(session, kit, Told(session.clock.today(), "by telephone")).record
    with pytest.raises(InvalidInput, match="Add the other one") as told:
        change_person(session, kit, concern("Otis Sorrelby", told_whom="Ottokar Sorrelby"))
    assert [one.field for one in told.value.problems] == ["concerned"]
    kit = change_person(session, kit, concern("Kit Puddlecombe", told_whom="Marigold Puddlecombe")).record
    assert (kit.concerned, kit.pupil_id) == ("Kit Puddlecombe", consented.pupil.id)


@pytest.mark.parametrize("whom", ["", "Ottokar Sorrelby"])
def test_a_line_from_before_that_does_not_say_which_child_is_given_its_name(
    consented: House, whom: str
) -> None:
    session, today = consented.session, consented.session.clock.today()
    told = {"people_told": PeopleTold.TOLD, "people_told_on": today, "told_how": "By letter"}
    written(consented, told_whom=whom, **told)
    upkeep(session)
    (line,) = session.list(BreachPerson)
    assert line.told_on is not None
    kept = change_person(session, line, concern("Otis Sorrelby", told_whom=whom)).record
    assert kept.concerned == "Otis Sorrelby"


def test_what_was_said_of_the_same_child_in_other_letters_is(consented: House, otis: str) -> None:
    session, breach = consented.session, written(consented)
    person = add_person(session, breach, concern("O. Sorrelby")).record
    change_person(session, person, concern("Otis Sorrelby"))
    assert versions(consented, otis) == [("Otis Sorrelby", (1,))]
