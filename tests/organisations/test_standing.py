"""The chips of the registers, and what of a provider runs out (design 8.13)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from coordinator_app.organisations.issues import PolicyIssue
from coordinator_app.organisations.model import Office, Officer, OfficerCover, School
from coordinator_app.organisations.partners import FundAgreement, OtherPartnership, SteeringMember
from coordinator_app.organisations.providers import (
    NEEDED_CHECKS,
    Agency,
    CheckKind,
    Provider,
    ProviderCheck,
    newest_of_each,
)
from coordinator_app.organisations.standing import (
    agency_chip,
    agreement_chip,
    check_chip,
    issue_chip,
    member_chip,
    officer_chip,
    other_chip,
    provider_chip,
    runs_out,
    school_chip,
    span_chip,
)

TODAY = date(2026, 11, 24)
KINGFISHER = Provider(id="p", name="Kingfisher Workshop")
ALL = tuple(
    ProviderCheck(
        key=place, provider_id="p", check=kind, done_on=date(2026, 6, 1), valid_until=date(2027, 5, 31)
    )
    for place, kind in enumerate(NEEDED_CHECKS)
)


def until(day: date | None, kind: CheckKind = CheckKind.INSURANCE) -> tuple[ProviderCheck, ...]:
    return tuple(replace(one, valid_until=day) if one.check is kind else one for one in ALL)


def test_a_provider_whose_needed_checks_hold_is_in_date() -> None:
    assert runs_out(KINGFISHER, ALL, TODAY) == ()
    assert provider_chip(KINGFISHER, ALL, TODAY).text == "Checks in date"
    assert provider_chip(KINGFISHER, until(None), TODAY).tone == "safe"


@pytest.mark.parametrize(
    ("day", "tone", "text"),
    [
        (date(2026, 12, 24), "soon", "Runs out 24 December"),
        (TODAY, "soon", "Runs out 24 November"),
        (date(2026, 11, 23), "over", "Ran out 23 November"),
        (date(2025, 11, 23), "over", "Ran out 23 November 2025"),
        (date(2026, 12, 25), "safe", "Checks in date"),
    ],
)
def test_a_check_is_told_of_thirty_days_ahead_and_red_once_it_ran_out(
    day: date, tone: str, text: str
) -> None:
    chip = provider_chip(KINGFISHER, until(day), TODAY)
    assert (chip.tone, chip.text) == (tone, text)


def test_missing_checks_are_counted_first() -> None:
    assert provider_chip(KINGFISHER, ALL[1:], TODAY).text == "1 check is missing"
    found = runs_out(KINGFISHER, until(date(2026, 11, 1))[1:], TODAY)
    assert found[0].day is None
    assert "no check is recorded" in found[0].words(TODAY)
    assert found[1].words(TODAY) == "Insurance ran out on 1 November 2026"
    assert provider_chip(KINGFISHER, (), TODAY).text == "5 checks are missing"


def test_a_quality_visit_and_the_agreement_are_told_but_keep_nobody_out() -> None:
    visit = ProviderCheck(
        check=CheckKind.QUALITY_VISIT, done_on=date(2025, 1, 1), valid_until=date(2026, 1, 1)
    )
    found = runs_out(KINGFISHER, (*ALL, visit), TODAY)
    assert [one.keeps_out for one in found] == [False]
    assert provider_chip(KINGFISHER, (*ALL, visit), TODAY).tone == "soon"
    ends = replace(KINGFISHER, agreement_until=date(2026, 12, 1))
    assert runs_out(ends, ALL, TODAY)[0].words(TODAY) == "The agreement runs out on 1 December 2026"


def test_a_provider_that_is_not_used_asks_for_nothing() -> None:
    closed = replace(KINGFISHER, closed_on=date(2026, 3, 1))
    assert runs_out(closed, (), TODAY) == ()
    assert provider_chip(closed, (), TODAY).text == "Not used since 1 March"


def test_only_the_newest_check_of_a_kind_counts() -> None:
    old = ProviderCheck(check=CheckKind.INSURANCE, done_on=date(2025, 1, 1), valid_until=date(2026, 1, 1))
    newest = newest_of_each((*ALL, old))
    assert check_chip(old, newest, TODAY).text == "Earlier check"
    now = newest[CheckKind.INSURANCE]
    assert check_chip(now, newest, TODAY).text == "Until 31 May 2027"
    for day, text in (
        (None, "No end"),
        (date(2026, 12, 1), "Until 1 December"),
        (date(2026, 1, 1), "Ran out 1 January"),
    ):
        one = replace(now, valid_until=day)
        assert check_chip(one, {CheckKind.INSURANCE: one}, TODAY).text == text


def test_schools_say_that_they_are_closed_lack_dates_or_hold_the_funds() -> None:
    school = School(id="s", name="A", term_calendar_id="c")
    assert school_chip(school, "s", TODAY).text == "Holds the funds"
    assert school_chip(school, "t", TODAY).text == ""
    assert school_chip(replace(school, term_calendar_id=""), "s", TODAY).text == "No term dates"
    assert school_chip(replace(school, closed_on=TODAY), "s", TODAY).text == "Closed since 24 November"
    assert (
        school_chip(replace(school, closed_on=date(2027, 8, 31)), "s", TODAY).text == "Closes 31 August 2027"
    )


def test_agencies_and_partnerships_say_that_they_ended_or_lack_an_officer() -> None:
    assert agency_chip(Agency(), TODAY).text == ""
    assert agency_chip(Agency(closed_on=TODAY), TODAY).text == "Not used since 24 November"
    assert agency_chip(Agency(closed_on=date(2026, 12, 1)), TODAY).text == "Ends 1 December"
    assert other_chip(OtherPartnership(), TODAY).text == "No officer named"
    assert other_chip(OtherPartnership(data_protection_officer="A"), TODAY).text == ""
    assert other_chip(OtherPartnership(closed_on=TODAY), TODAY).text == "Ended since 24 November"


@pytest.mark.parametrize(
    ("span", "text"),
    [
        ((None, None), ""),
        ((date(2026, 1, 1), date(2026, 11, 23)), "Until 23 November"),
        ((date(2026, 12, 1), None), "From 1 December"),
        ((None, date(2026, 12, 24)), "Ends 24 December"),
        ((None, date(2026, 12, 25)), ""),
    ],
)
def test_a_span_says_when_it_begins_or_ends(span: tuple[date | None, date | None], text: str) -> None:
    assert span_chip(*span, TODAY).text == text
    assert member_chip(SteeringMember(from_day=span[0], to_day=span[1]), TODAY).text == text


def test_an_officer_says_that_someone_stands_in_or_that_two_hold_the_office() -> None:
    chair = Officer(id="a", office=Office.CHAIR, name="A")
    other = Officer(id="b", office=Office.CHAIR, name="B", from_day=date(2026, 1, 1))
    cover = OfficerCover(officer_id="a", name="C", from_day=TODAY)
    assert officer_chip(chair, [chair], [cover], TODAY).text == "Someone stands in"
    assert officer_chip(chair, [chair, other], [], TODAY).text == "Two hold this office"
    assert officer_chip(chair, [chair], [], TODAY).text == ""
    left = replace(chair, to_day=date(2026, 11, 1))
    assert officer_chip(left, [left, other], [], TODAY).text == "Until 1 November"


def test_the_agreement_says_whether_it_is_in_force() -> None:
    def chip(**more: Any) -> str:
        one = FundAgreement(**({"id": "a", "school_id": "s", "from_day": date(2026, 4, 1)} | more))
        return agreement_chip(one, [one], "s", TODAY).text

    assert chip() == "In force"
    assert chip(school_id="t") == "Not our fund holding school"
    assert chip(from_day=date(2020, 1, 1)) == "Look at it again"
    assert chip(to_day=date(2026, 12, 1)) == "Ends 1 December"
    assert chip(to_day=date(2026, 11, 1)) == "Until 1 November"


def test_an_issue_says_by_when_the_next_step_is_wanted() -> None:
    issue = PolicyIssue(raised_on=date(2026, 11, 20))
    assert issue_chip(issue, TODAY).text == "Next by 27 November"
    assert issue_chip(issue, TODAY).tone == "soon"
    assert issue_chip(replace(issue, to_chair_on=TODAY), TODAY).tone == "info"
    assert issue_chip(replace(issue, raised_on=date(2026, 11, 1)), TODAY).text == "Was due 8 November"
    done = replace(issue, to_chair_on=TODAY, to_group_on=TODAY, answered_on=TODAY)
    assert issue_chip(done, TODAY).text == "Answered"
