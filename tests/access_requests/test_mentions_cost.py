"""A search for mentions among very many records reads those that may matter, and finds what it found before."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coordinator_app.access_requests.gathering import mentions, terms
from coordinator_app.access_requests.model import AccessRequest
from coordinator_app.core.privacy import Compartment
from coordinator_app.pupils.model import Carer, Pupil, Relationship
from coordinator_app.referrals.actions import take_referral
from coordinator_app.store.sql import rows
from tests.vaults import House, add, new_pupil, new_referral, ready_request


def other(house: House, given: str, carer: str, *, trashed: bool = False) -> Pupil:
    """A pupil with a carer."""
    child = new_pupil(house, given_names=given, family_name="Bramblewick")
    pupil = take_referral(house.session, child, new_referral(house)).pupil
    with house.session.write() as work:
        made = work.add(Carer(pupil_id=pupil.id, name=carer, relationship=Relationship.MOTHER))
        if trashed:
            work.trash(made)
    return pupil


def look(house: House, request: AccessRequest) -> mentions.Looked:
    session = house.session
    return mentions.look(session, request, terms.read_terms(terms.proposed(session, request)))


def test_carers_are_read_of_those_alone_in_whose_records_something_may_stand(referred: House) -> None:
    request = ready_request(referred)
    otis = other(referred, "Otis", referred.carer.name)
    add(referred, "He walks in with Kit.", pupil_id=otis.id)
    general, asked = referred.session.databases.connection(Compartment.GENERAL), list[str]()
    general.set_trace_callback(asked.append)
    assert len(look(referred, request).hits) == 1
    general.set_trace_callback(None)
    # what is looked for in the texts of carers themselves is another thing
    named = [one for one in asked if 'FROM "carer"' in one and "LIKE" not in one and one.startswith("SELECT")]
    plans = [str(step[3]) for one in named for step in rows(general, f"EXPLAIN QUERY PLAN {one}")]
    assert any(step.startswith("SEARCH carer") for step in plans)
    assert not [step for step in plans if step.startswith("SCAN carer")], "every carer of the vault was read"


@pytest.mark.parametrize("trashed", [False, True])
@pytest.mark.parametrize(
    "called", ["Marigold Puddlecombe", "MARIGOLD  PUDDLECOMBE", "M\u00e1rigold Puddlecombe"]
)
def test_whose_carer_is_called_as_the_persons_own_may_be_a_brother_or_sister(
    referred: House, called: str, trashed: bool
) -> None:
    assert referred.carer.name == "Marigold Puddlecombe"
    request = ready_request(referred)
    family, strangers = (
        other(referred, "Otis", called, trashed=trashed),
        other(referred, "Wren", "Ann Samplewell"),
    )
    said = [add(referred, "He walks in with Kit.", pupil_id=one.id) for one in (family, strangers)]
    likely = {hit.record_id: hit.is_likely for hit in look(referred, request).hits}
    assert likely == {said[0].id: True, said[1].id: False}


def test_somebody_without_a_record_has_no_family(referred: House) -> None:
    otis = other(referred, "Otis", "Ann Samplewell")
    entry = add(referred, "He walks in with Kit.", pupil_id=otis.id)
    request = replace(ready_request(referred), pupil_id="")
    (hit,) = [
        one
        for one in mentions.look(referred.session, request, terms.read_terms("Kit Puddlecombe")).hits
        if one.record_id == entry.id
    ]
    assert not hit.is_likely


@pytest.mark.parametrize("said", ["K.P.", "KP", "K. P.", "A8201 2345 6781", "Pudlecombe"])
def test_initials_a_spaced_number_and_a_slip_are_found_in_the_trash_and_in_an_earlier_version(
    referred: House, said: str
) -> None:
    request, otis = ready_request(referred), other(referred, "Otis", "Ann Samplewell")
    away, changed, stays = (add(referred, f"He was with {said} today.", pupil_id=otis.id) for _ in range(3))
    with referred.session.write() as work:
        work.trash(away)
        work.change(changed, words="He was in the workshop.")
    wanted = terms.read_terms(["Kit Puddlecombe", "A820123456781"])
    hits = mentions.look(referred.session, request, wanted).hits
    assert {(hit.record_id, hit.is_older) for hit in hits} == {
        (away.id, False),
        (changed.id, True),
        (stays.id, False),
    }
