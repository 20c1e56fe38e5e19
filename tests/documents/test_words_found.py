"""Words are found on the pages of a document whatever their capitals, accents and stops, and each place is counted."""

from __future__ import annotations

from coordinator_app.core.page_images import PageWord
from coordinator_app.documents.reading_jobs import PageWords
from coordinator_app.documents.words_found import find


def pages(*texts: str) -> list[PageWords]:
    return [
        PageWords(
            tuple(PageWord(word, at / 10, 0.1, at / 10 + 0.05, 0.2) for at, word in enumerate(text.split()))
        )
        for text in texts
    ]


TWO = pages("The Café was calm.", "calm again, the cafe too")


def test_every_place_is_found_on_every_page() -> None:
    found = find(TWO, "CALM")
    assert [(hit.page, [word.text for word in hit.words]) for hit in found.hits] == [
        (0, ["calm."]),
        (1, ["calm"]),
    ]
    assert [hit.page for hit in find(TWO, "cafe").hits] == [0, 1]


def test_words_typed_one_after_the_other_are_found_together_the_last_as_a_beginning() -> None:
    found = find(TWO, "cafe was ca")
    assert found.together
    assert [[word.text for word in hit.words] for hit in found.hits] == [["Café", "was", "calm."]]


def test_words_that_never_stand_together_are_found_each_by_itself() -> None:
    found = find(TWO, "again calm")
    assert not found.together
    assert [word.text for hit in found.hits for word in hit.words] == ["calm.", "calm", "again,"]


def test_short_words_are_found_at_a_beginning_only() -> None:
    assert [word.text for hit in find(TWO, "th").hits for word in hit.words] == ["The", "the"]
    assert find(pages("bathed"), "th").hits == ()
    assert len(find(pages("bathed"), "the").hits) == 1


def test_on_a_page_that_is_a_picture_what_the_machine_read_is_counted_without_a_place() -> None:
    found = find([PageWords(()), *TWO], "calm", ["read calm and calm", "", ""])
    assert [(hit.page, len(hit.words)) for hit in found.hits] == [(0, 0), (0, 0), (1, 1), (2, 1)]


def test_nothing_is_found_for_nothing() -> None:
    assert find(TWO, " . ").hits == ()
    assert find([], "calm").hits == ()
    assert find(TWO, "nowhere").hits == ()
