"""Whose record it is stays in sight, however large the text and however far it is scrolled."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from coordinator_app.pupils.page import name_on_top
from coordinator_app.pupils.page.header import READING
from coordinator_app.pupils.page.record import PupilPage
from coordinator_app.ui import theme
from coordinator_app.ui.theme import Theme
from tests.held_jobs import HeldBack
from tests.pupils.screens import Desk, words_of
from tests.vaults import House

Open = Callable[..., PupilPage]


def names_in_sight(page: PupilPage) -> list[str]:
    """Every label with the pupil's name of which all can be seen."""
    called = page.header.heading.text()
    return [
        one.text()
        for one in page.findChildren(QLabel)
        if one.text() == called and one.visibleRegion().boundingRect() == one.rect()
    ]


def cursor_is_in_sight() -> bool:
    """Wholly: what is typed into, chosen or pressed."""
    focus = QApplication.focusWidget()
    return focus is not None and focus.visibleRegion().boundingRect() == focus.rect()


def settle() -> None:
    for _turn in range(5):
        QApplication.processEvents()


@pytest.fixture
def large(look: Theme, opened: Open, consented: House) -> PupilPage:
    del look
    theme.current().change(scale=2.0)
    page = opened(consented.pupil, tab="chronology")
    page.resize(1300, 600)  # what a window of 1366 x 768 leaves for it
    page.activateWindow()
    settle()
    return page


def test_while_an_entry_is_written_with_large_text_the_name_and_the_words_are_in_sight(
    large: PupilPage, qtbot: QtBot
) -> None:
    large.add_entry()
    settle()
    for press in (lambda: None, *(_tab(qtbot) for _stop in range(7))):
        press()
        qtbot.waitUntil(cursor_is_in_sight)
        assert names_in_sight(large) == ["Kit Puddlecombe"]


def _tab(qtbot: QtBot) -> Callable[[], object]:
    return lambda: qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)


def test_it_is_not_said_twice_where_the_head_is_in_sight(large: PupilPage) -> None:
    large._area.verticalScrollBar().setValue(0)
    settle()
    assert names_in_sight(large) == ["Kit Puddlecombe"]
    assert not large.on_top.isVisible()


def test_nothing_of_one_child_is_left_while_the_record_of_another_is_read(large: PupilPage) -> None:
    assert large.on_top.name() == "Kit Puddlecombe"
    large._forget()
    assert (large.on_top.name(), large.on_top.isVisible()) == ("", False)


def test_a_record_that_takes_its_time_says_so(
    qtbot: QtBot, at_desk: Desk, consented: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = HeldBack(at_desk.services.jobs, monkeypatch, "read")
    page = PupilPage(at_desk.services)
    qtbot.addWidget(page)
    page.open(consented.pupil.id)
    assert READING in words_of(page)
    held.let()
    assert READING not in words_of(page)
    assert "Kit Puddlecombe" in words_of(page)


def test_without_it_the_name_would_be_out_of_sight(
    large: PupilPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(name_on_top.NameOnTop, "setVisible", lambda *_given: None)  # the planted fault
    with pytest.raises(AssertionError):
        test_while_an_entry_is_written_with_large_text_the_name_and_the_words_are_in_sight(large, qtbot)
