"""A copy restored from Settings: compared first, made beside the vault, and every failure in plain words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from coordinator_app.app.keeper import StoreKeeper
from coordinator_app.chronology.model import ChronologyEntry
from coordinator_app.core.errors import Cancelled, DiskFull, VaultDamaged
from coordinator_app.pupils.model import Pupil
from coordinator_app.settings.page.backups import BackupsSection
from coordinator_app.settings.page.restore_copy import RestoreCopy
from coordinator_app.settings.page.settings import SettingsPage
from coordinator_app.store import backup
from coordinator_app.store.create import create_vault
from coordinator_app.store.vault import unlock
from tests.organisations.desk import Desk, desk_on, press, words_of
from tests.ui.entry_parts import unnamed
from tests.vaults import PASSPHRASE, House, add

MADE = "24 November 2026, 9am"


@pytest.fixture
def desk(referred: House, tmp_path: Path) -> Iterator[Desk]:
    with desk_on(referred.vault, referred.clock, tmp_path) as made:
        yield replace(made, services=replace(made.services, keeper=StoreKeeper(referred.vault)))


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> SettingsPage:
    made = SettingsPage(desk.services)
    qtbot.addWidget(made)
    made.resize(1160, 720)
    made.open(section="Backups")
    made.show()
    press(made, "Back up now")
    return made


def copy_of(page: SettingsPage) -> RestoreCopy:
    section = page.current()
    assert isinstance(section, BackupsSection)
    assert section.copy is not None
    return section.copy


def heard(page: SettingsPage) -> list[str]:
    return [one.accessibleName() for one in page.findChildren(QLabel)]


def test_a_copy_is_compared_and_restored_beside_the_vault(
    page: SettingsPage, desk: Desk, referred: House, tmp_path: Path
) -> None:
    held = len(desk.session.list(Pupil))
    add(referred, "Kit came in late.")
    referred.clock.at += timedelta(hours=2)
    add(referred, "Kit went home early.")
    press(page, "Restore a copy")
    assert f"The backup of {MADE} is whole" in words_of(page)
    lines = heard(page)
    assert f"Pupils: {held} in the backup, {held} now" in lines
    assert "Chronology entries: 0 in the backup, 2 now, not the same" in lines
    assert f"Last change: {MADE} in the backup, 24 November 2026, 11am now" in lines
    assert unnamed(copy_of(page)) == []
    press(page, "Restore this copy")
    words = words_of(page)
    assert "The copy is restored and verified: Eastmere from 24 November 2026.vault." in words
    assert "This vault stays the one in use." in words
    copy = tmp_path / "Eastmere from 24 November 2026.vault"
    assert len(desk.session.list(ChronologyEntry)) == 2
    with unlock(copy, PASSPHRASE, clock=referred.clock, state=referred.vault.state) as opened:
        assert opened.folder == copy


def test_a_second_copy_gets_another_name(page: SettingsPage, tmp_path: Path) -> None:
    for _ in range(2):
        press(page, "Restore a copy")
        press(page, "Restore this copy")
    assert {path.name for path in tmp_path.glob("*.vault")} == {
        "Eastmere.vault",
        "Eastmere from 24 November 2026.vault",
        "Eastmere from 24 November 2026 (2).vault",
    }


def test_the_passphrase_is_asked_for_before_a_second_vault_is_made(
    page: SettingsPage, desk: Desk, qtbot: QtBot
) -> None:
    asked: list[str] = []

    class Never:
        fresh = False

        def __call__(self, then: object, why: str) -> None:
            asked.append(why)

    keeper = desk.services.keeper
    assert keeper is not None
    made = RestoreCopy(replace(desk.services, confirm=Never()), keeper)
    qtbot.addWidget(made)
    made.begin(keeper.backups()[0].folder)
    assert asked == ["A restored copy is a second vault with everything in it."]
    assert made._checked is None


def test_backups_on_a_stick_are_found_and_compared(
    page: SettingsPage, desk: Desk, referred: House, tmp_path: Path
) -> None:
    backup.back_up(referred.vault, tmp_path / "stick" / "Coordinator")
    desk.dialogs.will_answer(tmp_path / "stick")
    press(page, "Find backups in a folder")
    copy = copy_of(page)
    assert len(copy.found.rows()) == 1
    copy.found.buttons()[0].click()
    assert "Checked just now" in words_of(page)
    press(page, "Close")
    assert "is whole" not in words_of(page)


def test_a_folder_without_backups_says_so(page: SettingsPage, desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    desk.dialogs.will_answer(tmp_path / "empty")
    press(page, "Find backups in a folder")
    assert "There is no backup in this folder." in words_of(page)


def test_a_backup_of_another_vault_is_said_to_be_one(
    page: SettingsPage, desk: Desk, referred: House, tmp_path: Path
) -> None:
    other = tmp_path / "other" / "Hazelmoor.vault"
    other.parent.mkdir()
    create_vault(
        other, title="Hazelmoor", passphrase=PASSPHRASE, role="C", practice=True, clock=referred.clock
    )
    with unlock(other, PASSPHRASE, clock=referred.clock, state=tmp_path / "s") as opened:
        backup.back_up(opened, tmp_path / "stick")
    copy_of(page).begin(backup.generations(tmp_path / "stick")[0])
    words = words_of(page)
    assert "This is a backup of another vault." in words
    assert "Lock this vault" in words


def test_a_damaged_backup_is_not_compared(page: SettingsPage, referred: House) -> None:
    (made,) = backup.generations(referred.vault.folder / backup.LOCAL)
    data = bytearray((made / "general.db").read_bytes())
    data[9000] ^= 1
    (made / "general.db").write_bytes(bytes(data))
    press(page, "Restore a copy")
    words = words_of(page)
    assert "general.db was changed or damaged" in words
    assert "Choose another backup." in words


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (Cancelled(), "Nothing was changed, and nothing half-made was left."),
        (DiskFull("The backup could not be restored because the drive has too little room."), "Free some"),
        (VaultDamaged("The backup could not be read to its end."), "Restore the newest"),
    ],
)
def test_planted_failures_of_the_restore_are_told_where_one_looks(
    page: SettingsPage, monkeypatch: pytest.MonkeyPatch, error: Exception, said: str
) -> None:
    def fails(*_: object) -> Path:
        raise error

    press(page, "Restore a copy")
    monkeypatch.setattr(StoreKeeper, "restore_copy", fails)
    press(page, "Restore this copy")
    assert said in words_of(page)
    again = [one for one in page.findChildren(QPushButton) if one.text() == "Restore this copy"]
    assert again[0].isEnabled()


def test_an_unsafe_folder_is_refused(page: SettingsPage, tmp_path: Path) -> None:
    press(page, "Restore a copy")
    place = copy_of(page)._place
    assert place is not None
    place.parent_folder.setText(str(tmp_path / "Dropbox"))
    press(page, "Restore this copy")
    assert "Dropbox" in place.folder_row.error()
    assert not (tmp_path / "Dropbox").exists()
