from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coordinator_app.core.names import NOTES_LIMIT, check_text, visible
from coordinator_app.core.texts import FIELD_LIMIT


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
