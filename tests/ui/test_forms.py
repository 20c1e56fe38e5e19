"""A form ties label, help, input and error together, leads to the first error and sums up several."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QFontMetrics
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QTableView
from pytestqt.qtbot import QtBot

from coordinator_app.ui import theme
from coordinator_app.ui.choices import ChoiceBoxes, ChoiceList, TickBox
from coordinator_app.ui.date_input import DateInput, in_words
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.forms import Form
from coordinator_app.ui.inputs import LongText, TextInput
from coordinator_app.ui.labels import IconLabel
from coordinator_app.ui.notes import Note

SCHOOLS = [(number, f"School {number}") for number in range(20)]


def parse(text: str) -> date | None:
    return date(2026, 11, 28) if text.startswith("28") else None


@pytest.fixture
def form(qtbot: QtBot) -> Form:
    made = Form()
    qtbot.addWidget(made)
    made.add("who", FormRow("Who signed for the school?", "Name and job.", TextInput()))
    made.add("when", FormRow("Date on the form", "For example, 18 November 2026.", DateInput(parse)))
    made.add(
        "ticked", FormRow("Did the school tick the box?", "", ChoiceBoxes([(True, "Yes"), (False, "No")]))
    )
    made.add("school", FormRow("School", "", ChoiceList(SCHOOLS)))
    made.add("why", FormRow("Why?", "", LongText(), optional=True))
    made.add("sure", FormRow("Checked", "", TickBox("I have checked the address.")))
    made.show()
    made.activateWindow()
    return made


def test_values_come_back_as_they_were_set(form: Form) -> None:
    answers = {
        "who": "M. Parchment",
        "when": date(2026, 11, 28),
        "ticked": False,
        "school": 7,
        "why": "Text",
        "sure": True,
    }
    form.set_values(answers)
    assert form.values() == answers


def test_empty_form_has_empty_answers(form: Form) -> None:
    assert form.values() == {
        "who": "",
        "when": None,
        "ticked": None,
        "school": None,
        "why": "",
        "sure": False,
    }


def test_label_is_the_buddy_and_the_name_of_its_input(form: Form) -> None:
    row = form.row("when")
    target = row.input.target()
    buddies = [one.buddy() for one in row.findChildren(QLabel)]
    assert target in buddies
    assert target.accessibleName() == "Date on the form"
    assert QAccessible.queryAccessibleInterface(target).text(QAccessible.Text.Name) == "Date on the form"


def test_error_is_the_description_of_its_input_and_goes_when_mended(form: Form) -> None:
    form.errors({"when": "This date is in the future. Check the form and type it again."})
    target = form.row("when").input.target()
    assert target.accessibleDescription().startswith("This date is in the future.")
    assert target.property("invalid") is True
    form.errors({})
    assert target.accessibleDescription() == "For example, 18 November 2026."
    assert target.property("invalid") is False


def test_focus_goes_to_the_first_error_in_the_order_of_the_form(form: Form) -> None:
    form.errors({"why": "Say why.", "who": "Type a name."})
    assert form.focusWidget() is form.row("who").input.target()


def test_two_errors_are_summed_up_with_links_to_each(form: Form, qtbot: QtBot) -> None:
    form.errors({"who": "Type a name.", "when": "Type a date."})
    links = [one for one in form.findChildren(QPushButton) if one.accessibleName().startswith("Go to: ")]
    assert [one.text() for one in links] == ["Who signed for the school?", "Date on the form"]
    qtbot.mouseClick(links[1], Qt.MouseButton.LeftButton)
    assert form.focusWidget() is form.row("when").input.target()


def test_the_icon_of_the_summary_stands_at_its_left(form: Form, qtbot: QtBot) -> None:
    form.errors({"who": "Type a name.", "when": "Type a date."})
    with qtbot.waitExposed(form):
        form.show()
    (note,) = form.findChildren(Note)
    assert note.findChildren(IconLabel)[0].x() < 20


def _summed(form: Form) -> list[str]:
    """The lead of the summary that is shown, and the questions that it names."""
    QApplication.processEvents()  # what was put in is shown once the event is over
    leads = [one.lead for one in form.findChildren(Note) if not one.isHidden() and "another look" in one.lead]
    links = [one.text() for one in form.findChildren(QPushButton) if one.isVisible()]
    named = ("Who signed for the school?", "Date on the form", "School")
    return [*leads, *(one for one in links if one in named)]


def test_the_summary_names_only_what_is_still_wrong(form: Form, qtbot: QtBot) -> None:
    form.errors({"who": "Say who.", "when": "Type the date.", "school": "Choose one."})
    assert _summed(form)[0] == "3 answers need another look."
    qtbot.keyClicks(form.row("who").input.target(), "M. Parchment")
    assert _summed(form) == ["2 answers need another look.", "Date on the form", "School"]
    form.row("when").hide()
    form.row("why").edited.emit()
    assert _summed(form) == [], "one that is left stands at its question alone"
    assert form.row("school").error() == "Choose one."
    assert form.errors({})


def test_a_summary_that_is_never_looked_at_again_would_be_caught(
    form: Form, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    form.errors({"who": "Say who.", "when": "Type the date.", "school": "Choose one."})
    monkeypatch.setattr(form, "_summed", ())  # the planted fault: nothing is known of what was summed up
    qtbot.keyClicks(form.row("who").input.target(), "M. Parchment")
    assert _summed(form)[0] == "3 answers need another look."


def test_one_error_needs_no_summary(form: Form) -> None:
    form.errors({"who": "Type a name."})
    assert not [one for one in form.findChildren(QPushButton) if one.accessibleName().startswith("Go to: ")]


def test_unreadable_date_is_told_on_leaving_not_while_typing(form: Form, qtbot: QtBot) -> None:
    row = form.row("when")
    row.focus()
    qtbot.keyClicks(row.input.target(), "soon")
    assert row.error() == ""
    form.row("who").focus()
    assert row.error().startswith("This is not a date we can read.")
    assert form.check() is False


def test_impossible_day_is_told_as_such(form: Form, qtbot: QtBot) -> None:
    row = form.row("when")
    row.focus()
    qtbot.keyClicks(row.input.target(), "31/11")
    form.row("who").focus()
    assert row.error() == "There is no 31 November. Type the date again."


def test_date_is_written_in_full_on_leaving(form: Form, qtbot: QtBot) -> None:
    row = form.row("when")
    row.focus()
    qtbot.keyClicks(row.input.target(), "28/11")
    form.row("who").focus()
    assert row.input.target().property("text") == "28 November 2026"
    assert row.value() == date(2026, 11, 28)


def test_the_red_of_an_unanswered_question_goes_as_soon_as_it_is_answered(form: Form, qtbot: QtBot) -> None:
    row = form.row("school")
    row.set_error("Choose the school.")
    chosen = row.input
    assert isinstance(chosen, ChoiceList)
    chosen.setCurrentIndex(3)
    chosen.activated.emit(3)
    assert row.error() == ""
    row.set_error("Choose the school.")
    chosen.setCurrentIndex(0)
    chosen.activated.emit(0)
    assert row.error() == "Choose the school.", "no school is still chosen"
    day = form.row("when")
    day.set_error("There is no 31 November. Type the date again.")
    day.focus()
    qtbot.keyClicks(day.input.target(), "31/")
    assert day.error().startswith("There is no"), "what is typed cannot be read yet"


def test_optional_question_says_so(form: Form) -> None:
    assert form.row("why").findChildren(QLabel)[0].text() == "Why? (optional)"


def test_hidden_question_has_no_answer(form: Form) -> None:
    form.row("why").hide()
    assert "why" not in form.values()


def test_edits_by_code_are_not_told_as_edits_by_the_user(form: Form, qtbot: QtBot) -> None:
    told: list[str] = []
    form.edited.connect(lambda: told.append("edited"))
    form.set_values({"who": "M. Parchment", "why": "Text", "ticked": True})
    assert told == []
    qtbot.keyClicks(form.row("who").input.target(), "x")
    assert told == ["edited"]


def test_arrows_move_between_radio_boxes(form: Form, qtbot: QtBot) -> None:
    row = form.row("ticked")
    assert isinstance(row.input, ChoiceBoxes)
    row.input.set_value(True)
    row.focus()
    qtbot.keyClick(row.input.target(), Qt.Key.Key_Right)
    assert row.value() is False
    assert row.input.boxes[0].accessibleName() == "Did the school tick the box? Yes"


def test_long_list_is_found_by_typing_and_refuses_other_words(form: Form, qtbot: QtBot) -> None:
    chosen = form.row("school").input
    assert isinstance(chosen, ChoiceList)
    edit = chosen.lineEdit()
    assert edit is not None
    edit.setText("school 12")
    assert chosen.value() == 12
    edit.setText("Hogwash Hall")
    assert chosen.problem().startswith("Choose one of the list")


def test_dates_are_written_as_on_every_screen() -> None:
    assert in_words(date(2026, 11, 3)) == "3 November 2026"


def test_the_field_of_a_long_list_says_the_question_too(qtbot: QtBot) -> None:
    """It takes the focus in place of the list, which screen readers know by its label."""
    row = FormRow("Year group", "", ChoiceList([(year, f"Year {year}") for year in range(30)]), optional=True)
    qtbot.addWidget(row)
    chosen = row.input
    assert isinstance(chosen, ChoiceList)
    edit = chosen.lineEdit()
    assert edit is not None
    assert edit.accessibleName() == "Year group (optional)"


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_the_calendar_names_each_day_of_the_week(qtbot: QtBot, look: theme.Theme, scale: float) -> None:
    look.change(scale=scale)
    made = DateInput(parse)
    qtbot.addWidget(made)
    made.show()
    made.button.click()
    days = made.findChild(QTableView)
    assert days is not None
    room = min(days.columnWidth(place) for place in range(7))
    assert room >= QFontMetrics(days.font()).horizontalAdvance("Wed") + look.px(24)
