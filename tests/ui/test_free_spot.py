"""A toast never lies over a control: it takes a free spot, or the page ends above it."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from coordinator_app.ui import layout, toasts
from coordinator_app.ui.buttons import button
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.free_spot import READ_TO_TYPE, free_spot
from coordinator_app.ui.inputs import TextInput
from coordinator_app.ui.labels import label
from coordinator_app.ui.lists import Row, TwoLineList
from coordinator_app.ui.theme import Theme
from coordinator_app.ui.toasts import Toasts

SIZE = QSize(440, 46)
Made = tuple[QWidget, QWidget, Toasts]


def page_of(qtbot: QtBot, size: tuple[int, int] = (1160, 700)) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(*size)
    made.show()
    return made


def put(page: QWidget, widget: QWidget, *place: int) -> QWidget:
    widget.setParent(page)
    widget.setGeometry(QRect(*place))
    widget.show()
    return widget


def spot_on(page: QWidget) -> QPoint | None:
    return free_spot(SIZE, page, page.rect(), 16)


def test_an_empty_page_has_it_at_the_bottom_left(qtbot: QtBot) -> None:
    assert spot_on(page_of(qtbot)) == QPoint(16, 700 - 16 - 46)


def test_it_gives_way_to_a_control_at_the_bottom_left(qtbot: QtBot) -> None:
    page = page_of(qtbot)
    save = put(page, button("Save who asked"), 24, 650, 120, 34)
    spot = spot_on(page)
    assert spot == QPoint(1160 - 16 - 440, 700 - 16 - 46)
    assert not QRect(spot, SIZE).intersects(save.geometry())


def test_it_covers_no_words_without_which_a_control_cannot_be_used(qtbot: QtBot) -> None:
    page = page_of(qtbot)
    letters = put(page, label("One letter chooses: A attendance"), 24, 650, 900, 34)
    spot = spot_on(page)
    assert spot is not None
    assert QRect(spot, SIZE).intersects(letters.geometry())  # words that are only read
    letters.setProperty(READ_TO_TYPE, True)
    spot = spot_on(page)
    assert spot is not None
    assert not QRect(spot, SIZE).intersects(letters.geometry())


def test_it_stands_above_a_bar_that_is_full(qtbot: QtBot) -> None:
    page = page_of(qtbot)
    for left in (24, 800):
        put(page, button("Back"), left, 650, 120, 34)
    spot = spot_on(page)
    assert spot is not None
    assert spot == QPoint(16, 598)


def test_what_a_scroll_area_cuts_off_takes_no_room(qtbot: QtBot) -> None:
    page = page_of(qtbot)
    content = QWidget()
    content.setFixedHeight(2000)
    put(content, button("Far below"), 24, 1500, 120, 34)
    area = layout.scrolling(content, "Form")
    put(page, area, 0, 0, 1160, 700)
    assert spot_on(page) == QPoint(16, 700 - 16 - 46)
    put(content, button("Save"), 24, 640, 120, 34)
    assert spot_on(page) != QPoint(16, 700 - 16 - 46)


def test_what_lies_in_something_hidden_or_out_of_sight_is_not_looked_at(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = page_of(qtbot)
    inside = put(page, QWidget(), 0, 0, 1160, 700)
    hidden, far = put(inside, QWidget(), 0, 0, 1160, 700), put(inside, QWidget(), 0, 900, 1160, 700)
    for holder in (hidden, far):
        put(put(holder, QWidget(), 0, 0, 1160, 700), button("Save"), 24, 650, 120, 34)
    hidden.hide()
    looked: list[QWidget] = []
    ask = QWidget.findChildren

    def noted(one: QWidget, *of: Any, **how: Any) -> Any:
        looked.append(one)
        return ask(one, *of, **how)

    monkeypatch.setattr(QWidget, "findChildren", noted)
    assert spot_on(page) == QPoint(16, 700 - 16 - 46)
    assert looked == [page, inside]


def test_a_list_is_covered_only_where_nothing_else_is_free(qtbot: QtBot) -> None:
    page = page_of(qtbot)
    rows = TwoLineList("Items")
    rows.show_rows([Row(str(one), f"Item {one}") for one in range(40)])
    put(page, rows, 0, 300, 600, 400)
    spot = spot_on(page)
    assert spot is not None
    assert spot.x() > 600
    rows.setGeometry(0, 300, 1160, 400)
    assert spot_on(page) == QPoint(16, 700 - 16 - 46)


def test_a_page_full_of_controls_has_no_spot(qtbot: QtBot) -> None:
    page = page_of(qtbot)
    for top in range(300, 700, 50):
        put(page, TextInput(), 16, top, 1100, 34)
    assert spot_on(page) is None


def test_the_question_of_a_field_is_not_covered_either(qtbot: QtBot) -> None:
    page = page_of(qtbot)
    row = FormRow("How do you know them?", "", TextInput())
    put(page, row, 16, 630, 1100, 64)
    spot = spot_on(page)
    assert spot is not None
    assert spot.y() + SIZE.height() < 630


@pytest.fixture(params=[1.0, 2.0])
def full(qtbot: QtBot, look: Theme, request: pytest.FixtureRequest) -> Made:
    """A page without a free spot in its column, at 100 % and at 200 % text."""
    look.change(scale=request.param)
    host, page = QWidget(), QWidget()
    qtbot.addWidget(host)
    lines = layout.column(page, space=0)
    for _ in range(12):
        lines.addWidget(TextInput())
    layout.column(host, space=0).addWidget(page, 1)
    shown = Toasts(host, page)
    host.resize(1366, host.minimumSizeHint().height() + look.px(64))  # the room of the toast and no more
    host.show()
    return host, page, shown


def test_where_nothing_is_free_the_page_ends_above_it_and_has_its_room_back_afterwards(
    full: Made, qtbot: QtBot
) -> None:
    host, page, shown = full
    before = page.height()
    shown.say("Kept as a draft, encrypted")
    toast = shown.toast()
    assert toast is not None
    qtbot.waitUntil(lambda: page.geometry().bottom() < toast.y())
    assert host.rect().contains(toast.geometry())
    shown.count_down()
    assert page.geometry().bottom() < toast.y()
    shown.clear()
    qtbot.waitUntil(lambda: page.height() == before)


def test_a_control_that_comes_under_it_is_free_again_with_the_next_second(qtbot: QtBot) -> None:
    page = page_of(qtbot)
    shown = Toasts(page)
    shown.say("Consent filed")
    toast = shown.toast()
    assert toast is not None
    late = put(page, button("Undo the pause"), 24, 640, 120, 34)
    assert toast.geometry().intersects(late.geometry())
    shown.count_down()
    assert not toast.geometry().intersects(late.geometry())


def test_a_planted_toast_that_looks_for_no_spot_covers_the_control(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        toasts, "free_spot", lambda _size, page, _area, edge: QPoint(edge, page.height() - 62)
    )
    page = page_of(qtbot)
    back = put(page, button("Back"), 24, 650, 120, 34)
    shown = Toasts(page)
    shown.say("Consent filed")
    toast = shown.toast()
    assert toast is not None
    assert toast.geometry().intersects(back.geometry())
