"""The two-line list is a correct model, fetches page by page, and does by keyboard what the mouse can do."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from coordinator_app.ui.list_model import Roles
from coordinator_app.ui.lists import Row, RowModel, TwoLineList
from coordinator_app.ui.theme import Theme

ROOT = QModelIndex()


def rows(start: int, count: int) -> list[Row]:
    return [
        Row(number, f"Pupil {number}", "Year 9", "user", chip_text="Due today", action="Start")
        for number in range(start, start + count)
    ]


def shown(qtbot: QtBot, made: list[Row]) -> TwoLineList:
    view = TwoLineList("Needs you")
    qtbot.addWidget(view)
    view.show_rows(made)
    view.resize(600, 300)
    view.show()
    return view


def test_model_keeps_the_rules_of_item_models(qtbot: QtBot) -> None:
    model = RowModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    asked: list[object] = []
    model.start(lambda after, _limit: asked.append(after))
    model.add_rows(rows(0, 100), 99)
    model.fetchMore(ROOT)
    model.add_rows(rows(100, 40), None)
    model.show_rows(rows(5, 3))
    model.show_rows([])
    assert asked == [None, 99]
    assert tester.model() is model


def test_next_page_is_asked_for_once_and_after_the_last_key(qtbot: QtBot) -> None:
    asked: list[tuple[object, int]] = []
    model = RowModel()
    model.start(lambda after, limit: asked.append((after, limit)))
    assert not model.canFetchMore(ROOT)
    model.add_rows(rows(0, 100), 99)
    model.fetchMore(ROOT)
    model.fetchMore(ROOT)
    assert asked == [(None, 100), (99, 100)]
    model.add_rows(rows(100, 1), None)
    assert not model.canFetchMore(ROOT)


def test_scrolling_to_the_end_fetches_more(qtbot: QtBot) -> None:
    asked: list[object] = []
    view = TwoLineList("Pupils")
    qtbot.addWidget(view)
    view.resize(400, 200)
    view.show()
    view.start(lambda after, _limit: asked.append(after))
    view.add_rows(rows(0, 100), 99)
    view.scrollToBottom()
    qtbot.waitUntil(lambda: 99 in asked)


def test_enter_is_the_row_s_action_and_space_peeks(qtbot: QtBot) -> None:
    view = shown(qtbot, rows(0, 3))
    view.step(1)
    with qtbot.waitSignal(view.opened) as opened:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    with qtbot.waitSignal(view.peeked) as peeked:
        qtbot.keyClick(view, Qt.Key.Key_Space)
    assert (opened.args, peeked.args) == ([0], [0])


def test_arrows_tell_which_row_is_in_hand(qtbot: QtBot) -> None:
    view = shown(qtbot, rows(0, 3))
    view.choose(0)
    with qtbot.waitSignal(view.current_changed) as told:
        qtbot.keyClick(view, Qt.Key.Key_Down)
    assert told.args == [1]


def test_row_in_hand_is_found_again_by_its_key(qtbot: QtBot) -> None:
    view = shown(qtbot, rows(0, 5))
    view.choose(3)
    view.show_rows(rows(2, 5))
    assert view.current_key() == 3
    asked: list[object] = []
    view.start(lambda after, _limit: asked.append(after))
    view.add_rows(rows(3, 4), None)
    assert view.current_key() == 3


def test_row_in_hand_outlives_a_list_that_is_asked_for_twice_before_it_comes(qtbot: QtBot) -> None:
    view = shown(qtbot, rows(0, 50))
    view.choose(30)
    for _twice in range(2):
        view.start(lambda _after, _limit: None)
    view.add_rows(rows(0, 50), None)
    assert view.current_key() == 30


def test_a_row_that_comes_late_takes_nobody_away_from_where_he_has_gone(qtbot: QtBot) -> None:
    view = shown(qtbot, rows(0, 50))
    view.choose(30)
    view.start(lambda _after, _limit: None)
    view.add_rows(rows(0, 20), 19)
    view.step(1)
    assert view.current_key() == 0
    view.add_rows(rows(20, 20), None)
    assert view.current_key() == 0


def test_screen_reader_hears_title_second_line_and_state(qtbot: QtBot) -> None:
    view = shown(qtbot, rows(7, 1))
    index = view.model().index(0, 0)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Pupil 7, Year 9, Due today"
    assert index.data(Qt.ItemDataRole.AccessibleDescriptionRole) == "Press Enter to start"
    assert index.data(Roles.ACTION) == "Start"
    assert view.accessibleName() == "Needs you"


def test_menu_lists_every_action_of_the_row(qtbot: QtBot) -> None:
    view = shown(qtbot, [Row(1, "Pupil", action="Start", menu=(("snooze", "Snooze to tomorrow"),))])
    menu = view.menu(0)
    assert [action.text() for action in menu.actions()] == ["Start", "Snooze to tomorrow"]
    with qtbot.waitSignal(view.menu_chosen) as chosen:
        menu.actions()[1].trigger()
    assert chosen.args == [1, "snooze"]


def test_painted_button_can_be_clicked_where_a_click_does_not_open(qtbot: QtBot) -> None:
    view = TwoLineList("Needs you", click_opens=False)
    qtbot.addWidget(view)
    view.show_rows(rows(0, 2))
    view.resize(600, 300)
    view.show()
    opened: list[object] = []
    view.opened.connect(opened.append)
    area = view.visualRect(view.model().index(1, 0))
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=area.center())
    assert opened == []
    qtbot.mouseClick(
        view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(area.right() - 30, area.center().y())
    )
    assert opened == [1]


def test_rows_are_uniform_and_grow_with_the_text(qtbot: QtBot, look: Theme) -> None:
    view = shown(qtbot, rows(0, 2))
    assert view.uniformItemSizes()
    assert view.sizeHintForRow(0) == 58
    look.change(scale=2.0)
    assert view.sizeHintForRow(0) == 116
    view.grab()


def test_tooltip_of_a_row_is_never_read_as_markup(qtbot: QtBot) -> None:
    view = shown(qtbot, [Row(1, "<img src=x> Marigold", "<b>Year</b>")])
    place = view.visualRect(view.model().index(0, 0)).center()
    assert view.viewportEvent(QHelpEvent(QHelpEvent.Type.ToolTip, place, view.viewport().mapToGlobal(place)))


def test_rows_of_every_form_can_be_drawn(qtbot: QtBot) -> None:
    view = shown(
        qtbot,
        [
            Row(1, "Only a title"),
            Row(
                2,
                "Word",
                "Shared",
                word="Share",
                word_kind="safe",
                subtitle_icon="share-2",
                subtitle_kind="info",
            ),
        ],
    )
    view.wrap_chips(True)
    assert not view.grab().isNull()


def test_a_long_second_line_takes_two_where_chips_stand_below_and_only_there(
    qtbot: QtBot, look: Theme
) -> None:
    words = "Review 1, due 30 November 2026. Year 8, Foxglove Hill School and Sixth Form"
    view = shown(qtbot, [*rows(0, 1), Row(9, "Beatrice Thistledown", words, "user", chip_text="Late")])
    view.resize(420, 300)
    assert view.sizeHintForRow(0) == 58, "beside the chip it is cut, and the tooltip has it whole"
    view.wrap_chips(True)
    assert view.sizeHintForRow(0) == 58 + 28 + 18
    view.grab()
    view.resize(1200, 300)
    assert view.sizeHintForRow(0) == 58 + 28, "it fits on one line"
    look.change(scale=2.0)
    view.resize(900, 300)
    assert view.sizeHintForRow(0) == 2 * (58 + 28 + 18)
    view.show_rows(rows(0, 2))
    assert view.sizeHintForRow(0) == 2 * (58 + 28)
    view.grab()
