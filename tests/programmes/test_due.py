"""What programmes bring to Today, to the menu and to the palette."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from random import Random

import pytest

from coordinator_app.bench.store_rows import captured
from coordinator_app.consent import actions as consent
from coordinator_app.consent.actions import programme_gate
from coordinator_app.core.privacy import Compartment
from coordinator_app.organisations.providers import CheckKind, Provider
from coordinator_app.programmes import actions, pressing, running
from coordinator_app.programmes.due import due_items, due_of, rail_count
from coordinator_app.programmes.model import AttendancePattern, Programme, ProgrammeState, ProgrammeType
from coordinator_app.programmes.palette import palette
from coordinator_app.pupils.page import record_reading
from coordinator_app.reviews.actions import reviews_of
from coordinator_app.store.session import Session
from coordinator_app.today.model import DueItem
from tests.consent.test_store import one_pupil
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
from tests.vaults import House, new_pupil


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
        session, new_programme(referred, new_provider(session)), week(), (), override=WITHOUT
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


def add_running(house: House, pupil_id: str, provider: Provider | None = None, **more: object) -> Programme:
    """A programme under way, as it stands in the vault; the gate is not asked."""
    values = {"state": ProgrammeState.RUNNING, "pattern": AttendancePattern.FULL} | more
    with house.session.write() as work:
        return work.add(new_programme(house, provider, pupil_id=pupil_id, **values))


def test_of_many_that_are_due_the_most_urgent_are_shown_and_the_rest_are_counted(referred: House) -> None:
    ends = [date(2026, 11, 30) + timedelta(days=number) for number in range(8)]
    for number, end in enumerate(reversed(ends)):
        add_running(referred, referred.pupil.id, planned_end_on=end)
        assert len(lines(referred.session, "end")) == number + 1
    add_running(referred, referred.pupil.id, planned_end_on=date(2026, 11, 20))
    *shown, rest = lines(referred.session, "end")
    assert [one.due for one in shown] == [date(2026, 11, 20), *ends[:6]], "late first, then by the day"
    assert rest.title == "2 more programmes end soon or were to end"
    assert (rest.page, rest.tone, dict(rest.params)) == ("programmes", "soon", {"which": "under_way"})
    (consent,) = (one for one in lines(referred.session, "consent") if one.page == "programmes")
    assert (consent.title, consent.tone) == ("2 more programmes run on without consent", "over")
    of_pupil = due_of(referred.session, referred.pupil.id)
    assert len([one for one in of_pupil if one.key.startswith("programme-end-")]) == 9, "one pupil, all of it"


def test_the_record_of_a_pupil_tells_what_today_has_no_room_for(referred: House) -> None:
    session = referred.session
    for _ in range(9):
        with session.write() as work:
            pupil = work.add(new_pupil(referred))
        add_running(referred, pupil.id, planned_end_on=date(2026, 11, 20))
    late = add_running(referred, referred.pupil.id, planned_end_on=date(2026, 11, 30))
    assert f"programme-end-{late.id}" not in {one.key for one in due_items(session)}
    found = record_reading.read(session, referred.pupil.id, ("coordinator_app.programmes.due:due_items",))
    assert f"programme-end-{late.id}" in {one.key for one in found.next}


@pytest.mark.parametrize("seed", [1, 2])
def test_the_lines_of_consent_are_those_of_the_gate(house: House, seed: int) -> None:
    session, dice = house.session, Random(seed)
    with session.write() as work:
        ids = [one_pupil(work, house, dice) for _ in range(120)]
    for one in ids:
        add_running(house, one)
    place = pressing.around(session)
    shut = {one.of.pupil_id for one in pressing.without_consent(place)}
    assert shut == {one for one in ids if not programme_gate(session, one).is_open}
    assert 0 < len(shut) < len(ids), "the dice must show both"


def test_today_asks_the_database_as_often_for_many_as_for_few(
    referred: House, provider_in_use: Provider
) -> None:
    session = referred.session
    general = session.databases.connection(Compartment.GENERAL)

    def grow(number: int) -> int:
        for _ in range(number):
            with session.write() as work:
                pupil = work.add(new_pupil(referred))
            add_running(referred, pupil.id, provider_in_use, planned_end_on=date(2026, 11, 30))
        return len(captured(general, lambda: due_items(session)))

    assert grow(2) == grow(40)


@pytest.fixture
def provider_in_use(referred: House) -> Provider:
    return new_provider(referred.session, insurance=date(2026, 12, 1))


def test_the_risk_assessment_made_last_counts_for_today_too(referred: House) -> None:
    running_one = add_running(referred, referred.pupil.id)
    add_risk(referred, running_one, made_on=TODAY, valid_until=date(2027, 7, 1))
    add_risk(referred, running_one, made_on=TODAY - timedelta(days=9), valid_until=date(2026, 11, 26))
    assert lines(referred.session, "risk") == []
    add_risk(referred, running_one, made_on=TODAY, valid_until=date(2026, 11, 25))
    assert len(lines(referred.session, "risk")) == 1


def test_a_settled_override_no_longer_hides_that_consent_is_missing(referred: House) -> None:
    session = referred.session
    kept = actions.start(
        session, new_programme(referred, new_provider(session)), week(), (), override=WITHOUT
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
