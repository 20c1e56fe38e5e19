"""Where the answer to a correction is addressed: to whoever asked, never to somebody else of that name (003-5.4)."""

from __future__ import annotations

from typing import Any

import pytest

from coordinator_app.corrections.timing import address_of
from coordinator_app.pupils.model import Carer, Relationship
from tests.corrections.asked import FATHER, asked
from tests.vaults import House

HOME, ELSEWHERE = "4 Weir Cottages\nHazelmoor", "9 Beck Row\nOverhazel"


def carer(house: House, relationship: Relationship = Relationship.FATHER, **more: Any) -> None:
    values = {"pupil_id": house.pupil.id, "name": FATHER, "relationship": relationship, "address": HOME}
    with house.session.write() as work:
        work.add(Carer(**(values | more)))


def test_whoever_asked_is_addressed_as_the_record_knows_them(referred: House) -> None:
    carer(referred)
    assert address_of(referred.session, asked(referred)) == tuple(HOME.splitlines())


@pytest.mark.parametrize(
    "other",
    [{"address": ELSEWHERE}, {"address": ""}, {"address_is_confidential": True}],
)
def test_two_of_one_name_who_live_apart_are_not_told_from_each_other(
    referred: House, other: dict[str, Any]
) -> None:
    """What is wrong in the father's eyes would be answered to the grandfather of his name."""
    carer(referred)
    carer(referred, Relationship.GRANDPARENT, **other)
    assert address_of(referred.session, asked(referred)) == ()


def test_a_pupil_who_is_called_as_the_father_is_not_written_to_where_he_lives(referred: House) -> None:
    carer(referred)
    assert address_of(referred.session, asked(referred, by_pupil=True)) == ()
