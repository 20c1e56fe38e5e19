"""A save that is refused is seen, however large the text: the first faulty answer with its sentence, and the cursor there."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from coordinator_app.chronology.page.tab import ChronologyTab
from coordinator_app.pupils.page.record import PupilPage
from coordinator_app.ui import form_row, stay_in_sight, theme
from tests.pupils.conftest import opened
from tests.vaults import House

Open = Callable[..., PupilPage]
__all__ = ["opened"]


def settled(qtbot: QtBot) -> None:
    over: list[bool] = []
    QTimer.singleShot(stay_in_sight._AGAIN_MS, lambda: over.append(True))
    qtbot.waitUntil(lambda: bool(over))


def in_sight(widget: QWidget) -> bool:
    return widget.isVisible() and widget.visibleRegion().boundingRect() == widget.rect()


@pytest.mark.parametrize("planted", [False, True])
def test_a_day_to_come_is_shown_at_its_question_at_large_text(
    consented: House, opened: Open, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, planted: bool
) -> None:
    if planted:
        monkeypatch.setattr(form_row, "bring_soon", lambda _widget: None)
    page = opened(consented.pupil, tab="chronology")
    theme.current().change(scale=2.0)
    page.resize(1162, 480)
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.add_entry()
    tab = page._made["chronology"]
    assert isinstance(tab, ChronologyTab)
    row = tab.box.rows["happened_on"]
    qtbot.keyClicks(tab.box.categories, "b")
    tab.box.rows["words"].focus()
    qtbot.keyClicks(tab.box.rows["words"].input.target(), "Short words")
    row.input.target().setText("1 December 2027")
    settled(qtbot)
    qtbot.keyClick(tab.box, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settled(qtbot)
    assert row.error()
    assert QApplication.focusWidget() is row.input.target()
    assert (in_sight(row._error_line) and in_sight(row.input.target())) is not planted
