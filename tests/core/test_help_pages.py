"""Help pages read into blocks, searched and linked: a small part of Markdown, and nothing lost of it."""

from __future__ import annotations

import pytest

from coordinator_app.core.help_pages import Block, Kind, Piece, find, links, pieces, plain, read_help

TEXT = """# Reviews

Every **six weeks**, see [one review](review).
It goes on.

## How to do it
First this:
- one
  and more
- two, `Ctrl+S`

1. Open it
2. Close it

| the app says | what to do |
|---|---|
| Not finished | Choose another |
| Łost | Ring |
"""
PAGE = read_help("reviews", TEXT)


def test_every_kind_of_block_is_read() -> None:
    assert PAGE.title == "Reviews"
    assert PAGE.blocks == (
        Block(Kind.PARAGRAPH, ("Every **six weeks**, see [one review](review). It goes on.",)),
        Block(Kind.HEADING, ("How to do it",)),
        Block(Kind.PARAGRAPH, ("First this:",)),
        Block(Kind.BULLETS, ("one and more", "two, `Ctrl+S`")),
        Block(Kind.NUMBERS, ("Open it", "Close it")),
        Block(Kind.TABLE, ("Not finished\tWhat to do: Choose another", "Łost\tWhat to do: Ring")),
    )


def test_a_table_without_a_head_keeps_all_its_rows() -> None:
    assert read_help("a", "# A\n\n| one | two |").blocks == (Block(Kind.TABLE, ("one\ttwo",)),)


def test_a_page_without_a_title_is_refused() -> None:
    with pytest.raises(ValueError, match="begins with no title"):
        read_help("reviews", "Reviews\n")


def test_the_looks_of_a_line_are_told_apart() -> None:
    assert list(pieces("Press **Save** or `Ctrl+S`, see [it](review)")) == [
        Piece("Press "),
        Piece("Save", bold=True),
        Piece(" or "),
        Piece("Ctrl+S", typed=True),
        Piece(", see "),
        Piece("it", link="review"),
    ]
    assert plain("Press **Save**") == "Press Save"
    assert next(pieces("**Save** it")) == Piece("Save", bold=True)
    assert links(PAGE) == {"review"}


def test_search_takes_every_word_in_any_order_and_without_accents() -> None:
    other = read_help("today", "# Today\n\nReviews stand here.")
    assert [one.page.name for one in find((other, PAGE), "reviews")] == ["reviews", "today"]
    assert [one.page.name for one in find((other, PAGE), "weeks SIX")] == ["reviews"]
    assert find((PAGE,), "łost ring")[0].excerpt == "Łost. What to do: Ring"
    assert find((PAGE,), "nowhere") == []
    assert find((PAGE,), "  ") == []


def test_a_page_found_by_its_title_alone_has_no_excerpt_and_a_long_one_is_cut_at_a_word() -> None:
    bare = read_help("a", "# Alone\n\n## Heading")
    assert find((bare,), "alone")[0].excerpt == ""
    long = read_help("b", "# B\n\n" + "words " * 60)
    assert find((long,), "words")[0].excerpt.endswith("words…")
