from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from coordinator_app.core.errors import InvalidInput, NotFound
from coordinator_app.pupils import actions as pupils
from coordinator_app.pupils.model import Carer, Pupil, Relationship, age_on, upn_problem
from tests.pupils.kept import taken
from tests.vaults import House, new_pupil

KIT = Pupil(id="1", given_names="Kit", family_name="Puddlecombe", birth_date=date(2012, 5, 3))
UPN = "Z855400019001"


def test_a_pupil_is_called_by_the_name_they_go_by() -> None:
    assert (KIT.called, KIT.initials) == ("Kit Puddlecombe", "KP")
    known = replace(KIT, known_as="Kip")
    assert known.called == "Kip Puddlecombe"
    assert Pupil().initials == ""


@pytest.mark.parametrize(
    ("birth", "day", "age"),
    [
        (date(2012, 5, 3), date(2026, 5, 2), 13),
        (date(2012, 5, 3), date(2026, 5, 3), 14),
        (date(2012, 2, 29), date(2026, 2, 28), 13),
        (date(2012, 2, 29), date(2026, 3, 1), 14),
    ],
)
def test_age_turns_on_the_birthday_and_for_leap_days_on_the_first_of_march(
    birth: date, day: date, age: int
) -> None:
    assert age_on(birth, day) == age


def test_a_wrong_or_shared_upn_is_said_at_its_field() -> None:
    assert upn_problem("", []) is None
    wrong = upn_problem("Z85540001900", [])
    assert wrong is not None
    assert wrong.field == "upn"


def test_one_upn_belongs_to_one_pupil_even_in_the_trash(house: House) -> None:
    from stdnum.gb import upn as checker

    upn = next(
        letter + "801200001001"
        for letter in "ABCDEFGHJKLMNPQRTUVWXYZ"
        if checker.is_valid(letter + "801200001001")
    )
    session = house.session
    first = pupils.save_pupil(session, new_pupil(house, upn=upn)).record
    assert pupils.save_pupil(session, replace(first, known_as="Kip")).record.version == 2
    with session.write() as work:
        work.trash(session.get(Pupil, first.id))
    with pytest.raises(InvalidInput, match="Another pupil"):
        pupils.save_pupil(session, new_pupil(house, given_names="Wren", upn=upn))


@pytest.mark.parametrize("birth", [date(2026, 11, 25), date(1999, 1, 1)])
def test_an_impossible_birth_date_is_refused(house: House, birth: date) -> None:
    with pytest.raises(InvalidInput) as told:
        pupils.save_pupil(house.session, new_pupil(house, birth_date=birth))
    assert told.value.problems[0].field == "birth_date"


def test_likely_duplicates_are_shown_and_never_merged(house: House) -> None:
    session = house.session
    first = pupils.save_pupil(session, new_pupil(house)).record
    pupils.save_pupil(session, new_pupil(house, given_names="Tansy", family_name="Oakapple"))
    again = pupils.save_pupil(session, new_pupil(house)).record
    assert [one.id for one in pupils.likely_duplicates(session, again)] == [first.id]
    assert session.count(Pupil) == 3


def test_carers_are_kept_with_their_pupil(house: House) -> None:
    session = house.session
    pupil = taken(house)
    carer = Carer(pupil_id=pupil.id, name="Marigold Puddlecombe", relationship=Relationship.MOTHER)
    kept = pupils.save_carer(session, carer).record
    assert pupils.carers_of(session, pupil.id) == [kept]
    with pytest.raises(InvalidInput):
        pupils.save_carer(session, replace(kept, evidence_seen_on=date(2026, 11, 25)))
    with pytest.raises(NotFound):
        pupils.save_carer(session, replace(carer, pupil_id="nobody"))
