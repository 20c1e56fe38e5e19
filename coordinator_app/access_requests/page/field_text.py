"""A record as it would be released, on paper: each field's label and its words, which can be covered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, QTextBoundaryFinder, Signal
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from coordinator_app.access_requests.page.review_reading import FieldLine
from coordinator_app.ui import layout, painting, theme
from coordinator_app.ui.labels import label
from coordinator_app.ui.text_view import Span, TextView
from coordinator_app.ui.theme import Theme

# design.md 4.11: suggestions look the same in both themes, since they lie on paper
_BARE = "QPlainTextEdit { background: transparent; border: 0; padding: 0; min-height: 0;"
_AMBER, _EDGE = QColor(0xFC, 0xE7, 0xB8).rgba(), QColor(0xA8, 0x64, 0x00).rgba()


def is_exact() -> bool:
    """Whether Alt is held: then half a word is meant."""
    return bool(QGuiApplication.keyboardModifiers() & Qt.KeyboardModifier.AltModifier)


def whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch (in UTF-16 units, as Qt counts) widened to the word boundaries of Unicode."""
    words = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Word, text)
    words.setPosition(start)
    first = start if words.isAtBoundary() else words.toPreviousBoundary()
    words.setPosition(end)
    last = end if words.isAtBoundary() else words.toNextBoundary()
    return max(0, first), max(last, end)


class FieldText(TextView):
    """A text view as high as its text, in the colours of paper. It scrolls with the page, never by itself."""

    grown = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(0)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self._fit())

    def retheme(self, now: Theme) -> None:
        """Paper and ink in both themes."""
        super().retheme(now)
        ink = now.colour("ink").name()
        self.setStyleSheet(f"{_BARE} color: {ink}; }}")
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold anew."""
        super().resizeEvent(event)
        self._fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The paper scrolls."""
        event.ignore()

    def sizeHint(self) -> QSize:
        """As high as the text."""
        return QSize(theme.current().px(400), self.height())

    def cover(self, *, exact: bool | None = None) -> bool:
        """Cover what is selected, to the ends of its words: half a word left over can be guessed.

        With Alt, or `exact`, only the very letters.
        """
        if self.selection() is not None and not (is_exact() if exact is None else exact):
            self._to_whole_words()
        return super().cover()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt+C covers as C does, the very letters only. Space looks under the covers where no mark is chosen."""
        alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
        if not event.modifiers() and event.key() == Qt.Key.Key_Space and self._chosen < 0:
            self.peek(peeking=True)
        elif not (alt and event.key() == Qt.Key.Key_C and self.cover(exact=True)):
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Space let go: what is covered is black again."""
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self.peek(peeking=False)
        super().keyReleaseEvent(event)

    def peek(self, *, peeking: bool) -> None:
        """Look under the covers, or no longer."""
        self._peek(peeking=peeking)

    def chosen_words(self) -> str:
        """The words selected, or those of the mark that is chosen, or ""."""
        found = self.selection()
        if found is None and 0 <= self._chosen < len(self._spans):
            span = self._spans[self._chosen]
            found = span.start, span.end
        return self._text[found[0] : found[1]].strip() if found else ""

    def _to_whole_words(self) -> None:
        cursor = self.textCursor()
        start, end = whole_words(self.toPlainText(), cursor.selectionStart(), cursor.selectionEnd())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def _fit(self) -> None:
        lines = max(1, round(self.document().size().height()))
        high = lines * self.fontMetrics().lineSpacing() + 6
        if high != self.height():
            self.setFixedHeight(high)
            self.grown.emit()

    def _paint(self) -> None:
        super()._paint()
        marks = self.extraSelections()
        for span, mark in zip(self.spans(), marks, strict=True):
            if span.state == "suggested":
                mark.format.setBackground(QColor.fromRgba(_AMBER))
                mark.format.setForeground(theme.current().colour("ink"))
                mark.format.setUnderlineColor(QColor.fromRgba(_EDGE))
        self.setExtraSelections(marks)


class FieldRow(QWidget):
    """A label and the words under it."""

    def __init__(self) -> None:
        super().__init__()
        self.key = ""
        self._label = label("", "caption-medium", "ink")
        self.view = FieldText()
        layout.add_all(layout.column(self, space=2), self._label, self.view)

    def show_field(self, line: FieldLine, spans: Sequence[Span]) -> None:
        """Show another field."""
        self.key = line.key
        self._label.setText(line.label)
        self.view.setAccessibleName(line.label)
        self.view.show_text(line.words, spans)


