"""The workbench of a request: how long the window's thread is held by opening a stage, going on, and deciding.

Only the thread's own time is counted, so that what else the machine does changes little. Beside each stands painting the
window once, which nothing that is shown can do without.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from coordinator_app.access_requests.items import RequestItem
from coordinator_app.access_requests.model import AccessRequest
from coordinator_app.app.run import App
from coordinator_app.bench.measure import Row, row
from coordinator_app.core.clock import SetClock
from coordinator_app.demo.run import PASSPHRASE, run_demo
from coordinator_app.store.session import Session
from coordinator_app.ui.device_settings import DeviceSettings
from coordinator_app.ui.lock_reason import LockReason
from coordinator_app.ui.page import Page

_STILL, _LONGEST = 0.15, 20.0
"""Seconds: without work for so long nothing more is coming; what is waited for at most."""
_WORK = 0.002
_ROOM = (1366, 736)
_NOTE = "painting the window once; ours is the longest that its thread was held"
STAGES = ("identity", "received", "gather", "review")


def workbench_rows(folder: Path, n: int) -> Iterator[Row]:
    """Every row, measured in the real window over a practice vault."""
    window = _Window(folder / "workbench")
    try:
        for stage in STAGES:
            yield _row(f"stage of a request, {stage}", window, partial(window.open, stage), window.leave, n)
        window.open("review")
        window.settle(window.take_focus)
        yield _row("workbench, next item", window, partial(window.key, Qt.Key.Key_J, "j"), _nothing, n)
        decide, other = partial(window.key, Qt.Key.Key_3, "3"), partial(window.key, Qt.Key.Key_1, "1")
        yield _row("workbench, decide", window, decide, other, n)
    finally:
        window.close()


def _row(op: str, window: _Window, act: Callable[[], object], after: Callable[[], object], n: int) -> Row:
    floors, mine = [], []
    for turn in range(n + 1):
        held = window.settle(act)
        painted = window.paint()
        window.settle(after)
        if turn:  # the first imports what it needs
            floors.append(painted)
            mine.append(held)
    return row(op, floors, mine, goal=None, note=_NOTE)


def _nothing() -> None:
    """There is nothing to be undone between two rounds."""


class _Window:
    """The real window, unlocked, with the request that has the most items."""

    def __init__(self, folder: Path) -> None:
        clock = SetClock()
        vault = run_demo(folder, clock, lambda _progress: None, long_file=False).vault
        self._app = App(clock, DeviceSettings(folder / "bench.ini"), state=folder / "state")
        self._app.start(vault, LockReason.NONE)
        self._app.window.resize(*_ROOM)
        self._unlock()
        requests = self._app.jobs.wait(self._app.jobs.read(_requests))
        self._request, self._other = requests[0], requests[-1]

    def _unlock(self) -> None:
        passphrase = self._app.window.findChildren(QLineEdit)[0]
        passphrase.setText(PASSPHRASE)
        end = time.monotonic() + _LONGEST
        self.settle(partial(_press, passphrase, Qt.Key.Key_Return, "\r"))
        while self._app.opened is None and time.monotonic() < end:
            self.settle(_nothing)

    def open(self, stage: str) -> None:
        """Show the request at a stage."""
        assert self._app.opened is not None
        self._app.opened.services.go.to("access_request", request_id=self._request, stage=stage)

    def leave(self) -> None:
        """Go to another request: the stages of this one are made anew afterwards."""
        assert self._app.opened is not None
        self._app.opened.services.go.to("access_request", request_id=self._other, stage="received")

    def take_focus(self) -> None:
        """Be the window that the keys go to."""
        self._app.window.activateWindow()
        page = self._page()
        page.first_focus()

    def key(self, key: Qt.Key, letter: str) -> None:
        """Press a key where the focus is. RuntimeError if it is nowhere: the row would tell of nothing."""
        focus = QApplication.focusWidget() or self._page().focusWidget()
        if focus is None:
            raise RuntimeError("nothing in the workbench of the bench has the focus")
        _press(focus, key, letter)

    def _page(self) -> Page:
        assert self._app.opened is not None
        (page,) = (one for one in self._app.window.findChildren(Page) if one.isVisible())
        return page

    def paint(self) -> float:
        """Seconds of the thread for painting all that is shown."""
        begun = time.thread_time()
        self._app.window.grab()
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
            self._app.close()


def _press(widget: QWidget, key: Qt.Key, letter: str) -> None:
    for kind in (QKeyEvent.Type.KeyPress, QKeyEvent.Type.KeyRelease):
        QApplication.sendEvent(widget, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, letter))


def _requests(session: Session) -> list[str]:
    """The ids of the open requests about pupils, the one with most items first."""
    every = session.list(AccessRequest)
    found = [one for one in every if one.pupil_id and not one.sent_on and not one.closed_on]
    counts = {one.id: len(session.list(RequestItem, where={"request_id": one.id})) for one in found}
    return sorted(counts, key=lambda one: -counts[one])
