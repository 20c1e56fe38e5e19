"""The commands without a window: backup, verify, restore. The passphrase comes by prompt or file descriptor.

Never by argument or environment, where other programs could read it (decision 23).
"""

from __future__ import annotations

import getpass
import os
from collections.abc import Mapping
from pathlib import Path

from coordinator_app.core.clock import Clock
from coordinator_app.core.errors import WrongPassphrase
from coordinator_app.core.kept_backups import Where
from coordinator_app.core.privacy import Compartment
from coordinator_app.store import backup as backups
from coordinator_app.store import recovery_key
from coordinator_app.store.kept_backups import KeptBackups
from coordinator_app.store.keys import STORE_WORDS
from coordinator_app.store.restore import restore as put_back
from coordinator_app.store.slots import SlotKind
from coordinator_app.store.vault import Way, unlock_with
from coordinator_app.store.verify import VerifyReport, keys_of
from coordinator_app.store.verify import verify as check

_LONGEST = 4096
_SAME_DISK = "This is on the same disk as the vault: if the laptop is lost, both are."
_LEFT = (
    "The backups in the old vault's own folder could not be moved: they are still in {}. "
    "Keep that folder, or move its folder named backups into the restored vault."
)


def read_passphrase(descriptor: int | None, words: str = "Passphrase: ") -> str:
    """The passphrase: the first line read from an open file descriptor, or typed at the terminal unseen.

    Raises WrongPassphrase if nothing came.
    """
    if descriptor is None:
        typed = getpass.getpass(words)
    else:
        with os.fdopen(descriptor, "rb", closefd=False) as file:
            typed = file.readline(_LONGEST).decode("utf-8").rstrip("\r\n")
    if not typed:
        raise WrongPassphrase(
            "No passphrase was typed.", next_step="Type it at the prompt, or give a file descriptor."
        )
    return typed


def way_in(secret: str) -> Way:
    """A recovery key if it reads as a whole one, else a passphrase."""
    read = recovery_key.parse(secret)
    if read.is_whole:
        return Way(SlotKind.RECOVERY, read.characters)
    return Way(SlotKind.PASSPHRASE, secret)


def backup(vault: Path, target: Path | None, secret: str, *, clock: Clock, state: Path | None = None) -> str:
    """Make a verified backup and say so. Raises as `unlock` and `back_up`."""
    with unlock_with(vault, way_in(secret), clock=clock, state=state, anywhere=True) as opened:
        if target is None:
            where, made = Where.OWN, backups.back_up(opened)
        else:
            where, made = KeptBackups(opened).back_up(target)
        place = target or vault / backups.LOCAL
    same = f"\n{_SAME_DISK}" if where is Where.SAME_DISK else ""
    return f"Backup made and verified in {place}.\n{_rows(made.row_counts)}{same}"


def verify(folder: Path, secret: str, *, clock: Clock, state: Path | None = None) -> tuple[bool, str]:
    """Check a backup: whether it is good, and the report in words. Raises as `keys_of` and `verify`."""
    report = check(folder, keys_of(folder, way_in(secret), clock=clock, state=state))
    return report.good, _told(report)


def restore(folder: Path, target: Path, secret: str, *, clock: Clock, state: Path | None = None) -> str:
    """Restore a backup to `target` and say what became of the vault that was there. Raises as `restore`."""
    keys = keys_of(folder, way_in(secret), clock=clock, state=state)
    done = put_back(folder, target, keys, clock=clock, state=state)
    kept = f"\nThe vault that was there is kept as {done.kept.name}." if done.kept else ""
    left = f"\n{_LEFT.format(done.kept.name)}" if done.kept and done.left else ""
    return f"Restored and verified: {done.folder.name}.\n{_rows(done.restored.rows)}{kept}{left}"


def _told(report: VerifyReport) -> str:
    if not report.good:
        return "This backup is not good.\n" + "\n".join((*report.problems, *report.altered))
    unread = "".join(
        f"\nThe {STORE_WORDS[compartment]} store was checked by its hash alone: your passphrase does not open it."
        for compartment in report.unread
    )
    return f"This backup is whole.\n{_rows(report.rows)}{unread}"


def _rows(rows: Mapping[Compartment, int]) -> str:
    counted = [f"{STORE_WORDS[name]}: {count} rows" for name, count in rows.items()]
    return "\n".join(counted)
