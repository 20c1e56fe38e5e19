"""What programmes bring to Today, to the menu and to the palette."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from coordinator_app.consent import actions as consent
from coordinator_app.organisations.providers import CheckKind, Provider
from coordinator_app.programmes import actions, running
from coordinator_app.programmes.due import due_items, rail_count
from coordinator_app.programmes.gate import Override
from coordinator_app.programmes.model import Programme, ProgrammeType
from coordinator_app.programmes.palette import palette
from coordinator_app.reviews.actions import reviews_of
from coordinator_app.store.session import Session
from coordinator_app.today.model import DueItem
from tests.programmes.conftest import (
    TODAY,
    add_risk,
    full_week,
    let_run_out,
    new_consent,
    new_programme,
    new_provider,
    week,
)
from tests.vaults import House

OVERRIDE = Override("Excluded elsewhere, with nowhere to be from Monday.", date(2026, 12, 1), True)


def lines(session: Session, kind: str) -> list[DueItem]:
    return [one for one in due_items(session) if one.key.startswith(f"programme-{kind}-")]


@pytest.fixture
def programme(consented: House, provider: Provider) -> Programme:
    plan = new_programme(consented, provider, planned_end_on=date(2027, 2, 12))
    return actions.start(consented.session, plan, week(), ()).record


def test_a_programme_with_everything_in_place_asks_for_nothing(
    consented: House, programme: Programme
) -> None:
    assert due_items(consented.session) == []
    count = rail_count(consented.session)
    assert count is not None
    assert count.number == 1


def test_without_programmes_the_menu_shows_no_number(house: House) -> None:
    assert rail_count(house.session) is None


def test_a_withdrawn_consent_asks_to_end_the_programme(consented: House, programme: Programme) -> None:
    session = consented.session
    consent.withdraw_consent(session, consent.consents_of(session, consented.pupil.id)[0], "No more")
    (line,) = lines(session, "consent")
    assert (line.tone, line.action) == ("over", "End it")
    assert line.title == "Consent withdrawn: end the programme, Kit Puddlecombe"
    assert dict(line.params) == {"programme_id": programme.id}


def test_a_consent_that_is_no_longer_valid_is_said_as_such(consented: House, programme: Programme) -> None:
    with consented.session.write() as work:
        work.change(consented.carer, has_responsibility=False)
    (line,) = lines(consented.session, "consent")
    assert line.title.startswith("Consent not in place: the programme runs on")
    assert "parental responsibility" in line.second_line


def test_a_start_without_consent_is_shown_until_it_is_settled(referred: House) -> None:
    session = referred.session
    kept = actions.start(
        session, new_programme(referred, new_provider(session)), week(), (), override=OVERRIDE
    ).record
    (line,) = lines(session, "override")
    assert (line.tone, line.chip, line.due) == ("soon", "Without consent", date(2026, 12, 1))
    assert "No parent or carer has signed the consent form." in line.second_line
    assert lines(session, "consent") == []
    referred.clock.at = datetime(2026, 12, 1, 9, 0)
    assert lines(session, "override")[0].tone == "over"
    consent.record_consent(session, new_consent(referred, signed_on=date(2026, 12, 1)))
    assert "Everything is in place now" in lines(session, "override")[0].second_line
    running.resolve(session, actions.overrides_of(session, kept.id)[0])
    assert due_items(session) == []


def test_a_settled_override_no_longer_hides_that_consent_is_missing(referred: House) -> None:
    session = referred.session
    kept = actions.start(
        session, new_programme(referred, new_provider(session)), week(), (), override=OVERRIDE
    ).record
    running.resolve(session, actions.overrides_of(session, kept.id)[0], "The mother signs on Friday.")
    assert len(lines(session, "consent")) == 1


def test_checks_that_run_out_while_pupils_are_there_are_told_before_and_after(
    consented: House, programme: Programme, provider: Provider
) -> None:
    session = consented.session
    let_run_out(session, provider, CheckKind.INSURANCE, date(2026, 12, 10))
    (line,) = lines(session, "provider")
    assert (line.tone, line.second_line) == (
        "soon",
        "1 pupil is there. A check holds only until 10 December 2026.",
    )
    let_run_out(session, provider, CheckKind.INSURANCE, date(2026, 11, 20))
    (line,) = lines(session, "provider")
    assert (line.tone, line.chip) == ("over", "Not in date")
    assert "ran out on 20 November 2026" in line.second_line


def test_checks_that_run_out_after_the_pupils_leave_are_not_told_here(
    consented: House, provider: Provider
) -> None:
    plan = new_programme(consented, provider, planned_end_on=date(2026, 12, 4))
    actions.start(consented.session, plan, week(), ())
    let_run_out(consented.session, provider, CheckKind.INSURANCE, date(2026, 12, 10))
    assert lines(consented.session, "provider") == []


@pytest.mark.parametrize(
    ("until", "tone", "words"),
    [(date(2026, 12, 4), "soon", "runs out"), (date(2026, 11, 30), "over", "has run out")],
)
def test_a_risk_assessment_that_runs_out_under_way_is_told(
    consented: House, provider: Provider, until: date, tone: str, words: str
) -> None:
    session = consented.session
    full = new_programme(consented, provider, programme_type=ProgrammeType.FULL_TIME)
    plan = actions.save_plan(session, full, full_week(), ()).record
    add_risk(consented, plan, valid_until=until)
    actions.start(session, plan, full_week(), ())
    consented.clock.at = datetime(2026, 12, 1, 9, 0)
    (line,) = lines(session, "risk")
    assert line.tone == tone
    assert words in line.title


@pytest.mark.parametrize(("day", "tone"), [(datetime(2027, 2, 1), "soon"), (datetime(2027, 2, 15), "over")])
def test_an_end_that_is_near_or_past_is_told(
    consented: House, programme: Programme, day: datetime, tone: str
) -> None:
    consented.clock.at = day
    (line,) = lines(consented.session, "end")
    assert line.tone == tone


def test_a_programme_without_a_planned_review_asks_for_one(consented: House, programme: Programme) -> None:
    session = consented.session
    with session.write() as work:
        for one in reviews_of(session, consented.pupil.id):
            work.trash(one)
    (line,) = lines(session, "review")
    assert line.chip == "Plan a review"


def test_a_review_planned_past_its_half_term_is_told(consented: House, programme: Programme) -> None:
    session = consented.session
    (review,) = reviews_of(session, consented.pupil.id)
    with session.write() as work:
        work.change(review, due_on=date(2027, 3, 1))
    (line,) = lines(session, "review")
    assert line.due == date(2027, 2, 12)
    assert "12 February 2027 at the latest" in line.second_line


def test_where_term_dates_are_missing_no_review_is_called_too_late(
    consented: House, programme: Programme
) -> None:
    session = consented.session
    (review,) = reviews_of(session, consented.pupil.id)
    with session.write() as work:
        work.change(consented.school, term_calendar_id="")
        work.change(review, due_on=date(2027, 3, 1))
    assert lines(session, "review") == []


def test_a_plan_whose_first_day_has_passed_is_told(consented: House, provider: Provider) -> None:
    session = consented.session
    plan = actions.save_plan(session, new_programme(consented, provider), week(), ()).record
    assert lines(session, "plan") == []
    consented.clock.at = datetime(2026, 12, 1, 9, 0)
    assert len(lines(session, "plan")) == 1
    actions.save_plan(session, replace(plan, start_on=None), week(), ())
    assert lines(session, "plan") == []


def test_a_part_time_programme_and_an_open_ended_assessment_bring_no_line_of_risk(
    consented: House, programme: Programme
) -> None:
    add_risk(consented, programme, valid_until=date(2026, 11, 30))
    consented.clock.at = datetime(2026, 12, 1, 9, 0)
    assert lines(consented.session, "risk") == []


def test_a_programme_without_a_provider_brings_no_line_of_checks(consented: House) -> None:
    advice = new_programme(consented, None, programme_type=ProgrammeType.ADVICE)
    actions.start(consented.session, advice, (), ())
    assert lines(consented.session, "provider") == []


def test_a_pupil_in_the_trash_brings_no_line(consented: House, programme: Programme) -> None:
    with consented.session.write() as work:
        work.trash(consented.pupil)
    assert due_items(consented.session) == []
    assert [one.title for one in palette(consented.session)] == ["Go to programmes"]


def test_the_palette_leads_to_the_list_and_to_each_programme(
    consented: House, programme: Programme, provider: Provider
) -> None:
    plan = new_programme(consented, None, programme_type=ProgrammeType.ADVICE, start_on=None)
    actions.save_plan(consented.session, plan, (), ())
    found = palette(consented.session)
    assert [one.title for one in found] == ["Go to programmes", *["Programme of Kit Puddlecombe"] * 2]
    assert [one.detail for one in found[1:]] == [
        "Part-time programme, from 30 November 2026",
        "Advice to the school, planned",
    ]
    assert date(2026, 11, 30) > TODAY
