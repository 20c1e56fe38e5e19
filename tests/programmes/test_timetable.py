"""The arithmetic of a programme's week and dates."""

from __future__ import annotations

from datetime import date, time

import pytest
from pytestqt.qtbot import QtBot

from coordinator_app.core.calendar import BankHolidays, DayOff, SchoolDays, TermBlock, TermCalendar
from coordinator_app.programmes import timetable
from coordinator_app.programmes.model import (
    AttendancePattern,
    Half,
    Programme,
    ProgrammeDay,
    ProgrammeState,
    ProgrammeType,
    Tier,
    Weekday,
)
from coordinator_app.programmes.page.week_grid import WeekGrid
from coordinator_app.programmes.timetable import kept_time
from tests.programmes.conftest import full_week, week

AUTUMN_2 = TermBlock("Autumn 2", date(2026, 10, 26), date(2026, 12, 18))
SPRING_1 = TermBlock("Spring 1", date(2027, 1, 5), date(2027, 2, 12))
SCHOOL = SchoolDays(
    TermCalendar("Eastmere", (AUTUMN_2, SPRING_1), (DayOff(date(2027, 2, 12), "INSET day"),)),
    BankHolidays(((date(2026, 12, 25), "Christmas"),), 2026, 2027),
)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("9", time(9)),
        ("9.15", time(9, 15)),
        ("09:15", time(9, 15)),
        ("0915", time(9, 15)),
        ("9:15am", time(9, 15)),
        ("1", time(13)),
        ("1pm", time(13)),
        ("12pm", time(12)),
        ("12:30 pm", time(12, 30)),
        ("15:10", time(15, 10)),
        ("", None),
        ("nine", None),
        ("25:00", None),
        ("9:75", None),
        ("13pm", None),
        ("0am", None),
        ("12am", None),
        ("23:00", None),
        ("٩", None),
    ],
)
def test_times_are_read_as_people_type_them(typed: str, kept: time | None) -> None:
    assert timetable.read_time(typed) == kept


def test_a_time_is_kept_alike_and_an_unreadable_one_as_typed() -> None:
    assert timetable.kept_time(" 9.15 ") == "09:15"
    assert timetable.kept_time(" soon ") == "soon"
    assert timetable.kept_time("") == ""


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (week(), "Monday to Wednesday"),
        (week(Weekday.MONDAY, Weekday.TUESDAY), "Monday and Tuesday"),
        (week(Weekday.FRIDAY), "Friday"),
        (week(Weekday.MONDAY, Weekday.THURSDAY), "Monday, Thursday"),
        (full_week(), "Monday to Friday"),
        (week(Weekday.FRIDAY, halves=[Half.AFTERNOON]), "Friday afternoon"),
        (
            [*week(Weekday.MONDAY), *week(Weekday.FRIDAY, halves=[Half.MORNING])],
            "Monday, Friday morning",
        ),
        ([], ""),
    ],
)
def test_the_week_is_said_in_words(days: list[ProgrammeDay], words: str) -> None:
    assert timetable.week_words(days) == words


def test_times_are_said_where_every_session_has_the_same() -> None:
    one = ProgrammeDay(weekday=Weekday.MONDAY, half=Half.MORNING, begins="09:15", ends="12:30")
    other = ProgrammeDay(weekday=Weekday.TUESDAY, half=Half.MORNING, begins="10:00")
    bare = ProgrammeDay(weekday=Weekday.FRIDAY, half=Half.MORNING)
    assert timetable.times_words([one, bare]) == "9:15am to 12:30pm"
    assert timetable.times_words([other]) == "10am"
    assert timetable.times_words([one, other]) == ""
    assert timetable.times_words([]) == ""


def test_sessions_twice_or_with_times_that_cannot_be_are_problems() -> None:
    twice = [ProgrammeDay(weekday=Weekday.MONDAY, half=Half.MORNING) for _ in range(2)]
    assert timetable.day_problems(twice) == ["Monday morning is there twice."]
    odd = ProgrammeDay(weekday=Weekday.MONDAY, half=Half.MORNING, begins="soon")
    assert timetable.day_problems([odd]) == ["Monday morning: Type a time such as 9:15 or 1pm."]
    turned = ProgrammeDay(weekday=Weekday.MONDAY, half=Half.MORNING, begins="12:00", ends="09:00")
    assert timetable.day_problems([turned]) == ["Monday morning ends before it begins. Check both times."]
    good = ProgrammeDay(weekday=Weekday.MONDAY, half=Half.MORNING, begins="09:00", ends="12:00")
    assert timetable.day_problems([good]) == []


