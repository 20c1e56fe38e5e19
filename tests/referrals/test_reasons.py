from __future__ import annotations

import pytest

from coordinator_app.referrals.reasons import (
    IN_ORDER,
    MOST_REASONS,
    ExclusionCode,
    ReferralReason,
    exclusion_codes,
    reasons_problem,
)

R = ReferralReason


def test_every_reason_is_offered_once_and_other_stands_last() -> None:
    assert set(IN_ORDER) == set(R)
    assert len(IN_ORDER) == len(R)
    assert IN_ORDER[-1] is R.OTHER


def test_reasons_of_behaviour_have_an_exclusion_code_and_needs_have_none() -> None:
    assert exclusion_codes(R.WEAPON) == (ExclusionCode.OW,)
    assert exclusion_codes(R.AGGRESSION) == (ExclusionCode.PP, ExclusionCode.PA)
    for need in (R.MEDICAL, R.NON_ATTENDANCE, R.MENTAL_HEALTH, R.EXPLOITATION, R.NEW_ARRIVAL, R.OTHER):
        assert exclusion_codes(need) == ()


@pytest.mark.parametrize(
    ("reasons", "field"),
    [
        ((R.DRUGS, R.DRUGS), "reason_2"),
        ((None, R.DRUGS), "reason_2"),
        ((R.DRUGS, None, R.OTHER), "reason_3"),
        ((R.DRUGS, R.WEAPON, R.BULLYING, R.OTHER), "reason_4"),
    ],
)
def test_reasons_twice_after_a_gap_or_too_many_are_pointed_at(reasons: tuple, field: str) -> None:
    problem = reasons_problem(reasons)
    assert problem is not None
    assert problem.field == field


def test_up_to_three_reasons_in_order_are_right() -> None:
    assert reasons_problem(()) is None
    assert reasons_problem((None, None, None)) is None
    assert reasons_problem((R.DRUGS, R.WEAPON, None)) is None
    assert reasons_problem((R.DRUGS, R.WEAPON, R.OTHER)[:MOST_REASONS]) is None
