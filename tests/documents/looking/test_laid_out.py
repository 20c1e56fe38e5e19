"""Words laid out as pages: the same each time and in each version, whole to search, honest about what it cannot draw."""

from __future__ import annotations

import pytest

from coordinator_app.core.errors import BadFile
from coordinator_app.documents.looking import look
from coordinator_app.documents.looking.found import Part
from coordinator_app.documents.looking.laid_out import lay_out
from coordinator_app.documents.looking.opening import open_any
from coordinator_app.documents.reading_jobs import FileGiven
from tests.documents.looking import made

PINNED = b"First line of a letter.\n\nMarigold was late again.\n" + b"One more line.\n" * 60


def test_the_layout_is_the_one_by_which_places_were_covered() -> None:
    """Places that were covered are kept as fractions of a page: whoever changes the layout would uncover them."""
    with open_any(PINNED) as source:
        assert source.pages == 2
        word = next(word for word in source.words(0) if word.text == "Marigold")
        last = source.words(1)[-1]
    assert [round(side, 3) for side in (word.x0, word.y0, word.x1, word.y1)] == [0.097, 0.121, 0.17, 0.133]
    assert [round(side, 3) for side in (last.x0, last.y0)] == [0.188, 0.364]


def test_a_file_gives_the_same_pages_whatever_it_is_called() -> None:
    for name in ("a.txt", "a.csv", "a.md"):
        assert look(FileGiven(name, PINNED)).page_count == 2


def test_a_long_word_is_found_whole_though_its_line_is_broken() -> None:
    address = "https://school.example/" + "x" * 200
    assert address in look(FileGiven("a.txt", address.encode())).words


def test_letters_that_cannot_be_drawn_are_found_all_the_same() -> None:
    assert "مرحبا" in look(FileGiven("a.txt", "Name: مرحبا".encode())).words


def test_a_picture_gets_a_page_of_its_own_under_its_name() -> None:
    with open_any(made.word_with(made.picture(size=(900, 600)))) as source:
        assert source.pages == 2
        assert [word.text for word in source.words(1)] == ["Picture", "1"]
        dark = source.picture(1, 60).convert("L").point([255 if level < 128 else 0 for level in range(256)])
        assert dark.getbbox() is not None


def test_a_small_ornament_gets_no_page() -> None:
    with open_any(made.word_with(made.picture(size=(40, 40)))) as source:
        assert source.pages == 1


def test_no_word_is_lost_between_pages() -> None:
    lines = tuple(f"line{number}" for number in range(400))
    pages = lay_out("A list", [Part(lines=lines)])
    assert " ".join(pages.words).split() == list(lines)


def test_more_pages_than_can_be_shown_are_refused() -> None:
    with pytest.raises(BadFile, match="more than 500 pages"):
        lay_out("A list", [Part(lines=("x",) * 40_000)])


def test_nothing_at_all_is_one_page() -> None:
    with open_any(b"\n\n") as source:
        assert source.pages == 1
