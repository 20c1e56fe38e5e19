"""Tab leaves a date for the next question; the calendar is opened on purpose, by the mouse or by Alt and Down."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCalendarWidget, QWidget
from pytestqt.qtbot import QtBot

from coordinator_app.ui import layout
from coordinator_app.ui.date_input import DateInput
from coordinator_app.ui.inputs import TextInput

DAY = date(2026, 11, 20)


def test_what_is_typed_after_tab_goes_into_the_next_question(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    day, words = DateInput(lambda _text: DAY, today=lambda: DAY), TextInput()
    day.set_value(DAY)
    layout.add_all(layout.column(holder), day, words)
    holder.show()
    in_focus(qtbot, holder, day)
    QTest.keyClick(day.line, Qt.Key.Key_Tab)
    focus = QApplication.focusWidget()
    assert focus is words
    QTest.keyClicks(focus, "the office")
    assert (words.value(), day.value()) == ("the office", DAY)
    assert day.findChild(QCalendarWidget) is None


def test_the_calendar_opens_by_alt_and_down_and_letters_change_nothing_in_it(qtbot: QtBot) -> None:
    day = DateInput(lambda _text: DAY, today=lambda: DAY)
    qtbot.addWidget(day)
    day.set_value(DAY)
    day.show()
    in_focus(qtbot, day, day)
    QTest.keyClick(day.line, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    calendar = day.findChild(QCalendarWidget)
    assert calendar is not None
    QTest.keyClicks(calendar, "15 the office")
    assert (day.value(), calendar.isDateEditEnabled()) == (DAY, False)


def in_focus(qtbot: QtBot, window: QWidget, day: DateInput) -> None:
    window.activateWindow()
    day.line.setFocus()
    qtbot.waitUntil(day.line.hasFocus)
