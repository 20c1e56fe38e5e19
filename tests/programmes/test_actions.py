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
from coordinator_app.programmes.gate import Override
from coordinator_app.programmes.model import (
    AttendancePattern,
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
from coordinator_app.reviews.actions import reviews_of
from coordinator_app.sharing.model import DeliveryMethod
from coordinator_app.store.undo import CannotUndo
from tests.programmes.conftest import (
    START,
    add_risk,
    full_week,
    let_run_out,
    new_consent,
    new_programme,
    new_provider,
    new_referral,
    week,
)
from tests.vaults import House, new_pupil

TARGETS = (ProgrammeTarget(words="Arrive by 9:15 on four days of five."),)
WAIT = Override("The family is away, and there is no other place from Monday.", date(2026, 12, 3))


def started(house: House, provider: Provider, **more: object) -> Programme:
    return actions.start(house.session, new_programme(house, provider, **more), week(), TARGETS).record


def test_a_full_time_programme_is_refused_one_step_before_each_paper_and_then_starts_part_time(
    house: House,
) -> None:
    """J3: each refusal names what is missing and nothing else that is there."""
    session = house.session
    provider = new_provider(session, insurance=None)
    form = new_referral(house, signed_by="", statement_acknowledged=None)
    taken = referrals.take_referral(session, new_pupil(house), form)
    house.pupil = taken.pupil

    def refused(days: object = None) -> str:
        plan = new_programme(house, provider, programme_type=ProgrammeType.FULL_TIME, longest_weeks=None)
        with pytest.raises(GateShut) as shut:
            actions.start(session, plan, days or [], ())
        assert session.count(Programme) == 0
        return shut.value.happened

    said = refused()
    for words in (
        "Nobody has signed for the school.",
        "has not ticked that it has read the privacy statement",
        "No parent or carer has signed the consent form.",
        "The longest period of the programme has not been agreed.",
        "No day of the week has been chosen.",
        "Insurance: no check is recorded.",
        "none is recorded",
    ):
        assert words in said
    whole = replace(
        new_referral(house), id=taken.referral.id, version=taken.referral.version, pupil_id=house.pupil.id
    )
    referrals.save_referral(session, replace(whole, signed_by=""))
    said = refused()
    assert "Nobody has signed for the school." in said
    assert "privacy statement" not in said
    kept = referrals.save_referral(session, replace(whole, version=2)).record
    assert "The pupil has no accepted referral." in refused()
    deciding.accept_referral(session, kept)
    said = refused()
    assert "school" not in said.split("No parent or carer")[0]
    house.carer = _mother(house)
    consent.record_consent(session, new_consent(house))
    said = refused(full_week())
    assert "consent" not in said
    assert "No day" not in said

    in_date = new_provider(session, "Foxglove Farm")
    plan = new_programme(house, in_date, programme_type=ProgrammeType.FULL_TIME)
    with pytest.raises(GateShut, match="risk assessment first, and none is recorded") as last:
        actions.start(session, plan, full_week(), ())
    assert len(last.value.reasons) == 1
    # part time, Monday to Wednesday, needs none
    started = actions.start(session, new_programme(house, in_date), week(), TARGETS).record
    assert started.state is ProgrammeState.RUNNING
    assert (started.sessions, started.pattern) == (6, AttendancePattern.PART)
    assert started.referral_id == taken.referral.id
    assert week_words(actions.days_of(session, started.id)) == "Monday to Wednesday"
    assert [one.words for one in actions.targets_of(session, started.id)] == [TARGETS[0].words]
    assert reviews_of(session, house.pupil.id)[0].due_on == date(2027, 1, 11)


def test_the_first_review_is_pulled_back_from_a_holiday(consented: House, provider: Provider) -> None:
    # six weeks after 10 November are 22 December, in the Christmas holiday: the last school day is the 18th
    started(consented, provider, start_on=date(2026, 11, 10))
    assert reviews_of(consented.session, consented.pupil.id)[0].due_on == date(2026, 12, 18)


def test_another_day_for_the_first_review_must_be_in_its_half_term(
    consented: House, provider: Provider
) -> None:
    plan = new_programme(consented, provider)
    for wrong in (START, date(2027, 3, 1)):
        with pytest.raises(InvalidInput) as refused:
            actions.start(consented.session, plan, week(), (), first_review_on=wrong)
        assert refused.value.problems[0].field == "first_review_on"
    actions.start(consented.session, plan, week(), (), first_review_on=date(2027, 1, 13))
    assert reviews_of(consented.session, consented.pupil.id)[0].due_on == date(2027, 1, 13)


def test_a_review_that_is_planned_before_then_is_not_planned_twice(
    consented: House, provider: Provider
) -> None:
    started(consented, provider)
    started(consented, provider, start_on=date(2026, 12, 1), programme_type=ProgrammeType.RESPITE)
    assert len(reviews_of(consented.session, consented.pupil.id)) == 1


def test_starting_is_one_change_and_one_undo_takes_all_of_it_back(
    consented: House, provider: Provider
) -> None:
    session = consented.session
    plan = actions.save_plan(session, new_programme(consented, provider), week(), TARGETS).record
    saved = actions.start(session, plan, week(), actions.targets_of(session, plan.id))
    session.undo(saved.change_id)
    assert session.get(Programme, plan.id).state is ProgrammeState.PLANNED
    assert reviews_of(session, consented.pupil.id) == []
    new = actions.start(session, new_programme(consented, provider), week(), TARGETS)
    session.undo(new.change_id)
    assert session.get(Programme, new.record.id).trashed_at is not None
    assert actions.days_of(session, new.record.id) == []


def test_once_the_provider_was_told_the_start_cannot_be_undone(consented: House, provider: Provider) -> None:
    session = consented.session
    saved = actions.start(session, new_programme(consented, provider), week(), TARGETS)
    running.tell_provider(session, saved.record, DeliveryMethod.SECURE_EMAIL, None)
    with pytest.raises(CannotUndo):
        session.undo(saved.change_id)
    plan = actions.save_plan(session, new_programme(consented, provider), week(), ()).record
    again = actions.start(session, plan, week(), ())
    running.tell_provider(session, again.record, DeliveryMethod.SECURE_EMAIL, None)
    with pytest.raises(CannotUndo, match="The provider was told of this programme"):
        session.undo(again.change_id)


def test_nothing_starts_twice_and_nothing_that_ended_is_changed(consented: House, provider: Provider) -> None:
    session = consented.session
    kept = started(consented, provider)
    with pytest.raises(GateShut, match="started already"):
        actions.start(session, kept, week(), ())
    with pytest.raises(GateShut, match="End it with its outcome"):
        actions.drop_plan(session, kept)
    with session.write() as work:
        ended = work.change(kept, state=ProgrammeState.ENDED)
    with pytest.raises(GateShut, match="has ended"):
        actions.save_plan(session, ended, week(), ())


def test_before_a_referral_not_even_a_plan_is_kept_and_no_override_helps(house: House) -> None:
    session = house.session
    provider = new_provider(session)
    with session.write() as work:
        house.pupil = work.add(new_pupil(house))
    with pytest.raises(GateShut, match="only notes of the first discussion"):
        actions.save_plan(session, new_programme(house, provider), week(), ())
    with pytest.raises(GateShut, match="has not referred the pupil"):
        actions.start(
            session,
            new_programme(house, provider),
            week(),
            (),
            override=replace(WAIT, without_consent_said=True),
        )
    assert session.count(Programme) == 0


def test_a_start_without_consent_needs_the_harder_words_and_is_kept_with_its_reason(referred: House) -> None:
    session = referred.session
    plan = new_programme(referred, new_provider(session))
    with pytest.raises(InvalidInput, match="Tick that you start it without consent"):
        actions.start(session, plan, week(), (), override=WAIT)
    said = replace(WAIT, without_consent_said=True)
    kept = actions.start(session, plan, week(), (), override=said).record
    (override,) = actions.overrides_of(session, kept.id)
    assert (override.without_consent, override.codes) == (True, {"consent"})
    assert "No parent or carer has signed the consent form. (003-4.3)" in override.missing_words
    made = [row.entry for row in session.audit_rows() if row.entry.kind == "start_override"]
    assert [(one.action, one.record_id) for one in made] == [("record.made", override.id)]


def test_an_override_is_not_kept_where_nothing_was_missing(consented: House, provider: Provider) -> None:
    kept = actions.start(
        consented.session, new_programme(consented, provider), week(), (), override=WAIT
    ).record
    assert actions.overrides_of(consented.session, kept.id) == []


def test_a_first_day_before_the_referral_or_the_consent_is_refused(
    consented: House, provider: Provider
) -> None:
    with pytest.raises(GateShut, match="referred the pupil on 12 September 2026, after the first day"):
        started(consented, provider, start_on=date(2026, 9, 10))
    with pytest.raises(GateShut, match="consent was signed on 14 September 2026, after the first day"):
        started(consented, provider, start_on=date(2026, 9, 13))


def test_a_start_without_a_first_day_is_refused_at_its_field(consented: House, provider: Provider) -> None:
    with pytest.raises(InvalidInput, match="Type the first day"):
        started(consented, provider, start_on=None)
    with pytest.raises(InvalidInput, match="Type the first day"):
        actions.start(
            consented.session,
            new_programme(consented, provider, start_on=None),
            week(),
            (),
            first_review_on=date(2027, 1, 11),
        )


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


def _mother(house: House) -> Carer:
    mother = Carer(
        pupil_id=house.pupil.id,
        name="Marigold Puddlecombe",
        relationship=Relationship.MOTHER,
        has_responsibility=True,
        evidence=ResponsibilityEvidence.BIRTH_CERTIFICATE,
    )
    return pupils.save_carer(house.session, mother).record


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
