"""The order for entries on paper crosses to the child and back as it was."""

from __future__ import annotations

from coordinator_app.core.entries_order import TASK, EntriesOrder, EntriesPrinted, EntryOnPaper
from coordinator_app.core.wire import from_plain, to_plain


def test_an_order_and_its_pages_cross_the_wire() -> None:
    one = EntryOnPaper("3 November 2026: Behaviour", "He helped.", "Fact.")
    order = EntriesOrder(
        "Eastmere", "Kit, born 3 May 2012", (("Entries", "1 entry"),), (one,), "For work here."
    )
    for sent in (order, EntriesPrinted(b"%PDF", 1)):
        blobs: list[bytes] = []
        assert from_plain(type(sent), to_plain(sent, blobs), blobs) == sent
    assert TASK == "print.entries"
