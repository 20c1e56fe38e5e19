"""Blocks drawn as reportlab flowables, in 12 or 18 point; for forms and letters, not for thousands of pages.

All sizes are in points and grow with the text size, save the signature space, which is 24 mm at the least.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property, singledispatch
from typing import Any, Final
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_LEFT
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import (
    CondPageBreak,
    Flowable,
    KeepTogether,
    PageBreak,
    Paragraph,
    Spacer,
    Table,
)

from coordinator_app.core import page_blocks as blocks
from coordinator_app.pdf import fonts
from coordinator_app.pdf.rows import BarLine, FieldRow, RuledLines, SignatureRow, TickRow

INK: Final = HexColor("#15242B")
QUIET: Final = HexColor("#43545C")
RULE: Final = HexColor("#75848A")
ACCENT: Final = HexColor("#0B5C66")
GAP: Final = "#FCE7B8"
_TALL: Final = 10_000
_LAST_LINES: Final = 3
STANDARD: Final = 12
LEAST_LARGE: Final = 16
"""Points: standard print, and the smallest letters of large print, the foot of the page included."""
_KEPT_WITH_TICKS: Final = (blocks.Signature, blocks.Fields)
_KEPT_WITH_WORDS: Final = (blocks.Tick, blocks.Signature, blocks.Lines)
_LEADS: Final = 150  # letters: a sentence or two that lead to a list say nothing on the page before it


@dataclass(frozen=True)
class Look:
    """The styles for one text size (12 or 18 point) and one width of the column in points."""

    size: float
    column: float

    def style(self, name: str, scale: float = 1.0, font: str = fonts.REGULAR, **more: Any) -> ParagraphStyle:
        """A paragraph style whose size is `scale` times the text size; in large print nothing is below 16 point."""
        fonts.register()
        size = max(self.size * scale, LEAST_LARGE if self.is_large else 0)
        settings: dict[str, Any] = {
            "fontName": font,
            "fontSize": size,
            "leading": size * 1.27,
            "textColor": INK,
            "alignment": TA_LEFT,
            "splitLongWords": 1,
            "allowWidows": 0,
            "allowOrphans": 0,
        }
        return ParagraphStyle(name, **(settings | more))

    @property
    def is_large(self) -> bool:
        """Whether this is large print."""
        return self.size > STANDARD

    @cached_property
    def body(self) -> ParagraphStyle:
        """Running text."""
        return self.style("body", spaceAfter=self.size * 0.4)

    @cached_property
    def tight(self) -> ParagraphStyle:
        """Running text without room after it: list items, cells, address lines."""
        return self.style("tight")

    @cached_property
    def small(self) -> ParagraphStyle:
        """Notes and captions: 10 of 12 point."""
        return self.style("small", 10 / 12, textColor=QUIET, spaceAfter=self.size * 0.5)

    @cached_property
    def label(self) -> ParagraphStyle:
        """The words under a line: 9.5 of 12 point."""
        return self.style("label", 9.5 / 12, textColor=QUIET)

    @cached_property
    def strong(self) -> ParagraphStyle:
        """A value that was filled in, a head of a table."""
        return self.style("strong", font=fonts.SEMIBOLD)

    def heading(self, level: int) -> ParagraphStyle:
        """Section headings."""
        scale = 1.2 if level == 1 else 1.0
        before = self.size * (0.7 if level == 1 else 0.55)
        return self.style(
            f"heading{level}",
            scale,
            fonts.SEMIBOLD,
            spaceBefore=before,
            spaceAfter=self.size * 0.35,
            keepWithNext=1,
        )


def markup(text: blocks.Text, font: str = fonts.REGULAR) -> str:
    """A text as reportlab's markup: every character of every value is escaped, faces are chosen per character."""
    return "".join(_span(span, fonts.SEMIBOLD if span.bold else font, font) for span in text)


def _span(span: blocks.Span, font: str, base: str) -> str:
    parts: list[str] = []
    for line in fonts.clean(span.text).split("\n"):
        cut = fonts.runs(line, font)
        parts.append("".join(_run(face, chars, base) for face, chars in cut))
    shown = "<br/>".join(parts)
    return f'<font backColor="{GAP}">{shown}</font>' if span.gap else shown


def _run(face: str, chars: str, base: str) -> str:
    return escape(chars) if face == base else f'<font name="{face}">{escape(chars)}</font>'


def paragraph(text: blocks.Text, style: ParagraphStyle) -> Paragraph:
    """One paragraph in a style."""
    return Paragraph(markup(text, str(style.fontName)), style)


