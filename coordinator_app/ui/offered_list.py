"""The lines of a list, which may come late or again: what is chosen, typed or being looked at stays."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSignalBlocker, QTimer
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QComboBox, QLineEdit

from coordinator_app.ui.announce import announce

Options = Sequence[tuple[object, str]]
GONE = " (no longer on the list)"


class OfferedList(QComboBox):
    """Holds (value, words); `none` is the words for no choice, the first line."""

    def __init__(self, options: Options, *, none: str | None) -> None:
        super().__init__()
        # kept here and not as Qt's item data, which would turn a coded choice into a plain text
        self._lines: list[tuple[object, str]] = []
        self._none = none
        self._later: Callable[[], None] | None = None
        self._opened = False  # asking for the view makes it, which the first paint need not
        self._fill([*self._no_choice(), *options], 0)

    def set_value(self, value: object) -> None:
        """Choose by value; an unknown one chooses the first line."""
        self._take_what_waits()
        self.setCurrentIndex(self._place_of(value, 0))

    def set_options(self, options: Options) -> None:
        """Offer other choices, keeping the present one if it is among them."""
        lines, chosen = [*self._no_choice(), *options], self._at(self.currentIndex())
        self._later = None
        self._show(lines, next((place for place, line in enumerate(lines) if line[0] == chosen), 0))

    def offer(self, options: Options) -> None:
        """Offer the same choices as they are read now, at any time: what is chosen stays, and says so if it has gone.

        While the list is open its lines stand still, or the one pointed at would be another by the time of the click;
        the new ones are taken when it closes.
        """
        waiting = self._open_at() is not None and len(self._lines) > len(self._no_choice())
        self._later = (lambda: self._offer(options)) if waiting else None
        if not waiting:
            self._offer(options)

    def showPopup(self) -> None:
        """Open the list."""
        self._take_what_waits()
        self._opened = True
        super().showPopup()

    def hidePopup(self) -> None:
        """Close the list; what was offered meanwhile is taken once the line that was clicked is."""
        super().hidePopup()
        self._take_soon()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """A click beside the open list closes it without `hidePopup`."""
        super().focusInEvent(event)
        self._take_soon()

    def _take_soon(self) -> None:
        if self._later is not None and self._open_at() is None:
            QTimer.singleShot(0, self, self._take_what_waits)

    def _take_what_waits(self) -> None:
        later, self._later = self._later, None
        if later is not None:
            later()

    def _offer(self, options: Options) -> None:
        lines, place = [*self._no_choice(), *options], self.currentIndex()
        chosen = self._at(place)
        places = (at for at, (value, _words) in enumerate(lines) if value == chosen)
        found = next(places, None)
        if found is None and chosen is not None:
            found, words = len(lines), self._lines[place][1]
            lines.append((chosen, words if words.endswith(GONE) else words + GONE))
            if not words.endswith(GONE):
                announce(self, lines[found][1])
        self._show(lines, found or 0)

    def _show(self, lines: list[tuple[object, str]], place: int) -> None:
        """These lines, chosen at `place`; words being typed, the cursor and an open list stay as they are."""
        if lines == self._lines:
            if place != self.currentIndex():
                self.setCurrentIndex(place)
            return
        edit, open_at = self.lineEdit(), self._open_at()
        typing = edit is not None and edit.text() != self.itemText(self.currentIndex())
        typed = _Typed(edit) if edit is not None and (typing or edit.hasFocus()) else None
        if open_at is not None:
            super().hidePopup()  # the first lines came: they need more room
        self._fill(lines, place)
        if typed is not None:
            typed.put_back(self if typing else None)
        if open_at is not None:
            self.showPopup()

    def _fill(self, lines: list[tuple[object, str]], place: int) -> None:
        self._lines = lines
        blocked = QSignalBlocker(self)  # nobody chose anything
        self.clear()
        self.addItems([words for _value, words in lines])
        self.setCurrentIndex(place if lines else -1)
        blocked.unblock()
        self.update()

    def _no_choice(self) -> list[tuple[object, str]]:
        return [(None, self._none)] if self._none is not None else []

    def _at(self, place: int) -> object:
        return self._lines[place][0] if 0 <= place < len(self._lines) else None

    def _place_of(self, value: object, otherwise: int) -> int:
        return next((place for place, line in enumerate(self._lines) if line[0] == value), otherwise)

    def _open_at(self) -> int | None:
        is_open = self._opened and self.view().isVisible()
        return self.view().currentIndex().row() if is_open else None


class _Typed:
    """Words in the field of a list that is typed into, with the cursor and what is marked."""

    def __init__(self, edit: QLineEdit) -> None:
        self._edit = edit
        self._text, self._cursor = edit.text(), edit.cursorPosition()
        self._marked = (edit.selectionStart(), len(edit.selectedText()))

    def put_back(self, looked_for_in: QComboBox | None) -> None:
        """As it was; while somebody types, what fits is shown at once."""
        if looked_for_in is not None:
            self._edit.setText(self._text)
        start, length = self._marked
        self._edit.setCursorPosition(self._cursor)
        if start >= 0:
            self._edit.setSelection(start, length)
        finder = self._edit.completer()
        if looked_for_in is not None and finder is not None and self._edit.hasFocus() and self._text:
            finder.setCompletionPrefix(self._text)
            finder.complete()
