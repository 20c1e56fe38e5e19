"""When the lock that a curtain stands for comes after all: as soon as the work has ended, and at once for a sleep."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coordinator_app.ui.idle_lock import CURTAIN_SECONDS, LockReason
from tests.app.conftest import PASSPHRASE, Running
from tests.app.curtains import (
    NAME,
    QUIET,
    Clocks,
    build,
    clocks,
    on_screen,
    opened,
    screen,
    spoken,
    type_passphrase,
    window,
)

__all__ = ["clocks"]
pytestmark = QUIET


def test_the_lock_follows_as_soon_as_the_work_has_ended(
    running: Running, clocks: Clocks, qtbot: QtBot
) -> None:
    work, other = build(running), build(running)
    clocks.go(300)
    work.end()
    QApplication.processEvents()
    assert running.ended == [], "the other goes on"
    other.end()
    assert running.ended == [], "what its end still has to hand over comes first"
    qtbot.waitUntil(lambda: running.ended == [(running.vault, "idle")])


def test_whoever_came_back_is_not_locked_out_by_the_end(
    running: Running, clocks: Clocks, qtbot: QtBot
) -> None:
    work = build(running)
    clocks.go(300)
    type_passphrase(running, PASSPHRASE)
    qtbot.waitUntil(lambda: screen(running).is_back)
    work.end()
    QApplication.processEvents()
    assert running.ended == []
    assert "It has ended." in on_screen()
    clocks.go(300)  # and nobody asked for what was open
    assert running.ended == [(running.vault, "idle")]


def test_a_typed_passphrase_that_nobody_follows_up_is_asked_for_again(
    running: Running, clocks: Clocks, qtbot: QtBot
) -> None:
    build(running)
    clocks.go(300)
    type_passphrase(running, PASSPHRASE)
    qtbot.waitUntil(lambda: screen(running).is_back)
    clocks.go(300)
    assert running.ended == []
    assert not screen(running).is_back
    assert screen(running).passphrase.isVisible()
    assert screen(running).passphrase.text() == ""


@pytest.mark.parametrize("act", ["sleep", "session", "hour", "button", "close"])
def test_what_ends_it_at_once(running: Running, clocks: Clocks, act: str) -> None:
    build(running)
    clocks.go(300)
    acts: dict[str, tuple[Callable[[], object], str]] = {
        "sleep": (lambda: clocks.sleep(60), "sleep"),
        "session": (lambda: opened(running)._watch.locked.emit(LockReason.SESSION), "session"),
        "hour": (lambda: clocks.go(CURTAIN_SECONDS), "idle"),
        "button": (screen(running).stop.click, "asked"),
        "close": (lambda: window(running).close(), ""),
    }
    do, reason = acts[act]
    do()
    assert running.ended == ([(running.vault, reason)] if reason else [])
    if act == "close":
        assert running.app._vault is None
    assert NAME not in spoken()


def test_input_at_the_curtain_does_not_put_the_lock_off(
    running: Running, clocks: Clocks, qtbot: QtBot
) -> None:
    build(running)
    clocks.go(300)
    for _ in range(CURTAIN_SECONDS // 60):
        qtbot.keyClicks(screen(running).passphrase, "x")
        clocks.go(60)
        if running.ended:
            break
    assert running.ended == [(running.vault, "idle")]


def test_the_minute_before_says_that_a_curtain_comes(running: Running, clocks: Clocks) -> None:
    work = build(running)
    clocks.go(240)
    assert "The window is covered in 60 seconds. Your unfinished work is saved." in on_screen()
    clocks.go(60)
    assert "covered in" not in on_screen()
    work.end()
    QApplication.processEvents()
    assert len(running.ended) == 1
