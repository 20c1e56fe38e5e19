"""Since when consent stands, and what nobody may pass over: a court order, or what was settled against it (003-4.3)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from coordinator_app.consent import actions as consent
from coordinator_app.consent.held import held_of
from coordinator_app.consent.settling import settle
from coordinator_app.consent.terms import ConsentAnswer, ConsentPurpose, ConsentResolution
from coordinator_app.core.errors import GateShut
from coordinator_app.organisations.providers import Provider
from coordinator_app.programmes import actions, consent_since
from coordinator_app.programmes.model import Programme, ProgrammeState
from coordinator_app.pupils.actions import save_carer
from coordinator_app.pupils.details import save_detail
from coordinator_app.pupils.links import CourtOrder, OrderKind
from coordinator_app.pupils.model import Carer, Relationship, ResponsibilityEvidence
from tests.programmes.conftest import WITHOUT, new_consent, new_programme, started, week
from tests.vaults import House

FIRST_DAY = date(2026, 11, 2)


def father_of(house: House) -> Carer:
    father = Carer(
        pupil_id=house.pupil.id,
        name="Basil Puddlecombe",
        relationship=Relationship.FATHER,
        has_responsibility=True,
        evidence=ResponsibilityEvidence.BIRTH_CERTIFICATE,
    )
    return save_carer(house.session, father).record


def sign(house: House, **more: Any) -> None:
    consent.record_consent(house.session, new_consent(house, **more))


def since(house: House) -> date | None:
    return consent_since.stands_since(held_of(house.session, house.pupil.id))


def forbid(house: House) -> None:
    order = CourtOrder(
        pupil_id=house.pupil.id,
        order_kind=OrderKind.PROHIBITED_STEPS,
        about="The mother",
        carer_id=house.carer.id,
        meaning="No steps about schooling.",
        made_on=date(2026, 9, 1),
    )
    save_detail(house.session, order)


def settled(house: House, *, goes_ahead: bool) -> None:
    resolution = ConsentResolution(
        pupil_id=house.pupil.id,
        decided_on=date(2026, 11, 24),
        goes_ahead=goes_ahead,
        words="The court was asked, and this is what it said of the programme.",
        decided_by="The local authority",
        review_on=date(2026, 12, 20),
    )
    settle(house.session, resolution)


def start_all_the_same(house: House, provider: Provider) -> Programme:
    plan = new_programme(house, provider)
    return actions.start(house.session, plan, week(), (), override=WITHOUT).record


# since when


def test_a_form_signed_anew_leaves_the_days_before_it_as_they_were(
    consented: House, provider: Provider
) -> None:
    sign(consented, signed_on=date(2026, 11, 10))
    sign(consented, carer_id=father_of(consented).id, signed_on=date(2026, 11, 12))
    assert started(consented, provider, start_on=FIRST_DAY).state is ProgrammeState.RUNNING


def test_by_the_newest_form_alone_a_true_first_day_would_be_refused(
    consented: House, provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The planted fault."""
    monkeypatch.setattr(consent_since, "stands_since", lambda held: held.standing().consent.signed_on)
    with pytest.raises(GateShut, match="after the first day"):
        test_a_form_signed_anew_leaves_the_days_before_it_as_they_were(consented, provider)


def test_a_break_begins_it_anew(consented: House, provider: Provider) -> None:
    form = consent.consents_of(consented.session, consented.pupil.id)[0]
    consent.withdraw_consent(consented.session, form, "Not now", on=date(2026, 10, 20))
    assert since(consented) is None
    sign(consented, signed_on=date(2026, 11, 10))
    assert since(consented) == date(2026, 11, 10)
    with pytest.raises(GateShut, match="Consent came into place on 10 November 2026, after the first day"):
        started(consented, provider, start_on=FIRST_DAY)


def test_an_agreement_that_had_run_out_is_a_break(consented: House) -> None:
    form = consent.consents_of(consented.session, consented.pupil.id)[0]
    until = ConsentAnswer(purpose=ConsentPurpose.PROGRAMME, expires_on=date(2026, 10, 1))
    consent.record_consent(consented.session, form, [until])
    assert since(consented) is None
    sign(consented, signed_on=date(2026, 10, 2))
    assert since(consented) == date(2026, 9, 14), "signed anew before a day was lost"


def test_what_was_settled_counts_from_that_day(consented: House) -> None:
    sign(consented, carer_id=father_of(consented).id, agrees_programme=False, signed_on=date(2026, 9, 20))
    assert since(consented) is None
    settled(consented, goes_ahead=True)
    assert since(consented) == date(2026, 11, 24)


# what nobody may pass over


@pytest.mark.parametrize("afterwards", ["nothing", "settled"])
def test_a_court_order_on_the_one_who_signed_is_not_passed_over(
    consented: House, provider: Provider, afterwards: str
) -> None:
    forbid(consented)
    if afterwards == "settled":
        settled(consented, goes_ahead=False)
    with pytest.raises(GateShut, match="cannot be started all the same"):
        start_all_the_same(consented, provider)
    assert consented.session.count(Programme) == 0


def test_what_was_settled_against_it_holds_when_the_agreement_it_was_about_is_gone(
    consented: House, provider: Provider
) -> None:
    forbid(consented)
    settled(consented, goes_ahead=False)
    form = consent.consents_of(consented.session, consented.pupil.id)[0]
    consent.record_consent(consented.session, replace(form, signature_seen=False))
    with pytest.raises(GateShut, match="what was settled between the parents"):
        start_all_the_same(consented, provider)


def test_another_who_may_decide_or_another_settlement_opens_it(consented: House, provider: Provider) -> None:
    forbid(consented)
    settled(consented, goes_ahead=False)
    sign(consented, carer_id=father_of(consented).id, signed_on=date(2026, 9, 20))
    assert started(consented, provider).state is ProgrammeState.RUNNING


def test_without_the_look_at_the_court_it_would_start(
    consented: House, provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The planted fault."""
    real = actions.papers_of
    monkeypatch.setattr(actions, "papers_of", lambda *given: replace(real(*given), forbidden=False))
    with pytest.raises(pytest.fail.Exception):
        test_a_court_order_on_the_one_who_signed_is_not_passed_over(consented, provider, "settled")
