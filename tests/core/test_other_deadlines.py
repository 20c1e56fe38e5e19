from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coordinator_app.core.calendar import BankHolidays, SchoolDays, is_working_day
from coordinator_app.core.other_deadlines import (
    agreement_suspension,
    child_protection_file,
    complaint_guidance,
    complaint_statute,
    ico_report,
    programme_review,
    suspension_day_six,
    transfer_file,
)

d = date.fromisoformat
LONDON = ZoneInfo("Europe/London")


@pytest.mark.parametrize(
    ("received", "statute", "guidance"),
    [
        ("2026-06-19", "2026-07-18", "2026-07-20"),
        ("2026-07-01", "2026-07-30", "2026-07-31"),
        ("2026-11-25", "2026-12-24", "2026-12-29"),
        ("2026-12-01", "2026-12-30", "2026-12-31"),
    ],
)
def test_a_complaint_is_acknowledged_by_both_readings(
    bank: BankHolidays, received: str, statute: str, guidance: str
) -> None:
    assert complaint_statute(d(received)).due == d(statute)
    assert complaint_guidance(d(received), bank).due == d(guidance)


@pytest.mark.parametrize(
    ("aware", "by"),
    [
        ("2025-10-24T16:30", "2025-10-27T15:30"),
        ("2026-04-02T15:15", "2026-04-05T15:15"),
        ("2026-12-24T12:00", "2026-12-27T12:00"),
        ("2026-11-16T09:00", "2026-11-19T09:00"),
    ],
)
def test_seventy_two_hours_are_counted_in_utc(aware: str, by: str) -> None:
    deadline = ico_report(datetime.fromisoformat(aware).replace(tzinfo=LONDON))
    expected = datetime.fromisoformat(by)
    assert deadline.due_at.astimezone(LONDON).replace(tzinfo=None) == expected
    assert deadline.due == expected.date()


def test_a_change_of_clocks_is_explained() -> None:
    steps = ico_report(datetime(2025, 10, 24, 16, 30, tzinfo=LONDON)).steps
    assert [step.text for step in steps] == [
        "Friday 24 October 2025, 4:30pm: we became aware",
        "The clocks change in between: the wall time differs by an hour",
        "Monday 27 October 2025, 3:30pm: 72 hours later",
    ]


@given(st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1), timezones=st.just(LONDON)))
def test_the_report_is_due_exactly_72_hours_later(aware: datetime) -> None:
    assert ico_report(aware).due_at - aware.astimezone(UTC) == timedelta(hours=72)


def test_awareness_without_a_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        ico_report(datetime(2026, 1, 1))


@pytest.mark.parametrize(
    ("first", "sixth"),
    [
        ("2026-11-09", "2026-11-16"),
        ("2026-10-14", "2026-10-28"),
        ("2026-11-08", "2026-11-16"),
    ],
)
def test_day_six_is_the_sixth_school_day(school: SchoolDays, first: str, sixth: str) -> None:
    assert suspension_day_six(d(first), school).due == d(sixth)


@pytest.mark.parametrize(
    ("start", "literal", "review"),
    [
        ("2026-09-07", "2026-10-19", "2026-10-16"),
        ("2026-09-14", "2026-10-26", "2026-10-26"),
        ("2026-04-20", "2026-06-01", "2026-06-01"),
        ("2026-01-12", "2026-02-23", "2026-02-23"),
    ],
)
def test_a_review_comes_back_to_a_school_day(
    school: SchoolDays, start: str, literal: str, review: str
) -> None:
    deadline = programme_review(d(start), school)
    assert (deadline.unrolled, deadline.due) == (d(literal), d(review))


def test_a_review_past_the_known_terms_is_not_guessed(to_summer_2027: SchoolDays) -> None:
    assert programme_review(d("2027-06-14"), to_summer_2027).why_unknown.startswith("not known after 9 July")


@given(st.dates(date(2025, 8, 27), date(2027, 8, 20)), st.integers(1, 8))
def test_a_review_is_on_a_school_day_and_never_late(school: SchoolDays, start: date, weeks: int) -> None:
    due = programme_review(start, school, weeks=weeks).due
    if due is not None:
        assert school.counts(due)
        assert due <= start + timedelta(weeks=weeks)


@pytest.mark.parametrize(("left", "by"), [("2026-09-30", "2026-10-28"), ("2026-10-16", "2026-11-13")])
def test_the_transfer_file_follows_within_fifteen_school_days(school: SchoolDays, left: str, by: str) -> None:
    assert transfer_file(d(left), school).due == d(by)


def test_calendar_clocks_stand_where_they_land() -> None:
    assert child_protection_file(d("2026-11-10")).due == d("2026-11-15")  # a Sunday
    assert agreement_suspension(d("2026-11-26")).due == d("2026-12-26")


@given(st.dates(date(2020, 1, 1), date(2035, 10, 1)))
def test_the_guidance_date_is_a_working_day_after_the_statute_date(
    bank: BankHolidays, received: date
) -> None:
    statute, guidance = complaint_statute(received), complaint_guidance(received, bank)
    assert statute.due == received + timedelta(29)
    assert guidance.due > statute.due
    assert is_working_day(guidance.due, bank)
