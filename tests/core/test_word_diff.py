from __future__ import annotations

import random

import pytest

from coordinator_app.core.word_diff import Kind, Piece, count_changes, differences


def told(before: str, after: str) -> str:
    marks = {Kind.SAME: "{}", Kind.REMOVED: "-{}-", Kind.ADDED: "+{}+"}
    return "".join(marks[one.kind].format(one.words) for one in differences(before, after))


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ("We keep it.", "We keep it.", "We keep it."),
        ("We keep it here.", "We hold it here.", "We -keep-+hold+ it here."),
        ("a b c", "x y c", "-a b-+x y+ c"),
        ("one\ntwo\nthree", "one\nthree", "one\n-two\n-three"),
        ("one\nthree", "one\ntwo\nthree", "one\n+two\n+three"),
        ("", "new", "+new+"),
        ("old", "", "-old-"),
        ("a b", "a b c", "a b+ c+"),
        ("a  b", "a b", "a b"),
        ("x a", "y a\nz", "-x-+y+ a+\nz+"),
    ],
)
def test_what_was_removed_stands_before_what_came_in_its_place(before: str, after: str, says: str) -> None:
    assert told(before, after) == says


def test_both_texts_can_be_read_from_the_pieces() -> None:
    chooser = random.Random(7)
    words = ["the", "school", "keeps", "it", "safe", "\n", "\n\n", "and", "you", "may", "ask."]
    for _ in range(60):
        before = " ".join(chooser.choices(words, k=30))
        after = " ".join(chooser.choices(words, k=30))
        found = differences(before, after)
        assert "".join(one.words for one in found if one.kind is not Kind.ADDED).split() == before.split()
        assert "".join(one.words for one in found if one.kind is not Kind.REMOVED).split() == after.split()


def test_places_are_counted_once_for_words_replaced() -> None:
    assert count_changes(differences("a b c d", "x b c y")) == 2
    assert count_changes(differences("same", "same")) == 0
    assert count_changes((Piece(Kind.SAME, "a"), Piece(Kind.ADDED, "b"), Piece(Kind.SAME, "c"))) == 1


def test_a_very_long_changed_stretch_is_told_as_a_whole_and_at_once() -> None:
    found = differences("a " * 5_000, "b " * 5_000)
    assert [one.kind for one in found] == [Kind.REMOVED, Kind.ADDED]
