"""Unlocking: each thing that can be wrong has its own plain message, and damage is never a wrong passphrase."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from coordinator_app.core.errors import (
    DiskFull,
    KeyNotHeld,
    MustWait,
    VaultDamaged,
    VaultInUse,
    VaultMissing,
    VaultPlaceUnsafe,
    VaultTooNew,
    WrongPassphrase,
    WrongRecoveryKey,
)
from coordinator_app.core.privacy import AccessLevel, Compartment
from coordinator_app.store import opening, vault
from coordinator_app.store.connection import Connection
from coordinator_app.store.generation import read
from coordinator_app.store.vault import unlock, unlock_with_recovery
from coordinator_app.store.verify import verify_open

if TYPE_CHECKING:
    from conftest import Made


def test_the_right_passphrase_gives_every_key_of_level_1(made: Made) -> None:
    with made.unlock() as opened:
        assert opened.keys.held == frozenset(Compartment)
        assert opened.actor.level is AccessLevel.ONE
        assert opened.actor.role == "Co-ordinator"
        assert set(opened.paths) == set(Compartment)
        assert opened.warning is None


def test_a_wrong_passphrase_is_called_just_that(made: Made) -> None:
    with pytest.raises(WrongPassphrase):
        made.unlock("not this one")


def test_the_recovery_key_opens_and_a_slip_is_pointed_at(made: Made) -> None:
    with unlock_with_recovery(
        made.folder, made.recovery.lower(), clock=made.clock, state=made.state
    ) as opened:
        assert opened.keys.held == frozenset(Compartment)
    other = "2" if made.recovery[0] != "2" else "3"
    with pytest.raises(WrongRecoveryKey) as told:
        unlock_with_recovery(made.folder, other + made.recovery[1:], clock=made.clock, state=made.state)
    assert told.value.groups == (1,)


def test_a_whole_recovery_key_of_another_vault_is_told_apart_from_a_slip(make: Callable[..., Made]) -> None:
    one, other = make("Marigold"), make("Teasel")
    with pytest.raises(WrongRecoveryKey, match="not the one of this vault") as told:
        unlock_with_recovery(one.folder, other.recovery, clock=one.clock, state=one.state)
    assert told.value.groups == ()


def _cut(path: Path, size: int) -> None:
    path.write_bytes(path.read_bytes()[:size])


def _flip(path: Path, place: int) -> None:
    data = bytearray(path.read_bytes())
    data[place] ^= 4
    path.write_bytes(bytes(data))


def _plain(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE setting (name TEXT)")


_DAMAGES: dict[str, Callable[[Path], object]] = {
    "emptied": lambda path: path.write_bytes(b""),
    "one byte": lambda path: _cut(path, 1),
    "1,000 bytes": lambda path: _cut(path, 1000),
    "one page": lambda path: _cut(path, 4096),
    "two pages": lambda path: _cut(path, 8192),
    "the last page gone": lambda path: _cut(path, path.stat().st_size - 4096),
    "the last byte gone": lambda path: _cut(path, path.stat().st_size - 1),
    "a bit in the salt": lambda path: _flip(path, 3),
    "a bit in the first page": lambda path: _flip(path, 200),
    "plain database": _plain,
    "noise": lambda path: path.write_bytes(b"\x5a" * 40_960),
}


@pytest.mark.parametrize("name", list(_DAMAGES))
@pytest.mark.parametrize("compartment", list(Compartment))
def test_a_damaged_database_is_damage_and_is_left_as_it_is(
    made: Made, name: str, compartment: Compartment
) -> None:
    path = made.database(compartment)
    _DAMAGES[name](path)
    left = path.read_bytes()
    with pytest.raises(VaultDamaged):
        made.unlock()
    assert path.read_bytes() == left


def test_a_changed_bit_anywhere_is_found_by_the_check_and_never_read_wrongly(made: Made) -> None:
    made.put("teapot", "blue " * 2000)
    path = made.database()
    whole = path.read_bytes()
    for page in range(1, len(whole) // 4096, 6):
        _flip(path, page * 4096 + 100)
        try:
            with made.unlock() as opened:
                assert not verify_open(opened).good
                assert made.get("teapot") in {"blue " * 2000, None}
        except VaultDamaged:
            pass
        for side in ("-wal", "-shm"):
            path.with_name(path.name + side).unlink(missing_ok=True)
        path.write_bytes(whole)
    with made.unlock() as opened:
        assert verify_open(opened).good


def test_planted_fault_a_database_put_in_from_another_vault_is_noticed(make: Callable[..., Made]) -> None:
    one, other = make("Marigold"), make("Teasel")
    one.database().write_bytes(other.database().read_bytes())
    with pytest.raises(VaultDamaged):
        one.unlock()


def test_a_database_marked_for_another_vault_is_noticed_even_under_the_right_key(made: Made) -> None:
    with closing(made.open()) as connection:
        connection.execute("UPDATE generation SET vault_id = 'someone-else'")
    with pytest.raises(VaultDamaged, match="does not belong"):
        made.unlock()


def test_a_missing_database_is_said_to_be_missing_and_not_made(made: Made) -> None:
    made.database(Compartment.STAFF).unlink()
    with pytest.raises(VaultMissing):
        made.unlock()
    assert not made.database(Compartment.STAFF).exists()


def test_a_vault_of_a_newer_coordinator_is_refused_and_untouched(made: Made) -> None:
    with closing(made.open()) as connection:
        connection.execute("PRAGMA user_version = 999")
    with pytest.raises(VaultTooNew):
        made.unlock()
    with closing(made.open()) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (999,)


def test_an_older_vault_is_brought_up_to_date_after_a_verified_copy(made: Made) -> None:
    made.put("teapot", "blue")
    keys, said = made.keys(), vault.read_header(made.folder)
    updated: list[Compartment] = []

    def _update(connection: Connection, compartment: Compartment) -> int:
        connection.execute("CREATE TABLE fresh (one INTEGER)")
        connection.execute("PRAGMA user_version = 9")
        updated.append(compartment)
        return 9

    opening.open_all(made.folder, said.vault_id, keys, newest=lambda _: 9, update=_update)
    assert updated == list(Compartment)
    copies = list((made.folder / "backups").glob("before-update-*/general.db"))
    assert len(copies) == 1
    with closing(opening.open_database(copies[0], keys.key(Compartment.GENERAL))) as connection:
        assert connection.execute("SELECT value FROM setting WHERE name = 'teapot'").fetchone() == ("blue",)
        assert not connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'fresh'").fetchone()


def test_a_second_window_is_refused_and_told_where_the_vault_is_open(made: Made) -> None:
    with made.unlock(), pytest.raises(VaultInUse, match="already open on this computer"):
        made.unlock()
    made.unlock().close()


def test_a_failed_unlock_gives_the_lock_back(made: Made) -> None:
    with pytest.raises(WrongPassphrase):
        made.unlock("not this one")
    made.unlock().close()


def test_a_read_only_folder_is_said_to_be_one(made: Made, read_only: Callable[[Path], None]) -> None:
    read_only(made.folder)
    with pytest.raises(VaultPlaceUnsafe, match="not written to"):
        made.unlock()


def test_planted_fault_a_folder_that_only_seems_writable_still_gets_a_plain_message(
    made: Made, read_only: Callable[[Path], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vault.places, "demand", lambda *_, **__: None)
    read_only(made.folder)
    with pytest.raises(VaultPlaceUnsafe):
        made.unlock()


def test_a_full_disk_at_unlock_is_a_full_disk(made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    def _full(*_: object, **__: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(opening.generation, "lift", _full)
    with pytest.raises(DiskFull):
        made.unlock()


def test_wrong_tries_must_wait_and_the_right_one_says_how_many_there_were(made: Made) -> None:
    for _ in range(2):
        with pytest.raises(WrongPassphrase):
            made.unlock("not this one")
    with pytest.raises(MustWait) as told:
        made.unlock()
    assert told.value.seconds == 1
    made.later(1)
    with made.unlock() as opened:
        assert opened.failed_tries == 2
    with made.unlock() as opened:
        assert opened.failed_tries == 0


def test_each_unlock_raises_the_generation(made: Made) -> None:
    said = vault.read_header(made.folder)
    numbers = []
    for _ in range(3):
        made.unlock().close()
        with closing(made.open()) as connection:
            numbers.append(read(connection, said.vault_id))
    assert numbers == sorted(set(numbers))


def _files(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def test_an_older_copy_put_back_is_noticed_every_time_until_it_is_accepted(made: Made) -> None:
    made.unlock().close()
    older = _files(made.folder)
    made.later(86_400)
    for _ in range(3):
        made.unlock().close()
    for path, data in older.items():
        path.write_bytes(data)
    for _ in range(2):
        with made.unlock() as opened:
            assert opened.warning is not None
            assert "older copy" in opened.warning
            assert "22 November 2026" in opened.warning
            assert "lock it and open the newer one" in opened.warning  # what to do, by what can be pressed
    with made.unlock() as opened:
        opened.accept_older_copy()
        assert opened.warning is None
    with made.unlock() as opened:
        assert opened.warning is None


def test_planted_fault_without_the_state_of_this_laptop_an_older_copy_goes_unnoticed(made: Made) -> None:
    older = _files(made.folder)
    made.unlock().close()
    made.unlock().close()
    for path, data in older.items():
        path.write_bytes(data)
    elsewhere = made.state.parent / "another laptop"
    with unlock(made.folder, made.passphrase, clock=made.clock, state=elsewhere) as opened:
        assert opened.warning is None


def test_a_level_2_user_opens_the_general_store_alone(made: Made) -> None:
    with made.unlock() as opened:
        opened.add_slot(role="Key worker", level=AccessLevel.TWO, passphrase="one time teapot song")
    with made.unlock("one time teapot song") as opened:
        assert opened.keys.held == {Compartment.GENERAL}
        assert set(opened.paths) == {Compartment.GENERAL}
        with pytest.raises(KeyNotHeld):
            opened.keys.key(Compartment.GUARDED)


def test_an_open_vault_shows_no_key(made: Made) -> None:
    with made.unlock() as opened:
        key = opened.keys.key(Compartment.GENERAL)
        assert key.hex() not in repr(opened)
        assert repr(key)[2:-1] not in repr(opened)
