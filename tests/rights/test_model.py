"""What a request to erase, restrict or stop does, and where it is kept."""

from __future__ import annotations

from datetime import date

import pytest

from coordinator_app.core.privacy import Compartment
from coordinator_app.rights.model import RightsKind, RightsOutcome, RightsRequest, rights_compartment

TODAY = date(2026, 11, 24)


def test_what_tells_of_safeguarding_is_kept_apart() -> None:
    assert rights_compartment(RightsRequest(is_guarded=True)) is Compartment.GUARDED
    assert rights_compartment(RightsRequest()) is Compartment.GENERAL


def test_each_right_has_its_article_and_a_word() -> None:
    assert {one: one.law for one in RightsKind}[RightsKind.ERASURE] == "UK GDPR article 17"
    assert len({one.law for one in RightsKind}) == len({one.short for one in RightsKind}) == 4


def test_a_part_of_no_has_to_be_explained_and_a_part_of_yes_told_to_others() -> None:
    assert {one for one in RightsOutcome if one.does_something} == {
        RightsOutcome.GRANTED,
        RightsOutcome.PARTLY,
    }
    assert {one for one in RightsOutcome if one.refuses} == {
        RightsOutcome.PARTLY,
        RightsOutcome.REFUSED,
        RightsOutcome.NOT_APPLYING,
    }


@pytest.mark.parametrize("outcome", [None, *RightsOutcome])
def test_a_record_is_restricted_from_the_decision_until_it_is_lifted(outcome: RightsOutcome | None) -> None:
    asked = RightsRequest(kind_asked=RightsKind.RESTRICTION, outcome=outcome)
    assert asked.restricts is (outcome in {RightsOutcome.GRANTED, RightsOutcome.PARTLY})
    lifted = RightsRequest(kind_asked=RightsKind.RESTRICTION, outcome=outcome, lifted_on=TODAY)
    assert not lifted.restricts


@pytest.mark.parametrize("outcome", [None, *RightsOutcome])
def test_an_erasure_that_was_granted_waits_until_it_is_done(outcome: RightsOutcome | None) -> None:
    asked = RightsRequest(kind_asked=RightsKind.ERASURE, outcome=outcome)
    assert asked.awaits_erasure is (outcome in {RightsOutcome.GRANTED, RightsOutcome.PARTLY})
    done = RightsRequest(kind_asked=RightsKind.ERASURE, outcome=outcome, done_on=TODAY)
    assert not done.awaits_erasure
    assert not RightsRequest(kind_asked=RightsKind.OBJECTION, outcome=outcome).awaits_erasure
