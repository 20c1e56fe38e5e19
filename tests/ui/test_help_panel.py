"""Help beside the page: by key and by menu, with links, search and the way back; large text and a narrow window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coordinator_app.core.help_pages import read_help
from coordinator_app.ui import theme
from coordinator_app.ui.help_html import html
from coordinator_app.ui.help_library import settings_help
from coordinator_app.ui.help_panel import HelpPanel
from coordinator_app.ui.rail_model import HELP

TEXTS = {
    "today": "# Today\n\nWhat needs you. See [one review](review) and <b>this</b> & that.",
    "review": "# A progress review\n\n## Finishing\n\n- **Print** it\n\n1. One\n\n| Not finished | Wait |",
}
PAGES = {name: read_help(name, text) for name, text in TEXTS.items()}


@pytest.fixture
def panel(qtbot: QtBot) -> HelpPanel:
    made = HelpPanel(PAGES)
    qtbot.addWidget(made)
    made.resize(360, 640)
    made.show()
    return made


def test_a_screen_has_its_own_help_as_text_that_a_screen_reader_can_walk_through(panel: HelpPanel) -> None:
    panel.show_for("today")
    panel.take_focus()
    assert panel.shown() == "today"
    assert panel.text.accessibleName() == "Help text: Today"
    spoken = QAccessible.queryAccessibleInterface(panel.text).textInterface()
    said = spoken.text(0, spoken.characterCount())
    assert "What needs you." in said
    assert "<b>this</b> & that" in said  # what stands in a page is never taken for markup
    assert panel.text.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByKeyboard


def test_a_link_is_reached_by_tab_and_opened_by_enter(panel: HelpPanel) -> None:
    panel.show_for("today")
    panel.take_focus()
    QTest.keyClick(panel.text, Qt.Key.Key_Tab)
    QTest.keyClick(panel.text, Qt.Key.Key_Return)
    assert panel.shown() == "review"


def test_a_screen_without_help_shows_the_list_of_all_pages(panel: HelpPanel) -> None:
    panel.show_for("nowhere")
    assert panel.shown() == ""
    assert [row.title for row in panel.list.rows()] == ["Today", "A progress review"]


def test_search_finds_in_all_pages_and_enter_opens_the_first(panel: HelpPanel) -> None:
    panel.show_for("today")
    QTest.keyClicks(panel.search, "print")
    assert [(row.title, row.subtitle) for row in panel.list.rows()] == [("A progress review", "Print it")]
    QTest.keyClick(panel.search, Qt.Key.Key_Return)
    assert panel.shown() == "review"
    panel.search.setText("zebra")
    assert panel.list.rows() == []
    assert "Try fewer" in panel._words.text()
    QTest.keyClick(panel.search, Qt.Key.Key_Return)
    panel.search.clear()
    assert len(panel.list.rows()) == 2
    panel.all_pages.click()
    assert panel.list.hasFocus()


def test_esc_and_the_cross_close_it(panel: HelpPanel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(panel.closing):
        QTest.keyClick(panel, Qt.Key.Key_Escape)
    with qtbot.waitSignal(panel.closing):
        panel.close_button.click()
    with qtbot.waitSignal(panel.keys):
        panel.keys_button.click()


def test_a_foreign_link_leads_nowhere(panel: HelpPanel) -> None:
    from PySide6.QtCore import QUrl

    panel.show_for("today")
    panel._follow(QUrl("https://example.invalid/review"))
    panel._follow(QUrl("help:nowhere"))
    assert panel.shown() == "today"


def test_text_follows_the_size_and_the_colours(panel: HelpPanel) -> None:
    panel.show_for("today")

    def size() -> int:
        cursor = panel.text.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.End)
        return cursor.charFormat().font().pixelSize()

    before = size()
    theme.current().change(scale=2.0, mode="dark")
    QApplication.processEvents()
    assert size() == 2 * before
    assert theme.current().colour("link").name() in html(PAGES["today"], theme.current())


def test_the_name_of_a_section_of_the_settings() -> None:
    assert settings_help("Reading and display") == "settings_reading_and_display"


def test_the_rail_has_a_line_for_help_that_is_no_page() -> None:
    from coordinator_app.ui.rail import Rail

    assert HELP not in Rail(()).items.names
