"""Puts a pack together: letter, what a reply must hold, index, then every shared item in date order; encrypted.

Nothing of an original file goes in: records are set anew from their released text, documents are rebuilt pages.
The file is written once, from empty, with AES-256 (revision 6) and a random owner password (decision 28).
Its bookmarks are numbers, its title is "Request 14", it carries nothing else about itself.
"""

from __future__ import annotations

import hashlib
import io
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import BinaryIO, Final

import pikepdf
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from coordinator_app.core.errors import Cancelled
from coordinator_app.core.page_blocks import PageBreak
from coordinator_app.pdf.frame import BAND, draw_band, print_letter
from coordinator_app.pdf.info import describe
from coordinator_app.pdf.pack_content import (
    Box,
    BuiltPack,
    DocumentItem,
    IndexLine,
    Item,
    PackContent,
    RebuiltPage,
    TextItem,
    told,
)
from coordinator_app.pdf.pictures import Placer
from coordinator_app.pdf.text_pages import (
    BODY,
    BOTTOM,
    HEAD,
    LABEL,
    LEFT,
    MEASURE,
    SMALL,
    TITLE,
    TOP,
    Line,
    TextFlow,
    day_in_words,
    draw_lines,
    write_item,
)

FOOT: Final = 6 * mm
_LEAST_PICTURE: Final = 150 * mm
_COLUMNS: Final = ((0.0, 0.07), (0.07, 0.24), (0.31, 0.42), (0.75, 0.15), (0.92, 0.08))


def _no_progress(_done: int, _total: int) -> None:
    """Nobody watches."""


def _never() -> bool:
    """Nobody stops it."""
    return False


@dataclass(frozen=True, slots=True)
class Watch:
    """Who follows the work: `progress(done, total)` in pages; `cancelled()` is asked before each page."""

    progress: Callable[[int, int], None] = _no_progress
    cancelled: Callable[[], bool] = _never

    def step(self, done: int, total: int) -> None:
        """One page further; raises `Cancelled` if asked to stop."""
        if self.cancelled():
            raise Cancelled
        self.progress(done, total)


@dataclass(slots=True)
class _Laid:
    """Items on pages that are not numbered yet; `pictures` are (page in the flow from 0, item place, page of it)."""

    flow: TextFlow
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    pictures: list[tuple[int, int, int]] = field(default_factory=list)


def build_pack(
    content: PackContent, password: str, out: BinaryIO, *, watch: Watch | None = None
) -> BuiltPack:
    """Writes the finished, encrypted pack to `out` and says what stands where.

    Raises ValueError without a password, `Cancelled` when stopped; `out` is written only at the very end.
    """
    if not password:
        message = "a pack is never written without a password"
        raise ValueError(message)
    watch = watch or Watch()
    items = sorted(content.items, key=lambda item: item.when or date.max)
    laid = _lay(items, practice=content.practice)
    with pikepdf.open(io.BytesIO(_front(content))) as front:
        fronts = len(front.pages)
        indexes = len(_index(items, [1] * len(items), practice=content.practice).pages)
        before = fronts + indexes
        index = _index_lines(items, laid, before)
        index_flow = _index(items, [line.page for line in index], practice=content.practice)
        blank: list[list[Line]] = [[] for _ in range(fronts)]
        pages = blank + index_flow.pages + laid.flow.pages
        body = _drawn(content, pages, fronts, watch)
        with pikepdf.open(io.BytesIO(body)) as drawn, pikepdf.new() as pack:
            pack.pages.extend(front.pages)
            for place in range(fronts):
                pack.pages[place].add_overlay(drawn.pages[place], None)
            pack.pages.extend(drawn.pages[fronts:])
            boxes = _place_pictures(pack, items, laid, before, watch)
            _mark(pack, content, fronts, index)
            made = _encrypted(pack, password)
    watch.step(len(pages), len(pages))
    out.write(made)
    pictures = [before + page + 1 for page, _, _ in laid.pictures]
    wordless = [
        before + page + 1 for page, item, own in laid.pictures if _is_unread(_page_of(items, item, own))
    ]
    return BuiltPack(
        pages=len(pages),
        size=len(made),
        sha256=hashlib.sha256(made).hexdigest(),
        index=index,
        boxes=boxes,
        picture_pages=tuple(pictures),
        wordless_pages=tuple(wordless),
    )


def _front(content: PackContent) -> bytes:
    sheet = replace(content.letter, practice=content.practice, language=content.language)
    reply = (PageBreak(), *content.reply_blocks) if content.reply_blocks else ()
    return print_letter(sheet, [*content.letter_blocks, *reply])


def _top(*, practice: bool) -> float:
    return TOP - (BAND if practice else 0)


