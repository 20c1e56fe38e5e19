"""Child task that prints entries of a chronology, in the frame of our forms but without a code: nothing comes back."""

from __future__ import annotations

from typing import Any

from coordinator_app.core.answers import as_answer
from coordinator_app.core.entries_order import EntriesOrder, EntriesPrinted
from coordinator_app.core.page_blocks import Block, FormSheet, Heading, Paragraph, Table, plain
from coordinator_app.core.wire import from_plain
from coordinator_app.pdf.frame import print_form
from coordinator_app.pdf.render import open_file

_NO_REFERENCE = "0000-0000-0000"
_SIZES = {False: 12, True: 18}


def entries_task(
    request: dict[str, Any], blobs: list[bytes], _: object
) -> tuple[dict[str, Any], list[bytes]]:
    """Task "print.entries": `EntriesOrder` -> `EntriesPrinted`."""
    return as_answer(print_entries(from_plain(EntriesOrder, request, blobs)))


def print_entries(order: EntriesOrder) -> EntriesPrinted:
    """The entries as a PDF of A4 pages; the child's name and what the paper is for stand on every page."""
    sheet = FormSheet(
        partnership=order.partnership,
        title="Entries of the chronology",
        subtitle=order.whose,
        reference=_NO_REFERENCE,
        contact=order.foot,
        version=1,
        digest="",
        size=_SIZES[order.large_print],
        practice=order.practice,
        whose=order.whose,
        has_code=False,
    )
    pdf = print_form(sheet, blocks_of(order))
    with open_file(pdf) as source:
        return EntriesPrinted(pdf, source.pages)


def blocks_of(order: EntriesOrder) -> tuple[Block, ...]:
    """What stands on the pages, from the top."""
    facts = Table(tuple((plain(name), plain(words)) for name, words in order.facts), widths=(0.2, 0.8))
    warned = (Paragraph(plain(order.warning, bold=True)),) if order.warning else ()
    told: list[Block] = []
    for one in order.entries:
        told += [
            Heading(plain(one.head), level=2),
            Paragraph(plain(one.words)),
            Paragraph(plain(one.told), small=True),
        ]
    return (facts, *warned, *told)
