"""Drives the real window of this process as a user would: by what is on the screen, never by an attribute."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from PySide6.QtCore import QMimeData, QModelIndex, QPoint, Qt, QUrl
from PySide6.QtGui import QAccessible, QDragEnterEvent, QDropEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QListView,
    QMenu,
    QPlainTextEdit,
    QScrollArea,
    QTabBar,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from coordinator_app.app.run import App
from coordinator_app.core.clock import SetClock
from coordinator_app.ui.device_settings import DeviceSettings, Place
from coordinator_app.ui.dialogs import WindowDialogs
from coordinator_app.ui.lock_reason import LockReason
from tests.journeys.on_screen import on_screen as _on_screen
from tests.journeys.on_screen import top as _top

PATIENCE = 120_000  # milliseconds: how long a wait for something on the screen may take on a busy machine
Role = QAccessible.Role
PRESSED = {Role.Button, Role.ButtonMenu, Role.Link, Role.RadioButton, Role.CheckBox, Role.MenuItem}
Field = QLineEdit | QPlainTextEdit | QTextEdit | QAbstractSpinBox
SPOKEN = QAccessible.Text.Name


class PreparedDialogs(WindowDialogs):
    """The real dialogs over the window; only the system's file boxes are answered beforehand, in order."""

    def __init__(self, window: Callable[[], QWidget | None], paths: deque[Path], offered: list[str]) -> None:
        super().__init__(window)
        self.paths, self.offered = paths, offered

    def choose_file(self, title: str, kinds: str, then: Callable[[Path], None]) -> None:
        then(self._next(title))

    def choose_files(self, title: str, kinds: str, then: Callable[[list[Path]], None]) -> None:
        then([self._next(title)])

    def choose_folder(self, title: str, then: Callable[[Path], None]) -> None:
        then(self._next(title))

    def save_file(self, title: str, name: str, kinds: str, then: Callable[[Path], None]) -> None:
        self.offered.append(name)
        then(self._next(title))

    def _next(self, title: str) -> Path:
        assert self.paths, f"no path was prepared for: {title}"
        return self.paths.popleft()


@dataclass(slots=True)
class MovingClock(SetClock):
    """A clock that is put somewhere and goes on from there, so that a wait really passes."""

    started: float = field(default_factory=time.monotonic)

    def put(self, at: datetime) -> None:
        """Put it to another London time."""
        self.at, self.started = at, time.monotonic()

    def now(self) -> datetime:
        """Where it was put, and the time since."""
        return SetClock.now(self) + timedelta(seconds=time.monotonic() - self.started)


