"""Turning to another tab leaves the focus on the tab, not on the whole page that comes."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from coordinator_app.ui import focus_ring, layout
from coordinator_app.ui.buttons import button
from coordinator_app.ui.focus_ring import FocusRing
from coordinator_app.ui.tabs import CountTabBar, Tabs


@pytest.fixture
def tabs(qtbot: QtBot) -> Tabs:
    """Two pages: the first with a button, the second with nothing in it yet."""
    made, first = Tabs(), QWidget()
    layout.column(first).addWidget(button("Add entry"))
    made.add("first", "First", first)
    made.add("second", "Second", QWidget())
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def inside(tabs: Tabs) -> QWidget:
    return tabs.page("first").findChildren(QWidget)[0]


@pytest.mark.parametrize("planted", [False, True])
def test_the_focus_goes_to_the_tab_and_not_to_a_page_without_anything_in_it(
    tabs: Tabs, monkeypatch: pytest.MonkeyPatch, planted: bool
) -> None:
    inside(tabs).setFocus()
    if planted:
        monkeypatch.setattr(CountTabBar, "setFocus", lambda _bar, _reason: None)
    tabs.open("second")
    assert (QApplication.focusWidget() is tabs.bar) is not planted


def test_whoever_is_elsewhere_stays_there(tabs: Tabs, qtbot: QtBot) -> None:
    tabs.bar.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(tabs.bar, Qt.Key.Key_Right)
    assert tabs.current() == "second"
    assert QApplication.focusWidget() is tabs.bar


@pytest.mark.parametrize("planted", [False, True])
def test_no_line_is_drawn_round_a_whole_part_of_the_window(
    tabs: Tabs, qapp: QApplication, monkeypatch: pytest.MonkeyPatch, planted: bool
) -> None:
    if planted:
        monkeypatch.setattr(focus_ring, "_only_holds", lambda _widget: False)
    ring = FocusRing(qapp)
    tabs.open("second")
    tabs.page("second").setFocus(Qt.FocusReason.OtherFocusReason)
    assert QApplication.focusWidget() is tabs.page("second")
    assert (ring.shown_round() is None) is not planted
    qapp.focusChanged.disconnect(ring._moved)
    ring.deleteLater()
