"""Boxes by mouse alone: drawn over what is suggested, moved, resized, cleared and taken away."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from coordinator_app.ui.box_drag import LEAST, Grip, dragged, grip_at
from coordinator_app.ui.page_boxes import Box, BoxWidget
from coordinator_app.ui.page_view import PageView
from tests.ui.test_page_view import BOXES, png

NONE, LEFT = Qt.MouseButton.NoButton, Qt.MouseButton.LeftButton


@pytest.fixture
def view(qtbot: QtBot) -> PageView:
    made = PageView("Page of the item", can_redact=True)
    qtbot.addWidget(made)
    made.resize(700, 800)
    made.show()
    made.activateWindow()
    made.set_pages([png(), png()])
    made.set_boxes(BOXES)
    return made


def widget(view: PageView, place: int) -> BoxWidget:
    found = (one for one in view.viewport().findChildren(BoxWidget) if one.isVisible() and one.place == place)
    return next(found)


def mouse(on: QWidget, kind: QEvent.Type, where: QPoint, held: Qt.MouseButton) -> None:
    """One event at a place of the screen, as a mouse sends it."""
    pressed = NONE if kind is QEvent.Type.MouseMove else LEFT
    local = QPointF(on.mapFromGlobal(where))
    event = QMouseEvent(kind, local, QPointF(where), pressed, held, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(on, event)


def drag(on: QWidget, start: QPoint, way: QPoint) -> None:
    begun = on.mapToGlobal(start)
    mouse(on, QEvent.Type.MouseButtonPress, begun, LEFT)
    for part in (way / 3, way / 2, way):
        mouse(on, QEvent.Type.MouseMove, begun + part, LEFT)
    mouse(on, QEvent.Type.MouseButtonRelease, begun + way, NONE)


def page_of(view: PageView) -> QRect:
    return view.mapFromScene(view.sceneRect()).boundingRect()


def menu_of(view: PageView, place: int) -> dict[str, QAction]:
    box = widget(view, place)
    asked = QContextMenuEvent(
        QContextMenuEvent.Reason.Mouse, box.rect().center(), box.mapToGlobal(QPoint(5, 5))
    )
    QApplication.sendEvent(box, asked)
    menu = view.findChildren(QMenu)[-1]
    found = {action.text(): action for action in menu.actions()}
    menu.hide()
    return found


def test_a_box_is_moved_by_its_inside_and_told_once(view: PageView, qtbot: QtBot) -> None:
    told: list[int] = []
    view.boxes_changed.connect(lambda: told.append(1))
    box = widget(view, 0)
    drag(box, box.rect().center(), QPoint(60, 90))
    page, now = page_of(view), view.boxes()[0]
    assert (now.x - 0.1) * page.width() == pytest.approx(60, abs=1)
    assert (now.y - 0.1) * page.height() == pytest.approx(90, abs=1)
    assert (now.width, now.height, told) == (0.2, 0.05, [1])
    assert abs(widget(view, 0).geometry().center().x() - (page.left() + (now.x + 0.1) * page.width())) <= 2


def test_a_box_is_resized_by_an_edge_and_by_a_corner(view: PageView, qtbot: QtBot) -> None:
    box = widget(view, 1)
    drag(box, QPoint(box.width() - 4, box.height() // 2), QPoint(40, 30))
    page, now = page_of(view), view.boxes()[1]
    assert (now.width - 0.2) * page.width() == pytest.approx(40, abs=1)
    assert (now.x, now.y, now.height) == (0.5, 0.1, 0.05), "an edge goes one way only"
    drag(widget(view, 1), QPoint(4, 4), QPoint(-20, -30))
    assert (0.5 - view.boxes()[1].x) * page.width() == pytest.approx(20, abs=1)
    assert (0.1 - view.boxes()[1].y) * page.height() == pytest.approx(30, abs=1)


def test_a_click_changes_nothing(view: PageView, qtbot: QtBot) -> None:
    box = widget(view, 0)
    drag(box, box.rect().center(), QPoint(2, 1))
    assert view.boxes() == BOXES
    assert box.hasFocus()


def test_the_right_button_clears_covers_and_removes(view: PageView, qtbot: QtBot) -> None:
    menu_of(view, 1)["Do not cover"].trigger()
    assert view.boxes()[1].state == "suggested"
    menu_of(view, 1)["Cover"].trigger()
    assert view.boxes()[1].state == "accepted"
    menu_of(view, 1)["Remove this box"].trigger()
    assert [one.what for one in view.boxes()] == ["another pupil", ""]


def test_a_box_is_drawn_where_something_is_suggested_already(view: PageView, qtbot: QtBot) -> None:
    view.draw_box(True)
    box = widget(view, 0)
    at = box.geometry().center()
    assert view.viewport().childAt(at) is not box, "the mouse would have the suggestion, and draw nothing"
    drag(view.viewport(), at, QPoint(120, 50))
    assert len(view.boxes()) == len(BOXES) + 1
    view.draw_box(False)
    free = widget(view, 0).geometry()
    assert view.viewport().childAt(free.left() + 8, free.center().y()) is widget(view, 0)


def test_pages_that_are_only_read_have_nothing_to_drag(qtbot: QtBot) -> None:
    view = PageView("Page")
    qtbot.addWidget(view)
    view.resize(700, 800)
    view.show()
    view.set_pages([png()])
    view.set_boxes(BOXES[:1])
    box = widget(view, 0)
    drag(box, box.rect().center(), QPoint(60, 90))
    assert view.boxes() == BOXES[:1]


@pytest.mark.parametrize(
    ("at", "grip"),
    [
        (QPoint(2, 50), Grip(-1, 0)),
        (QPoint(99, 99), Grip(1, 1)),
        (QPoint(50, 50), Grip()),
        (QPoint(98, 2), Grip(1, -1)),
    ],
)
def test_how_a_box_is_held(at: QPoint, grip: Grip) -> None:
    assert grip_at(at, QRect(0, 0, 100, 100)) == grip


def test_of_a_small_box_there_is_an_inside() -> None:
    assert grip_at(QPoint(5, 5), QRect(0, 0, 11, 11)) == Grip()


def test_each_way_of_holding_has_its_own_pointer() -> None:
    held = [Grip(), Grip(1, 0), Grip(0, -1), Grip(1, 1), Grip(1, -1)]
    assert len({one.cursor for one in held}) == len(held)
    assert Grip(-1, -1).cursor == Grip(1, 1).cursor


def test_a_box_stays_on_the_page_and_never_turns_inside_out() -> None:
    box = Box(0, 0.4, 0.4, 0.2, 0.2)
    assert dragged(box, Grip(), 5, -5) == Box(0, 0.8, 0.0, 0.2, 0.2)
    thin = dragged(box, Grip(-1, 1), 5, -5)
    assert (thin.width, thin.height) == (pytest.approx(LEAST), LEAST)
    wide = dragged(box, Grip(1, -1), 5, -5)
    assert (wide.x + wide.width, wide.y, wide.y + wide.height) == (1, 0.0, pytest.approx(0.6))


@pytest.mark.parametrize("act", ["Do not cover", "Remove this box"])
def test_a_menu_that_is_open_while_the_boxes_change_does_nothing_to_another(view: PageView, act: str) -> None:
    covered = BOXES[0].with_state("accepted")
    view.set_boxes([covered, *BOXES[1:]])
    acts = menu_of(view, 0)
    other = Box(0, 0.5, 0.5, 0.2, 0.1, "accepted", "another pupil")
    view.set_boxes([other, covered])
    acts[act].trigger()
    assert view.boxes() == [other, covered]


def test_a_new_box_that_is_dragged_is_still_the_one_that_is_placed(view: PageView) -> None:
    view.set_boxes([])
    view.start_box()
    new = widget(view, 0)
    drag(new, new.rect().center(), QPoint(60, 40))
    assert view.boxes()[0] == view._placing
    view._put(0, placing=False)
    assert not new._is_placed, "it is black once it is in its place"
