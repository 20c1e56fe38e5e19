"""Dialogs never block, cancel safely, give the focus back and leave no trace of files on the disk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMessageBox,
    QScrollArea,
    QWidget,
)
from pytestqt.qtbot import QtBot

from coordinator_app.core.errors import DiskFull
from coordinator_app.ui import dialogs as dialog_window
from coordinator_app.ui import layout, theme
from coordinator_app.ui.buttons import button
from coordinator_app.ui.dialog_boxes import AskDialog, Box, ConfirmDialog, TextDialog
from coordinator_app.ui.dialogs import AskText, Confirm, Dialogs, WindowDialogs, forget_history, kinds
from coordinator_app.ui.dimmer import Dimmer
from coordinator_app.ui.form_box import FormBox
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.inputs import LongText
from tests.ui.recording import RecordingDialogs

SEND = Confirm(
    "Record this pack as sent to Marigold Puddlecombe?",
    (("file-text", "143 pages"), ("mail", "By secure email"), ("phone", "Password given by phone")),
    "I have checked the address with Marigold by phone.",
    "Record as sent",
    "The clock stops for good.",
)


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[QWidget]:
    made = QWidget()
    qtbot.addWidget(made)
    layout.column(made).addWidget(button("Send"))
    made.show()
    made.activateWindow()
    yield made
    for one in made.findChildren(QDialog):
        one.close()


B = TypeVar("B", bound=QDialog)


def open_box(window: QWidget, kind: type[B]) -> B:
    return next(one for one in window.findChildren(kind) if one.isVisible())


def test_the_keys_of_the_window_work_again_after_esc(
    window: QWidget, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def after_esc() -> None:
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        WindowDialogs(lambda: window).tell("Read this", "All of it.")
        box = open_box(window, AskDialog)
        qtbot.waitUntil(box.isActiveWindow)
        qtbot.keyClick(box, Qt.Key.Key_Escape)
        qtbot.waitUntil(lambda: box not in QApplication.topLevelWidgets())

    after_esc()
    qtbot.waitUntil(window.isActiveWindow)
    monkeypatch.setattr(dialog_window, "_back_to", lambda _window: None)  # planted: left to the desktop
    after_esc()
    assert not window.isActiveWindow()


def test_act_stays_off_until_the_risky_part_is_ticked(window: QWidget, qtbot: QtBot) -> None:
    done: list[str] = []
    WindowDialogs(lambda: window).confirm(SEND, lambda: done.append("sent"))
    box = open_box(window, ConfirmDialog)
    assert (box.act.isEnabled(), box.act.text()) == (False, "Record as sent")
    box.tick.click()
    box.act.click()
    assert done == ["sent"]


def test_cancel_has_the_focus_and_escape_cancels(window: QWidget, qtbot: QtBot) -> None:
    done: list[str] = []
    WindowDialogs(lambda: window).confirm(SEND, lambda: done.append("sent"), lambda: done.append("kept"))
    box = open_box(window, ConfirmDialog)
    assert box.focusWidget() is box.cancel
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert done == ["kept"]


def test_enter_on_cancel_cancels(window: QWidget, qtbot: QtBot) -> None:
    done: list[str] = []
    WindowDialogs(lambda: window).confirm(SEND, lambda: done.append("sent"), lambda: done.append("kept"))
    box = open_box(window, ConfirmDialog)
    box.tick.click()
    qtbot.keyClick(box.cancel, Qt.Key.Key_Return)
    assert done == ["kept"]


def test_window_title_of_a_dialog_names_nobody(window: QWidget) -> None:
    WindowDialogs(lambda: window).confirm(SEND, lambda: None)
    box = open_box(window, Box)
    assert box.windowTitle() == "Coordinator"
    assert box.accessibleName() == SEND.title


def test_focus_goes_back_to_what_opened_the_dialog(window: QWidget) -> None:
    opener = window.findChildren(type(button("x")))[0]
    opener.setFocus()
    WindowDialogs(lambda: window).ask("Remove this box?", "", "Remove box", lambda: None)
    open_box(window, AskDialog).reject()
    assert window.focusWidget() is opener


def test_trouble_is_told_in_three_sentences(window: QWidget) -> None:
    WindowDialogs(lambda: window).trouble(DiskFull("The disk is full."))
    texts = " ".join(one.text() for one in open_box(window, AskDialog).findChildren(QLabel))
    assert "The disk is full." in texts
    assert DiskFull.safe in texts
    assert DiskFull.next_step in texts


def test_passphrase_is_hidden_and_kept_to_the_letter(window: QWidget, qtbot: QtBot) -> None:
    typed: list[str] = []
    question = AskText("Your passphrase again", "Passphrase", "Go on", secret=True)
    WindowDialogs(lambda: window).ask_text(question, typed.append)
    box = open_box(window, TextDialog)
    assert isinstance(box.input, QLineEdit)
    assert box.input.echoMode() == QLineEdit.EchoMode.Password
    box.accept()
    assert typed == []
    assert box.row.error()
    qtbot.keyClicks(box.input, " four random words ")
    box.act.click()
    assert typed == [" four random words "]


def test_file_dialog_does_not_block_and_cancelling_chooses_nothing(window: QWidget) -> None:
    chosen: list[Path] = []
    WindowDialogs(lambda: window).choose_file("Choose a scan", kinds("Scans", "pdf", "jpg"), chosen.append)
    box = open_box(window, QFileDialog)
    assert box.nameFilters() == ["Scans (*.pdf *.jpg)"]
    box.reject()
    assert chosen == []


def test_chosen_file_is_handed_over(window: QWidget, tmp_path: Path, qtbot: QtBot) -> None:
    chosen: list[Path] = []
    (tmp_path / "scan.pdf").write_bytes(b"%PDF-1.4")
    WindowDialogs(lambda: window).choose_file("Choose a scan", kinds("Scans", "pdf"), chosen.append)
    box = open_box(window, QFileDialog)
    box.setDirectory(str(tmp_path))
    box.selectFile(str(tmp_path / "scan.pdf"))
    box.done(QDialog.DialogCode.Accepted)
    assert chosen == [tmp_path / "scan.pdf"]


def test_history_of_qt_s_own_file_dialog_is_taken_away(tmp_path: Path) -> None:
    kept = QSettings(str(tmp_path / "QtProject.conf"), QSettings.Format.IniFormat)
    for key in (
        "FileDialog/history",
        "FileDialog/lastVisited",
        "FileDialog/shortcuts",
        "FileDialog/viewMode",
    ):
        kept.setValue(key, "somewhere")
    forget_history(kept)
    assert kept.allKeys() == ["FileDialog/viewMode"]


def test_both_kinds_of_dialogs_keep_the_same_promise(window: QWidget, dialogs: RecordingDialogs) -> None:
    given: tuple[Dialogs, ...] = (WindowDialogs(lambda: window), dialogs)
    assert len(given) == 2


def test_recording_answers_in_order_and_fails_without_an_answer(dialogs: RecordingDialogs) -> None:
    done: list[object] = []
    dialogs.will_answer(True, None, "text")
    dialogs.confirm(SEND, lambda: done.append("sent"))
    dialogs.choose_folder("Where?", done.append)
    dialogs.ask_text(AskText("Why?", "Reason", "Keep it"), done.append)
    assert done == ["sent", "text"]
    assert [kind for kind, _title in dialogs.asked] == ["confirm", "choose_folder", "ask_text"]
    with pytest.raises(AssertionError):
        dialogs.ask("Again?", "", "Do it", lambda: None)


def test_a_blocking_modal_is_caught() -> None:
    with pytest.raises(AssertionError):
        QMessageBox.information(None, "x", "y")
    with pytest.raises(AssertionError):
        QDialog().exec()


def test_window_is_dimmed_while_a_dialog_is_open(window: QWidget, qtbot: QtBot) -> None:
    WindowDialogs(lambda: window).ask("Remove this box?", "", "Remove box", lambda: None)
    veil = window.findChildren(Dimmer)[0]
    window.resize(500, 400)
    qtbot.waitUntil(lambda: veil.size() == window.size())
    open_box(window, AskDialog).accept()
    qtbot.waitUntil(lambda: not window.findChildren(Dimmer))


class OfARecord(QWidget):
    """A window that shows a pupil's record, or none."""

    name = "Marigold Puddlecombe"

    def whose(self) -> str:
        return self.name


