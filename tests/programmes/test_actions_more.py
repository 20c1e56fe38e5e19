"""Planning and starting programmes in a real vault: the end of the journey from referral to programme (J3)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from coordinator_app.consent import actions as consent
from coordinator_app.consent.terms import ConsentAnswer, ConsentPurpose
from coordinator_app.core.errors import GateShut, InvalidInput
from coordinator_app.core.privacy import Compartment
from coordinator_app.organisations import actions as organisations
from coordinator_app.organisations.model import School, SchoolType
from coordinator_app.organisations.providers import CheckKind, Provider
from coordinator_app.programmes import actions, running
from coordinator_app.programmes.model import (
    Half,
    Programme,
    ProgrammeState,
    ProgrammeTarget,
    ProgrammeType,
    Weekday,
)
from coordinator_app.programmes.safety import RiskAssessment, RiskWords, StartOverride
from coordinator_app.programmes.timetable import week_words
from coordinator_app.pupils import actions as pupils
from coordinator_app.pupils.model import Carer, Pupil, Relationship, ResponsibilityEvidence
from coordinator_app.referrals import actions as referrals
from coordinator_app.referrals import deciding
from coordinator_app.referrals.states import DeclineReason
from coordinator_app.store.undo import CannotUndo
from tests.programmes.conftest import (
    START,
    TARGETS,
    WAIT,
    add_risk,
    full_week,
    let_run_out,
    new_consent,
    new_programme,
    new_provider,
    new_referral,
    started,
    week,
)
from tests.vaults import House


def test_a_plan_keeps_exactly_the_days_and_targets_that_are_given(
    consented: House, provider: Provider
) -> None:
    session = consented.session
    days = [replace(one, begins="9.15", ends="12") for one in week(halves=[Half.MORNING])]
    plan = actions.save_plan(session, new_programme(consented, provider), days, TARGETS).record
    assert {(one.begins, one.ends) for one in actions.days_of(session, plan.id)} == {("09:15", "12:00")}
    (target,) = actions.targets_of(session, plan.id)
    more = (replace(target, words="Arrive by 9."), ProgrammeTarget(words="Finish one piece of work a day."))
    days = [*days[:1], *week(Weekday.FRIDAY)]
    plan = actions.save_plan(session, plan, days, more).record
    assert week_words(actions.days_of(session, plan.id)) == "Friday, Monday morning"
    assert plan.sessions == 3
    assert {one.words for one in actions.targets_of(session, plan.id)} == {one.words for one in more}
    plan = actions.save_plan(session, plan, (), ()).record
    assert (plan.sessions, actions.days_of(session, plan.id), actions.targets_of(session, plan.id)) == (
        None,
        [],
        [],
    )
    actions.drop_plan(session, plan)
    assert actions.programmes_of(session, consented.pupil.id) == []


def test_bad_days_are_refused_before_anything_is_kept(consented: House, provider: Provider) -> None:
    odd = [replace(week()[0], begins="soon")]
    with pytest.raises(InvalidInput, match="Type a time such as 9:15"):
        actions.save_plan(consented.session, new_programme(consented, provider), odd, ())
    assert consented.session.count(Programme) == 0


def test_a_programme_under_way_cannot_be_made_full_time_past_the_gate(
    consented: House, provider: Provider
) -> None:
    session = consented.session
    kept = started(consented, provider)
    fuller = replace(kept, programme_type=ProgrammeType.FULL_TIME)
    with pytest.raises(GateShut, match="risk assessment"):
        actions.save_plan(session, fuller, full_week(), ())
    add_risk(consented, kept)
    assert actions.save_plan(session, fuller, full_week(), ()).record.state is ProgrammeState.RUNNING


def test_a_withdrawn_consent_does_not_keep_one_from_changing_the_end(
    consented: House, provider: Provider
) -> None:
    session = consented.session
    kept = started(consented, provider)
    consent.withdraw_consent(
        session, consent.consents_of(session, consented.pupil.id)[0], "They changed mind"
    )
    saved = actions.save_plan(session, replace(kept, planned_end_on=date(2027, 2, 1)), week(), ())
    assert saved.record.planned_end_on == date(2027, 2, 1)
    away = replace(saved.record, provider_id=new_provider(session, "Old Mill", insurance=None).id)
    with pytest.raises(GateShut, match="Insurance"):
        actions.save_plan(session, away, week(), ())


def test_programmes_at_the_same_time_are_told_and_do_not_stop(consented: House, provider: Provider) -> None:
    started(consented, provider)
    other = new_programme(consented, provider, programme_type=ProgrammeType.RESPITE)
    (said,) = actions.clashes(consented.session, other, week())
    assert said.startswith("Part-time programme is running at the same time")


def test_checks_count_as_of_the_first_day(consented: House, provider: Provider) -> None:
    let_run_out(consented.session, provider, CheckKind.INSURANCE, START - timedelta(days=1))
    with pytest.raises(GateShut, match="Insurance: the check ran out on 29 November 2026"):
        started(consented, provider)
    gone = replace(new_programme(consented, provider), start_on=None)
    checks = {one.code: one.is_met for one in actions.checks_for(consented.session, gone, week())}
    assert checks["provider"]


def test_a_level_2_user_sees_that_a_risk_assessment_is_there_and_never_its_words(
    consented: House, provider: Provider
) -> None:
    plan = actions.save_plan(consented.session, new_programme(consented, provider), week(), ()).record
    kept = add_risk(consented, plan)
    level_2 = consented.as_user(Compartment.GENERAL)
    assert actions.risk_of(level_2, plan.id) == kept
    assert level_2.find(RiskWords, kept.words_id) is None
    assert running.risk_words(level_2, kept) is None
    assert running.risk_words(consented.session, kept) is not None
    level_2.close()


def test_a_risk_assessment_on_which_a_programme_runs_cannot_be_undone(
    consented: House, provider: Provider
) -> None:
    session = consented.session
    plan = actions.save_plan(session, new_programme(consented, provider), week(), ()).record
    words = RiskWords(hazards="Tools.", measures="Two adults.")
    facts = RiskAssessment(
        programme_id=plan.id,
        made_by="P. Samplewell",
        made_on=date(2026, 11, 24),
        valid_until=date(2027, 7, 1),
    )
    spare = running.record_risk(session, facts, words)
    session.undo(spare.change_id)
    saved = running.record_risk(session, facts, words)
    actions.start(session, session.get(Programme, plan.id), week(), ())
    with pytest.raises(CannotUndo, match="under way on this risk assessment"):
        session.undo(saved.change_id)


def test_a_gate_that_forgot_to_ask_would_be_caught(referred: House, monkeypatch: pytest.MonkeyPatch) -> None:
    plan = new_programme(referred, new_provider(referred.session))
    with pytest.raises(GateShut):
        actions.start(referred.session, plan, week(), ())
    monkeypatch.setattr(actions, "missing", lambda _checks: ())  # the planted fault
    assert actions.start(referred.session, plan, week(), ()).record.state is ProgrammeState.RUNNING


def test_a_change_that_forgot_the_gate_would_be_caught(
    consented: House, provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    fuller = replace(started(consented, provider), programme_type=ProgrammeType.FULL_TIME)
    with pytest.raises(GateShut):
        actions.save_plan(consented.session, fuller, full_week(), ())
    monkeypatch.setattr(actions, "_demand_not_worse", lambda *_: None)  # the planted fault
    assert actions.save_plan(consented.session, fuller, full_week(), ()).record.sessions == 10


def test_a_fault_in_the_middle_of_a_start_leaves_nothing(
    consented: House, provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_given: object) -> None:
        raise OSError("the disk is gone")

    monkeypatch.setattr(actions, "_plan_review", fail)
    with pytest.raises(OSError, match="disk"):
        started(consented, provider)
    assert consented.session.count(Programme) == 0
    assert consented.session.count(StartOverride) == 0


def test_a_pupil_whose_newest_referral_was_declined_starts_nothing_on_an_older_one(
    consented: House, provider: Provider
) -> None:
    session, pupil = consented.session, consented.pupil
    again = deciding.refer_again(session, pupil.id).record
    form = replace(new_referral(consented), id=again.id, version=again.version, pupil_id=pupil.id)
    came = referrals.receive_referral(session, session.get(Pupil, pupil.id), form, accept=False).referral
    deciding.decline_referral(session, came, "There is no place.", DeclineReason.NO_PLACE)
    with pytest.raises(GateShut, match="no accepted referral"):
        started(consented, provider)


def test_nothing_starts_while_it_is_open_which_school_is_responsible(
    consented: House, provider: Provider
) -> None:
    session = consented.session
    other = organisations.save(session, School(name="Old Mill School", school_type=SchoolType.MAINTAINED))
    moved = replace(session.get(Pupil, consented.pupil.id), school_id=other.record.id)
    pupils.save_pupil(session, moved)
    with pytest.raises(GateShut, match="changed school since the school referred"):
        started(consented, provider)


@pytest.mark.parametrize("settled", [True, False])
def test_what_was_passed_over_for_one_provider_is_no_pass_for_another(
    consented: House, *, settled: bool
) -> None:
    session = consented.session
    bare = new_provider(session, insurance=None)
    kept = actions.start(session, new_programme(consented, bare), week(), (), override=WAIT).record
    (override,) = actions.overrides_of(session, kept.id)
    assert override.provider_id == bare.id
    if settled:
        running.resolve(session, override, "They send it by letter.")
    away = replace(kept, provider_id=new_provider(session, "Old Mill", insurance=None).id)
    with pytest.raises(GateShut, match="Insurance: no check is recorded"):
        actions.save_plan(session, away, week(), ())
    later = replace(kept, planned_end_on=date(2027, 2, 1))
    assert actions.save_plan(session, later, week(), ()).record.planned_end_on == date(2027, 2, 1)


def test_a_deleted_plan_is_neither_started_nor_changed_nor_ended(
    consented: House, provider: Provider
) -> None:
    session = consented.session
    plan = actions.save_plan(session, new_programme(consented, provider), week(), ()).record
    gone = actions.drop_plan(session, plan).record
    acts = (
        lambda: actions.start(session, gone, week(), ()),
        lambda: actions.save_plan(session, gone, week(), ()),
        lambda: actions.drop_plan(session, gone),
        lambda: add_risk(consented, gone),
        lambda: running.pause(session, gone, START, "Ill"),
    )
    for act in acts:
        with pytest.raises(GateShut, match="This programme was deleted"):
            act()
    assert session.get(Programme, plan.id).state is ProgrammeState.PLANNED


def agree_until(house: House, *days: date | None) -> None:
    """The mother's form anew, its agreement to the programme with these ends, the last as it stands."""
    form = consent.consents_of(house.session, house.pupil.id)[0]
    answers = [ConsentAnswer(purpose=ConsentPurpose.PROGRAMME, expires_on=day) for day in days]
    consent.record_consent(house.session, form, answers)


