"""What has to be true of a vault after whatever befell it: it opens, it is whole, nothing acknowledged is missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Sequence
from contextlib import closing
from pathlib import Path

from coordinator_app.attendance.model import AttendanceWeek
from coordinator_app.chronology.model import ChronologyEntry
from coordinator_app.core.catalogue import Record
from coordinator_app.core.clock import SetClock
from coordinator_app.core.privacy import Compartment
from coordinator_app.documents.model import Document
from coordinator_app.registry import CATALOGUE
from coordinator_app.scan_in.model import ScanBatch
from coordinator_app.store import search
from coordinator_app.store.backup import generations
from coordinator_app.store.session import Session
from coordinator_app.store.slots import SlotKind
from coordinator_app.store.sql import rows, value
from coordinator_app.store.vault import OpenVault, Way, read_header, unlock, unwrap_any
from coordinator_app.store.verify import verify
from tests.faults.after_long_steps import check_imports, check_restores, check_updates
from tests.faults.scripted_user import NOW, WEEKS

_BY_OTHERS = {
    "weeks", "import", "setting", "passphrase", "backup", "updating", "updated", "restoring", "restored",
}  # fmt: skip
_KINDS: dict[str, type[Record]] = {"entry": ChronologyEntry, "scan": ScanBatch, "document": Document}


def opened(folder: Path, state: Path, passphrases: Sequence[str]) -> tuple[OpenVault, str]:
    """The vault, and which of the passphrases opens it: exactly one does."""
    header = read_header(folder)
    works = [one for one in passphrases if unwrap_any(header, Way(SlotKind.PASSPHRASE, one))]
    assert len(works) == 1, f"{len(works)} passphrases open the vault"
    return unlock(folder, works[0], clock=SetClock(NOW), state=state), works[0]


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


def check(vault: OpenVault, said: Iterable[str], looked_at: int = 0) -> None:
    """The vault is whole, and everything that was said to be kept is kept.

    So many lines were `looked_at` before: the vaults beside this one are looked at where the others tell of them.
    """
    lines = list(said)
    with closing(session_of(vault)) as session:
        check_whole(session)
        check_weeks(session, lines)
        check_imports(session, lines)
        for line in lines:
            check_kept(session, line)
    check_updates(vault.folder.parent, lines)
    if any(line.startswith("restor") for line in lines[looked_at:]):
        check_restores(vault, lines)
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


def check_weeks(session: Session, said: Iterable[str]) -> None:
    """What was kept in one go is there wholly, or not at all, and what was said last of a block stands in it."""
    typed = [week for week in session.list(AttendanceWeek) if not week.brought_in_id]
    assert set(Counter(week.source for week in typed).values()) <= {WEEKS}
    marks = [line.split()[1:] for line in said if line.startswith("weeks ")]
    last, every = dict(marks), {mark for _, mark in marks}
    for week in typed:
        told = last.pop(str(week.monday), week.source)
        assert week.source == told or week.source not in every, "what was said last was lost"
    assert not last, "weeks that were said are not there"


def check_kept(session: Session, line: str) -> None:
    """One line of what the worker said (see `scripted_user`)."""
    kind, _, what = line.partition(" ")
    if kind in _KINDS:
        record = session.find(_KINDS[kind], what)
        assert record is not None, line
        assert record.trashed_at is None, line
        if isinstance(record, ScanBatch | Document):
            assert session.blob(record.content_id), line
        assert kind != "entry" or record.version == 2, line
    elif kind == "undone":
        record = session.find(ChronologyEntry, what)
        assert record is not None
        assert record.trashed_at is not None, line
    else:
        assert kind in _BY_OTHERS, f"nobody looks after: {line}"


def check_backups(vault: OpenVault, but: Container[str] = ()) -> list[str]:
    """Each backup that stands under its name is whole, but for those that need no look; gives the names of them all."""
    there = generations(vault.folder / "backups")
    for folder in there:
        assert folder.name in but or verify(folder, vault.keys).good
    return [folder.name for folder in there]
