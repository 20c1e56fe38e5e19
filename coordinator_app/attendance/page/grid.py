"""The grid of marks, keyboard first: arrows, a code, / for a day, Ctrl+D for the row above, Delete to empty."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QKeySequence

from coordinator_app.attendance.page.codes_menu import codes_menu
from coordinator_app.attendance.page.grid_model import TOTAL, Index
from coordinator_app.attendance.page.grid_view import GridView
from coordinator_app.attendance.typing_codes import CodeKeys
from coordinator_app.core.attendance import AFTERNOON, MORNING, NO_MARK
from coordinator_app.ui.announce import announce
from coordinator_app.ui.shortcuts import KeyLine

KEYS: tuple[KeyLine, ...] = (
    KeyLine("mark_day", ("/",), "Present all day, where nothing stands", single=True, own=True),
    KeyLine("mark_half", ("\\",), "Present in this session", single=True, own=True),
    KeyLine("mark_row", ("Ctrl+Return",), "Present in every session of the row that is asked for", own=True),
    KeyLine("repeat", ("Ctrl+D",), "Repeat the row above", own=True),
    KeyLine("empty", ("Delete",), "Empty the session", own=True),
    KeyLine("codes", ("Shift+F10",), "Choose a code from a list", own=True),
)
_ARROWS = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Return: (1, 0),
    Qt.Key.Key_Enter: (1, 0),
}
_CTRL = Qt.KeyboardModifier.ControlModifier


class MarkGrid(GridView):
    """A grid that is typed into. `typed` when something in it changed, `row_left` when another row is gone to, `left` on leaving.

    `refused(words)` says why a key did nothing, "" when that is over; `save_wanted` is Ctrl+S.
    """

    typed = Signal()
    row_left = Signal()
    left = Signal()
    refused = Signal(str)
    save_wanted = Signal()

    def __init__(self, name: str, *, one_week: bool, fits: bool) -> None:
        self._keys = CodeKeys()
        super().__init__(name, one_week=one_week, fits=fits)
        self.doubleClicked.connect(lambda _index: self.offer_codes())

    # keys

    def event(self, event: QEvent) -> bool:
        """Keys that mean something here are not taken by the window's shortcuts."""
        pressed = event if isinstance(event, QKeyEvent) else None
        if pressed is not None and event.type() == QEvent.Type.ShortcutOverride and self._is_ours(pressed):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """An act, a code, or Qt's own."""
        act, character = self._act_of(event), self._character(event)
        if act is not None:
            act()
        elif character:
            self._type(character)
        elif event.key() in _ARROWS and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self._step(*_ARROWS[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def _is_ours(self, event: QKeyEvent) -> bool:
        return self._act_of(event) is not None or bool(self._character(event))

    def _act_of(self, event: QKeyEvent) -> Callable[[], object] | None:
        if not self.currentIndex().isValid():
            return None
        key, held = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if held == _CTRL:
            return {
                Qt.Key.Key_D: lambda: self._do(self.sheet.repeat_above),
                Qt.Key.Key_S: self.save_wanted.emit,
                Qt.Key.Key_Return: lambda: self._do(self.sheet.fill_row),
                Qt.Key.Key_Enter: lambda: self._do(self.sheet.fill_row),
            }.get(Qt.Key(key)) or (self._take_back if self._may_take_back(event) else None)
        if held:
            return None
        return {
            Qt.Key.Key_Delete: lambda: self.put(NO_MARK),
            Qt.Key.Key_Backspace: self._back,
        }.get(Qt.Key(key))

    def _may_take_back(self, event: QKeyEvent) -> bool:
        return event.matches(QKeySequence.StandardKey.Undo) and bool(self.sheet.typed)

    def _character(self, event: QKeyEvent) -> str:
        """What is typed, "" for a key that is none of a code; ? stays the key for the keys."""
        held = event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
        text = event.text()
        usable = not held and len(text) == 1 and text.isprintable() and text not in {" ", "?"}
        return text if usable and self.currentIndex().isValid() else ""

    def _type(self, character: str) -> None:
        if self._at() == TOTAL:
            return
        if not self._keys.begun and character == MORNING:
            self._do_and_go(self.sheet.fill_day, to_next_day=True)
        elif not self._keys.begun and character == AFTERNOON:
            self._do_and_go(self.sheet.put_present)
        else:
            self._code(character)

    def _code(self, character: str) -> None:
        row, at = self._row(), self._at()
        keyed = self._keys.press(character, afternoon=at % 2 == 1)
        problem = keyed.problem
        if keyed.mark and not problem:
            problem = self._change(lambda: self.sheet.put(row, at, keyed.mark))
            if problem:
                self._keys.leave()
        self._show_begun()
        self._tell(problem, keyed.hint)
        if keyed.done and not problem:
            self._forward()
            if keyed.over:
                self._type(keyed.over)

    def put(self, mark: str) -> None:
        """Put a mark into the current session, as a key or the list of codes does."""
        if self.currentIndex().isValid() and self._at() != TOTAL:
            row, at = self._row(), self._at()
            self._keys.leave()
            self._tell(self._change(lambda: self.sheet.put(row, at, mark)))
            self._show_begun()

    def _back(self) -> None:
        self.put(NO_MARK)
        self._step(0, -1)

    def _do(self, act: Callable[[int], str]) -> None:
        row = self._row()
        self._keys.leave()
        self._tell(self._change(lambda: act(row)))
        self._show_begun()

    def _do_and_go(self, act: Callable[[int, int], str], *, to_next_day: bool = False) -> None:
        row, at = self._row(), self._at()
        problem = self._change(lambda: act(row, at))
        self._tell(problem)
        if not problem:
            if to_next_day and at % 2 == 0 and self.sheet.mark(row, at + 1) != NO_MARK:
                self._go(row, at + 1)
            self._forward()

    def _take_back(self) -> None:
        if self.sheet.take_back():
            self._tell("")
            self.rows.all_touched()
            self.typed.emit()
        else:
            self.refused.emit("These marks are being saved. Undo comes with the next press of Ctrl+Z.")

    def _change(self, act: Callable[[], str]) -> str:
        """Do something to the sheet; why it was refused, or ""."""
        problem = act()
        if not problem:
            self.rows.touched(self._row())
            if self._at() != TOTAL:
                announce(self, self.sheet.spoken(self._row(), self._at()).partition(": ")[2])
            self.typed.emit()
        return problem

    def _tell(self, problem: str, hint: str = "") -> None:
        self.refused.emit(problem or hint)

    def _show_begun(self) -> None:
        begun = self._keys.begun
        shown = bool(begun) and self.sheet.mark(self._row(), self._at()) != begun
        self.rows.begun = (self._row(), self._at(), begun) if shown else None
        self.rows.touched(self._row())

    def currentChanged(self, now: Index, before: Index) -> None:
        """A half typed code is told; a row that was left is to be kept."""
        super().currentChanged(now, before)
        if before.isValid() and (now.row(), now.column()) != (before.row(), before.column()):
            lost = self._keys.leave()
            self.rows.begun = None
            if lost:
                self.refused.emit(lost)
        if before.isValid() and now.row() != before.row():
            self.row_left.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """There is a cursor as soon as there is a row."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.sheet.rows:
            self._go(*self._first())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """What was typed is kept, unless only a list of codes has opened."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """All codes, for the mouse and the menu key."""
        event.accept()
        self.offer_codes()

    def offer_codes(self) -> None:
        """Open the list of codes at the current session."""
        if self.currentIndex().isValid() and self._at() != TOTAL:
            menu = codes_menu(self, afternoon=self._at() % 2 == 1, chosen=self.put)
            place = self.visualRect(self.currentIndex()).bottomLeft()
            menu.popup(self.viewport().mapToGlobal(place))
