"""A call on the wrong child's record is taken back: that child keeps neither the notes nor the words of another."""

from __future__ import annotations

from datetime import timedelta

import pytest

from coordinator_app.access_requests.actions.gather import holdings
from coordinator_app.chronology.model import ChronologyEntry
from coordinator_app.core.changes import Saved
from coordinator_app.core.derived import record_lines
from coordinator_app.pupils.model import Pupil
from coordinator_app.referrals import actions, misplaced
from coordinator_app.referrals.model import InitialDiscussion
from coordinator_app.referrals.unplaced import UnplacedCall
from coordinator_app.referrals.unplaced_calls import keep_call, place_call
from coordinator_app.referrals.upkeep import upkeep
from coordinator_app.registry import CATALOGUE
from coordinator_app.store.session import Session
from tests.vaults import House, new_pupil, new_referral, ready_request

SAID = "He says that he sleeps in a barn."


def wrong_child(house: House) -> Pupil:
    pupil = new_pupil(house, given_names="Bramble", family_name="Sallowfield")
    return actions.take_referral(house.session, pupil, new_referral(house)).pupil


def notes(house: House) -> InitialDiscussion:
    talk = InitialDiscussion(
        initials="IM", school_id=house.school.id, held_on=house.clock.today(), notes="Tired."
    )
    with house.session.write() as work:
        return work.add(talk)


def rung(house: House, talk: InitialDiscussion | None = None) -> UnplacedCall:
    call = UnplacedCall(
        happened_on=house.clock.today(), words=SAID, discussion_id=talk.id if talk is not None else ""
    )
    return keep_call(house.session, call).record


def placed(house: House, call: UnplacedCall, pupil: Pupil) -> Saved[ChronologyEntry]:
    house.clock.at += timedelta(minutes=1)
    return place_call(house.session, house.session.get(UnplacedCall, call.id), pupil.id)


def named_by(session: Session, talk: InitialDiscussion) -> str:
    return session.get(InitialDiscussion, talk.id).pupil_id


def asked_for(house: House, pupil: Pupil) -> list[str]:
    """What a request about this child holds of the call."""
    request = ready_request(house, pupil_id=pupil.id)
    found = holdings(house.session, request)
    return [one.described.kind for one in found if "barn" in repr(record_lines(one.record))]


def test_the_first_talk_lets_go_of_the_wrong_child_and_follows_an_undone_undo(referred: House) -> None:
    session, wrong, talk = referred.session, wrong_child(referred), notes(referred)
    saved = placed(referred, rung(referred, talk), wrong)
    assert named_by(session, talk) == wrong.id
    back = session.undo(saved.change_id)
    assert named_by(session, talk) == ""
    session.undo(back.id)
    assert named_by(session, talk) == wrong.id


def test_what_a_kill_left_tied_is_let_go_after_the_next_unlock(
    referred: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    session, wrong, talk = referred.session, wrong_child(referred), notes(referred)
    saved = placed(referred, rung(referred, talk), wrong)
    with monkeypatch.context() as cut_off:
        cut_off.setattr(CATALOGUE, "undone", None)
        session.undo(saved.change_id)
    assert named_by(session, talk) == wrong.id  # the planted fault
    upkeep(session)
    assert named_by(session, talk) == ""


def test_notes_that_named_the_child_before_the_call_go_on_naming_it(referred: House) -> None:
    session, talk = referred.session, notes(referred)
    with session.write() as work:
        work.change(talk, pupil_id=referred.pupil.id)
    saved = placed(referred, rung(referred, talk), referred.pupil)
    session.undo(saved.change_id)
    misplaced.settle(session)
    assert named_by(session, talk) == referred.pupil.id


def test_notes_stay_with_a_child_whom_the_school_referred_meanwhile(referred: House) -> None:
    session, talk = referred.session, notes(referred)
    with session.write() as work:
        child = work.add(new_pupil(referred, given_names="Idris", family_name="Moonbeck"))
    saved = placed(referred, rung(referred, talk), child)
    referred.clock.at += timedelta(minutes=1)
    actions.take_referral(session, child, new_referral(referred), talk.id)
    session.undo(saved.change_id)
    assert named_by(session, talk) == child.id


def test_a_request_of_the_wrong_child_holds_nothing_of_the_call(referred: House) -> None:
    wrong, call = wrong_child(referred), rung(referred)
    saved = placed(referred, call, wrong)
    assert asked_for(referred, wrong)
    referred.session.undo(saved.change_id)
    assert asked_for(referred, wrong) == []


def test_a_request_of_the_right_child_holds_what_was_said_once_and_nothing_of_the_wrong_one(
    referred: House,
) -> None:
    wrong, call = wrong_child(referred), rung(referred)
    referred.session.undo(placed(referred, call, wrong).change_id)
    placed(referred, call, referred.pupil)
    assert asked_for(referred, wrong) == []
    assert asked_for(referred, referred.pupil) == ["chronology_entry"]
    found = {one.record.id: one for one in referred.session.gather("pupil", referred.pupil.id)}
    older = [
        referred.session.at_version(UnplacedCall, call.id, one) for one in found[call.id].superseded_versions
    ]
    assert {one.pupil_id for one in older} <= {"", referred.pupil.id}
