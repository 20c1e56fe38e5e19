"""Runs the whole window on a vault and prints the classes of Qt's that were made on another thread: `VAULT [fault]`.

A program of its own, because in a test run the pages have been imported long before.
"""

from __future__ import annotations

import builtins
import sys
import threading
from pathlib import Path
from typing import Any

from PySide6.QtCore import QElapsedTimer
from PySide6.QtWidgets import QApplication
from shiboken6 import Shiboken

found: list[str] = []
build_class = builtins.__build_class__


def watch(*given: Any, **options: Any) -> Any:
    """What Python makes every class with."""
    made = build_class(*given, **options)
    if threading.current_thread() is not threading.main_thread() and issubclass(made, Shiboken.Object):
        found.append(f"{made.__module__}:{made.__qualname__}")
    return made


def until(fact: Any) -> None:
    clock = QElapsedTimer()
    clock.start()
    while not fact():
        QApplication.processEvents()
        assert clock.elapsed() < 300_000, "it does not come"


def main() -> None:
    vault, state, passphrase, fault = (
        Path(sys.argv[1]),
        Path(sys.argv[2]),
        sys.argv[3],
        sys.argv[4] == "fault",
    )
    builtins.__build_class__ = watch
    from coordinator_app.app import preloading
    from coordinator_app.app.run import App, dress
    from coordinator_app.ui import theme
    from coordinator_app.ui.device_settings import DeviceSettings
    from coordinator_app.ui.lock_reason import LockReason

    if fault:
        preloading.rules_of = preloading.pages_of
    settings = DeviceSettings(state / "window.ini")
    dress(theme.make_app(sys.argv[:1]), settings)
    app = App(None, settings, state=state)
    app.start(vault, LockReason.NONE)
    until(lambda: app.preloading is not None and app.preloading.is_done)
    screen: Any = app.window.centralWidget()
    screen.passphrase.setText(passphrase)
    screen.unlock()
    until(lambda: app.opened is not None and app.opened.shell.navigator.page is not None)
    assert app.opened is not None
    for name in app.opened.shell.rail.items.names:
        app.opened.shell.navigator.to(name)
        QApplication.processEvents()
    app.close()
    print(" ".join(sorted(found)))  # noqa: T201  (the answer)


if __name__ == "__main__":
    main()
