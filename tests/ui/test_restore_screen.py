"""Restoring before the unlock, page by page: what is chosen, what is said, what can be stopped."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from coordinator_app.core.errors import (
    DiskFull,
    MustWait,
    VaultDamaged,
    VaultTooNew,
    WrongPassphrase,
    WrongRecoveryKey,
)
from coordinator_app.core.restoring import BackupSeen, BackupState, Checked, Holding
from coordinator_app.jobs.job import Progress
from coordinator_app.ui import theme
from coordinator_app.ui.notes import Note
from coordinator_app.ui.restore import screen as screen_module
from coordinator_app.ui.restore.comparison import Comparison
from coordinator_app.ui.restore.door import OpenedBackup, Watcher
from coordinator_app.ui.restore.rows import ALTERED, GOOD, size_words
from coordinator_app.ui.restore.screen import BACKUP, DONE, PLACE, SECRET, RestoreScreen
from coordinator_app.ui.rows import TwoLineRow
from tests.ui.entry_parts import KEY, FakeDoor, run, unnamed
from tests.ui.recording import RecordingDialogs

MADE = datetime(2026, 11, 21, 9, 14, tzinfo=UTC)
STICK = Path("/stick")
HELD = Holding({"pupil": 3, "entry": 41}, MADE)


def seen(name: str, state: BackupState = BackupState.PASSED, day: int = 21) -> BackupSeen:
    at = MADE.replace(day=day)
    return BackupSeen(STICK / name, at, "Eastmere Partnership", "id", 2_200_000, state)


def opened(now: Holding | None = None) -> OpenedBackup:
    return OpenedBackup("key", Checked(STICK / "one", "Eastmere Partnership", MADE, HELD, now))


class Restoring:
    """The screen on a door that answers when the test says so."""

    def __init__(
        self, qtbot: QtBot, folder: Path, present: Path | None = None, *, found: bool = True
    ) -> None:
        self.door, self.dialogs = FakeDoor(), RecordingDialogs()
        three = (seen("one"), seen("two", day=14), seen("three", BackupState.UNFINISHED, 7))
        self.door.backups = three if found else ()
        self.screen = RestoreScreen(self.door, run, self.dialogs, present=present)
        self.screen.place.parent_folder.setText(str(folder))
        qtbot.addWidget(self.screen)
        self.screen.resize(900, 800)
        self.screen.show()

    @property
    def watch(self) -> Watcher:
        assert self.door.watch is not None
        return self.door.watch

    def note(self) -> str:
        note = self.screen.note()
        return note.accessibleName() if note is not None else ""

    def to_secret(self) -> None:
        self.dialogs.will_answer(STICK)
        self.screen.next_button.click()
        self.screen.rows.buttons()[0].click()

    def to_place(self) -> None:
        self.to_secret()
        self.screen.secret.passphrase.setText("right")
        self.screen.next_button.click()
        self.watch.done(opened())


@pytest.fixture
def made(qtbot: QtBot, tmp_path: Path) -> Restoring:
    return Restoring(qtbot, tmp_path)


def words(screen: RestoreScreen) -> str:
    return " ".join(one.text() for one in screen.findChildren(QLabel) if one.isVisible())


def test_backups_are_listed_with_date_title_and_whether_they_were_verified(made: Restoring) -> None:
    made.dialogs.will_answer(STICK)
    made.screen.next_button.click()
    rows = [row.accessibleName() for row in made.screen.rows.rows() if isinstance(row, TwoLineRow)]
    assert rows == [
        "21 November 2026, 9:14am, Newest, Eastmere Partnership, 2.2 MB, Verified when made",
        "14 November 2026, 9:14am, Eastmere Partnership, 2.2 MB, Verified when made",
        "7 November 2026, 9:14am, Eastmere Partnership, 2.2 MB, Not finished",
    ]
    names = [one.accessibleName() for one in made.screen.rows.buttons()]
    assert names == [
        "Choose: the backup of 21 November 2026, 9:14am",
        "Choose: the backup of 14 November 2026, 9:14am",
    ]
    assert unnamed(made.screen) == []


def test_a_folder_without_backups_says_what_to_choose(made: Restoring) -> None:
    made.door.backups = ()
    made.dialogs.will_answer(STICK)
    made.screen.next_button.click()
    assert "There is no backup in this folder." in made.note()


def test_the_backups_of_the_vault_at_hand_are_there_at_once_and_none_is_no_trouble(
    qtbot: QtBot, tmp_path: Path
) -> None:
    made = Restoring(qtbot, tmp_path, tmp_path / "Eastmere.vault")
    assert len(made.screen.rows.rows()) == 3
    none = Restoring(qtbot, tmp_path, tmp_path / "Eastmere.vault", found=False)
    assert none.screen.rows.isHidden()
    assert none.note() == ""


def test_from_the_choice_to_the_open_vault(made: Restoring, qtbot: QtBot, tmp_path: Path) -> None:
    made.to_secret()
    assert made.screen.page == SECRET
    assert "Backup of 21 November 2026, 9:14am, Eastmere Partnership" in words(made.screen)
    made.screen.next_button.click()
    assert made.screen.secret.row.error() == "Type the passphrase first."
    made.screen.secret.passphrase.setText("right")
    made.screen.next_button.click()
    assert made.screen.next_button.text() == "Checking..."
    assert not made.screen.back_button.isEnabled()
    made.watch.done(opened())
    assert made.screen.page == PLACE
    assert made.screen.secret.passphrase.text() == ""
    assert "Chronology entries 41" in words(made.screen)
    assert "a new folder named “Eastmere Partnership.vault”" in words(made.screen)
    made.screen.next_button.click()
    made.watch.done(tmp_path / "Eastmere Partnership.vault")
    assert made.screen.page == DONE
    assert "Restored and verified: Eastmere Partnership.vault." in words(made.screen)
    with qtbot.waitSignal(made.screen.restored) as told:
        made.screen.next_button.click()
    assert told.args == ["restored", tmp_path / "Eastmere Partnership.vault", False]


def test_a_vault_that_is_there_is_kept_and_that_is_said(made: Restoring, tmp_path: Path) -> None:
    (tmp_path / "Eastmere Partnership.vault").mkdir()
    made.to_place()
    assert made.screen.place.folder.name == "Eastmere Partnership from 21 November 2026.vault"
    assert "What is there already is kept as it is." in words(made.screen)


@pytest.mark.parametrize(
    ("error", "page", "said"),
    [
        (MustWait(4), SECRET, "Wait 4 seconds"),
        (VaultTooNew("This backup was made by a newer Coordinator than this one."), SECRET, "newer"),
        (VaultDamaged("The file staff.db was changed.", next_step="Choose another backup."), BACKUP, "staff"),
        (DiskFull("The backup could not be restored because the drive has too little room."), PLACE, "room"),
    ],
)
def test_each_failure_says_what_happened_and_what_next(
    made: Restoring, error: Exception, page: int, said: str
) -> None:
    if page == PLACE:
        made.to_place()
    else:
        made.to_secret()
        made.screen.secret.passphrase.setText("right")
    made.screen.next_button.click()
    made.watch.failed(error)
    assert made.screen.page == page
    assert said in made.note()
    assert made.screen.next_button.isEnabled()


def test_a_damaged_backup_is_marked_and_another_can_be_chosen(made: Restoring) -> None:
    made.to_secret()
    made.screen.secret.passphrase.setText("right")
    made.screen.next_button.click()
    made.watch.failed(VaultDamaged("The file staff.db was changed.", next_step="Choose another backup."))
    row = made.screen.rows.rows()[0]
    assert isinstance(row, TwoLineRow)
    assert row.accessibleName().endswith("Damaged")
    assert len(made.screen.rows.buttons()) == 1


def test_a_wrong_passphrase_stands_at_its_input(made: Restoring) -> None:
    made.to_secret()
    made.screen.secret.passphrase.setText("wrong")
    made.screen.next_button.click()
    made.watch.failed(WrongPassphrase("That passphrase does not open this backup.", next_step="Try again."))
    assert made.screen.secret.row.error() == "That passphrase does not open this backup. Try again."
    assert QApplication.focusWidget() is made.screen.secret.passphrase


def test_the_recovery_key_opens_a_backup_and_its_slips_are_pointed_at(made: Restoring, qtbot: QtBot) -> None:
    made.to_secret()
    made.screen.secret.other.click()
    boxes = made.screen.secret.boxes
    for box, group in zip(boxes.boxes, KEY.split("-"), strict=True):
        box.setText(group)
    boxes.boxes[2].setText("AAAA")
    made.screen.next_button.click()
    assert "slip in group 3" in boxes.error()
    boxes.boxes[2].setText("GHJ4")
    made.screen.next_button.click()
    made.watch.failed(WrongRecoveryKey("This recovery key is not the one.", (5,)))
    assert "slip in group 5" in boxes.error()
    made.screen.next_button.click()
    made.watch.done(opened())
    made.screen.next_button.click()
    made.watch.done(Path("/new/Eastmere.vault"))
    with qtbot.waitSignal(made.screen.restored) as told:
        made.screen.next_button.click()
    assert told.args[2] is True


def test_progress_is_shown_and_cancel_leaves_everything(made: Restoring) -> None:
    made.to_place()
    made.screen.next_button.click()
    made.watch.progress(Progress(1, 4, "Restoring the vault", 20.0))
    card = made.screen._card
    assert card.accessibleName() == "Restoring the vault. About 20 seconds left"
    card.cancel.click()
    assert "Nothing was changed" in made.note()
    assert made.screen.page == PLACE
    assert made.screen.next_button.isEnabled()


def test_going_back_forgets_what_was_opened(made: Restoring, qtbot: QtBot) -> None:
    made.to_place()
    made.screen.back_button.click()
    assert made.screen.page == SECRET
    assert made.screen._opened is None
    made.screen.back_button.click()
    with qtbot.waitSignal(made.screen.back):
        made.screen.back_button.click()


def test_leaving_stops_what_goes_on(made: Restoring) -> None:
    made.to_place()
    made.screen.next_button.click()
    stopped: list[bool] = []
    made.screen._stop = lambda: stopped.append(True)
    made.screen.leave()
    assert stopped == [True]
    assert made.screen._opened is None


def test_it_can_be_done_by_keyboard_alone(made: Restoring, qtbot: QtBot) -> None:
    made.dialogs.will_answer(STICK)
    made.screen.next_button.setFocus()
    qtbot.keyClick(made.screen.next_button, Qt.Key.Key_Space)
    assert QApplication.focusWidget() is made.screen.rows.buttons()[0]
    qtbot.keyClick(made.screen.rows.buttons()[0], Qt.Key.Key_Space)
    assert QApplication.focusWidget() is made.screen.secret.passphrase
    qtbot.keyClicks(made.screen.secret.passphrase, "right")
    qtbot.keyClick(made.screen.secret.passphrase, Qt.Key.Key_Return)
    made.watch.done(opened())
    assert QApplication.focusWidget() is made.screen.heading
    qtbot.keyClick(made.screen.heading, Qt.Key.Key_Tab)
    for _ in range(12):
        if QApplication.focusWidget() is made.screen.next_button:
            break
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert made.door.calls == ["check", "restore"]


def test_steps_that_are_done_lead_back(made: Restoring) -> None:
    made.to_place()
    made.screen._stepper.chosen.emit("backup")
    assert made.screen.page == BACKUP


def test_an_unsafe_place_is_refused_in_words(made: Restoring, tmp_path: Path) -> None:
    made.to_place()
    for typed, said in (
        ("", "Choose a folder."),
        ("somewhere", "whole path"),
        (str(tmp_path / "Dropbox"), "kept in step"),
    ):
        made.screen.place.parent_folder.setText(typed)
        made.screen.next_button.click()
        assert said in made.screen.place.folder_row.error()
    assert made.door.calls == ["check"]
    made.dialogs.will_answer(tmp_path)
    made.screen.place.choose.click()
    assert made.screen.place.parent_folder.value() == str(tmp_path)


def test_a_comparison_is_heard_line_by_line(qtbot: QtBot) -> None:
    now = Holding({"pupil": 3, "entry": 44}, MADE.replace(day=22))
    card = Comparison(opened(now).checked, {"pupil": "Pupils", "entry": "Entries", "none": "Nothing"})
    qtbot.addWidget(card)
    heard = [one.accessibleName() for one in card.findChildren(QLabel) if one.accessibleName()]
    assert "Pupils: 3 in the backup, 3 now" in heard
    assert "Entries: 41 in the backup, 44 now, not the same" in heard
    assert not any("Nothing" in one for one in heard)
    told = "Last change: 21 November 2026, 9:14am in the backup, 22 November 2026, 9:14am now"
    assert told in heard


def test_a_backup_whose_audit_was_altered_says_so_before_it_is_restored(
    made: Restoring, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[str] = []
    monkeypatch.setattr(screen_module, "announce", lambda _source, text, **_how: heard.append(text))
    made.to_secret()
    made.screen.secret.passphrase.setText("right")
    made.screen.next_button.click()
    found = opened()
    checked = replace(found.checked, altered=("Row 3 was altered.",))
    made.watch.done(replace(found, checked=checked))
    notes = [one.accessibleName() for one in made.screen.findChildren(Note) if one.isVisible()]
    assert any("The audit log in this backup was altered." in one and "Row 3" in one for one in notes)
    assert any("The audit log in this backup was altered. Row 3" in one for one in heard)
    made.screen.go_back()
    made.screen.go_back()
    chips = [one.text() for one in made.screen.rows.findChildren(QLabel)]
    assert ALTERED in chips
    assert GOOD not in chips


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_at_double_size_nothing_is_wider_than_the_window(made: Restoring, mode: str) -> None:
    theme.current().change(mode=mode, scale=2.0)
    made.screen.resize(1366, 768)
    made.to_place()
    assert made.screen.card.width() <= 1366
    assert made.screen.next_button.mapTo(made.screen, made.screen.next_button.rect().topRight()).x() < 1366


def test_sizes_are_said_as_people_say_them() -> None:
    assert [size_words(size) for size in (0, 999_000, 2_200_000, 3_000_000_000)] == [
        "1 kB",
        "999 kB",
        "2.2 MB",
        "3.0 GB",
    ]
