"""Backups outside of the vault's folder are remembered inside the vault, on real encrypted vaults."""

from __future__ import annotations

import shutil
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from coordinator_app.core import kept_backups as core_kept
from coordinator_app.core.errors import DiskFull, VaultPlaceUnsafe
from coordinator_app.core.kept_backups import Where
from coordinator_app.store import backup, headless, kept_backups, places
from coordinator_app.store.backup import back_up
from coordinator_app.store.kept_backups import KeptBackups
from coordinator_app.store.places import Probes
from coordinator_app.store.verify import verify
from tests.store.vault.conftest import Made


@pytest.fixture
def stick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that the system says is another drive."""
    folder = tmp_path / "media" / "STICK"
    folder.mkdir(parents=True)
    probes = Probes(mounts=list, device=lambda path: 2 if path.is_relative_to(folder) else 1)
    monkeypatch.setattr(places, "Probes", lambda: probes)
    return folder


def test_a_backup_on_another_drive_is_remembered_with_its_place_and_date(made: Made, stick: Path) -> None:
    with made.unlock() as opened:
        where, manifest = KeptBackups(opened).back_up(stick)
    with made.unlock() as opened:
        (one,) = KeptBackups(opened).look()
    assert where is one.where is Where.DRIVE
    assert (one.place, one.there) == (str(stick), True)
    assert abs(one.made_at - manifest.made_at) < timedelta(seconds=1)
    assert Path(one.folder) == backup.generations(stick)[0]


def test_the_path_stands_in_no_file_in_the_clear(made: Made, stick: Path, tmp_path: Path) -> None:
    with made.unlock() as opened:
        KeptBackups(opened).back_up(stick)
        planted = tmp_path / "planted"
        planted.write_text(str(stick))
        everywhere = [made.folder, made.state, stick, planted]
        files = [path for root in everywhere for path in (root, *root.rglob("*")) if path.is_file()]
        assert [path for path in files if b"STICK" in path.read_bytes()] == [planted]


def test_a_drive_that_is_away_is_told_as_last_seen_and_never_as_there(made: Made, stick: Path) -> None:
    with made.unlock() as opened:
        KeptBackups(opened).back_up(stick)
        made.later(3 * 86400)
        seen = opened.clock.now()
        assert KeptBackups(opened).look()[0].there
        shutil.move(stick, stick.with_name("pocket"))
        made.later(5 * 86400)
        (one,) = KeptBackups(opened).look()
    assert (one.there, one.seen_at) == (False, seen)


def test_a_backup_deleted_from_the_drive_is_forgotten(made: Made, stick: Path) -> None:
    with made.unlock() as opened:
        kept = KeptBackups(opened)
        kept.back_up(stick)
        made.later(60)
        kept.back_up(stick)
        newer, older = kept.all()
        shutil.rmtree(newer.folder)
        assert [one.folder for one in kept.look()] == [older.folder]
        assert [one.folder for one in kept.all()] == [older.folder]


def test_remembering_is_audited_and_looking_again_on_the_same_day_is_not(made: Made, stick: Path) -> None:
    with made.unlock() as opened:
        kept = KeptBackups(opened)
        kept.back_up(stick)
        with closing(kept_backups._session(opened, read_only=True)) as session:
            rows = session.audit_rows()
            assert [(row.entry.action, row.entry.record_id) for row in rows][-1] == (
                "setting.changed",
                "backups_elsewhere",
            )
            kept.look()
            assert len(session.audit_rows()) == len(rows)


@pytest.mark.parametrize("merged", [True, False])
def test_a_backup_made_during_a_look_stays_remembered(
    made: Made, stick: Path, monkeypatch: pytest.MonkeyPatch, merged: bool
) -> None:
    if not merged:  # the planted fault
        monkeypatch.setattr(core_kept, "noted", lambda _kept, _before, after: after)
    with made.unlock() as opened:
        kept = KeptBackups(opened)
        kept.back_up(stick)
        made.later(86400)
        honest = kept_backups._is_there

        def slow(folder: str) -> bool:
            KeptBackups(opened).back_up(stick)
            return honest(folder)

        monkeypatch.setattr(kept_backups, "_is_there", slow)
        kept.look()
        assert len(kept.all()) == (2 if merged else 1)


def test_a_backup_that_is_made_but_not_remembered_is_said_to_be_made(made: Made, stick: Path) -> None:
    def full(_work: object) -> None:
        raise DiskFull("The disk is full, so the last change could not be saved.")

    with made.unlock() as opened:
        with pytest.raises(DiskFull, match="The backup is made, but the vault could not remember it") as told:
            KeptBackups(opened, full).back_up(stick)
        assert "still on the screen" not in told.value.safe
        (folder,) = backup.generations(stick)
        assert verify(folder, opened.keys).good


def test_the_windows_writer_is_the_one_that_writes(made: Made, stick: Path) -> None:
    asked: list[object] = []
    with made.unlock() as opened:
        KeptBackups(opened, asked.append).back_up(stick)
        assert KeptBackups(opened).all() == ()
    assert len(asked) == 1


@pytest.mark.parametrize("inside", ["", "backups", "new/folder"])
def test_the_vaults_own_folder_is_refused(made: Made, inside: str) -> None:
    with made.unlock() as opened:
        before = sorted(made.folder.rglob("*"))
        with pytest.raises(VaultPlaceUnsafe, match="inside the vault itself") as told:
            back_up(opened, made.folder / inside)
        assert told.value.next_step == "Choose a stick or another drive."
        assert sorted(made.folder.rglob("*")) == before


def test_a_way_round_into_the_vault_is_refused_as_well(made: Made, tmp_path: Path) -> None:
    door = tmp_path / "looks like a stick"
    door.symlink_to(made.folder)
    with made.unlock() as opened, pytest.raises(VaultPlaceUnsafe, match="inside the vault itself"):
        back_up(opened, door)


def test_another_backup_is_refused_and_the_folder_above_it_is_not(made: Made, stick: Path) -> None:
    with made.unlock() as opened:
        back_up(opened, stick)
        (first,) = backup.generations(stick)
        with pytest.raises(VaultPlaceUnsafe, match="an earlier backup"):
            back_up(opened, first)
        made.later(60)
        back_up(opened, stick)
    assert len(backup.generations(stick)) == 2


def test_without_the_safeguard_a_backup_would_lie_inside_the_vault(
    made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backup, "_demand_outside", lambda _vault, _target: None)  # planted
    with made.unlock() as opened:
        back_up(opened, made.folder / "new")
    assert backup.generations(made.folder / "new")


def test_a_failed_backup_is_not_remembered(made: Made, stick: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_args: object) -> None:
        raise DiskFull("The disk is full.")

    monkeypatch.setattr(backup, "_fill", fail)
    with made.unlock() as opened:
        with pytest.raises(DiskFull):
            KeptBackups(opened).back_up(stick)
        assert KeptBackups(opened).all() == ()


def test_a_drive_that_cannot_be_read_is_as_good_as_none(
    made: Made, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with made.unlock() as opened:
        KeptBackups(opened).back_up(stick)

        def broken(_path: Path) -> bool:
            raise PermissionError

        monkeypatch.setattr(Path, "is_file", broken)
        assert not kept_backups._is_there(str(stick))


def test_the_command_says_that_the_same_disk_is_lost_with_the_laptop(
    made: Made, stick: Path, tmp_path: Path
) -> None:
    def told(target: Path | None) -> str:
        made.later(60)
        return headless.backup(made.folder, target, made.passphrase, clock=made.clock, state=made.state)

    assert "if the laptop is lost, both are" in told(tmp_path / "near")
    assert "same disk" not in told(stick)
    assert "same disk" not in told(None)
    with made.unlock() as opened:
        assert {one.where for one in KeptBackups(opened).all()} == {Where.DRIVE, Where.SAME_DISK}
