"""Backups: verified or refused, made while the vault is in use, and never at the cost of an older one."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from coordinator_app.core.errors import (
    BackupFailed,
    Cancelled,
    DiskFull,
    VaultDamaged,
    VaultMissing,
    VaultPlaceUnsafe,
)
from coordinator_app.core.privacy import AccessLevel, Compartment
from coordinator_app.store import backup, copies, manifest
from coordinator_app.store.backup import back_up, generations, is_due, made_at, thin, to_drop
from coordinator_app.store.connection import open_database
from coordinator_app.store.verify import verify, verify_open

if TYPE_CHECKING:
    from conftest import Made


def test_a_backup_is_verified_and_holds_what_the_vault_holds(made: Made, tmp_path: Path) -> None:
    made.put("teapot", "blue")
    told: list[tuple[int, int, str]] = []
    with made.unlock() as opened:
        done = back_up(opened, tmp_path / "stick", lambda *step: told.append(step))
    (folder,) = generations(tmp_path / "stick")
    report = verify(folder, made.keys())
    assert report.good
    assert report.rows == done.row_counts
    assert set(report.rows) == set(Compartment)
    assert told
    assert told == sorted(told)
    with closing(copies.open_copy(folder / "general.db", made.keys().key(Compartment.GENERAL))) as copy:
        assert copy.execute("SELECT value FROM setting WHERE name = 'teapot'").fetchone() == ("blue",)
        assert copy.execute("PRAGMA journal_mode").fetchone() == ("delete",)


def test_it_is_made_while_someone_writes_and_is_of_one_moment(made: Made, tmp_path: Path) -> None:
    with made.unlock() as opened, closing(made.open()) as writer:
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("INSERT INTO setting VALUES ('half', 'done')")
        back_up(opened, tmp_path / "stick")
        writer.execute("COMMIT")
    (folder,) = generations(tmp_path / "stick")
    with closing(copies.open_copy(folder / "general.db", made.keys().key(Compartment.GENERAL))) as copy:
        assert not copy.execute("SELECT 1 FROM setting WHERE name = 'half'").fetchone()


def test_it_opens_from_a_read_only_folder(
    made: Made, tmp_path: Path, read_only: Callable[[Path], None]
) -> None:
    with made.unlock() as opened:
        back_up(opened, tmp_path / "stick")
    (folder,) = generations(tmp_path / "stick")
    read_only(tmp_path / "stick")
    assert verify(folder, made.keys()).good


def test_planted_fault_a_copy_left_in_wal_would_not_open_from_a_read_only_folder(
    made: Made, tmp_path: Path, read_only: Callable[[Path], None]
) -> None:
    with made.unlock() as opened:
        back_up(opened, tmp_path / "stick")
    (folder,) = generations(tmp_path / "stick")
    key = made.keys().key(Compartment.GENERAL)
    open_database(folder / "general.db", key).close()
    read_only(tmp_path / "stick")
    assert not verify(folder, made.keys()).good


def test_without_a_key_no_count_and_no_date_can_be_read(made: Made, tmp_path: Path) -> None:
    with made.unlock() as opened:
        back_up(opened, tmp_path / "stick")
    (folder,) = generations(tmp_path / "stick")
    text = (folder / manifest.NAME).read_text()
    assert "rows" not in text
    assert "2026" not in text


def test_a_manifest_changed_by_hand_is_refused(made: Made, tmp_path: Path) -> None:
    with made.unlock() as opened:
        back_up(opened, tmp_path / "stick")
    (folder,) = generations(tmp_path / "stick")
    path = folder / manifest.NAME
    data = bytearray(path.read_bytes())
    place = data.index(b'"sealed": "') + 40
    data[place] = ord("A") if data[place] != ord("A") else ord("B")
    path.write_bytes(bytes(data))
    with pytest.raises(VaultDamaged):
        verify(folder, made.keys())
    path.unlink()
    with pytest.raises(VaultMissing):
        verify(folder, made.keys())


@pytest.mark.parametrize("name", ["general.db", "guarded.db", "staff.db", "header.json"])
def test_planted_damage_in_any_file_of_a_backup_is_found(made: Made, tmp_path: Path, name: str) -> None:
    with made.unlock() as opened:
        back_up(opened, tmp_path / "stick")
    (folder,) = generations(tmp_path / "stick")
    path = folder / name
    whole = path.read_bytes()
    for place in (20, len(whole) // 2, len(whole) - 2):
        changed = bytearray(whole)
        changed[place] ^= 1
        path.write_bytes(bytes(changed))
        report = verify(folder, made.keys())
        assert name in " ".join(report.problems)
        with pytest.raises(VaultDamaged):
            report.demand()
    path.unlink()
    assert "missing" in " ".join(verify(folder, made.keys()).problems)


def _break_copy(monkeypatch: pytest.MonkeyPatch, sql: str) -> None:
    """The fault: the copy is not what was copied."""
    honest = copies.copy_from

    def _copy(reading: copies.Connection, target: Path, key: bytes, *rest: object) -> None:
        honest(reading, target, key, *rest)
        with closing(open_database(target, key)) as connection:
            connection.execute(sql)
            connection.execute("PRAGMA journal_mode=DELETE")

    monkeypatch.setattr(copies, "copy_from", _copy)


@pytest.mark.parametrize(
    "sql",
    [
        "INSERT INTO setting VALUES ('extra', 'row')",
        "DELETE FROM setting",
        "UPDATE setting SET value = 'bluf'",
        "UPDATE search_index_data SET block = zeroblob(30)",
    ],
)
def test_planted_fault_a_copy_that_differs_by_a_row_or_a_letter_is_no_backup(
    made: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sql: str
) -> None:
    made.put("teapot", "blue")
    with made.unlock() as opened:
        back_up(opened, tmp_path / "stick")
        made.later(60)
        _break_copy(monkeypatch, sql)
        with pytest.raises(BackupFailed, match="did not pass its check"):
            back_up(opened, tmp_path / "stick")
    assert len(list((tmp_path / "stick").iterdir())) == 1


def test_a_damaged_vault_never_becomes_the_newest_backup(made: Made, tmp_path: Path) -> None:
    made.put("teapot", "blue " * 3000)
    with made.unlock() as opened:
        back_up(opened, tmp_path / "stick")
        made.later(60)
        path = made.database()
        data = bytearray(path.read_bytes())
        data[20 * 4096 + 50] ^= 1
        path.write_bytes(bytes(data))
        with pytest.raises(BackupFailed, match="vault itself is damaged"):
            back_up(opened, tmp_path / "stick")
    (folder,) = generations(tmp_path / "stick")
    assert verify(folder, made.keys()).good


def test_stopping_leaves_nothing_behind(made: Made, tmp_path: Path) -> None:
    asked: list[int] = []

    def _stop() -> bool:
        asked.append(1)
        return len(asked) > 2

    with made.unlock() as opened, pytest.raises(Cancelled):
        back_up(opened, tmp_path / "stick", cancelled=_stop)
    assert not list((tmp_path / "stick").iterdir())


def test_a_full_drive_is_said_and_left_clean(made: Made, small_disk: Path) -> None:
    (small_disk / "filler").write_bytes(bytes(5_900_000))
    with made.unlock() as opened, pytest.raises(DiskFull, match="drive is full"):
        back_up(opened, small_disk)
    assert [path.name for path in small_disk.iterdir()] == ["filler"]


def test_a_read_only_drive_is_said(made: Made, tmp_path: Path, read_only: Callable[[Path], None]) -> None:
    place = tmp_path / "stick"
    place.mkdir()
    read_only(place)
    with made.unlock() as opened, pytest.raises(VaultPlaceUnsafe, match="can only be read"):
        back_up(opened, place)


def test_a_user_without_every_key_takes_the_other_stores_sealed(made: Made, tmp_path: Path) -> None:
    made.put("teapot", "staff only", Compartment.STAFF)
    with made.unlock() as opened:
        opened.add_slot(role="Key worker", level=AccessLevel.TWO, passphrase="one time teapot song")
    with made.unlock("one time teapot song") as opened:
        done = back_up(opened, tmp_path / "stick")
        assert set(done.contents) == {Compartment.GENERAL}
        assert set(done.sealed) == {"guarded.db", "staff.db"}
        (folder,) = generations(tmp_path / "stick")
        assert verify(folder, opened.keys).unread == (Compartment.GUARDED, Compartment.STAFF)
    assert (folder / "staff.db").read_bytes() == made.database(Compartment.STAFF).read_bytes()


def test_two_backups_in_one_second_are_two(made: Made) -> None:
    with made.unlock() as opened:
        back_up(opened)
        back_up(opened)
    assert len(generations(made.folder / backup.LOCAL)) == 2


def test_a_backup_is_due_after_20_hours(made: Made) -> None:
    inside = made.folder / backup.LOCAL
    assert is_due(inside, made.clock.now())
    with made.unlock() as opened:
        back_up(opened)
    assert not is_due(inside, made.clock.now() + timedelta(hours=20))
    assert is_due(inside, made.clock.now() + timedelta(hours=20, seconds=1))


NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


def _made_on(place: Path, days_ago: float) -> Path:
    moment = NOW - timedelta(days=days_ago)
    folder = place / moment.strftime("backup-%Y-%m-%d-%H%M%SZ")
    folder.mkdir(parents=True)
    (folder / manifest.NAME).write_bytes(b"x" * 1000)
    return folder


def test_seven_days_and_four_weeks_are_kept_and_nothing_is_over_35_days_old(tmp_path: Path) -> None:
    every = [_made_on(tmp_path, day / 2) for day in range(120)]
    dropped = to_drop(generations(tmp_path), 10**12, 1, NOW)
    kept = [folder for folder in every if folder not in dropped]
    ages = [(made_at(every[0]) - made_at(folder)).days for folder in kept]
    assert ages[:7] == [0, 0, 1, 2, 3, 4, 5] or ages[:7] == [0, 1, 2, 3, 4, 5, 6]
    assert len(kept) <= 11
    assert 14 < max(ages) <= 35


def test_little_room_keeps_fewer_but_always_the_newest(tmp_path: Path) -> None:
    every = [_made_on(tmp_path, day) for day in range(10)]
    assert thin(tmp_path, NOW, lambda _: -(10**9)) == every[1:]
    assert generations(tmp_path) == every[:1]
    assert thin(tmp_path, NOW, lambda _: -(10**9)) == []
    assert thin(tmp_path / "nothing", NOW) == []


def test_a_backup_dated_ahead_by_a_wrong_clock_goes_before_the_real_newest(tmp_path: Path) -> None:
    real = [_made_on(tmp_path, day) for day in range(3)]
    ahead = [_made_on(tmp_path, -day) for day in (2, 400)]
    assert set(thin(tmp_path, NOW, lambda _: -(10**9))) == {*real[1:], *ahead}
    assert generations(tmp_path) == real[:1]


def test_backups_dated_ahead_take_no_day_from_the_real_ones_and_stay_while_there_is_room(
    tmp_path: Path,
) -> None:
    real = [_made_on(tmp_path, day) for day in range(3)]
    ahead = [_made_on(tmp_path, -day) for day in range(1, 8)]
    assert thin(tmp_path, NOW, lambda _: 10**12) == []
    assert set(generations(tmp_path)) == {*real, *ahead}


def test_planted_fault_a_clock_that_believes_the_date_ahead_would_drop_the_real_newest(
    tmp_path: Path,
) -> None:
    real, ahead = _made_on(tmp_path, 0), _made_on(tmp_path, -400)
    believed = made_at(ahead)
    assert believed is not None
    found = generations(tmp_path)
    assert to_drop(found, 0, 10**9, believed) == [real]
    assert to_drop(found, 0, 10**9, NOW) == [ahead]


def test_where_every_backup_is_dated_ahead_the_newest_of_them_stays(tmp_path: Path) -> None:
    ahead = [_made_on(tmp_path, -day) for day in (3, 2)]
    assert thin(tmp_path, NOW, lambda _: 0) == ahead[1:]


def test_what_is_not_ours_in_the_folder_is_left_alone(tmp_path: Path) -> None:
    _made_on(tmp_path, 0)
    (tmp_path / "holiday photos").mkdir()
    (tmp_path / "backup-notes").mkdir()
    thin(tmp_path, NOW, lambda _: 0)
    assert (tmp_path / "holiday photos").is_dir()
    assert (tmp_path / "backup-notes").is_dir()


def test_the_check_of_the_open_vault_counts_what_a_backup_holds_without_reading_every_value(
    made: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made.put("teapot", "blue")
    with made.unlock() as opened:
        done = back_up(opened, tmp_path / "stick")
        monkeypatch.setattr(copies, "contents_of", lambda *_: pytest.fail("every value was read"))
        assert verify_open(opened).rows == done.row_counts


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("Łukasz", b"str:7:\xc5\x81ukasz"),
        ("", b"str:0:"),
        ("\ud800", b"str:3:\xed\xa0\x80"),
        (b"\x00ab", b"bytes:3:\x00ab"),
        (-12, b"int:3:-12"),
        (2.5, b"float:3:2.5"),
        (None, b"NoneType:4:None"),
    ],
)
def test_a_value_is_digested_as_in_every_backup_made_so_far(value: object, told: bytes) -> None:
    assert copies._told(value) == told
