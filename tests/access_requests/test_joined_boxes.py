"""Boxes over the words of one name are one box, and no box grows over anything else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coordinator_app.access_requests.joined_boxes import joined
from coordinator_app.access_requests.pack_order import OrderBox

GIVEN = OrderBox(1, 0.20, 0.300, 0.24, 0.315, "Otis", "about somebody else")
FAMILY = OrderBox(1, 0.245, 0.301, 0.33, 0.316, "Bramblewick", "about somebody else")


def test_a_given_and_a_family_name_beside_each_other_are_one_box() -> None:
    (one,) = joined([FAMILY, GIVEN])
    assert (one.left, one.top, one.right, one.bottom) == (0.20, 0.300, 0.33, 0.316)
    assert (one.words, one.why) == ("Otis Bramblewick", "about somebody else")


def test_the_words_of_a_heading_in_large_letters_are_one_box_as_well() -> None:
    given = replace(GIVEN, bottom=0.345)
    far = replace(FAMILY, left=0.265, bottom=0.346)
    (one,) = joined([given, far])
    assert (one.left, one.right) == (0.20, 0.33)
    assert len(joined([GIVEN, replace(FAMILY, left=0.265)])) == 2  # of small letters a word fits in between


@pytest.mark.parametrize(
    "other",
    [
        replace(FAMILY, page=2),
        replace(FAMILY, left=0.27),  # a word stands between them
        replace(FAMILY, top=0.32, bottom=0.335),  # the next line
        replace(FAMILY, why="where to say why would give it away"),
        replace(FAMILY, words=""),  # of which nobody knows what lies under it
    ],
)
def test_what_is_no_neighbour_of_one_reason_stays_by_itself(other: OrderBox) -> None:
    assert sorted(joined([GIVEN, other]), key=repr) == sorted([GIVEN, other], key=repr)
