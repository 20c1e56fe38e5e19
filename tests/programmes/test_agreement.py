"""The family's summary says of its agreement what is so, and the provider is given nothing without it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from coordinator_app.consent import actions as consent
from coordinator_app.consent.actions import forms_of
from coordinator_app.core.errors import GateShut
from coordinator_app.core.gates import OPEN
from coordinator_app.organisations.providers import Provider
from coordinator_app.pdf.print_job import print_order
from coordinator_app.programmes import actions, agreement, orders, running
from coordinator_app.programmes.model import Destination, EndReason, Outcome, Programme
from coordinator_app.programmes.orders import Reader, summary_order, summary_reference
from coordinator_app.programmes.running import Ending
from coordinator_app.wording.shipped import earlier_texts, shipped_text
from tests.programmes.conftest import (
    TODAY,
    new_consent,
    new_programme,
    new_provider,
    started,
    started_without_consent,
    week,
)
from tests.programmes.printed import text_of
from tests.vaults import House

AGREED = "You can take it back at any time."
NOT_HAD = "We do not have it."
WORDING = (2, "0" * 64)


def family(house: House, programme: Programme) -> str:
    order = summary_order(house.session, programme, Reader.FAMILY, practice=False)
    return text_of(print_order(order).pdf)


def withdraw(house: House) -> None:
    form = consent.consents_of(house.session, house.pupil.id)[0]
    consent.withdraw_consent(house.session, form, "No more")


def ended(house: House, programme: Programme) -> Programme:
    ending = Ending(TODAY, EndReason.EARLY, Outcome.OBJECTIVES_MET, Destination.SCHOOL_ON_ROLL)
    return running.end(house.session, programme, ending).record


def test_a_plan_that_nobody_agreed_to_says_that_nothing_has_started(referred: House) -> None:
    plan = new_programme(referred, new_provider(referred.session))
    text = family(referred, actions.save_plan(referred.session, plan, week(), ()).record)
    assert "This is a plan, and nothing has started." in text
    assert NOT_HAD in text
    assert AGREED not in text
    assert "agreed, where" not in text


def test_a_start_without_consent_is_said_to_the_family_as_it_is(referred: House) -> None:
    kept = started_without_consent(referred)
    text = family(referred, kept)
    assert f"{NOT_HAD} It was decided to start the programme without it." in text
    for untrue in (AGREED, "What was agreed", "This is a plan", "needs your agreement"):
        assert untrue not in text
    consent.record_consent(referred.session, new_consent(referred))
    assert AGREED in family(referred, kept)
    assert NOT_HAD not in family(referred, kept)


def test_an_agreement_that_was_taken_back_is_no_longer_said_to_be_there(
    consented: House, provider: Provider
) -> None:
    kept = started(consented, provider)
    assert AGREED in family(consented, kept)
    withdraw(consented)
    text = family(consented, kept)
    assert "It is not in place now. Unless we have it, the programme ends" in text
    assert AGREED not in text
    assert "without it." not in text


def test_a_programme_that_has_ended_asks_for_no_agreement(consented: House, provider: Provider) -> None:
    text = family(consented, ended(consented, started(consented, provider, start_on=date(2026, 11, 16))))
    assert "This programme has ended." in text
    assert "We look at how it goes" not in text
    assert AGREED not in text


def test_without_the_variant_the_page_would_say_what_is_not_so(
    referred: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The planted fault: a programme whose agreement is taken for granted."""
    kept = started_without_consent(referred)
    monkeypatch.setattr(orders, "agreement_of", lambda _session, _programme: agreement.AGREED)
    assert AGREED in family(referred, kept)


def test_an_own_wording_that_knows_only_agreement_is_not_printed_without_it(
    referred: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = started_without_consent(referred)
    old = earlier_texts("programme-summary")[0]
    with pytest.raises(GateShut, match="speaks as if the family agrees"):
        agreement.demand_words(old, agreement.agreement_of(referred.session, kept))
    agreement.demand_words(old, agreement.AGREED)
    for part in (agreement.TO_AGREE, agreement.WITHOUT, agreement.NOT_NOW, agreement.ENDED):
        agreement.demand_words(shipped_text("programme-summary"), part)


def refused(house: House, programme: Programme, attempt: Any) -> None:
    with pytest.raises(GateShut, match="consent"):
        attempt(house.session, programme, Reader.PROVIDER)
    assert forms_of(house.session, house.pupil.id) == []


def order(session: Any, programme: Programme, reader: Reader) -> object:
    return summary_order(session, programme, reader, practice=False)


def note(session: Any, programme: Programme, reader: Reader) -> object:
    return summary_reference(session, programme, reader, WORDING)


@pytest.mark.parametrize("attempt", [order, note])
def test_the_providers_summary_is_refused_without_consent_however_the_programme_started(
    referred: House, attempt: Any
) -> None:
    kept = started_without_consent(referred)
    refused(referred, kept, attempt)
    consent.record_consent(referred.session, new_consent(referred))
    attempt(referred.session, kept, Reader.PROVIDER)
    withdraw(referred)
    with pytest.raises(GateShut, match="has withdrawn consent"):
        attempt(referred.session, kept, Reader.PROVIDER)
    attempt(referred.session, kept, Reader.FAMILY)


def test_the_refusal_comes_from_the_sharing_gate_and_from_nothing_else(
    referred: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The planted fault: with the gate left open the provider's copy would be printed."""
    kept = started_without_consent(referred)
    monkeypatch.setattr(orders, "provider_gate", lambda _session, _programme: OPEN)
    assert order(referred.session, kept, Reader.PROVIDER)
    assert note(referred.session, kept, Reader.PROVIDER)
