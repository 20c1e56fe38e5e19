"""The frame round printed forms and letters: who we are, code, contact, version and page on every page.

A form carries a QR code and the same code in letters on each page, so that a scanned page files itself even when
the pages were parted. Both are built twice: the first pass counts the pages.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate, Paragraph, Spacer

from coordinator_app.core.page_blocks import Block, FormSheet, LetterSheet, Value, plain
from coordinator_app.pdf import fonts, qr
from coordinator_app.pdf.flow import ACCENT, INK, QUIET, RULE, Look, paragraph, story
from coordinator_app.pdf.info import bare
from coordinator_app.pdf.qr import PageCode, SignBox, code_side, page_code, qr_bars
from coordinator_app.pdf.rows import NotingCanvas, SigningLine
from coordinator_app.pdf.said import said

WIDTH, HEIGHT = A4
SIDE: Final = qr.EDGE * mm
COLUMN: Final = WIDTH - 2 * SIDE
TOP: Final = qr.TOP * mm
BAND: Final = qr.BAND * mm
_MOST_BOXES: Final = 26
_TITLE: Final = 22 / 12
_LARGE_TITLE: Final = 26 / 18
_EXAMPLE: Final = "Example"
"""Stands in place of the code and of the reference on a page for the screen."""
_ADDRESS_TOP: Final = 50 * mm
"""Where the address stands, so that it shows in the window of a DL envelope."""

Sheet = FormSheet | LetterSheet
Draw = Callable[[Canvas, int, int, tuple[SignBox, ...]], None]


def print_form(sheet: FormSheet, content: Sequence[Block]) -> bytes:
    """The form as a PDF of A4 pages; `sheet.reference` is its only title."""
    look = Look(sheet.size, COLUMN)
    first = _FormHead(sheet, look, first=True)
    later = _FormHead(sheet, look, first=False)
    return _printed(sheet, look, content, (first.height, later.height), (first.draw, later.draw), [])


def print_letter(sheet: LetterSheet, content: Sequence[Block]) -> bytes:
    """The letter as a PDF of A4 pages; the address stands where a window envelope shows it."""
    look = Look(sheet.size, COLUMN)
    head = _LetterHead(sheet, look)
    return _printed(
        sheet, look, content, (head.height, head.later_height), (head.draw, head.draw_later), head.opening()
    )


def _printed(
    sheet: Sheet,
    look: Look,
    content: Sequence[Block],
    heights: tuple[float, float],
    heads: tuple[Draw, Draw],
    opening: list[Flowable],
) -> bytes:
    def build(total: int, known: tuple[SigningLine, ...]) -> tuple[bytes, int, tuple[SigningLine, ...]]:
        out, noted = io.BytesIO(), list[SigningLine]()
        foot = _Foot(sheet, look)
        document = BaseDocTemplate(
            out, pagesize=A4, title=sheet.reference, author="", lang=sheet.language, invariant=1
        )

        def page(place: int) -> PageTemplate:
            def on_page(canvas: Canvas, _document: BaseDocTemplate) -> None:
                here = canvas.getPageNumber()
                heads[place](canvas, here, total, _boxes_on(here, known))
                foot.draw(canvas, canvas.getPageNumber(), total)

            top = TOP + (BAND if sheet.practice else 0) + heights[place]
            frame = Frame(
                SIDE,
                foot.height,
                COLUMN,
                HEIGHT - top - foot.height,
                leftPadding=0,
                rightPadding=0,
                topPadding=0,
                bottomPadding=0,
            )
            return PageTemplate(
                ("first", "later")[place], [frame], onPage=on_page, autoNextPageTemplate="later"
            )

        document.addPageTemplates([page(0), page(1)])
        flow = [*opening, *story(content, look)] or [Spacer(1, 1)]
        document.build(flow, canvasmaker=partial(NotingCanvas, lines=noted))
        return out.getvalue(), document.page, tuple(noted)

    _, pages, lines = build(0, ())
    pdf, _, _ = build(pages, lines)
    return bare(pdf, sheet.reference, sheet.language)


def _boxes_on(page: int, lines: Sequence[SigningLine]) -> tuple[SignBox, ...]:
    """The signature boxes of one page, numbered through the form, in millimetres from the top."""
    return tuple(
        SignBox(number, round((HEIGHT - line.height) / mm), round(line.width / mm))
        for number, line in enumerate(lines[:_MOST_BOXES], start=1)
        if line.page == page
    )


def _top(sheet: Sheet) -> float:
    return HEIGHT - TOP - (BAND if sheet.practice else 0)


def draw_band(canvas: Canvas, *, practice: bool) -> None:
    """The band on every page that comes from a practice vault (decision 23)."""
    if not practice:
        return
    canvas.setFillColor(HexColor("#FDF0D5"))
    canvas.rect(0, HEIGHT - BAND - 3 * mm, WIDTH, BAND, stroke=0, fill=1)
    canvas.setFillColor(HexColor("#744600"))
    canvas.setFont(fonts.SEMIBOLD, 10.5)
    canvas.drawCentredString(
        WIDTH / 2, HEIGHT - BAND / 2 - 3 * mm - 3.6, "PRACTICE VAULT   The people on this page are invented"
    )


def draw_code(canvas: Canvas, text: str, left: float, top: float, side: float) -> None:
    """The QR code of `text` as a square of `side` points whose top left corner is given."""
    count, bars = qr_bars(text)
    module = side / count
    canvas.setFillColor(HexColor("#000000"))
    for column, row, length in bars:
        canvas.rect(
            left + column * module, top - (row + 1) * module, length * module, module, stroke=0, fill=1
        )


class _FormHead:
    """Partnership, title and code at the head of a form's page; smaller from the second page on."""

    def __init__(self, sheet: FormSheet, look: Look, *, first: bool) -> None:
        self._sheet = sheet
        self._large = look.is_large
        self._side = code_side(first=first, large=self._large) * mm
        self._code_style = look.style("code", 8.5 / 12, fonts.MEDIUM)
        self._parts: list[Paragraph] = []
        name = sheet.partnership + (f"  ·  Copy {sheet.copy_number}" if sheet.copy_number else "")
        self._add(name, look.style("partnership", 10 / 12, fonts.SEMIBOLD, textColor=ACCENT, spaceAfter=2))
        if first:
            scale = _LARGE_TITLE if self._large else _TITLE
            self._add(sheet.title, look.style("title", scale, fonts.BOLD, leading=look.size * scale * 1.18))
            self._add(sheet.subtitle, look.style("subtitle", 10.5 / 12, textColor=QUIET, spaceBefore=2))
        else:
            self._add(sheet.title, look.style("title", 1, fonts.SEMIBOLD))
            self._add(sheet.whose, look.style("whose", 1, fonts.MEDIUM))  # a loose page says whose it is
        self._caption = said(sheet.language, _EXAMPLE) if sheet.example else sheet.reference
        if not sheet.has_code:
            self._caption, self._side = "", 0.0
        self._code_width = self._measure()
        text_height = self._lay(COLUMN - max(self._side, self._code_width) - 8 * mm)
        code_height = self._side + float(self._code_style.leading)
        self.height = max(text_height, code_height) + look.size * (1.1 if first else 0.9)

    def _measure(self) -> float:
        style = self._code_style
        return fonts.width(self._caption, str(style.fontName), float(style.fontSize))

    def _add(self, text: str, style: ParagraphStyle) -> None:
        if text:
            self._parts.append(paragraph(plain(text), style))

    def _lay(self, width: float) -> float:
        return sum(float(part.wrap(width, HEIGHT)[1]) + 3 for part in self._parts)

    def draw(self, canvas: Canvas, page: int, total: int, boxes: tuple[SignBox, ...]) -> None:
        draw_band(canvas, practice=self._sheet.practice)
        top = _top(self._sheet)
        down = top
        for part in self._parts:
            down -= float(part.height)
            part.drawOn(canvas, SIDE, down)
            down -= 3
        if self._sheet.has_code:
            self._draw_code(
                canvas,
                top,
                PageCode(
                    self._sheet.reference, page, max(page, total), boxes, self._sheet.practice, self._large
                ),
            )

    def _draw_code(self, canvas: Canvas, top: float, code: PageCode) -> None:
        """The code and its letters; where it is an example only, an empty frame that says so."""
        left, right = WIDTH - SIDE - self._side, WIDTH - SIDE
        if self._sheet.example:
            canvas.setStrokeColor(RULE)
            canvas.setDash(3, 3)
            canvas.rect(left, top - self._side, self._side, self._side)
            canvas.setDash()
        else:
            draw_code(canvas, page_code(code), left, top, self._side)
        style = self._code_style
        canvas.setFillColor(INK)
        canvas.setFont(str(style.fontName), float(style.fontSize))
        canvas.drawRightString(right, top - self._side - float(style.leading), self._caption)


