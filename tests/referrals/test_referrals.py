from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from coordinator_app.chronology import actions as chronology
from coordinator_app.chronology.model import Category
from coordinator_app.core.errors import GateShut, InvalidInput
from coordinator_app.pupils import actions as pupils
from coordinator_app.pupils.model import Pupil
from coordinator_app.referrals import actions as referrals
from coordinator_app.referrals import model
from coordinator_app.referrals.model import (
    INITIALS_ONLY,
    InitialDiscussion,
    Referral,
    ReferralState,
    initials_problem,
    may_keep,
    missing_from_referral,
)
from coordinator_app.store.undo import CannotUndo
from tests.vaults import House, new_entry, new_pupil, new_referral

WHOLE = Referral(
    state=ReferralState.RECEIVED,
    signed_by="M. Parchment",
    signed_on=date(2026, 9, 11),
    statement_acknowledged=True,
    statement_version=1,
    school_words="Often out of lessons.",
)


def test_a_whole_referral_lacks_nothing() -> None:
    assert missing_from_referral(WHOLE).is_open


@pytest.mark.parametrize(
    ("lacking", "clause"),
    [
        ({"signed_by": " "}, "003-4.1"),
        ({"signed_on": None}, "003-4.1"),
        ({"statement_acknowledged": None}, "003-4.2"),
        ({"statement_acknowledged": False}, "003-4.2"),
        ({"statement_version": None}, "003-4.2"),
        ({"school_words": ""}, "003-4.1"),
    ],
)
def test_each_thing_missing_from_a_referral_is_named(lacking: dict, clause: str) -> None:
    (reason,) = missing_from_referral(replace(WHOLE, **lacking)).reasons
    assert reason.clause == clause


@pytest.mark.parametrize("state", list(ReferralState))
def test_records_may_be_kept_once_a_referral_is_received_and_acknowledged(state: ReferralState) -> None:
    opens = state in {ReferralState.RECEIVED, ReferralState.INCOMPLETE, ReferralState.ACCEPTED}
    assert may_keep([replace(WHOLE, state=state)]).is_open is opens
    assert not may_keep([replace(WHOLE, state=state, statement_acknowledged=None)]).is_open
    assert not may_keep([]).is_open


def test_before_the_referral_only_first_talks_and_safeguarding_are_kept(house: House) -> None:
    session = house.session
    talk = InitialDiscussion(
        initials="KP", school_id=house.school.id, held_on=date(2026, 9, 1), rang="Head of year"
    )
    talk = referrals.record_discussion(session, talk).record
    house.pupil = pupils.save_pupil(session, new_pupil(house)).record
    with pytest.raises(GateShut, match="Before the school refers a pupil"):
        chronology.add_entry(session, new_entry(house))
    worry = chronology.add_entry(session, new_entry(house, category=Category.SAFEGUARDING)).record
    assert worry.id
    taken = referrals.take_referral(session, house.pupil, new_referral(house), talk.id)
    assert session.get(InitialDiscussion, talk.id).pupil_id == taken.pupil.id
    assert chronology.add_entry(session, new_entry(house)).record.id


def test_a_gate_left_open_would_be_caught(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    house.pupil = pupils.save_pupil(house.session, new_pupil(house)).record
    monkeypatch.setattr(model, "KEEPING_STATES", frozenset(ReferralState))  # the planted fault
    assert may_keep([replace(WHOLE, state=ReferralState.DRAFTED)]).is_open


def test_an_incomplete_referral_is_kept_but_never_accepted(house: House) -> None:
    session = house.session
    taken = referrals.take_referral(session, new_pupil(house), new_referral(house, signed_by=""))
    with pytest.raises(GateShut, match="Nobody has signed"):
        referrals.accept_referral(session, taken.referral)
    mended = referrals.save_referral(session, replace(taken.referral, signed_by="M. Parchment")).record
    accepted = referrals.accept_referral(session, mended).record
    assert (accepted.state, accepted.decided_on) == (ReferralState.ACCEPTED, date(2026, 11, 24))


def test_declining_needs_a_reason(house: House) -> None:
    taken = referrals.take_referral(house.session, new_pupil(house), new_referral(house))
    with pytest.raises(InvalidInput):
        referrals.decline_referral(house.session, taken.referral, " ")
    declined = referrals.decline_referral(house.session, taken.referral, "No room until January").record
    assert declined.state is ReferralState.DECLINED
    assert not referrals.keeping(house.session, taken.pupil.id).is_open


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"signed_on": date(2026, 11, 25), "received_on": None}, "signed_on"),
        ({"received_on": date(2026, 11, 25)}, "received_on"),
        ({"received_on": date(2026, 9, 10)}, "received_on"),
    ],
)
def test_impossible_dates_are_refused_and_nothing_is_kept(house: House, values: dict, field: str) -> None:
    with pytest.raises(InvalidInput) as told:
        referrals.take_referral(house.session, new_pupil(house), new_referral(house, **values))
    assert [one.field for one in told.value.problems] == [field]
    assert house.session.list(Pupil) == []


