"""The words of the checks that need no built pack; the built ones stand in test_printing.py."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from coordinator_app.access_requests import pack_checks as checks
from coordinator_app.access_requests.needed_checks import (
    NEEDED_CHECKS,
    OF_THE_FILE,
    OF_THE_RECORDS,
    missing_checks,
)
from coordinator_app.access_requests.order_checks import of_order
from coordinator_app.access_requests.pack_order import (
    BuiltFinding,
    OrderBox,
    OrderItem,
    OrderTerm,
    PackOrder,
    TermWeight,
)
from coordinator_app.access_requests.written import EmptyBox
from coordinator_app.core.print_order import PrintHead, PrintOrder
from coordinator_app.pdf.pack_content import BY_MACHINE, Box, Finding, IndexLine
from coordinator_app.pdf.pack_content import BuiltPack as Whole

LETTER = PrintOrder("letter-reply", PrintHead("Eastmere", ""))


def test_a_name_on_many_pages_is_one_finding_that_lists_them() -> None:
    term = OrderTerm("Otis", "words that were covered", TermWeight.LOOK)
    made = PackOrder(1, "pw", False, LETTER, (), (term,))
    # as the readers come upon them: words of pages first, then what stands in pictures
    found = tuple(
        Finding("names", "failed", "x", page, f"sat with Otis on {page}", 0) for page in (12, 9, 4, 9)
    )
    whole = Whole(2_000_000, 18_200_000, "", (), (), (), ())
    one = checks.findings(checks.Checked(made, whole, found, of_order(made)))[0]
    assert (one.state, one.page) == ("look", 4)
    assert one.detail == "“Otis” on pages 4, 9 and 12, in “sat with Otis on 4”"


def test_a_page_of_one_item_says_which_and_a_page_of_several_does_not() -> None:
    term = OrderTerm("Otis", "words that were covered", TermWeight.LOOK)
    made = PackOrder(1, "pw", False, LETTER, (), (term,))
    index = (
        IndexLine(1, "1", 3, 1),
        IndexLine(2, "2", 4, 2),
        IndexLine(3, "3", 6, 1),
        IndexLine(4, "4", 6, 1),
    )
    whole = Whole(6, 18_200_000, "", index, (), (), ())
    for page, said in ((5, "“Otis” on page 5, in item 2"), (6, "“Otis” on page 6"), (2, "“Otis” on page 2")):
        found = (Finding("names", "failed", "x", page, "", 0),)
        assert checks.findings(checks.Checked(made, whole, found, of_order(made)))[0].detail == said


def checked(
    terms: tuple[OrderTerm, ...], *found: Finding, items: tuple[OrderItem, ...] = (), **more: Any
) -> tuple[BuiltFinding, ...]:
    made = PackOrder(1, "pw", False, LETTER, items, terms)
    return checks.findings(
        checks.Checked(made, Whole(2, 1_000, "", (), (), (), ()), found, of_order(made), **more)
    )


def covered(words: str) -> OrderTerm:
    return OrderTerm(words, "words that were covered", TermWeight.LOOK)


NAME = (covered("Otis Bramblewick"), covered("Otis"), covered("Bramblewick"))


def test_a_whole_name_left_over_is_one_finding_with_its_parts() -> None:
    found = [Finding("names", "failed", "x", 4, "sat with Otis Bramblewick", index) for index in range(3)]
    lines = [one for one in checked(NAME, *found) if one.check_name == checks.COVERED_NAMES]
    assert [line.detail for line in lines] == [
        "“Otis Bramblewick” on page 4, in “sat with Otis Bramblewick”. “Otis” and “Bramblewick” with it"
    ]


def test_a_name_that_is_spelt_otherwise_is_a_line_for_each_spelling_and_can_be_kept() -> None:
    name = replace(NAME[0], weight=TermWeight.NAME)
    places = ((4, "sat with Ottis", "Ottis"), (9, "OTTIS came", "OTTIS"), (5, "then Otiss left", "Otiss"))
    found = [Finding("names", "look", "x", page, around, 0, spelt) for page, around, spelt in places]
    index = (IndexLine(1, "1", 3, 9),)
    made = PackOrder(1, "pw", False, LETTER, (), (name,))
    all_of_them = checks.findings(
        checks.Checked(made, Whole(12, 1_000, "", index, (), (), ()), tuple(found), of_order(made))
    )
    lines = [one for one in all_of_them if one.check_name == checks.COVERED_NAMES]
    assert [(line.state, line.page) for line in lines] == [("look", 4), ("look", 5)]
    first, second = (line.detail for line in lines)
    assert first.startswith("“Ottis” on pages 4 and 9, in item 1, in “sat with Ottis”. It may be")
    assert (
        second
        == "“Otiss” on page 5, in item 1, in “then Otiss left”. It may be “Otis Bramblewick”, spelt otherwise"
    )


@pytest.mark.parametrize(
    ("name", "found", "state"),
    [
        ("Otis Bramblewick", Finding("names", "failed", "x", 4, "sat with Otis Bramblewick", 0), "failed"),
        # two everyday words, of which the reader of the file is not sure: as a name they are somebody
        ("Faith Young", Finding("names", "look", "x", 4, "sat with Faith Young today", 0), "failed"),
        ("Faith Young", Finding("names", "look", "x", 4, "has faith, young as he is", 0), "look"),
    ],
)
def test_the_whole_name_of_somebody_who_is_to_be_covered_fails_wherever_it_can_be_read(
    name: str, found: Finding, state: str
) -> None:
    term = OrderTerm(name, "words that were covered", TermWeight.NAME)
    (line,) = [one for one in checked((term,), found) if one.check_name == checks.COVERED_NAMES]
    assert line.state == state
    assert ("decide otherwise for them under People" in line.detail) is (state == "failed")
    # the planted fault: judged as any covered words are, it is a suspicion that can be kept
    (line,) = [one for one in checked((covered(name),), found) if one.check_name == checks.COVERED_NAMES]
    assert line.state == "look"


def test_pages_that_the_machine_has_read_are_not_said_to_be_beyond_searching() -> None:
    says = (f"Page 4 is a picture {BY_MACHINE}.", "Page 7 is a picture whose words cannot all be searched.")
    found = [Finding("pictures", "look", words, page) for words, page in zip(says, (4, 7), strict=True)]
    (line,) = [one for one in checked((), *found) if one.check_name == checks.PICTURES]
    assert (line.state, line.page) == ("look", 4)
    assert "cannot be searched on page 7." in line.detail
    assert "on page 4 were searched as this machine reads them" in line.detail


def test_a_name_with_and_without_its_accents_is_one_finding() -> None:
    names = (covered("Siân"), covered("Sian"), covered("Lukasz"), covered("Łukasz"))
    found = [Finding("names", "failed", "x", 12, "", index) for index in range(4)]
    lines = [one for one in checked(names, *found) if one.check_name == checks.COVERED_NAMES]
    assert [line.detail for line in lines] == [
        "“Siân” on page 12. “Sian” with it",
        "“Lukasz” on page 12. “Łukasz” with it",
    ]
    # what stands on a page of its own is told apart
    apart = [Finding("names", "failed", "x", page, "", index) for page, index in ((12, 0), (13, 1))]
    assert len([one for one in checked(names, *apart) if one.check_name == checks.COVERED_NAMES]) == 2


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


def test_pictures_that_no_machine_has_read_are_shown_to_a_person_and_never_called_passed() -> None:
    left = [
        Finding("reading", "look", f"{count} pictures were not read.", page)
        for count, page in ((3, 7), (2, 40))
    ]
    one = next(line for line in checked((), *left) if line.check_name == checks.READING)
    assert (one.state, one.page) == ("look", 7)
    assert one.detail == "3 pictures were not read. 2 pictures were not read."
    read = checked((), Finding("reading", "passed", "3 pictures were read."))
    assert checks.READING not in {line.check_name for line in read}
    lost = next(line for line in checked(()) if line.check_name == checks.READING)
    assert lost.state == "failed"  # the check did not even say that it read nothing


def test_every_check_of_a_file_is_made_and_none_may_be_lost_on_the_way() -> None:
    names = {line.check_name for line in checked((), Finding("reading", "passed", "x"))}
    assert names == {*OF_THE_FILE}
    assert missing_checks(names) == OF_THE_RECORDS
    assert missing_checks(()) == NEEDED_CHECKS


def test_a_box_that_was_decided_and_not_built_is_a_failure_whatever_else_was_found() -> None:
    box = OrderBox(1, 0.1, 0.1, 0.2, 0.2, "another child")
    item = OrderItem(1, "School letter", None, "redact", document_id="d", boxes=(box,))
    fine = (Finding("text under boxes", "passed", "x"), Finding("covered places", "passed", "x"))

    def said(item: OrderItem, *built: Box) -> BuiltFinding:
        made = PackOrder(1, "pw", False, LETTER, (item,), ())
        whole = Whole(2, 1_000, "", (), built, (), ())
        lines = checks.findings(checks.Checked(made, whole, fine, of_order(made)))
        return next(line for line in lines if line.check_name == checks.UNDER_BOXES)

    lost = said(item)
    assert (lost.state, lost.detail) == ("failed", "1 box was decided and 0 built. Build the pack again.")
    assert said(item, Box(0, 0.1, 0.1, 0.2, 0.2)).state == "passed"
    assert said(replace(item, outcome="withhold")).state == "passed"  # nothing of it is built