@pytest.fixture
def record(qtbot: QtBot) -> Iterator[OfARecord]:
    made = OfARecord()
    qtbot.addWidget(made)
    made.show()
    yield made
    for one in made.findChildren(QDialog):
        one.close()


def test_a_box_over_a_record_says_whose_it_is_to_the_eye_and_to_a_screen_reader(record: OfARecord) -> None:
    WindowDialogs(lambda: record).show(FormBox("Correct this entry", "Save correction"))
    box = open_box(record, FormBox)
    assert box.about.isVisible()
    assert box.about.text() == "Marigold Puddlecombe"
    assert box.accessibleDescription() == "In the record of Marigold Puddlecombe"
    assert "Marigold" not in box.windowTitle()


def test_a_box_that_was_told_whose_record_it_is_about_is_not_told_otherwise(record: OfARecord) -> None:
    box = FormBox("How did you ask?", "Keep the note")
    box.belongs_to("Otis Bramblewick")
    WindowDialogs(lambda: record).show(box)
    assert box.whose() == "Otis Bramblewick"


def test_a_question_says_whose_record_it_is_about_and_a_message_does_not(record: OfARecord) -> None:
    dialogs = WindowDialogs(lambda: record)
    dialogs.confirm(SEND, lambda: None)
    assert open_box(record, ConfirmDialog).whose() == "Marigold Puddlecombe"
    dialogs.tell("Read this", "All of it.")
    assert not open_box(record, AskDialog).whose()


