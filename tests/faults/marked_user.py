"""The real app in a process of its own, in which somebody types rare words and then locks: `marked_user.py VAULT TIME`.

It says on its output how far it is, and waits for a line of its input before it locks. With LOCK_STAYS in its environment it
looks at the pupil only and plants a fault: the vault is closed as at a lock, and the process goes on.
"""

from __future__ import annotations

import gc
import os
import sys
import time
import traceback
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any, cast

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.exceptions import TimeoutError as WaitedTooLong
from pytestqt.qtbot import QtBot

from coordinator_app import restart
from coordinator_app.app import run_window
from coordinator_app.ui import theme
from coordinator_app.ui.device_settings import DeviceSettings, Place
from coordinator_app.ui.main_window import MainWindow
from tests.journeys.driver import MovingClock, WindowUser
from tests.journeys.the_week import Hands

PASSPHRASE = "quagga lantern sprocket 41"
FAMILY_NAME = "Thistlequartz"
WORDS = ("Vellumwhistle", "Nebuloxane", "Gossamerfright")
"""Rare words in an entry, in a health entry, and in a sentence that is not finished when the vault is locked."""
PATIENCE = 120.0  # seconds


class Waiter:
    """What `WindowUser` and `Hands` need of a qtbot."""

    def waitUntil(self, fact: Callable[[], bool | None], *, timeout: float = 0) -> None:
        """As a qtbot does: an AssertionError or False is not yet."""
        end = time.monotonic() + PATIENCE
        while not fact():
            if time.monotonic() > end:
                raise WaitedTooLong
            QTest.qWait(10)

    def wait(self, ms: int) -> None:
        """So many milliseconds, while the program goes on."""
        QTest.qWait(ms)


def main() -> int:
    vault, at = sys.argv[1:3]
    if "LOCK_STAYS" in os.environ:
        restart.become = _stay
    app, settings = theme.make_app(sys.argv[:1]), DeviceSettings()
    settings.place = Place(0, 0, 1366, 736)  # a first window would fill this small screen
    QTimer.singleShot(0, app, _script)
    return run_window(Path(vault), False, "start", MovingClock(datetime.fromisoformat(at)), settings=settings)


def _script() -> None:
    try:
        _type()
    except BaseException:
        traceback.print_exc()
        os._exit(1)
    _say("typed")
    sys.stdin.readline()
    WindowUser(_waiter()).keys("Ctrl+L")


def _waiter() -> QtBot:
    return cast("QtBot", Waiter())


def _type() -> None:
    user, hands = WindowUser(_waiter()), Hands(_waiter())
    (window,) = (one for one in QApplication.topLevelWidgets() if isinstance(one, MainWindow))
    window.resize(1366, 736)
    user.sees("Opens as Co-ordinator")
    user.types("Passphrase", PASSPHRASE)
    user.presses("Unlock")
    user.sees("Needs you")
    user.opens("Pupils")
    user.opens(FAMILY_NAME)
    user.sees("Latest in chronology")
    if "LOCK_STAYS" in os.environ:
        return
    hands.press(Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    for letter, word in zip("bh", WORDS, strict=False):
        _begin(hands, letter, f"A word that is typed is {word}.")
        hands.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        user.sees("saved")
    _begin(hands, "s", f"A sentence with {WORDS[2]} and no en")


def _begin(hands: Hands, letter: str, words: str) -> None:
    hands.wait_for_the_next()
    hands.letter(letter)
    hands.press(Qt.Key.Key_Tab)
    hands.write(words)


def _say(word: str) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


def _stay(_command: list[str]) -> Any:
    gc.collect()
    _say("stayed")
    sys.stdin.read()


if __name__ == "__main__":
    raise SystemExit(main())
