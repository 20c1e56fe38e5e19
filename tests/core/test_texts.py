from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coordinator_app.core.names import NOTES_LIMIT, check_text, visible
from coordinator_app.core.texts import FIELD_LIMIT, one_line, upright


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Marigold", "Marigold"),
        ("a\u202eb", "a\u2039right-to-left override\u203ab"),
        ("a\u200bb", "a\u2039zero-width space\u203ab"),
        ("a\ufeffb", "a\u2039zero-width no-break space\u203ab"),
        ("a\x07b", "a\u2039U+0007\u203ab"),
        ("a\U000e0041b", "a\u2039U+E0041\u203ab"),
        ("two\nlines\tand a tab", "two\nlines\tand a tab"),
        ("Łukasz \u0645\u0631\u06cc\u0645", "Łukasz \u0645\u0631\u06cc\u0645"),
    ],
)
def test_characters_that_hide_or_turn_are_shown_as_marks(text: str, shown: str) -> None:
    assert visible(text) == shown


@given(st.text(max_size=60))
def test_nothing_hidden_is_left_in_what_is_shown(text: str) -> None:
    import unicodedata

    assert not any(unicodedata.category(char) in {"Cf", "Cs"} for char in visible(text))
    assert visible(visible(text)) == visible(text)


@pytest.mark.parametrize(
    ("text", "limit", "problem"),
    [
        ("plain", FIELD_LIMIT, None),
        ("x" * FIELD_LIMIT, FIELD_LIMIT, None),
        ("x" * (FIELD_LIMIT + 1), FIELD_LIMIT, "This text is too long: 65 kB, and 64 kB fit here. Shorten it."),
        ("é" * FIELD_LIMIT, FIELD_LIMIT, "This text is too long: 128 kB, and 64 kB fit here. Shorten it."),
        ("x" * (FIELD_LIMIT + 1), NOTES_LIMIT, None),
        ("a\x00b", FIELD_LIMIT, "This text holds a hidden character (NUL) that cannot be kept. Delete it or type the text again."),
        ("a\ud800b", FIELD_LIMIT, "This text holds a broken character that cannot be kept. Delete it or type the text again."),
    ],
)  # fmt: skip
def test_a_text_that_cannot_be_kept_says_why(text: str, limit: int, problem: str | None) -> None:
    assert check_text(text, limit) == problem


TURNING = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


@pytest.mark.parametrize("sign", TURNING)
def test_no_sign_that_turns_the_writing_stays_in_a_name(sign: str) -> None:
    assert one_line(f"East{sign}mere \u0645\u0631\u06cc\u0645") == "Eastmere \u0645\u0631\u06cc\u0645"


def test_only_single_marks_of_direction_stay_in_words_for_the_screen() -> None:
    assert upright(f"a{TURNING}b") == "a\u061c\u200e\u200fb"
    assert upright("plain") == one_line("plain") == "plain"