class Sheet(QFrame):
    """A page of paper with a thin edge."""

    def __init__(self) -> None:
        super().__init__()
        layout.size(self, max_width=760)
        self.lines = layout.column(self, space=14, margins=(44, 36, 44, 44))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the paper."""
        now = theme.current()
        area = QRectF(self.rect())
        painting.draw_box(QPainter(self), area, now.colour("paper"), now.colour("line-strong"), 0)


class RecordPaper(QWidget):
    """All fields of one item on a sheet. Rows are kept and shown again, so that turning to an item is quick.

    `spans_changed` when the user covered or cleared something.
    """

    spans_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[FieldRow] = []
        self._used = 0
        self._title = label("", "h1-small", "ink", wrap=True)
        self._sub = label("", "small", "ink", wrap=True)
        sheet = Sheet()
        layout.add_all(sheet.lines, self._title, self._sub)
        self._lines = layout.column(space=12)
        sheet.lines.addLayout(self._lines)
        sheet.lines.addStretch(1)
        self._content = QWidget()
        around = layout.row(self._content, space=0, margins=(20, 14, 20, 20))
        layout.add_all(around, None, sheet, None)
        around.setStretch(1, 1000)
        self.area = layout.scrolling(self._content, "What would be shared")
        layout.column(self, space=0).addWidget(self.area)

    def show_record(self, title: str, sub: str, fields: Sequence[FieldLine]) -> None:
        """Show another item, from its top."""
        self._title.setText(title)
        self._sub.setText(sub)
        self._used = len(fields)
        while len(self._rows) < len(fields):
            self._add_row()
        if fields and any(row.view.hasFocus() for row in self._rows[len(fields) :]):
            # else the focus falls to the menu, where 1, 2 and 3 do nothing
            self._rows[len(fields) - 1].view.setFocus()
        for place, row in enumerate(self._rows):
            row.setVisible(place < len(fields))
            if place < len(fields):
                row.show_field(fields[place], ())
        self.area.verticalScrollBar().setValue(0)

    def rows(self) -> list[FieldRow]:
        """The rows in use."""
        return self._rows[: self._used]

    def set_spans(self, spans: Mapping[str, Sequence[Span]]) -> None:
        """Show what is covered and suggested, by field."""
        for row in self.rows():
            own = list(spans.get(row.key, ()))
            if own != row.view.spans():
                row.view.set_spans(own)

    def spans(self) -> dict[str, list[Span]]:
        """What is covered and suggested, as the user left it."""
        return {row.key: row.view.spans() for row in self.rows()}

    def cover_selection(self, *, exact: bool = False) -> bool:
        """Cover all that is selected, to whole words unless `exact`, whatever the field; False when nothing is."""
        covered = [row.view.cover(exact=exact) for row in self.rows() if row.view.selection()]
        return any(covered)

    def peek(self, *, peeking: bool) -> None:
        """Look under every cover, or no longer."""
        for row in self.rows():
            row.view.peek(peeking=peeking)

    def chosen_words(self) -> str:
        """What is selected or chosen on the paper, or ""."""
        return next((words for row in self.rows() if (words := row.view.chosen_words())), "")

    def look_at(self, key: str, place: int) -> None:
        """Bring a span into view and choose it."""
        for row in self.rows():
            if row.key == key:
                row.view.choose(place)
                where = row.view.cursorRect().center()
                at = row.view.mapTo(self._content, where)
                self.area.ensureVisible(at.x(), at.y(), 20, 80)

    def _add_row(self) -> None:
        row = FieldRow()
        row.view.spans_changed.connect(self.spans_changed)
        row.view.selectionChanged.connect(partial(self._only_here, row))
        self._rows.append(row)
        self._lines.addWidget(row)

    def _only_here(self, row: FieldRow) -> None:
        """One selection on the paper: words left selected elsewhere look as dark as covered ones, and are not."""
        if not row.view.selection():
            return
        for other in self._rows:
            cursor = other.view.textCursor()
            if other is not row and cursor.hasSelection():
                cursor.clearSelection()
                other.view.setTextCursor(cursor)
