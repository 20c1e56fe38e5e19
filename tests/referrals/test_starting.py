"""What a programme asks of the referral: one rule for the referral's page and for the start gate."""

from __future__ import annotations

from dataclasses import replace

from coordinator_app.organisations import actions as organisations
from coordinator_app.organisations.model import School, SchoolType
from coordinator_app.pupils import actions as pupils
from coordinator_app.pupils.model import Pupil
from coordinator_app.referrals import actions, deciding
from coordinator_app.referrals.page.reading import read_referral
from coordinator_app.referrals.starting import newest_referral, start_gate
from coordinator_app.referrals.states import DeclineReason
from tests.vaults import House, consented, house, new_referral, referred

__all__ = ["consented", "house", "referred"]


def whys(house: House) -> list[str]:
    """Why no programme may start, which the page of the referral says in the same words."""
    found = start_gate(house.session, house.pupil.id).reasons
    page = read_referral(house.session, house.pupil.id, "").starting.reasons
    assert page[: len(found)] == found
    return [one.why for one in found]


def test_a_pupil_without_a_referral_starts_nothing(referred: House) -> None:
    session = referred.session
    with session.write() as work:
        work.trash(actions.referrals_of(session, referred.pupil.id)[0])
    assert newest_referral(session, referred.pupil.id) is None
    assert whys(referred) == ["The pupil has no accepted referral."]


def test_a_referral_that_came_opens_nothing_until_it_is_accepted(consented: House) -> None:
    session = consented.session
    assert whys(consented) == ["The pupil has no accepted referral."]
    deciding.accept_referral(session, actions.referrals_of(session, consented.pupil.id)[0])
    assert whys(consented) == []


def test_the_newest_referral_counts_not_an_older_one_that_was_accepted(consented: House) -> None:
    session, pupil = consented.session, consented.pupil
    deciding.accept_referral(session, actions.referrals_of(session, pupil.id)[0])
    again = deciding.refer_again(session, pupil.id).record
    assert whys(consented) == ["The pupil has no accepted referral."]
    form = replace(
        new_referral(consented),
        id=again.id,
        version=again.version,
        pupil_id=pupil.id,
        former_id=again.former_id,
    )
    came = actions.receive_referral(session, session.get(Pupil, pupil.id), form, accept=False).referral
    deciding.decline_referral(session, came, "There is no place.", DeclineReason.NO_PLACE)
    assert whys(consented) == ["The pupil has no accepted referral."]


def test_a_change_of_school_opens_the_question_which_school_is_responsible(consented: House) -> None:
    session, pupil = consented.session, consented.pupil
    deciding.accept_referral(session, actions.referrals_of(session, pupil.id)[0])
    other = organisations.save(
        session, School(name="Old Mill School", school_type=SchoolType.MAINTAINED)
    ).record
    pupils.save_pupil(session, replace(session.get(Pupil, pupil.id), school_id=other.id))
    assert whys(consented) == ["The pupil has changed school since the school referred."]
    referral = actions.referrals_of(session, pupil.id)[0]
    actions.save_referral(session, replace(referral, responsible_school_id=other.id))
    assert whys(consented) == []
