"""What has the cursor stays in sight when a message or a name takes some of the room in which it is scrolled."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from coordinator_app.core.errors import DiskFull
from coordinator_app.ui import form_box, form_row, layout
from coordinator_app.ui import stay_in_sight as sight
from coordinator_app.ui.form_box import FormBox
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.forms import Form
from coordinator_app.ui.inputs import TextInput
from coordinator_app.ui.labels import label
from coordinator_app.ui.stay_in_sight import stay_in_sight

HIGH = 400


@dataclass
class Made:
    """A field at the foot of an area of 400 px that scrolls, and what will stand above the area."""

    host: QWidget
    area: QScrollArea
    above: QWidget
    field: TextInput

    @property
    def inside(self) -> QWidget:
        found = self.area.widget()
        assert found is not None
        return found


@pytest.fixture
def made(qtbot: QtBot) -> Made:
    host, inside, above, field = QWidget(), QWidget(), QWidget(), TextInput()
    qtbot.addWidget(host)
    inside.setFixedHeight(3 * HIGH)
    field.setParent(inside)
    field.move(0, HIGH - field.sizeHint().height())
    above.setFixedHeight(100)
    above.hide()
    area = layout.scrolling(inside, "Area")
    lines = QVBoxLayout(host)
    lines.setContentsMargins(0, 0, 0, 0)
    lines.addWidget(above)
    lines.addWidget(area)
    host.resize(300, HIGH)
    host.show()
    host.activateWindow()
    field.setFocus()
    QApplication.processEvents()
    return Made(host, area, above, field)


def in_sight(widget: QWidget) -> bool:
    return widget.visibleRegion().boundingRect() == widget.rect()


def test_the_field_that_is_typed_in_stays_in_sight(made: Made, qtbot: QtBot) -> None:
    assert in_sight(made.field)
    stay_in_sight(made.inside)
    made.above.show()
    qtbot.waitUntil(lambda: made.area.height() < HIGH and in_sight(made.field))


def test_without_it_the_field_would_be_cut_off(made: Made, qtbot: QtBot) -> None:
    made.above.show()  # the planted fault
    qtbot.waitUntil(lambda: made.area.height() < HIGH)
    assert not in_sight(made.field)


def test_whoever_has_scrolled_it_away_is_not_called_back(made: Made, qtbot: QtBot) -> None:
    made.area.verticalScrollBar().setValue(HIGH)
    stay_in_sight(made.inside)
    made.above.show()
    qtbot.waitUntil(lambda: made.area.height() < HIGH)
    for _turn in range(3):
        QApplication.processEvents()
    assert made.area.verticalScrollBar().value() == HIGH


class Questions:
    """A form of nine questions in an area that shows three or four of them."""

    def __init__(self, qtbot: QtBot) -> None:
        self.form = Form()
        for number in range(9):
            self.form.add(f"q{number}", FormRow(f"Question {number}", "", TextInput("An answer")))
        self.area = layout.scrolling(self.form, "Questions")
        qtbot.addWidget(self.area)
        self.area.resize(500, 260)
        self.area.show()
        self.area.activateWindow()
        qtbot.waitUntil(self.area.isActiveWindow)

    def last(self) -> FormRow:
        return self.form.row("q8")


@pytest.mark.parametrize("planted", [False, True])
def test_a_question_is_seen_whole_with_what_is_wrong_with_its_answer(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, planted: bool
) -> None:
    if planted:  # Qt scrolls for the Tab key alone
        monkeypatch.setattr(form_row, "bring_soon", lambda _widget: None)
    asked = Questions(qtbot)
    row = asked.last()
    asked.form.errors({"q8": "It lies in the future. " * 8})
    settled(qtbot)
    assert QApplication.focusWidget() is row.input.target()
    assert (in_sight(row) and in_sight(row._error_line)) is not planted


@pytest.mark.parametrize("planted", [False, True])
def test_lines_that_come_later_do_not_push_the_field_in_a_box_out_of_sight(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, planted: bool
) -> None:
    if planted:
        monkeypatch.setattr(form_box, "stay_in_sight", lambda _inside: None)
    box, late = FormBox("Add a person", "Save person"), QWidget()
    late_lines = layout.column(late)
    box.form.add("first", FormRow("First", "", TextInput()))
    box.form.add_widget(late)
    for number in range(12):
        box.form.add(f"q{number}", FormRow(f"Question {number}", "", TextInput()))
    qtbot.addWidget(box)
    box.show()
    box.activateWindow()
    qtbot.waitUntil(box.isActiveWindow)
    field = box.form.row("q6")
    field.focus()
    settled(qtbot)
    assert in_sight(field)
    for _line in range(20):
        late_lines.addWidget(label("What follows from it.", "small", "text-2"))
    settled(qtbot)
    assert in_sight(field) is not planted


@pytest.mark.parametrize("planted", [False, True])
def test_what_is_said_above_a_long_form_is_seen_from_its_foot(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, planted: bool
) -> None:
    if planted:
        monkeypatch.setattr(form_box, "bring_soon", lambda _note: None)
    box = FormBox("Add a person", "Save person")
    for number in range(12):
        box.form.add(f"q{number}", FormRow(f"Question {number}", "", TextInput()))
    qtbot.addWidget(box)
    box.show()
    box.activateWindow()
    qtbot.waitUntil(box.isActiveWindow)
    box.form.row("q11").focus()
    settled(qtbot)
    box.saves(lambda _done, failed: failed(DiskFull("The disk is full.")))
    box.save()
    settled(qtbot)
    note = box.note()
    assert note is not None
    assert in_sight(note) is not planted


def settled(qtbot: QtBot) -> None:
    """Until what was asked for a moment ago has been done: the same moment, asked for later, comes after it."""
    over: list[bool] = []
    QTimer.singleShot(sight._AGAIN_MS, lambda: over.append(True))
    qtbot.waitUntil(lambda: bool(over))
