"""What a review must have before it is finished, and how a percentage is read."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from coordinator_app.core.privacy import Compartment
from coordinator_app.reviews.model import (
    PERCENT_ASKED,
    Review,
    ReviewItem,
    percent_problem,
    read_percent,
    review_item_compartment,
    unfinished_business,
)

HELD = Review(held_on=date(2026, 11, 20), who_was_there="Marigold Puddlecombe, T. Inkwell")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("81", "81"),
        ("81.5", "81.5"),
        (" 81,5 % ", "81.5"),
        ("90.0", "90"),
        ("7 per cent", "7"),
        ("100", "100"),
        ("100.1", None),
        ("101", None),
        ("-3", None),
        ("about 80", None),
        ("", None),
    ],
)
def test_a_percentage_is_kept_as_written_or_refused(typed: str, kept: str | None) -> None:
    assert read_percent(typed) == kept


def test_only_the_kept_form_of_a_percentage_passes() -> None:
    assert percent_problem("81.5") is None
    assert percent_problem("81,5") == PERCENT_ASKED
    assert percent_problem("200") == PERCENT_ASKED


def test_an_item_lies_where_its_record_lies() -> None:
    assert review_item_compartment(ReviewItem(is_guarded=True)) is Compartment.GUARDED
    assert review_item_compartment(ReviewItem()) is Compartment.GENERAL


def test_a_review_held_with_everything_shared_or_explained_is_finished() -> None:
    items = [ReviewItem(shared=True), ReviewItem(why_not="It is about another child.")]
    assert unfinished_business(HELD, items).is_open


def test_a_review_without_date_people_and_reasons_names_all_three() -> None:
    whys = [one.why for one in unfinished_business(Review(who_was_there="  "), [ReviewItem()]).reasons]
    assert len(whys) == 3
    assert whys[2] == "1 entry was not shared, and no reason is given."


def test_several_entries_held_back_are_counted() -> None:
    (reason,) = unfinished_business(HELD, [ReviewItem(), ReviewItem(why_not=" ")]).reasons
    assert reason.why.startswith("2 entries were not shared")


def test_a_review_of_a_pupil_at_a_provider_waits_for_feedback_or_a_reason() -> None:
    (reason,) = unfinished_business(HELD, [], feedback_awaited=True).reasons
    assert reason.why == "There is no feedback from the provider."
    for said in ({"provider_words": "Works with care."}, {"without_feedback": "Asked twice, nothing came."}):
        assert unfinished_business(replace(HELD, **said), [], feedback_awaited=True).is_open  # type: ignore[arg-type]  # a text each


def test_people_who_are_ticked_count_as_there() -> None:
    nobody = replace(HELD, who_was_there="")
    assert not unfinished_business(nobody, []).is_open
    assert unfinished_business(nobody, [], came=1).is_open
