from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel, QSizePolicy
from pytestqt.qtbot import QtBot

from coordinator_app.core.errors import BackupFailed
from coordinator_app.core.kept_backups import Where
from coordinator_app.ui.create_vault.place import folder_name
from coordinator_app.ui.create_vault.screen import BACKUP, PASSPHRASE, PLACE, CreateScreen
from coordinator_app.ui.create_vault.screen import KEY as KEY_PAGE
from coordinator_app.ui.focus_place import FocusPlace
from coordinator_app.ui.notes import Note
from tests.ui.entry_parts import KEY, RIGHT, FakeDoor, run, unnamed
from tests.ui.recording import RecordingDialogs


def screen(
    qtbot: QtBot, door: FakeDoor, tmp_path: Path, *answers: object, vault: object | None = None
) -> CreateScreen:
    made = CreateScreen(door, run, RecordingDialogs(*answers), start=tmp_path, vault=vault, title="Eastmere")
    qtbot.addWidget(made)
    made.resize(1366, 736)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.first_focus()
    return made


def to_key(made: CreateScreen) -> None:
    made.place.title.setText("Eastmere Partnership")
    made.go_on()
    made.passphrase.first.setText(RIGHT)
    made.passphrase.again.setText(RIGHT)
    made.go_on()


def type_back(made: CreateScreen, key: str) -> None:
    for box, group in zip(made.key.boxes.boxes, key.split("-"), strict=True):
        box.setText(group)


def words(made: CreateScreen) -> str:
    QApplication.processEvents()  # what was added a moment ago is shown with the next turn of the event loop
    notes = [note.accessibleName() for note in made.findChildren(Note) if note.isVisibleTo(made)]
    return " ".join([label.text() for label in made.findChildren(QLabel) if label.isVisible()] + notes)


def test_four_pages_make_a_vault_and_open_it(qtbot: QtBot, tmp_path: Path) -> None:
    door = FakeDoor()
    made = screen(qtbot, door, tmp_path, tmp_path / "drive")
    to_key(made)
    assert made.page == KEY_PAGE
    assert door.made is not None
    assert door.made.folder == tmp_path / "Eastmere Partnership.vault"
    assert made.passphrase.first.text() == made.passphrase.again.text() == ""
    made.go_on()
    type_back(made, KEY)
    made.go_on()
    assert made.page == BACKUP
    assert (made.backup.choose.kind, made.next_button.kind) == ("primary", "secondary")
    made.backup.choose.click()
    assert (made.backup.choose.kind, made.next_button.kind) == ("secondary", "primary")
    assert "The backup is made." in words(made)
    assert made.next_button.text() == "Open the vault"
    with qtbot.waitSignal(made.created) as created:
        made.go_on()
    assert created.args == ["vault"]


def test_the_keyboard_alone_comes_to_the_recovery_key(qtbot: QtBot, tmp_path: Path) -> None:
    made = screen(qtbot, FakeDoor(), tmp_path)
    qtbot.keyClicks(made.place.title, "Eastmere")
    qtbot.keyClick(made.place.title, Qt.Key.Key_Return)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert made.page == PASSPHRASE
    qtbot.keyClicks(QApplication.focusWidget(), RIGHT)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    qtbot.keyClicks(QApplication.focusWidget(), RIGHT)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert made.page == KEY_PAGE


def test_a_synchronised_folder_is_warned_of_and_refused(qtbot: QtBot, tmp_path: Path) -> None:
    made = screen(qtbot, FakeDoor(), tmp_path)
    made.place.title.setText("Eastmere")
    made.place.parent_folder.setText(str(tmp_path / "Dropbox"))
    assert "not safe for a vault" in words(made)
    made.go_on()
    assert made.page == PLACE
    assert "kept in step" in made.place.folder_row.error()


