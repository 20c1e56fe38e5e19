"""Backups checked and restored for the window: before the unlock with what was typed, after it with the keys held."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from coordinator_app.core.clock import Clock
from coordinator_app.core.errors import VaultTooNew, WrongPassphrase
from coordinator_app.core.restoring import Checked, Holding
from coordinator_app.jobs.jobs import InTask, Progress
from coordinator_app.store import header, holdings, places, recovery_key
from coordinator_app.store.keys import VaultKeys
from coordinator_app.store.restore import Purpose, RestoreReport, restore
from coordinator_app.store.slots import SlotKind
from coordinator_app.store.vault import Way
from coordinator_app.store.verify import Progress as Tell
from coordinator_app.store.verify import keys_of, verify

_ONE_AT_A_TIME = threading.Lock()
"""A restore that was stopped may still be clearing up when the next one begins in the same place."""


@dataclass(frozen=True, slots=True)
class BackupKey:
    """What opens a backup: how somebody came in, and the keys that this gave. Never shown."""

    way: Way = field(repr=False)
    keys: VaultKeys = field(repr=False)


def way_of(typed: str, *, recovery: bool) -> Way:
    """A way in from what was typed; WrongRecoveryKey points at slips."""
    if not recovery:
        return Way(SlotKind.PASSPHRASE, typed)
    read = recovery_key.parse(typed)
    read.demand()
    return Way(SlotKind.RECOVERY, read.characters)


def open_backup(folder: Path, way: Way, clock: Clock, state: Path | None) -> BackupKey:
    """Open a backup's header; wrong tries make the next one wait, as at the lock screen.

    Raises VaultMissing, VaultTooNew, HeaderAltered, MustWait, WrongPassphrase, WrongRecoveryKey.
    """
    try:
        keys = keys_of(folder, way, clock=clock, state=state)
    except VaultTooNew:
        raise VaultTooNew(
            "This backup was made by a newer Coordinator than this one.",
            safe="The backup is as it was, and nothing has been changed here.",
            next_step="Install the newest Coordinator on this laptop, then restore the backup.",
        ) from None
    except WrongPassphrase as wrong:
        raise WrongPassphrase(
            "That passphrase does not open this backup.",
            safe="Nothing has been changed.",
            next_step="Check Caps Lock. A backup opens with the passphrase of the day on which it was made, "
            "and always with the recovery key of that day.",
        ) from wrong
    return BackupKey(way, keys)


def check(folder: Path, keys: VaultKeys, task: InTask, now: Holding | None = None) -> Checked:
    """Read a backup to its end and say what it holds. Raises VaultMissing, VaultDamaged, VaultTooNew, Cancelled."""
    report = verify(folder, keys, teller(task), task.cancelled)
    report.demand()
    assert report.made_at is not None
    holdings.demand_not_newer(folder, keys, tuple(report.rows))
    held = holdings.of_backup(folder, keys)
    title = header.read(folder).title
    return Checked(
        folder, title, report.made_at, held, now, unread=bool(report.unread), altered=report.altered
    )


@dataclass(frozen=True, slots=True)
class Restorer:
    """Restores beside whatever is there, one after another. `state` is the folder of per-user state."""

    clock: Clock
    state: Path | None = None

    def restore(
        self, folder: Path, target: Path, keys: VaultKeys, task: InTask, purpose: Purpose
    ) -> RestoreReport:
        """As `store.restore.restore`, which says what it raises."""
        with _ONE_AT_A_TIME:
            return restore(
                folder,
                target,
                keys,
                clock=self.clock,
                state=self.state,
                progress=teller(task),
                cancelled=task.cancelled,
                purpose=purpose,
            )


def kinds() -> Mapping[str, str]:
    """The kinds of record about a person that stand by themselves: their words in the plural, in the registry's order."""
    from coordinator_app.registry import CATALOGUE  # noqa: PLC0415  (the lock screen does not wait for it)

    return {one.kind: one.plural for one in CATALOGUE.types if one.part_of is None and one.subjects}


def place_trouble(folder: Path) -> str:
    """Why a vault should not live in this folder, and what to do, or ""."""
    return place_words(folder.parent)


def place_words(folder: Path) -> str:
    """What is wrong with a folder as a place for a vault, and what to do, or ""."""
    found = places.problems(folder)
    return f"{found[0].happened} {found[0].next_step}" if found else ""


def teller(task: InTask) -> Tell:
    """Pass the store's progress on to a task."""
    return lambda done, total, words: task.tell(Progress(done, total, words))
