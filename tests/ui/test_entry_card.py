"""The screens before the unlock: nothing is cut off, and no part of one is a window of its own for a moment."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coordinator_app.core.errors import DiskFull
from coordinator_app.ui.first_screen import FirstScreen
from coordinator_app.ui.labels import ElidedLabel
from coordinator_app.ui.theme import Theme
from tests.ui.test_toasts import Windows


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_what_the_app_is_for_is_read_whole_beside_a_trouble(qtbot: QtBot, look: Theme, scale: float) -> None:
    look.change(scale=scale)
    screen = FirstScreen(DiskFull("The disk is full."))
    qtbot.addWidget(screen)
    screen.resize(1366, 768)
    screen.show()
    words = screen.subtitle
    assert words.text().endswith("Inclusion Partnerships")
    qtbot.waitUntil(lambda: words.height() >= words.heightForWidth(words.width()))
    cut = ElidedLabel(words.text(), "small", "text-2")  # as it was: one line that ends in an ellipsis
    assert cut.fontMetrics().horizontalAdvance(words.text()) > words.width()


@pytest.mark.parametrize("trouble", [None, DiskFull("The disk is full.")])
def test_no_part_of_it_is_shown_as_a_window(
    qtbot: QtBot, qapp: QApplication, trouble: DiskFull | None
) -> None:
    seen = Windows(qapp)
    screen = FirstScreen(trouble)
    qtbot.addWidget(screen)
    assert seen.shown == []
    screen.show()
    assert seen.shown == [screen]
    seen.stop()


def test_what_the_app_is_for_is_never_cut_off(qtbot: QtBot) -> None:
    screen = FirstScreen()
    qtbot.addWidget(screen)
    screen.resize(1366, 736)
    screen.show()
    shown = screen.subtitle
    assert shown.text() == "For Secondary Education and Inclusion Partnerships"
    qtbot.waitUntil(lambda: shown.width() > 100 and shown.height() >= shown.heightForWidth(shown.width()))