def test_each_wrong_place_says_what_to_do(qtbot: QtBot, tmp_path: Path) -> None:
    made = screen(qtbot, FakeDoor(), tmp_path, tmp_path / "chosen")
    made.go_on()
    assert made.place.title_row.error() == "Type the name of the partnership."
    made.place.title.setText("Eastmere")
    made.place.parent_folder.setText("")
    made.go_on()
    assert made.place.folder_row.error() == "Choose a folder."
    made.place.parent_folder.setText("somewhere")
    made.go_on()
    assert "whole path" in made.place.folder_row.error()
    (tmp_path / "Eastmere.vault").mkdir()
    made.place.parent_folder.setText(str(tmp_path))
    made.go_on()
    assert "already a vault" in made.place.folder_row.error()
    made.place.choose.click()
    assert made.place.parent_folder.text() == str(tmp_path / "chosen")


def test_the_folders_name_is_one_that_every_system_allows() -> None:
    assert folder_name("Eastmere Partnership") == "Eastmere Partnership.vault"
    assert folder_name('../A<b>:"c"/d\\e|f?*\x00 ') == "Abcdef.vault"
    assert folder_name(" . ") == "Partnership.vault"


def test_the_key_is_hidden_while_it_is_typed_back_and_a_slip_is_pointed_at(
    qtbot: QtBot, tmp_path: Path
) -> None:
    made = screen(qtbot, FakeDoor(), tmp_path)
    to_key(made)
    assert "GHJ4" in words(made)
    made.go_on()
    assert "GHJ4" not in words(made)
    type_back(made, KEY.replace("GHJ4", "GHJ5"))
    made.go_on()
    assert made.page == KEY_PAGE
    assert made.key.boxes.error().startswith("There is a slip in group 3.")
    made.key.show_again.click()
    assert "GHJ4" in words(made)


def test_after_it_was_typed_back_the_key_is_nowhere_on_the_screen(qtbot: QtBot, tmp_path: Path) -> None:
    made = screen(qtbot, FakeDoor(), tmp_path)
    to_key(made)
    made.go_on()
    type_back(made, KEY)
    made.go_on()
    qtbot.waitUntil(lambda: not any("GHJ4" in label.text() for label in made.findChildren(QLabel)))
    assert all(not box.text() for box in made.key.boxes.boxes)
    assert QApplication.clipboard().text() == ""


def test_the_key_is_printed_on_demand(qtbot: QtBot, tmp_path: Path) -> None:
    door = FakeDoor()
    made = screen(qtbot, door, tmp_path)
    to_key(made)
    made.key.print_button.click()
    assert door.calls == ["print"]
    assert "Sent to the printer." in words(made)
    made._not_printed(BackupFailed("No printer is set up on this laptop."))
    assert "write the 8 groups down by hand" in words(made)


def test_whoever_stopped_before_typing_it_back_gets_a_new_key(qtbot: QtBot, tmp_path: Path) -> None:
    made = screen(qtbot, FakeDoor(), tmp_path, vault="vault")
    assert made.page == KEY_PAGE
    assert "ABC2" in words(made)
    assert made.back_button.isHidden()
    assert "If you printed a sheet before, it is no longer good" in words(made)


def test_a_first_key_says_nothing_of_earlier_sheets(qtbot: QtBot, tmp_path: Path) -> None:
    made = screen(qtbot, FakeDoor(), tmp_path)
    to_key(made)
    assert "printed a sheet before" not in words(made)


def test_a_whole_key_of_an_earlier_sheet_is_told_apart_from_slips(qtbot: QtBot, tmp_path: Path) -> None:
    made = screen(qtbot, FakeDoor(), tmp_path, vault="vault")
    made.go_on()
    type_back(made, "2222-3333-4444-5555-6666-7777-8888-9999")
    made.go_on()
    assert made.page == KEY_PAGE
    assert made.key.boxes.error() == (
        "This is not the key just shown. A sheet printed earlier is no longer good."
    )
    made.key.boxes.boxes[7].setText("")
    made.go_on()
    assert made.key.boxes.error() == "Type all 8 groups from the sheet."