def test_over_nobodys_record_no_name_is_said(record: OfARecord, window: QWidget) -> None:
    record.name = ""
    for over in (record, window):
        WindowDialogs(lambda over=over: over).show(FormBox("Add a school", "Save"))
        box = open_box(over, FormBox)
        assert not box.about.isVisible()
        assert not box.accessibleDescription()


def test_on_a_low_screen_the_facts_before_an_act_scroll_and_none_is_squeezed(
    window: QWidget, look: theme.Theme
) -> None:
    """At 200 % only the upper half of each line stood there, in the last look before a pack is recorded as sent."""
    look.change(scale=2.0)
    facts = tuple(("mail", f"Fact {number} of what is sent, to whom, and how it goes") for number in range(9))
    WindowDialogs(lambda: window).confirm(
        Confirm(SEND.title, facts, SEND.tick, SEND.act, SEND.undo), lambda: None
    )
    box = open_box(window, ConfirmDialog)
    for _ in range(6):
        QApplication.processEvents()
    assert box.height() <= box.screen().availableGeometry().height()
    told = [one for one in box.findChildren(QLabel) if one.isVisible() and one.text()]
    assert len(told) > len(facts)
    assert [one.text() for one in told if one.height() < one.heightForWidth(one.width())] == []
    (area,) = box.findChildren(QScrollArea)
    assert area.verticalScrollBar().maximum() > 0
    area.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(area, Qt.Key.Key_Down)
    assert area.verticalScrollBar().value() > 0  # nobody needs a mouse to read them


def test_where_there_is_room_nothing_in_a_box_scrolls(window: QWidget) -> None:
    WindowDialogs(lambda: window).confirm(SEND, lambda: None)
    box = open_box(window, ConfirmDialog)
    for _ in range(6):
        QApplication.processEvents()
    (area,) = box.findChildren(QScrollArea)
    assert area.verticalScrollBar().maximum() == 0
    assert area.focusPolicy() is Qt.FocusPolicy.NoFocus


def test_a_box_that_grows_stays_on_the_screen_with_its_buttons(window: QWidget) -> None:
    """It was placed in the middle by its first height, and grew beyond the lower edge of a small laptop's screen."""
    window.resize(700, 700)
    box = FormBox("What was decided?", "Record the decision")
    box.setParent(window, box.windowFlags())
    for number in range(14):
        box.form.add(f"row{number}", FormRow(f"Question {number}", "With help below it.", LongText(lines=2)))
    box.show()
    for _ in range(6):
        QApplication.processEvents()
    free = box.screen().availableGeometry()
    assert box.frameGeometry().bottom() <= free.bottom()
    assert box.frameGeometry().top() >= free.top()
