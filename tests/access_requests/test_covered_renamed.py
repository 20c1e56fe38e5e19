"""Whoever is to be covered is looked for in the finished pack by every name that their record has, and has by now (003-5.1)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coordinator_app.access_requests.actions import order
from coordinator_app.access_requests.actions.ready import current_mark
from coordinator_app.access_requests.model import AccessRequest
from coordinator_app.access_requests.pack_order import TermWeight
from coordinator_app.access_requests.persons import PersonDecision, PersonKind, RequestPerson
from coordinator_app.pupils import actions as pupils
from coordinator_app.pupils.model import Carer, Pupil, Relationship
from coordinator_app.pupils.parts import NameKind, PupilName
from tests.vaults import House, fill_in_the_letter, gathered, new_pupil, ready_request, share_the_rest


@pytest.fixture
def otis(consented: House) -> Pupil:
    fill_in_the_letter(consented)
    made = new_pupil(consented, given_names="Otis", family_name="Bramblewick", known_as="Wren")
    return pupils.save_pupil(consented.session, made).record


def covered(
    house: House, record_id: str, called: str, kind: PersonKind = PersonKind.PUPIL, **more: str
) -> AccessRequest:
    request = ready_request(house, **more)
    gathered(house, request)
    share_the_rest(house, request)
    with house.session.write() as work:
        work.add(
            RequestPerson(
                request_id=request.id, person_kind=kind, called=called, item_kind="person", item_id=record_id,
                decision=PersonDecision.COVER, kind_of_information="That he was there", confidence="No",
                steps_taken="None", reason="It is about him",
            )
        )  # fmt: skip
    return request


def sought(house: House, request: AccessRequest) -> dict[str, TermWeight]:
    now = house.session.get(AccessRequest, request.id)
    made, _ = order.pack_order(house.session, now, "pw", practice=True)
    return {term.words: term.weight for term in made.terms}


def test_a_covered_child_is_sought_by_the_name_of_every_day_and_by_a_former_one(
    consented: House, otis: Pupil
) -> None:
    with consented.session.write() as work:
        work.add(PupilName(pupil_id=otis.id, name_kind=NameKind.FORMER, family_name="Thornby"))
    found = sought(consented, covered(consented, otis.id, "Otis Bramblewick"))
    assert found["Wren Bramblewick"] is TermWeight.NAME
    assert found["Otis Thornby"] is TermWeight.NAME
    assert found["Thornby"] is TermWeight.LOOK


def test_a_covered_child_whose_name_is_put_right_after_the_decision_is_sought_by_the_new_one(
    consented: House, otis: Pupil
) -> None:
    request = covered(consented, otis.id, "Otis Bramblewick")
    before = current_mark(consented.session, request.id)
    pupils.save_pupil(consented.session, replace(otis, family_name="Sorrelby"))
    assert current_mark(consented.session, request.id) != before, (
        "a pack that was built was not searched for it"
    )
    found = sought(consented, request)
    assert found["Otis Sorrelby"] is TermWeight.NAME
    assert found["Otis Bramblewick"] is TermWeight.NAME


def test_a_name_that_a_record_had_by_a_slip_is_for_a_person_to_judge(consented: House, otis: Pupil) -> None:
    pupils.save_pupil(consented.session, replace(otis, family_name="Sorrelby"))
    found = sought(consented, covered(consented, otis.id, "Otis Sorrelby"))
    assert found["Otis Bramblewick"] is TermWeight.LOOK


def test_a_covered_carer_who_is_called_otherwise_by_now_is_sought_so(consented: House, otis: Pupil) -> None:
    with consented.session.write() as work:
        carer = work.add(Carer(pupil_id=otis.id, name="Ottilie Grainger", relationship=Relationship.MOTHER))
    request = covered(consented, carer.id, "Ottilie Grainger", PersonKind.OTHER_FAMILY)
    with consented.session.write() as work:
        work.change(carer, name="Ottilie Fernhollow")
    found = sought(consented, request)
    assert found["Ottilie Fernhollow"] is TermWeight.NAME
    assert found["Ottilie Grainger"] is TermWeight.NAME


def test_who_is_called_as_ever_leaves_a_built_pack_as_it_is(consented: House, otis: Pupil) -> None:
    request = covered(consented, otis.id, "Otis Bramblewick")
    before = current_mark(consented.session, request.id)
    pupils.save_pupil(consented.session, replace(otis, upn=""))
    assert current_mark(consented.session, request.id) == before


def test_a_brother_of_the_family_name_of_one_and_the_given_name_of_the_other_is_neither(
    consented: House,
) -> None:
    """The stepfather Otis Bramblewick asks about Kit Puddlecombe; the brother Otis Puddlecombe is covered."""
    fill_in_the_letter(consented)
    brother = new_pupil(consented, given_names="Otis", family_name="Puddlecombe")
    kept = pupils.save_pupil(consented.session, brother).record
    request = covered(consented, kept.id, "Otis Puddlecombe", requester="Otis Bramblewick")
    assert sought(consented, request)["Otis Puddlecombe"] is TermWeight.NAME


def test_whoever_is_called_as_the_one_who_asks_is_no_failure_on_every_letter(consented: House) -> None:
    fill_in_the_letter(consented)
    same = new_pupil(consented, given_names="Marigold", family_name="Puddlecombe")
    kept = pupils.save_pupil(consented.session, same).record
    request = covered(consented, kept.id, "Marigold Puddlecombe")
    assert TermWeight.NAME not in sought(consented, request).values()


def test_of_a_covered_child_with_a_middle_name_both_rows_of_initials_and_logins_are_sought(
    consented: House,
) -> None:
    """The record says Otis James Bramblewick: only “O.J.B.” was sought, and “OB” went out."""
    made = new_pupil(consented, given_names="Otis James", family_name="Bramblewick")
    kept = pupils.save_pupil(consented.session, made).record
    found = sought(consented, covered(consented, kept.id, "Otis James Bramblewick"))
    assert {"O.J.B.", "O.B.", "otisb", "otisjb"} <= set(found)
    assert {found[one] for one in ("O.J.B.", "O.B.", "otisb")} == {TermWeight.LOOK}
