"""Undo and redo are no way past the start gate, and take nothing from under a programme that runs (003-4)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from coordinator_app.consent import actions as consent
from coordinator_app.consent import held
from coordinator_app.consent.model import ConsentState
from coordinator_app.consent.terms import ConsentAnswer, ConsentPurpose
from coordinator_app.core.changes import Saved, TakenBack
from coordinator_app.organisations.providers import CheckKind, Provider
from coordinator_app.programmes import actions, running
from coordinator_app.programmes.model import (
    Destination,
    EndReason,
    Outcome,
    Programme,
    ProgrammeState,
    ProgrammeType,
)
from coordinator_app.programmes.running import Ending
from coordinator_app.pupils.actions import save_carer
from coordinator_app.pupils.model import Carer, ResponsibilityEvidence
from coordinator_app.referrals import actions as referrals
from coordinator_app.referrals import deciding
from coordinator_app.store.undo import CannotUndo
from tests.programmes.conftest import (
    TODAY,
    WITHOUT,
    add_risk,
    full_week,
    let_run_out,
    new_consent,
    new_programme,
    new_provider,
    week,
)
from tests.vaults import House

BEGAN = date(2026, 11, 16)
ENDING = Ending(TODAY, EndReason.CONSENT_WITHDRAWN, Outcome.NOT_MET, Destination.NOT_KNOWN)


def begun(house: House, provider: Provider, **more: object) -> Saved[Programme]:
    plan = new_programme(house, provider, start_on=BEGAN, **more)
    return actions.start(house.session, plan, week(), ())


def withdraw(house: House) -> None:
    form = consent.consents_of(house.session, house.pupil.id)[0]
    consent.withdraw_consent(house.session, form, "They changed their mind.")


def state(house: House, saved: Saved[Programme]) -> ProgrammeState | None:
    return house.session.get(Programme, saved.record.id).state


def test_undoing_a_pause_or_an_end_asks_the_start_gate(consented: House, provider: Provider) -> None:
    session = consented.session
    saved = begun(consented, provider)
    paused = running.pause(session, saved.record, TODAY, "Ill")
    session.undo(paused.change_id)
    assert state(consented, saved) is ProgrammeState.RUNNING
    paused = running.pause(session, session.get(Programme, saved.record.id), TODAY, "Ill")
    withdraw(consented)
    with pytest.raises(CannotUndo, match="has withdrawn consent"):
        session.undo(paused.change_id)
    ended = running.end(session, paused.record, ENDING)
    session.undo(ended.change_id)
    assert state(consented, saved) is ProgrammeState.PAUSED, "a pause lets nothing run"


def test_undoing_the_end_of_a_running_programme_asks_the_start_gate(
    consented: House, provider: Provider
) -> None:
    saved = begun(consented, provider)
    withdraw(consented)
    ended = running.end(consented.session, saved.record, ENDING)
    with pytest.raises(CannotUndo, match="has withdrawn consent"):
        consented.session.undo(ended.change_id)
    assert state(consented, saved) is ProgrammeState.ENDED


@pytest.mark.parametrize("planned", [True, False])
def test_a_start_that_was_undone_is_not_redone_after_a_withdrawal(
    consented: House, provider: Provider, *, planned: bool
) -> None:
    session = consented.session
    plan = new_programme(consented, provider)
    if planned:
        plan = actions.save_plan(session, plan, week(), ()).record
    saved = actions.start(session, plan, week(), ())
    back = session.undo(saved.change_id)
    again = session.undo(back.id)
    assert state(consented, saved) is ProgrammeState.RUNNING
    back = session.undo(again.id)
    withdraw(consented)
    with pytest.raises(CannotUndo, match="not everything for that is in place"):
        session.undo(back.id)


def test_what_the_start_passed_over_is_passed_over_when_it_is_redone_or_its_end_undone(
    referred: House,
) -> None:
    session = referred.session
    plan = new_programme(referred, new_provider(session), start_on=BEGAN)
    saved = actions.start(session, plan, week(), (), override=WITHOUT)
    session.undo(session.undo(saved.change_id).id)
    ended = running.end(session, session.get(Programme, saved.record.id), ENDING)
    session.undo(ended.change_id)
    assert state(referred, saved) is ProgrammeState.RUNNING
    assert [one.resolved_on for one in actions.overrides_of(session, saved.record.id)] == [None]


def test_undoing_a_move_does_not_bring_a_pupil_back_to_a_provider_whose_checks_ran_out(
    consented: House, provider: Provider
) -> None:
    session = consented.session
    saved = begun(consented, provider)
    away = replace(saved.record, provider_id=new_provider(session, "Old Mill").id)
    moved = actions.save_plan(session, away, week(), ())
    session.undo(moved.change_id)
    kept = session.get(Programme, saved.record.id)
    moved = actions.save_plan(session, replace(kept, provider_id=away.provider_id), week(), ())
    let_run_out(session, provider, CheckKind.INSURANCE, date(2026, 11, 1))
    with pytest.raises(CannotUndo, match="Insurance: the check ran out"):
        session.undo(moved.change_id)


def test_undoing_a_shorter_week_needs_the_risk_assessment_of_the_full_one(
    consented: House, provider: Provider
) -> None:
    session = consented.session
    plan = new_programme(consented, provider, start_on=TODAY, programme_type=ProgrammeType.RESPITE)
    plan = actions.save_plan(session, plan, full_week(), ()).record
    risk = add_risk(consented, plan)
    kept = actions.start(session, plan, full_week(), ()).record
    shorter = actions.save_plan(session, kept, week(), ())
    with session.write() as work:
        work.change(risk, valid_until=TODAY, made_on=date(2026, 11, 25))
    with pytest.raises(CannotUndo, match="risk assessment"):
        session.undo(shorter.change_id)


def test_a_consent_is_not_undone_under_a_programme_that_rests_on_it(
    consented: House, provider: Provider
) -> None:
    session = consented.session
    form = consent.consents_of(session, consented.pupil.id)[0]
    recorded = session.history(form.id)[0].change_id
    begun(consented, provider)
    with pytest.raises(CannotUndo, match="under way on this consent") as refused:
        session.undo(recorded)
    assert "withdrawn" in refused.value.next_step
    withdraw(consented)
    session.undo(session.history(form.id)[-1].change_id)
    assert consent.programme_gate(session, consented.pupil.id).is_open, "a withdrawal may be undone"
    limit = ConsentAnswer(purpose=ConsentPurpose.PHOTOGRAPHS, expires_on=date(2026, 12, 24))
    saved = consent.record_consent(session, session.get(type(form), form.id), (limit,))
    session.undo(saved.change_id)


def test_a_consent_that_came_after_a_start_without_it_may_be_undone(referred: House) -> None:
    session = referred.session
    plan = new_programme(referred, new_provider(session), start_on=BEGAN)
    actions.start(session, plan, week(), (), override=WITHOUT)
    recorded = consent.record_consent(session, new_consent(referred))
    session.undo(recorded.change_id)
    assert not consent.programme_gate(session, referred.pupil.id).is_open


def test_an_acceptance_is_not_undone_under_a_programme_that_rests_on_it(
    consented: House, provider: Provider
) -> None:
    session = consented.session
    referral = referrals.referrals_of(session, consented.pupil.id)[0]
    accepted = session.history(referral.id)[-1].change_id
    saved = begun(consented, provider)
    with pytest.raises(CannotUndo, match="under way on this referral"):
        session.undo(accepted)
    session.undo(saved.change_id)
    session.undo(accepted)
    deciding.accept_referral(session, referrals.referrals_of(session, consented.pupil.id)[0])


# what was seen of who may sign


def evidence_seen(house: House) -> Saved[Carer]:
    """First nothing was seen of the mother's responsibility, then her child's birth certificate."""
    known = house.session.get(Carer, house.carer.id)
    unseen = save_carer(house.session, replace(known, evidence=None)).record
    return save_carer(house.session, replace(unseen, evidence=ResponsibilityEvidence.BIRTH_CERTIFICATE))


def test_what_was_seen_of_the_signer_is_not_undone_under_a_programme_that_rests_on_it(
    consented: House, provider: Provider
) -> None:
    session = consented.session
    seen = evidence_seen(consented)
    saved = begun(consented, provider)
    with pytest.raises(CannotUndo, match="what is known of this person") as refused:
        session.undo(seen.change_id)
    assert "correct it on the pupil’s record" in refused.value.next_step
    assert consent.programme_gate(session, consented.pupil.id).is_open
    call = save_carer(session, replace(seen.record, telephone="01632 960123"))
    session.undo(call.change_id)
    session.undo(saved.change_id)
    seen = evidence_seen(consented)
    session.undo(seen.change_id)
    assert not consent.programme_gate(session, consented.pupil.id).is_open, "nothing is under way any more"


def test_what_somebody_signed_who_would_go_to_the_trash_still_counts(consented: House) -> None:
    goes = (TakenBack(consented.carer, None),)
    assert consent.standing_if(consented.session, consented.pupil.id, goes).state is ConsentState.IN_PLACE


def test_a_gate_that_forgot_the_people_would_be_caught(
    consented: House, provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The planted fault."""
    monkeypatch.setattr(held, "_carers_after", lambda carers, _taken: carers)
    with pytest.raises(pytest.fail.Exception):
        test_what_was_seen_of_the_signer_is_not_undone_under_a_programme_that_rests_on_it(consented, provider)
