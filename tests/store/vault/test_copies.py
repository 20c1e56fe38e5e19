"""The check of a finished copy: the engine's own, what it holds beside that, and the audit in it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from coordinator_app.core.errors import AuditAltered, Cancelled, VaultDamaged
from coordinator_app.core.privacy import Compartment
from coordinator_app.store import audit, copies
from coordinator_app.store.backup import back_up, generations
from coordinator_app.store.connection import Connection, open_database
from coordinator_app.store.kept_backups import KeptBackups
from coordinator_app.store.verify import verify

if TYPE_CHECKING:
    from conftest import Made


# the audit in it


def forge(made: Made) -> None:
    with closing(made.open()) as connection:
        connection.execute("DROP TRIGGER audit_is_never_changed")
        connection.execute("UPDATE audit SET slot_id = 'somebody' WHERE seq = 1")


@pytest.fixture
def noted(made: Made) -> Made:
    with closing(made.open()) as connection:
        entry = audit.AuditEntry(datetime(2026, 11, 24, tzinfo=UTC), "slot", "list-exported")
        audit.append_many(connection, made.keys().audit_key(Compartment.GENERAL), [entry] * 3)
    return made


def test_an_altered_audit_is_told_and_the_backup_is_made_all_the_same(noted: Made, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    with noted.unlock() as opened:
        back_up(opened, stick)
        noted.later(60)
        forge(noted)
        with pytest.raises(AuditAltered) as told:
            back_up(opened, stick)
    assert "The backup was made" in told.value.happened
    assert "do not match from number 1 on" in told.value.happened
    newest, oldest = generations(stick)
    report = verify(newest, noted.keys())
    assert (report.problems, len(report.altered), report.good) == ((), 1, False)
    assert verify(oldest, noted.keys()).good, "an older one still shows what it was"


def test_one_that_is_kept_elsewhere_is_remembered_though_its_audit_was_altered(
    noted: Made, tmp_path: Path
) -> None:
    forge(noted)
    with noted.unlock() as opened:
        kept = KeptBackups(opened)
        with pytest.raises(AuditAltered):
            kept.back_up(tmp_path / "stick")
        assert len(kept.all()) == 1


# the check of a copy: the engine's own, and beside it what the copy holds


@pytest.fixture
def copied(made: Made, tmp_path: Path) -> tuple[Path, bytes, bytes, copies.Contents]:
    made.put("teapot", "blue " * 3000)
    key, digest_key = made.keys().key(Compartment.GENERAL), made.keys().file_key(Compartment.GENERAL)
    target = tmp_path / "copy.db"
    return target, key, digest_key, copies.copy_database(made.database(), target, key, digest_key)


Copied = tuple[Path, bytes, bytes, copies.Contents]


def test_a_copy_that_is_as_it_was_has_no_faults(copied: Copied) -> None:
    assert copies.faults(*copied) == []


def test_a_check_that_is_stopped_says_so_and_interrupts_the_engine(
    copied: Copied, monkeypatch: pytest.MonkeyPatch
) -> None:
    honest, reached, interrupted = copies.engine_faults, threading.Event(), threading.Event()

    def slow(connection: copies.Connection) -> Iterator[str]:
        yield from honest(connection)
        connection.create_function("running", 0, reached.set)
        endless = (
            "WITH RECURSIVE n(x) AS (VALUES (running()) UNION ALL SELECT 1 FROM n) SELECT count(x) FROM n"
        )
        try:
            connection.execute(endless).fetchone()
        except Exception:
            interrupted.set()
            raise

    def asked() -> bool:
        reached.wait(60)
        return True

    monkeypatch.setattr(copies, "engine_faults", slow)
    with pytest.raises(Cancelled):
        copies.faults(*copied, asked)
    assert interrupted.is_set()


def test_damage_that_the_engine_meets_first_is_damage_and_nobody_is_said_to_have_stopped_it(
    copied: Copied, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_connection: copies.Connection) -> Iterator[str]:
        raise copies.dbapi2.DatabaseError("database disk image is malformed")
        yield ""

    honest = copies.contents_of

    def patient(connection: copies.Connection, key: bytes, cancelled: copies.Cancel) -> copies.Contents:
        while not cancelled():
            pass
        return honest(connection, key, cancelled)

    monkeypatch.setattr(copies, "engine_faults", broken)
    monkeypatch.setattr(copies, "contents_of", patient)
    assert copies.faults(*copied) == ["It cannot be read to its end."]


def test_damage_that_is_met_beside_the_engine_is_told_as_it_is(
    copied: Copied, monkeypatch: pytest.MonkeyPatch
) -> None:
    def damaged(*_of: object) -> copies.Contents:
        raise VaultDamaged("Part of it is damaged.")

    monkeypatch.setattr(copies, "contents_of", damaged)
    assert copies.faults(*copied) == ["Part of it is damaged."]


def test_planted_fault_a_check_that_takes_the_engine_at_its_word_misses_a_row(copied: Copied) -> None:
    target, key, digest_key, contents = copied
    with closing(open_database(target, key)) as connection:
        connection.execute("INSERT INTO setting VALUES ('extra', 'row')")
        connection.execute("PRAGMA journal_mode=DELETE")
    assert copies.faults(target, key, digest_key) == []
    assert copies.faults(target, key, digest_key, contents) == ["What it holds is not what was copied."]


def test_a_backup_keeps_little_of_what_it_goes_through(
    made: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each of its connections kept up to 64 MiB of what none asks for twice, beside a pack that was being built."""
    told: list[Connection] = []
    real = copies.read_once

    def read_once(connection: Connection) -> None:
        real(connection)
        assert connection.execute("PRAGMA cache_size").fetchone()[0] == -4096
        told.append(connection)

    monkeypatch.setattr(copies, "read_once", read_once)
    with made.unlock() as opened:
        back_up(opened, tmp_path / "stick")
        files = len(opened.paths)
    assert len(told) == 3 * files, (
        "what is read, what is written, and what is digested beside the engine's check"
    )
