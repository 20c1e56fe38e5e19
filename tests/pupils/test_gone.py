"""Nothing is written to a record that was merged away or is in the trash, whatever kind of record it is (003-5.4)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from coordinator_app.core.catalogue import RecordType, record_type
from coordinator_app.core.errors import InvalidInput
from coordinator_app.core.privacy import Compartment
from coordinator_app.pupils import actions as pupils
from coordinator_app.pupils import details
from coordinator_app.pupils.gone import RecordGone, link_gate
from coordinator_app.pupils.links import MergedRecord, PupilMerge
from coordinator_app.pupils.merging import merge, settle, take_apart
from coordinator_app.pupils.model import Carer, Pupil, Relationship
from coordinator_app.pupils.parts import CarePlan, PlanKind
from coordinator_app.referrals import actions as referrals
from coordinator_app.referrals.deciding import refer_again
from coordinator_app.registry import CATALOGUE
from tests.store.test_gather import Maker
from tests.vaults import House, new_pupil, new_referral

WHY = "The school confirmed it"


@pytest.fixture
def gone(consented: House) -> Pupil:
    """A record of the same child that was merged into the house's pupil."""
    taken = referrals.take_referral(
        consented.session, new_pupil(consented, given_names="Christopher"), new_referral(consented)
    )
    merge(consented.session, consented.pupil.id, taken.pupil.id, {}, WHY)
    return consented.session.get(Pupil, taken.pupil.id)


def linking_types() -> list[RecordType]:
    """Every kind that may lead to a pupil, but for what a merge itself writes."""
    return [
        one
        for one in CATALOGUE.types
        if one.cls not in {Pupil, PupilMerge, MergedRecord} and any(f.links_to == "pupil" for f in one.fields)
    ]


@pytest.mark.parametrize("where", ["merged", "trash"])
def test_no_kind_of_record_is_written_to_a_record_that_is_gone(
    consented: House, gone: Pupil, where: str
) -> None:
    session = consented.session
    target = gone
    if where == "trash":
        with session.write() as work:
            target = work.trash(work.add(new_pupil(consented, given_names="Otis")))
    assert len(linking_types()) > 15
    for described in linking_types():
        maker = Maker(session, "pupil")
        maker.made["pupil", False] = target
        with pytest.raises(RecordGone, match="merged" if where == "merged" else "in the trash") as told:
            maker.one(described)
        assert told.value.next_step
        assert not session.count(described.cls, where={_way(described): target.id})


def _way(described: RecordType) -> str:
    return next(spec.name for spec in described.fields if spec.links_to == "pupil")


def test_a_page_that_was_open_before_is_told_where_the_child_is_now(consented: House, gone: Pupil) -> None:
    session = consented.session
    with pytest.raises(RecordGone, match="merged into another"):
        pupils.save_pupil(session, replace(gone, known_as="Kit"))
    with pytest.raises(RecordGone):
        pupils.save_carer(
            session, Carer(pupil_id=gone.id, name="Barnaby Puddlecombe", relationship=Relationship.OTHER)
        )
    with pytest.raises(RecordGone):
        refer_again(session, gone.id)
    plan = CarePlan(pupil_id=gone.id, plan_kind=PlanKind.PROTECTION, from_day=date(2026, 1, 1))
    with pytest.raises(RecordGone):
        details.save_detail(session, plan)
    assert not session.count(CarePlan)


def test_a_record_is_not_moved_to_one_that_is_gone_and_may_be_changed_where_it_is(
    consented: House, gone: Pupil
) -> None:
    session, mother = consented.session, consented.carer
    with session.write() as work, pytest.raises(RecordGone):
        work.change(mother, pupil_id=gone.id)
    pupils.save_carer(session, replace(mother, telephone="01632 960178"))


def test_it_is_written_to_again_once_the_two_are_apart(consented: House, gone: Pupil) -> None:
    session = consented.session
    take_apart(session, session.list(PupilMerge)[0].id)
    assert (
        pupils.save_pupil(session, replace(session.get(Pupil, gone.id), known_as="Kit")).record.known_as
        == "Kit"
    )


def test_a_link_to_nobody_is_left_to_the_store_to_refuse(consented: House) -> None:
    described = record_type(Carer)
    link_gate(consented.session, Carer(), described.field("pupil_id"), "nobody")
    with consented.session.write() as work, pytest.raises(InvalidInput, match="is not there"):
        work.add(Carer(pupil_id="nobody", name="Barnaby", relationship=Relationship.OTHER))


@pytest.mark.parametrize("compartment", list(Compartment))
def test_what_was_being_typed_about_the_record_that_goes_follows_it(
    consented: House, compartment: Compartment
) -> None:
    session, kept = consented.session, consented.pupil
    other = pupils.save_pupil(session, new_pupil(consented, given_names="Christopher")).record
    with session.write(compartment) as work:
        work.save_draft("entry", other.id, {"words": "Late again"})
    merge(session, kept.id, other.id, {}, WHY)
    assert session.draft("entry", kept.id) == {"words": "Late again"}
    with session.write(compartment) as work:  # a page that was still open
        work.save_draft("other", other.id, {"words": "More"})
    settle(session)
    assert session.draft("other", kept.id) == {"words": "More"}
