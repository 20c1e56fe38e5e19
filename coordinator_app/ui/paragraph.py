"""Folding text with the line heights of the design, and a bold lead sentence where one is wanted."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QSize, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QPainter,
    QPaintEvent,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QLabel

from coordinator_app.core.texts import upright
from coordinator_app.ui import theme
from coordinator_app.ui.theme import Theme

_WIDEST = 640  # px; the longest line of design.md 3
_MEASURED_ANEW = frozenset({QEvent.Type.FontChange, QEvent.Type.LayoutDirectionChange})


class Paragraph(theme.KeepsFont, QLabel):
    """A plain-text label that folds; `lead` is set in front in weight 600. `text()` is the whole of it."""

    def __init__(self, text: str, role: str, *, lead: str = "") -> None:
        super().__init__()
        self._lead = upright(lead)
        self._heights: dict[int, int] = {}
        self._longest = -1
        self._drawn: tuple[tuple[object, ...], QTextLayout] | None = None
        self._marks: tuple[tuple[int, int], ...] = ()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setProperty("textRole", role)
        self.setText(f"{lead} {text}".strip())

    def setText(self, text: str) -> None:
        """Show other words."""
        self._forget()
        super().setText(upright(text))  # what a stored text turns around would take our own words with it

    def mark(self, marks: tuple[tuple[int, int], ...]) -> None:
        """Let stretches of `text()`, in its own indices, stand out by ground and underline."""
        if marks != self._marks:
            self._marks = marks
            self._drawn = None
            self.update()

    def changeEvent(self, event: QEvent) -> None:
        """Measure again in another font; another style or parent by itself changes no line."""
        if event.type() in _MEASURED_ANEW:
            self._forget()
        super().changeEvent(event)

    def retheme(self, _theme: Theme) -> None:
        """Measure again."""
        self._forget()
        self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        """It folds."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of all lines when folded at `width` px."""
        if width not in self._heights:  # layouts ask for the same widths again and again
            self._heights[width] = self._lines_at(width) * self._line_height()
        return self._heights[width]

    def _lines_at(self, width: int) -> int:
        """How many lines there are at a width; where each fits nothing has to be folded to know it."""
        if width >= self._natural():
            return self.text().count("\n") + 1
        return max(1, self._fold(width).lineCount())

    def _natural(self) -> int:
        """The width at which no line folds."""
        if self._longest < 0:
            metrics = QFontMetrics(self._strong() if self._lead else self.font())
            self._longest = max(
                (metrics.horizontalAdvance(line) for line in self.text().split("\n")), default=0
            )
        return self._longest + 2

    def sizeHint(self) -> QSize:
        """On one line if that is short, else folded."""
        width = min(self._natural(), theme.current().px(_WIDEST))
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """May be folded narrow; its height follows from its width."""
        return QSize(theme.current().px(48), self._line_height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the lines."""
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        folded = self._as_drawn()
        free = self.height() - folded.lineCount() * self._line_height()
        top = max(0, free) / 2 if self.alignment() & Qt.AlignmentFlag.AlignVCenter else 0
        folded.draw(painter, QPointF(0, top))

    def _forget(self) -> None:
        self._heights.clear()
        self._longest, self._drawn = -1, None

    def _as_drawn(self) -> QTextLayout:
        """The lines as they were folded when they were drawn last: most paints are of what is there already."""
        key = self.width(), self._line_height(), self.alignment()
        if self._drawn is None or self._drawn[0] != key:
            self._drawn = key, self._fold(self.width())
        return self._drawn[1]

    def _line_height(self) -> int:
        return theme.current().line_height(str(self.property("textRole")))

    def _strong(self) -> QFont:
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        return font

    def _fold(self, width: int) -> QTextLayout:
        folded = QTextLayout(self.text().replace("\n", "\u2028"), self.font())
        across = self.alignment() & Qt.AlignmentFlag.AlignHorizontal_Mask
        option = QTextOption(across)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        folded.setTextOption(option)
        if self._lead or self._marks:
            folded.setFormats([*([self._bold()] if self._lead else ()), *map(self._marked, self._marks)])
        height = self._line_height()
        folded.beginLayout()
        top = 0
        while (line := folded.createLine()).isValid():
            line.setLineWidth(max(1, width))
            line.setPosition(QPointF(0, top + (height - line.height()) / 2))
            top += height
        folded.endLayout()
        return folded

    def _bold(self) -> QTextLayout.FormatRange:
        from PySide6.QtGui import QTextCharFormat  # noqa: PLC0415  (4 ms, and the first paint seldom needs it)

        made, form = QTextLayout.FormatRange(), QTextCharFormat()
        form.setFontWeight(QFont.Weight.DemiBold)
        made.start, made.length, made.format = 0, len(self._lead.encode("utf-16-le")) // 2, form
        return made

    def _marked(self, span: tuple[int, int]) -> QTextLayout.FormatRange:
        from PySide6.QtGui import QTextCharFormat  # noqa: PLC0415  (as above)

        made, form, text, now = QTextLayout.FormatRange(), QTextCharFormat(), self.text(), theme.current()
        form.setBackground(now.colour("soon-bg"))
        form.setForeground(now.colour("soon-fg"))
        form.setFontUnderline(True)
        start, end = (len(text[:place].encode("utf-16-le")) // 2 for place in span)
        made.start, made.length, made.format = start, end - start, form
        return made