class _LetterHead:
    """The letterhead: partnership and its address, the reader's address, date and reference."""

    def __init__(self, sheet: LetterSheet, look: Look) -> None:
        self._sheet, self._look = sheet, look
        self._name = paragraph(
            plain(sheet.partnership), look.style("name", 16 / 12, fonts.BOLD, textColor=ACCENT)
        )
        self._sender = _stack(sheet.sender_lines, look.style("sender", 9.5 / 12, textColor=QUIET))
        to = ", ".join(
            part for part in (*(str(line) for line in sheet.recipient_lines[:1]), sheet.date) if part
        )
        self._later = paragraph(
            plain("  ·  ".join(part for part in (sheet.partnership, to) if part)),
            look.style("later", 10 / 12, fonts.SEMIBOLD, textColor=ACCENT),
        )
        name = float(self._name.wrap(COLUMN * 0.55, HEIGHT)[1])
        sender = sum(float(line.wrap(COLUMN * 0.4, HEIGHT)[1]) for line in self._sender)
        self._head = max(name, sender) + 3 * mm
        band = BAND if sheet.practice else 0
        # the address starts at the envelope's window, or lower if the letterhead needs the room
        self.height = max(self._head + 4 * mm, _ADDRESS_TOP - TOP - band)
        self.later_height = float(self._later.wrap(COLUMN, HEIGHT)[1]) + look.size

    def opening(self) -> list[Flowable]:
        look, sheet = self._look, self._sheet
        lines: list[Flowable] = list(_stack(sheet.recipient_lines, look.tight))
        lines += [Spacer(1, look.size * 1.6), paragraph(plain(sheet.date), look.tight)]
        if sheet.our_reference:
            lines.append(paragraph(plain(f"Our reference: {sheet.our_reference}"), look.tight))
        return [*lines, Spacer(1, look.size * 1.4)]

    def draw(self, canvas: Canvas, _page: int, _total: int, _boxes: tuple[SignBox, ...]) -> None:
        draw_band(canvas, practice=self._sheet.practice)
        top = _top(self._sheet)
        self._name.drawOn(canvas, SIDE, top - float(self._name.height))
        down = top
        for line in self._sender:
            down -= float(line.height)
            line.drawOn(canvas, SIDE + COLUMN * 0.6, down)
        canvas.setStrokeColor(ACCENT)
        canvas.setLineWidth(1.2)
        canvas.line(SIDE, top - self._head, WIDTH - SIDE, top - self._head)

    def draw_later(self, canvas: Canvas, _page: int, _total: int, _boxes: tuple[SignBox, ...]) -> None:
        draw_band(canvas, practice=self._sheet.practice)
        self._later.drawOn(canvas, SIDE, _top(self._sheet) - float(self._later.height))


