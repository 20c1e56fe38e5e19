from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from coordinator_app.core.errors import VaultMissing
from coordinator_app.ui.create_vault.screen import KEY, CreateScreen
from coordinator_app.ui.device_settings import DeviceSettings
from coordinator_app.ui.entry_flow import EntryFlow
from coordinator_app.ui.first_screen import FirstScreen
from coordinator_app.ui.idle_lock import LockReason
from coordinator_app.ui.lock_screen import LockScreen
from coordinator_app.ui.main_window import MainWindow
from coordinator_app.ui.recovery_screen import RecoveryScreen
from tests.ui.entry_parts import FOLDER, RIGHT, FakeDoor, run, unnamed
from tests.ui.recording import RecordingDialogs


class Entry:
    def __init__(self, qtbot: QtBot, folder: Path, *answers: object) -> None:
        self.door, self.dialogs = FakeDoor(), RecordingDialogs(*answers)
        self.settings = DeviceSettings(folder / "window.ini")
        self.window = MainWindow(self.settings)
        self.window.closing.connect(self.window.allow_close)
        qtbot.addWidget(self.window)
        self.flow = EntryFlow(self.window, self.door, run, self.dialogs, self.settings)
        self.opened: list[object] = []
        self.flow.opened.connect(self.opened.append)

    @property
    def screen(self) -> object:
        return self.window.centralWidget()

    def unlock(self) -> None:
        assert isinstance(self.screen, LockScreen)
        self.screen.passphrase.setText(RIGHT)
        self.screen.unlock()


@pytest.fixture
def entry(qtbot: QtBot, tmp_path: Path) -> Entry:
    return Entry(qtbot, tmp_path, tmp_path / "Other.vault")


def test_the_first_start_offers_to_create_or_to_open(entry: Entry) -> None:
    entry.flow.start(None)
    assert isinstance(entry.screen, FirstScreen)
    assert entry.screen.heading.text() == "Welcome"
    assert unnamed(entry.screen) == []
    entry.screen.make.click()
    assert isinstance(entry.screen, CreateScreen)
    entry.screen.back_button.click()
    assert isinstance(entry.screen, FirstScreen)


def test_a_vault_is_unlocked_and_remembered_for_the_next_start(entry: Entry) -> None:
    entry.flow.start(FOLDER, LockReason.IDLE)
    entry.unlock()
    assert entry.opened == ["vault"]
    assert entry.settings.last_vault_folder == FOLDER


def test_a_vault_that_is_not_there_says_so_and_can_be_tried_again(entry: Entry) -> None:
    good = entry.door.glance
    entry.door.glance = VaultMissing("There is no vault at this place.", next_step="Plug in the drive.")
    entry.flow.start(FOLDER)
    assert isinstance(entry.screen, FirstScreen)
    note = entry.screen.note()
    assert note is not None
    assert "Plug in the drive." in note.accessibleName()
    entry.door.glance = good
    entry.screen.retry.click()
    assert isinstance(entry.screen, LockScreen)


def test_another_vault_can_be_chosen(entry: Entry, tmp_path: Path) -> None:
    entry.flow.start(FOLDER)
    assert isinstance(entry.screen, LockScreen)
    entry.screen.open_another.click()
    assert entry.flow._folder == tmp_path / "Other.vault"
    assert isinstance(entry.screen, LockScreen)


def test_the_recovery_key_and_back(entry: Entry) -> None:
    entry.flow.start(FOLDER)
    assert isinstance(entry.screen, LockScreen)
    entry.screen.use_recovery.click()
    assert isinstance(entry.screen, RecoveryScreen)
    entry.screen.back_link.click()
    assert isinstance(entry.screen, LockScreen)


def test_a_one_time_passphrase_has_to_be_changed_before_anything_is_shown(entry: Entry) -> None:
    entry.door.one_time = True
    entry.flow.start(FOLDER)
    entry.unlock()
    assert entry.opened == []
    assert isinstance(entry.screen, RecoveryScreen)
    entry.screen.new.first.setText("one two three four five")
    entry.screen.new.again.setText("one two three four five")
    entry.screen.save()
    assert entry.opened == ["vault"]


def test_nothing_real_may_be_typed_before_the_recovery_key_was_typed_back(entry: Entry) -> None:
    entry.door.unconfirmed = True
    entry.flow.start(FOLDER)
    entry.unlock()
    assert entry.opened == []
    assert isinstance(entry.screen, CreateScreen)
    assert entry.screen.page == KEY
    entry.flow.leave()
    assert entry.door.calls[-1] == "give up"


def test_the_title_of_the_window_never_changes(entry: Entry) -> None:
    entry.flow.start(FOLDER)
    assert entry.window.windowTitle() == "Coordinator"
    entry.unlock()
    assert entry.window.windowTitle() == "Coordinator"
