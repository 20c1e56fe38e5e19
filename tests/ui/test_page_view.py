"""Boxes on a page: everything by keyboard, spoken without the hidden words, in fractions of the page."""

from __future__ import annotations

import os
import subprocess
import sys
import threading

import pytest
from PySide6.QtCore import QBuffer, QIODevice, QPoint, Qt
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from coordinator_app.ui.page_boxes import Box, BoxWidget, moved, resized
from coordinator_app.ui.page_canvas import decoded
from coordinator_app.ui.page_preview import PagePreview
from coordinator_app.ui.page_view import PageView

A4 = (827, 1170)
BOXES = [
    Box(0, 0.1, 0.1, 0.2, 0.05, "suggested", "another pupil"),
    Box(0, 0.5, 0.1, 0.2, 0.05, "accepted", "staff"),
    Box(1, 0, 0, 0.1, 0.1),
]


def png() -> bytes:
    image = QImage(*A4, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stub forgets devices
    return bytes(buffer.data().data())


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


def widgets(view: PageView) -> list[BoxWidget]:
    return [one for one in view.viewport().findChildren(BoxWidget) if one.isVisible()]


def chosen(view: PageView, place: int) -> BoxWidget:
    view.choose_box(place)
    return next(one for one in widgets(view) if one.place == place)


def test_only_the_boxes_of_the_page_are_there(view: PageView) -> None:
    assert [one.place for one in widgets(view)] == [0, 1]
    view.turn_to(1)
    assert [one.place for one in widgets(view)] == [2]


def test_each_box_is_an_object_for_a_screen_reader(view: PageView) -> None:
    names = [one.accessibleName() for one in widgets(view)]
    assert names == [
        "Redaction 1 of 2, suggested, another pupil, page 1",
        "Redaction 2 of 2, covered, staff, page 1",
    ]


def test_tab_goes_from_box_to_box(view: PageView, qtbot: QtBot) -> None:
    first = chosen(view, 0)
    qtbot.keyClick(first, Qt.Key.Key_Tab)
    assert view.window().focusWidget() is widgets(view)[1]
    qtbot.keyClick(widgets(view)[1], Qt.Key.Key_Backtab)
    assert view.window().focusWidget() is first


def test_space_accepts_and_clears_and_enter_keeps(view: PageView, qtbot: QtBot) -> None:
    box = chosen(view, 0)
    with qtbot.waitSignal(view.boxes_changed):
        qtbot.keyClick(box, Qt.Key.Key_Space)
    assert view.boxes()[0].state == "accepted"
    qtbot.keyClick(box, Qt.Key.Key_Space)
    assert view.boxes()[0].state == "suggested"
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert view.boxes()[0].state == "accepted"


def test_arrows_move_and_with_shift_resize_on_the_page(view: PageView, qtbot: QtBot) -> None:
    box = chosen(view, 0)
    qtbot.keyClick(box, Qt.Key.Key_Right)
    after = view.boxes()[0]
    assert after.x > 0.1
    assert after.y == 0.1
    qtbot.keyClick(box, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert view.boxes()[0].height > 0.05
    on_screen = (after.x - 0.1) * view.mapFromScene(view.sceneRect()).boundingRect().width()
    assert on_screen == pytest.approx(4, abs=1)


def test_with_ctrl_an_arrow_goes_ten_times_as_far(view: PageView, qtbot: QtBot) -> None:
    box, control = chosen(view, 0), Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(box, Qt.Key.Key_Right)
    step = view.boxes()[0].x - 0.1
    qtbot.keyClick(box, Qt.Key.Key_Right, control)
    assert view.boxes()[0].x - 0.1 == pytest.approx(11 * step)
    qtbot.keyClick(box, Qt.Key.Key_Right, control | Qt.KeyboardModifier.ShiftModifier)
    assert view.boxes()[0].width - 0.2 == pytest.approx(10 * step)


def test_delete_removes_and_goes_to_the_next(view: PageView, qtbot: QtBot) -> None:
    qtbot.keyClick(chosen(view, 0), Qt.Key.Key_Delete)
    assert [box.what for box in view.boxes()] == ["staff", ""]
    assert view.window().focusWidget() is widgets(view)[0]


def test_b_puts_a_box_into_the_middle(view: PageView, qtbot: QtBot) -> None:
    qtbot.keyClick(view, Qt.Key.Key_B)
    made = view.boxes()[-1]
    assert (made.page, made.state) == (0, "accepted"), "it covers without another key"
    assert made.x + made.width / 2 == pytest.approx(0.5)


def test_what_lies_under_a_new_box_is_seen_while_it_is_moved(view: PageView, qtbot: QtBot) -> None:
    qtbot.keyClick(view, Qt.Key.Key_B)
    box = chosen(view, len(view.boxes()) - 1)
    middle = box.rect().center()
    shown = view.viewport().grab(box.geometry()).toImage()
    assert shown.pixelColor(middle).lightness() > 120
    qtbot.keyClick(box, Qt.Key.Key_Right)
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert view.viewport().grab(box.geometry()).toImage().pixelColor(middle).lightness() < 60


def test_a_new_box_that_is_left_turns_black_and_escape_takes_one_away(view: PageView, qtbot: QtBot) -> None:
    before = view.boxes()
    qtbot.keyClick(view, Qt.Key.Key_B)
    qtbot.keyClick(chosen(view, len(before)), Qt.Key.Key_Escape)
    assert view.boxes() == before
    qtbot.keyClick(view, Qt.Key.Key_B)
    box = chosen(view, len(before))
    chosen(view, 0)
    middle = box.rect().center()
    assert view.viewport().grab(box.geometry()).toImage().pixelColor(middle).lightness() < 60
    qtbot.keyClick(chosen(view, len(before)), Qt.Key.Key_Escape)
    assert len(view.boxes()) == len(before) + 1, "one that stands is removed by Delete alone"


def test_mouse_draws_a_box_where_it_was_dragged(view: PageView, qtbot: QtBot) -> None:
    view.draw_box(True)
    page = view.mapFromScene(view.sceneRect()).boundingRect()
    start, end = page.topLeft() + QPoint(100, 200), page.topLeft() + QPoint(300, 260)
    qtbot.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=end)
    made = view.boxes()[-1]
    assert made.state == "accepted"
    assert made.x == pytest.approx(100 / page.width(), abs=0.01)
    assert made.height == pytest.approx(60 / page.height(), abs=0.01)


def test_boxes_lie_where_they_should_at_every_zoom(view: PageView) -> None:
    for percent in (50, 100, 200):
        view.set_zoom(percent)
        page = view.mapFromScene(view.sceneRect()).boundingRect()
        widget = view.viewport().findChildren(BoxWidget)[-1]
        found = next(
            one for one in view.viewport().findChildren(BoxWidget) if one.isVisible() and one.place == 0
        )
        assert found.geometry().center().x() == pytest.approx(page.left() + 0.2 * page.width(), abs=3)
        assert widget.parentWidget() is view.viewport()


def test_zoom_stays_between_50_and_400(view: PageView) -> None:
    view.set_zoom(10)
    assert view.zoom == 50
    view.set_zoom(4000)
    assert view.zoom == 400
    view.fit_width()
    assert view.zoom < 150


def test_accepted_box_hides_what_lies_under_it_until_v_is_held(view: PageView, qtbot: QtBot) -> None:
    widget = chosen(view, 1)
    middle = widget.rect().center()
    assert widget.grab().toImage().pixelColor(middle).lightness() < 60
    qtbot.keyPress(view, Qt.Key.Key_V)
    assert view.viewport().grab(widget.geometry()).toImage().pixelColor(middle).lightness() > 120
    qtbot.keyRelease(view, Qt.Key.Key_V)
    assert widget.grab().toImage().pixelColor(middle).lightness() < 60


def test_pages_are_asked_for_when_they_are_turned_to(qtbot: QtBot) -> None:
    view, wanted = PageView(), list[int]()
    qtbot.addWidget(view)
    view.page_wanted.connect(wanted.append)
    view.set_document(3)
    view.show_image(0, png())
    qtbot.keyClick(view, Qt.Key.Key_PageDown)
    qtbot.keyClick(view, Qt.Key.Key_PageDown)
    qtbot.keyClick(view, Qt.Key.Key_PageDown)
    assert (wanted, view.page) == ([0, 1, 2], 2)


def test_view_for_reading_has_no_boxes_to_draw(qtbot: QtBot) -> None:
    view = PageView()
    qtbot.addWidget(view)
    view.set_pages([png()])
    qtbot.keyClick(view, Qt.Key.Key_B)
    view.draw_box(True)
    assert view.boxes() == []


def test_what_is_no_image_is_refused(view: PageView) -> None:
    with pytest.raises(ValueError, match="not an image"):
        view.show_image(0, b"no image")


def test_boxes_stay_on_the_page() -> None:
    box = Box(0, 0.9, 0.9, 0.1, 0.1)
    assert moved(box, 0.5, 0.5) == box
    large = resized(box, 0.5, 0.5)
    assert (large.x + large.width, large.y + large.height) == (1, 1)
    assert moved(box, -5, -5).x == 0
    assert resized(box, -5, -5).width > 0


def test_preview_says_where_it_is(qtbot: QtBot) -> None:
    made = PagePreview(title="Form 2 of 2")
    qtbot.addWidget(made)
    made.view.set_pages([png(), png()])
    made.on.click()
    assert made.view.page == 1
    assert made._where.text() == "Form 2 of 2, page 2 of 2"
    made.larger.click()
    assert made._percent.text() == f"{made.view.zoom}%"


def test_many_pages_do_not_stay_in_memory_and_come_back_when_turned_to(qtbot: QtBot) -> None:
    view, wanted = PageView(), list[int]()
    qtbot.addWidget(view)
    view.page_wanted.connect(wanted.append)
    view.page_wanted.connect(lambda page: view.show_image(page, png()))
    view.set_document(40)
    for page in range(40):
        view.turn_to(page)
        assert view.here()
    assert len(view._images) == 12
    view.turn_to(0)
    assert view.here()
    assert wanted == [*range(40), 0]
    view.turn_to(39)
    assert wanted[-1] == 0, "a page seen lately is kept"


def test_pages_given_all_at_once_are_drawn_one_by_one_and_all_come_back(qtbot: QtBot) -> None:
    view = PageView()
    qtbot.addWidget(view)
    view.set_pages([png()] * 30)
    assert len(view._images) == 1
    for page in [*range(30), 0]:
        view.turn_to(page)
        assert view.here()
    assert len(view._images) == 12


WORKER = """
import sys, threading
from PySide6.QtWidgets import QApplication
from shiboken6 import Shiboken
from coordinator_app.ui import page_canvas

def classes(of=Shiboken.Object):
    return {of.__name__}.union(*(classes(one) for one in of.__subclasses__()))

app = QApplication([])
if "fault" not in sys.argv:
    page_canvas.PageCanvas("Page")
before, pictures = classes(), []
work = threading.Thread(target=lambda: pictures.append(page_canvas.decoded(sys.stdin.buffer.read())))
work.start()
work.join()
print(pictures[0].width(), *sorted(classes() - before))
"""


def test_a_picture_is_read_on_a_worker_and_no_class_of_qt_is_made_there() -> None:
    ended = subprocess.run(
        [sys.executable, "-c", WORKER],
        input=png(),
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        check=True,
    )
    assert ended.stdout.split() == [b"827"]


def fitted(view: PageView, bar: Qt.ScrollBarPolicy) -> int:
    view.setVerticalScrollBarPolicy(bar)
    view.fit_width()
    return view.zoom


def test_a_page_is_fitted_alike_with_and_without_its_scroll_bar(view: PageView) -> None:
    # else a page that just fits without the bar loses and wants it in turn for ever, and the window is frozen
    policy = Qt.ScrollBarPolicy
    assert fitted(view, policy.ScrollBarAlwaysOn) == fitted(view, policy.ScrollBarAlwaysOff)


def test_planted_fault_a_page_fitted_to_the_room_beside_the_bar_changes_with_the_bar(
    view: PageView, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(view, "width", lambda: view.viewport().width())
    policy = Qt.ScrollBarPolicy
    assert fitted(view, policy.ScrollBarAlwaysOn) < fitted(view, policy.ScrollBarAlwaysOff)


def test_a_picture_read_by_a_worker_is_shown(qtbot: QtBot) -> None:
    view = PageView()
    qtbot.addWidget(view)
    view.set_document(1)
    pictures: list[QImage] = []
    given = png()
    work = threading.Thread(target=lambda: pictures.append(decoded(given)))
    work.start()
    work.join()
    view.show_image(0, pictures[0])
    assert view.here()


def test_planted_fault_a_picture_read_before_a_canvas_was_made_makes_classes_on_the_worker() -> None:
    ended = subprocess.run(
        [sys.executable, "-c", WORKER, "fault"],
        input=png(),
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        check=True,
    )
    assert b"QByteArray" in ended.stdout


def test_a_page_opens_at_its_top_whatever_room_it_gets_afterwards(qtbot: QtBot) -> None:
    made = PageView("A page")
    qtbot.addWidget(made)
    made.resize(300, 200)
    made.set_document(2)
    made.show_image(0, png())
    made.show()
    bar = made.verticalScrollBar()
    for width, height in ((900, 300), (500, 120), (1100, 250)):
        made.resize(width, height)
        assert (bar.value(), bar.maximum() > bar.minimum()) == (bar.minimum(), True)
    bar.setValue(bar.maximum())
    made.show_image(1, png())
    made.turn_to(1)
    assert bar.value() == bar.minimum()
    bar.setValue(bar.maximum())
    made.show_image(1, png())
    assert bar.value() > bar.minimum(), "a page that is only drawn anew stays where it was read"