def _lay(items: list[Item], *, practice: bool) -> _Laid:
    laid = _Laid(TextFlow(top=_top(practice=practice)))
    for place, item in enumerate(items):
        if isinstance(item, TextItem):
            laid.starts.append(write_item(laid.flow, item, place + 1))
        else:
            laid.starts.append(len(laid.flow.pages) + 1)
            _lay_document(laid, item, place)
        laid.ends.append(len(laid.flow.pages))
    return laid


def _lay_document(laid: _Laid, item: DocumentItem, place: int) -> None:
    flow, count = laid.flow, len(item.pages)
    for own in range(count):
        flow.new_page()
        of_pages = f"   page {own + 1} of {count}" if count > 1 else ""
        flow.row([(f"Item {place + 1}   {day_in_words(item.when)}{of_pages}", LEFT, MEASURE, LABEL)])
        if own == 0:
            flow.write(item.title, HEAD)
            flow.write(told(item.how), SMALL)
            for part in item.parts:
                flow.write(f"{part.label}: {part.text}", SMALL)
        if flow.down - flow.bottom < _LEAST_PICTURE:
            flow.new_page()  # so much is recorded about it that the picture needs a page of its own
        laid.pictures.append((len(flow.pages) - 1, place, own))
    if not count:
        flow.new_page()
        flow.write(f"Item {place + 1}   {day_in_words(item.when)}", LABEL)
        flow.write(item.title, HEAD)
    flow.down = flow.bottom  # what follows starts on a page of its own


def _index_lines(items: list[Item], laid: _Laid, before: int) -> tuple[IndexLine, ...]:
    return tuple(
        IndexLine(place + 1, item.key, before + start, end - start + 1)
        for place, (item, start, end) in enumerate(zip(items, laid.starts, laid.ends, strict=True))
    )


def _index(items: list[Item], pages: list[int], *, practice: bool) -> TextFlow:
    flow = TextFlow(top=_top(practice=practice))
    flow.write("What is in this pack", TITLE)
    flow.gap(8)
    _index_row(flow, ("", "Date", "What it is", "Shared", "Page"), label=True)
    for number, (item, page) in enumerate(zip(items, pages, strict=True), start=1):
        _index_row(flow, (str(number), day_in_words(item.when), item.title, item.how, str(page)))
    return flow


def _index_row(flow: TextFlow, cells: tuple[str, ...], *, label: bool = False) -> None:
    style = LABEL if label else BODY
    placed = [
        (text, LEFT + start * MEASURE, share * MEASURE, style)
        for text, (start, share) in zip(cells, _COLUMNS, strict=True)
    ]
    flow.row(placed)
    flow.gap(4)


def _drawn(content: PackContent, pages: list[list[Line]], fronts: int, watch: Watch) -> bytes:
    """All pages with their lines and the foot of the pack; the first `fronts` carry the foot only."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1)
    for place, lines in enumerate(pages):
        watch.step(place, len(pages))
        if place >= fronts:
            draw_band(canvas, practice=content.practice)
        foot = f"{content.request} · page {place + 1} of {len(pages)}"
        draw_lines(canvas, [*lines, Line(LEFT, FOOT, SMALL, foot)])
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _place_pictures(
    pack: pikepdf.Pdf, items: list[Item], laid: _Laid, before: int, watch: Watch
) -> tuple[Box, ...]:
    placer = Placer(pack)
    boxes: list[Box] = []
    for page, place, own in laid.pictures:
        watch.step(before + page, before + len(laid.flow.pages))
        lowest = min((line.y for line in laid.flow.pages[page]), default=laid.flow.top)
        boxes += placer.place(before + page, _page_of(items, place, own), top=lowest - 8, bottom=BOTTOM - 4)
    return tuple(boxes)


def _is_unread(page: RebuiltPage) -> bool:
    """Whether the words beside a picture do not say what it says: there are none, or no more than a stamp."""
    return not page.words or page.pictured


def _page_of(items: list[Item], place: int, own: int) -> RebuiltPage:
    item = items[place]
    assert isinstance(item, DocumentItem)
    return item.pages[own]


def _mark(pack: pikepdf.Pdf, content: PackContent, fronts: int, index: tuple[IndexLine, ...]) -> None:
    with pack.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem("Letter", 0))
        outline.root.append(pikepdf.OutlineItem("What is in this pack", fronts))
        outline.root.extend(pikepdf.OutlineItem(f"Item {line.number}", line.page - 1) for line in index)
    describe(pack, content.request, content.language)


def _encrypted(pack: pikepdf.Pdf, password: str) -> bytes:
    out = io.BytesIO()
    pack.remove_unreferenced_resources()
    pack.save(
        out,
        encryption=pikepdf.Encryption(
            owner=secrets.token_urlsafe(32), user=password, R=6, aes=True, metadata=True
        ),
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
    )
    return out.getvalue()
