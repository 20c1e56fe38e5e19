"""The dialog that asks for the passphrase again: wrong words, the wait, and nothing left of what was typed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit
from pytestqt.qtbot import QtBot

from coordinator_app.core.errors import DiskFull, MustWait, WrongPassphrase
from coordinator_app.ui import theme
from coordinator_app.ui.confirm_passphrase import ConfirmPassphrase
from coordinator_app.ui.notes import Note

RIGHT = "kettle amber window field"
Asked = list[str]


def answering(asked: Asked, error: Exception | None = None) -> Callable[..., object]:
    def check(typed: str, done: Callable[[object], None], failed: Callable[[Exception], None]) -> None:
        asked.append(typed)
        if error is not None:
            failed(error)
        elif typed == RIGHT:
            done(None)
        else:
            failed(WrongPassphrase("That passphrase does not open this vault."))

    return check


def shown(qtbot: QtBot, check: Callable[..., object]) -> ConfirmPassphrase:
    box = ConfirmPassphrase("A pack is about to leave the vault.", check)
    qtbot.addWidget(box)
    box.show()
    QApplication.processEvents()
    return box


def test_the_right_passphrase_by_keyboard_accepts_and_leaves_nothing_behind(qtbot: QtBot) -> None:
    asked: Asked = []
    box = shown(qtbot, answering(asked))
    assert box.input.hasFocus()
    assert box.input.echoMode() is QLineEdit.EchoMode.Password
    qtbot.keyClicks(box.input, RIGHT)
    qtbot.keyClick(box.input, Qt.Key.Key_Return)
    assert box.result() == QDialog.DialogCode.Accepted
    assert asked == [RIGHT]
    assert box.input.text() == ""


def test_a_wrong_one_is_said_at_the_field_and_the_dialog_stays(qtbot: QtBot) -> None:
    box = shown(qtbot, answering([]))
    box.input.setText("something else")
    box.act.click()
    assert box.isVisible()
    assert "does not open this vault" in box.row.error()
    assert "Check Caps Lock" in box.row.error()
    assert box.input.selectedText() == "something else" or box.input.hasSelectedText()


def test_nothing_typed_is_not_tried(qtbot: QtBot) -> None:
    asked: Asked = []
    box = shown(qtbot, answering(asked))
    box.act.click()
    assert asked == []
    assert box.row.error() == "Type the passphrase first."


def test_the_wait_is_counted_down_and_nothing_is_tried_meanwhile(qtbot: QtBot) -> None:
    asked: Asked = []
    box = shown(qtbot, answering(asked, MustWait(2)))
    box.input.setText("wrong")
    box.act.click()
    assert box.row.error() == "Wait 2 seconds before you try again."
    box.confirm()
    assert len(asked) == 1
    box.count_down()
    assert box.row.error() == "Wait 1 second before you try again."
    box.count_down()
    assert box.row.error() == ""
    assert box.act.isEnabled()


def test_other_trouble_is_told_in_a_note_that_is_seen_whole(qtbot: QtBot) -> None:
    box = shown(qtbot, answering([], DiskFull("The disk is full.")))
    box.input.setText("wrong")
    box.act.click()
    QApplication.processEvents()
    for _ in range(3):  # the note learns its width, then the dialog its height
        QApplication.processEvents()
    (note,) = box.findChildren(Note)
    assert note.height() >= note.heightForWidth(note.width())


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Return])
def test_cancel_by_esc_or_enter_on_it_asks_nothing_and_forgets(qtbot: QtBot, key: Qt.Key) -> None:
    asked: Asked = []
    box = shown(qtbot, answering(asked))
    box.input.setText(RIGHT)
    box.cancel.setFocus()
    qtbot.keyClick(box.cancel, key)
    assert box.result() == QDialog.DialogCode.Rejected
    assert not box.isVisible()
    assert asked == []
    assert box.input.text() == ""


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_everything_fits_at_every_text_size(qtbot: QtBot, scale: float) -> None:
    theme.current().change(scale=scale)
    box = shown(qtbot, answering([]))
    inside = box.layout()
    assert inside is not None
    assert box.height() >= inside.totalHeightForWidth(box.width())
