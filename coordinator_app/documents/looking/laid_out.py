"""Words laid out as pages, so that what has no pages of its own is previewed, covered and printed like anything else.

The layout is part of what is kept: places that were covered on these pages are kept by page and fraction. It must not
change between versions of the app; `tests/documents/looking/test_laid_out.py` holds a page of it fast.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from coordinator_app.core.errors import BadFile
from coordinator_app.documents.looking.found import MOST_LETTERS, Part
from coordinator_app.documents.looking.texts import too_long
from coordinator_app.pdf import fonts
from coordinator_app.pdf.page_limits import MOST_PAGES
from coordinator_app.pdf.text_pages import (
    BODY,
    BOTTOM,
    HEAD,
    LEFT,
    MEASURE,
    SMALL,
    TOP,
    TextFlow,
    draw_lines,
    wrapped,
)

_ROOM: Final = TOP - BOTTOM - 40
_TAB: Final = "    "


@dataclass(slots=True)
class Pages:
    """Laid out pages as a PDF; the words of each as they stand in the file; which of them hold a picture only."""

    pdf: bytes = b""
    words: list[str] = field(default_factory=list)
    pictures: frozenset[int] = frozenset()


@dataclass(slots=True)
class _Layout:
    flow: TextFlow = field(default_factory=TextFlow)
    words: list[list[str]] = field(default_factory=list)
    pictures: dict[int, Image.Image] = field(default_factory=dict)
    after_gap: bool = True

    def part(self, part: Part) -> None:
        if part.heading:
            self.flow.gap(14)
            self.flow.need(HEAD.leading + 2 * BODY.leading)
            self.line(part.heading, head=True)
        for line in part.lines:
            self.line(line)

    def line(self, words: str, *, head: bool = False) -> None:
        """One line of the file: on the page where it begins it is found by search, whole."""
        style = HEAD if head else BODY
        shown = fonts.clean(words.replace("\t", _TAB).rstrip())
        if not shown.strip():
            self.flow.gap(0 if self.after_gap else BODY.leading / 2)
            self.after_gap = True
            return
        self.after_gap = False
        self.flow.need(style.leading)
        self.say(words)
        for line in wrapped(shown, style, MEASURE):
            self.flow.need(style.leading)
            self._watch()
            self.flow.write(line, style)

    def say(self, words: str) -> None:
        while len(self.words) < len(self.flow.pages):
            self.words.append([])
        self.words[-1].append(" ".join(words.split()))

    def picture(self, heading: str, picture: Image.Image) -> None:
        self.flow.new_page()
        self._watch()
        self.line(heading, head=True)
        self.pictures[len(self.flow.pages) - 1] = picture
        self.flow.new_page()

    def _watch(self) -> None:
        if len(self.flow.pages) > MOST_PAGES:
            raise BadFile(
                f"This file would fill more than {MOST_PAGES} pages.",
                next_step="Save it in parts, then choose each part.",
            )


def lay_out(
    title: str,
    parts: Sequence[Part],
    pictures: Sequence[tuple[str, Image.Image]] = (),
    behind: Sequence[Part] = (),
) -> Pages:
    """Pages of these parts in their order, each picture on a page of its own, then what stands behind all of them.

    BadFile if there are too many.
    """
    if sum(len(line) for part in (*parts, *behind) for line in part.lines) > MOST_LETTERS:
        raise too_long()
    layout = _Layout()
    layout.flow.new_page()
    layout.flow.write(title, SMALL)
    layout.flow.gap(8)
    for part in parts:
        layout.part(part)
    for heading, picture in pictures:
        layout.picture(heading, picture)
    for part in behind:
        layout.part(part)
    if not layout.flow.pages[-1]:
        layout.flow.pages.pop()
    pages = layout.flow.pages
    words = [" ".join(lines) for lines in layout.words]
    words += [""] * (len(pages) - len(words))
    return Pages(_drawn(title, layout), words, frozenset(layout.pictures))


def _drawn(title: str, layout: _Layout) -> bytes:
    fonts.register()
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, pageCompression=0, lang="en-GB", invariant=1)
    canvas.setTitle(title)
    for number, lines in enumerate(layout.flow.pages):
        draw_lines(canvas, lines)
        if number in layout.pictures:
            _draw(canvas, layout.pictures[number])
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _draw(canvas: Canvas, picture: Image.Image) -> None:
    """As large as the page allows, never larger than it is at 96 dots to the inch."""
    scale = min(MEASURE / picture.width, _ROOM / picture.height, 0.75)
    wide, high = picture.width * scale, picture.height * scale
    jpeg = io.BytesIO()
    picture.save(jpeg, "JPEG", quality=85)
    canvas.drawImage(ImageReader(jpeg), LEFT, TOP - 40 - high, wide, high)