def story(content: Iterable[blocks.Block], look: Look) -> list[Flowable]:
    """Fresh flowables for one build; reportlab uses them up, so ask again for a second pass."""
    found: list[Flowable] = []
    listed = list(content)
    for place, block in enumerate(listed):
        following = listed[place + 1 : place + 3]
        drawn = draw(block, look)
        if _stays_with_next(block, following):
            drawn[-1].keepWithNext = 1
        if isinstance(block, blocks.Heading) and _may_be_parted(following):
            drawn = [CondPageBreak(_beginning(drawn[0], following[0], look)), *drawn]
            drawn[-1].keepWithNext = 0
            # nothing runs together over the flowable between them
            above = float(found[-1].getSpaceAfter()) if found else 0.0
            drawn[-1].spaceBefore = max(0.0, float(drawn[-1].getSpaceBefore()) - above)
        if isinstance(block, blocks.SignOff):
            # with the end of the paragraph before it: nobody signs a page without a word
            text = _parted(found.pop(), look) if found else []
            drawn = [*text[:-1], KeepTogether([*text[-1:], *drawn])]
        found.extend(drawn)
    return found


def _parted(text: Flowable, look: Look) -> list[Flowable]:
    """A long paragraph in two: its last three lines can then stay with what follows. Anything else as it is."""
    if not isinstance(text, Paragraph):
        return [text]
    leading = float(text.style.leading)
    lines = round(float(text.wrap(look.column, _TALL)[1]) / leading)
    parts = text.split(look.column, (lines - _LAST_LINES) * leading + 1) if lines > _LAST_LINES + 2 else []
    if len(parts) != 2:
        return [text]
    parts[0].spaceAfter = 0  # it goes on at once
    return list(parts)


def _stays_with_next(block: blocks.Block, following: list[blocks.Block]) -> bool:
    """What is asked stays with where it is answered, the last two boxes with each other and with their signature.

    More is not kept together: a list of boxes that jumps to the next page leaves half a page empty in large print.
    """
    after, later = [*following, None, None][:2]
    if isinstance(block, blocks.Paragraph):
        leads = isinstance(after, blocks.Items) and sum(len(span.text) for span in block.text) <= _LEADS
        return leads or isinstance(after, _KEPT_WITH_WORDS)
    if not isinstance(block, blocks.Tick):
        return False
    return isinstance(after, _KEPT_WITH_TICKS) or (
        isinstance(after, blocks.Tick) and not isinstance(later, blocks.Tick)
    )


def _may_be_parted(following: list[blocks.Block]) -> bool:
    """Whether a paragraph or a table follows that may go on over the page: its heading needs its beginning only."""
    after, later = [*following, None, None][:2]
    if isinstance(after, blocks.Table):
        return bool(after.rows)
    return isinstance(after, blocks.Paragraph) and not _stays_with_next(after, [later] if later else [])


def _beginning(heading: Flowable, text: blocks.Block, look: Look) -> float:
    """The room for a heading and two lines, or the first row, of what is below it, in points; for little the whole.

    Three lines are not parted: one of them would stand alone.
    """
    tall = float(heading.wrap(look.column, _TALL)[1]) + float(heading.getSpaceBefore())
    tall += float(heading.getSpaceAfter()) + 2
    if isinstance(text, blocks.Table):
        first = replace(text, rows=text.rows[:1])
        return tall + float(draw(first, look)[0].wrap(look.column, _TALL)[1])
    (words,) = draw(text, look)
    leading = float(look.body.leading)
    lines = round(float(words.wrap(look.column, _TALL)[1]) / leading)
    return tall + (2 if lines > 3 else lines) * leading


@singledispatch
def draw(block: blocks.Block, look: Look) -> list[Flowable]:
    """The flowables of one block."""
    raise TypeError(type(block).__name__, look.size)


@draw.register
def _heading(block: blocks.Heading, look: Look) -> list[Flowable]:
    return [paragraph(block.text, look.heading(block.level))]


@draw.register
def _paragraph(block: blocks.Paragraph, look: Look) -> list[Flowable]:
    return [paragraph(block.text, look.small if block.small else look.body)]


@draw.register
def _items(block: blocks.Items, look: Look) -> list[Flowable]:
    indent = look.size * (1.9 if block.numbered else 1.2)
    style = look.style(
        "item",
        leftIndent=indent,
        bulletFontName=fonts.REGULAR,
        bulletFontSize=look.size,
        spaceAfter=look.size * 0.08,
    )
    drawn: list[Flowable] = [
        Paragraph(markup(text), style, bulletText=f"{number}." if block.numbered else "•")
        for number, text in enumerate(block.items, start=1)
    ]
    return [*drawn, Spacer(1, look.size * 0.15)]


@draw.register
def _tick(block: blocks.Tick, look: Look) -> list[Flowable]:
    return [TickRow(paragraph(block.text, look.tight), look.size, INK)]


@draw.register
def _signature(block: blocks.Signature, look: Look) -> list[Flowable]:
    labels = [paragraph(blocks.plain(label), look.label) for label in block.labels]
    row = SignatureRow(labels, height=24 * mm, ink=INK)
    row.keepWithNext, row.spaceAfter = 1, look.size * 0.7  # name, role and date stay with the signature
    return [row]


