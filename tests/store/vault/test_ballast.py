"""Room on the disk: said in time, and a ballast that lets the user go on when there is none left."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path

import pytest

from coordinator_app.core.errors import DiskFull
from coordinator_app.store import ballast
from coordinator_app.store.ballast import NAME, SIZE, ensure, release, space_warning
from coordinator_app.store.connection import open_database, troubles

KEY = bytes(range(32))


@pytest.mark.parametrize(
    ("free", "words"),
    [
        (5_000_000_000, None),
        (1_000_000_000, None),
        (999_000_000, "999 MB"),
        (199_000_000, "Saving will soon stop"),
    ],
)
def test_little_room_is_said_in_time(tmp_path: Path, free: int, words: str | None) -> None:
    said = space_warning(tmp_path, lambda _: free)
    assert said is None if words is None else words in str(said)


def test_the_real_disk_is_asked_by_default(tmp_path: Path) -> None:
    assert ballast.free_bytes(tmp_path) > 0


def test_the_ballast_is_made_once_given_up_and_made_again(tmp_path: Path) -> None:
    assert ensure(tmp_path)
    assert (tmp_path / NAME).stat().st_size == SIZE
    assert ensure(tmp_path)
    assert release(tmp_path)
    assert not release(tmp_path)
    assert ensure(tmp_path)


def test_no_ballast_is_made_where_room_is_short(tmp_path: Path) -> None:
    assert not ensure(tmp_path, lambda _: 100_000_000)
    assert not (tmp_path / NAME).exists()


def test_a_system_without_reserving_writes_it_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(ballast.os, "posix_fallocate", raising=False)
    assert ensure(tmp_path)
    assert (tmp_path / NAME).stat().st_size == SIZE


def test_a_disk_too_small_for_it_is_left_clean(small_disk: Path) -> None:
    assert not ensure(small_disk, lambda _: 10**12)
    assert not (small_disk / NAME).exists()


def test_a_full_disk_loses_nothing_and_the_ballast_lets_work_go_on(
    small_disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ballast, "SIZE", 2_000_000)
    path = small_disk / "general.db"
    with closing(open_database(path, KEY, create=True)) as connection:
        connection.execute("CREATE TABLE note (text TEXT) STRICT")
        assert ensure(small_disk, lambda _: 10**12)
        saved = 0
        with pytest.raises(DiskFull):  # noqa: PT012  (the loop ends by it)
            while saved < 2000:
                with troubles(connection):
                    connection.execute("INSERT INTO note VALUES (?)", ("x" * 20_000,))
                saved += 1
        assert not connection.in_transaction
        assert connection.execute("SELECT count(*) FROM note").fetchone() == (saved,)
        with pytest.raises(DiskFull), troubles():
            connection.execute("INSERT INTO note VALUES (?)", ("y" * 200_000,))
        assert release(small_disk)
        connection.execute("INSERT INTO note VALUES (?)", ("y" * 200_000,))
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert shutil.disk_usage(small_disk).free >= 0
