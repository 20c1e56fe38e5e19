"""The curtain: in place of the lock of a window that nobody uses, while work goes on that a lock would destroy.

What was open leaves the window whole: the page, the boxes over it, and every other window of the program. Nothing of it
can be seen, read by a screen reader, reached by a key or dropped upon, and what opens itself meanwhile waits. It is not the
lock: this process and its keys live on, which is why it stands for an hour at most, and not through a sleep
(docs/designs/subject-access.md, section 6).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QDialog, QToolTip, QWidget
from shiboken6 import isValid

from coordinator_app.jobs.under_way import Work
from coordinator_app.ui import covered
from coordinator_app.ui.curtain_screen import CurtainScreen
from coordinator_app.ui.dialog_boxes import Box
from coordinator_app.ui.dimmer import Dimmer
from coordinator_app.ui.lock_reason import LockReason
from coordinator_app.ui.main_window import MainWindow
from coordinator_app.ui.passphrase_try import Check

_DRAGS = frozenset({QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop})
_UNSEEN = Qt.WidgetAttribute.WA_DontShowOnScreen


@dataclass(eq=False)
class _Shelved:
    """A window beside ours: to what it belongs, of what kind it is, where the focus was in it, and if it opens again."""

    widget: QWidget
    parent: QWidget | None
    flags: Qt.WindowType
    focus: QWidget | None
    again: bool

    def done(self, _result: int = 0) -> None:
        """Its own work has closed it behind the curtain."""
        self.again = False


class Curtain(QObject):
    """`draw` and `lift`. Emits `came_back` once the passphrase was right, `lifted` afterwards, `giving_up` if the lock is wanted."""

    came_back = Signal()
    lifted = Signal()
    giving_up = Signal()

    def __init__(self, window: MainWindow, vault: str, check: Check, parent: QObject) -> None:
        super().__init__(parent)
        self._window, self._vault, self._check = window, vault, check
        self.screen: CurtainScreen | None = None
        self._behind: QWidget | None = None
        self._focus: QWidget | None = None
        self._over: list[Dimmer] = []
        self._shelf = QWidget()  # never shown: what lies on it is in no window
        self._shelved: list[_Shelved] = []
        self._guard = _Guard(window, self._set_aside)

    @property
    def is_drawn(self) -> bool:
        """Whether it hides the window."""
        return self.screen is not None

    @property
    def is_back(self) -> bool:
        """Whether whoever holds the passphrase is there, and has not asked yet for what was open."""
        return self.screen is not None and self.screen.is_back

    def draw(self, reason: LockReason, work: Work) -> None:
        """At once, and nothing is asked."""
        if self.screen is not None:
            self.screen.ask_again()
            return
        self._focus = QApplication.focusWidget()
        QToolTip.hideText()
        self.screen = screen = CurtainScreen(self._vault, reason, work, self._check)
        covered.cover(screen)
        app = QApplication.instance()
        if app is not None:
            app.installEventFilter(self._guard)
        for widget in QApplication.topLevelWidgets():
            if widget.windowHandle() is not None:
                self._set_aside(widget)
        self._behind = self._window.takeCentralWidget()
        if self._behind is not None:
            self._behind.hide()
        over = [one for one in _children(self._window) if one.isVisible()]
        for one in over:
            one.hide()
        self._over = [one for one in over if isinstance(one, Dimmer)]
        screen.came_back.connect(self.came_back)
        screen.showing.connect(self.lift)
        screen.giving_up.connect(self.giving_up)
        self._window.show_screen(screen)
        self._window.repaint()

    def tell(self, work: Work | None) -> None:
        """How far the work is by now; None once there is none."""
        if self.screen is not None:
            self.screen.tell(work)

    def lift(self) -> None:
        """Everything as it was; then what waited meanwhile."""
        screen, self.screen = self.screen, None
        if screen is None:
            return
        waiting = self.stop()
        if self._behind is not None:
            self._window.setCentralWidget(self._behind)  # what stood there is destroyed
            self._behind.show()
        for one in self._over:
            if isValid(one):
                one.show()
                one.raise_()
        self._put_back()
        self.lifted.emit()
        for show in waiting:
            show()

    def stop(self) -> tuple[Callable[[], None], ...]:
        """Watch nothing any more, as when the lock itself comes; what waited until now is given back."""
        app = QApplication.instance()
        if app is not None:
            app.removeEventFilter(self._guard)
        return covered.uncover()

    def _put_back(self) -> None:
        shelved, self._shelved = self._shelved, []
        if self._focus is not None and isValid(self._focus):
            self._focus.setFocus()
        for one in shelved:
            if isValid(one.widget) and one.widget.parent() is self._shelf:
                self._give_back(one)

    @staticmethod
    def _give_back(one: _Shelved) -> None:
        if one.parent is not None and not isValid(one.parent):
            one.widget.deleteLater()  # what it belonged to has gone
            return
        one.widget.setParent(one.parent, one.flags)
        if one.again and isinstance(one.widget, Box):
            one.widget.open()
            if one.focus is not None and isValid(one.focus):
                one.focus.setFocus()

    def _set_aside(self, widget: QWidget) -> None:
        """Out of sight and out of what a screen reader walks through, where a window that is merely closed still is."""
        if (
            not isValid(widget)
            or not widget.isWindow()
            or widget is self._window
            or covered.may_speak(widget)
        ):
            return
        focus, flags, parent = widget.focusWidget(), widget.windowFlags(), widget.parentWidget()
        shelved = _Shelved(widget, parent, flags, focus, again=False)
        if isinstance(widget, Box) and widget.waits_behind_a_curtain:
            shelved.again = widget.isVisible()
            widget.hide()
            widget.finished.connect(shelved.done)
        elif isinstance(widget, QDialog):
            widget.reject()  # nothing is typed in it, or nothing that may be kept
        else:
            widget.close()
        if isValid(widget) and widget.windowType() is not Qt.WindowType.Popup:
            # a closed list or menu is walked through by way of what it belongs to, and there it stays
            widget.setAttribute(_UNSEEN, on=False)
            widget.destroy()  # its window: of one that was never on the screen Qt would keep it
            widget.setParent(self._shelf)
            self._shelved.append(shelved)


class _Guard(QObject):
    """While the curtain is drawn: no window shows itself, no key reaches what lies behind, nothing is dropped."""

    def __init__(self, window: MainWindow, set_aside: Callable[[QWidget], None]) -> None:
        super().__init__(window)
        self._window, self._aside = window, set_aside

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Every event of the application, for as long as the curtain hangs."""
        kind = event.type()
        if kind in _DRAGS:
            event.ignore()
            return True
        if kind == QEvent.Type.Shortcut:
            return not covered.may_speak(watched)
        if kind == QEvent.Type.Show and isinstance(watched, QWidget):
            self._shown(watched)
        return False

    def _shown(self, widget: QWidget) -> None:
        """Told before it is on the screen."""
        if widget.isWindow() and widget is not self._window and not covered.may_speak(widget):
            widget.setAttribute(_UNSEEN)
            QTimer.singleShot(0, widget, partial(self._aside, widget))


def _children(window: MainWindow) -> list[QWidget]:
    """What lies in the window over its screen: veils and such."""
    return [one for one in window.children() if isinstance(one, QWidget) and not one.isWindow()]
