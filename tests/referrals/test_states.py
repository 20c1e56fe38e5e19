from __future__ import annotations

import itertools

import pytest

from coordinator_app.core.errors import GateShut
from coordinator_app.referrals import states
from coordinator_app.referrals.states import BEGINNINGS, ENDED, MOVES, ReferralState, may_move

ALLOWED = {
    ("drafted", "sent"),
    ("drafted", "received"),
    ("drafted", "incomplete"),
    ("drafted", "withdrawn"),
    ("sent", "drafted"),
    ("sent", "received"),
    ("sent", "incomplete"),
    ("sent", "withdrawn"),
    ("received", "incomplete"),
    ("received", "accepted"),
    ("received", "declined"),
    ("received", "withdrawn"),
    ("incomplete", "received"),
    ("incomplete", "accepted"),
    ("incomplete", "declined"),
    ("incomplete", "withdrawn"),
    ("accepted", "received"),
    ("accepted", "incomplete"),
    ("accepted", "withdrawn"),
}


@pytest.mark.parametrize(("now", "wanted"), list(itertools.product(ReferralState, ReferralState)))
def test_each_move_is_allowed_or_refused_in_words(now: ReferralState, wanted: ReferralState) -> None:
    found = may_move(now, wanted)
    assert found.is_open is (now is wanted or (now.value, wanted.value) in ALLOWED)
    if not found.is_open:
        with pytest.raises(GateShut) as told:
            found.demand()
        (words,) = told.value.reasons
        assert words.count(".") >= 2, "it says why, and what opens it"


@pytest.mark.parametrize("wanted", list(ReferralState))
def test_a_new_referral_begins_where_nothing_is_decided_yet(wanted: ReferralState) -> None:
    assert may_move(None, wanted).is_open is (wanted in BEGINNINGS)


def test_a_referral_without_a_state_is_refused() -> None:
    (reason,) = may_move(ReferralState.RECEIVED, None).reasons
    assert reason.why == "This referral stands at “Received from the school” and needs a state."
    assert may_move(None, None).reasons[0].why == "This referral is new and needs a state."


def test_what_ended_says_that_a_new_one_may_begin() -> None:
    for state in ENDED:
        (reason,) = may_move(state, ReferralState.ACCEPTED).reasons
        assert reason.opens == "Begin a new referral instead."


def test_an_end_that_led_on_would_be_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    moves = MOVES | {ReferralState.DECLINED: frozenset({ReferralState.ACCEPTED})}  # the planted fault
    monkeypatch.setattr(states, "MOVES", moves)
    assert may_move(ReferralState.DECLINED, ReferralState.ACCEPTED).is_open