def test_a_backup_that_fails_says_so_and_can_wait_until_tomorrow(qtbot: QtBot, tmp_path: Path) -> None:
    door = FakeDoor()
    door.backup_fails = BackupFailed("The backup could not be written because the drive is full.")
    made = screen(qtbot, door, tmp_path, tmp_path / "drive")
    to_key(made)
    made.go_on()
    type_back(made, KEY)
    made.go_on()
    made.backup.choose.click()
    assert "because the drive is full" in words(made)
    assert made.next_button.text() == "Back up later"


def test_back_goes_back_as_long_as_nothing_is_made(qtbot: QtBot, tmp_path: Path) -> None:
    made = screen(qtbot, FakeDoor(), tmp_path)
    with qtbot.waitSignal(made.back):
        made.back_button.click()
    made.place.title.setText("Eastmere")
    made.go_on()
    made.back_button.click()
    assert made.page == PLACE


def test_leaving_closes_what_was_made(qtbot: QtBot, tmp_path: Path) -> None:
    door = FakeDoor()
    made = screen(qtbot, door, tmp_path)
    to_key(made)
    made.leave()
    assert door.calls == ["give up"]


def test_every_control_on_every_page_has_a_name(qtbot: QtBot, tmp_path: Path) -> None:
    made = screen(qtbot, FakeDoor(), tmp_path)
    assert unnamed(made) == []
    to_key(made)
    assert unnamed(made) == []


def to_backup(made: CreateScreen) -> None:
    to_key(made)
    made.go_on()
    type_back(made, KEY)
    made.go_on()


def test_a_backup_on_the_same_disk_is_said_to_be_one_and_another_is_still_to_do(
    qtbot: QtBot, tmp_path: Path
) -> None:
    door = FakeDoor()
    door.lies = Where.SAME_DISK
    made = screen(qtbot, door, tmp_path, tmp_path / "near", tmp_path / "drive")
    to_backup(made)
    made.backup.choose.click()
    shown = words(made)
    assert "This is on the same disk as the vault: if the laptop is lost, both are." in shown
    assert "Take the drive out" not in shown
    assert (made.backup.choose.kind, made.next_button.kind) == ("primary", "secondary")
    assert made.next_button.text() == "Open the vault"
    door.lies = Where.DRIVE
    made.backup.choose.click()
    assert "Take the drive out and keep it in another place." in words(made)
    assert (made.backup.choose.kind, made.next_button.kind) == ("secondary", "primary")


def test_the_card_keeps_its_place_while_pages_turn_and_messages_come(qtbot: QtBot, tmp_path: Path) -> None:
    made = screen(qtbot, FakeDoor(), tmp_path, tmp_path / "drive")
    tops = set()

    def look() -> None:
        QApplication.processEvents()
        tops.add(made.card.mapTo(made, QPoint(0, 0)).y())

    look()
    made.go_on()
    look()
    to_backup(made)
    look()
    made.backup.choose.click()
    look()
    assert len(tops) == 1
    made._above.changeSize(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)  # planted: centred
    made._lines.invalidate()
    look()
    before = made.card.mapTo(made, QPoint(0, 0)).y()
    made.backup.show_result(Note("over", "The drive is full.", "Choose another one. " * 20), None)
    qtbot.waitUntil(lambda: made.card.mapTo(made, QPoint(0, 0)).y() < before)


def test_the_focus_is_on_the_button_again_after_the_backup(qtbot: QtBot, tmp_path: Path) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    door, later = FakeDoor(), list[Callable[[], None]]()
    made = screen(qtbot, door, tmp_path, tmp_path / "drive")
    watch = FocusPlace(app)
    to_backup(made)
    made._run = lambda work, done, failed: later.append(lambda: run(work, done, failed))
    made.backup.choose.setFocus()
    made.backup.choose.click()
    QApplication.processEvents()
    later.pop()()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is made.backup.choose)
    watch.deleteLater()
