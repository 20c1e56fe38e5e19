"""Money as it is typed, kept and said."""

from __future__ import annotations

import pytest

from coordinator_app.programmes.costs import cost_problems, dear, read_pounds, say_pounds, say_shares
from coordinator_app.programmes.model import Programme


@pytest.mark.parametrize(
    ("typed", "pence"),
    [
        ("185", 18500),
        ("£185.50", 18550),
        (" £ 1,185.05 ", 118505),
        ("0", 0),
        ("185.5", None),
        ("-5", None),
        ("1,85", None),
        ("=1+1", None),
        ("12345678", None),
        ("", None),
        ("٣", None),
    ],
)
def test_pounds_are_read_as_people_type_them(typed: str, pence: int | None) -> None:
    assert read_pounds(typed) == pence


def test_amounts_are_said_with_pence_only_where_there_are_any() -> None:
    assert say_pounds(18500) == "£185"
    assert say_pounds(118505) == "£1,185.05"


def test_shares_must_be_percentages_that_come_to_100() -> None:
    good = Programme(weekly_cost=100, partnership_share=60, school_share=40)
    assert list(cost_problems(good)) == []
    assert say_shares(good) == "Partnership 60 per cent, school 40 per cent"
    bad = Programme(weekly_cost=-1, partnership_share=160, school_share=-60)
    assert [one.field for one in cost_problems(bad)] == ["weekly_cost", "partnership_share", "school_share"]
    short = Programme(school_share=40)
    assert [one.message for one in cost_problems(short)] == [
        "The shares come to 40 per cent. They must come to 100."
    ]
    assert say_shares(Programme()) == ""


def test_an_amount_without_its_point_is_asked_about() -> None:
    assert dear(1850000) == "That is £18,500 a week. Check it."
    assert dear(18500) == ""
    assert dear(None) == ""
