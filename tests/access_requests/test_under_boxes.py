"""A box of which no words were kept is looked under by the page's own words, in a pack that is really built."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import foreign
import papers
import pytest

from coordinator_app.access_requests import pack_checks as checks
from coordinator_app.access_requests.pack_order import BuiltFinding, OrderBox, OrderItem, PackOrder
from coordinator_app.access_requests.under_boxes import Under
from coordinator_app.pdf.render import open_file
from tests.packs import build
from tests.vaults import House

LETTER = foreign.page(lambda sheet: sheet.drawString(72, 700, "Seen with Thorncastle on Friday."))
WHOLE = OrderBox(1, 0.0, 0.0, 1.0, 1.0)
EMPTY = OrderBox(1, 0.1, 0.9, 0.2, 0.95)


@pytest.fixture
def made(consented: House) -> PackOrder:
    return papers.decided_case(consented).order()[0]


def with_letter(made: PackOrder, content: bytes, *boxes: OrderBox, told: str = "") -> PackOrder:
    number = len(made.items) + 1
    letter = OrderItem(number, "School letter", None, "redact", (), content, "application/pdf", boxes)
    first = made.items[0]
    line = replace(first.lines[0], words=told or first.lines[0].words, covered=())
    return replace(made, items=(replace(first, lines=(line, *first.lines[1:])), *made.items[1:], letter))


def found(made: PackOrder) -> dict[str, BuiltFinding]:
    return {one.check_name: one for one in build(made).findings}


def test_words_under_a_box_are_looked_for_in_the_rest_of_the_pack(made: PackOrder) -> None:
    # the planted fault: the letter's words are covered there, and stand in another item all the same
    leak = with_letter(made, LETTER, WHOLE, told="Seen with Thorncastle on Friday.")
    assert "“Seen with Thorncastle on Friday.” on page" in found(leak)[checks.COVERED_NAMES].detail
    fine = found(with_letter(made, LETTER, WHOLE))
    assert fine[checks.COVERED_NAMES].state == "passed"
    assert checks.NO_WORDS not in fine


def test_the_name_within_a_covered_line_is_looked_for_by_itself(made: PackOrder) -> None:
    leak = with_letter(made, LETTER, WHOLE, told="Thorncastle came back.")
    assert "“Thorncastle” on page" in found(leak)[checks.COVERED_NAMES].detail
    # the pupil's own name is no leak, though it stands under the box as well
    own = replace(leak, own=("thorncastle",))
    assert found(own)[checks.COVERED_NAMES].state == "passed"


def test_a_box_over_nothing_readable_says_that_nothing_could_be_looked_for(made: PackOrder) -> None:
    line = found(with_letter(made, LETTER, EMPTY))[checks.NO_WORDS]
    assert line.state == "look"
    assert "page 1 of item" in line.detail


@pytest.mark.parametrize(
    ("box", "terms", "empty"),
    [
        (WHOLE, 2, 0),  # the line, and the name within it
        (EMPTY, 0, 1),
        (replace(WHOLE, words="Thorncastle"), 0, 0),
        (replace(EMPTY, page=9), 0, 0),
    ],
)
def test_only_what_is_not_known_is_looked_up(box: OrderBox, terms: int, empty: int) -> None:
    under = Under()
    item = OrderItem(1, "School letter", None, "redact", (), LETTER, "application/pdf", (box,))
    with open_file(LETTER) as source:
        under.look(item, source)
    assert (len(under.terms), len(under.empty)) == (terms, empty)


def test_a_scan_has_no_words_under_any_box(made: PackOrder) -> None:
    scan: Callable[[], bytes] = foreign.picture
    assert found(with_letter(made, scan(), WHOLE))[checks.NO_WORDS].state == "look"
