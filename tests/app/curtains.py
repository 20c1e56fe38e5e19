"""What tests of the curtain share: the clocks by hand, and all that can be seen or walked through by a screen reader."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from coordinator_app.jobs.under_way import Work
from coordinator_app.ui.curtain_screen import CurtainScreen
from coordinator_app.ui.idle_lock import IdleLock
from coordinator_app.ui.open_window import OpenWindow
from tests.app.conftest import Running
from tests.ui.shell_pages import NotePage

NAME = "Marigold Puddlecombe"
QUIET = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


class Clocks:
    """The three that the idle lock reads, put on by hand."""

    def __init__(self, idle: IdleLock) -> None:
        self.idle, self.now, self.slept = idle, 1000.0, 0.0
        idle._clocks, idle._awake = (lambda: self.now, lambda: self.now), lambda: self.now - self.slept
        idle.start()
        idle._timer.stop()

    def go(self, seconds: float) -> None:
        for _ in range(int(seconds // 10)):
            self.now += 10
            self.idle.tick()

    def sleep(self, seconds: float) -> None:
        self.now += seconds
        self.slept += seconds
        self.idle.tick()


@pytest.fixture
def clocks(running: Running) -> Clocks:
    """With a name on the page."""
    running.go.to("note")
    page = running.go.page
    assert isinstance(page, NotePage)
    page.words.setText(NAME)
    window(running).show()
    return Clocks(opened(running).idle)


def opened(running: Running) -> OpenWindow:
    found = running.opened.window
    assert isinstance(found, OpenWindow)
    return found


def window(running: Running) -> QWidget:
    made: QWidget = running.app.window
    return made


def build(running: Running) -> Work:
    begun: Work = running.opened.services.under_way.begin(
        "A pack is being built", "Lock now and stop building"
    )
    return begun


def screen(running: Running) -> CurtainScreen:
    found = running.app.window.centralWidget()
    assert isinstance(found, CurtainScreen)
    return found


def spoken() -> str:
    """Everything that can be walked through from the program down, whether it is called visible or not."""
    said, seen = list[str](), set[int]()
    app = QAccessible.queryAccessibleInterface(QApplication.instance())
    waiting = [app.child(at) for at in range(app.childCount())]
    assert waiting, "the program has windows"
    while waiting:
        one = waiting.pop()
        if one is None or not one.isValid() or QAccessible.uniqueId(one) in seen:
            continue
        seen.add(QAccessible.uniqueId(one))
        kinds = (
            QAccessible.Text.Name,
            QAccessible.Text.Description,
            QAccessible.Text.Value,
            QAccessible.Text.Help,
        )
        said += [one.text(kind) for kind in kinds]
        waiting += [one.child(at) for at in range(one.childCount())]
    return " ".join(part for part in said if part)


def picture(running: Running) -> QImage:
    QApplication.processEvents()
    return window(running).grab().toImage()


def on_screen() -> str:
    QApplication.processEvents()
    shown = [
        one for top in QApplication.topLevelWidgets() if top.isVisible() for one in top.findChildren(QWidget)
    ]
    texts = (one.text() for one in shown if isinstance(one, QLabel | QPushButton) and one.isVisible())
    return " ".join(texts)


def type_passphrase(running: Running, words: str) -> None:
    at = screen(running)
    at.passphrase.setText(words)
    at.open.click()
