"""Inputs take whatever is pasted and keep only what can be stored."""

from __future__ import annotations

from enum import StrEnum

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QStyleOptionComboBox
from pytestqt.qtbot import QtBot

from coordinator_app.ui.choices import ChoiceBoxes, ChoiceList, TickBox
from coordinator_app.ui.inputs import SENSITIVE, Input, LongText, TextInput, clean


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Łukasz\x00 Ş", "Łukasz Ş"),
        ("a\ud800b", "ab"),
        ("tab\tline\n", "tab\tline\n"),
        ("bell\x07", "bell"),
        ("e\u0301", "é"),
        ("𝔐", "𝔐"),
        ("Mc\u200dKay", "Mc\u200dKay"),
    ],
)
def test_what_cannot_be_stored_is_left_out(typed: str, kept: str) -> None:
    assert clean(typed) == kept


@pytest.mark.parametrize("kind", [TextInput, LongText])
def test_pasted_nul_and_lone_surrogate_do_no_harm(qtbot: QtBot, kind: type[TextInput | LongText]) -> None:
    made = kind()
    qtbot.addWidget(made)
    clipboard = QApplication.clipboard()
    clipboard.setText("Mari\x00gold")
    made.paste()
    clipboard.clear()
    assert made.value() == "Marigold"
    made.set_value("a\ud800b")
    assert made.value() == "ab"
    assert made.value().encode("utf-8")


def test_an_endless_word_comes_in_lines_and_nothing_of_it_is_lost(qtbot: QtBot) -> None:
    """Laid out as one line, a million letters held the window up for three minutes, and again whenever the draft came."""
    endless = "".join(chr(ord("a") + at % 26) for at in range(30_000))
    words = "Kit came in on time. " * 400
    text = words + endless
    pasted, shown, made = LongText(), LongText(), LongText(text)
    clipboard = QApplication.clipboard()
    clipboard.setText(text)
    pasted.paste()
    clipboard.clear()
    shown.set_value(text)
    for each in (pasted, shown, made):
        qtbot.addWidget(each)
        lines = each.value().split("\n")
        assert max(len(line) for line in lines[1:]) <= 1000
        assert "".join(lines) == text
        assert lines[0].startswith(words), "what people write stays one paragraph"


@pytest.mark.parametrize("kind", [TextInput, LongText])
def test_keyboards_do_not_learn_what_is_typed(qtbot: QtBot, kind: type[TextInput | LongText]) -> None:
    made = kind()
    qtbot.addWidget(made)
    assert made.inputMethodHints() & SENSITIVE == SENSITIVE


def test_inputs_are_inputs(qtbot: QtBot) -> None:
    for made in (TextInput(), LongText()):
        qtbot.addWidget(made)
        assert isinstance(made, Input)


def test_ctrl_enter_is_left_to_the_screen(qtbot: QtBot) -> None:
    made = LongText()
    qtbot.addWidget(made)
    qtbot.keyClick(made, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert made.value() == ""


def test_list_gives_back_the_very_choice_and_not_a_plain_text(qtbot: QtBot) -> None:
    class Colour(StrEnum):
        RED = "red"

    box = ChoiceList([(Colour.RED, "Red")])
    qtbot.addWidget(box)
    assert box.value() is None
    box.set_value("red")
    assert box.value() is Colour.RED
    box.set_options([(Colour.RED, "Red"), ("blue", "Blue")])
    assert box.value() is Colour.RED


def test_what_a_screen_reader_chooses_or_ticks_counts_as_an_answer(qtbot: QtBot) -> None:
    boxes, tick = ChoiceBoxes((("yes", "Yes"), ("no", "No"))), TickBox("I have seen it")
    for answer, target in ((boxes, boxes.boxes[1]), (tick, tick)):
        qtbot.addWidget(answer)
        answer.set_value("yes" if answer is boxes else False)
        spoken = QAccessible.queryAccessibleInterface(target).actionInterface()
        with qtbot.waitSignals([answer.edited, answer.left]):
            spoken.doAction("Toggle" if "Toggle" in spoken.actionNames() else spoken.actionNames()[0])
    assert (boxes.value(), tick.value()) == ("no", True)
    with qtbot.assertNotEmitted(tick.edited), qtbot.assertNotEmitted(boxes.edited):
        tick.set_value(value=False)
        boxes.set_value("yes")


def test_a_line_keeps_no_sign_that_turns_the_writing(qtbot: QtBot) -> None:
    line, text = TextInput("East\u202emere"), LongText("East\u202emere")
    for one in (line, text):
        qtbot.addWidget(one)
    assert line.value() == "Eastmere"
    line.setText("\u2067Hazelmoor\u2069\u200f")
    assert line.value() == "Hazelmoor"
    assert text.value() == "East\u202emere", "what was written at length is kept as it was written"


def test_the_words_of_a_list_that_have_no_room_end_in_an_ellipsis(qtbot: QtBot) -> None:
    words = "On the school's record, the school confirmed it"
    box = ChoiceList([("school", words)], none=None)
    qtbot.addWidget(box)
    option = QStyleOptionComboBox()
    box.resize(200, 36)
    box.initStyleOption(option)
    assert option.currentText.endswith("…")
    assert box.currentText() == words, "what is chosen and spoken stays whole"
    box.resize(600, 36)
    box.initStyleOption(option)
    assert option.currentText == words


def test_what_is_kept_already_is_not_cut_to_the_length_of_the_field(qtbot: QtBot) -> None:
    field = TextInput(longest=10)
    qtbot.addWidget(field)
    field.set_value("Featherstonehaugh")
    assert field.value() == "Featherstonehaugh"
    field.set_value("Ash")
    assert field.maxLength() == 10


@pytest.mark.parametrize("kind", [TextInput, LongText])
def test_the_same_text_shown_again_leaves_the_cursor_where_one_types(
    qtbot: QtBot, kind: type[TextInput | LongText]
) -> None:
    """An answer that comes late often says again what stands there by then."""
    made = kind("He came in on time")
    qtbot.addWidget(made)
    qtbot.keyClick(made, Qt.Key.Key_End)
    for _back in range(4):
        qtbot.keyClick(made, Qt.Key.Key_Left)
    made.set_value("He came in on time")
    qtbot.keyClicks(made, "late, not ")
    assert made.value() == "He came in on late, not time"


def test_what_does_not_fit_is_said_and_never_cut_in_silence(qtbot: QtBot) -> None:
    field = TextInput(longest=10)
    qtbot.addWidget(field)
    QApplication.clipboard().setText("Wolfeschlegelsteinhausen")
    field.paste()
    assert field.text() == "Wolfeschle"
    assert field.problem() == "At most 10 characters fit here, and the end was cut off. Shorten it."
    qtbot.keyClick(field, Qt.Key.Key_Backspace)
    assert field.problem() == ""
    field.set_value(None)
    QApplication.clipboard().setText("Wolfeschle")
    field.paste()
    assert field.problem() == "", "ten fit"
