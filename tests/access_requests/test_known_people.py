"""Whom finding is told of: everybody in the vault with names now and before, and nobody twice over."""

from __future__ import annotations

import pytest

from coordinator_app.access_requests.actions.known_people import known_people, known_pupil
from coordinator_app.access_requests.finding.finder import Finder
from coordinator_app.access_requests.finding.shapes import Known
from coordinator_app.access_requests.model import RequesterKind
from coordinator_app.access_requests.page.known_reading import known_for
from coordinator_app.access_requests.persons import PersonKind
from coordinator_app.organisations.model import Office, Officer
from coordinator_app.organisations.providers import Agency, Provider
from coordinator_app.pupils.model import Carer, Pupil, Relationship
from coordinator_app.pupils.parts import NameKind, PupilName
from tests.vaults import House, new_pupil, new_request


@pytest.fixture
def otis(referred: House) -> Pupil:
    """Another pupil, once called Thistledown, with a carer whose address is confidential."""
    session = referred.session
    with session.write() as work:
        first = work.add(
            new_pupil(referred, given_names="Otis James", family_name="Thistledown", upn="H801200001001")
        )
    with session.write() as work:
        otis = work.change(first, family_name="Bramblewick", known_as="Oti")
        work.add(PupilName(pupil_id=otis.id, name_kind=NameKind.ALIAS, given_names="Otto"))
        work.add(
            Carer(
                pupil_id=otis.id, name="Saffron Bramblewick", relationship=Relationship.MOTHER,
                telephone="07700 900123 / 01632 960111", address="12 Mill Lane, Oakhurst, OK4 7QT",
                address_is_confidential=True,
            )
        )  # fmt: skip
        work.add(
            Officer(office=Office.COORDINATOR, name="Idris Applegarth", email="idris@partnership.example")
        )
        work.add(Provider(name="Kingfisher Workshop", contact="Gail Thimble"))
        work.add(Agency(name="Youth Service", contact="Wren Quill, 01632 960144"))
    return otis


def by_name(house: House) -> dict[str, Known]:
    return {one.names[0]: one for one in known_people(house.session, house.pupil.id)}


def test_a_pupil_is_known_by_every_name_now_and_before(referred: House, otis: Pupil) -> None:
    one = by_name(referred)["Bramblewick, Otis James"]
    assert set(one.names) == {
        "Bramblewick, Otis James", "Bramblewick, Oti", "Bramblewick, Otto", "Thistledown, Otis James",
    }  # fmt: skip
    assert one.details == ("H801200001001", "2012-05-03")
    assert known_pupil(referred.session, otis.id) == one


def test_carers_officers_providers_and_agencies_are_known_by_kind(referred: House, otis: Pupil) -> None:
    found = by_name(referred)
    carer = found["Saffron Bramblewick"]
    assert (carer.kind, carer.is_secret) == (PersonKind.OTHER_FAMILY, True)
    assert carer.details == ("07700 900123", "01632 960111", "12 Mill Lane, Oakhurst, OK4 7QT")
    assert found["Idris Applegarth"].kind is PersonKind.OFFICER
    assert found["Gail Thimble"].kind is PersonKind.PROVIDER
    assert found["Wren Quill"].kind is PersonKind.PROFESSIONAL
    assert referred.carer.name in found
    assert found[referred.carer.name].kind is PersonKind.FAMILY


def test_the_pupil_and_whoever_asks_are_left_out(referred: House, otis: Pupil) -> None:
    keys = {one.key for one in known_people(referred.session, referred.pupil.id, without=[referred.carer.id])}
    assert otis.id in keys
    assert keys.isdisjoint({referred.pupil.id, referred.carer.id})


def test_a_confidential_address_is_always_ticked_and_a_former_name_is_found(
    referred: House, otis: Pupil
) -> None:
    session = referred.session
    finder = Finder(known_people(session, referred.pupil.id), known_pupil(session, referred.pupil.id))
    address, former = finder.find("They moved to 12 mill lane with Otis Thistledown.")
    assert (address.likelihood, address.ticked) == (100, True)
    assert address.why.startswith("Must not become known")
    assert former.key == otis.id


@pytest.mark.parametrize(
    ("relationship", "sought"), [(Relationship.GRANDPARENT, True), (Relationship.MOTHER, False)]
)
@pytest.mark.parametrize("asker", [RequesterKind.PARENT, RequesterKind.PUPIL])
def test_how_somebody_of_the_name_of_who_asks_is_reached_is_looked_for(
    referred: House, relationship: Relationship, asker: RequesterKind, *, sought: bool
) -> None:
    """A grandmother who is called as the mother is; or a father as the child, who asks himself."""
    session, by_child = referred.session, asker is RequesterKind.PUPIL
    name = referred.pupil.called if by_child else referred.carer.name
    with session.write() as work:
        values = {"pupil_id": referred.pupil.id, "name": name, "relationship": relationship}
        work.add(Carer(**values, telephone="01632 960188"))
    request = new_request(referred, requester=name, requester_kind=asker)
    found = Finder(*known_for(session, request)).find("Rang from 01632 960188.")
    assert bool(found) is (sought or by_child)
