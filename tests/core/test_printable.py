from __future__ import annotations

import pytest

from coordinator_app.core import printable
from coordinator_app.core.printable import clean, listed, packed, unprintable


@pytest.mark.parametrize(
    "text", ["", "Marigold", "Zoë O’Hara – Ferrán", "Łukasz\tand\nŞtefan", "Zoe\u0308", "李明"]
)
def test_what_can_be_printed_is_not_reported(text: str) -> None:
    assert unprintable(text) == ()


def test_each_character_without_a_shape_is_reported_once_and_in_order() -> None:
    assert unprintable("Rhŷs علي O’Brien لي") == ("ع", "ل", "ي")


def test_a_planted_gap_in_the_table_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printable, "_edges", lambda: (0x20, 0x7F))
    assert unprintable("Rhŷs") == ("ŷ",)


def test_a_letter_and_its_mark_are_one_where_unicode_has_one() -> None:
    assert clean("Zoe\u0308 y\u030c") == "Zoë y\u030c"


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("A\tB", "A B"),
        ("A\r\nB\rC\u2028D\u2029E", "A\nB\nC\nD\nE"),
        ("A\x00\x7fB\u202e\u200d", "AB"),
        ("☎\ufe0f\U000e0100", "☎"),
    ],
)
def test_what_has_no_shape_of_its_own_is_not_printed(typed: str, printed: str) -> None:
    assert clean(typed) == printed


def test_characters_are_named_so_that_each_can_be_seen() -> None:
    assert listed(("ع", "\u0e31", "\ue000", "\ud800")) == "\u200eع\u200e, \u25cc\u0e31, U+E000, U+D800"
    assert listed(tuple("абвгдежзик")) == "а, б, в, г, д, е, ж, з and 2 more"


def test_code_points_are_packed_as_ranges() -> None:
    assert packed([0x41, 0x42, 0x43, 0x61, 0x42]) == "41-43 61"


def test_plain_words_are_left_as_they_are() -> None:
    assert clean("Marigold Puddlecombe") == "Marigold Puddlecombe"
