"""What the driver of the journeys takes for seen is what Qt says is visible, also where it does not look at all of it."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QFrame, QLabel, QStackedWidget, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.journeys.on_screen import on_screen, seen_of


def window_with_all(qtbot: QtBot) -> QWidget:
    """Two pages of which one was left, a box over it, and a box that belongs to what lies on the page that was left."""
    window, pages = QWidget(), QStackedWidget()
    window.setWindowTitle("Coordinator")
    QVBoxLayout(window).addWidget(pages)
    for number in range(2):
        page, frame = QWidget(), QFrame()
        QVBoxLayout(page).addWidget(frame)
        column = QVBoxLayout(frame)
        for one in range(3):
            column.addWidget(QLabel(f"{number} {one}"))
        pages.addWidget(page)
    pages.setCurrentIndex(1)
    left, shown = pages.widget(0), pages.widget(1)
    assert left is not None
    assert shown is not None
    below = left.findChildren(QLabel)[1]
    window.show()
    qtbot.waitExposed(window)
    for parent in (below, shown):
        box = QDialog(parent)
        QVBoxLayout(box).addWidget(QLabel("In a box"))
        inner = QDialog(box)
        QVBoxLayout(inner).addWidget(QLabel("In a box of the box"))
        box.show()
        inner.show()
    shown.findChildren(QLabel)[0].hide()
    return window


def test_all_that_is_visible_is_seen_and_nothing_else(qtbot: QtBot) -> None:
    window = window_with_all(qtbot)
    visible = [one for one in window.findChildren(QWidget) if one.isVisible()]
    seen = seen_of(window)
    assert len(seen) == len(set(seen))
    assert set(seen) == {window, *visible}
    assert seen[0] is window
    words = [one.text() for one in seen if isinstance(one, QLabel)]
    assert sorted(words) == ["1 1", "1 2", *["In a box"] * 2, *["In a box of the box"] * 2]


def test_the_order_is_that_of_the_screen_where_nothing_is_hidden_on_the_way(qtbot: QtBot) -> None:
    window = window_with_all(qtbot)
    pages = window.findChildren(QStackedWidget)[0]
    page = pages.widget(1)
    assert page is not None
    assert seen_of(page)[1:] == [one for one in page.findChildren(QWidget) if one.isVisible()]


def test_what_lies_on_top_is_looked_at_alone(qtbot: QtBot) -> None:
    window = window_with_all(qtbot)
    box = QDialog(window)
    box.setModal(True)
    QVBoxLayout(box).addWidget(QLabel("Asked"))
    box.show()
    assert [one.text() for one in on_screen() if isinstance(one, QLabel)] == ["Asked"]
