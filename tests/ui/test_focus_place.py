"""Nobody is thrown out of his place: what a press hides, switches off or builds anew leaves the focus near."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QStackedWidget, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from coordinator_app.ui import focus_place, layout
from coordinator_app.ui.alive import place_of
from coordinator_app.ui.buttons import Button, button
from coordinator_app.ui.dialog_boxes import AskDialog
from coordinator_app.ui.dialogs import WindowDialogs
from coordinator_app.ui.focus_place import (
    FocusPlace,
    known_by,
    settle,
    stands_for,
    stop_watching,
    watch_focus,
)
from coordinator_app.ui.inputs import TextInput
from coordinator_app.ui.labels import heading
from coordinator_app.ui.toasts import Toasts

Parts = dict[str, QWidget]


@pytest.fixture
def place(qapp: QApplication) -> Iterator[FocusPlace]:
    made = FocusPlace(qapp)
    yield made
    qapp.focusChanged.disconnect(made._moved)
    made.deleteLater()


@pytest.fixture
def parts(qtbot: QtBot, place: FocusPlace) -> Parts:
    """A page with two sections: h1, then "Gather" under its h2, then "Build" under its own; a button after all."""
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(800, 600)
    lines = layout.column(window, margins=(9, 9, 9, 9))
    found: Parts = {"window": window, "h1": heading("Request 14", 1)}
    lines.addWidget(found["h1"])
    for words in ("Gather", "Build"):
        section = QWidget()
        inside = layout.column(section)
        found |= {f"{words} h2": heading(words), words: button(f"{words} now"), f"{words} rows": QWidget()}
        rows = layout.column(found[f"{words} rows"])
        rows.addWidget(button(f"Look at the {words} row"))
        layout.add_all(
            inside, *(found[name] for name in (f"{words} h2", words, f"{words} rows")), TextInput()
        )
        lines.addWidget(section)
    found["after"] = button("Menu")
    lines.addWidget(found["after"])
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return found


def press(qtbot: QtBot, widget: QWidget) -> None:
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(widget, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)


def on_press(widget: QWidget, then: object) -> None:
    assert isinstance(widget, Button)
    assert callable(then)
    widget.clicked.connect(then)


def test_a_button_that_hides_itself_leaves_the_focus_on_the_heading_of_its_section(
    parts: Parts, qtbot: QtBot
) -> None:
    on_press(parts["Build"], parts["Build"].hide)
    press(qtbot, parts["Build"])
    assert QApplication.focusWidget() is parts["Build h2"]
    qtbot.keyClick(parts["Build h2"], Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is parts["Build rows"].findChild(Button)


def test_a_button_that_is_off_while_it_works_has_the_focus_again_afterwards(
    parts: Parts, qtbot: QtBot
) -> None:
    gather = parts["Gather"]
    on_press(gather, lambda: gather.setEnabled(False))
    press(qtbot, gather)
    assert QApplication.focusWidget() is parts["Gather h2"]
    gather.setEnabled(True)
    assert QApplication.focusWidget() is gather


def test_it_does_not_come_back_to_a_button_from_where_somebody_has_gone_since(
    parts: Parts, qtbot: QtBot
) -> None:
    gather = parts["Gather"]
    on_press(gather, lambda: gather.setEnabled(False))
    press(qtbot, gather)
    parts["after"].setFocus()
    gather.setEnabled(True)
    assert QApplication.focusWidget() is parts["after"]


def test_a_row_that_is_built_anew_keeps_the_focus_on_the_button_of_the_same_name(
    parts: Parts, qtbot: QtBot
) -> None:
    rows = parts["Build rows"]
    old = rows.findChild(Button)
    lines = rows.layout()
    assert isinstance(old, Button)
    assert isinstance(lines, QVBoxLayout)
    made: list[Button] = []

    def again() -> None:
        layout.clear(lines)
        made.append(button("Look at the Build row"))
        lines.addWidget(made[0])

    on_press(old, again)
    press(qtbot, old)
    assert QApplication.focusWidget() is made[0]


def test_a_section_that_goes_with_its_heading_leaves_the_focus_on_the_heading_of_the_page(
    parts: Parts, qtbot: QtBot
) -> None:
    section = parts["Gather"].parentWidget()
    assert section is not None
    on_press(parts["Gather"], section.hide)
    press(qtbot, parts["Gather"])
    assert QApplication.focusWidget() is parts["h1"]


def test_a_page_that_moves_the_focus_itself_has_its_way(parts: Parts, qtbot: QtBot) -> None:
    answer = parts["window"].findChildren(TextInput)[0]

    def show_form() -> None:
        parts["Gather"].hide()
        answer.setFocus()

    on_press(parts["Gather"], show_form)
    press(qtbot, parts["Gather"])
    assert QApplication.focusWidget() is answer


def test_the_next_space_does_not_take_back_what_was_just_done(parts: Parts, qtbot: QtBot) -> None:
    undone: list[str] = []
    toasts = Toasts(parts["window"])

    def finish() -> None:
        toasts.say("The review is finished", lambda: undone.append("undone"))
        parts["Build"].hide()

    on_press(parts["Build"], finish)
    press(qtbot, parts["Build"])
    toast = toasts.toast()
    assert toast is not None
    for _ in range(8):
        focus = QApplication.focusWidget()
        assert focus is not None
        assert not toast.isAncestorOf(focus)
        qtbot.keyClick(focus, Qt.Key.Key_Space)
        parts["window"].focusNextChild()
    assert undone == []


def test_what_a_dialog_was_opened_from_may_be_gone_when_it_closes(parts: Parts, qtbot: QtBot) -> None:
    dialogs = WindowDialogs(lambda: parts["window"])
    boxes: list[QDialog] = []

    def correct() -> None:
        boxes.append(AskDialog("Correct it?", "", "Save the correction", "Cancel"))
        dialogs.show(boxes[0])

    on_press(parts["Build"], correct)
    press(qtbot, parts["Build"])
    qtbot.waitUntil(boxes[0].isActiveWindow)
    parts["Build"].hide()
    boxes[0].accept()
    qtbot.waitUntil(parts["window"].isActiveWindow)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is parts["Build h2"])


@pytest.mark.parametrize("planted", [False, True])
def test_what_a_dialog_was_opened_from_may_go_just_after_it_has_closed(
    parts: Parts, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, planted: bool
) -> None:
    if planted:  # what is remembered of the window is thrown away
        monkeypatch.setattr(FocusPlace, "_remember", lambda _self, _window: None)
    boxes: list[QDialog] = []

    def correct() -> None:
        boxes.append(AskDialog("Correct it?", "", "Save the correction", "Cancel"))
        WindowDialogs(lambda: parts["window"]).show(boxes[0])

    on_press(parts["Build"], correct)
    press(qtbot, parts["Build"])
    qtbot.waitUntil(boxes[0].isActiveWindow)
    boxes[0].accept()
    if not parts[
        "window"
    ].isActiveWindow():  # it comes back a moment later, and the list was read anew by then
        parts["Build"].hide()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    assert (QApplication.focusWidget() is parts["Build h2"]) is not planted


def test_another_page_of_a_stack_takes_the_focus_to_its_own_place(qtbot: QtBot, place: FocusPlace) -> None:
    stack, first, second = QStackedWidget(), QWidget(), QWidget()
    qtbot.addWidget(stack)
    go, there = button("Go on"), button("There")
    layout.column(first).addWidget(go)
    layout.add_all(layout.column(second), heading("Second", 1), there)
    stack.addWidget(first)
    stack.addWidget(second)
    stack.show()
    stack.activateWindow()
    qtbot.waitUntil(stack.isActiveWindow)
    on_press(go, lambda: stack.setCurrentWidget(second))
    press(qtbot, go)
    focus = QApplication.focusWidget()
    assert focus is not None
    assert second.isAncestorOf(focus)


def test_a_planted_fault_that_leaves_it_to_qt_is_found(
    parts: Parts, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(focus_place, "is_usable", lambda _place: True)
    on_press(parts["Build"], parts["Build"].hide)
    press(qtbot, parts["Build"])
    assert QApplication.focusWidget() is not parts["Build h2"]


def test_there_is_only_ever_one(qapp: QApplication) -> None:
    watch_focus(qapp)
    first = focus_place._watching[-1]
    watch_focus(qapp)
    assert focus_place._watching == [first]
    stop_watching()
    assert focus_place._watching == []


@pytest.mark.parametrize("planted", [False, True])
def test_a_link_that_says_words_is_found_again_once_they_are_corrected(qtbot: QtBot, planted: bool) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    lines = layout.column(window)
    lines.addWidget(heading("Chronology", 1))
    made = [button("Correct", accessible=f"Correct: “Kit was {one}”") for one in ("lat", "late")]
    for one in () if planted else made:
        stands_for(one, "Correct 7")
    lines.addWidget(made[0])
    window.show()
    window.activateWindow()
    place, name = place_of(made[0]), known_by(made[0])
    made[0].hide()
    lines.addWidget(made[1])
    made[1].show()
    settle(place, name)
    assert (window.focusWidget() is made[1]) is not planted
