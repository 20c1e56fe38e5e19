"""Child tasks that read scans: their codes, which way up they lie, what is blank or unsigned. Never in the window."""

from __future__ import annotations

import io
import math
from collections.abc import Callable
from typing import Any

from PIL import Image

from coordinator_app.core.answers import as_answer
from coordinator_app.core.page_images import PageShown, PagesShown
from coordinator_app.core.scan_types import scan_type
from coordinator_app.core.wire import from_plain
from coordinator_app.documents.looking.found import FEW_WORDS
from coordinator_app.jobs.job import Progress
from coordinator_app.pdf.render import open_file
from coordinator_app.pdf.scan_codes import CodesFound, FoundCode, find_codes
from coordinator_app.pdf.scan_marks import is_blank, look_at_boxes
from coordinator_app.pdf.scans import Scan, one_by_one, open_scan, put_together
from coordinator_app.scan_in.model import PageMark
from coordinator_app.scan_in.reading_jobs import Built, PageLooked, PagesGiven, ScanLooked, ScanWanted

Tell = Callable[[Progress], None]
_DPI = 200
_LONGEST = (
    2600  # pixels of the longer side in which a page is looked at: A4 at a little over 200 dots to the inch
)
_THUMBNAIL = 220
_A4_INCHES = 11.69
_MOST_WORDS = 200_000


def look_task(request: dict[str, Any], blobs: list[bytes], tell: Tell) -> tuple[dict[str, Any], list[bytes]]:
    """Task "scan.look": `ScanWanted` -> `ScanLooked`. BadFile in plain words if it cannot be read."""
    return as_answer(look(from_plain(ScanWanted, request, blobs), tell))


def build_task(request: dict[str, Any], blobs: list[bytes], _: object) -> tuple[dict[str, Any], list[bytes]]:
    """Task "scan.build": `PagesGiven` -> `Built`."""
    given = from_plain(PagesGiven, request, blobs)
    pdf = put_together([(page.content, page.turn) for page in given.pages])
    with open_file(pdf) as source:
        found = [source.words(index) for index in range(source.pages)]
        words = "\n".join(" ".join(word.text for word in page) for page in found)
        without = sum(len(page) < FEW_WORDS for page in found)
        return as_answer(Built(pdf, source.pages, words.strip()[:_MOST_WORDS], given.seen, without))


def show_task(request: dict[str, Any], blobs: list[bytes], _: object) -> tuple[dict[str, Any], list[bytes]]:
    """Task "scan.show": `PagesGiven` -> `PagesShown`, each page upright."""
    given = from_plain(PagesGiven, request, blobs)
    shown = tuple(
        _shown(number, page.content, page.turn, given.dpi) for number, page in enumerate(given.pages, 1)
    )
    return as_answer(PagesShown(shown, len(shown)))


def look(wanted: ScanWanted, tell: Tell = lambda _: None) -> ScanLooked:
    """Some pages of a scan; the pages count from 1."""
    with open_scan(wanted.content) as scan, one_by_one(wanted.content) as alone:
        last = min(scan.pages, wanted.first + wanted.count - 1)
        pages = []
        for number in range(wanted.first, last + 1):
            tell(Progress(number - 1, scan.pages, f"Reading page {number} of {scan.pages}"))
            pages.append(_looked(scan, number, alone(number - 1)))
        return ScanLooked(scan_type(wanted.content), scan.pages, tuple(pages))


def _looked(scan: Scan, number: int, alone: bytes) -> PageLooked:
    # the page of a careless converter is metres wide: as fine as A4 would be, whatever its size
    dpi = min(_DPI, _LONGEST * 72 / max(*scan.size(number - 1), 1))
    picture = _fitted(scan.picture(number - 1, dpi))
    found = find_codes(picture)
    mark, code = _mark(found)
    turn = found.ours[0].turn if found.ours else 0
    return PageLooked(
        number=number,
        content=alone,
        thumbnail=_thumbnail(picture, turn),
        turn=turn,
        is_blank=mark is PageMark.NONE and is_blank(picture),
        mark=mark,
        reference=code.code.reference if code else "",
        form_page=code.code.page if code else 0,
        form_pages=code.code.pages if code else 0,
        signatures=look_at_boxes(picture, code) if code else "",
    )


def _mark(found: CodesFound) -> tuple[PageMark, FoundCode | None]:
    """What the page is by its codes; two different ones of ours on one page decide nothing."""
    if len({one.code.reference for one in found.ours}) > 1 or len({one.code.page for one in found.ours}) > 1:
        return PageMark.SEVERAL, None
    if found.ours:
        return PageMark.OURS, found.ours[0]
    if found.blank_form:
        return PageMark.BLANK_FORM, None
    if found.torn:
        return PageMark.TORN, None
    return PageMark.FOREIGN if found.foreign else PageMark.NONE, None


def _fitted(picture: Image.Image, longest: int = _LONGEST) -> Image.Image:
    """A photograph comes with its own fineness: looked at in that of a good scan."""
    if max(picture.size) > longest:
        picture = picture.copy()
        picture.thumbnail((longest, longest), Image.Resampling.LANCZOS)
    return picture


def _thumbnail(picture: Image.Image, turn: int) -> bytes:
    small = picture.convert("L").rotate(-turn, expand=True)
    small.thumbnail((_THUMBNAIL, _THUMBNAIL), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    small.save(out, "JPEG", quality=70)
    return out.getvalue()


def _shown(number: int, content: bytes, turn: int, dpi: int) -> PageShown:
    with open_file(content) as source:
        size, fine = source.size(0), min(max(dpi, 20), 300)
        # no finer than A4 would be at that many dots, however large a page says it is
        longest = math.ceil(_A4_INCHES * fine)
        picture = _fitted(source.picture(0, min(fine, longest * 72 / max(*size, 1))), longest)
        picture = picture.rotate(-turn, expand=True)
    width, height = size[::-1] if turn % 180 else size
    out = io.BytesIO()
    picture.save(out, "PNG", compress_level=1)
    return PageShown(number, out.getvalue(), picture.width, picture.height, width, height)
