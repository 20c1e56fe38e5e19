"""The panel stands beside while there is room, and is a drawer with a named button when there is not."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from coordinator_app.ui import layout
from coordinator_app.ui.buttons import button
from coordinator_app.ui.drawer import WithPanel
from coordinator_app.ui.reflow import Reflow
from coordinator_app.ui.side_panel import SidePanel


@pytest.fixture
def page(qtbot: QtBot) -> WithPanel:
    window = QWidget()
    qtbot.addWidget(window)
    panel = SidePanel("Decision")
    panel.bar().line.addWidget(button("Save, next item", "primary"))
    made = WithPanel(QWidget(), panel)
    layout.add_all(layout.column(window), made.opener, made)
    window.resize(1200, 600)
    window.show()
    window.activateWindow()
    made.follow(Reflow(window))
    return made


def test_panel_stands_beside_while_there_is_room(page: WithPanel) -> None:
    assert (page.is_drawer, page.panel.isVisible(), page.opener.isVisible()) == (False, True, False)


def test_narrow_window_makes_a_drawer_that_opens_takes_the_focus_and_closes(
    page: WithPanel, qtbot: QtBot
) -> None:
    window = page.window()
    window.resize(800, 600)
    assert (page.is_drawer, page.panel.isVisible(), page.opener.text()) == (True, False, "Decision")
    page.opener.click()
    assert page.panel.geometry().right() == page.rect().right()
    focus = window.focusWidget()
    assert focus is not None
    assert page.panel.isAncestorOf(focus)
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert not page.panel.isVisible()
    assert window.focusWidget() is page.opener
    page.opener.click()
    assert page.panel.isVisible()
    page.opener.click()  # who works with the mouse has no Esc at hand
    assert not page.panel.isVisible()
    window.resize(1300, 600)
    assert (page.is_drawer, page.panel.isVisible(), page.opener.isVisible()) == (False, True, False)


@pytest.mark.parametrize("stays", [True, False])
def test_the_act_of_a_screen_stays_in_sight_while_its_panel_is_a_drawer(qtbot: QtBot, stays: bool) -> None:
    panel = SidePanel("Options")
    act = button("Print", "primary")
    panel.bar().line.addWidget(act)
    made = WithPanel(QWidget(), panel, bar_stays=stays)
    qtbot.addWidget(made)
    made.resize(800, 600)
    made.show()
    made.show_shape("drawer")
    assert act.isVisible() is stays, "without it the act is in the closed drawer"
    made.open()
    qtbot.wait(1)
    assert act.isVisible()
    assert stays is not panel.isAncestorOf(act)
    if stays:
        assert panel.geometry().bottom() < panel.bar().geometry().top() + 1, "the drawer lies over no button"
    made.show_shape("wide")
    assert panel.isAncestorOf(act)
    assert act.isVisible()