@draw.register
def _fields(block: blocks.Fields, look: Look) -> list[Flowable]:
    room = 1.9 * look.column / len(block.fields)
    wide = any(
        fonts.width(blocks.words_of(field.value), fonts.SEMIBOLD, look.size) > room for field in block.fields
    )
    # a long name takes a row of its own rather than a tall narrow column
    rows = [(field,) for field in block.fields] if wide else [block.fields]
    drawn: list[Flowable] = []
    for row in rows:
        drawn += [FieldRow([_pair(field, look) for field in row], empty=look.size * 2.1, ink=RULE)]
        drawn += [Spacer(1, look.size * 0.7)]
    return drawn


def _pair(field: blocks.Field, look: Look) -> tuple[Paragraph | None, Paragraph]:
    value = paragraph(field.value, look.strong) if field.value else None
    return value, paragraph(blocks.plain(field.label), look.label)


@draw.register
def _lines(block: blocks.Lines, look: Look) -> list[Flowable]:
    label = paragraph(blocks.plain(block.label), look.tight)
    rows: list[Flowable] = [RuledLines(1, look.size * 2.2, RULE) for _ in range(block.count)]
    return [KeepTogether([label, *rows[:1]]), *rows[1:], Spacer(1, look.size)]


@draw.register
def _table(block: blocks.Table, look: Look) -> list[Flowable]:
    columns = len(block.rows[0]) if block.rows else len(block.head)
    if not columns:
        return []
    shares = block.widths or ((0.36, 0.64) if columns == 2 else tuple(1 / columns for _ in range(columns)))
    head = [[paragraph(blocks.plain(cell), look.strong) for cell in block.head]] if block.head else []
    label = look.tight if block.head else look.style("row", font=fonts.MEDIUM)
    rows = [
        [paragraph(cell, label if place == 0 else look.tight) for place, cell in enumerate(row)]
        for row in block.rows
    ]
    pad = look.size * 0.35
    drawn = Table(
        head + rows,
        colWidths=[share * look.column for share in shares],
        repeatRows=len(head),
        splitInRow=1,
        style=[
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LINEBELOW", (0, 0), (-1, -1), 0.5, RULE),
            ("LEFTPADDING", (0, 0), (0, -1), 0),
            ("RIGHTPADDING", (-1, 0), (-1, -1), 0),
            ("TOPPADDING", (0, 0), (-1, -1), pad),
            ("BOTTOMPADDING", (0, 0), (-1, -1), pad * 1.2),
            *([("LINEBELOW", (0, 0), (-1, 0), 1, INK)] if head else []),
        ],
        hAlign="LEFT",
    )
    return [drawn, Spacer(1, look.size * 0.8)]


@draw.register
def _chart(block: blocks.Chart, look: Look) -> list[Flowable]:
    rows = [
        [
            paragraph(blocks.plain(bar.name), look.tight),
            BarLine(bar.share, look.size * 1.05, ACCENT, RULE),
            paragraph(blocks.plain(bar.words), look.tight),
        ]
        for bar in block.bars
    ]
    shares = (0.27, 0.4, 0.33) if look.is_large else (0.2, 0.52, 0.28)
    drawn = Table(
        rows,
        colWidths=[share * look.column for share in shares],
        style=[
            ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
            ("LEFTPADDING", (0, 0), (0, -1), 0),
            ("RIGHTPADDING", (-1, 0), (-1, -1), 0),
            ("TOPPADDING", (0, 0), (-1, -1), look.size * 0.12),
            ("BOTTOMPADDING", (0, 0), (-1, -1), look.size * 0.18),
        ],
        hAlign="LEFT",
    )
    return [drawn, Spacer(1, look.size * 0.6)]


@draw.register
def _sign_off(block: blocks.SignOff, look: Look) -> list[Flowable]:
    lines = [paragraph(line, look.tight) for line in block.lines]
    closing = paragraph(blocks.plain(block.closing), look.body)
    return [Spacer(1, look.size * 0.5), closing, Spacer(1, 20 * mm), *lines]


@draw.register
def _code(block: blocks.Code, look: Look) -> list[Flowable]:
    style = look.style("code", 22 / 12, fonts.SEMIBOLD)
    small = look.label
    cells = [
        [paragraph(blocks.plain(str(number)), small), paragraph(blocks.plain(group), style)]
        for number, group in enumerate(block.groups, start=1)
    ]
    empty: list[list[Paragraph]] = [[]] * (-len(cells) % 4)
    full = cells + empty
    rows = [full[start : start + 4] for start in range(0, len(full), 4)]
    drawn = Table(
        rows,
        colWidths=[look.column / 4] * 4,
        style=[("VALIGN", (0, 0), (-1, -1), "TOP"), ("BOTTOMPADDING", (0, 0), (-1, -1), look.size)],
        hAlign="LEFT",
    )
    return [drawn, Spacer(1, look.size)]


@draw.register
def _page_break(_block: blocks.PageBreak, _look: Look) -> list[Flowable]:
    return [PageBreak()]
