"""Marks the words that were searched for on the page that a result has opened, also in what comes to it later."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QScrollArea, QTextEdit, QWidget
from shiboken6 import isValid

from coordinator_app.core.search_words import SearchWords, Span, read_words, spans
from coordinator_app.ui import theme
from coordinator_app.ui.paragraph import Paragraph
from coordinator_app.ui.text_view import to_qt

SETTLED = 50  # ms


class Marking(QObject):
    """Marks `typed` in the texts of a page, and takes all marks away by `stop`.

    The first is brought into sight once, unless the page itself was told what to show (`scrolls` False).
    """

    def __init__(self, page: QWidget, typed: str, *, scrolls: bool = True) -> None:
        super().__init__(page)
        self._page, self._words = page, read_words(typed)
        self._waiting, self._shown = False, not scrolls
        self._watched: set[QWidget] = set()
        self._mark()

    def stop(self) -> None:
        """The page is left: it shows something else when it is next opened."""
        self._waiting = True  # nothing is marked any more
        for watched in self._watched:
            if isValid(watched):
                watched.removeEventFilter(self)
        for text in self._page.findChildren(Paragraph):
            text.mark(())
        for box in self._page.findChildren(QPlainTextEdit):
            box.setExtraSelections([])
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What has come to the page, or was unfolded, has it laid out anew."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._soon()
        return super().eventFilter(watched, event)

    def _soon(self) -> None:
        if not self._waiting:
            self._waiting = True
            QTimer.singleShot(0, self, self._mark)

    def _watch(self) -> None:
        """What is inside an area that scrolls is laid out by itself: nobody outside hears of it."""
        areas = {area.widget(): area for area in self._page.findChildren(QScrollArea)}
        for widget in {self._page, *(one for one in areas if one is not None)} - self._watched:
            widget.installEventFilter(self)
            self._watched.add(widget)
            if widget in areas:  # it can be scrolled further only once it knows that there is more
                areas[widget].verticalScrollBar().rangeChanged.connect(self._soon)

    def _mark(self) -> None:
        self._waiting = False
        self._watch()
        first: QWidget | None = None
        for text in self._page.findChildren(Paragraph):
            found = spans(text.text(), self._words)
            text.mark(found)
            first = first or (text if found and text.isVisible() else None)
        for box in self._page.findChildren(QPlainTextEdit):
            if _mark_box(box, self._words) and box.isVisible():
                first = first or box
        if first is not None and not self._shown:
            self._bring(first)

    def _bring(self, first: QWidget) -> None:
        """Once it has stayed in sight for a moment it is left alone: what is above it may still be given its place."""
        if not first.visibleRegion().isEmpty():
            self._shown = True
        else:
            into_sight(first)
            QTimer.singleShot(SETTLED, self, self._soon)


def _mark_box(box: QPlainTextEdit, words: SearchWords) -> bool:
    text = box.toPlainText()
    found = spans(text, words)
    if found or box.extraSelections():
        box.setExtraSelections([_selection(box, text, one) for one in found])
    return bool(found)


def _selection(box: QPlainTextEdit, text: str, span: Span) -> QTextEdit.ExtraSelection:
    now = theme.current()
    made = QTextEdit.ExtraSelection()
    cursor = QTextCursor(box.document())
    cursor.setPosition(to_qt(text, span[0]))
    cursor.setPosition(to_qt(text, span[1]), QTextCursor.MoveMode.KeepAnchor)
    made.cursor = cursor
    form = made.format
    form.setBackground(now.colour("soon-bg"))
    form.setForeground(now.colour("soon-fg"))
    form.setFontUnderline(True)
    made.format = form
    return made


def into_sight(widget: QWidget) -> None:
    """Scroll every area round a widget until it is seen."""
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QScrollArea):
            parent.ensureWidgetVisible(widget)
        parent = parent.parentWidget()
