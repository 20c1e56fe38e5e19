"""Words are marked on the page as with a marker pen; those in hand are brought into sight when their page has come."""

from __future__ import annotations

from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coordinator_app.ui.marked_view import Mark, MarkedView

PLACE = Mark(0.2, 0.8, 0.6, 0.9)


def sheet() -> QImage:
    made = QImage(300, 400, QImage.Format.Format_RGB32)
    made.fill(QColor("white"))
    return made


def amber(view: MarkedView) -> int:
    """How many dots of the view have the colour of the marker."""
    shot = view.viewport().grab().toImage()
    wanted = QColor("#FCE7B8").rgb()
    return sum(
        shot.pixel(x, y) == wanted for x in range(0, shot.width(), 4) for y in range(0, shot.height(), 4)
    )


def test_marks_are_seen_on_their_page_only(qtbot: QtBot) -> None:
    view = MarkedView()
    qtbot.addWidget(view)
    view.resize(400, 600)
    view.show()
    view.set_document(2)
    view.show_image(0, sheet())
    view.show_image(1, sheet())
    QApplication.processEvents()
    assert amber(view) == 0
    view.set_marks({0: [PLACE]})
    QApplication.processEvents()
    assert amber(view) > 0
    view.turn_to(1)
    QApplication.processEvents()
    assert amber(view) == 0
    assert view.marks_of(1) == ()


def test_what_is_in_hand_is_brought_into_sight_once_its_page_has_come(qtbot: QtBot) -> None:
    view = MarkedView()
    qtbot.addWidget(view)
    view.resize(400, 200)
    view.show()
    view.set_document(2)
    view.show_image(0, sheet())
    view.hold(1, [PLACE])
    assert view.page == 1
    before = view.verticalScrollBar().value()
    view.show_image(1, sheet())
    QApplication.processEvents()
    assert view.verticalScrollBar().value() > before


def test_a_whole_page_stays_whole_when_the_window_changes(qtbot: QtBot) -> None:
    view = MarkedView()
    qtbot.addWidget(view)
    view.resize(800, 400)
    view.show()
    view.set_document(1)
    view.show_image(0, sheet())
    view.fit_page()
    first = view.zoom
    assert view.verticalScrollBar().maximum() == 0
    view.resize(800, 300)
    QApplication.processEvents()
    assert view.fits_page
    assert view.zoom < first
    view.set_zoom(100)
    assert not view.fits_page
