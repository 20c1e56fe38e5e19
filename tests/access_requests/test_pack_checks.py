"""The words of the checks that need no built pack; the built ones stand in test_printing.py."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from coordinator_app.access_requests import pack_checks as checks
from coordinator_app.access_requests.pack_order import (
    BuiltFinding,
    OrderItem,
    OrderTerm,
    PackOrder,
    TermWeight,
)
from coordinator_app.access_requests.under_boxes import EmptyBox
from coordinator_app.core.print_order import PrintHead, PrintOrder
from coordinator_app.pdf.pack_content import BuiltPack as Whole
from coordinator_app.pdf.pack_content import Finding

LETTER = PrintOrder("letter-reply", PrintHead("Eastmere", ""))


def test_a_name_on_many_pages_is_one_finding_that_lists_them() -> None:
    term = OrderTerm("Otis", "words that were covered", TermWeight.LOOK)
    made = PackOrder(1, "pw", False, LETTER, (), (term,))
    found = tuple(Finding("names", "failed", "x", page, "sat with Otis", 0) for page in (4, 9, 9, 12))
    whole = Whole(2_000_000, 18_200_000, "", (), (), (), ())
    one = checks.findings(checks.Checked(made, whole, found))[0]
    assert (one.state, one.page) == ("look", 4)
    assert one.detail == "“Otis” on pages 4, 9 and 12, in “sat with Otis”"


def checked(
    terms: tuple[OrderTerm, ...], *found: Finding, items: tuple[OrderItem, ...] = (), **more: Any
) -> tuple[BuiltFinding, ...]:
    made = PackOrder(1, "pw", False, LETTER, items, terms)
    return checks.findings(checks.Checked(made, Whole(2, 1_000, "", (), (), (), ()), found, **more))


def covered(words: str) -> OrderTerm:
    return OrderTerm(words, "words that were covered", TermWeight.LOOK)


NAME = (covered("Otis Bramblewick"), covered("Otis"), covered("Bramblewick"))


def test_a_whole_name_left_over_is_one_finding_with_its_parts() -> None:
    found = [Finding("names", "failed", "x", 4, "sat with Otis Bramblewick", index) for index in range(3)]
    lines = [one for one in checked(NAME, *found) if one.check_name == checks.COVERED_NAMES]
    assert [line.detail for line in lines] == [
        "“Otis Bramblewick” on page 4, in “sat with Otis Bramblewick”. “Otis” and “Bramblewick” with it"
    ]


def test_a_part_of_a_name_that_stands_elsewhere_alone_or_hidden_stays_a_finding_of_its_own() -> None:
    # the planted fault of joining them: what is on another page must not go under in the line of the first
    found = [
        Finding("names", "failed", "x", page, "", index) for page, index in ((4, 0), (4, 1), (9, 1), (4, 2))
    ]
    lines = [one for one in checked(NAME, *found) if one.check_name == checks.COVERED_NAMES]
    assert [line.detail for line in lines] == [
        "“Otis Bramblewick” on page 4. “Bramblewick” with it",
        "“Otis” on pages 4 and 9",
    ]
    hidden = [Finding("names", "look", "x", 4, "", 0), Finding("names", "failed", "x", None, "", 1)]
    states = {one.state for one in checked(NAME, *hidden) if one.check_name == checks.COVERED_NAMES}
    assert states == {"look", "failed"}


def test_a_withheld_sentence_says_which_items_hold_it_and_which_give_it_away() -> None:
    items = (
        OrderItem(1, "Attendance", date(2026, 11, 1), "share"),
        OrderItem(2, "Safeguarding", date(2026, 11, 6), "withhold"),
    )
    sentence = OrderTerm("Worry was raised about late nights.", "withheld", TermWeight.HARD, (2,), (1,))
    line = next(
        one
        for one in checked((sentence,), Finding("names", "failed", "x", 3, "", 0), items=items)
        if one.check_name == checks.WITHHELD_WORDS
    )
    assert line.state == "failed"
    assert "item 2 (Safeguarding, 6 November 2026), withheld" in line.detail
    assert "and in item 1 (Attendance, 1 November 2026), shared" in line.detail
    assert "Cover it in that item, withhold that item too, or share both sides." in line.detail
    alone = replace(sentence, told=())
    said = checked((alone,), Finding("names", "failed", "x", 3, "", 0), items=items)
    assert any("in no item that is shared" in one.detail for one in said)


def test_a_box_that_no_word_lies_under_is_told_not_passed() -> None:
    item = OrderItem(1, "School letter", None, "redact")
    lines = checked((), items=(item,), empty_boxes=(EmptyBox(1, 2), EmptyBox(1, 2)))
    line = next(one for one in lines if one.check_name == checks.NO_WORDS)
    assert line.state == "look"
    assert line.detail.startswith("2 covered places have no words that we could read")
    assert "page 2 of item 1 (School letter)" in line.detail
    assert checks.NO_WORDS not in {one.check_name for one in checked((), items=(item,))}


@pytest.mark.parametrize(("count", "words"), [(18_200_000, "18.2 MB"), (640_000, "640 kB"), (3, "1 kB")])
def test_sizes_are_said_in_round_numbers(count: int, words: str) -> None:
    assert checks.size_in_words(count) == words
