"""Help in the whole window: beside the page or over its edge, following it, and back to where one was."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coordinator_app.ui import theme
from coordinator_app.ui.help_panel import HelpPanel
from coordinator_app.ui.help_sheet import HelpSheet
from tests.app.conftest import Running
from tests.app.test_run import dialog, note_page


def panel(running: Running) -> HelpPanel:
    made = running.opened.shell.help.panel
    assert isinstance(made, HelpPanel)
    return made


def press(running: Running, key: Qt.Key) -> None:
    running.qtbot.keyClick(QApplication.focusWidget() or running.app.window, key)
    QApplication.processEvents()


def test_f1_opens_the_help_of_the_page_beside_it_and_esc_gives_the_focus_back(running: Running) -> None:
    running.app.window.activateWindow()
    running.go.to("note")
    words = note_page(running).words
    words.setFocus()
    press(running, Qt.Key.Key_F1)
    assert panel(running).isVisible()
    assert panel(running).has_focus()
    page = running.go.page
    assert (
        page.mapToGlobal(page.rect().topRight()).x() <= panel(running).mapToGlobal(page.rect().topLeft()).x()
    )
    press(running, Qt.Key.Key_Escape)
    assert not panel(running).isVisible()
    assert words.hasFocus()


def test_help_follows_the_page_and_a_second_f1_closes_it(running: Running) -> None:
    running.app.window.activateWindow()
    running.go.to("today")
    running.opened.shell.show_help()
    assert panel(running).shown() == "today"
    running.go.to("note")
    assert panel(running).shown() == ""  # it has none, so all pages are listed
    running.go.to("today")
    assert panel(running).shown() == "today"
    panel(running).take_focus()
    press(running, Qt.Key.Key_F1)
    assert not panel(running).isVisible()
    running.go.to("note")
    assert not panel(running).isVisible()


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_in_a_narrow_window_it_lies_over_the_page_and_inside_the_window(
    running: Running, scale: float
) -> None:
    running.app.window.resize(900, 640) if scale == 1.0 else theme.current().change(scale=scale)
    running.go.to("today")
    QApplication.processEvents()
    shell = running.opened.shell
    shell.show_help()
    QApplication.processEvents()
    page, made = running.go.page, panel(running)
    assert page.mapTo(shell, page.rect().topRight()).x() == shell.rect().right()
    assert shell.rect().contains(made.geometry())
    assert made.text.viewport().width() > 10 * made.text.fontMetrics().averageCharWidth()
    running.app.window.resize(1366, 736)
    theme.current().change(scale=1.0)
    QApplication.processEvents()
    assert page.mapTo(shell, page.rect().topRight()).x() < made.x()


def test_the_line_in_the_menu_opens_it_and_f6_goes_there(running: Running, qtbot: QtBot) -> None:
    shell = running.opened.shell
    shell.rail.helping.emit()
    assert panel(running) in shell.panes()
    panel(running).closing.emit()
    assert panel(running) not in shell.panes()


def test_keys_are_shown_from_help(running: Running) -> None:
    running.opened.shell.show_help()
    panel(running).keys_button.click()
    assert isinstance(dialog(running), HelpSheet)


def test_where_the_focus_was_may_be_gone(running: Running) -> None:
    running.app.window.activateWindow()
    running.go.to("note")
    note_page(running).words.setFocus()
    running.opened.shell.show_help()
    running.go.to("today")
    panel(running).take_focus()
    running.opened.shell.help.close()
    assert not panel(running).isVisible()
