"""Whoever was at an entry is at it again once the entry was corrected, and types at once once choosing has ended."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from coordinator_app.chronology import actions
from coordinator_app.chronology.page.tab import ChronologyTab
from coordinator_app.pupils.page.record import PupilPage
from coordinator_app.ui import focus_place
from coordinator_app.ui.focus_place import FocusPlace
from tests.pupils.conftest import opened
from tests.vaults import House, add

Open = Callable[..., PupilPage]
__all__ = ["opened"]


@pytest.fixture(autouse=True)
def place(qapp: QApplication) -> Iterator[FocusPlace]:
    made = FocusPlace(qapp)
    yield made
    qapp.focusChanged.disconnect(made._moved)
    made.deleteLater()


def in_front(page: PupilPage, qtbot: QtBot) -> ChronologyTab:
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    found = page._made["chronology"]
    assert isinstance(found, ChronologyTab)
    qtbot.waitUntil(lambda: not found.entries.is_making())
    return found


def correct_links(tab: ChronologyTab) -> list[QPushButton]:
    return [
        one for one in tab.entries.findChildren(QPushButton) if one.text() == "Correct" and one.isVisible()
    ]


@pytest.mark.parametrize("planted", [False, True])
def test_an_entry_that_was_corrected_has_the_focus_on_its_link_again(
    consented: House, opened: Open, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, planted: bool
) -> None:
    add(consented, "Calm all day.")
    entry = add(consented, "Kit was lat.")
    tab = in_front(opened(consented.pupil, tab="chronology"), qtbot)
    (link,) = [one for one in correct_links(tab) if "Kit was lat" in one.accessibleName()]
    link.setFocus()
    if planted:  # its name says words that were corrected
        monkeypatch.setattr(focus_place, "known_by", lambda widget: widget.accessibleName())
    actions.correct_entry(consented.session, entry, "Misread", words="Kit was late.")
    tab.refresh()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None and not tab.entries.is_making())
    focus = QApplication.focusWidget()
    assert focus is not None
    assert ("Kit was late." in focus.accessibleName()) is not planted


def test_after_a_menu_and_choosing_entries_the_keys_go_where_the_box_says(
    consented: House, opened: Open, qtbot: QtBot
) -> None:
    add(consented, "Calm all day.")
    page = opened(consented.pupil, tab="chronology")
    tab = in_front(page, qtbot)
    qtbot.mouseClick(page.header.more, Qt.MouseButton.LeftButton)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    tab.choosing.start.click()
    qtbot.keyClick(menu, Qt.Key.Key_Escape)
    tab.choosing.stop.click()
    page.add_entry()  # as Ctrl+E does, in the same turn
    focus = QApplication.focusWidget() or page.focusWidget()
    assert focus is tab.box.categories
    qtbot.keyClick(focus, Qt.Key.Key_B)
    qtbot.keyClick(focus, Qt.Key.Key_Tab)
    words = page.focusWidget()
    assert words is tab.box.rows["words"].input.target()
    qtbot.keyClicks(words, "Quarrel")
    assert tab.box.rows["words"].value() == "Quarrel"
