"""What happens to a programme after its start."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from coordinator_app.consent import actions as consent
from coordinator_app.core.catalogue import record_type
from coordinator_app.core.errors import GateShut, InvalidInput, Trouble
from coordinator_app.core.privacy import Compartment
from coordinator_app.organisations.providers import CheckKind, Provider
from coordinator_app.programmes import actions, running
from coordinator_app.programmes.gate import Override
from coordinator_app.programmes.model import (
    Destination,
    EndReason,
    Outcome,
    Programme,
    ProgrammeState,
    ProgrammeTarget,
    ProgrammeType,
    TargetOutcome,
)
from coordinator_app.programmes.running import Ending
from coordinator_app.programmes.safety import RiskAssessment, RiskWords, StartOverride
from coordinator_app.sharing.actions import disclosures_of
from coordinator_app.sharing.model import DeliveryMethod, DisclosedItem
from tests.programmes.conftest import (
    START,
    TODAY,
    add_risk,
    let_run_out,
    new_consent,
    new_programme,
    new_provider,
    started_without_consent,
    week,
)
from tests.vaults import House

WORDS = RiskWords(hazards="Tools in the workshop.", measures="Two adults in the room.")
ENDING = Ending(
    date(2026, 12, 18), EndReason.COMPLETED, Outcome.OBJECTIVES_MET, Destination.SCHOOL_ON_ROLL, "Went well."
)
LATER = datetime(2026, 12, 18, 15, 0)


@pytest.fixture
def programme(consented: House, provider: Provider) -> Programme:
    targets = (ProgrammeTarget(words="Arrive by 9:15."),)
    return actions.start(consented.session, new_programme(consented, provider), week(), targets).record


@pytest.mark.parametrize(
    ("facts", "words", "field"),
    [
        ({"made_by": " "}, {}, "made_by"),
        ({"made_on": None}, {}, "made_on"),
        ({"made_on": date(2026, 12, 24)}, {}, "made_on"),
        ({"valid_until": None}, {}, "valid_until"),
        ({"valid_until": date(2026, 11, 1)}, {}, "valid_until"),
        ({"valid_until": date(2029, 1, 1)}, {}, "valid_until"),
        ({}, {"hazards": ""}, "hazards"),
        ({}, {"measures": "  "}, "measures"),
        ({}, {"hazards": "a\x00b"}, "hazards"),
    ],
)
def test_a_risk_assessment_that_cannot_be_is_refused_at_its_field(
    consented: House, programme: Programme, facts: dict[str, Any], words: dict[str, Any], field: str
) -> None:
    with pytest.raises(InvalidInput) as refused:
        running.record_risk(
            consented.session,
            replace(
                RiskAssessment(
                    programme_id=programme.id,
                    made_by="P. Samplewell",
                    made_on=TODAY,
                    valid_until=date(2027, 7, 1),
                ),
                **facts,
            ),
            replace(WORDS, **words),
        )
    assert field in {one.field for one in refused.value.problems}
    assert consented.session.count(RiskAssessment) == 0


def test_a_user_without_the_guarded_key_records_no_risk_assessment(
    consented: House, programme: Programme
) -> None:
    level_2 = consented.as_user(Compartment.GENERAL)
    facts = RiskAssessment(
        programme_id=programme.id, made_by="P. Samplewell", made_on=TODAY, valid_until=date(2027, 7, 1)
    )
    with pytest.raises(Trouble):
        running.record_risk(level_2, facts, WORDS)
    assert level_2.count(RiskAssessment) == 0
    level_2.close()


def test_words_and_assessment_are_gathered_for_the_pupil(consented: House, programme: Programme) -> None:
    add_risk(consented, programme)
    kinds = {record_type(one.record).kind for one in consented.session.gather("pupil", consented.pupil.id)}
    assert {"programme", "programme_day", "programme_target", "risk_assessment", "risk_words"} <= kinds


def test_a_programme_is_paused_with_a_reason_and_goes_on(consented: House, programme: Programme) -> None:
    consented.clock.at = LATER
    session = consented.session
    for on, reason, field in (
        (None, "Ill", "paused_on"),
        (date(2026, 12, 4), " ", "pause_reason"),
        (date(2027, 1, 1), "Ill", "paused_on"),
        (date(2026, 11, 1), "Ill", "paused_on"),
    ):
        with pytest.raises(InvalidInput) as refused:
            running.pause(session, programme, on, reason)
        assert refused.value.problems[0].field == field
    paused = running.pause(session, programme, date(2026, 12, 4), "In hospital")
    assert paused.record.state is ProgrammeState.PAUSED
    with pytest.raises(GateShut, match="Only a running programme"):
        running.pause(session, paused.record, date(2026, 12, 4), "Again")
    again = running.resume(session, paused.record).record
    assert again.state is ProgrammeState.RUNNING
    with pytest.raises(GateShut, match="Only a paused programme"):
        running.resume(session, again)


def test_a_paused_programme_does_not_go_on_while_a_check_has_run_out(
    consented: House, programme: Programme, provider: Provider
) -> None:
    consented.clock.at = LATER
    session = consented.session
    paused = running.pause(session, programme, date(2026, 12, 4), "In hospital").record
    let_run_out(session, provider, CheckKind.INSURANCE, date(2026, 12, 10))
    with pytest.raises(GateShut, match="Insurance: the check ran out"):
        running.resume(session, paused)


def test_what_the_start_passed_over_does_not_keep_it_paused_until_it_is_settled(referred: House) -> None:
    referred.clock.at = datetime(2026, 11, 30, 9, 0)
    session = referred.session
    override = Override("Excluded elsewhere, with nowhere to be from Monday.", date(2026, 12, 4), True)
    plan = new_programme(referred, new_provider(session))
    kept = actions.start(session, plan, week(), (), override=override).record
    paused = running.pause(session, kept, START, "Ill").record
    kept = running.resume(session, paused).record
    running.resolve(session, actions.overrides_of(session, kept.id)[0], "The mother signs on Friday.")
    paused = running.pause(session, kept, START, "Ill").record
    with pytest.raises(GateShut, match="consent form"):
        running.resume(session, paused)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"on": None}, "ended_on"),
        ({"on": date(2027, 1, 1)}, "ended_on"),
        ({"on": date(2026, 11, 1)}, "ended_on"),
        ({"reason": None}, "end_reason"),
        ({"reason": EndReason.OTHER, "words": ""}, "end_words"),
        ({"outcome": None}, "outcome"),
        ({"destination": None}, "destination"),
    ],
)
def test_an_end_says_when_why_what_came_of_it_and_where_to(
    consented: House, programme: Programme, change: dict[str, Any], field: str
) -> None:
    consented.clock.at = LATER
    with pytest.raises(InvalidInput) as refused:
        running.end(consented.session, programme, replace(ENDING, **change))
    assert [one.field for one in refused.value.problems] == [field]


def test_an_ended_programme_keeps_its_outcome_and_the_results_of_its_targets(
    consented: House, programme: Programme
) -> None:
    consented.clock.at = LATER
    session = consented.session
    (target,) = actions.targets_of(session, programme.id)
    ending = replace(ENDING, targets=(replace(target, result=TargetOutcome.MET),))
    saved = running.end(session, programme, ending)
    assert (saved.record.state, saved.record.outcome) == (ProgrammeState.ENDED, Outcome.OBJECTIVES_MET)
    assert actions.targets_of(session, programme.id)[0].result is TargetOutcome.MET
    with pytest.raises(GateShut, match="ended already"):
        running.end(session, saved.record, ENDING)
    session.undo(saved.change_id)
    assert session.get(Programme, programme.id).state is ProgrammeState.RUNNING


def test_a_plan_that_never_started_may_be_ended_before_its_first_day(
    consented: House, provider: Provider
) -> None:
    session = consented.session
    plan = actions.save_plan(session, new_programme(consented, provider), week(), ()).record
    saved = running.end(
        session, plan, replace(ENDING, on=TODAY, outcome=Outcome.NOT_TAKEN_UP, reason=EndReason.SCHOOL)
    )
    assert saved.record.ended_on == TODAY


def test_the_end_settles_what_the_start_passed_over(referred: House) -> None:
    session = referred.session
    kept = started_without_consent(referred, new_provider(session))
    running.resolve(session, actions.overrides_of(session, kept.id)[0], "Ends on Friday.")
    referred.clock.at = LATER
    running.end(session, kept, ENDING)
    other = started_again(referred)
    running.end(session, other, ENDING)
    settled = session.list(StartOverride)
    assert {one.resolved_words for one in settled} == {"Ends on Friday.", "The programme ended."}


def started_again(house: House) -> Programme:
    override = Override("Excluded elsewhere, with nowhere to be from Monday.", date(2026, 12, 30), True)
    plan = new_programme(house, new_provider(house.session, "Old Mill"))
    return actions.start(house.session, plan, week(), (), override=override).record


def test_what_was_passed_over_is_settled_by_the_paper_or_by_words(referred: House) -> None:
    session = referred.session
    kept = started_without_consent(referred, new_provider(session))
    (override,) = actions.overrides_of(session, kept.id)
    assert running.open_points(session, override) == ("No parent or carer has signed the consent form.",)
    with pytest.raises(GateShut, match="No parent or carer has signed"):
        running.resolve(session, override)
    # signed after the first day: it counts from then on
    referred.clock.at = datetime(2026, 12, 2, 9, 0)
    consent.record_consent(session, new_consent(referred, signed_on=date(2026, 12, 2)))
    assert running.open_points(session, override) == ()
    settled = running.resolve(session, override).record
    assert (settled.resolved_on, settled.resolved_words) == (
        date(2026, 12, 2),
        "Everything was in place by then.",
    )
    with pytest.raises(GateShut, match="settled already"):
        running.resolve(session, settled)


def test_telling_the_provider_stands_in_the_ledger_with_the_versions_given(
    consented: House, programme: Programme
) -> None:
    session = consented.session
    assert running.told_on(session, programme) is None
    running.tell_provider(session, programme, DeliveryMethod.SECURE_EMAIL, None)
    (given,) = disclosures_of(session, consented.pupil.id)
    assert given.recipient == "Kingfisher Workshop"
    items = session.list(DisclosedItem, where={"disclosure_id": given.id})
    assert {one.item_kind for one in items} == {"programme", "programme_day", "programme_target"}
    assert running.told_on(session, programme) == TODAY


def test_without_consent_the_provider_cannot_be_told(referred: House) -> None:
    kept = started_without_consent(referred, new_provider(referred.session))
    with pytest.raises(GateShut, match="No parent or carer has signed"):
        running.tell_provider(referred.session, kept, DeliveryMethod.SECURE_EMAIL, None)


def test_only_a_started_programme_at_a_provider_can_be_told(consented: House, provider: Provider) -> None:
    session = consented.session
    plan = actions.save_plan(session, new_programme(consented, provider), week(), ()).record
    advice = new_programme(consented, None, programme_type=ProgrammeType.ADVICE)
    for one in (plan, actions.start(session, advice, (), ()).record):
        with pytest.raises(GateShut, match="Only a programme at a provider"):
            running.tell_provider(session, one, DeliveryMethod.SECURE_EMAIL, None)


def test_the_extras_end_with_the_programme_and_come_back_if_its_end_is_undone(
    consented: House, provider: Provider
) -> None:
    session, pupil_id = consented.session, consented.pupil.id
    consent.record_consent(
        session, replace(consent.consents_of(session, pupil_id)[0], allows_photographs=True)
    )
    kept = actions.start(session, new_programme(consented, provider), week(), ()).record
    consented.clock.at = LATER
    ended = running.end(session, kept, ENDING)
    the_day, after = date(2026, 12, 18), date(2026, 12, 19)
    assert consent.purpose_standing(session, pupil_id, the_day)["photographs"].is_open
    assert not consent.purpose_standing(session, pupil_id, after)["photographs"].is_open
    session.undo(ended.change_id)
    assert consent.purpose_standing(session, pupil_id, after)["photographs"].is_open
