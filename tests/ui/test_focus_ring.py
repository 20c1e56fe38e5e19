"""The ring is outside the focused widget, follows it, and is always there on text inputs."""

from __future__ import annotations

from collections.abc import Iterator
from weakref import ref

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from coordinator_app.ui import focus_ring, layout
from coordinator_app.ui.buttons import Button, button
from coordinator_app.ui.focus_ring import FocusRing, _Ring
from coordinator_app.ui.inputs import TextInput
from coordinator_app.ui.labels import heading


@pytest.fixture
def ring(qapp: QApplication) -> Iterator[FocusRing]:
    made = FocusRing(qapp)
    yield made
    qapp.focusChanged.disconnect(made._moved)
    made.deleteLater()


@pytest.fixture
def window(qtbot: QtBot, ring: FocusRing) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    lines = layout.column(made, margins=(20, 20, 20, 20))
    layout.add_all(lines, heading("Today", 1), button("Start"), TextInput())
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def test_ring_is_four_px_outside_and_follows(window: QWidget, ring: FocusRing, qtbot: QtBot) -> None:
    target = window.findChildren(Button)[0]
    target.setFocus(Qt.FocusReason.TabFocusReason)
    assert ring.shown_round() is target
    overlay = window.findChildren(_Ring)[0]
    assert overlay.geometry() == QRect(target.mapTo(window, QPoint(0, 0)), target.size()).adjusted(
        -4, -4, 4, 4
    )
    lines = window.layout()
    assert isinstance(lines, QVBoxLayout)
    lines.insertSpacing(0, 40)
    qtbot.waitUntil(lambda: overlay.y() == target.y() - 4)
    assert overlay.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)


def test_click_shows_no_ring_on_a_button_but_on_a_text_input(
    window: QWidget, ring: FocusRing, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = window.findChildren(TextInput)[0]
    typed.setFocus()
    monkeypatch.setattr(QGuiApplication, "mouseButtons", lambda: Qt.MouseButton.LeftButton)
    window.findChildren(Button)[0].setFocus(Qt.FocusReason.MouseFocusReason)
    assert ring.shown_round() is None
    typed.setFocus(Qt.FocusReason.MouseFocusReason)
    assert ring.shown_round() is typed


def test_heading_takes_the_focus_without_a_ring(window: QWidget, ring: FocusRing) -> None:
    title = next(one for one in window.findChildren(QWidget) if one.property("heading") == 1)
    title.setFocus()
    assert window.focusWidget() is title
    assert ring.shown_round() is None


def test_ring_outlives_its_window(window: QWidget, ring: FocusRing, qtbot: QtBot) -> None:
    window.findChildren(Button)[0].setFocus(Qt.FocusReason.TabFocusReason)
    other = QWidget()
    layout.column(other, margins=(9, 9, 9, 9)).addWidget(button("Next"))
    other.show()
    other.activateWindow()
    qtbot.waitUntil(other.isActiveWindow)
    other.findChildren(Button)[0].setFocus(Qt.FocusReason.TabFocusReason)
    assert ring.shown_round() is other.findChildren(Button)[0]
    other.deleteLater()
    qtbot.waitUntil(lambda: not window.findChildren(_Ring))
    window.activateWindow()
    window.findChildren(TextInput)[0].setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(lambda: ring.shown_round() is window.findChildren(TextInput)[0])


def focused_window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    layout.add_all(layout.column(made), button("Start"), TextInput())
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.findChildren(Button)[0].setFocus(Qt.FocusReason.TabFocusReason)
    return made


def test_a_window_that_nobody_holds_any_more_dies_at_once_and_not_in_the_next_change_of_focus(
    ring: FocusRing, qtbot: QtBot
) -> None:
    first = focused_window(qtbot)
    assert ring.shown_round() is not None
    gone = ref(first)
    del first
    assert gone() is None
    assert ring.shown_round() is None
    second = focused_window(qtbot)
    qtbot.addWidget(second)
    assert ring.shown_round() is second.findChildren(Button)[0]


def test_a_planted_ring_that_holds_its_window_is_found(
    ring: FocusRing, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(focus_ring, "held", lambda widget: lambda: widget)
    first = focused_window(qtbot)
    gone = ref(first)
    del first
    kept = gone()
    assert kept is not None
    kept.hide()
