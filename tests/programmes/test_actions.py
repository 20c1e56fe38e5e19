"""Planning and starting programmes in a real vault: the end of the journey from referral to programme (J3)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from coordinator_app.consent import actions as consent
from coordinator_app.consent.terms import ConsentAnswer, ConsentPurpose
from coordinator_app.core.errors import GateShut, InvalidInput
from coordinator_app.organisations.providers import Provider
from coordinator_app.programmes import actions, running
from coordinator_app.programmes.model import (
    AttendancePattern,
    Programme,
    ProgrammeState,
    ProgrammeType,
)
from coordinator_app.programmes.timetable import week_words
from coordinator_app.referrals import actions as referrals
from coordinator_app.referrals import deciding
from coordinator_app.reviews.actions import reviews_of
from coordinator_app.sharing.model import DeliveryMethod
from coordinator_app.store.undo import CannotUndo
from tests.programmes.conftest import (
    START,
    TARGETS,
    WAIT,
    full_week,
    mother_of,
    new_consent,
    new_programme,
    new_provider,
    new_referral,
    started,
    week,
)
from tests.vaults import House, new_pupil


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
    house.carer = mother_of(house)
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
    with pytest.raises(GateShut, match="Consent came into place on 14 September 2026, after the first day"):
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


def agree_until(house: House, *days: date | None) -> None:
    """The mother's form anew, its agreement to the programme with these ends, the last as it stands."""
    form = consent.consents_of(house.session, house.pupil.id)[0]
    answers = [ConsentAnswer(purpose=ConsentPurpose.PROGRAMME, expires_on=day) for day in days]
    consent.record_consent(house.session, form, answers)
