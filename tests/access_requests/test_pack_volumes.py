"""An order of several volumes: each is checked, and what is found is told by the pages of the whole pack."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from pypdf import PdfReader

from coordinator_app.access_requests import pack_checks as checks
from coordinator_app.access_requests.pack_order import (
    MOST_READ,
    BuiltPack,
    OrderItem,
    OrderLine,
    OrderTerm,
    PackOrder,
    Span,
    TermWeight,
)
from coordinator_app.bench.practice_pack import PASSWORD, practice_order
from tests.packs import Files, build_volumes

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
    return build_volumes(order)


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


def one_by_one(
    order: PackOrder, change: Callable[[bytes], bytes] = bytes
) -> tuple[BuiltPack, set[tuple[int, int]]]:
    """Built as the app does: a volume is handed over, and read again for its check from where it then lies."""
    asked = set[tuple[int, int]]()

    class Asked(Files):
        def back(self, volume: int, at: int, count: int) -> bytes:
            asked.add((volume, at))
            assert count <= MOST_READ
            return super().back(volume, at, count)

    return build_volumes(order, files=Asked(change))[0], asked


def test_what_is_checked_is_what_the_vault_holds() -> None:
    order = order_of(OrderItem(30, "Talk", date(2026, 2, 1), "share", (OrderLine("What happened", WORDS),)))
    built, asked = one_by_one(order)
    assert {volume for volume, _ in asked} == {one.volume for one in built.volumes}
    assert {one.state for one in built.findings} <= {"passed", "look"}
    # the planted fault: the vault holds another file than the one that was written
    broken, _ = one_by_one(order, lambda data: data.replace(b" 00000 n ", b" 00000 f ", 3))
    assert "failed" in {one.state for one in broken.findings}


def test_a_vault_that_gives_back_too_little_passes_nothing() -> None:
    order = order_of(OrderItem(30, "Talk", date(2026, 2, 1), "share", (OrderLine("What happened", WORDS),)))
    built, _ = one_by_one(order, lambda data: data[:-400])
    assert next(one for one in built.findings if one.check_name == checks.OPENS).state == "failed"
    assert [one.state for one in built.findings if one.check_name == checks.COVERED_NAMES] == ["failed"]


def test_a_pack_that_nobody_would_mail_comes_in_fewer_larger_files() -> None:
    """Five files of the size of an email are mailed; of a larger pack the files are as large as a stick takes."""
    few = replace(order_of(OrderItem(30, "Talk", None, "share", ()), 12), most_pages=500, most_bytes=9_000)
    mailed, _ = built_of(replace(few, mailed=20))
    carried, _ = built_of(replace(few, mailed=2, carried_bytes=30_000))
    assert len(carried.volumes) < len(mailed.volumes)
    assert len(carried.volumes) > 1
