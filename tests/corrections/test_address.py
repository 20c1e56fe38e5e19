"""Where the answer to a correction is addressed: to whoever asked, never to somebody else of that name (003-5.4)."""

from __future__ import annotations

from typing import Any

import pytest

from coordinator_app.access_requests.letter_text import text_of_letter
from coordinator_app.corrections.addressed import address_of
from coordinator_app.corrections.letters import answer_order, named
from coordinator_app.corrections.model import CorrectionOutcome
from coordinator_app.pupils.model import Carer, Relationship
from tests.corrections.asked import FATHER, asked, decided
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


@pytest.mark.parametrize("role", ["father", "dad", "main carer", "parent"])
def test_a_role_behind_the_name_is_not_written_to_and_the_address_is_found(
    consented: House, role: str
) -> None:
    """“Dear Ottokar Puddlecombe, father”, and no address, though the record has him."""
    carer(consented)
    claim = asked(consented, asked_by=f"{FATHER}, {role}")
    answered = decided(consented, claim, CorrectionOutcome.REFUSED)
    order = answer_order(consented.session, answered, practice=True)
    assert order.head.recipient_lines == (FATHER, *HOME.splitlines())
    assert f"Dear {FATHER}\n" in text_of_letter(order)
    assert not named(consented.session, claim, order).people


@pytest.mark.parametrize(
    "role",
    ["grandfather", "step-father", "uncle", "social worker", "Wren’s father", "father of Wren", "mother"],
)
def test_a_role_that_the_record_does_not_have_finds_no_address(referred: House, role: str) -> None:
    """Whoever says so is perhaps somebody else of that name: the envelope is addressed by hand."""
    carer(referred)
    assert address_of(referred.session, asked(referred, asked_by=f"{FATHER}, {role}")) == ()


@pytest.mark.parametrize(
    ("relationship", "role"),
    [
        (Relationship.GRANDPARENT, "maternal grandmother"),
        (Relationship.STEP_PARENT, "step mother"),
        (Relationship.FOSTER_CARER, "foster carer"),
        (Relationship.GUARDIAN, "special guardian"),
        (Relationship.SOCIAL_WORKER, "social worker"),
    ],
)
def test_each_is_called_as_the_record_knows_them(
    referred: House, relationship: Relationship, role: str
) -> None:
    carer(referred, relationship)
    claim = asked(referred, asked_by=f"{FATHER}, {role}")
    assert address_of(referred.session, claim) == tuple(HOME.splitlines())


def test_a_role_tells_nobody_from_another_of_that_name_nor_opens_a_confidential_address(
    referred: House,
) -> None:
    carer(referred, address_is_confidential=True)
    claim = asked(referred, asked_by=f"{FATHER}, father")
    assert address_of(referred.session, claim) == ()
    carer(referred, Relationship.GRANDPARENT, address=ELSEWHERE)
    assert address_of(referred.session, claim) == ()
