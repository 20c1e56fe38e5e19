"""Once two records are apart again neither says what is the other child's, and the schools are as they were (003-5.4)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from coordinator_app.core.catalogue import record_type
from coordinator_app.organisations import actions as organisations
from coordinator_app.organisations.model import School, SchoolType
from coordinator_app.pupils import actions as pupils
from coordinator_app.pupils import details
from coordinator_app.pupils.links import PupilMerge
from coordinator_app.pupils.merging import merge, take_apart
from coordinator_app.pupils.model import Pupil
from coordinator_app.pupils.parts import SchoolOnRoll
from coordinator_app.pupils.schooling import schools_of
from coordinator_app.referrals import actions as referrals
from coordinator_app.store.session import Session
from tests.vaults import House, new_pupil, new_referral

WHY = "The school confirmed it"
UPN, ANOTHER = "J855400020127", "Z855400019001"
HOW = pytest.mark.parametrize("how", ["apart", "undo"])


def second(house: House, **more: object) -> Pupil:
    pupil = new_pupil(house, **({"given_names": "Christopher", "first_language": "Welsh"} | more))
    return referrals.take_referral(house.session, pupil, new_referral(house)).pupil


def other_school(house: House) -> School:
    wanted = School(name="Otterbrook School", school_type=SchoolType.MAINTAINED)
    return organisations.save(house.session, wanted).record


def part(session: Session, line: PupilMerge, how: str) -> None:
    if how == "apart":
        take_apart(session, line.id)
    else:
        session.undo(session.history(line.id)[0].change_id)


def schools(session: Session, pupil_id: str) -> list[tuple[str, date | None, date | None, str]]:
    found = schools_of(session, pupil_id)
    return sorted((one.school_name, one.from_day, one.until_day, one.why_left) for one in found)


@pytest.mark.parametrize("take", [True, False])
def test_one_school_is_the_present_one_after_a_merge(consented: House, take: bool) -> None:
    session, kept = consented.session, consented.pupil
    gone = second(consented, school_id=other_school(consented).id)
    merge(session, kept.id, gone.id, {"school_id": take}, WHY)
    lasting = [one for one in schools_of(session, kept.id) if one.until_day is None]
    assert [one.school_id for one in lasting] == [gone.school_id if take else kept.school_id]
    assert len(schools_of(session, kept.id)) == 2


def test_a_school_that_both_name_is_told_once_with_the_day_that_is_known(consented: House) -> None:
    session, kept = consented.session, consented.pupil
    gone = second(consented)
    line = schools_of(session, gone.id)[0]
    details.save_detail(session, replace(line, from_day=date(2025, 9, 1)))
    merge(session, kept.id, gone.id, {}, WHY)
    assert [(one.from_day, one.until_day) for one in schools_of(session, kept.id)] == [
        (date(2025, 9, 1), None)
    ]


def test_the_other_school_ends_on_the_day_the_right_one_began(consented: House) -> None:
    session, kept = consented.session, consented.pupil
    gone = second(consented, school_id=other_school(consented).id)
    own = schools_of(session, kept.id)[0]
    details.save_detail(session, replace(own, from_day=date(2025, 9, 1)))
    merge(session, kept.id, gone.id, {}, WHY)
    ended = next(one for one in schools_of(session, kept.id) if one.school_id == gone.school_id)
    assert ended.until_day == date(2025, 9, 1)


@HOW
@pytest.mark.parametrize("take", [True, False])
@pytest.mark.parametrize("elsewhere", [True, False])
def test_the_schools_of_both_are_as_they_were_once_they_are_apart(
    consented: House, how: str, take: bool, elsewhere: bool
) -> None:
    session, kept = consented.session, consented.pupil
    gone = second(consented, **({"school_id": other_school(consented).id} if elsewhere else {}))
    before = [schools(session, one.id) for one in (kept, gone)]
    line = merge(session, kept.id, gone.id, {"school_id": take}, WHY).record
    part(session, line, how)
    assert [schools(session, one.id) for one in (kept, gone)] == before


@HOW
def test_records_from_before_there_were_school_lines_are_as_they_were_too(consented: House, how: str) -> None:
    session, kept = consented.session, consented.pupil
    gone = second(consented, school_id=other_school(consented).id)
    with session.write() as work:
        for one in session.list(SchoolOnRoll):
            work.remove(one)
    line = merge(session, kept.id, gone.id, {}, WHY).record
    assert len(schools_of(session, kept.id)) == 2
    part(session, line, how)
    assert not schools_of(session, kept.id)
    assert not session.list(
        SchoolOnRoll, where={"pupil_id": kept.id, "school_id": gone.school_id}, trashed=None
    )


def test_a_school_chosen_since_stays_and_the_other_child_is_where_it_was(consented: House) -> None:
    session, kept = consented.session, consented.pupil
    gone = second(consented, school_id=other_school(consented).id)
    line = merge(session, kept.id, gone.id, {"school_id": True}, WHY).record
    third = organisations.save(
        session, School(name="Pebblemoor School", school_type=SchoolType.MAINTAINED)
    ).record
    pupils.save_pupil(session, replace(session.get(Pupil, kept.id), school_id=third.id))
    take_apart(session, line.id)
    for one in (kept, gone):
        lasting = [each.school_id for each in schools_of(session, one.id) if each.until_day is None]
        assert lasting == [session.get(Pupil, one.id).school_id]
    assert session.get(Pupil, kept.id).school_id == third.id


def test_the_others_upn_goes_wherever_it_has_got_to(consented: House) -> None:
    session, kept = consented.session, consented.pupil
    gone = second(consented, upn=UPN)
    line = merge(session, kept.id, gone.id, {"upn": True}, WHY).record
    pupils.save_pupil(session, replace(session.get(Pupil, kept.id), upn=ANOTHER))
    take_apart(session, line.id)
    one = session.get(Pupil, kept.id)
    assert (one.upn, one.former_upns) == (ANOTHER, "")
    assert session.get(Pupil, gone.id).upn == UPN


def test_a_upn_taken_on_since_goes_back_and_ones_own_former_one_stays(consented: House) -> None:
    session = consented.session
    kept = pupils.save_pupil(
        session, replace(consented.pupil, upn=ANOTHER, former_upns="A123456789012")
    ).record
    gone = second(consented, upn=UPN)
    line = merge(session, kept.id, gone.id, {}, WHY).record
    pupils.save_pupil(session, replace(session.get(Pupil, kept.id), upn=UPN))
    take_apart(session, line.id)
    one = session.get(Pupil, kept.id)
    assert (one.upn, one.former_upns) == (ANOTHER, "A123456789012")


@HOW
def test_nothing_of_the_other_child_is_gathered_any_more_not_from_the_trash_and_not_from_older_versions(
    consented: House, how: str
) -> None:
    session, kept = consented.session, consented.pupil
    gone = second(consented, upn=UPN)
    line = merge(session, kept.id, gone.id, {"upn": True, "first_language": True}, WHY).record
    merged_names = {one.record.id for one in session.gather("pupil", kept.id) if _kind(one) == "pupil_name"}
    assert merged_names
    part(session, line, how)
    found = [one for one in session.gather("pupil", kept.id) if not one.draft]
    said = " ".join(_words(session, one.record, one.superseded_versions) for one in found)
    assert UPN not in said
    assert "Welsh" not in said
    assert "Christopher" not in said
    others = {one.record.id for one in session.gather("pupil", gone.id)}
    assert merged_names <= others


def test_an_older_version_from_before_the_merge_is_still_gathered(consented: House) -> None:
    session = consented.session
    kept = pupils.save_pupil(session, replace(consented.pupil, first_language="Polish")).record
    gone = second(consented)
    line = merge(session, kept.id, gone.id, {"first_language": True}, WHY).record
    take_apart(session, line.id)
    pupils.save_pupil(session, replace(session.get(Pupil, kept.id), first_language="Welsh"))
    pupils.save_pupil(session, replace(session.get(Pupil, kept.id), first_language="Polish"))
    item = next(one for one in session.gather("pupil", kept.id) if one.record.id == kept.id)
    said = [session.at_version(Pupil, kept.id, one).first_language for one in item.superseded_versions]
    assert said == ["", "Polish", "Polish", "Welsh"]


def _kind(one: object) -> str:
    return record_type(one.record).kind  # type: ignore[attr-defined]  # records of any kind


def _words(session: Session, record: object, versions: tuple[int, ...]) -> str:
    cls, record_id = type(record), record.id  # type: ignore[attr-defined]  # records of any kind
    every = [record, *(session.at_version(cls, record_id, one) for one in versions)]  # type: ignore[type-var]  # records of any kind
    return " ".join(str(record_type(one).values(one)) for one in every)  # type: ignore[arg-type]  # records of any kind
