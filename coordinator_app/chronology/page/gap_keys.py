"""Gaps in a text that is typed, "[who]": the first is chosen as the words are put in, Tab goes to the next."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent

from coordinator_app.chronology.templates import gaps, next_gap
from coordinator_app.ui.inputs import LongText


class GapKeys(QObject):
    """Watches one text. Behind the last gap Tab leaves the text as ever, so that nobody is caught in it."""

    def __init__(self, text: LongText) -> None:
        super().__init__(text)
        self._text = text
        text.installEventFilter(self)

    def put(self, words: str) -> None:
        """Put words in at the cursor and choose their first gap; what is chosen in the text gives way to them."""
        cursor = self._text.textCursor()
        start = cursor.selectionStart()
        before = self._text.toPlainText()[:start]
        lead = "" if not before or before[-1].isspace() else "\n"
        cursor.insertText(lead + words)  # by cursor, so that Ctrl+Z takes it back
        self._text.setTextCursor(cursor)
        if not self._choose(start + len(lead), end=start + len(lead) + len(words)):
            cursor.setPosition(start + len(lead) + len(words))
            self._text.setTextCursor(cursor)
        self._text.setFocus(Qt.FocusReason.OtherFocusReason)

    def left(self) -> tuple[str, ...]:
        """The gaps that are still open, in their order."""
        words = self._text.toPlainText()
        return tuple(words[start:end] for start, end in gaps(words))

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Tab: to the next gap, if there is one behind the cursor."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if event.key() != Qt.Key.Key_Tab or event.modifiers() != Qt.KeyboardModifier.NoModifier:
            return False
        return self._choose(self._text.textCursor().selectionEnd())

    def _choose(self, after: int, end: int | None = None) -> bool:
        found = next_gap(self._text.toPlainText(), after)
        if found is None or (end is not None and found[1] > end):
            return False
        cursor = self._text.textCursor()
        cursor.setPosition(found[0])
        cursor.setPosition(found[1], cursor.MoveMode.KeepAnchor)
        self._text.setTextCursor(cursor)
        return True
