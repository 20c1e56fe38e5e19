"""The window fits the screen with its frame, at the first start and wherever it stood before."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from coordinator_app.ui.device_settings import DeviceSettings, Place
from coordinator_app.ui.main_window import MainWindow, fills, within

SMALL, LARGE = QRect(0, 0, 1366, 768), QRect(0, 0, 1920, 1040)


class Screen:
    def __init__(self, room: QRect) -> None:
        self._room = room

    def availableGeometry(self) -> QRect:
        return self._room


def window(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, folder: Path, room: QRect, place: Place | None = None
) -> MainWindow:
    settings = DeviceSettings(folder / "device.ini")
    if place is not None:
        settings.place = place
    monkeypatch.setattr(QGuiApplication, "screens", lambda: [Screen(room)])
    made = MainWindow(settings)
    qtbot.addWidget(made)
    return made


def test_the_first_window_on_a_small_screen_is_maximised_and_fits_when_it_is_not(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    made = window(qtbot, monkeypatch, tmp_path, SMALL)
    assert made.isMaximized()
    assert not made.isVisible(), "the window is shown with its content, not before"
    assert made.height() <= SMALL.height() - 40, "room for a title bar"
    assert made.width() < SMALL.width()


def test_the_first_window_on_a_large_screen_has_the_size_of_the_design(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    made = window(qtbot, monkeypatch, tmp_path, LARGE)
    assert not made.isMaximized()
    assert (made.width(), made.height()) == (1366, 768)
    assert not fills(LARGE)


@pytest.mark.parametrize(
    "kept",
    [
        QRect(0, 0, 1900, 1000),
        QRect(1300, 700, 800, 600),
        QRect(-200, -100, 900, 600),
        QRect(40, 60, 900, 600),
    ],
)
def test_where_the_window_stood_is_kept_as_far_as_the_screen_has_room(kept: QRect) -> None:
    assert SMALL.contains(within(kept, SMALL))
    if SMALL.contains(kept):
        assert within(kept, SMALL) == kept


def test_a_window_of_a_larger_screen_comes_back_whole(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    made = window(qtbot, monkeypatch, tmp_path, SMALL, Place(100, 100, 1900, 1000))
    assert SMALL.contains(made.geometry())
    assert not made.isMaximized()
