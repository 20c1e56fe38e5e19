"""Finding backups where somebody who is not technical would point: the stick, the vault, the backup itself."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from coordinator_app.core.errors import VaultMissing
from coordinator_app.core.restoring import BackupState
from coordinator_app.store import backup_list
from coordinator_app.store.backup import back_up, generations

if TYPE_CHECKING:
    from conftest import Made


@pytest.fixture
def stick(made: Made, tmp_path: Path) -> Path:
    with made.unlock() as opened:
        back_up(opened, tmp_path / "stick" / "Coordinator")
        made.later(86_400)
        back_up(opened, tmp_path / "stick" / "Coordinator")
    return tmp_path / "stick"


def test_they_are_found_from_the_stick_the_folder_the_backup_and_a_file_in_it(stick: Path) -> None:
    newest, older = generations(stick / "Coordinator")
    assert [one.folder for one in backup_list.find(stick)] == [newest, older]
    assert [one.folder for one in backup_list.find(stick / "Coordinator")] == [newest, older]
    assert [one.folder for one in backup_list.find(older)] == [older]
    (by_file,) = backup_list.find(older / "manifest.json")
    assert (by_file.folder, by_file.title, by_file.state) == (older, "Marigold", BackupState.PASSED)
    assert by_file.size > 4096


def test_the_backups_inside_a_damaged_vault_are_found(made: Made) -> None:
    with made.unlock() as opened:
        back_up(opened)
    (made.folder / "header.json").write_bytes(b"noise")
    (found,) = backup_list.find(made.folder)
    assert found.usable
    assert [one.folder for one in backup_list.find(made.folder.parent)] == [found.folder]


def test_no_backup_is_said_in_words_with_what_to_choose(made: Made, tmp_path: Path) -> None:
    with pytest.raises(VaultMissing, match="no backup in this folder") as told:
        backup_list.find(made.folder)
    assert "begins with backup" in told.value.next_step
    with pytest.raises(VaultMissing):
        backup_list.find(tmp_path / "not there")


def test_what_cannot_be_used_says_why(stick: Path) -> None:
    folder = stick / "Coordinator"
    newest, older = generations(folder)
    (older / "staff.db").unlink()
    shutil.copytree(newest, folder / "backup-2026-11-23-091200Z.partial")
    header = newest / "header.json"
    whole = header.read_bytes()
    states = {one.folder: one.state for one in backup_list.find(stick)}
    assert states[older] is BackupState.UNFINISHED
    assert states[folder / "backup-2026-11-23-091200Z.partial"] is BackupState.UNFINISHED
    header.write_bytes(whole[:-20])
    assert backup_list.find(newest)[0].state is BackupState.DAMAGED
    newer = json.loads(whole) | {"version": 2}
    header.write_text(json.dumps(newer, sort_keys=True, indent=1) + "\n")
    assert backup_list.find(newest)[0].state is BackupState.NEWER


def test_links_and_hidden_folders_are_not_followed(stick: Path, tmp_path: Path) -> None:
    desk = tmp_path / "desk"
    (desk / ".trash").mkdir(parents=True)
    (desk / "link").symlink_to(stick, target_is_directory=True)
    shutil.copytree(stick / "Coordinator", desk / ".trash" / "Coordinator")
    with pytest.raises(VaultMissing):
        backup_list.find(desk)