def test_a_session_without_a_day_stands_last_and_has_no_words() -> None:
    bare = ProgrammeDay()
    assert timetable.in_week_order([bare, *week()])[-1] is bare
    assert timetable.session_words(bare) == ""


@pytest.mark.parametrize(
    ("programme", "days", "full"),
    [
        (Programme(programme_type=ProgrammeType.FULL_TIME), [], True),
        (Programme(programme_type=ProgrammeType.PART_TIME), week(), False),
        (Programme(programme_type=ProgrammeType.PART_TIME), full_week(), True),
        (Programme(programme_type=ProgrammeType.PART_TIME, tier=Tier.FOUR), week(), True),
    ],
)
def test_ten_sessions_or_tier_4_count_as_full_time_whatever_it_is_called(
    programme: Programme, days: list[ProgrammeDay], full: bool
) -> None:
    assert timetable.is_full_time(programme, days) is full


def test_the_pattern_follows_from_type_and_sessions() -> None:
    part = Programme(programme_type=ProgrammeType.PART_TIME)
    assert timetable.pattern_of(part, []) is AttendancePattern.PART
    assert timetable.pattern_of(part, full_week()) is AttendancePattern.FULL
    assert timetable.pattern_of(Programme(programme_type=ProgrammeType.ADVICE), []) is None
    assert timetable.pattern_of(Programme(programme_type=ProgrammeType.RESPITE), week()) is (
        AttendancePattern.PART
    )


def test_the_longest_period_ends_the_day_before_the_week_after_it() -> None:
    programme = Programme(start_on=date(2026, 11, 30), longest_weeks=6)
    assert timetable.longest_end(programme) == date(2027, 1, 10)
    assert timetable.longest_end(Programme(longest_weeks=6)) is None
    assert timetable.longest_end(Programme(start_on=date(2026, 11, 30))) is None


def test_a_programme_at_the_same_time_is_named_with_the_session_that_both_have() -> None:
    mine = Programme(id="1", start_on=date(2026, 11, 30), programme_type=ProgrammeType.PART_TIME)
    other = Programme(
        id="2",
        start_on=date(2026, 9, 1),
        programme_type=ProgrammeType.RESPITE,
        state=ProgrammeState.RUNNING,
    )
    said = timetable.overlaps(mine, week(), [(mine, week()), (other, week(Weekday.WEDNESDAY))])
    (words,) = said
    assert words.startswith("Respite or short off-site direction is running at the same time, from 1 Sept")
    assert words.endswith("Both have Wednesday morning.")
    apart = timetable.overlaps(mine, week(), [(other, week(Weekday.FRIDAY))])
    assert apart == [
        "Respite or short off-site direction is running at the same time, from 1 September 2026."
    ]


def test_what_has_ended_or_ends_before_is_not_at_the_same_time() -> None:
    mine = Programme(id="1", start_on=date(2026, 11, 30))
    ended = Programme(id="2", state=ProgrammeState.ENDED)
    earlier = Programme(id="3", planned_end_on=date(2026, 11, 1), state=ProgrammeState.RUNNING)
    assert timetable.overlaps(mine, [], [(ended, []), (earlier, [])]) == []
    open_ended = Programme(id="4", state=None)
    assert timetable.overlaps(mine, [], [(open_ended, [])]) == [
        "Programme is  at the same time, from a day not yet known."
    ]


def test_the_first_review_is_at_the_latest_on_the_last_school_day_of_its_half_term() -> None:
    assert timetable.latest_review(date(2026, 11, 30), SCHOOL) == date(2027, 2, 11)  # 12th is INSET
    assert timetable.latest_review(date(2026, 11, 16), SCHOOL) == date(2026, 12, 18)  # six weeks: holiday
    assert timetable.latest_review(date(2027, 3, 1), SCHOOL) is None  # no term dates


def test_the_examples_beside_the_times_can_be_true_at_once(qtbot: QtBot) -> None:
    grid = WeekGrid()
    qtbot.addWidget(grid)
    examples = [kept_time(box.placeholderText()) for box in grid.times.values()]
    assert examples == sorted(set(examples))
