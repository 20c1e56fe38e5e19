"""Toasts: what just happened, with Undo, for ten seconds; older ones are kept for F8 (design.md 4.14)."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QWidget

from coordinator_app.ui import layout, theme
from coordinator_app.ui.announce import announce
from coordinator_app.ui.bar_room import BarRoom, fit
from coordinator_app.ui.buttons import button, icon_button
from coordinator_app.ui.free_spot import free_spot
from coordinator_app.ui.labels import IconLabel, label
from coordinator_app.ui.stay_in_sight import stay_in_sight

SECONDS = 10
_KEPT = 30
_EDGE = 16


@dataclass(frozen=True, slots=True)
class Happened:
    """One message; `undo` takes it back, None when there is nothing to take back."""

    text: str
    undo: Callable[[], None] | None = None


class Toast(QFrame):
    """The strip itself; emits `undo` and `closed`."""

    undo = Signal()
    closed = Signal()

    def __init__(self, text: str, *, can_undo: bool, done: bool = True) -> None:
        super().__init__()
        self.setProperty("raised", True)
        self.setAccessibleName(text)
        layout.size(self, width=440)
        line = layout.row(self, space=8, margins=(14, 8, 8, 8))
        self.mark = IconLabel("circle-check", "safe-fg", 18) if done else IconLabel("info", "text-2", 18)
        line.addWidget(self.mark)
        line.addWidget(label(text, wrap=True), 1)  # it cannot be opened: cut off it could not be read at all
        self.undo_button = button("Undo", "quiet", small=True, accessible=f"Undo: {text}")
        self.close_button = icon_button("x", "Close this message", "quiet", small=True)
        for one in (self.undo_button, self.close_button):
            one.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # it comes and goes by itself: keys have Ctrl+Z and F8
        self.undo_button.clicked.connect(self.undo)
        self.close_button.clicked.connect(self.closed)
        line.addWidget(self.undo_button)
        line.addWidget(self.close_button)
        self.undo_button.setVisible(can_undo)  # in the toast by now: before, it would be a window of its own

    def held(self) -> bool:
        """Whether the user is reading it: the mouse is over it."""
        return self.underMouse()


class Toasts(QObject):
    """Shows one toast at a time at the bottom left of `page`; the newest wins.

    It never lies over a control: it takes a free spot near. Where there is none it stands in the bar at the foot, above
    its buttons, which stay where they are; and without such a bar the page ends above it for as long. For that `page`
    stands in the column of `host`; without it, the toast lies on `host` itself.
    """

    def __init__(self, host: QWidget, page: QWidget | None = None) -> None:
        super().__init__(host)
        self._host, self._page = host, page or host
        self._strip = QWidget()
        self._strip.hide()
        column = host.layout()
        if page is not None and column is not None:
            column.addWidget(self._strip)
        else:
            self._strip.setParent(host)
        self._toast: Toast | None = None
        self._room = BarRoom(self._page)
        self._left = 0
        self._recent: deque[Happened] = deque(maxlen=_KEPT)
        self._undoable: Happened | None = None
        self._tick = QTimer(self)
        self._tick.setInterval(1000)
        self._tick.timeout.connect(self.count_down)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._give_way)
        host.installEventFilter(self)

    def say(self, text: str, undo: Callable[[], None] | None = None) -> None:
        """Show and announce what happened."""
        happened = Happened(text, undo)
        self._recent.appendleft(happened)
        self._undoable = happened if undo else None
        self._show(Toast(text, can_undo=undo is not None))
        announce(self._host, f"{text}. Press Control Z to undo." if undo else text)

    def hint(self, text: str) -> None:
        """Show and announce what did not happen and why: no tick, and nothing to read again by F8."""
        self._show(Toast(text, can_undo=False, done=False))
        announce(self._host, text)

    def _show(self, toast: Toast) -> None:
        self._take_down()
        self._toast = toast
        self._toast.setParent(self._host)
        self._toast.undo.connect(self.undo_last)
        self._toast.closed.connect(self._take_down)
        self._place()  # before it is shown, or the mouse in the corner would count as over it
        self._toast.show()
        self._left = SECONDS
        self._tick.start()
        self._soon.start()  # what it tells of may be about to change the page

    def undo_last(self) -> bool:
        """Take back the newest thing (also Ctrl+Z); False when there is nothing to take back."""
        happened, self._undoable = self._undoable, None
        self._take_down()
        if happened is None or happened.undo is None:
            return False
        happened.undo()
        return True

    def forget_undo(self) -> None:
        """The screen was left: Ctrl+Z no longer takes anything back."""
        self._undoable = None

    def recent(self) -> list[Happened]:
        """What just happened, newest first, for F8."""
        return list(self._recent)

    def clear(self) -> None:
        """Forget everything, at lock."""
        self._recent.clear()
        self._undoable = None
        self._take_down()

    def showing(self) -> str:
        """The text on the screen, or ""."""
        return self._toast.accessibleName() if self._toast is not None else ""

    def toast(self) -> Toast | None:
        """The toast on the screen."""
        return self._toast

    def count_down(self) -> None:
        """One second has passed; it does not count while the toast is being read."""
        self._give_way()
        if self._toast is None:
            self._tick.stop()
        elif not self._toast.held():
            self._left -= 1
            if self._left <= 0:
                self._take_down()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the place when the window changes size."""
        if watched is self._host and event.type() == QEvent.Type.Resize:
            self._place()
            self._soon.start()  # the bar at the foot goes along once the page has its new size
        return False

    def _place(self) -> None:
        if self._toast is None:
            return
        edge = theme.current().px(_EDGE)
        fit(self._toast, min(theme.current().px(440), max(80, self._page.width() - 2 * edge)))
        if self._strip.isVisibleTo(self._host):
            self._make_strip()
        elif not self._in_bar():
            self._find_spot()
        self._toast.raise_()

    def _give_way(self) -> None:
        """The page may have changed or been scrolled: off any control that has come under the toast."""
        if self._toast is None or self._strip.isVisibleTo(self._host) or self._in_bar():
            return
        if not self._toast.held():
            self._find_spot()

    def _in_bar(self) -> bool:
        """Whether it stands in the bar, brought back there where the bar has moved; not if the page has gone."""
        if self._toast is None or not self._room.is_given:
            return False
        return self._room.hold(self._toast, self._host, theme.current().px(_EDGE))

    def _find_spot(self) -> None:
        if self._toast is None:
            return
        edge = theme.current().px(_EDGE)
        spot = free_spot(self._toast.size(), self._page, self._page.rect(), edge)
        if spot is not None:
            self._toast.move(self._page.mapTo(self._host, spot))
        elif self._page is not self._host and not self._room.hold(self._toast, self._host, edge):
            self._make_strip()

    def _make_strip(self) -> None:
        """Let the page end above the toast."""
        if self._toast is None:
            return
        edge = theme.current().px(_EDGE)
        stay_in_sight(self._page)
        self._strip.setFixedHeight(self._toast.height() + edge)
        self._strip.show()
        self._toast.move(self._page.x() + edge, self._host.height() - self._toast.height() - edge // 2)

    def _take_down(self) -> None:
        self._tick.stop()
        self._strip.hide()
        self._room.give_back()
        if self._toast is not None:
            toast, self._toast = self._toast, None
            toast.hide()
            toast.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            toast.deleteLater()
