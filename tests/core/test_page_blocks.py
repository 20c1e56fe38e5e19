from __future__ import annotations

from coordinator_app.core.page_blocks import Gap, plain, words_of


def test_a_value_that_is_not_known_yet_is_marked_as_a_gap_and_stands_in_brackets() -> None:
    text = plain(Gap("joint data protection officer: not yet appointed"), bold=True, source="who we are")
    assert words_of(text) == "[joint data protection officer: not yet appointed]"
    (span,) = text
    assert (span.gap, span.bold, span.source) == (True, True, "who we are")


def test_a_value_that_is_known_is_printed_as_it_is() -> None:
    (span,) = plain("Foxglove Hill School")
    assert (span.text, span.gap, span.bold) == ("Foxglove Hill School", False, False)
