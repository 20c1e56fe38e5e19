"""The consent strip of a pupil's record says each state in its own words, and where to go on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from coordinator_app.consent import reasons
from coordinator_app.consent.model import Around, ConsentState, standing
from coordinator_app.consent.terms import ConsentAnswer, ConsentPurpose, ConsentResolution
from coordinator_app.core.gates import OPEN, Decision
from coordinator_app.pupils.consent_words import CHIPS, Strip, strip_of
from coordinator_app.referrals.model import Referral, ReferralState, missing_from_referral
from coordinator_app.referrals.states import WithdrawnBy
from tests.consent.test_model import CARER
from tests.consent.test_model_holders import FATHER, NO, TODAY, UNKNOWN, YES

ENDED = ConsentAnswer(consent_id="yes", purpose=ConsentPurpose.PROGRAMME, expires_on=date(2026, 11, 1))


def strip(*forms: object, **more: object) -> Strip:
    around = Around(today=TODAY, **more)  # type: ignore[arg-type]  # fields told by name
    return strip_of(standing(OPEN, forms, [CARER, FATHER, UNKNOWN], around), "Marigold", None)  # type: ignore[arg-type]  # fields told by name


@pytest.mark.parametrize(
    ("found", "tone", "lead", "page"),
    [
        (strip(YES, NO), "over", "Parents do not agree.", "consent"),
        (
            strip(YES, NO, resolutions=(ConsentResolution(forms="yes=yes no=no", goes_ahead=False),)),
            "over",
            "Settled: the programme does not go ahead.",
            "consent",
        ),
        (strip(YES, answers=(ENDED,)), "soon", "Consent has run out.", "record_consent"),
        (
            strip(replace(YES, statement_version=1), in_force=2, older_shuts=True),
            "soon",
            "Consent to an older statement.",
            "record_consent",
        ),
    ],
)
def test_each_new_state_has_its_own_words_and_leads_on(found: Strip, tone: str, lead: str, page: str) -> None:
    assert (found.tone, found.lead, found.page) == (tone, lead, page)
    assert "Nothing can be shared" in found.text


def test_what_shuts_nothing_but_wants_a_hand_is_said_beside_the_green() -> None:
    older = strip(replace(YES, statement_version=1), in_force=2)
    assert (older.tone, older.lead) == ("safe", "Parent or carer has consented.")
    assert older.text.endswith("version 2 is in force. Ask again at the next review.")
    doubtful = strip(YES, replace(NO, carer_id=UNKNOWN.id))
    assert doubtful.tone == "soon"
    assert "Find out whether they hold it" in doubtful.text


def test_every_state_has_a_chip() -> None:
    assert set(CHIPS) == set(ConsentState)


def told(referral: Referral, *, runs: bool = False) -> Strip:
    stands = standing(Decision((reasons.NOT_SIGNED,)), [YES], [CARER])
    return strip_of(stands, "", None, referral, runs=runs)


def test_a_withdrawn_referral_is_no_first_discussion_and_what_runs_is_said() -> None:
    gone = Referral(
        state=ReferralState.WITHDRAWN, withdrawn_by=WithdrawnBy.SCHOOL, withdrawn_on=date(2026, 11, 20)
    )
    found = told(gone)
    assert (found.lead, found.tone) == ("The school withdrew the referral on 20 November 2026.", "neutral")
    assert found.text.startswith("What is on record stays.")
    runs = told(gone, runs=True)
    assert (runs.tone, runs.text.endswith("A programme still runs: end it.")) == ("over", True)
    assert told(replace(gone, withdrawn_by=WithdrawnBy.LEFT)).lead.startswith("A referral was withdrawn on")


def test_an_incomplete_referral_says_what_it_lacks() -> None:
    found = told(Referral(state=ReferralState.INCOMPLETE, statement_acknowledged=False))
    assert found.lead == "The referral is incomplete."
    assert missing_from_referral(Referral(state=ReferralState.INCOMPLETE)).reasons[0].why in found.text
    assert told(Referral(state=ReferralState.SENT)).lead == "Initial discussion only."