def _stack(lines: Sequence[Value], style: ParagraphStyle) -> list[Paragraph]:
    return [paragraph(plain(line), style) for line in lines if line]


class _Foot:
    """Contact at the left, reference, page and version at the right, over a thin line; in large print one below the other."""

    def __init__(self, sheet: Sheet, look: Look) -> None:
        self._sheet, self._large = sheet, look.is_large
        self._style = look.style("foot", 9 / 12, textColor=QUIET, splitLongWords=0)
        self._contact = paragraph(plain(_unbroken(sheet.contact)), self._style)
        self._leading = float(self._style.leading)
        rows = self._rows(99, 99)
        beside = 0.0 if self._large else max(self._width(right) for _left, right in rows) + 8 * mm
        contact = float(self._contact.wrap(COLUMN - beside, HEIGHT)[1])
        below = len(rows) * self._leading
        self._tall = contact + below if self._large else max(contact, below)
        self._rows_from = contact if self._large else 0.0
        self.height = 10 * mm + self._tall + 4 * mm

    def draw(self, canvas: Canvas, page: int, total: int) -> None:
        top = 10 * mm + self._tall
        canvas.setStrokeColor(RULE)
        canvas.setLineWidth(0.5)
        canvas.line(SIDE, top + 2, WIDTH - SIDE, top + 2)
        self._contact.drawOn(canvas, SIDE, top - float(self._contact.height))
        canvas.setFillColor(QUIET)
        canvas.setFont(str(self._style.fontName), float(self._style.fontSize))
        for place, (left, right) in enumerate(self._rows(page, max(total, page)), start=1):
            line = top - self._rows_from - place * self._leading + 3
            canvas.drawString(SIDE, line, left)
            canvas.drawRightString(WIDTH - SIDE, line, right)

    def _width(self, text: str) -> float:
        return fonts.width(text, str(self._style.fontName), float(self._style.fontSize))

    def _rows(self, page: int, total: int) -> tuple[tuple[str, str], ...]:
        """Left and right of each row: reference and page; version and copy; the wording that the form speaks of."""
        sheet, words = self._sheet, partial(said, self._sheet.language)
        reference = words(_EXAMPLE) if sheet.example else sheet.reference
        if isinstance(sheet, FormSheet) and not sheet.has_code:
            reference = ""
        pages = f"{words('Page')} {page} {words('of')} {total}"
        version = f"{words('Version')} {sheet.version}, {sheet.digest[:8]}" if sheet.digest else ""
        copy = f"Copy {sheet.copy_number}" if sheet.copy_number and isinstance(sheet, LetterSheet) else ""
        about = sheet.about if isinstance(sheet, FormSheet) else ""
        last = "    ".join(part for part in (version, copy) if part)
        first = f"{reference}    {pages}" if reference else pages
        if self._large:
            return ((first, last), *(((about, ""),) if about else ()))
        return tuple(("", line) for line in (first, last, about) if line)


def _unbroken(contact: Value) -> Value:
    """The contact with its telephone number in one piece."""
    return re.sub(r"(?<=[0-9]) (?=[0-9])", "\u00a0", contact) if isinstance(contact, str) else contact
