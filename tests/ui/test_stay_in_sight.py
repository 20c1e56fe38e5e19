"""What has the cursor stays in sight when a message or a name takes some of the room in which it is scrolled."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from PySide6.QtWidgets import QApplication, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from coordinator_app.ui import layout
from coordinator_app.ui.inputs import TextInput
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
