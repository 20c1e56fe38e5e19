"""The words of the checks that need no built pack; the built ones stand in test_printing.py."""

from __future__ import annotations

import pytest

from coordinator_app.access_requests import pack_checks as checks
from coordinator_app.access_requests.pack_order import OrderTerm, PackOrder, TermWeight
from coordinator_app.pdf.pack_content import BuiltPack as Whole
from coordinator_app.pdf.pack_content import Finding


def test_a_name_on_many_pages_is_one_finding_that_lists_them() -> None:
    term = OrderTerm("Otis", "words that were covered", TermWeight.LOOK)
    made = PackOrder(1, "pw", False, None, (), (term,))  # type: ignore[arg-type]  # the letter is not read here
    found = tuple(Finding("names", "failed", "x", page, "sat with Otis", 0) for page in (4, 9, 9, 12))
    whole = Whole(2_000_000, 18_200_000, "", (), (), (), ())
    one = checks.findings(checks.Checked(made, whole, found))[0]
    assert (one.state, one.page) == ("look", 4)
    assert one.detail == "“Otis” on pages 4, 9 and 12, in “sat with Otis”"


@pytest.mark.parametrize(("count", "words"), [(18_200_000, "18.2 MB"), (640_000, "640 kB"), (3, "1 kB")])
def test_sizes_are_said_in_round_numbers(count: int, words: str) -> None:
    assert checks.size_in_words(count) == words