def test_an_agreement_that_runs_out_before_the_first_day_starts_nothing(
    consented: House, provider: Provider
) -> None:
    agree_until(consented, START - timedelta(days=1), date(2027, 6, 1))
    with pytest.raises(GateShut, match="holds only until 29 November 2026, before the first day"):
        started(consented, provider)
    father = Carer(pupil_id=consented.pupil.id, name="Barnaby Puddlecombe", relationship=Relationship.FATHER)
    seen = replace(father, has_responsibility=True, evidence=ResponsibilityEvidence.BIRTH_CERTIFICATE)
    other = pupils.save_carer(consented.session, seen).record
    consent.record_consent(consented.session, new_consent(consented, carer_id=other.id))
    assert started(consented, provider).state is ProgrammeState.RUNNING, "the other's agreement has no end"


def test_no_override_starts_a_programme_that_a_parent_refused(referred: House) -> None:
    session = referred.session
    consent.record_consent(session, new_consent(referred, agrees_programme=False))
    said = replace(WAIT, without_consent_said=True)
    with pytest.raises(GateShut, match="Someone with parental responsibility has said no") as refused:
        actions.start(session, new_programme(referred, new_provider(session)), week(), (), override=said)
    assert "local authority" in refused.value.happened
    assert session.count(Programme) == 0
