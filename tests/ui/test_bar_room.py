"""A toast over a page with a bar at its foot: no button moves under the mouse, and nothing is covered (design.md 4.14)."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QPushButton, QScrollArea, QStackedWidget, QWidget
from pytestqt.qtbot import QtBot

from coordinator_app.ui import layout
from coordinator_app.ui.bar_room import BarRoom
from coordinator_app.ui.buttons import button
from coordinator_app.ui.inputs import TextInput
from coordinator_app.ui.side_panel import ActionBar
from coordinator_app.ui.theme import Theme
from coordinator_app.ui.toasts import Toasts


@dataclass
class Full:
    """A page whose column has no free spot, with a bar at its foot."""

    host: QWidget
    stack: QStackedWidget
    bar: ActionBar
    buttons: tuple[QPushButton, ...]
    inputs: tuple[TextInput, ...]
    shown: Toasts

    def places(self) -> list[QRect]:
        """Where the buttons and the inputs stand in the window."""
        return [_in(self.host, one) for one in (*self.buttons, *self.inputs)]

    def toast(self) -> QRect:
        found = self.shown.toast()
        assert found is not None
        return found.geometry()


def _in(host: QWidget, one: QWidget) -> QRect:
    return QRect(one.mapTo(host, QPoint(0, 0)), one.size())


@pytest.fixture(params=[1.0, 2.0])
def full(qtbot: QtBot, look: Theme, request: pytest.FixtureRequest) -> Full:
    look.change(scale=request.param)
    host, stack, page, content = QWidget(), QStackedWidget(), QWidget(), QWidget()
    qtbot.addWidget(host)
    inside = layout.column(content, space=4)
    inputs = tuple(TextInput() for _ in range(30))
    layout.add_all(inside, *inputs)
    lines = layout.column(page, space=0)
    lines.addWidget(layout.scrolling(content, "Questions"), 1)
    bar = ActionBar()
    buttons = (button("Back"), button("Save and finish later"), button("Continue", "primary"))
    layout.add_all(bar.line, buttons[0], None, *buttons[1:])
    lines.addWidget(bar)
    stack.addWidget(page)
    stack.addWidget(QWidget())
    layout.column(host, space=0).addWidget(stack, 1)
    shown = Toasts(host, stack)
    host.resize(1366, 768)
    host.show()
    return Full(host, stack, bar, buttons, inputs, shown)


def settle(qtbot: QtBot, full: Full) -> None:
    qtbot.waitUntil(lambda: not full.shown._soon.isActive())
    qtbot.wait(1)


def covered(full: Full) -> list[QRect]:
    """What can be pressed or typed into and lies under the toast."""
    area = full.stack.findChild(QScrollArea)
    assert area is not None
    viewport = _in(full.host, area.viewport())
    typed = [_in(full.host, one).intersected(viewport) for one in full.inputs]
    pressed = [_in(full.host, one) for one in full.buttons]
    return [one for one in (*typed, *pressed) if one.intersects(full.toast())]


def test_no_button_moves_when_it_comes_and_when_it_goes(full: Full, qtbot: QtBot) -> None:
    before = full.places()
    full.shown.say("Marigold Puddlecombe was there", lambda: None)
    assert full.places() == before
    settle(qtbot, full)
    assert full.places() == before
    full.shown.count_down()
    assert full.places() == before
    full.shown.clear()
    settle(qtbot, full)
    assert full.places() == before
    assert full.bar.height() == full.bar.line_height()


def test_it_covers_neither_a_button_nor_what_is_typed_into(full: Full, qtbot: QtBot) -> None:
    full.shown.say("Marigold Puddlecombe was there", lambda: None)
    settle(qtbot, full)
    assert covered(full) == []
    assert _in(full.host, full.bar).contains(full.toast())


def test_what_has_the_cursor_stays_in_sight(full: Full, qtbot: QtBot) -> None:
    qtbot.waitUntil(full.host.isActiveWindow)
    area = full.stack.findChild(QScrollArea)
    assert area is not None
    foot = area.viewport().height()
    fits = [one for one in full.inputs if _in(area.viewport(), one).bottom() < foot]
    fits[-1].setFocus()
    full.shown.say("Draft kept")
    settle(qtbot, full)
    qtbot.waitUntil(lambda: fits[-1].visibleRegion().boundingRect() == fits[-1].rect())
    assert not _in(full.host, fits[-1]).intersects(full.toast())


def test_it_goes_along_with_the_window_and_leaves_a_page_that_is_left(full: Full, qtbot: QtBot) -> None:
    full.shown.say("Marigold Puddlecombe was there")
    settle(qtbot, full)
    full.host.resize(1200, 700)
    settle(qtbot, full)
    assert _in(full.host, full.bar).contains(full.toast())
    assert covered(full) == []
    full.stack.setCurrentIndex(1)
    full.shown.count_down()
    assert full.bar.contentsMargins().top() <= 1  # its edge
    assert full.shown.showing() == "Marigold Puddlecombe was there"


def test_a_bar_that_goes_with_its_page_leaves_nothing_behind(full: Full, qtbot: QtBot) -> None:
    full.shown.say("Marigold Puddlecombe was there")
    settle(qtbot, full)
    page = full.stack.currentWidget()
    assert page is not None
    full.stack.removeWidget(page)
    page.deleteLater()
    qtbot.wait(1)
    full.shown.count_down()
    full.shown.clear()
    assert full.shown.showing() == ""


def test_a_planted_toast_that_takes_its_room_from_the_page_moves_the_buttons(
    full: Full, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(BarRoom, "hold", lambda *_: False)
    before = full.places()
    full.shown.say("Marigold Puddlecombe was there")
    settle(qtbot, full)
    assert full.places()[:3] != before[:3]