def test_a_talk_in_the_future_is_refused(house: House) -> None:
    with pytest.raises(InvalidInput):
        referrals.record_discussion(
            house.session, InitialDiscussion(initials="KP", held_on=date(2026, 11, 25))
        )


def test_a_referral_on_which_the_record_rests_is_not_undone(house: House) -> None:
    session = house.session
    house.pupil = pupils.save_pupil(session, new_pupil(house)).record
    taken = referrals.take_referral(session, house.pupil, new_referral(house))
    entry = chronology.add_entry(session, new_entry(house))
    with pytest.raises(CannotUndo, match="rests on this referral") as refused:
        session.undo(taken.change_id)
    assert "decline it with the reason" in refused.value.next_step
    session.undo(entry.change_id)
    chronology.add_entry(session, new_entry(house, category=Category.SAFEGUARDING))
    session.undo(taken.change_id)
    assert referrals.referrals_of(session, house.pupil.id) == []


def test_accepting_a_referral_and_a_second_one_can_be_undone_while_the_first_stands(referred: House) -> None:
    session = referred.session
    chronology.add_entry(session, new_entry(referred))
    (first,) = referrals.referrals_of(session, referred.pupil.id)
    accepted = referrals.accept_referral(session, first)
    second = referrals.take_referral(session, referred.pupil, new_referral(referred))
    session.undo(second.change_id)
    session.undo(accepted.change_id)
    assert [one.state for one in referrals.referrals_of(session, referred.pupil.id)] == [
        ReferralState.RECEIVED
    ]


@pytest.mark.parametrize(
    "typed",
    ["IM", "I", "KJP", "I.M.", "A-M O", "AM O", "R.O.S.E", "R O S E", "É.Ł.", "O'B", "E\u0301M", "M\u030cK"],
)
def test_initials_are_capitals_with_dots_and_spaces(typed: str) -> None:
    assert initials_problem(typed) is None


@pytest.mark.parametrize(
    "typed",
    [
        *("Rosie Smith", "Rosie", "Kit", "kit", "Rose", "李明", "李 明", "IM2", "I, M", "", ".", "I\u202eM"),
        *("Jo", "Ed", "ADAM", "LILY", "Ro se", "jo an", "JO AN", "im", "r.o.s.e", "ABCDE", "A.B.C.D.E"),
    ],
)
def test_a_name_is_no_initials(typed: str) -> None:
    assert initials_problem(typed) == INITIALS_ONLY


def test_no_name_is_kept_before_the_referral(house: House) -> None:
    talk = InitialDiscussion(initials="Rosie Smit", school_id=house.school.id, held_on=date(2026, 11, 1))
    with pytest.raises(InvalidInput) as caught:
        referrals.record_discussion(house.session, talk)
    assert caught.value.problems[0].field == "initials"
    assert house.session.list(InitialDiscussion) == []


def test_a_child_who_is_kept_is_not_made_another_one(house: House) -> None:
    """All that says who it is would change at once, and parents, consent and programme would go with it."""
    session = house.session
    kept = referrals.take_referral(session, new_pupil(house), new_referral(house))
    other = replace(kept.pupil, given_names="Otis", family_name="Bramblewick", birth_date=date(2013, 6, 9))
    with pytest.raises(InvalidInput, match="This is the referral of Kit Puddlecombe"):
        referrals.take_referral(session, other, kept.referral)
    put_right = replace(kept.pupil, family_name="Puddlecomb", birth_date=date(2012, 5, 4))
    assert referrals.take_referral(session, put_right, kept.referral).pupil.family_name == "Puddlecomb"
