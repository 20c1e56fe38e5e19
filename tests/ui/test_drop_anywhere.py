"""Files dropped anywhere on the window go to whoever takes them; while it is locked they are refused in words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from coordinator_app.ui.drop_anywhere import TAKES_FILES, DropAnywhere

_COPY, _NONE = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
_LEFT = Qt.MouseButton.LeftButton


class Place:
    """A window with a field and a part that takes files itself, and what was dropped on the window."""

    def __init__(self, qtbot: QtBot) -> None:
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.window.resize(600, 400)
        self.field, self.own = QLineEdit(), QWidget()
        self.own.setProperty(TAKES_FILES, True)
        self.own.setAcceptDrops(True)
        self.own.setMinimumHeight(200)
        lines = QVBoxLayout(self.window)
        lines.addWidget(self.field)
        lines.addWidget(self.own)
        self.drops = DropAnywhere(self.window)
        self.taken: list[list[Path]] = []
        self.window.show()
        QApplication.processEvents()

    def drag(self, over: QWidget, *names: str, given: QMimeData | None = None) -> QDragEnterEvent:
        self._given = given or files(*names)  # the event itself does not keep it alive
        event = QDragEnterEvent(self._at(over), _COPY, self._given, _LEFT, _NONE)
        event.ignore()
        QApplication.sendEvent(self.window.windowHandle(), event)
        return event

    def drop(self, over: QWidget, *names: str, held: Qt.KeyboardModifier = _NONE) -> QDropEvent:
        self._given = files(*names)
        event = QDropEvent(self._at(over).toPointF(), _COPY, self._given, _LEFT, held)
        event.ignore()
        QApplication.sendEvent(self.window.windowHandle(), event)
        return event

    def _at(self, over: QWidget) -> QPoint:
        return over.mapTo(self.window, over.rect().center())


def files(*names: str) -> QMimeData:
    given = QMimeData()
    given.setUrls([QUrl.fromLocalFile(name) for name in names])
    return given


@pytest.fixture
def place(qtbot: QtBot) -> Iterator[Place]:
    made = Place(qtbot)
    made.drops.taker = made.taken.append
    yield made
    # Qt keeps over what files were dragged last, and would look there at the next drop in this process though it is gone
    QApplication.sendEvent(made.window.windowHandle(), QDragLeaveEvent())


def test_the_whole_window_lights_up_and_takes_the_files(place: Place) -> None:
    assert place.drag(place.field, "/scans/a.pdf").isAccepted()
    assert place.drops.veil.isVisible()
    assert place.drops.veil.geometry() == place.window.rect()
    assert place.drop(place.field, "/scans/a.pdf", "/scans/b.pdf").isAccepted()
    assert place.taken == [[Path("/scans/a.pdf"), Path("/scans/b.pdf")]]
    assert not place.drops.veil.isVisible()


def test_with_shift_held_down_what_is_dropped_is_to_be_kept_apart(place: Place) -> None:
    apart: list[list[Path]] = []
    place.drops.apart_taker = apart.append
    place.drag(place.field, "/scans/a.pdf")
    assert "Hold Shift" in place.drops.veil.words
    place.drop(place.field, "/scans/a.pdf", held=Qt.KeyboardModifier.ShiftModifier)
    place.drop(place.field, "/scans/b.pdf")
    assert (apart, place.taken) == ([[Path("/scans/a.pdf")]], [[Path("/scans/b.pdf")]])


def test_a_field_never_takes_the_name_of_a_file_for_typed_text(place: Place) -> None:
    place.field.setFocus()
    place.drop(place.field, "/scans/a.pdf")
    assert place.field.text() == ""


def test_a_part_that_takes_files_itself_keeps_its_own_way(place: Place) -> None:
    place.drag(place.field, "/scans/a.pdf")
    place.drag(place.own, "/scans/a.pdf")
    assert not place.drops.veil.isVisible()
    place.drop(place.own, "/scans/a.pdf")
    assert place.taken == []


def test_leaving_the_window_darkens_it_again(place: Place) -> None:
    place.drag(place.field, "/scans/a.pdf")
    QApplication.sendEvent(place.window.windowHandle(), QDragLeaveEvent())
    assert not place.drops.veil.isVisible()


def test_while_it_is_locked_nothing_is_taken_and_that_is_said(place: Place) -> None:
    place.drops.taker = None
    assert not place.drag(place.own, "/scans/a.pdf").isAccepted()
    veil = place.drops.veil
    assert veil.isVisible()
    assert veil.lead == "The vault is locked"
    assert "Nothing has been taken" in veil.words
    assert not place.drop(place.field, "/scans/a.pdf").isAccepted()
    assert place.field.text() == ""


def test_under_an_open_question_nothing_is_taken(place: Place, qtbot: QtBot) -> None:
    box = QDialog(place.window)
    qtbot.addWidget(box)
    box.open()
    assert not place.drag(place.field, "/scans/a.pdf").isAccepted()
    assert place.drops.veil.lead == "Answer the question on the screen first"
    box.reject()


def test_dragged_words_are_none_of_its_business(place: Place) -> None:
    words = QMimeData()
    words.setText("some words")
    place.drag(place.field, given=words)
    assert not place.drops.veil.isVisible()
    far = QMimeData()
    far.setUrls([QUrl("https://example.invalid/a.pdf")])
    place.drag(place.field, given=far)
    assert not place.drops.veil.isVisible()


def test_the_veil_can_be_painted_in_both_looks(place: Place) -> None:
    place.drag(place.field, "/scans/a.pdf")
    assert not place.window.grab().isNull()
    place.drops.taker = None
    place.drag(place.field, "/scans/a.pdf")
    assert not place.window.grab().isNull()
