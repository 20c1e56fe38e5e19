"""What is kept of a week."""

from __future__ import annotations

from datetime import date

from coordinator_app.attendance.model import AttendanceWeek, Place, monday_of, week_problem
from coordinator_app.core.derived import adds_nothing, record_lines

WEEK = "/ \\ L \\ I I . . D D"


def test_the_monday_of_a_week_is_found_from_any_of_its_days() -> None:
    assert {monday_of(date(2026, 11, day)) for day in range(16, 23)} == {date(2026, 11, 16)}


def test_a_week_knows_its_sessions_and_how_they_count() -> None:
    week = AttendanceWeek(pupil_id="p", marks=WEEK, monday=date(2026, 11, 16))
    assert week.sessions[2:6] == ("L", "\\", "I", "I")
    totals = week.totals
    assert (totals.present, totals.authorised, totals.not_counted, totals.unmarked) == (4, 2, 2, 2)


def test_a_place_is_a_school_or_a_provider() -> None:
    school, provider = Place(school_id="s"), AttendanceWeek(provider_id="q").place
    assert (school.is_school, school.id) == (True, "s")
    assert (provider.is_school, provider.id) == (False, "q")


def test_a_line_that_is_no_week_is_refused_in_words() -> None:
    assert week_problem(WEEK) is None
    assert week_problem("/ \\") == "A week has 10 sessions, not 2."
    assert "not a code" in str(week_problem(WEEK.replace("L", "%")))


def test_a_week_reads_in_words_and_not_in_codes() -> None:
    week = AttendanceWeek(pupil_id="p", marks=WEEK, monday=date(2026, 11, 16), source="Kingfisher Workshop")
    lines = dict(record_lines(week))
    assert lines["Marks"].startswith("Monday morning and afternoon: present. Tuesday morning: late")
    assert "Wednesday morning and afternoon: illness." in lines["Marks"]
    assert lines["Who says so"] == "Kingfisher Workshop"


def test_a_week_filled_in_further_says_all_that_it_said_and_one_put_right_does_not() -> None:
    begun, filled, right = (
        AttendanceWeek(pupil_id="p", marks=marks, monday=date(2026, 11, 16))
        for marks in ("/ " + ". " * 9, WEEK, WEEK.replace("L", "O"))
    )
    assert adds_nothing(begun, filled)
    assert not adds_nothing(right, filled)
    assert not adds_nothing(AttendanceWeek(pupil_id="p", marks=WEEK, source="The school"), filled)
