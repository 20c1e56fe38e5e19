"""Attendance since the last review, filled in from the weeks that are held."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from coordinator_app.attendance.model import AttendanceWeek
from coordinator_app.core.attendance import Totals
from coordinator_app.programmes.model import Programme, ProgrammeState, ProgrammeType
from coordinator_app.reviews import actions
from coordinator_app.reviews.attended import Attended, Week, since_last
from coordinator_app.reviews.model import Review
from tests.vaults import House

FULL = "/ \\ / \\ / \\ / \\ / \\"
SOME = "/ \\ O O M / L \\ . ."


def week(house: House, monday: date, marks: str = FULL) -> None:
    with house.session.write() as work:
        work.add(
            AttendanceWeek(pupil_id=house.pupil.id, school_id=house.school.id, monday=monday, marks=marks)
        )


def review_of(house: House, **more: object) -> Review:
    planned = actions.plan_review(house.session, house.pupil.id, date(2026, 10, 9)).record
    return replace(planned, **more)  # type: ignore[arg-type]  # a value for each field


def test_the_weeks_since_the_last_review_are_counted_once(referred: House) -> None:
    for monday in (date(2026, 10, 26), date(2026, 11, 2), date(2026, 11, 9)):
        week(referred, monday)
    week(referred, date(2026, 11, 16), SOME.replace("M /", "M \\"))
    before = Review(held_on=date(2026, 10, 28))
    found = since_last(referred.session, review_of(referred, held_on=date(2026, 11, 20)), before)
    assert [(one.monday, one.totals.possible) for one in found.weeks] == [
        (date(2026, 10, 26), 4),  # the Thursday and Friday after the review
        (date(2026, 11, 2), 10),
        (date(2026, 11, 9), 10),
        (date(2026, 11, 16), 8),
    ]
    assert found.percent == "90.6"
    assert found.words == "Came to 29 of 32 half days. 1 half day was missed with leave, and 2 without."
    assert found.days == "29 October 2026 to 20 November 2026"


def test_without_an_earlier_review_it_begins_with_the_programme(referred: House) -> None:
    with referred.session.write() as work:
        programme = Programme(
            pupil_id=referred.pupil.id,
            programme_type=ProgrammeType.IN_SCHOOL,
            state=ProgrammeState.RUNNING,
            start_on=date(2026, 11, 9),
        )
        work.add(programme)
    week(referred, date(2026, 11, 2))
    week(referred, date(2026, 11, 9))
    found = since_last(referred.session, review_of(referred), None)
    assert [one.monday for one in found.weeks] == [date(2026, 11, 9)]


def programme_since(house: House, day: date) -> None:
    with house.session.write() as work:
        work.add(
            Programme(
                pupil_id=house.pupil.id,
                programme_type=ProgrammeType.PART_TIME,
                state=ProgrammeState.RUNNING,
                start_on=day,
            )
        )


def test_with_two_programmes_it_begins_with_the_first_so_that_no_absence_is_left_out(referred: House) -> None:
    programme_since(referred, date(2026, 10, 5))
    programme_since(referred, date(2026, 11, 9))
    week(referred, date(2026, 10, 26), "O O O O O O O O O O")
    week(referred, date(2026, 11, 9))
    found = since_last(referred.session, review_of(referred, held_on=date(2026, 11, 20)), None)
    assert (found.first, found.percent) == (date(2026, 10, 5), "50")


def test_a_review_that_was_never_held_does_not_hide_the_one_before_it(referred: House) -> None:
    session = referred.session
    with session.write() as work:
        for number, held in ((1, date(2026, 10, 28)), (2, None)):
            work.add(
                Review(
                    pupil_id=referred.pupil.id,
                    review_number=number,
                    due_on=date(2026, 10, 28),
                    held_on=held,
                )
            )
    third = review_of(referred, held_on=date(2026, 11, 20))
    found = since_last(session, third, actions.last_before(session, third))
    assert found.first == date(2026, 10, 29)


def test_without_either_it_is_the_last_six_weeks_and_nothing_is_said_of_nothing(referred: House) -> None:
    found = since_last(referred.session, review_of(referred), None)
    assert (found.first, found.weeks, found.percent, found.words) == (date(2026, 10, 13), (), "", "")


def test_the_words_say_what_was_missed() -> None:
    def words(**sessions: int) -> str:
        return Attended(date.min, date.max, (Week(date.min, Totals(**sessions)),)).words

    assert words(present=10) == "Came to 10 of 10 half days. None was missed."
    assert words(present=9, authorised=1) == "Came to 9 of 10 half days. Every absence was agreed."
    assert (
        words(present=9, unauthorised=1) == "Came to 9 of 10 half days. 1 half day was missed without leave."
    )
    assert words(present=38, authorised=3, unauthorised=1) == (
        "Came to 38 of 42 half days. 3 half days were missed with leave, and 1 without."
    )
