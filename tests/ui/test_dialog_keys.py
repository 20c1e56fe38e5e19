"""In every dialog Ctrl+Enter is the act, and only while it is allowed; on Cancel it never cancels by accident."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QDialog, QPushButton
from pytestqt.qtbot import QtBot

from coordinator_app.ui.buttons import Button
from coordinator_app.ui.dialog_boxes import AskDialog, Box, ConfirmDialog, TextDialog
from coordinator_app.ui.form_box import FormBox
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.inputs import TextInput
from coordinator_app.ui.notes import Note

CTRL = Qt.KeyboardModifier.ControlModifier
ACCEPTED, REJECTED = QDialog.DialogCode.Accepted, QDialog.DialogCode.Rejected


def confirm() -> ConfirmDialog:
    return ConfirmDialog(
        "Send it?", (("user", "To Marigold Puddlecombe"),), "It is gone.", "I checked it.", "Send"
    )


def text() -> TextDialog:
    made = TextDialog("Why?", "Reason", "", "Keep", secret=False, long=True, required="Say why.")
    made.input.set_value("Because")
    return made


def form() -> FormBox:
    made = FormBox("A form", "Save it")
    made.form.add("name", FormRow("Name", "", TextInput("Kit")))
    made.saves(lambda done, _failed: done(None))
    return made


def ask() -> AskDialog:
    return AskDialog("Leave?", "Nothing is lost.", "Leave", "Cancel")


def opened(qtbot: QtBot, make: Callable[[], Box]) -> Box:
    box = make()
    qtbot.addWidget(box)
    box.show()
    box.activateWindow()
    QApplication.processEvents()
    return box


def cancel_of(box: Box) -> QPushButton:
    return next(one for one in box.findChildren(QPushButton) if one.text() == "Cancel")


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
@pytest.mark.parametrize("make", [text, form, ask])
def test_ctrl_enter_on_cancel_does_the_act(qtbot: QtBot, make: Callable[[], Box], key: Qt.Key) -> None:
    box = opened(qtbot, make)
    cancel = cancel_of(box)
    cancel.setFocus()
    qtbot.keyClick(cancel, key, CTRL)
    assert not box.isVisible()
    assert box.result() == ACCEPTED


def test_ctrl_enter_on_cancel_does_nothing_while_the_act_is_not_allowed(qtbot: QtBot) -> None:
    box = opened(qtbot, confirm)
    cancel = cancel_of(box)
    assert cancel.hasFocus()
    qtbot.keyClick(cancel, Qt.Key.Key_Return, CTRL)
    assert box.isVisible()
    assert isinstance(box, ConfirmDialog)
    box.tick.setChecked(True)
    qtbot.keyClick(cancel, Qt.Key.Key_Return, CTRL)
    assert box.result() == ACCEPTED


@pytest.mark.parametrize("make", [confirm, text, form, ask])
def test_plain_enter_on_cancel_cancels(qtbot: QtBot, make: Callable[[], Box]) -> None:
    box = opened(qtbot, make)
    cancel = cancel_of(box)
    cancel.setFocus()
    qtbot.keyClick(cancel, Qt.Key.Key_Return)
    assert not box.isVisible()
    assert box.result() == REJECTED


def test_buttons_that_took_the_key_themselves_would_cancel(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def as_qt(self: Button, event: QKeyEvent) -> None:  # the planted fault: Qt's own handling
        QPushButton.keyPressEvent(self, event)

    monkeypatch.setattr(Button, "keyPressEvent", as_qt)
    box = opened(qtbot, ask)
    cancel = cancel_of(box)
    cancel.setFocus()
    qtbot.keyClick(cancel, Qt.Key.Key_Return, CTRL)
    assert box.result() == REJECTED


@pytest.mark.parametrize("late", [False, True])
def test_a_note_that_folds_is_seen_whole_in_a_dialog(qtbot: QtBot, late: bool) -> None:
    box = AskDialog("Keep it?", "", "Keep", "Cancel")
    words = "Free some space on this disk, then save again. What was saved before is safe and stays so. " * 2
    note = Note("soon", "The disk is full.", words)
    if not late:
        box.body.insertWidget(1, note)
    opened(qtbot, lambda: box)
    if late:
        box.body.insertWidget(1, note)
    for _ in range(3):  # the note learns its width, then the dialog its height
        QApplication.processEvents()
    assert note.height() >= note.heightForWidth(note.width())
    assert box.height() >= box.body.totalHeightForWidth(box.width())
