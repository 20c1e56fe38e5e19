"""Restoring: into a new folder, compared, the old vault kept, and no false alarm about an older copy."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from coordinator_app.core.errors import (
    Cancelled,
    DiskFull,
    InvalidInput,
    Trouble,
    VaultDamaged,
    VaultInUse,
    VaultMissing,
    VaultPlaceUnsafe,
    VaultTooNew,
    WrongPassphrase,
)
from coordinator_app.core.privacy import AccessLevel, Compartment
from coordinator_app.store import audit, audit_check, copies, generation, header, holdings
from coordinator_app.store import restore as restoring
from coordinator_app.store.backup import back_up, generations
from coordinator_app.store.restore import Purpose, restore
from coordinator_app.store.slots import SlotKind
from coordinator_app.store.vault import Way, unlock
from coordinator_app.store.verify import keys_of

if TYPE_CHECKING:
    from conftest import Made


@pytest.fixture
def backup(made: Made, tmp_path: Path) -> Path:
    made.put("teapot", "blue")
    with made.unlock() as opened:
        back_up(opened, tmp_path / "stick")
    made.put("teapot", "red")
    return generations(tmp_path / "stick")[0]


def test_the_old_vault_is_kept_and_both_are_told_in_figures(made: Made, backup: Path) -> None:
    made.put("kettle", "new")
    done = restore(backup, made.folder, made.keys(), clock=made.clock, state=made.state)
    assert made.get("teapot") == "blue"
    assert done.kept == made.folder.with_name("Marigold.vault.before-restore")
    assert done.replaced is not None
    assert done.replaced.rows[Compartment.GENERAL] == done.restored.rows[Compartment.GENERAL] + 1
    with unlock(done.kept, made.passphrase, clock=made.clock, state=made.state, anywhere=True):
        pass


def test_a_restored_vault_is_not_called_an_older_copy(made: Made, backup: Path) -> None:
    for _ in range(5):
        made.unlock().close()
    restore(backup, made.folder, made.keys(), clock=made.clock, state=made.state)
    with made.unlock() as opened:
        assert opened.warning is None


def test_a_second_restore_keeps_the_first_old_vault_too(made: Made, backup: Path) -> None:
    for _ in range(2):
        restore(backup, made.folder, made.keys(), clock=made.clock, state=made.state)
    kept = sorted(path.name for path in made.folder.parent.glob("*.before-restore*"))
    assert kept == ["Marigold.vault.before-restore", "Marigold.vault.before-restore-2"]


def test_it_restores_where_nothing_was_and_where_the_vault_is_noise(
    made: Made, backup: Path, tmp_path: Path
) -> None:
    keys = keys_of(backup, Way(SlotKind.PASSPHRASE, made.passphrase), clock=made.clock, state=made.state)
    fresh = tmp_path / "new laptop" / "Marigold.vault"
    done = restore(backup, fresh, keys, clock=made.clock, state=tmp_path / "other")
    assert done.kept is None
    unlock(fresh, made.passphrase, clock=made.clock, state=tmp_path / "other").close()
    for path in made.folder.glob("*.db"):
        path.write_bytes(b"\x5a" * 9000)
    done = restore(backup, made.folder, keys, clock=made.clock, state=made.state)
    assert made.get("teapot") == "blue"
    assert done.kept is not None
    assert (done.kept / "general.db").read_bytes() == b"\x5a" * 9000


def test_local_generations_stay_with_the_vault(made: Made) -> None:
    with made.unlock() as opened:
        back_up(opened)
    (local,) = generations(made.folder / "backups")
    restore(local, made.folder, made.keys(), clock=made.clock, state=made.state)
    assert [folder.name for folder in generations(made.folder / "backups")] == [local.name]


def test_backups_that_cannot_be_moved_stay_with_the_old_vault_and_that_is_told(
    made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    with made.unlock() as opened:
        back_up(opened)
    (local,) = generations(made.folder / "backups")
    for _ in range(3):
        made.unlock().close()
    honest = Path.rename

    def held(self: Path, target: Path) -> Path:
        if self.name == "backups":
            raise PermissionError(errno.EACCES, "planted")
        return honest(self, target)

    monkeypatch.setattr(Path, "rename", held)
    done = restore(local, made.folder, made.keys(), clock=made.clock, state=made.state)
    assert done.kept is not None
    assert done.left == done.kept / "backups"
    assert [folder.name for folder in generations(done.left)] == [local.name]
    # remembered all the same, so that an older copy is still told from this one
    vault_id = header.read(made.folder).vault_id
    seen = generation.seen(made.state, vault_id)[0]
    with closing(made.open(Compartment.GENERAL)) as connection:
        assert seen[Compartment.GENERAL] == generation.read(connection, vault_id)


def test_backups_that_moved_are_not_told_as_left(made: Made, backup: Path) -> None:
    done = restore(backup, made.folder, made.keys(), clock=made.clock, state=made.state)
    assert done.left is None


@pytest.mark.skipif(os.name == "nt", reason="Windows syncs folders by itself")
def test_a_folder_that_cannot_be_synced_after_the_swap_is_no_failed_restore(
    made: Made, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    honest = restoring.files.sync_folder

    def fails(folder: Path) -> None:
        if not folder.name.endswith(".partial"):
            raise OSError(errno.EIO, "planted")
        honest(folder)

    monkeypatch.setattr(restoring.files, "sync_folder", fails)
    done = restore(backup, made.folder, made.keys(), clock=made.clock, state=made.state)
    assert (done.folder, done.left) == (made.folder, None)
    assert made.get("teapot") == "blue"


def test_an_open_vault_is_not_replaced(made: Made, backup: Path) -> None:
    with made.unlock() as opened, pytest.raises(VaultInUse):
        restore(backup, made.folder, opened.keys, clock=made.clock, state=made.state)
    assert made.get("teapot") == "red"


def test_planted_damage_in_the_backup_changes_nothing(made: Made, backup: Path) -> None:
    path = backup / "staff.db"
    data = bytearray(path.read_bytes())
    data[5000] ^= 1
    path.write_bytes(bytes(data))
    with pytest.raises(VaultDamaged):
        restore(backup, made.folder, made.keys(), clock=made.clock, state=made.state)
    assert made.get("teapot") == "red"
    assert not list(made.folder.parent.glob("*.before-restore"))


def test_planted_fault_a_copy_that_goes_wrong_is_not_put_in_place(
    made: Made, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(restoring, "verify", _good)
    honest = copies.copy_from

    def _wrong(reading: copies.Connection, target: Path, *rest: object, **more: object) -> None:
        honest(reading, target, *rest, **more)
        data = bytearray(target.read_bytes())
        data[-50] ^= 1
        target.write_bytes(bytes(data))

    monkeypatch.setattr(copies, "copy_from", _wrong)
    with pytest.raises(VaultDamaged, match="nothing was put in place"):
        restore(backup, made.folder, made.keys(), clock=made.clock, state=made.state)
    assert made.get("teapot") == "red"
    assert not list(made.folder.parent.glob("*.partial"))


class _Good:
    def demand(self) -> None:
        return


def _good(*_: object) -> _Good:
    return _Good()


def test_stopping_changes_nothing(made: Made, backup: Path) -> None:
    stop: Callable[[], bool] = lambda: True  # noqa: E731  (a wish to stop)
    with pytest.raises(Cancelled):
        restore(backup, made.folder, made.keys(), clock=made.clock, state=made.state, cancelled=stop)
    assert made.get("teapot") == "red"
    assert not list(made.folder.parent.glob("*.partial"))


def test_a_backup_opens_with_the_passphrase_of_its_day(made: Made, backup: Path) -> None:
    with made.unlock() as opened:
        opened.change_passphrase(made.passphrase, "seven kites above the pier")
    with pytest.raises(WrongPassphrase):
        keys_of(
            backup, Way(SlotKind.PASSPHRASE, "seven kites above the pier"), clock=made.clock, state=made.state
        )
    keys = keys_of(backup, Way(SlotKind.PASSPHRASE, made.passphrase), clock=made.clock, state=made.state)
    restore(backup, made.folder, keys, clock=made.clock, state=made.state)
    made.unlock().close()


def test_stores_that_were_taken_sealed_come_back_whole(made: Made, tmp_path: Path) -> None:
    made.put("teapot", "staff only", Compartment.STAFF)
    with made.unlock() as opened:
        opened.add_slot(role="Key worker", level=AccessLevel.TWO, passphrase="one time teapot song")
    with made.unlock("one time teapot song") as opened:
        back_up(opened, tmp_path / "stick")
        keys = opened.keys
    restore(generations(tmp_path / "stick")[0], made.folder, keys, clock=made.clock, state=made.state)
    made.unlock().close()
    assert made.get("teapot", Compartment.STAFF) == "staff only"


def test_a_vault_is_restored_only_under_the_name_of_one(made: Made, backup: Path, tmp_path: Path) -> None:
    with pytest.raises(InvalidInput):
        restore(backup, tmp_path / "somewhere", made.keys(), clock=made.clock, state=made.state)


def test_killed_between_the_two_renames_the_old_vault_is_whole_and_pointed_at(
    made: Made, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    honest = Path.rename

    def _stopped(self: Path, target: Path) -> Path:
        if self.name.endswith(".partial"):
            raise KeyboardInterrupt
        return honest(self, target)

    monkeypatch.setattr(Path, "rename", _stopped)
    with pytest.raises(KeyboardInterrupt):
        restore(backup, made.folder, made.keys(), clock=made.clock, state=made.state)
    with pytest.raises(VaultMissing, match="stopped halfway"):
        made.unlock()
    old = made.folder.with_name("Marigold.vault.before-restore")
    unlock(old, made.passphrase, clock=made.clock, state=made.state).close()


def test_where_something_is_already_a_vault_is_not_restored_anew(made: Made, backup: Path) -> None:
    for purpose in (Purpose.ANEW, Purpose.COPY):
        with pytest.raises(InvalidInput, match="already something"):
            restore(backup, made.folder, made.keys(), clock=made.clock, purpose=purpose)
    assert made.get("teapot") == "red"


def test_a_copy_to_look_at_is_the_older_one_and_does_not_make_the_vault_look_old(
    made: Made, backup: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.vault"
    restore(backup, copy, made.keys(), clock=made.clock, state=made.state, purpose=Purpose.COPY)
    for _ in range(3):
        with unlock(copy, made.passphrase, clock=made.clock, state=made.state, anywhere=True) as opened:
            assert opened.warning is not None
        with made.unlock() as opened:
            assert opened.warning is None


def test_a_restore_is_noted_in_the_audit_of_every_store_and_the_chain_holds(made: Made, backup: Path) -> None:
    restore(backup, made.folder, made.keys(), clock=made.clock, state=made.state)
    keys = made.keys()
    for compartment in Compartment:
        with closing(made.open(compartment)) as connection:
            rows = audit.read(connection, compartment)
            assert [row.entry.action for row in rows] == ["restored"]
            assert audit_check.verify(connection, keys.audit_key(compartment), compartment).is_whole


def test_progress_runs_to_its_end_twice_checking_and_restoring(made: Made, backup: Path) -> None:
    told: list[tuple[int, int, str]] = []
    restore(
        backup,
        made.folder,
        made.keys(),
        clock=made.clock,
        state=made.state,
        progress=lambda *step: told.append(step),
    )
    for words in ("Checking the backup", "Restoring the vault"):
        shares = [done / total for done, total, said in told if said == words]
        assert shares == sorted(shares)
        assert shares[0] == 0
        assert shares[-1] > 0.95


def test_stopped_at_any_moment_nothing_stays_behind(made: Made, backup: Path, tmp_path: Path) -> None:
    keys, target = made.keys(), tmp_path / "new" / "Marigold.vault"
    asked: list[bool] = []

    def run(last: float) -> None:
        def cancelled() -> bool:
            asked.append(True)
            return len(asked) > last

        asked.clear()
        restore(backup, target, keys, clock=made.clock, cancelled=cancelled)

    run(float("inf"))
    shutil.rmtree(target)
    moments = len(asked)
    assert moments > 20
    for last in range(0, moments, 5):
        with pytest.raises(Cancelled):
            run(last)
        assert not list(tmp_path.glob("new/*"))


def test_a_full_drive_says_so_in_words_of_a_restore(
    made: Made, backup: Path, small_disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (small_disk / "photos").write_bytes(bytes(5_700_000))
    target = small_disk / "Marigold.vault"
    with pytest.raises(DiskFull, match="could not be restored"):
        restore(backup, target, made.keys(), clock=made.clock)
    # and where the room goes only while it copies
    monkeypatch.setattr(restoring, "free_bytes", lambda _folder: 1 << 40)
    with pytest.raises(DiskFull, match="could not be restored") as told:
        restore(backup, target, made.keys(), clock=made.clock)
    assert "another drive" in told.value.next_step
    assert [path.name for path in small_disk.iterdir()] == ["photos"]


def test_a_folder_that_can_only_be_read_says_so(
    made: Made, backup: Path, tmp_path: Path, read_only: Callable[[Path], None]
) -> None:
    place = tmp_path / "sealed"
    place.mkdir()
    read_only(place)
    with pytest.raises(VaultPlaceUnsafe, match="can only be read"):
        restore(backup, place / "Marigold.vault", made.keys(), clock=made.clock)


@pytest.mark.parametrize(
    ("number", "kind"), [(errno.ENOSPC, DiskFull), (errno.EROFS, VaultPlaceUnsafe), (errno.EIO, VaultDamaged)]
)
def test_planted_errors_of_the_disk_are_told_without_a_mount(
    made: Made,
    backup: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    number: int,
    kind: type[Trouble],
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise OSError(number, "planted")

    monkeypatch.setattr(copies, "copy_from", fails)
    with pytest.raises(kind) as told:
        restore(backup, tmp_path / "new" / "Marigold.vault", made.keys(), clock=made.clock)
    assert told.value.next_step
    assert not list(tmp_path.glob("new/*"))


def test_a_backup_of_a_newer_program_is_refused_before_anything_is_made(
    made: Made, backup: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(holdings, "latest", lambda _compartment: 0)
    with pytest.raises(VaultTooNew, match="newer Coordinator"):
        restore(backup, tmp_path / "new" / "Marigold.vault", made.keys(), clock=made.clock)
    assert not (tmp_path / "new").exists()


def test_a_drive_pulled_out_halfway_is_told_as_such(
    made: Made, backup: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    honest = restoring.verify

    def then_pulled(*args: object) -> object:
        report = honest(*args)  # type: ignore[arg-type]  # passed on as they come
        (backup / "staff.db").unlink()
        return report

    monkeypatch.setattr(restoring, "verify", then_pulled)
    monkeypatch.setattr(restoring, "demand_not_newer", lambda *_: None)
    with pytest.raises(VaultDamaged, match="could not be read to its end") as told:
        restore(backup, tmp_path / "new" / "Marigold.vault", made.keys(), clock=made.clock)
    assert "plugged in" in told.value.next_step
    assert not list(tmp_path.glob("new/*"))


def test_both_sides_are_told_in_kinds_and_dates(made: Made, backup: Path) -> None:
    keys = made.keys()
    held = holdings.of_backup(backup, keys)
    assert held.counts["setting"] == 1
    assert held.last_change is None
    restore(backup, made.folder, keys, clock=made.clock, state=made.state)
    made.put("kettle", "new")
    with made.unlock() as opened:
        now = holdings.of_vault(opened.paths, keys, ["setting", "not a table"])
    assert now.counts == {"setting": 2}
    assert now.last_change == made.clock.now()
