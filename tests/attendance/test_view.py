"""The numbers of a pupil's attendance, by week and by place, every session once."""

from __future__ import annotations

from datetime import date

import pytest

from coordinator_app.attendance import view
from coordinator_app.core.attendance import Totals, count
from coordinator_app.organisations.actions import school_days
from coordinator_app.organisations.providers import Provider
from coordinator_app.reviews.attended import since_last
from coordinator_app.reviews.model import Review
from tests.attendance.conftest import MONDAY, at, at_school, keep, week
from tests.vaults import House

FIRST, LAST = date(2026, 11, 1), date(2026, 11, 30)


def test_a_session_at_school_and_at_the_provider_is_counted_once(referred: House, provider: Provider) -> None:
    keep(referred, at_school(referred), "B B B B D D / \\ I I")
    keep(referred, at(provider), "/ \\ O O / \\ . . . .")
    numbers = view.numbers_of(referred.session, referred.pupil.id, FIRST, LAST)
    assert numbers.together.possible == 10
    assert (numbers.together.attended, numbers.together.absent) == (6, 4)
    assert [(one.name, one.totals.possible) for one in numbers.places] == [
        ("Foxglove Hill School", 8),
        ("Kingfisher Workshop", 6),
    ]
    assert (numbers.differ, numbers.waits) == (2, 0)


def test_adding_both_places_up_would_count_the_child_twice(
    referred: House, provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The fault that the test above finds: a rule that takes every mark."""
    keep(referred, at_school(referred), "B B B B D D / \\ I I")
    keep(referred, at(provider), "/ \\ O O / \\ . . . .")
    numbers = view.numbers_of(referred.session, referred.pupil.id, FIRST, LAST)
    both = numbers.places[0].totals + numbers.places[1].totals
    assert both.possible == 14
    assert numbers.together.possible == 10
    monkeypatch.setattr(view, "session_together", lambda *marks: marks[0][0])
    wrong = view.numbers_of(referred.session, referred.pupil.id, FIRST, LAST)
    assert wrong.together.possible == 8


def test_a_dual_registered_session_waits_for_the_provider(referred: House, provider: Provider) -> None:
    keep(referred, at_school(referred), "D D D D . . . . . .")
    keep(referred, at(provider), "/ \\ . . . . . . . .")
    numbers = view.numbers_of(referred.session, referred.pupil.id, FIRST, LAST)
    assert (numbers.together.possible, numbers.waits) == (2, 2)


def test_weeks_come_oldest_first_and_only_those_of_which_something_is_known(
    referred: House, provider: Provider
) -> None:
    keep(referred, at(provider))
    keep(referred, at(provider), "/ \\ . . . . . . . .", monday=date(2026, 11, 2))
    keep(referred, at(provider), ". . . . . . . . . #", monday=date(2026, 11, 9))
    found = view.weeks_of(referred.session, referred.pupil.id, FIRST, LAST)
    assert [(one.monday.day, one.tenths, one.together.possible) for one in found] == [
        (2, 1000, 2),
        (9, None, 0),
        (16, 1000, 10),
    ]


def test_sessions_before_the_first_and_after_the_last_day_are_left_out(
    referred: House, provider: Provider
) -> None:
    keep(referred, at(provider), "O O / \\ / \\ / \\ O O")
    pupil = referred.pupil.id
    inside = view.weeks_of(referred.session, pupil, date(2026, 11, 17), date(2026, 11, 19))
    assert [(one.together.possible, one.tenths) for one in inside] == [(6, 1000)]
    assert view.weeks_of(referred.session, pupil, date(2026, 11, 23), LAST) == ()
    assert view.weeks_of(referred.session, pupil, date(2026, 11, 21), date(2026, 11, 22)) == ()


def test_marks_of_two_merged_records_are_one_week(referred: House, provider: Provider) -> None:
    with referred.session.write() as work:
        work.add(week(referred, at(provider), "/ \\ . . . . . . . ."))
        work.add(week(referred, at(provider), "/ . I . . . . . . ."))
    numbers = view.numbers_of(referred.session, referred.pupil.id, FIRST, LAST)
    assert (numbers.together.attended, numbers.together.absent) == (2, 1)


def test_totals_are_told_since_the_review_for_the_term_and_for_the_year(referred: House) -> None:
    with referred.session.write() as work:
        for day in (date(2026, 9, 30), date(2026, 11, 18)):
            work.add(
                Review(pupil_id=referred.pupil.id, review_number=1, due_on=day, held_on=day, finished=True)
            )
        work.add(Review(pupil_id=referred.pupil.id, review_number=3, due_on=LAST, held_on=date(2026, 11, 20)))
    keep(referred, at_school(referred), "/ \\ O O / \\ I I / \\")
    keep(referred, at_school(referred), monday=date(2026, 7, 6))
    keep(referred, at_school(referred), "O O . . . . . . . .", monday=date(2026, 9, 7))
    found = view.spans(referred.session, referred.pupil.id)
    assert [(one.span.name, one.numbers.together.words()) for one in found] == [
        ("Since the review on 18 November 2026", "50 per cent of 4 sessions"),
        ("This term, from 25 August 2026", "50 per cent of 12 sessions"),
        ("This school year", "50 per cent of 12 sessions"),
    ]


def test_the_day_of_a_review_is_counted_before_it_and_not_again_after_it(referred: House) -> None:
    with referred.session.write() as work:
        first, second = (
            work.add(
                Review(
                    pupil_id=referred.pupil.id, review_number=number, due_on=day, held_on=day, finished=True
                )
            )
            for number, day in ((1, date(2026, 11, 16)), (2, date(2026, 11, 18)))
        )
    keep(referred, at_school(referred))
    until_then = since_last(referred.session, second, first)
    assert (until_then.days, until_then.total.possible) == ("17 November 2026 to 18 November 2026", 4)
    since = view.spans(referred.session, referred.pupil.id)[0]
    assert (since.span.first, since.numbers.together.possible) == (date(2026, 11, 19), 4)


def test_where_nothing_was_possible_there_is_no_percentage(referred: House) -> None:
    keep(referred, at_school(referred), "D D D D D D D D D D")
    found = view.spans(referred.session, referred.pupil.id)[-1].numbers
    assert (found.together.words(), found.tenths) == ("No data", None)
    assert view.numbers_of(referred.session, referred.pupil.id, LAST, LAST).together == Totals()


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 10, 20), "This term, from 25 August 2026"),  # half term
        (date(2026, 12, 21), "The last term, from 25 August 2026"),
        (date(2027, 1, 20), "This term, from 5 January 2027"),
        (date(2026, 7, 10), "This term, from 13 April 2026"),
    ],
)
def test_a_term_is_both_of_its_halves(referred: House, day: date, name: str) -> None:
    span = view.term_of(school_days(referred.session, referred.school.id), day)
    assert span is not None
    assert span.name == name


def test_without_term_dates_there_is_no_term(referred: House) -> None:
    assert view.term_of(school_days(referred.session, ""), date(2026, 11, 24)) is None


def test_a_place_that_has_gone_from_the_register_is_still_counted(
    referred: House, provider: Provider
) -> None:
    keep(referred, at(provider))
    with referred.session.write() as work:
        work.trash(provider)
    kept = view.Kept(referred.session, referred.pupil.id)
    assert kept.name(at(provider)) == "Kingfisher Workshop"
    assert kept.numbers(MONDAY, MONDAY).together == count(["/", "\\"])
