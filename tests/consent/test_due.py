from __future__ import annotations

from datetime import datetime
from random import Random

from coordinator_app.consent.actions import forms_printed, record_consent
from coordinator_app.consent.chasing import ChaseReason, Narrow
from coordinator_app.consent.due import due_items, rail_count
from coordinator_app.consent.model import FormTemplate
from coordinator_app.consent.page.chase_reading import read_rows
from coordinator_app.consent.palette import palette
from coordinator_app.referrals.actions import accept_referral, referrals_of
from coordinator_app.registry import CAPABILITIES
from tests.consent.test_store import one_pupil
from tests.vaults import House, new_consent


def titles(house: House) -> list[str]:
    return [item.title for item in due_items(house.session)]


def test_an_accepted_referral_asks_for_forms_then_for_the_signature_then_for_nothing(referred: House) -> None:
    session = referred.session
    assert titles(referred) == []
    accept_referral(session, referrals_of(session, referred.pupil.id)[0])
    assert titles(referred) == ["Consent forms to print, Kit Puddlecombe"]
    forms_printed(session, referred.pupil.id, ((FormTemplate.CONSENT_FORM, 1, "ab"),))
    waiting = due_items(session)[0]
    assert waiting.title == "Consent not signed, Kit Puddlecombe"
    assert waiting.second_line == "Form printed 24 November 2026. Nothing can be shared until it is back."
    assert (waiting.tone, waiting.chip) == ("neutral", "")
    referred.clock.at = datetime(2026, 12, 3, 9, 0)
    late = due_items(session)[0]
    assert (late.tone, late.chip) == ("soon", "Out for 9 days")
    record_consent(session, new_consent(referred, signed_on=late.due))
    assert titles(referred) == []


def test_a_withdrawn_consent_is_not_chased(consented: House) -> None:
    from coordinator_app.consent.actions import consents_of, withdraw_consent

    session = consented.session
    withdraw_consent(session, consents_of(session, consented.pupil.id)[0], "We want to stop.")
    assert titles(consented) == []


def test_the_registry_brings_the_pages_the_lines_of_today_and_blank_forms(house: House) -> None:
    ours = next(one for one in CAPABILITIES if one.name == "consent")
    expected = {"print_forms", "record_consent", "consent", "chase_list", "chase_letter"}
    assert dict(ours.pages).keys() == expected
    assert ours.due_items == "coordinator_app.consent.due:due_items"
    assert [entry.opens.page for entry in palette(house.session)] == ["print_forms", "chase_list"]


def test_the_rail_and_the_list_say_the_same_number(house: House) -> None:
    session, dice = house.session, Random(3)
    with session.write() as work:
        for _ in range(40):
            one_pupil(work, house, dice)
    shown = read_rows(session, Narrow(waiting=False))
    assert shown.counts.get(ChaseReason.OLDER), "the dice must show what Today leaves out"
    badge = rail_count(session)
    assert badge is not None
    assert badge.number == shown.to_ask