class Laptop:
    """One laptop with its settings and clock; the window is started and closed on it as often as wanted.

    `paths` are what the next file boxes are answered, `offered` the file names that were suggested in them.
    `guarded_words` are rare words that the user wrote about safeguarding or health, for `general_alone`.
    """

    def __init__(self, qtbot: QtBot, home: Path, clock: MovingClock) -> None:
        self.qtbot, self.home, self.clock = qtbot, home, clock
        self.settings = DeviceSettings(home / "window.ini")
        self.settings.place = Place(0, 0, 1366, 736)  # a first window would fill this small screen
        self.app: App | None = None
        self.user = WindowUser(qtbot)
        self.paths: deque[Path] = deque()
        self.offered: list[str] = []
        self.guarded_words: list[str] = []

    def start(self, vault: Path | None = None) -> WindowUser:
        """Start the program; without `vault` it shows the last one, as on a real laptop."""
        app = App(self.clock, self.settings, state=self.home / "state", become=self._locked)
        self.app = app
        app.start(vault or self.settings.last_vault_folder, LockReason.NONE)
        app.window.resize(1366, 736)
        app.window.activateWindow()
        return self.user

    def drops(self, path: Path) -> None:
        """Let go of a file over the middle of the window."""
        assert self.app is not None
        window, given = self.app.window, QMimeData()
        given.setUrls([QUrl.fromLocalFile(str(path))])
        middle, copy = window.rect().center(), Qt.DropAction.CopyAction
        hand = (given, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
        for event in (QDragEnterEvent(middle, copy, *hand), QDropEvent(middle.toPointF(), copy, *hand)):
            QApplication.sendEvent(window.windowHandle(), event)

    def _locked(self, folder: Path, reason: str, *, stop_jobs: Any, release_lock: Any) -> None:
        # the real one becomes a new process here; a test of this very process starts the window anew instead
        stop_jobs()
        release_lock()
        assert self.app is not None
        self.app.window.allow_close()
        self.app.window.deleteLater()
        self.app = App(self.clock, self.settings, state=self.home / "state", become=self._locked)
        self.app.start(folder, LockReason.read(reason))

    def dialogs(self, window: Callable[[], QWidget | None]) -> PreparedDialogs:
        """In place of `WindowDialogs`."""
        return PreparedDialogs(window, self.paths, self.offered)

    def close(self) -> None:
        """Close the window; everything is put away."""
        app, self.app = self.app, None
        if app is not None:
            app.window.close()
            app.window.deleteLater()


class WindowUser:
    """See `user.User`."""

    def __init__(self, qtbot: QtBot) -> None:
        self._qtbot = qtbot

    def sees(self, *words: str) -> None:
        for each in words:
            self._until(lambda each=each: _is_written(each), f"“{each}” does not come")

    def sees_one_of(self, *words: str) -> str:
        found: list[str] = []

        def look() -> bool:
            screen = "\n".join(_written())  # read once, not for each of three hundred counts
            found[:] = [one for one in words if one in screen]
            return bool(found)

        self._until(look, f"none of {words} comes")
        return found[0]

    def does_not_see(self, *words: str) -> None:
        for each in words:
            self._until(lambda each=each: not _is_written(each), f"“{each}” stays")

    def reads(self) -> str:
        return "\n".join(_written())

    def presses(self, name: str) -> None:
        self._until(lambda: _is_there(name), f"not exactly one enabled “{name}” to press")
        tab, menu = _tab(name), _menu_entry(name)
        if tab is not None:
            bar, place = tab
            QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.tabRect(place).center())
        elif menu is not None:
            QTest.mouseClick(menu[0], Qt.MouseButton.LeftButton, pos=menu[0].actionGeometry(menu[1]).center())
        else:
            self._click(self._control(name, lambda widget: _role(widget) in PRESSED))

    def offers(self, name: str) -> bool:
        return bool(_named(name, lambda widget: _role(widget) in PRESSED and widget.isEnabled()))

    def opens(self, words: str) -> None:
        self._until(lambda: len(_rows(words)) == 1, f"not exactly one row with “{words}”")
        view, index = _rows(words)[0]
        view.scrollTo(index)
        QTest.mouseClick(
            view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(index).center() - QPoint(40, 0)
        )

    def types(self, field: str, text: str) -> None:
        found = self._control(field, lambda widget: isinstance(widget, Field) and not _inside_field(widget))
        self._show(found)
        found.setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClick(found, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClick(found, Qt.Key.Key_Delete)
        for part in text.split("\n"):
            QTest.keyClicks(found, part)
            if "\n" in text:
                QTest.keyClick(found, Qt.Key.Key_Return)
        QTest.keyClick(found, Qt.Key.Key_Tab)

    def finds(self, field: str, part: str, row: str) -> None:
        found = self._control(field, lambda widget: isinstance(widget, Field) and not _inside_field(widget))
        self._show(found)
        found.setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClicks(found, part)
        self.sees(row)
        self.keys("Down")
        self.keys("Return")

    def chooses(self, question: str, answer: str) -> None:
        def boxes() -> list[QWidget]:
            return _named(f"{question} {answer}", lambda widget: _role(widget) is Role.RadioButton)

        self._until(lambda: bool(boxes() or _lists(question)), f"no answers for “{question}”")
        if boxes():
            self._click(self._control(f"{question} {answer}", lambda widget: _role(widget) in PRESSED))
            return
        lists = self._labelled(question)
        self._until(lambda: lists.findText(answer) >= 0, f"no “{answer}” in “{question}”")
        place = lists.findText(answer)
        self._show(lists)
        lists.setFocus(Qt.FocusReason.TabFocusReason)
        lists.showPopup()
        view = lists.view()
        index = lists.model().index(place, lists.modelColumn())
        view.scrollTo(index)
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(index).center())
        self._until(lambda: lists.currentText() == answer, f"“{answer}” was not taken")

    def ticks(self, name: str) -> None:
        box = self._control(name, lambda widget: isinstance(widget, QCheckBox))
        assert isinstance(box, QCheckBox)
        if not box.isChecked():
            self._click(box)
        assert box.isChecked(), name

    def keys(self, keys: str) -> None:
        pressed = QKeySequence(keys)[0]
        target = QApplication.activePopupWidget() or QApplication.focusWidget() or _top()
        QTest.keyClick(target, pressed.key(), pressed.keyboardModifiers())

    def focus(self) -> str:
        """The name of the control that has the focus, "" if none has."""
        widget = QApplication.focusWidget()
        return _name(widget) if widget is not None else ""

    def in_hand(self, name: str) -> str:
        """The words of the row that is in hand in the list of this name, "" if none is."""
        for view in _named(name, lambda widget: isinstance(widget, QAbstractItemView)):
            assert isinstance(view, QAbstractItemView)
            for index, words in _entries(view):
                if index.row() == view.currentIndex().row():
                    return words
        return ""

    def _labelled(self, question: str) -> QComboBox:
        found: list[QComboBox] = []

        def look() -> bool:
            found[:] = _lists(question)
            return len(found) == 1 and found[0].isEnabled()

        self._until(look, f"not exactly one enabled list of answers for “{question}”")
        return found[0]

    def _control(self, name: str, fits: Callable[[QWidget], bool]) -> QWidget:
        found: list[QWidget] = []

        def look() -> bool:
            found[:] = _named(name, fits)
            return len(found) == 1 and found[0].isEnabled()

        self._until(look, f"not exactly one enabled “{name}”")
        return found[0]

    def _click(self, widget: QWidget) -> None:
        self._show(widget)
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)

    def _show(self, widget: QWidget) -> None:
        parent = widget.parentWidget()
        while parent is not None:
            if isinstance(parent, QScrollArea):
                parent.ensureWidgetVisible(widget)
            parent = parent.parentWidget()

    def _until(self, fact: Callable[[], bool], otherwise: str) -> None:
        """Look until it is so; the program gets as much time between two looks as a look takes, and half as much again."""
        begun = time.monotonic()
        while True:
            at = time.monotonic()
            if fact():
                return
            now = time.monotonic()
            assert (now - begun) * 1_000 < PATIENCE, f"{otherwise}. On the screen:\n{self.reads()}"
            self._qtbot.wait(max(10, round((now - at) * 1_500)))


