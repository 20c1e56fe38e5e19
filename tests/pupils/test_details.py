"""What belongs to a pupil: names, schools one after the other, needs by rank, what is kept apart, orders, siblings."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from coordinator_app.core.census_codes import CareStatus, Need, by_code
from coordinator_app.core.errors import GateShut, InvalidInput, KeyNotHeld, NotFound
from coordinator_app.core.privacy import Compartment
from coordinator_app.organisations import actions as organisations
from coordinator_app.organisations.model import School, SchoolType
from coordinator_app.pupils import actions as pupils
from coordinator_app.pupils.details import details_of, kin_of, orders_of, remove_detail, save_detail
from coordinator_app.pupils.links import Bond, CourtOrder, OrderKind, Sibling
from coordinator_app.pupils.model import Carer, Pupil, in_order
from coordinator_app.pupils.parts import (
    CarePlan,
    MedicalNote,
    NameKind,
    NoteKind,
    PlanKind,
    PupilName,
    PupilNeed,
    SchoolOnRoll,
    rank_problem,
    ranked,
    runs,
)
from coordinator_app.pupils.schooling import schools_of
from tests.pupils.kept import taken
from tests.vaults import House, new_pupil

TODAY = date(2026, 11, 24)


def order(house: House, **more: Any) -> CourtOrder:
    values = {
        "pupil_id": house.pupil.id,
        "order_kind": OrderKind.PROHIBITED_STEPS,
        "made_on": date(2026, 3, 2),
        "about": "Barnaby Puddlecombe",
        "meaning": "He must not collect Kit.",
    }
    return CourtOrder(**(values | more))


def other_school(house: House) -> School:
    return organisations.save(
        house.session, School(name="Briar Bank School", school_type=SchoolType.ACADEMY)
    ).record


# schools


def test_another_school_keeps_the_one_before_with_its_days(referred: House) -> None:
    session, school = referred.session, other_school(referred)
    pupil = session.get(Pupil, referred.pupil.id)
    moved = replace(pupil, school_id=school.id)
    saved = pupils.save_pupil(session, moved, moved_on=date(2026, 11, 2), why_left="Moved house")
    now, before = schools_of(session, pupil.id)
    assert (now.school_name, now.from_day, now.until_day) == ("Briar Bank School", date(2026, 11, 2), None)
    assert (before.school_name, before.until_day, before.why_left) == (
        "Foxglove Hill School",
        date(2026, 11, 2),
        "Moved house",
    )
    session.undo(saved.change_id)
    assert [one.school_name for one in schools_of(session, pupil.id)] == ["Foxglove Hill School"]
    assert schools_of(session, pupil.id)[0].until_day is None


def test_a_record_without_schools_with_days_gets_the_one_until_now(referred: House) -> None:
    session = referred.session
    for line in schools_of(session, referred.pupil.id):
        with session.write() as work:
            work.trash(line)
    pupil = session.get(Pupil, referred.pupil.id)
    pupils.save_pupil(session, replace(pupil, school_id=other_school(referred).id))
    assert [one.school_name for one in schools_of(session, pupil.id)] == [
        "Briar Bank School",
        "Foxglove Hill School",
    ]


def test_a_school_chosen_by_mistake_today_leaves_no_line(referred: House) -> None:
    session, first = referred.session, referred.pupil.school_id
    pupil = session.get(Pupil, referred.pupil.id)
    wrong = pupils.save_pupil(session, replace(pupil, school_id=other_school(referred).id)).record
    pupils.save_pupil(session, replace(wrong, school_id=first))
    assert {one.school_id for one in schools_of(session, pupil.id)} == {first}


def test_a_move_does_not_lie_ahead_and_the_present_school_is_not_removed(referred: House) -> None:
    session = referred.session
    pupil = session.get(Pupil, referred.pupil.id)
    with pytest.raises(InvalidInput, match="in the future"):
        pupils.save_pupil(session, pupil, moved_on=date(2027, 1, 1))
    with pytest.raises(InvalidInput, match="on roll there now"):
        remove_detail(session, schools_of(session, pupil.id)[0])
    extra = SchoolOnRoll(pupil_id=pupil.id, school_id=other_school(referred).id, until_day=date(2025, 7, 1))
    kept = save_detail(session, extra).record
    assert kept.school_name == "Briar Bank School"
    remove_detail(session, kept)
    assert len(schools_of(session, pupil.id)) == 1


# numbers


def test_a_changed_upn_is_kept_among_the_former_ones(referred: House) -> None:
    session = referred.session
    one, two = "Z855400019001", "J855400020127"
    pupil = session.get(Pupil, referred.pupil.id)
    pupil = pupils.save_pupil(session, replace(pupil, upn=one)).record
    assert not pupil.former_upns
    pupil = pupils.save_pupil(session, replace(pupil, upn=two)).record
    assert pupil.former_upns == one
    pupil = pupils.save_pupil(session, replace(pupil, upn=one)).record
    assert pupil.former_upns == f"{one} {two}"
    assert [hit.record_id for hit in session.search(two)] == [pupil.id]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("uln", "1234567890"),
        ("uln", "x" * 100_000),
        ("upn", "I855400019001"),
        ("birth_date", date(1900, 1, 1)),
        ("closed_on", date(2027, 1, 1)),
        ("free_meals_until", date(2020, 1, 1)),
    ],
)
def test_what_cannot_be_is_said_at_its_field(referred: House, field: str, value: object) -> None:
    pupil = replace(referred.pupil, free_meals_from=date(2024, 9, 1), **{field: value})
    with pytest.raises(InvalidInput) as told:
        pupils.save_pupil(referred.session, pupil)
    assert [one.field for one in told.value.problems] == [field]


def test_a_uln_is_kept_without_its_spaces(referred: House) -> None:
    pupil = referred.session.get(Pupil, referred.pupil.id)
    kept = pupils.save_pupil(referred.session, replace(pupil, uln="9276 308 686")).record
    assert kept.uln == "9276308686"


def test_a_closed_record_can_be_opened_again(referred: House) -> None:
    session = referred.session
    closed = pupils.close_pupil(session, session.get(Pupil, referred.pupil.id), " Moved away ").record
    assert (closed.closed_on, closed.closed_because) == (TODAY, "Moved away")
    assert pupils.open_again(session, closed).record.closed_on is None


# names and needs


def test_a_name_needs_one_of_its_parts_and_days_in_order(referred: House) -> None:
    name = PupilName(pupil_id=referred.pupil.id, name_kind=NameKind.FORMER, family_name="Oakapple")
    kept = save_detail(referred.session, name).record
    assert kept.whole == "Oakapple"
    assert referred.session.search("oakapple")
    for wrong in (replace(name, family_name=""), replace(name, from_day=TODAY, until_day=date(2020, 1, 1))):
        with pytest.raises(InvalidInput):
            save_detail(referred.session, wrong)


def test_two_lasting_needs_do_not_share_a_rank(referred: House) -> None:
    need = PupilNeed(pupil_id=referred.pupil.id, need=Need.SEMH, rank=1)
    first = save_detail(referred.session, need).record
    assert rank_problem(replace(need, need=Need.ASD), [first]).startswith("Social")
    assert rank_problem(replace(need, rank=2), [first]) == "This need is on the record already."
    assert not rank_problem(replace(need, until_day=TODAY), [first])
    assert not rank_problem(first, [first])
    assert not rank_problem(replace(need, need=Need.ASD, rank=2), [first])
    assert rank_problem(replace(need, rank=None), [])
    assert "has rank 1" in rank_problem(replace(need, need=None), [replace(first, need=None)])
    with pytest.raises(InvalidInput) as told:
        save_detail(referred.session, replace(need, rank=0))
    assert told.value.problems[0].field == "rank"
    assert [one.rank for one in ranked([replace(need, rank=2), replace(need, rank=None), need])] == [
        None,
        1,
        2,
    ]


def test_needs_and_health_wait_for_the_referral(house: House) -> None:
    pupil = pupils.save_pupil(house.session, new_pupil(house)).record
    for detail in (
        PupilNeed(pupil_id=pupil.id, need=Need.SEMH, rank=1),
        MedicalNote(pupil_id=pupil.id, note_kind=NoteKind.ALLERGY, words="Peanuts"),
    ):
        with pytest.raises(GateShut):
            save_detail(house.session, detail)
    plan = CarePlan(pupil_id=pupil.id, plan_kind=PlanKind.PROTECTION, from_day=TODAY)
    save_detail(house.session, plan)  # safety comes first (003-6.4)


@pytest.mark.parametrize(
    ("first", "last", "holds"),
    [
        (None, None, True),
        (TODAY, TODAY, True),
        (date(2026, 11, 25), None, False),
        (None, date(2026, 11, 23), False),
    ],
)
def test_what_has_days_holds_between_them(first: date | None, last: date | None, holds: bool) -> None:
    assert runs(PupilNeed(from_day=first, until_day=last), TODAY) is holds
    assert not runs(PupilNeed(trashed_at=None, until_day=date(2000, 1, 1)), TODAY)


# kept apart


def test_health_and_plans_lie_apart_and_level_two_works_without_them(referred: House) -> None:
    session, pupil_id = referred.session, referred.pupil.id
    note = MedicalNote(pupil_id=pupil_id, note_kind=NoteKind.ALLERGY, words="Peanuts")
    save_detail(session, note)
    save_detail(session, CarePlan(pupil_id=pupil_id, plan_kind=PlanKind.IN_NEED, from_day=TODAY))
    save_detail(session, order(referred))
    whole = details_of(session, pupil_id)
    assert (len(whole.medical), len(whole.plans), whole.guarded_open) == (1, 1, True)
    small = referred.as_user(Compartment.GENERAL)
    seen = details_of(small, pupil_id)
    assert (seen.medical, seen.plans, seen.guarded_open) == ((), (), False)
    assert len(seen.orders) == 1
    assert not small.search("Peanuts")
    with pytest.raises(KeyNotHeld):
        save_detail(small, note)
    small.close()


# court orders


def test_an_order_is_read_while_it_holds_and_no_longer(referred: House) -> None:
    session = referred.session
    kept = save_detail(session, order(referred, ends_on=date(2027, 3, 1), hides_address=True)).record
    assert kept.banner == (
        "Barnaby Puddlecombe must not be told where they live. He must not collect Kit. Until 1 March 2027."
    )
    assert orders_of(session, referred.pupil.id, TODAY) == [kept]
    for over in (
        replace(kept, ends_on=date(2026, 11, 23)),
        replace(kept, ended_on=date(2026, 11, 23)),
        replace(kept, made_on=date(2026, 11, 25)),
    ):
        assert not over.holds_on(TODAY)
    assert order(referred, made_on=None).holds_on(TODAY)
    remove_detail(session, kept)
    assert not orders_of(session, referred.pupil.id)
    assert not session.get(CourtOrder, kept.id).holds_on(TODAY)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("made_on", date(2027, 1, 1)),
        ("seen_on", date(2027, 1, 1)),
        ("ends_on", date(2026, 3, 1)),
        ("ended_on", date(2026, 3, 1)),
        ("about", ""),
        ("meaning", "\u202e"),
    ],
)
def test_an_order_that_cannot_be_is_refused(referred: House, field: str, value: object) -> None:
    with pytest.raises(InvalidInput) as told:
        save_detail(referred.session, order(referred, **{field: value}))
    assert field in [one.field for one in told.value.problems]


def test_an_order_names_a_person_of_this_pupil_only(referred: House) -> None:
    save_detail(referred.session, order(referred, carer_id=referred.carer.id))
    other = pupils.save_pupil(referred.session, new_pupil(referred, given_names="Wren")).record
    with pytest.raises(InvalidInput, match="another pupil"):
        save_detail(referred.session, order(referred, pupil_id=other.id, carer_id=referred.carer.id))


# brothers and sisters


def test_siblings_are_shown_on_both_and_gathered_for_both(referred: House) -> None:
    session = referred.session
    twin = taken(referred, given_names="Wren")
    link = save_detail(session, Sibling(pupil_id=referred.pupil.id, other_id=twin.id, bond=Bond.TWINS)).record
    assert [one.pupil.id for one in kin_of(session, twin.id)] == [referred.pupil.id]
    assert [one.pupil.id for one in kin_of(session, referred.pupil.id)] == [twin.id]
    for one in (twin.id, referred.pupil.id):
        assert link.id in {each.record.id for each in session.gather("pupil", one)}
    with pytest.raises(InvalidInput, match="joined already"):
        save_detail(session, Sibling(pupil_id=twin.id, other_id=referred.pupil.id, bond=Bond.STEP))
    with pytest.raises(InvalidInput, match="same pupil"):
        save_detail(session, Sibling(pupil_id=twin.id, other_id=twin.id, bond=Bond.STEP))
    save_detail(session, replace(link, bond=Bond.HALF))
    with pytest.raises(NotFound):
        save_detail(session, Sibling(pupil_id="none", other_id=twin.id, bond=Bond.STEP))
    with session.write() as work:
        work.trash(session.get(Pupil, twin.id))
    assert not kin_of(session, referred.pupil.id)


# people


def test_people_are_tried_in_order_and_who_cannot_be_reached_comes_last(referred: House) -> None:
    first, last = Carer(key=2, contact_order=1), Carer(key=1)
    gone, barred = (
        Carer(key=0, has_died=True, contact_order=1),
        Carer(no_contact=True, no_contact_reason="court"),
    )
    assert in_order([gone, last, first]) == [first, last, gone]
    assert gone.warning == "Has died. Do not write or call."
    assert replace(barred, restrictions="Not at the gate.").warning == (
        "Must not be contacted: court Not at the gate."
    )
    assert Carer(no_contact=True).warning == "Must not be contacted."
    assert Carer().warning == ""


@pytest.mark.parametrize(
    ("field", "value"),
    [("telephone", "ask the aunt"), ("other_telephone", "+"), ("contact_order", 0), ("contact_order", 5000)],
)
def test_a_person_that_cannot_be_reached_so_is_refused(referred: House, field: str, value: object) -> None:
    with pytest.raises(InvalidInput) as told:
        pupils.save_carer(referred.session, replace(referred.carer, **{field: value}))
    assert [one.field for one in told.value.problems] == [field]


def test_a_person_is_removed_with_undo(referred: House) -> None:
    saved = pupils.remove_carer(referred.session, referred.carer)
    assert not pupils.carers_of(referred.session, referred.pupil.id)
    referred.session.undo(saved.change_id)
    assert pupils.carers_of(referred.session, referred.pupil.id)


def test_a_care_order_gives_the_authority_responsibility_and_an_agreement_does_not() -> None:
    assert CareStatus.FULL_ORDER.authority_has_responsibility
    assert not CareStatus.AGREED.authority_has_responsibility
    assert by_code(Need.SEMH) == "SEMH: Social, emotional and mental health"
