"""The real window over a practice vault, for what can only be measured there: its thread's time and its memory."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from coordinator_app.access_requests.items import RequestItem
from coordinator_app.access_requests.model import AccessRequest
from coordinator_app.app.run import App
from coordinator_app.core.clock import SetClock
from coordinator_app.demo.run import PASSPHRASE
from coordinator_app.jobs.under_way import UnderWay
from coordinator_app.store.session import Session
from coordinator_app.ui.device_settings import DeviceSettings
from coordinator_app.ui.lock_reason import LockReason
from coordinator_app.ui.page import Page

_STILL, _LONGEST = 0.15, 20.0
"""Seconds: without work for so long nothing more is coming; what is waited for at most."""
_WORK = 0.002
_ROOM = (1366, 736)


class RealWindow:
    """The real window, unlocked, with the request that has the most items."""

    def __init__(self, vault: Path, folder: Path) -> None:
        self.app = App(SetClock(), DeviceSettings(folder / "bench.ini"), state=folder / "state")
        self.app.start(vault, LockReason.NONE)
        self.app.window.resize(*_ROOM)
        self._unlock()
        requests = self.app.jobs.wait(self.app.jobs.read(_requests))
        self._request, self._other = requests[0], requests[-1]

    def _unlock(self) -> None:
        passphrase = self.app.window.findChildren(QLineEdit)[0]
        passphrase.setText(PASSPHRASE)
        end = time.monotonic() + _LONGEST
        self.settle(partial(press, passphrase, Qt.Key.Key_Return, "\r"))
        while self.app.opened is None and time.monotonic() < end:
            self.settle(nothing)

    @property
    def under_way(self) -> UnderWay:
        """The work that an unused window waits for."""
        assert self.app.opened is not None
        return self.app.opened.services.under_way

    def open(self, stage: str) -> None:
        """Show the request at a stage."""
        assert self.app.opened is not None
        self.app.opened.services.go.to("access_request", request_id=self._request, stage=stage)

    def leave(self) -> None:
        """Go to another request: the stages of this one are made anew afterwards."""
        assert self.app.opened is not None
        self.app.opened.services.go.to("access_request", request_id=self._other, stage="received")

    def take_focus(self) -> None:
        """Be the window that the keys go to."""
        self.app.window.activateWindow()
        page = self._page()
        page.first_focus()

    def key(self, key: Qt.Key, letter: str) -> None:
        """Press a key where the focus is. RuntimeError if it is nowhere: the row would tell of nothing."""
        focus = QApplication.focusWidget() or self._page().focusWidget()
        if focus is None:
            raise RuntimeError("nothing in the workbench of the bench has the focus")
        press(focus, key, letter)

    def _page(self) -> Page:
        assert self.app.opened is not None
        (page,) = (one for one in self.app.window.findChildren(Page) if one.isVisible())
        return page

    def paint(self) -> float:
        """Seconds of the thread for painting all that is shown."""
        begun = time.thread_time()
        self.app.window.grab()
        return time.thread_time() - begun

    def settle(self, act: Callable[[], object]) -> float:
        """Do it, and wait until no more comes of it: the most seconds of the thread between two turns of its loop."""
        loop, held, beat = QEventLoop(), [0.0], QTimer()
        begun = loud = time.perf_counter()
        last = time.thread_time()

        def turn() -> None:
            nonlocal last, loud
            now, at = time.thread_time(), time.perf_counter()
            if now - last > _WORK:
                loud = at
            held.append(now - last)
            last = now
            if at - loud > _STILL or at - begun > _LONGEST:
                loop.quit()

        beat.timeout.connect(turn)
        QTimer.singleShot(0, act)
        beat.start(0)
        loop.exec()
        beat.stop()
        return max(held)

    def close(self) -> None:
        """Put everything away."""
        with suppress(RuntimeError):
            self.app.close()


def nothing() -> None:
    """Nothing is to be done: what is under way is waited for."""


def press(widget: QWidget, key: Qt.Key, letter: str) -> None:
    """Send a key to a widget, down and up."""
    for kind in (QKeyEvent.Type.KeyPress, QKeyEvent.Type.KeyRelease):
        QApplication.sendEvent(widget, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, letter))


def _requests(session: Session) -> list[str]:
    """The ids of the open requests about pupils, the one with most items first."""
    every = session.list(AccessRequest)
    found = [one for one in every if one.pupil_id and not one.sent_on and not one.closed_on]
    counts = {one.id: len(session.list(RequestItem, where={"request_id": one.id})) for one in found}
    return sorted(counts, key=lambda one: -counts[one])
