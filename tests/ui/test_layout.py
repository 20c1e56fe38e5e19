"""A scroll area gives folded text the height it needs, at every text size and width."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from coordinator_app.ui import layout, theme
from coordinator_app.ui.glance import Glance
from coordinator_app.ui.labels import label
from coordinator_app.ui.lock_reason import LockReason
from coordinator_app.ui.lock_screen import LockScreen
from coordinator_app.ui.notes import Note
from coordinator_app.ui.paragraph import Paragraph
from tests.ui.entry_parts import FOLDER, FakeDoor, run

WORDS = (
    "Everything that is kept about a pupil can be asked for by the pupil and by those who care for them. " * 6
)


def area_with_text(qtbot: QtBot) -> tuple[QScrollArea, QLabel]:
    content, words = QWidget(), label(WORDS, wrap=True)
    lines = layout.column(content)
    for widget in (words, label(WORDS, wrap=True)):
        lines.addWidget(widget)
    area = layout.scrolling(content, "Text")
    qtbot.addWidget(area)
    area.resize(420, 160)
    area.show()
    qtbot.waitExposed(area)
    return area, words


def cut_off(words: QLabel) -> bool:
    QApplication.processEvents()
    return words.height() < words.heightForWidth(words.width())


def test_folded_text_is_whole_at_200_per_cent_and_when_the_window_is_narrowed(qtbot: QtBot) -> None:
    area, words = area_with_text(qtbot)
    assert not cut_off(words)
    theme.current().change(scale=2.0)
    assert not cut_off(words)
    area.resize(300, 160)
    assert not cut_off(words)
    tall = area.widget().height()
    area.resize(900, 160)
    assert not cut_off(words)
    assert area.widget().height() < tall


def test_a_text_that_grows_makes_room_for_itself(qtbot: QtBot) -> None:
    _area, words = area_with_text(qtbot)
    words.setText(WORDS * 3)
    assert not cut_off(words)


@pytest.mark.parametrize("size", [(640, 480), (900, 500)])
def test_the_screens_before_the_unlock_cut_nothing_off_at_200_per_cent(
    qtbot: QtBot, size: tuple[int, int]
) -> None:
    glance = Glance(
        "Hazelmoor", ("Co-ordinator",), practice=True, practice_passphrase="kettle amber window field"
    )
    screen = LockScreen(FakeDoor(), run, FOLDER, glance, LockReason.IDLE)
    qtbot.addWidget(screen)
    screen.resize(*size)
    screen.show()
    theme.current().change(scale=2.0)
    screen.show_note(Note("over", "The vault cannot be opened.", "Your vault is safe. " * 12))
    screen.row.set_error("That passphrase does not open this vault. " * 3)
    folded = [one for one in screen.findChildren(Paragraph) if one.isVisible()]
    assert len(folded) > 5
    assert [one.text() for one in folded if cut_off(one)] == []


def test_a_planted_text_that_is_cut_off_is_found(qtbot: QtBot) -> None:
    _area, words = area_with_text(qtbot)
    words.setMaximumHeight(20)
    assert cut_off(words)


def polished(widget: QWidget) -> bool:
    return widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished)


def unseen_area() -> tuple[QScrollArea, QWidget, QLabel]:
    content, words = QWidget(), label(WORDS, wrap=True)
    layout.column(content).addWidget(words)
    return layout.scrolling(content, "Text"), content, words


def test_what_lies_in_an_area_is_dressed_once_when_it_is_first_shown(qtbot: QtBot) -> None:
    """Dressed before, it would be again in each widget that the area is put into: a third of the opening of a page."""
    area, content, words = unseen_area()
    assert area.widget() is content
    assert area.isAncestorOf(words)
    assert not content.isHidden()
    window = QWidget()
    qtbot.addWidget(window)
    inner = QWidget()
    layout.column(inner).addWidget(area)
    layout.column(window).addWidget(inner)
    assert not polished(words)
    window.resize(420, 160)
    window.show()
    qtbot.waitExposed(window)
    assert polished(words)
    assert QScrollArea.widget(area) is content
    assert words.isVisible()
    assert words.height() >= words.heightForWidth(words.width()) > area.viewport().height()


def test_an_area_that_nobody_saw_yet_says_the_size_of_what_lies_in_it_and_shows_a_part_of_it(
    qtbot: QtBot,
) -> None:
    area, content, _ = unseen_area()
    at_once = QScrollArea()
    at_once.setWidgetResizable(True)
    at_once.setFrameShape(QFrame.Shape.NoFrame)
    other = QWidget()
    layout.column(other).addWidget(label(WORDS, wrap=True))
    at_once.setWidget(other)
    for one in (area, at_once):
        qtbot.addWidget(one)
    assert area.sizeHint() == at_once.sizeHint()
    assert QScrollArea.widget(area) is content
    early, _, further = unseen_area()
    qtbot.addWidget(early)
    early.ensureWidgetVisible(further)  # Qt would die of it where nothing lies in the area
    assert polished(further)
