"""The rows of a form that reportlab does not have: a box to tick, lines to sign, values over their labels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from reportlab.lib.colors import Color
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph

_BETWEEN: Final = 6 * mm


@dataclass(frozen=True, slots=True)
class SigningLine:
    """Where a line to sign on was drawn: page from 1, points from the page's bottom, its width in points."""

    page: int
    height: float
    width: float


class NotingCanvas(Canvas):
    """A canvas that notes the lines to sign on as they are drawn, in `lines`."""

    def __init__(self, *args: Any, lines: list[SigningLine], **options: Any) -> None:
        super().__init__(*args, **options)
        self._lines = lines

    def note_line(self, left: float, bottom: float, width: float) -> None:
        """Note a line at a place in the coordinates in force."""
        _across, height = self.absolutePosition(left, bottom)
        self._lines.append(SigningLine(self.getPageNumber(), float(height), width))


class TickRow(Flowable):
    """An empty box of 4.5 mm or more with its sentence beside it; never parted by a page end."""

    def __init__(self, sentence: Paragraph, size: float, ink: Color) -> None:
        super().__init__()
        self._sentence, self._size, self._ink = sentence, size, ink
        self._box = max(4.5 * mm, size * 1.06)
        self._indent = self._box + size * 0.7
        self._text_height = 0.0

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803  (reportlab's names)
        """Width and height in points."""
        self._text_height = float(self._sentence.wrap(aW - self._indent, aH)[1])
        self.width = aW
        self.height = max(self._box, self._text_height) + self._size * 0.55
        return aW, self.height

    def draw(self) -> None:
        """Draws the box level with the first line."""
        canvas = self.canv
        top = self.height - self._size * 0.2
        canvas.setStrokeColor(self._ink)
        canvas.setLineWidth(1.1)
        canvas.roundRect(0.6, top - self._box, self._box, self._box, 1.2)
        first_line = self._size * 1.38
        drop = max(0.0, (self._box - first_line) / 2)
        self._sentence.drawOn(canvas, self._indent, top - drop - self._text_height)


class SignatureRow(Flowable):
    """Lines to sign or write on, side by side; `height` is the clear space over the line in points."""

    def __init__(self, labels: Sequence[Paragraph], *, height: float, ink: Color) -> None:
        super().__init__()
        self._labels, self._clear, self._ink = labels, height, ink
        self._label_height = 0.0
        self._each = 0.0

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803  (reportlab's names)
        """Width and height in points."""
        count = len(self._labels)
        self._each = (aW - _BETWEEN * (count - 1)) / count
        self._label_height = max(float(label.wrap(self._each, aH)[1]) for label in self._labels)
        self.width, self.height = aW, self._clear + self._label_height + 3
        return aW, self.height

    def draw(self) -> None:
        """Draws each line and its label."""
        canvas = self.canv
        canvas.setStrokeColor(self._ink)
        canvas.setLineWidth(0.9)
        for place, label in enumerate(self._labels):
            left = place * (self._each + _BETWEEN)
            line = self._label_height + 3
            canvas.line(left, line, left + self._each, line)
            label.drawOn(canvas, left, line - 2 - float(label.height))
        if isinstance(canvas, NotingCanvas):
            canvas.note_line(0, self._label_height + 3, self._each)


class FieldRow(Flowable):
    """Values over lines over labels, side by side; without a value the line is left to be written on."""

    def __init__(
        self, pairs: Sequence[tuple[Paragraph | None, Paragraph]], *, empty: float, ink: Color
    ) -> None:
        super().__init__()
        self._pairs, self._empty, self._ink = pairs, empty, ink
        self._each = self._value_height = self._label_height = 0.0

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803  (reportlab's names)
        """Width and height in points; the tallest value and label rule."""
        count = len(self._pairs)
        self._each = (aW - _BETWEEN * (count - 1)) / count
        values = [float(value.wrap(self._each, aH)[1]) if value else self._empty for value, _ in self._pairs]
        self._value_height = max(values)
        self._label_height = max(float(label.wrap(self._each, aH)[1]) for _, label in self._pairs)
        self.width, self.height = aW, self._value_height + self._label_height + 5
        return aW, self.height

    def draw(self) -> None:
        """Draws each value, line and label; values stand on their line."""
        canvas = self.canv
        canvas.setStrokeColor(self._ink)
        canvas.setLineWidth(0.8)
        line = self._label_height + 3
        for place, (value, label) in enumerate(self._pairs):
            left = place * (self._each + _BETWEEN)
            if value:
                value.drawOn(canvas, left, line + 2)
            canvas.line(left, line, left + self._each, line)
            label.drawOn(canvas, left, line - 2 - float(label.height))


class RuledLines(Flowable):
    """Empty lines for handwriting, `apart` points apart."""

    def __init__(self, count: int, apart: float, ink: Color) -> None:
        super().__init__()
        self._count, self._apart, self._ink = count, apart, ink

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803  (reportlab's names)
        """Width and height in points."""
        del aH
        self.width, self.height = aW, self._count * self._apart
        return aW, self.height

    def draw(self) -> None:
        """Draws the lines."""
        self.canv.setStrokeColor(self._ink)
        self.canv.setLineWidth(0.6)
        for place in range(self._count):
            self.canv.line(0, place * self._apart + 1, self.width, place * self._apart + 1)


class BarLine(Flowable):
    """One bar of a chart: an empty frame as wide as its cell, filled from the left by its share in per cent."""

    def __init__(self, share: int, height: float, ink: Color, rule: Color) -> None:
        super().__init__()
        self._share, self._tall, self._ink, self._rule = max(0, min(100, share)), height, ink, rule

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803  (reportlab's names)
        """Width and height in points."""
        del aH
        self.width, self.height = aW, self._tall
        return aW, self._tall

    def draw(self) -> None:
        """Draws the frame and its filling."""
        radius = self._tall * 0.18
        self.canv.setFillColor(self._ink)
        if self._share:
            full = max(radius * 2, self.width * self._share / 100)
            self.canv.roundRect(0, 0, full, self._tall, radius, stroke=0, fill=1)
        self.canv.setStrokeColor(self._rule)
        self.canv.setLineWidth(0.75)
        self.canv.roundRect(0, 0, self.width, self._tall, radius, stroke=1, fill=0)
