"""The rows of redaction: a scanned page with a covered place, and the check of a finished pack."""

from __future__ import annotations

import io
import random
from collections.abc import Iterator

import pypdfium2
from PIL import Image, ImageDraw

from coordinator_app.bench.measure import Row, compare
from coordinator_app.core.page_blocks import LetterSheet
from coordinator_app.pdf.pack import build_pack
from coordinator_app.pdf.pack_content import Box, BuiltPack, Forbidden, PackContent, Part, TextItem
from coordinator_app.pdf.redact import rebuild_page
from coordinator_app.pdf.render import open_file
from coordinator_app.pdf.seal_check import Seal, check_pack

_A4_AT_300 = (2480, 3508)
_QUALITY = 75
_PASSWORD = "BENCH-BENCH"  # noqa: S105  (of an invented pack)
_WORDS = (
    "She came in on all three days this week, late once on Wednesday because the bus was cancelled. " * 30
)


def redaction_rows(items: int, n: int) -> Iterator[Row]:
    """Every row of redaction; the checked pack has so many records."""
    yield scan_row(n)
    yield check_row(items, n)


def scan_row(n: int) -> Row:
    """A scan at 300 dots to the inch with one covered place, beside decoding and encoding its picture."""
    scan = _scan()
    jpeg = io.BytesIO()
    scan.save(jpeg, "JPEG", quality=85)
    pdf = io.BytesIO()
    scan.save(pdf, "PDF", resolution=300, quality=85)
    box = Box(0, 0.2, 0.2, 0.6, 0.25)

    def floor() -> None:
        with Image.open(io.BytesIO(jpeg.getvalue())) as opened:
            opened.save(io.BytesIO(), "JPEG", quality=_QUALITY)

    with open_file(pdf.getvalue()) as source:
        return compare(
            "redact scan page",
            floor,
            lambda: rebuild_page(source, 0, [box]),
            n=n,
            goal=1.2,
            note="its JPEG decoded and encoded",
        )


def _scan() -> Image.Image:
    """Grey paper with lines of ink, as a scanner sees it; the same each time."""
    rng = random.Random(14)  # noqa: S311  (an invented page)
    made = Image.new("L", _A4_AT_300, 238)
    drawn = ImageDraw.Draw(made)
    for line in range(200, _A4_AT_300[1] - 200, 60):
        at = 200
        while at < _A4_AT_300[0] - 200:
            wide = rng.randint(8, 30)
            drawn.rectangle((at, line, at + wide, line + rng.randint(10, 34)), fill=rng.randint(10, 60))
            at += wide + rng.randint(6, 40)
    return made


def check_row(items: int, n: int) -> Row:
    """The check of a finished pack against 300 names, beside one reader that takes all its text."""
    pdf, built = _pack(items)
    names = tuple(Forbidden(f"Otis{number} Thorncastle{number}", "another pupil") for number in range(300))
    seal = Seal(built, "Request 14", names)

    def floor() -> None:
        with pypdfium2.PdfDocument(pdf, password=_PASSWORD) as opened:
            for page in opened:
                page.get_textpage().get_text_range()

    return compare(
        "check of a finished pack",
        floor,
        lambda: check_pack(pdf, _PASSWORD, seal),
        n=max(2, n // 5),
        goal=None,
        note=f"the text of its {built.pages} pages",
    )


def _pack(items: int) -> tuple[bytes, BuiltPack]:
    sheet = LetterSheet("Bench", (), (), "24 November 2026", "7QK4-M2ZD-91XA", "")
    made = tuple(
        TextItem(str(number), None, "Attendance", "in full", (Part("What happened", _WORDS),))
        for number in range(items)
    )
    out = io.BytesIO()
    built = build_pack(PackContent("Request 14", sheet, (), (), made), _PASSWORD, out)
    return out.getvalue(), built
