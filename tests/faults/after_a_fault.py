"""What has to be true of a vault after whatever befell it: it opens, it is whole, nothing acknowledged is missing."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path

from coordinator_app.attendance.model import AttendanceWeek
from coordinator_app.chronology.model import ChronologyEntry
from coordinator_app.core.catalogue import Record
from coordinator_app.core.clock import SetClock
from coordinator_app.core.errors import WrongPassphrase
from coordinator_app.core.privacy import Compartment
from coordinator_app.documents.model import Document
from coordinator_app.registry import CATALOGUE
from coordinator_app.scan_in.model import ScanBatch
from coordinator_app.store import search
from coordinator_app.store.backup import generations
from coordinator_app.store.session import Session
from coordinator_app.store.sql import rows, value
from coordinator_app.store.vault import OpenVault, unlock
from coordinator_app.store.verify import verify
from tests.faults.scripted_user import NOW, WEEKS

_KINDS: dict[str, type[Record]] = {"entry": ChronologyEntry, "scan": ScanBatch, "document": Document}


def opened(folder: Path, state: Path, passphrases: Sequence[str]) -> tuple[OpenVault, str]:
    """The vault, and which of the passphrases opens it: exactly one does."""
    works = [one for one in passphrases if _opens(folder, state, one)]
    assert len(works) == 1, f"{len(works)} passphrases open the vault"
    return unlock(folder, works[0], clock=SetClock(NOW), state=state), works[0]


def _opens(folder: Path, state: Path, passphrase: str) -> bool:
    # what the laptop remembers of wrong passphrases is another test's
    tried = state.with_name("tried")
    shutil.rmtree(tried, ignore_errors=True)
    try:
        unlock(folder, passphrase, clock=SetClock(NOW), state=tried).close()
    except WrongPassphrase:
        return False
    return True


def session_of(vault: OpenVault) -> Session:
    """A session of the vault's user."""
    return Session(
        vault.paths,
        vault.keys,
        catalogue=CATALOGUE,
        clock=vault.clock,
        actor=vault.actor,
        publish=lambda _: None,
    )


def check(vault: OpenVault, said: Iterable[str]) -> None:
    """The vault is whole, and everything that was said to be kept is kept."""
    lines = list(said)
    with closing(session_of(vault)) as session:
        check_whole(session)
        check_weeks(session)
        for line in lines:
            check_kept(session, line)
    there = {folder.name for folder in generations(vault.folder / "backups")}
    told = {line.partition(" ")[2] for line in lines if line.startswith("backup ")}
    assert told <= there, "a backup that was said to be made is not there"


def check_passphrase(opened_by: str, before: str, said: Iterable[str]) -> None:
    """The vault opens with the passphrase that was said last; where a change had begun, with the old or the new one.

    `before` opened it when the lines in `said` began.
    """
    may = {before}
    for line in said:
        kind, _, words = line.partition(" ")
        if kind == "setting":
            may.add(words)
        elif kind == "passphrase":
            may = {words}
    assert opened_by in may, "an acknowledged passphrase does not open the vault"


def check_whole(session: Session) -> None:
    """Every compartment by SQLite's, SQLCipher's and our own checks."""
    assert all(verdict.is_whole for verdict in session.verify_audit())
    for one in Compartment:
        connection = session.databases.connection(one)
        assert value(connection, "PRAGMA quick_check") == "ok"
        assert rows(connection, "PRAGMA cipher_integrity_check") == []
        assert search.is_sound(connection)


def check_weeks(session: Session) -> None:
    """What was kept in one go is there wholly, or not at all."""
    together = Counter(week.source for week in session.list(AttendanceWeek))
    assert set(together.values()) <= {WEEKS}


def check_kept(session: Session, line: str) -> None:
    """One line of what the worker said (see `scripted_user`)."""
    kind, _, what = line.partition(" ")
    if kind in _KINDS:
        record = session.find(_KINDS[kind], what)
        assert record is not None, line
        assert record.trashed_at is None, line
        assert kind != "entry" or record.version == 2, line
    elif kind == "undone":
        record = session.find(ChronologyEntry, what)
        assert record is not None
        assert record.trashed_at is not None, line
    elif kind == "weeks":
        assert session.count(AttendanceWeek, where={"monday": what}) >= 1, line
    else:
        assert kind in {"setting", "passphrase", "backup"}, f"nobody looks after: {line}"


def check_backups(vault: OpenVault) -> None:
    """Each backup that stands under its name is whole."""
    for folder in generations(vault.folder / "backups"):
        assert verify(folder, vault.keys).good
