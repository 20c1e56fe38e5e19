from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from coordinator_app.consent import actions as consent
from coordinator_app.consent.model import FormTemplate
from coordinator_app.core.errors import GateShut, InvalidInput
from coordinator_app.pupils import actions as pupils
from coordinator_app.pupils.model import Pupil
from coordinator_app.referrals import actions as referrals
from coordinator_app.reviews import actions as reviews
from coordinator_app.reviews.model import Review
from coordinator_app.sharing import actions as sharing
from coordinator_app.sharing.model import DeliveryMethod, Disclosure, RecipientKind
from tests.vaults import House, add, new_consent, new_pupil, new_referral


def test_a_referral_that_cannot_be_kept_leaves_no_pupil_without_one(house: House) -> None:
    pupil = new_pupil(house, upn="Z855400019001")
    with pytest.raises(InvalidInput, match="null"):
        referrals.take_referral(house.session, pupil, new_referral(house, school_words="a\x00b"))
    assert house.session.list(Pupil, trashed=None) == []
    taken = referrals.take_referral(house.session, pupil, new_referral(house))
    assert taken.pupil.upn == "Z855400019001"


@pytest.mark.parametrize("typed", ["Z855400019001", "z855400019001", " Z8554 0001 9001 "])
def test_one_upn_in_two_spellings_is_one_upn(referred: House, typed: str) -> None:
    kept = pupils.save_pupil(referred.session, replace(referred.pupil, upn="z 8554-0001-9001")).record
    assert kept.upn == "Z855400019001"
    with pytest.raises(InvalidInput, match="Another pupil"):
        pupils.save_pupil(referred.session, new_pupil(referred, given_names="Wren", upn=typed))


def test_a_form_printed_for_another_child_is_not_taken_for_this_one(referred: House) -> None:
    session = referred.session
    other = referrals.take_referral(
        session, new_pupil(referred, given_names="Wren"), new_referral(referred)
    ).pupil
    form = consent.forms_printed(session, other.id, ((FormTemplate.CONSENT_FORM, 1, "ab"),))[0].record
    signed = new_consent(referred, form_reference=form.reference, signed_on=date(2026, 11, 24))
    tries: tuple[Callable[[], object], ...] = (
        lambda: consent.record_consent(session, signed),
        lambda: consent.record_signed_form(session, referred.carer, signed),
    )
    for keep in tries:
        with pytest.raises(InvalidInput, match="another pupil"):
            keep()
    assert consent.forms_of(session, other.id)[0].returned_on is None
    assert consent.consents_of(session, referred.pupil.id) == []


@pytest.mark.parametrize("kind", [RecipientKind.PROVIDER, RecipientKind.AGENCY])
def test_nothing_is_given_to_a_provider_or_agency_without_consent(
    referred: House, kind: RecipientKind
) -> None:
    given = Disclosure(
        pupil_id=referred.pupil.id,
        recipient="Kingfisher Workshop",
        recipient_kind=kind,
        given_on=date(2026, 11, 20),
        method=DeliveryMethod.SECURE_EMAIL,
        why="To plan the placement",
        description="One entry",
    )
    line = sharing.item_of(add(referred, "Kit came in on time."))
    with pytest.raises(GateShut):
        sharing.record_disclosure(referred.session, given, [line])
    assert sharing.disclosures_of(referred.session, referred.pupil.id) == []
    sharing.record_disclosure(referred.session, given, [line], for_safety=True)
    consent.record_consent(referred.session, new_consent(referred))
    sharing.record_disclosure(referred.session, given, [line])
    assert len(sharing.disclosures_of(referred.session, referred.pupil.id)) == 2


def test_a_review_that_is_finished_twice_says_once_what_was_given(consented: House) -> None:
    session = consented.session
    entry = add(consented, "Kit came in on time.", happened_on=date(2026, 10, 12))
    planned = reviews.plan_review(session, consented.pupil.id, date(2026, 9, 14)).record
    held = replace(planned, held_on=date(2026, 10, 20), who_was_there="Marigold Puddlecombe")
    review = reviews.save_review(session, held).record
    finished = reviews.finish_review(session, review, [reviews.Told(entry, shared=True)]).record
    with pytest.raises(GateShut, match="finished already"):
        reviews.finish_review(session, finished, [reviews.Told(entry, shared=True)])
    assert len(sharing.disclosures_of(session, consented.pupil.id)) == 1
    assert session.get(Review, review.id).finished
