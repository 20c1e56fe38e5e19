"""What has to be true after an update, a restore or a register brought in was cut off (see `long_steps`)."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import TypeVar

from coordinator_app.attendance.model import AttendanceFile, AttendanceWeek
from coordinator_app.chronology.model import ChronologyEntry
from coordinator_app.core.clock import SetClock
from coordinator_app.core.privacy import Compartment
from coordinator_app.registry import CATALOGUE
from coordinator_app.store import copies, manifest
from coordinator_app.store.connection import Connection, open_database, read_pragma
from coordinator_app.store.create import database_name
from coordinator_app.store.keys import VaultKeys
from coordinator_app.store.migrate import latest
from coordinator_app.store.opening import BEFORE_UPDATE, open_all
from coordinator_app.store.session import Session
from coordinator_app.store.slots import SlotKind
from coordinator_app.store.vault import OpenVault, Way, read_header, unlock, unwrap_any
from coordinator_app.store.verify import verify_open
from tests.faults.long_steps import MONDAYS, OLD_PASSPHRASE, OLD_VAULTS, week_of
from tests.vaults import TODAY

Rows = Mapping[Compartment, Mapping[str, int]]
WORDS = {"Kit came in on time.", "A concern was passed on."}
"""Of the entries in each of the old vaults."""
T = TypeVar("T")
_TABLES = {described.kind for described in CATALOGUE.types} | {"history", "blob", "blob_part"}


# a register


def check_imports(session: Session, said: Iterable[str]) -> None:
    """All weeks of one file are there, with its marks, or none; and no older file than the one that was said last."""
    told = [line.split(" ", 2)[1:] for line in said if line.startswith("import ")]
    weeks = [week for week in session.list(AttendanceWeek) if week.brought_in_id]
    each = Counter((week.brought_in_id, week.marks) for week in weeks)
    assert len(each) <= 1, "parts of two registers are kept"
    assert set(each.values()) <= {len(MONDAYS)}, "a register was kept in part"
    for file_id, _ in told:
        assert session.find(AttendanceFile, file_id) is not None, "a register that was said is not there"
    if told:
        (found,) = each
        newer = found[0] not in {file_id for file_id, _ in told}
        assert newer or found == (told[-1][0], week_of(tuple(told[-1][1].split()))), "marks were lost"


# an update


def check_updates(beside: Path, said: Iterable[str]) -> None:
    """Each old vault is looked at once, after the fault in which it was last worked on; then only a mark of it stays."""
    lines = set(said)
    for line in sorted(lines):
        kind, _, name = line.partition(" ")
        if kind != "updating":
            continue
        folder, seen = beside / name, beside / f"{name}.checked"
        if not seen.exists():
            check_update(folder, done=f"updated {name}" in lines)
            shutil.rmtree(folder)
            seen.touch()


def check_update(folder: Path, *, done: bool) -> None:
    """It opens with everything that was in it; what was changed lies beside it as it was before."""
    source = next(one for one in OLD_VAULTS.iterdir() if folder.name.startswith(f"{one.name}-0"))
    found = unwrap_any(read_header(folder), Way(SlotKind.PASSPHRASE, OLD_PASSPHRASE))
    assert found is not None
    keys, began = found[1], _versions(source, found[1])
    for one, version in _versions(folder, keys).items():
        assert began[one] <= version <= latest(one)
        assert version == latest(one) or not done, "an update that was said is not there"
        if version > began[one]:
            place = folder / "backups" / f"{BEFORE_UPDATE}-{began[one]:04d}"
            _check_copy(place, one, keys, began[one])
    clock = SetClock(TODAY)
    with unlock(folder, OLD_PASSPHRASE, clock=clock, state=folder.with_suffix(".state")) as vault:
        assert verify_open(vault).problems == ()
        with closing(_session(vault)) as session:
            assert {entry.words for entry in session.list(ChronologyEntry)} == WORDS
        kept, were = rows_in(folder, keys), rows_in(source, keys)
    for one in Compartment:
        assert were[one].items() <= kept[one].items(), "an update lost records"


def _check_copy(place: Path, one: Compartment, keys: VaultKeys, version: int) -> None:
    with closing(open_database(place / database_name(one), keys.key(one), read_only=True)) as connection:
        assert read_pragma(connection, "user_version") == version
    assert not copies.faults(place / database_name(one), keys.key(one), keys.file_key(one), None)


def _versions(folder: Path, keys: VaultKeys) -> dict[Compartment, int]:
    return _each(folder, keys, lambda connection: int(str(read_pragma(connection, "user_version"))))


# a restore


def check_restores(vault: OpenVault, said: Sequence[str]) -> None:
    """Whole vaults only stand under their name, or aside; the last that was said holds what its backup holds."""
    lines = [line.split() for line in said if line.startswith("restor")]
    for name in {words[1] for words in lines}:
        target = vault.folder.parent / name
        about = [words for words in lines if words[1] == name]
        aside = list(target.parent.glob(f"{name}.before-restore*"))
        once = "restored" in {words[0] for words in about}
        assert target.exists() or aside or not once, "a restored vault is gone"
        for folder in (target, *aside):
            if folder.exists():
                check_closed_vault(folder, vault.keys)
        if about[-1][0] == "restored":
            backup = vault.folder / "backups" / about[-1][2]
            held = manifest.read(backup, vault.keys).contents
            for one, rows in rows_in(target, vault.keys).items():
                assert rows.items() <= held[one].rows.items(), "a restore lost records"
        for folder in aside if target.exists() else ():
            shutil.rmtree(folder)


def check_closed_vault(folder: Path, keys: VaultKeys) -> None:
    """Every database opens as at an unlock, and has no fault."""
    open_all(folder, read_header(folder).vault_id, keys)
    for one in Compartment:
        path = folder / database_name(one)
        assert not copies.faults(path, keys.key(one), keys.file_key(one), None)


def rows_in(folder: Path, keys: VaultKeys) -> Rows:
    """How many rows each table of records has, and its history."""
    return _each(folder, keys, _rows)


def _rows(connection: Connection) -> Mapping[str, int]:
    return {name: rows for name, rows in copies.counts_of(connection).items() if name in _TABLES}


def _each(folder: Path, keys: VaultKeys, ask: Callable[[Connection], T]) -> dict[Compartment, T]:
    found: dict[Compartment, T] = {}
    for one in Compartment:
        with closing(open_database(folder / database_name(one), keys.key(one), read_only=True)) as connection:
            found[one] = ask(connection)
    return found


def _session(vault: OpenVault) -> Session:
    return Session(
        vault.paths,
        vault.keys,
        catalogue=CATALOGUE,
        clock=vault.clock,
        actor=vault.actor,
        publish=lambda _: None,
    )
