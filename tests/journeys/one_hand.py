"""Users with one way to work a window: by keys alone, walking as Tab leads, or by mouse alone, where only words are typed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QPlainTextEdit,
    QRadioButton,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from tests.journeys.driver import (
    PRESSED,
    Field,
    WindowUser,
    _inside_field,
    _is_there,
    _lists,
    _menu_entry,
    _name,
    _named,
    _role,
    _rows,
    _tab,
    _top,
)

FARTHEST = 150
"""So many stops a keyboard makes on the longest screen."""
_LOOKS = 3
Key = Qt.Key


class KeyboardUser(WindowUser):
    """Never touches the mouse: a control that Tab and the arrows do not lead to cannot be worked."""

    def __init__(self, qtbot: QtBot) -> None:
        super().__init__(qtbot)
        self.pressed = 0

    def presses(self, name: str) -> None:
        self._until(lambda: _is_there(name), f"not exactly one enabled “{name}” to press")
        tab, menu = _tab(name), _menu_entry(name)
        if tab is not None:
            bar, place = tab
            self._walk_to(bar)
            self._arrows(lambda: bar.currentIndex() == place, Key.Key_Home, Key.Key_Right, name)
        elif menu is not None:
            made, entry = menu
            self._arrows(lambda: made.activeAction() is entry, Key.Key_Home, Key.Key_Down, name)
            self._press(Key.Key_Return)
        else:
            self._goes_and_presses(name)

    def _goes_and_presses(self, name: str) -> None:
        """What was made anew on the way is looked for once more, as eyes would."""
        for _ in range(_LOOKS):
            found = self._control(name, lambda widget: _role(widget) in PRESSED)
            try:
                self._click(found)
            except RuntimeError:
                assert not isValid(found)
            else:
                return
        raise AssertionError(f"“{name}” is made anew again and again")

    def opens(self, words: str) -> None:
        self._until(lambda: len(_rows(words)) == 1, f"not exactly one row with “{words}”")
        view, index = _rows(words)[0]
        self._walk_to(view)
        self._arrows(lambda: _at(view) == index.row(), Key.Key_Home, Key.Key_Down, words)
        self._press(Key.Key_Return)

    def types(self, field: str, text: str) -> None:
        found = self._control(field, lambda one: isinstance(one, Field) and not _inside_field(one))
        self._walk_to(found)
        self._press(Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        self._press(Key.Key_Delete)
        for number, part in enumerate(text.split("\n")):
            if number:
                self._press(Key.Key_Return)
            QTest.keyClicks(QApplication.focusWidget(), part)
        self._press(Key.Key_Tab)

    def finds(self, field: str, part: str, row: str) -> None:
        found = self._control(field, lambda one: isinstance(one, Field) and not _inside_field(one))
        self._walk_to(found)
        QTest.keyClicks(QApplication.focusWidget(), part)
        self.sees(row)
        self.keys("Down")
        self.keys("Return")

    def chooses(self, question: str, answer: str) -> None:
        def boxes() -> list[QWidget]:
            return _named(f"{question} {answer}", lambda one: isinstance(one, QRadioButton))

        self._until(lambda: bool(boxes() or _lists(question)), f"no answers for “{question}”")
        if boxes():
            self._click(self._control(f"{question} {answer}", lambda one: _role(one) in PRESSED))
            return
        listed = self._labelled(question)
        self._until(lambda: listed.findText(answer) >= 0, f"no “{answer}” in “{question}”")
        self._walk_to(listed)
        self._arrows(lambda: listed.currentText() == answer, Key.Key_Home, Key.Key_Down, answer)

    def _click(self, widget: QWidget) -> None:
        """Go there and press Space; within a group of radio boxes the arrows lead, as they do everywhere."""
        if isinstance(widget, QRadioButton):
            boxes = _group(widget)
            self._walk_to(*boxes)
            beside = len({one.y() for one in boxes}) == 1
            back, on = (Key.Key_Left, Key.Key_Right) if beside else (Key.Key_Up, Key.Key_Down)
            for step in [back] * (len(boxes) - 1) + [on] * (len(boxes) - 1):
                if not widget.hasFocus():
                    self._press(step)
            assert widget.hasFocus(), f"no arrow leads to “{widget.text()}”"
        else:
            self._walk_to(widget)
        if not (isinstance(widget, QRadioButton) and widget.isChecked()):
            self._press(Key.Key_Space)

    def _walk_to(self, *wanted: QWidget) -> None:
        """By Tab until one of these has the focus."""
        went = []
        for _ in range(FARTHEST):
            now = QApplication.focusWidget()
            if now is not None and any(one is now or one.isAncestorOf(now) for one in wanted):
                return
            went.append(_name(now) if now is not None else "")
            self._press(Key.Key_Tab)
        raise AssertionError(f"Tab does not lead to “{_name(wanted[0])}”, but to {went}")

    def _arrows(self, there: Callable[[], bool], first: Key | None, step: Key, name: str) -> None:
        if not there() and first is not None:
            self._press(first)
        for _ in range(FARTHEST):
            if there():
                return
            self._press(step)
        raise AssertionError(f"no arrow leads to “{name}”")

    def _press(self, key: Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.pressed += 1
        QApplication.processEvents()
        QTest.keyClick(QApplication.activePopupWidget() or QApplication.focusWidget() or _top(), key, held)
        QApplication.processEvents()


class MouseUser(WindowUser):
    """Types words where they are asked for, and works everything else by mouse."""

    def keys(self, keys: str) -> None:
        raise AssertionError(f"a hand on the mouse does not press {keys}")

    def types(self, field: str, text: str) -> None:
        self._into(field)
        if isinstance(now := QApplication.focusWidget(), QPlainTextEdit | QTextEdit):
            now.selectAll()
        for number, part in enumerate(text.split("\n")):
            if number:
                QTest.keyClick(QApplication.focusWidget(), Key.Key_Return)
            QTest.keyClicks(QApplication.focusWidget(), part)

    def finds(self, field: str, part: str, row: str) -> None:
        self._into(field)
        QTest.keyClicks(QApplication.focusWidget(), part)
        self.opens(row)

    def _into(self, field: str) -> None:
        """Three clicks take what stands in a line, so that the words that are typed replace it."""
        found = self._control(field, lambda one: isinstance(one, Field) and not _inside_field(one))
        self._show(found)
        found.window().activateWindow()  # as a window manager does with the window that is clicked
        self._until(found.window().isActiveWindow, "the window does not come to the front")
        inner = found.viewport() if isinstance(found, QPlainTextEdit | QTextEdit) else found
        spot = QPoint(12, inner.height() // 2)
        QTest.mouseClick(inner, Qt.MouseButton.LeftButton, pos=spot)
        QTest.mouseDClick(inner, Qt.MouseButton.LeftButton, pos=spot)
        QTest.mouseClick(inner, Qt.MouseButton.LeftButton, pos=spot)
        now = QApplication.focusWidget()
        assert now is not None, f"a click on “{field}” does not take the cursor there"
        assert found is now or found.isAncestorOf(now), f"a click on “{field}” leads to “{_name(now)}”"


def _at(view: QAbstractItemView) -> int:
    return view.currentIndex().row()


def _group(box: QRadioButton) -> list[QWidget]:
    """The boxes among which the arrows lead."""
    if (group := box.group()) is not None:
        return list(group.buttons())
    parent = box.parentWidget()
    return list(parent.findChildren(QRadioButton)) if parent is not None else [box]
