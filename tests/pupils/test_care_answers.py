"""What is answered of care, needs and support waits for the school's referral (003-7.2)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from coordinator_app.chronology.model import ChronologyEntry
from coordinator_app.core.catalogue import record_type
from coordinator_app.core.census_codes import CareStatus, Ethnicity, EthnicitySource
from coordinator_app.core.errors import GateShut
from coordinator_app.pupils import actions as pupils
from coordinator_app.pupils.care_answers import care_answers
from coordinator_app.pupils.model import Pupil, SenStatus
from coordinator_app.referrals import actions as referrals
from coordinator_app.referrals.safeguarding import record_call
from tests.vaults import House, new_pupil, new_referral

ANSWERS: dict[str, object] = {
    "sen_status": SenStatus.PLAN,
    "ethnicity": Ethnicity.WBRI,
    "ethnicity_source": EthnicitySource.PARENT,
    "in_an_emergency": "Use the pen in the bag, then call 999.",
    "is_in_care": True,
    "was_in_care": False,
    "care_authority": "Hazelshire",
    "care_status": next(iter(CareStatus)),
    "is_young_carer": True,
    "is_service_child": True,
    "first_language": "Welsh",
    "has_additional_language": True,
    "free_meals_from": date(2025, 9, 1),
    "free_meals_until": date(2027, 7, 1),
}


def test_every_special_answer_is_among_them() -> None:
    asked = {spec.name for spec in record_type(Pupil).fields if spec.special}
    assert asked <= set(ANSWERS)
    labels = {record_type(Pupil).field(name).label for name in ANSWERS}
    assert set(care_answers(Pupil(**ANSWERS))) == labels  # type: ignore[arg-type]  # fields told by name
    assert not care_answers(Pupil(sen_status=SenStatus.NOT_KNOWN, pronunciation="kit"))


@pytest.mark.parametrize("name", list(ANSWERS))
def test_none_of_them_is_kept_before_the_school_refers(house: House, name: str) -> None:
    with pytest.raises(GateShut, match="Before the school refers"):
        pupils.save_pupil(house.session, new_pupil(house, **{name: ANSWERS[name]}))
    assert not house.session.count(Pupil)


def test_nor_after_a_safeguarding_call(house: House) -> None:
    call = ChronologyEntry(happened_on=date(2026, 11, 1), words="She rang.", source="School")
    with pytest.raises(GateShut):
        record_call(house.session, new_pupil(house, is_in_care=True), call)
    assert not house.session.count(Pupil)
    record_call(house.session, new_pupil(house), call)
    kept = house.session.list(Pupil)[0]
    with pytest.raises(GateShut):
        pupils.save_pupil(house.session, replace(kept, ethnicity=Ethnicity.WBRI))
    pupils.save_pupil(house.session, replace(kept, known_as="Kip"))


def test_the_referral_writes_them_with_itself_and_opens_them(house: House) -> None:
    session = house.session
    pupil = new_pupil(house, **ANSWERS)
    taken = referrals.take_referral(session, pupil, new_referral(house))
    assert taken.pupil.ethnicity is Ethnicity.WBRI
    pupils.save_pupil(session, replace(taken.pupil, is_in_care=False))


def test_what_is_there_already_may_stay_and_may_be_taken_away(house: House) -> None:
    session = house.session
    with session.write() as work:
        old = work.add(new_pupil(house, **ANSWERS))
    stays = pupils.save_pupil(session, replace(old, year_group=11)).record
    less = pupils.save_pupil(
        session, replace(stays, in_an_emergency="", sen_status=SenStatus.NOT_KNOWN)
    ).record
    with pytest.raises(GateShut):
        pupils.save_pupil(session, replace(less, sen_status=SenStatus.SUPPORT))
