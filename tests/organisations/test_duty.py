"""Who does an office's work on a day, cover counted (003-1)."""

from __future__ import annotations

from datetime import date

import pytest

from coordinator_app.organisations.duty import (
    as_dpo,
    on_duty,
    other_officer,
    overlap,
    same_time,
    school_officer,
)
from coordinator_app.organisations.model import Office, Officer, OfficerCover, School
from coordinator_app.organisations.partners import OtherPartnership

DAY = date(2026, 11, 24)
PAT = Officer(id="pat", office=Office.CHAIR, name="Pat Samplewell", telephone="1", from_day=date(2026, 1, 1))


def cover(**more: object) -> OfficerCover:
    values: dict[str, object] = {"officer_id": "pat", "name": "Sorrel Vane", "from_day": date(2026, 11, 20)}
    return OfficerCover(**(values | more))  # type: ignore[arg-type]  # invented values of the right types


def test_the_holder_serves_and_the_latest_appointment_wins() -> None:
    later = Officer(id="b", office=Office.CHAIR, name="Joy Quill", from_day=date(2026, 6, 1))
    serving = on_duty(Office.CHAIR, (later, PAT), (), DAY)
    assert serving is not None
    assert serving.name == "Joy Quill"


@pytest.mark.parametrize("ends", [None, DAY, date(2027, 1, 1)])
def test_who_stands_in_serves_while_the_cover_runs_both_days_included(ends: date | None) -> None:
    serving = on_duty(Office.CHAIR, (PAT,), (cover(to_day=ends, telephone="2", email="s@x.example"),), DAY)
    assert serving is not None
    assert (serving.name, serving.covers_for, serving.until) == ("Sorrel Vane", "Pat Samplewell", ends)
    assert serving.reach == "2, s@x.example"


@pytest.mark.parametrize(
    "span", [(date(2026, 11, 25), None), (date(2026, 11, 1), date(2026, 11, 23)), (None, None)]
)
def test_cover_that_is_not_running_leaves_the_holder(span: tuple[date | None, date | None]) -> None:
    serving = on_duty(Office.CHAIR, (PAT,), (cover(from_day=span[0], to_day=span[1]),), DAY)
    assert serving is not None
    assert serving.name == "Pat Samplewell"


def test_the_cover_that_began_last_serves() -> None:
    both = (cover(), cover(name="Newer", from_day=date(2026, 11, 23)))
    serving = on_duty(Office.CHAIR, (PAT,), both, DAY)
    assert serving is not None
    assert serving.name == "Newer"


def test_cover_goes_on_after_the_holder_left() -> None:
    left = Officer(id="pat", office=Office.CHAIR, name="Pat Samplewell", to_day=date(2026, 11, 1))
    assert on_duty(Office.CHAIR, (left,), (), DAY) is None
    serving = on_duty(Office.CHAIR, (left,), (cover(),), DAY)
    assert serving is not None
    assert serving.name == "Sorrel Vane"


def test_an_office_that_nobody_holds_and_another_office_have_nobody() -> None:
    assert on_duty(Office.JOINT_DPO, (PAT,), (cover(),), DAY) is None


def test_a_school_names_its_own_officer_within_the_dates_and_who_stands_in() -> None:
    school = School(
        data_protection_officer="Rowan Inkpen",
        dpo_telephone="3",
        dpo_until=DAY,
        dpo_cover="Sorrel Vane",
        dpo_cover_contact="4",
        dpo_cover_from=date(2026, 11, 25),
        dpo_cover_until=date(2026, 11, 30),
    )
    today, tomorrow = school_officer(school, DAY), school_officer(school, date(2026, 11, 25))
    assert today is not None
    assert today.name == "Rowan Inkpen"
    assert tomorrow is not None
    assert (tomorrow.name, tomorrow.covers_for) == ("Sorrel Vane", "Rowan Inkpen")
    assert school_officer(school, date(2026, 12, 1)) is None
    assert school_officer(School(dpo_cover_from=DAY), DAY) is None


def test_two_holders_of_one_office_at_the_same_time_are_found() -> None:
    before = Officer(id="x", office=Office.CHAIR, name="A", to_day=date(2025, 12, 31))
    overlapping = Officer(id="y", office=Office.CHAIR, name="B", to_day=date(2026, 1, 1))
    elsewhere = Officer(id="z", office=Office.COORDINATOR, name="C")
    assert same_time(PAT, (before, overlapping, elsewhere, PAT)) == (overlapping,)


def test_spans_that_share_one_day_overlap() -> None:
    assert overlap((None, DAY), (DAY, None))
    assert not overlap((None, date(2026, 11, 23)), (DAY, None))


def test_officers_are_handed_on_to_the_rule_that_picks_one() -> None:
    assert as_dpo(None) is None
    named = as_dpo(on_duty(Office.CHAIR, (PAT,), (cover(email="s@x.example"),), DAY))
    assert named is not None
    assert (named.words, named.reach) == ("Sorrel Vane, standing in for Pat Samplewell", "s@x.example")
    assert other_officer(OtherPartnership(name="Westmarsh")) is None
    known = other_officer(OtherPartnership(data_protection_officer="Tansy Ledger", dpo_telephone="5"))
    assert known is not None
    assert (known.name, known.reach) == ("Tansy Ledger", "5")