def _name(widget: QWidget) -> str:
    spoken = QAccessible.queryAccessibleInterface(widget)
    return spoken.text(SPOKEN) if spoken is not None else ""


def _role(widget: QWidget) -> Role:
    spoken = QAccessible.queryAccessibleInterface(widget)
    return spoken.role() if spoken is not None else Role.NoRole


def _named(name: str, fits: Callable[[QWidget], bool]) -> list[QWidget]:
    return [widget for widget in _on_screen() if fits(widget) and _name(widget) == name]


def _is_there(name: str) -> bool:
    """Whether there is something of this name that can be pressed now: a tab, a menu entry or one enabled control."""
    if _tab(name) is not None or _menu_entry(name) is not None:
        return True
    found = _named(name, lambda widget: _role(widget) in PRESSED)
    return len(found) == 1 and found[0].isEnabled()


def _lists(question: str) -> list[QComboBox]:
    labels = [widget for widget in _on_screen() if isinstance(widget, QLabel) and _name(widget) == question]
    buddies = (label.buddy() for label in labels)
    return [buddy for buddy in buddies if isinstance(buddy, QComboBox)]


def _inside_field(widget: QWidget) -> bool:
    return isinstance(widget.parentWidget(), QAbstractSpinBox | QComboBox)


def _words_of(widget: QWidget) -> Iterator[str]:
    yield _name(widget)
    if isinstance(widget, QLineEdit) and widget.echoMode() == QLineEdit.EchoMode.Normal:
        yield widget.text()
    elif isinstance(widget, QPlainTextEdit | QTextEdit):
        yield widget.toPlainText()
    elif isinstance(widget, QTabBar):
        yield from (_tab_name(widget, place) for place in range(widget.count()))
    elif isinstance(widget, QMenu):
        yield from (action.text() for action in widget.actions())
    elif isinstance(widget, QAbstractItemView):
        yield from (words for _index, words in _entries(widget))


def _written() -> Iterator[str]:
    """All words on the screen, as they come."""
    return (words for widget in _on_screen() for words in _words_of(widget) if words)


def _is_written(words: str) -> bool:
    """Whether these words are on the screen; looking ends where they stand."""
    if "\n" in words:
        return words in "\n".join(_written())
    return any(words in one for one in _written())


def _entries(view: QAbstractItemView) -> Iterator[tuple[QModelIndex, str]]:
    model = view.model()
    if model is None:
        return
    for row in range(min(model.rowCount(QModelIndex()), 400)):
        columns = 1 if isinstance(view, QListView) else model.columnCount(QModelIndex())
        for column in range(columns):
            index = model.index(row, column)
            spoken = index.data(Qt.ItemDataRole.AccessibleTextRole) or index.data(Qt.ItemDataRole.DisplayRole)
            yield index, str(spoken or "")


def _rows(words: str) -> list[tuple[QAbstractItemView, QModelIndex]]:
    views = [widget for widget in _on_screen() if isinstance(widget, QAbstractItemView)]
    return [(view, index) for view in views for index, spoken in _entries(view) if words in spoken]


def _tab_name(bar: QTabBar, place: int) -> str:
    return bar.accessibleTabName(place) or bar.tabText(place)


def _tab(name: str) -> tuple[QTabBar, int] | None:
    for bar in (widget for widget in _on_screen() if isinstance(widget, QTabBar)):
        for place in range(bar.count()):
            if name in {bar.tabText(place), _tab_name(bar, place)}:
                return bar, place
    return None


def _menu_entry(name: str) -> tuple[QMenu, Any] | None:
    top = _top()
    if isinstance(top, QMenu):
        for action in top.actions():
            if action.text().split("\t")[0].replace("&", "") == name:
                return top, action
    return None
