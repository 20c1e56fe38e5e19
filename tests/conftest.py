"""What holds for every test: nothing of one stays for the next, and a busy machine fails none."""

from __future__ import annotations

import gc
import sys
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from pytestqt.qtbot import QtBot

from tests.skips import refuse

HOME = Path(__file__).parent
PATIENCE = 120_000  # milliseconds: a wait ends with what it waits for; only a failure takes as long as this

# Examples are the same in every run and no example is timed. `--hypothesis-profile=default` looks for new ones.
settings.register_profile(
    "steady", derandomize=True, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("steady")

COLLECTED_EVERY = 40  # tests
LONGEST = ("journeys", "faults", "bench", "demo", "redaction", "pdf")
"""The folders whose tests take longest, which begin before all others: at the end one core would stand idle for them."""


def pytest_configure() -> None:
    """Let waits that name no limit of their own go on longer than the five seconds of pytest-qt.

    And let Python's collector run between tests only, on the window's thread, as the program itself does
    (`app/collecting.py`).
    """
    gc.disable()
    for wait in (QtBot.waitUntil, QtBot.waitSignal, QtBot.waitSignals, QtBot.waitExposed, QtBot.waitActive):
        defaults = wait.__kwdefaults__
        assert defaults is not None
        defaults["timeout"] = PATIENCE


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the tests that take longest first; the others, and those of one folder, stay in their order."""
    items.sort(key=lambda item: _turn(item.path))


def _turn(path: Path) -> int:
    folder = path.relative_to(HOME).parts[0] if path.is_relative_to(HOME) else ""
    return LONGEST.index(folder) if folder in LONGEST else len(LONGEST)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Under `CI` a test that is passed over fails, unless the kernel is to blame."""
    report = yield
    refuse(report)
    return report


@pytest.fixture(autouse=True)
def nothing_stays_on_the_screen() -> Iterator[None]:
    """Delete what a test left on the screen: every change of the look repaints all widgets that are still alive."""
    yield
    if "PySide6.QtWidgets" in sys.modules:
        clear_the_screen()
    _finished.append(None)
    gc.unfreeze()  # a test that started the whole app has set its code aside
    gc.collect(2 if len(_finished) % COLLECTED_EVERY == 0 else 0)


_finished: list[None] = []


def clear_the_screen() -> None:
    """Delete every window of this process, and what Qt has put off deleting."""
    from PySide6.QtCore import QCoreApplication, QEvent, Qt
    from PySide6.QtWidgets import QApplication

    app = QApplication.instance()
    if not isinstance(app, QApplication):
        return
    app.clipboard().clear()
    if "coordinator_app.ui.focus_place" in sys.modules:
        from coordinator_app.ui.focus_place import stop_watching

        stop_watching()  # what a test that ran the window leaves behind
    for widget in app.topLevelWidgets():
        # what drops down belongs to its input or completer and dies with it: deleted here as well it would die twice
        if widget.parentWidget() is None and widget.windowType() not in (
            Qt.WindowType.Popup,
            Qt.WindowType.ToolTip,
        ):
            widget.hide()
            widget.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
