"""A text whose words can be covered: select, press Cover; spans are counted in code points."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QTextEdit

from coordinator_app.ui import theme
from coordinator_app.ui.announce import announce
from coordinator_app.ui.theme import Theme

State = Literal["suggested", "accepted"]


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch `start` to `end` of a str, in its own indices; `what` says who or what was found."""

    start: int
    end: int
    state: State = "suggested"
    what: str = ""
    key: str = ""


def to_qt(text: str, place: int) -> int:
    """Where index `place` of a str lies for Qt, which counts UTF-16 units."""
    return place + sum(1 for letter in text[:place] if ord(letter) > 0xFFFF)


def from_qt(text: str, units: int) -> int:
    """The index in a str of a place that Qt counts in UTF-16 units; within a pair it is the pair's start."""
    counted = 0
    for place, letter in enumerate(text):
        width = 2 if ord(letter) > 0xFFFF else 1
        if counted + width > units:
            return place
        counted += width
    return len(text)


class TextView(theme.KeepsFont, QPlainTextEdit):
    """Read only. `spans_changed` when the user covered, cleared or removed something; `span_chosen(place)`.

    Tab goes from span to span and then on; Space accepts or clears, Delete removes, C covers the selection, V looks under for as long as it is held.
    """

    spans_changed = Signal()
    span_chosen = Signal(int)

    def __init__(self, name: str = "Text") -> None:
        super().__init__()
        self._text, self._spans, self._chosen = "", list[Span](), -1
        self._peeking = False
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.retheme(theme.current())

    def show_text(self, text: str, spans: Sequence[Span] = ()) -> None:
        """Show a text with its spans. Line ends of other systems are kept as characters of the str."""
        self._text = text
        # one character each, so that places stay true
        shown = text.replace("\r", "\u2028").replace("\x00", "\ufffd").replace("\u2029", "\u2028")
        self.setPlainText(shown)
        self.set_spans(spans)

    def set_spans(self, spans: Sequence[Span]) -> None:
        """Show other spans; not told as a change."""
        self._spans = sorted(spans, key=lambda span: (span.start, span.end))
        self._chosen = -1
        self._paint()

    def spans(self) -> list[Span]:
        """The spans as the user left them, in order."""
        return list(self._spans)

    def selection(self) -> tuple[int, int] | None:
        """The selected stretch in indices of the str, or None."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            return None
        return from_qt(self._text, cursor.selectionStart()), from_qt(self._text, cursor.selectionEnd())

    def cover(self) -> bool:
        """Cover what is selected, joined with spans it touches; False when nothing is selected."""
        found = self.selection()
        if found is None:
            return False
        start, end = found
        touched = [span for span in self._spans if span.start < end and start < span.end]
        start, end = (
            min([start, *(span.start for span in touched)]),
            max([end, *(span.end for span in touched)]),
        )
        what = touched[0].what if touched else "chosen by you"
        self._spans = sorted(
            [*(span for span in self._spans if span not in touched), Span(start, end, "accepted", what)],
            key=lambda span: span.start,
        )
        self._deselect()
        self._changed("Covered")
        return True

    def choose(self, place: int) -> None:
        """Go to a span by its place in `spans()`."""
        self._chosen = place
        span = self._spans[place]
        cursor = self.textCursor()
        cursor.setPosition(to_qt(self._text, span.start))
        self.setTextCursor(cursor)
        self.ensureCursorVisible()
        self._paint()
        state = "covered" if span.state == "accepted" else "suggested"
        words = f"Redaction {place + 1} of {len(self._spans)}, {state}"
        announce(self, f"{words}, {span.what}" if span.what else words)
        self.span_chosen.emit(place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of spans; everything else is reading."""
        plain = event.modifiers() in {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier}
        if plain and event.key() == Qt.Key.Key_C and self.cover():
            return
        if plain and event.key() == Qt.Key.Key_V:
            self._peek(peeking=True)
        elif plain and self._chosen >= 0 and event.key() == Qt.Key.Key_Space:
            self._toggle()
        elif plain and self._chosen >= 0 and event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self._remove()
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """V let go: what is covered is black again."""
        if event.key() == Qt.Key.Key_V and not event.isAutoRepeat():
            self._peek(peeking=False)
        super().keyReleaseEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab visits the spans before it leaves."""
        place = self._chosen + (1 if forward else -1)
        if self._spans and self._chosen < 0 and not forward:
            return super().focusNextPrevChild(forward)
        if 0 <= place < len(self._spans):
            self.choose(place)
            return True
        self._chosen = -1
        self._paint()
        return super().focusNextPrevChild(forward)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """No span is chosen any more."""
        super().focusOutEvent(event)
        self._peek(peeking=False)
        if event.reason() in {Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason}:
            self._chosen = -1
            self._paint()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on a span chooses it."""
        super().mouseReleaseEvent(event)
        if self.textCursor().hasSelection():
            return
        place = from_qt(self._text, self.cursorForPosition(event.position().toPoint()).position())
        found = next(
            (number for number, span in enumerate(self._spans) if span.start <= place < span.end), None
        )
        if found is not None:
            self.choose(found)

    def retheme(self, now: Theme) -> None:
        """Font and colours of the spans."""
        self.setFont(now.font("body"))
        self._paint()

    def _peek(self, *, peeking: bool) -> None:
        if peeking != self._peeking:
            self._peeking = peeking
            self._paint()

    def _toggle(self) -> None:
        span = self._spans[self._chosen]
        state: State = "suggested" if span.state == "accepted" else "accepted"
        self._spans[self._chosen] = replace(span, state=state)
        self._changed("Covered" if state == "accepted" else "Not covered")

    def _remove(self) -> None:
        del self._spans[self._chosen]
        self._chosen = min(self._chosen, len(self._spans) - 1)
        self._changed("Removed")

    def _changed(self, said: str) -> None:
        self._paint()
        announce(self, said)
        self.spans_changed.emit()

    def _deselect(self) -> None:
        cursor = self.textCursor()
        cursor.clearSelection()
        self.setTextCursor(cursor)

    def _paint(self) -> None:
        marks = []
        for place, span in enumerate(self._spans):
            mark = QTextEdit.ExtraSelection()
            mark.cursor = QTextCursor(self.document())
            mark.cursor.setPosition(to_qt(self._text, span.start))
            mark.cursor.setPosition(to_qt(self._text, span.end), QTextCursor.MoveMode.KeepAnchor)
            mark.format = _format(span, chosen=place == self._chosen, peeking=self._peeking)
            marks.append(mark)
        self.setExtraSelections(marks)


def _format(span: Span, *, chosen: bool, peeking: bool) -> QTextCharFormat:
    now, made = theme.current(), QTextCharFormat()
    if span.state == "accepted":
        made.setBackground(now.colour("redact"))
        made.setForeground(QColor(Qt.GlobalColor.white) if peeking else now.colour("redact"))
    else:
        made.setBackground(now.colour("soon-bg"))
        made.setForeground(now.colour("soon-fg"))
        made.setFontUnderline(True)
        made.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DashUnderline)
    if chosen:
        made.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
        made.setUnderlineColor(now.colour("focus"))
        made.setProperty(QTextCharFormat.Property.OutlinePen, now.colour("focus"))
    return made
