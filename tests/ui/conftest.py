"""Real widgets without a screen: the bundled fonts, the light theme, and no modal that could hang a test."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QInputDialog, QMenu, QMessageBox

from coordinator_app.ui import theme
from tests.ui.recording import RecordingDialogs

MODALS = (
    (QDialog, ("exec",)),
    (QMessageBox, ("exec", "information", "question", "warning", "critical", "about")),
    (QFileDialog, ("exec", "getOpenFileName", "getOpenFileNames", "getSaveFileName", "getExistingDirectory")),
    (QInputDialog, ("exec", "getText", "getItem", "getInt")),
    (QMenu, ("exec",)),
)


def pytest_itemcollected(item: pytest.Item) -> None:
    # the offscreen platform warns of what it cannot do: smallest sizes, raising
    item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support", extend=True))


@pytest.fixture(autouse=True)
def no_modal_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    def blocked(*_args: object, **_kwargs: object) -> None:
        raise AssertionError("only ui/dialogs.py shows modals, and it never blocks")

    for kind, names in MODALS:
        for name in names:
            monkeypatch.setattr(kind, name, blocked)


@pytest.fixture(autouse=True)
def look(qapp: QApplication) -> Iterator[theme.Theme]:
    """The theme of the test, light at 100 % at its start and end."""
    now = theme.current()
    yield now
    if (now.mode, now.scale, now.family) != ("light", 1.0, "inter"):
        now.change(mode="light", scale=1.0, font="inter")


@pytest.fixture
def dialogs() -> RecordingDialogs:
    return RecordingDialogs()
