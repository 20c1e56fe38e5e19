"""What cannot be printed is said under the field while it is typed, and asked about once before it goes on paper."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from coordinator_app.core.print_order import PrintHead, PrintOrder
from coordinator_app.ui import print_hint
from coordinator_app.ui.dialog_boxes import TextDialog
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.inputs import LongText, TextInput
from coordinator_app.ui.passphrase_input import PassphraseInput
from coordinator_app.ui.print_warning import PrintWarning
from tests.ui.recording import NO, YES, RecordingDialogs

HEAD = PrintHead("The partnership", "Ring 01632 960001")
WORDS = "\u200eع\u200e, \u200eل\u200e, \u200eي\u200e cannot be printed: [?] would stand on paper. Add it in Latin letters too."


def shown(qtbot: QtBot, answer: TextInput | LongText, *, printed: bool = True) -> FormRow:
    row = FormRow("Given names", "As on the form.", answer, printed=printed)
    qtbot.addWidget(row)
    with qtbot.waitActive(row):
        row.show()
        row.activateWindow()
    row.focus()
    return row


def put(answer: TextInput | LongText, text: str) -> None:
    if isinstance(answer, LongText):
        answer.insertPlainText(text)
    else:
        answer.insert(text)


def order(name: str) -> PrintOrder:
    return PrintOrder("referral-form", HEAD, values={"child_name": name})


@pytest.mark.parametrize("answer", [TextInput, LongText])
def test_a_character_without_a_shape_is_said_while_it_is_typed_and_blocks_nothing(
    qtbot: QtBot, answer: type[TextInput | LongText], monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(print_hint, "announce", lambda _source, text: said.append(text))
    made = answer()
    row = shown(qtbot, made)
    assert row.print_hint is not None
    put(made, "Rhŷs 李明 O’Brien")
    assert row.print_hint.isHidden()
    put(made, " ع")
    put(made, "لي")
    assert not row.print_hint.isHidden()
    assert [one.text() for one in row.print_hint.findChildren(QLabel) if one.text()] == [WORDS]
    assert made.accessibleDescription() == f"{WORDS} As on the form."
    assert said == [
        "\u200eع\u200e cannot be printed: [?] would stand on paper. Add it in Latin letters too."
    ], "said once"
    assert row.check()
    for _ in "علي":
        QTest.keyClick(made, Qt.Key.Key_Backspace)
    assert row.print_hint.isHidden()
    assert made.accessibleDescription() == "As on the form."


def test_a_name_that_was_kept_is_judged_when_it_is_shown(qtbot: QtBot) -> None:
    row = shown(qtbot, TextInput())
    row.input.set_value("علي")
    for one in (row, shown(qtbot, TextInput("علي"))):
        assert one.print_hint is not None
        assert one.print_hint.text == WORDS


def test_a_secret_and_a_folder_are_left_alone(qtbot: QtBot) -> None:
    hidden = PassphraseInput()
    row = shown(qtbot, hidden)
    put(hidden, "علي")
    hidden.show_button.pressed.emit()
    put(hidden, "علي")
    assert row.print_hint is None
    box = TextDialog("Passphrase", "Passphrase", "", "Open", secret=True, long=False, required="Type it.")
    qtbot.addWidget(box)
    box.input.set_value("علي")
    assert box.row.print_hint is None
    folder = shown(qtbot, TextInput("Vaults/علي"), printed=False)
    assert folder.print_hint is None


def test_a_page_that_prints_in_full_is_not_asked_about(qtbot: QtBot) -> None:
    warning, dialogs, done = PrintWarning(), RecordingDialogs(), []
    qtbot.addWidget(warning)
    warning.show_orders([order("Rhŷs 李明")])
    warning.ask(dialogs, "Print all the same", lambda: done.append(1))
    assert warning.isHidden()
    assert warning.facts == ()
    assert (done, dialogs.asked) == ([1], [])


def test_a_page_with_marks_is_noted_and_asked_about_once(qtbot: QtBot) -> None:
    warning, dialogs, done = PrintWarning(), RecordingDialogs(NO, YES), []
    qtbot.addWidget(warning)
    warning.show_orders([order("علي"), order("علي")])
    assert warning.note is not None
    assert not warning.isHidden()
    assert warning.note.lead == "3 characters cannot be printed."
    assert (
        warning.note.text == "On paper a line is left for the pupil’s name: write it by hand. "
        "It holds \u200eع\u200e, \u200eل\u200e, \u200eي\u200e."
    )
    assert warning.facts == (("printer", f"{warning.note.lead} {warning.note.text}"),)
    note = warning.note
    warning.show_orders([order("علي")])
    assert warning.note is note, "the same is not drawn anew"
    warning.ask(dialogs, "Print all the same", lambda: done.append(1))
    assert done == []
    warning.ask(dialogs, "Print all the same", lambda: done.append(1))
    assert done == [1]
    asked = ("3 characters cannot be printed", note.text, "Print all the same")
    assert dialogs.questions == [asked, asked]
    warning.show_orders(())
    assert warning.isHidden()
