"""An order of several volumes: each is checked, and what is found is told by the pages of the whole pack."""

from __future__ import annotations

import hashlib
import io
from dataclasses import replace
from datetime import date

from pypdf import PdfReader

from coordinator_app.access_requests import pack_checks as checks
from coordinator_app.access_requests.pack_order import (
    BuiltPack,
    OrderItem,
    OrderLine,
    OrderTerm,
    PackOrder,
    Span,
    TermWeight,
)
from coordinator_app.access_requests.printing import Ends, build_volumes
from coordinator_app.bench.practice_pack import PASSWORD, practice_order

NAME = "Otis Bramblewick"
WHY = "This part is about another person."
WORDS = "He came in on all three days, and worked well in the kitchen. " * 30


def order_of(last: OrderItem, count: int = 30) -> PackOrder:
    first = tuple(
        OrderItem(number, "Attendance", date(2026, 1, number), "share", (OrderLine("What happened", WORDS),))
        for number in range(1, count)
    )
    term = OrderTerm(NAME, "another child", TermWeight.LOOK)
    return replace(practice_order(), items=(*first, last), terms=(term,), most_pages=6)


def built_of(order: PackOrder) -> tuple[BuiltPack, dict[int, bytes]]:
    files: dict[int, io.BytesIO] = {}

    def give(volume: int, portion: bytes) -> None:
        files.setdefault(volume, io.BytesIO()).write(portion)

    built = build_volumes(order, Ends(lambda item: item.document, give, lambda _: None))
    return built, {volume: out.getvalue() for volume, out in files.items()}


def test_a_name_left_in_a_later_volume_is_found_on_its_page_of_the_whole_pack() -> None:
    line = OrderLine("What happened", f"He sat beside {NAME} all day.")
    built, files = built_of(order_of(OrderItem(30, "Talk", date(2026, 2, 1), "share", (line,))))
    assert len(built.volumes) == len(files) > 2
    finding = next(one for one in built.findings if one.check_name == checks.COVERED_NAMES)
    assert finding.state == "look"
    assert finding.page is not None
    assert f"on page {finding.page}" in finding.detail
    volume = next(one for one in reversed(built.volumes) if one.first_page <= finding.page)
    assert volume.volume == len(built.volumes)
    reader = PdfReader(io.BytesIO(files[volume.volume]), password=PASSWORD)
    assert NAME in reader.pages[finding.page - volume.first_page].extract_text()


def test_every_volume_is_the_file_that_was_checked_and_says_how_many_pages_all_have() -> None:
    line = OrderLine(
        "What happened", f"He sat beside {NAME}.", (Span(14, 14 + len(NAME), "another pupil", WHY),)
    )
    built, files = built_of(order_of(OrderItem(30, "Talk", date(2026, 2, 1), "redact", (line,))))
    assert [one.state for one in built.findings if one.check_name == checks.COVERED_NAMES] == ["passed"]
    first = 1
    for volume in built.volumes:
        assert hashlib.sha256(files[volume.volume]).hexdigest() == volume.sha256
        assert (volume.first_page, volume.byte_count) == (first, len(files[volume.volume]))
        first += volume.pages
    assert first - 1 == built.pages
    letter = " ".join(PdfReader(io.BytesIO(files[1]), password=PASSWORD).pages[0].extract_text().split())
    assert f"on {built.pages} pages" in letter
    last = "".join(
        page.extract_text() for page in PdfReader(io.BytesIO(files[len(files)]), password=PASSWORD).pages
    )
    assert "[another pupil]" in last
    assert f"Covered here: {WHY}" in " ".join(last.split())
    assert NAME not in last
