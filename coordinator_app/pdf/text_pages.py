"""Record text on pages, fast: widths of words are kept, lines go straight to the canvas, pages are handed on.

For chronologies and packs of thousands of pages; forms and letters use `flow` (performance.md rule 11).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from itertools import accumulate
from typing import Any, BinaryIO, Final, NamedTuple

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from coordinator_app.pdf import fonts
from coordinator_app.pdf.pack_content import TextItem, told

LEFT: Final = 20 * mm
TOP: Final = A4[1] - 18 * mm
BOTTOM: Final = 20 * mm
MEASURE: Final = A4[0] - 2 * LEFT
_INK: Final = "0.082 0.141 0.169 rg"
_QUIET: Final = "0.263 0.329 0.361 rg"


@dataclass(frozen=True, slots=True)
class Style:
    """Face, size and distance of lines in points; `quiet` is grey."""

    face: str = fonts.REGULAR
    size: float = 11
    leading: float = 15.5
    quiet: bool = False


BODY: Final = Style()
LABEL: Final = Style(fonts.MEDIUM, 9.5, 13, quiet=True)
HEAD: Final = Style(fonts.SEMIBOLD, 12.5, 17)
TITLE: Final = Style(fonts.BOLD, 20, 27)
SMALL: Final = Style(fonts.REGULAR, 9, 12, quiet=True)


class Line(NamedTuple):
    """One line of text whose left end stands at x, y (points from the bottom left)."""

    x: float
    y: float
    style: Style
    text: str


class _Widths(dict[str, float]):
    """The widths of words in one face and size, each with the space behind it, measured once."""

    def __init__(self, face: str, size: float) -> None:
        super().__init__()
        self._face, self._size = face, size
        self.space = fonts.width(" ", face, size)

    def __missing__(self, word: str) -> float:
        found = self[word] = fonts.width(word, self._face, self._size) + self.space
        return found


@lru_cache(maxsize=32)
def _widths(face: str, size: float) -> _Widths:
    return _Widths(face, size)


def wrapped(text: str, style: Style, width: float) -> list[str]:
    """The lines of a text in a column of `width` points; newlines are kept, a word that is too long is cut."""
    widths, lines = _widths(style.face, style.size), list[str]()
    for paragraph in fonts.clean(text).split("\n"):
        lines += _lines(paragraph, widths, width)
    return lines


def _lines(text: str, widths: _Widths, width: float) -> list[str]:
    """As many words to a line as fit: the end of each is reckoned once, and that of a line is sought among them."""
    words = text.split(" ")
    room, ends = width + widths.space, list(accumulate(map(widths.__getitem__, words)))
    if ends[-1] <= room:
        return [text]
    lines, at, before = list[str](), 0, 0.0
    while at < len(words):
        end = bisect_right(ends, before + room, at)
        if end == at:  # this word alone is too long
            *full, words[at] = _cut(words[at], widths, width)
            lines += full
            before = ends[at] - widths[words[at]]
            end = bisect_right(ends, before + room, at + 1)
        lines.append(" ".join(words[at:end]))
        at, before = end, ends[end - 1]
    return lines


def _cut(word: str, widths: _Widths, width: float) -> list[str]:
    parts, used = [""], 0.0
    for char in word:
        wide = widths[char] - widths.space
        if parts[-1] and used + wide > width:
            parts.append("")
            used = 0.0
        parts[-1] += char
        used += wide
    return parts


@dataclass(slots=True)
class TextFlow:
    """Fills page after page from the top; `pages` are lists of lines."""

    top: float = TOP
    bottom: float = BOTTOM
    pages: list[list[Line]] = field(default_factory=list)
    down: float = 0.0

    def new_page(self) -> None:
        """Starts a page."""
        self.pages.append([])
        self.down = self.top

    def need(self, height: float) -> None:
        """Starts a page if fewer than `height` points are left."""
        if not self.pages or self.down - height < self.bottom:
            self.new_page()

    def gap(self, height: float) -> None:
        """Leaves room, though never at the head of a page."""
        if self.pages and self.down < self.top:
            self.down -= height

    def write(self, text: str, style: Style = BODY, *, x: float = LEFT, width: float = MEASURE) -> None:
        """Writes a text, over as many pages as it takes."""
        leading, down = style.leading, self.down
        for line in wrapped(text, style, width):
            if not self.pages or down - leading < self.bottom:
                self.new_page()
                down = self.down
            down -= leading
            self.pages[-1].append(Line(x, down, style, line))
        self.down = down

    def row(self, cells: Iterable[tuple[str, float, float, Style]]) -> None:
        """Writes cells (text, x, width, style) side by side; a row is not parted unless it is over a page."""
        laid = [(wrapped(text, style, width), x, style) for text, x, width, style in cells]
        tallest = max([len(lines) * style.leading for lines, _, style in laid])
        self.need(tallest)
        page, down = self.pages[-1], self.down
        for lines, x, style in laid:
            for place, line in enumerate(lines, start=1):
                page.append(Line(x, down - place * style.leading, style, line))
        self.down -= tallest


@lru_cache(maxsize=1024)
def day_in_words(day: date | None) -> str:
    """A civil date as "4 November 2026", or "no date"."""
    return f"{day.day} {day:%B %Y}" if day else "no date"


def write_item(flow: TextFlow, item: TextItem, number: int) -> int:
    """One record: heading with number, date and title, then each part under its label; the page (from 1) it starts on."""
    flow.gap(16)
    # never a heading at the foot of a page whose words are on the next
    flow.need(HEAD.leading + SMALL.leading + 2 * (LABEL.leading + BODY.leading) + 5)
    flow.write(f"Item {number}   {day_in_words(item.when)}", LABEL)
    start = len(flow.pages)
    flow.write(item.title, HEAD)
    flow.write(told(item.how), SMALL)
    for part in item.parts:
        flow.gap(5)
        flow.need(LABEL.leading + BODY.leading)
        flow.write(part.label, LABEL)
        flow.write(part.text, BODY)
        if part.why:
            flow.write(f"Covered here: {part.why}", SMALL)
    return start


def draw_lines(canvas: Canvas, lines: Iterable[Line]) -> None:
    """Draws lines on the present page."""
    fonts.register()
    document: Any = getattr(canvas, "_doc")  # noqa: B009  (reportlab has no public way to a font's subset)
    show = _Shower(document)
    code = ["BT"]
    last: Style | None = None
    for line in lines:
        code.append(f"1 0 0 1 {line.x:.2f} {line.y:.2f} Tm")
        if last is None or line.style != last:
            code.append(_QUIET if line.style.quiet else _INK)
            last = line.style
        code.append(show(line.text, line.style))
    canvas.addLiteral("\n".join([*code, "ET"]))


class _Shower:
    """Writes the operators that show lines in one document; ASCII, which is nearly all, takes the short way."""

    def __init__(self, document: Any) -> None:
        self._document = document
        self._plain: dict[str, str] = {}

    def __call__(self, text: str, style: Style) -> str:
        if text.isascii():
            name = self._plain.get(style.face) or self._first_subset(style.face)
            return f"{name} {style.size} Tf ({text.translate(_ESCAPES)}) Tj"
        shown: list[str] = []
        for face, chars in fonts.runs(text, style.face):
            font = _true_type(face)
            for subset, codes in font.splitString(chars, self._document):
                name = font.getSubsetInternalName(subset, self._document)
                shown.append(f"{name} {style.size} Tf <{codes.hex()}> Tj")
        return " ".join(shown)

    def _first_subset(self, face: str) -> str:
        """The name of the subset in which every ASCII character has its own code."""
        font = _true_type(face)
        font.splitString(" ", self._document)
        name = self._plain[face] = str(font.getSubsetInternalName(0, self._document))
        return name


_ESCAPES: Final = str.maketrans({"\\": "\\\\", "(": "\\(", ")": "\\)"})


def _true_type(face: str) -> TTFont:
    font = pdfmetrics.getFont(face)
    assert isinstance(font, TTFont)
    return font


def print_items(
    out: BinaryIO,
    items: Iterable[TextItem],
    *,
    title: str,
    footer: Callable[[int], str],
    language: str = "en-GB",
) -> int:
    """Streams records as pages to `out`, one after the other; returns the number of pages.

    `footer` gives the line at the foot of a page (from 1). Pages already full are drawn and let go.
    """
    canvas = Canvas(out, pagesize=A4, pageCompression=0, lang=language, invariant=1)
    canvas.setTitle(title)
    flow = TextFlow()
    done = 0
    for number, item in enumerate(items, start=1):
        write_item(flow, item, number)
        while len(flow.pages) > 1:
            done += 1
            _finish(canvas, flow.pages.pop(0), footer(done))
    for page in flow.pages or [[]]:
        done += 1
        _finish(canvas, page, footer(done))
    canvas.save()
    return done


def _finish(canvas: Canvas, lines: list[Line], foot: str) -> None:
    draw_lines(canvas, [*lines, Line(LEFT, 10 * mm, SMALL, foot)])
    canvas.showPage()
