"""A no stands until the same person says yes on a later form that is valid (003-7.3)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from coordinator_app.consent import actions as consent
from coordinator_app.consent import model, validity
from coordinator_app.consent.actions import record_consent, sharing_gate, standing_of
from coordinator_app.consent.model import Consent, ConsentState, standing
from coordinator_app.consent.terms import ConsentAnswer, ConsentPurpose
from coordinator_app.consent.validity import counting
from coordinator_app.core.gates import OPEN
from coordinator_app.pupils.model import ResponsibilityEvidence
from tests.consent.made import a_father
from tests.consent.test_model import CARER, WHOLE
from tests.consent.test_model_holders import FATHER, NO, TODAY, YES
from tests.vaults import House, new_consent

EMPTY = replace(
    NO,
    id="empty",
    key=7,
    signed_on=date(2026, 10, 1),
    has_read=None,
    understands=None,
    is_content=None,
    agrees_programme=None,
    signature_seen=False,
)
LATER_YES = replace(WHOLE, id="later", key=8, carer_id="c2", signed_on=date(2026, 10, 2))
GONE = replace(LATER_YES, id="gone", key=2, signed_on=date(2026, 9, 18), withdrawn_on=date(2026, 9, 20))
CARERS = (CARER, FATHER)


def stands(*consents: Consent, around: model.Around = model.NOTHING_MORE) -> ConsentState:
    return standing(OPEN, consents, CARERS, around).state


@pytest.mark.parametrize("no", [NO, GONE, replace(NO, agrees_programme=True, is_content=False)])
@pytest.mark.parametrize(
    "later",
    [
        EMPTY,
        replace(LATER_YES, agrees_programme=None),
        replace(LATER_YES, signature_seen=False),
        replace(LATER_YES, has_read=None),
    ],
)
def test_a_later_form_that_is_no_valid_yes_takes_no_no_back(no: Consent, later: Consent) -> None:
    found = standing(OPEN, [YES, no, later], CARERS)
    assert (found.state, found.refusing) == (ConsentState.DISAGREEMENT, (no,))


def test_the_no_of_the_only_one_who_signed_stays_a_refusal_that_nobody_may_waive() -> None:
    assert stands(NO, EMPTY) is ConsentState.REFUSED
    assert stands(GONE, EMPTY) is ConsentState.WITHDRAWN


def test_a_later_valid_yes_replaces_the_no_and_what_comes_after_it_counts_again() -> None:
    assert stands(YES, NO, EMPTY, LATER_YES) is ConsentState.IN_PLACE
    assert stands(YES, GONE, LATER_YES) is ConsentState.IN_PLACE
    last = replace(EMPTY, signed_on=date(2026, 10, 9), key=9)
    assert counting((NO, LATER_YES, last), CARERS) == [last]
    assert stands(LATER_YES, last) is ConsentState.NOT_VALID, "an empty form opens nothing either"
    again = replace(NO, id="again", key=10, signed_on=date(2026, 10, 10))
    assert stands(YES, NO, LATER_YES, last, again) is ConsentState.DISAGREEMENT


def test_of_two_forms_of_one_day_the_one_recorded_last_counts() -> None:
    same = replace(LATER_YES, signed_on=NO.signed_on)
    assert stands(YES, NO, same) is ConsentState.IN_PLACE
    assert stands(YES, replace(NO, key=9), same) is ConsentState.DISAGREEMENT
    assert stands(YES, NO, replace(EMPTY, signed_on=NO.signed_on)) is ConsentState.DISAGREEMENT
    withdrawn = replace(GONE, withdrawn_on=same.signed_on)
    assert stands(YES, withdrawn, same) is ConsentState.DISAGREEMENT, "a withdrawal goes first on its day"


def test_a_yes_that_ran_out_or_whose_signer_died_has_taken_the_no_back_all_the_same() -> None:
    ended = ConsentAnswer(consent_id="later", purpose=ConsentPurpose.PROGRAMME, expires_on=date(2026, 11, 1))
    around = model.Around(today=TODAY, answers=(ended,))
    assert counting((NO, LATER_YES), CARERS) == [LATER_YES]
    assert stands(NO, LATER_YES, around=around) is ConsentState.EXPIRED
    dead = replace(FATHER, has_died=True)
    assert counting((NO, LATER_YES), (CARER, dead)) == [LATER_YES]


def test_the_yes_of_somebody_whose_responsibility_was_not_seen_takes_no_no_back() -> None:
    unseen = replace(FATHER, evidence=None)
    assert counting((NO, LATER_YES), (CARER, unseen)) == [NO]
    seen = replace(unseen, evidence=ResponsibilityEvidence.OWN_WORD)
    assert counting((NO, LATER_YES), (CARER, seen)) == [LATER_YES]


def test_an_empty_form_of_the_father_opens_nothing_and_undo_and_the_trash_bring_his_no_back(
    consented: House,
) -> None:
    session, pupil_id = consented.session, consented.pupil.id
    father = a_father(consented)
    no = new_consent(consented, carer_id=father.id, agrees_programme=False, signed_on=date(2026, 9, 20))
    record_consent(session, no)
    nothing = replace(EMPTY, id="", key=0, carer_id=father.id, pupil_id=pupil_id, statement_version=1)
    record_consent(session, replace(nothing, statement_hash="ab"))
    assert standing_of(session, pupil_id).state is ConsentState.DISAGREEMENT
    assert not sharing_gate(session, pupil_id).is_open
    yes = record_consent(session, replace(no, agrees_programme=True, signed_on=date(2026, 10, 5)))
    assert sharing_gate(session, pupil_id).is_open
    session.undo(yes.change_id)
    assert standing_of(session, pupil_id).state is ConsentState.DISAGREEMENT
    again = record_consent(session, replace(no, agrees_programme=True, signed_on=date(2026, 10, 6))).record
    assert sharing_gate(session, pupil_id).is_open
    with session.write() as work:
        work.trash(again)
    assert standing_of(session, pupil_id).state is ConsentState.DISAGREEMENT


def test_an_unsigned_form_takes_no_withdrawal_back(consented: House) -> None:
    session, pupil_id = consented.session, consented.pupil.id
    father = a_father(consented)
    his = record_consent(session, new_consent(consented, carer_id=father.id)).record
    consent.withdraw_consent(session, his, "No more.")
    consented.clock.at = datetime.combine(date(2026, 11, 26), consented.clock.at.timetz())
    unseen = new_consent(consented, carer_id=father.id, signature_seen=False, signed_on=date(2026, 11, 25))
    record_consent(session, unseen)
    assert standing_of(session, pupil_id).state is ConsentState.DISAGREEMENT


def test_if_any_later_form_took_a_no_back_an_empty_one_would_open_the_gate(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The planted fault."""
    monkeypatch.setattr(validity, "takes_back", lambda _form, _carer: True)
    with pytest.raises(AssertionError):
        test_a_later_form_that_is_no_valid_yes_takes_no_no_back(NO, EMPTY)
