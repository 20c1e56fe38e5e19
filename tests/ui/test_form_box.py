"""A form in a dialog keeps what is typed until it is written, and shows what is wrong where it is wrong."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from coordinator_app.core.errors import DiskFull, FieldProblem, GateShut, InvalidInput
from coordinator_app.ui.form_box import FormBox
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.inputs import LongText, TextInput


@pytest.fixture
def box(qtbot: QtBot) -> FormBox:
    made = FormBox("Add a person", "Save person")
    made.form.add("name", FormRow("Name", "", TextInput("Rowan")))
    qtbot.addWidget(made)
    made.show()
    return made


def fails(error: Exception) -> Callable[[object, Callable[[Exception], None]], None]:
    return lambda _done, failed: failed(error)


def test_a_box_closes_once_it_is_written_and_tells_the_result(box: FormBox, qtbot: QtBot) -> None:
    box.saves(lambda done, _failed: done("kept"))
    with qtbot.waitSignal(box.saved) as told:
        qtbot.keyClick(box, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert told.args == ["kept"]
    assert not box.isVisible()


def test_problems_stand_at_their_fields_and_others_above(box: FormBox) -> None:
    box.saves(fails(InvalidInput(FieldProblem("name", "Type a name."), FieldProblem("else", "Look again."))))
    box.save()
    assert box.isVisible()
    assert box.form.row("name").error() == "Type a name."
    note = box.note()
    assert note is not None
    assert note.lead == "Look again."
    assert box.form.row("name").value() == "Rowan"
    assert box.act.isEnabled()


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (GateShut(("No referral yet.",)), "This cannot be kept yet. No referral yet."),
        (DiskFull("The disk is full."), "The disk is full. What you saved before is safe."),
    ],
)
def test_a_trouble_is_said_in_the_box_and_typing_stays(box: FormBox, error: Exception, words: str) -> None:
    box.saves(fails(error))
    box.save()
    box.save()
    note = box.note()
    assert note is not None
    assert note.accessibleName().startswith(words)
    assert box.form.row("name").value() == "Rowan"


def test_a_fault_of_ours_is_raised_not_hidden(box: FormBox) -> None:
    box.saves(fails(ZeroDivisionError()))
    with pytest.raises(ZeroDivisionError):
        box.save()


def test_a_second_press_while_writing_does_nothing(box: FormBox) -> None:
    asked: list[int] = []
    box.saves(lambda _done, _failed: asked.append(1))
    box.save()
    box.save()
    assert asked == [1]


def test_a_long_form_scrolls_within_the_window(box: FormBox, qtbot: QtBot) -> None:
    for number in range(30):
        box.form.add(f"field {number}", FormRow(f"Question {number}", "", TextInput()))
    qtbot.waitUntil(lambda: box._area.height() > 300)
    assert box.height() <= 700


def test_a_doubt_is_asked_about_inside_the_box_and_the_next_press_keeps_the_answer(box: FormBox) -> None:
    written: list[object] = []
    box.saves(lambda done, _failed: (written.append(box.form.values()["name"]), done("kept")))
    box.doubts(lambda: {"name": f"Is {box.form.values()['name']} right?"})
    box.save()
    note = box.note()
    assert note is not None
    assert (note.kind, note.lead) == ("soon", "Is this date right?")
    assert note.text == "Name: Is Rowan right?\nIf it is right, press Save person again."
    box.form.set_values({"name": "Robin"})
    box.save()
    assert written == []
    box.save()
    assert written == ["Robin"]


def test_an_act_of_one_word_names_its_thing_to_a_screen_reader(qtbot: QtBot) -> None:
    one, many = FormBox("Change the school", "Save"), FormBox("Correct the entry", "Save the correction")
    for box in (one, many):
        qtbot.addWidget(box)
    assert (one.act.text(), one.act.accessibleName()) == ("Save", "Save: Change the school")
    assert many.act.accessibleName() == "Save the correction"


@pytest.fixture
def telling(qtbot: QtBot) -> FormBox:
    made = FormBox("Record a call", "Record call")
    made.form.add("words", FormRow("What was said?", "", LongText(lines=4)))
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_long_answer_is_not_lost_by_one_press_of_escape(telling: FormBox, qtbot: QtBot) -> None:
    telling.form.row("words").input.set_value("She rang at six and was afraid to go home.")
    qtbot.keyClick(telling, Qt.Key.Key_Escape)
    assert telling.isVisible()
    note = telling.note()
    assert note is not None
    assert note.lead == "What you typed is not kept yet."
    qtbot.keyClick(telling, Qt.Key.Key_Escape)
    assert not telling.isVisible()


def test_typing_on_after_the_question_asks_again(telling: FormBox, qtbot: QtBot) -> None:
    telling.form.row("words").input.set_value("She rang.")
    telling.cancel.click()
    words = telling.form.row("words").input
    words.setFocus()
    qtbot.keyClicks(words, " At six.")
    telling.cancel.click()
    assert telling.isVisible()


def test_what_was_not_changed_goes_at_once(telling: FormBox, qtbot: QtBot) -> None:
    qtbot.keyClick(telling, Qt.Key.Key_Escape)
    assert not telling.isVisible()


def test_a_fault_of_ours_closes_the_box_without_saying_that_the_user_threw_it_away(telling: FormBox) -> None:
    """What keeps a draft of it listens to that."""
    thrown: list[bool] = []
    telling.rejected.connect(lambda: thrown.append(True))
    telling.form.row("words").input.set_value("She rang.")
    with pytest.raises(ZeroDivisionError):
        telling._failed(ZeroDivisionError())
    assert not telling.isVisible()
    assert thrown == []


def test_what_is_being_kept_cannot_be_cancelled_and_what_came_of_it_is_told(
    box: FormBox, qtbot: QtBot
) -> None:
    writers: list[Callable[[object], None]] = []
    told: list[object] = []
    box.saved.connect(told.append)
    box.saves(lambda done, _failed: writers.append(done))
    box.save()
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    box.close()
    assert box.isVisible()
    assert not box.cancel.isEnabled()
    writers[0]("kept")
    assert told == ["kept"]
    assert not box.isVisible()


def test_a_box_that_could_not_be_kept_can_be_cancelled_again(box: FormBox, qtbot: QtBot) -> None:
    box.saves(fails(DiskFull("The disk is full.")))
    box.save()
    assert box.cancel.isEnabled()
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert not box.isVisible()


def test_a_box_that_could_be_left_while_it_is_kept_would_be_found(
    box: FormBox, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The planted fault."""
    monkeypatch.setattr(FormBox, "_run", lambda one, on: one.act.setEnabled(not on))
    with pytest.raises(AssertionError):
        test_what_is_being_kept_cannot_be_cancelled_and_what_came_of_it_is_told(box, qtbot)


def test_a_short_answer_that_was_typed_is_not_lost_by_one_press_of_escape(box: FormBox, qtbot: QtBot) -> None:
    line = next(row.input for row in box.form.rows().values() if isinstance(row.input, TextInput))
    box.show()
    qtbot.keyClicks(line, "Robin")
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert box.isVisible()
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert not box.isVisible()
