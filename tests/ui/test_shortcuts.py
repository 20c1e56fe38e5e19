from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from coordinator_app.ui.shortcuts import EVERYWHERE, KeyLine, LockKey, Shortcuts, help_lines


def window(qtbot: QtBot) -> tuple[QWidget, QLineEdit]:
    made, text = QWidget(), QLineEdit()
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    QVBoxLayout(made).addWidget(text)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.setFocus()
    return made, text


def test_no_key_stands_twice_in_the_map() -> None:
    keys = [key for line in EVERYWHERE for key in line.keys]
    assert len(keys) == len(set(keys))
    names = [line.name for line in EVERYWHERE]
    assert len(names) == len(set(names))


def test_keys_run_their_handlers(qtbot: QtBot) -> None:
    made, _text = window(qtbot)
    ran: list[str] = []
    Shortcuts(made, {"palette": lambda: ran.append("palette"), "back": lambda: ran.append("back")})
    qtbot.keyClick(made, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(made, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert ran == ["palette", "back"]


def test_single_keys_work_outside_text_boxes_only_and_can_be_turned_off(qtbot: QtBot) -> None:
    made, text = window(qtbot)
    ran: list[str] = []
    keys = Shortcuts(made, {"palette_slash": lambda: ran.append("slash")})
    text.setFocus()
    qtbot.keyClick(text, Qt.Key.Key_Slash)
    assert (ran, text.text()) == ([], "/")
    made.setFocus()
    qtbot.keyClick(made, Qt.Key.Key_Slash)
    assert ran == ["slash"]
    keys.set_single_letters(False)
    qtbot.keyClick(made, Qt.Key.Key_Slash)
    assert ran == ["slash"]


def test_lines_without_a_handler_are_neither_wired_nor_shown(qtbot: QtBot) -> None:
    made, _text = window(qtbot)
    shown = Shortcuts(made, {"palette": lambda: None}).lines
    assert {line.name for line in shown} == {"palette", "next_tab", "previous_tab"}


def test_ctrl_l_locks_from_inside_a_modal_dialog(qtbot: QtBot, qapp: QApplication) -> None:
    made, _text = window(qtbot)
    locked: list[str] = []
    key = LockKey(lambda: locked.append("locked"), made)
    qapp.installEventFilter(key)
    dialog = QDialog(made)
    inside = QLineEdit(dialog)
    dialog.open()
    inside.setFocus()
    qtbot.keyClick(inside, "l")
    assert not locked
    qtbot.keyClick(inside, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    qapp.removeEventFilter(key)
    assert locked
    assert inside.text() == "l"


def test_the_help_sheet_shows_the_keys_of_the_page_first_and_the_menu_in_one_line() -> None:
    page = (KeyLine("share", ("1",), "Share in full", single=True),)
    lines = help_lines(EVERYWHERE, page)
    assert lines[0] == ("1", "Share in full")
    assert ("Ctrl+K or /", "Find or run anything") in lines
    assert ("Ctrl+1 to Ctrl+9", "Items of the menu in order") in lines
    assert not any("item 3" in does for _keys, does in lines)
