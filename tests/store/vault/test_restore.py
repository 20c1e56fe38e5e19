"""Restoring: into a new folder, compared, the old vault kept, and no false alarm about an older copy."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from coordinator_app.core.errors import (
    Cancelled,
    InvalidInput,
    VaultDamaged,
    VaultInUse,
    VaultMissing,
    WrongPassphrase,
)
from coordinator_app.core.privacy import AccessLevel, Compartment
from coordinator_app.store import copies
from coordinator_app.store import restore as restoring
from coordinator_app.store.backup import back_up, generations
from coordinator_app.store.restore import restore
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
    keys = keys_of(backup, Way(SlotKind.PASSPHRASE, made.passphrase))
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
        keys_of(backup, Way(SlotKind.PASSPHRASE, "seven kites above the pier"))
    keys = keys_of(backup, Way(SlotKind.PASSPHRASE, made.passphrase))
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
