from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from coordinator_app.consent.model import Consent, ConsentState, may_share, standing
from coordinator_app.consent.validity import consent_problems
from coordinator_app.core.gates import OPEN, Decision, Reason
from coordinator_app.pupils.model import Carer, ResponsibilityEvidence

CARER = Carer(id="c1", has_responsibility=True, evidence=ResponsibilityEvidence.BIRTH_CERTIFICATE)
WHOLE = Consent(
    carer_id="c1",
    signed_on=date(2026, 9, 14),
    has_read=True,
    understands=True,
    is_content=True,
    agrees_programme=True,
    signature_seen=True,
)
SHUT = Decision((Reason("Not referred.", "Refer.", "003-7.2"),))


def test_a_whole_consent_has_no_problem_and_opens_sharing() -> None:
    assert consent_problems(WHOLE, CARER) == ()
    stands = standing(OPEN, [WHOLE], [CARER])
    assert (stands.state, stands.consent) == (ConsentState.IN_PLACE, WHOLE)
    assert may_share(stands).is_open


@pytest.mark.parametrize(
    ("lacking", "clause"),
    [
        ({"signature_seen": False}, "003-7.3a"),
        ({"has_read": None}, "003-7.3c"),
        ({"has_read": False}, "003-7.3c"),
        ({"understands": None}, "003-7.3c"),
        ({"is_content": False}, "003-7.3c"),
    ],
)
def test_each_missing_statement_makes_a_consent_invalid(lacking: dict, clause: str) -> None:
    consent = replace(WHOLE, **lacking)
    (problem,) = consent_problems(consent, CARER)
    assert problem.clause == clause
    stands = standing(OPEN, [consent], [CARER])
    assert stands.state is ConsentState.NOT_VALID
    assert not may_share(stands).is_open


@pytest.mark.parametrize("carer", [None, replace(CARER, has_responsibility=None), replace(CARER, id="c2")])
def test_whoever_signs_must_hold_parental_responsibility(carer: Carer | None) -> None:
    stands = standing(OPEN, [WHOLE], [carer] if carer else [])
    assert stands.state is ConsentState.NOT_VALID
    assert "parental responsibility" in stands.problems[0].why


@pytest.mark.parametrize(("answer", "state"), [(False, ConsentState.REFUSED), (None, ConsentState.PART)])
def test_a_no_to_the_programme_is_a_refusal_and_an_empty_box_is_consent_in_part(
    answer: bool | None, state: ConsentState
) -> None:
    stands = standing(OPEN, [replace(WHOLE, agrees_programme=answer)], [CARER])
    assert stands.state is state
    assert not may_share(stands).is_open


def test_withdrawing_wins_over_all_and_the_latest_form_counts() -> None:
    gone = replace(WHOLE, withdrawn_on=date(2026, 10, 1))
    assert standing(OPEN, [gone], [CARER]).state is ConsentState.WITHDRAWN
    later = replace(WHOLE, signed_on=date(2026, 10, 2), key=2)
    assert standing(OPEN, [later, gone], [CARER]).state is ConsentState.IN_PLACE
    same_day = replace(gone, key=3, signed_on=later.signed_on)
    assert standing(OPEN, [same_day, later], [CARER]).state is ConsentState.WITHDRAWN


def test_before_the_referral_and_before_the_signature_it_says_what_is_waited_for() -> None:
    assert standing(SHUT, [WHOLE], [CARER]).state is ConsentState.DISCUSSION
    waiting = standing(OPEN, [], [CARER])
    assert waiting.state is ConsentState.WAITING
    assert may_share(waiting).reasons[0].clause == "003-4.3"
