"""Where the focus goes when what had it is hidden, switched off or deleted by what it did (design.md 6.1).

Qt gives it to whatever comes next, which may be Undo on a toast: the next Space would undo what was just done. Here it
goes to what was built anew in the same place, else to the heading above, which says where one is and does nothing.
"""

from __future__ import annotations

from weakref import WeakKeyDictionary

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QWidget
from shiboken6 import isValid

from coordinator_app.ui.alive import Held, alive, held, place_of

Place = list[Held]
_CODE = Qt.FocusReason.OtherFocusReason
_KEY = "standsFor"


class FocusPlace(QObject):
    """Watches the focus of the whole application; see `watch_focus`. A page that moves the focus itself is left alone."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._at: Place = []
        self._name = ""
        self._lost: tuple[Place, str] = ([], "")
        self._waiting: tuple[Held, Held] | None = (
            None  # what was switched off, and what has the focus meanwhile
        )
        self._left: WeakKeyDictionary[QWidget, tuple[Place, str]] = WeakKeyDictionary()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._settle)
        app.focusChanged.connect(self._moved)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What was switched off while it worked has the focus again afterwards, if nobody has moved it since.

        And what was lost behind a dialog is settled as the window comes back, before Qt gives the focus to its menu.
        """
        if event.type() == QEvent.Type.EnabledChange:
            self._switched(watched)
        elif event.type() == QEvent.Type.WindowActivate and isinstance(watched, QWidget):
            left, focus = self._left.get(watched), watched.focusWidget()
            if left is not None and (focus is None or not (focus.isVisible() and focus.isEnabled())):
                settle(*left)
        return False

    def _switched(self, watched: QObject) -> None:
        off, instead = (alive(one) for one in self._waiting) if self._waiting is not None else (None, None)
        if off is watched and off is not None and off.isEnabled():
            self._forget()
            if off.isVisible() and QApplication.focusWidget() is instead:
                off.setFocus(_CODE)

    def _moved(self, _before: QWidget | None, now: QWidget | None) -> None:
        lost, name = self._at, self._name
        self._at = place_of(now) if now is not None else []
        self._name = known_by(now) if now is not None else ""
        if now is not None:
            self._remember(now.window())
        if self._waiting is not None and now is not alive(self._waiting[1]):
            self._forget()
        if not lost or is_usable(lost) or not _still_in(alive(lost[-1]), now):
            return
        self._lost = (lost, name)
        self._soon.start()
        if now is not None:
            now.clearFocus()  # until it is known whether somebody wants it elsewhere, no key does anything

    def _remember(self, window: QWidget) -> None:
        """Where the focus is in this window, for when it is not the active one."""
        if window not in self._left:
            window.installEventFilter(self)
        self._left[window] = (self._at, self._name)

    def _settle(self) -> None:
        (lost, name), self._lost = self._lost, ([], "")
        window = alive(lost[-1]) if lost else None
        if window is None or not window.isActiveWindow() or QApplication.focusWidget() is not None:
            return  # somebody has chosen
        settle(lost, name)
        off, instead = alive(lost[0]), QApplication.focusWidget()
        if off is not None and off.isVisible() and not off.isEnabled() and instead is not None:
            self._waiting = (lost[0], held(instead))
            off.installEventFilter(self)

    def _forget(self) -> None:
        off = alive(self._waiting[0]) if self._waiting is not None else None
        self._waiting = None
        if off is not None:
            off.removeEventFilter(self)


def watch_focus(app: QApplication) -> None:
    """Watch from now on. Two would each take for the user's choice what the other does: there is only ever one.

    It is kept here: to look for it among the application's children would give each of them, Qt's own too, a
    Python side that may outlive it.
    """
    if not _watching or not isValid(_watching[-1]):
        _watching[:] = [FocusPlace(app)]


def stop_watching() -> None:
    """For tests: nobody watches any more."""
    for one in _watching:
        if isValid(one):
            one.deleteLater()
    _watching.clear()


_watching: list[FocusPlace] = []


def stands_for(widget: QWidget, key: object) -> None:
    """Let it be found again by `key` and not by its name, which says words that change."""
    widget.setProperty(_KEY, str(key))


def known_by(widget: QWidget) -> str:
    """By what it is found again once it is built anew: what it stands for, else what a screen reader calls it."""
    return str(widget.property(_KEY) or widget.accessibleName())


def is_usable(place: Place) -> bool:
    """Whether what stood there is still shown and switched on, in the same window."""
    widget, window = alive(place[0]), alive(place[-1])
    return widget is not None and widget.isVisible() and widget.isEnabled() and widget.window() is window


def settle(lost: Place, name: str = "") -> None:
    """Give the focus to what is nearest to the place that was lost; `name` is what that was `known_by`."""
    around = [one for one in map(alive, lost[1:]) if one is not None and one.isVisible() and one.isEnabled()]
    widget = alive(lost[0])
    if is_usable(lost) and widget is not None:
        widget.setFocus(_CODE)
    elif (near := _anew(around, name) or _heading(around, widget)) is not None:
        near.setFocus(_CODE)
    else:
        _first_of_page(around)


def _still_in(window: QWidget | None, now: QWidget | None) -> bool:
    """Whether the focus was lost inside a window that is still in use, not by closing it or leaving it."""
    if window is None or not window.isVisible() or not window.isActiveWindow():
        return False
    return now is None or now.window() is window


def _anew(around: list[QWidget], name: str) -> QWidget | None:
    """The one control of the same name in the same place: a row that was built anew has its buttons again."""
    if not around or not name:
        return None
    stops = (one for one in around[0].findChildren(QWidget) if known_by(one) == name)
    found = [
        one
        for one in stops
        if one.isVisible() and one.isEnabled() and one.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    return found[0] if len(found) == 1 else None


def _heading(around: list[QWidget], lost: QWidget | None) -> QWidget | None:
    """The heading above what was lost, in the smallest part of the screen that has one."""
    for part in around:
        shown = [
            one for one in part.findChildren(QLabel) if one.property("heading") in {1, 2} and one.isVisible()
        ]
        if lost is not None and part.isAncestorOf(lost):
            foot = _top(lost, part)
            shown = [one for one in shown if _top(one, part) <= foot]
            shown.sort(key=lambda one: _top(one, part))
            shown = shown[-1:]
        if shown:
            return shown[0]
        if isinstance(part, QDialog):
            return next((one for one in part.findChildren(QLabel) if one.isVisible()), None)
    return None


def _top(widget: QWidget, part: QWidget) -> int:
    return widget.mapTo(part, QPoint(0, 0)).y()


def _first_of_page(around: list[QWidget]) -> None:
    """Where the page itself begins."""
    first = next((own for one in around if callable(own := getattr(one, "first_focus", None))), None)
    if first is not None:
        first()
