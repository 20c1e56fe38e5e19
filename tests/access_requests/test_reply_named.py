"""The reply that goes with a pack is looked through for names as every other letter is (003-5.2)."""

from __future__ import annotations

import papers
import pytest
from builds import ordered, said, state

from coordinator_app.access_requests.actions import intake, order
from coordinator_app.access_requests.pack_order import NAMED
from coordinator_app.referrals import actions as referrals
from tests.packs import build
from tests.vaults import House, fill_in_the_letter, new_pupil, new_referral


@pytest.fixture
def case(consented: House) -> papers.Case:
    fill_in_the_letter(consented)
    pupil = new_pupil(consented, given_names="Wren", family_name="Thistledown")
    referrals.take_referral(consented.session, pupil, new_referral(consented))
    return papers.decided_case(consented)


def typed(case: papers.Case, words: str) -> None:
    intake.change_request(case.house.session, case.now, search_words=words)


def test_another_child_who_is_typed_into_where_we_looked_is_shown_before_it_leaves(case: papers.Case) -> None:
    typed(case, "Not in the papers of Wren Thistledown.")
    built = build(ordered(case))
    assert state(built, NAMED) == "look"
    assert "Wren Thistledown" in said(built)[NAMED].detail


def test_a_reply_without_names_raises_no_alarm(case: papers.Case) -> None:
    typed(case, "In the mailbox, in May and in March, with the help of Foxglove Hill School, for Kit.")
    assert NAMED not in said(build(ordered(case)))


def test_planted_fault_without_the_look_nobody_is_told(
    case: papers.Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed(case, "Not in the papers of Wren Thistledown.")
    monkeypatch.setattr(order, "names_in_reply", lambda *_: "")
    assert NAMED not in said(build(ordered(case)))
