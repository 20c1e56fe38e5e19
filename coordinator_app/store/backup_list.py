"""Finding backups in a folder that somebody chose: on a stick, in a vault, or the backup itself.

Nothing is opened and no key is needed, so nothing here is proved: the manifest and the hashes are looked at when
the backup is checked with a passphrase.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from coordinator_app.core.errors import Trouble, VaultMissing, VaultTooNew
from coordinator_app.core.privacy import Compartment
from coordinator_app.core.restoring import BackupSeen, BackupState
from coordinator_app.store import header, manifest
from coordinator_app.store.backup import made_at
from coordinator_app.store.create import PARTIAL, database_name
from coordinator_app.store.troubles import troubles

DEPTH = 2
"""So many levels of folders below the chosen one are looked into: STICK/Marigold.vault/backups/backup-…"""


def find(chosen: Path) -> tuple[BackupSeen, ...]:
    """The backups in, under or at `chosen` (a file stands for its folder), newest first.

    Raises VaultMissing if there is none or the folder cannot be read.
    """
    folder = chosen.parent if chosen.is_file() else chosen
    with troubles():
        found = sorted(_walk(folder, DEPTH), key=lambda one: one.made_at, reverse=True)
    if not found:
        raise VaultMissing(
            "There is no backup in this folder.",
            safe="Nothing has been changed.",
            next_step="Choose the folder or the drive to which backups were made: a backup's name begins with backup.",
        )
    return tuple(found)


def _walk(folder: Path, depth: int) -> Iterator[BackupSeen]:
    seen = look(folder)
    if seen is not None:
        yield seen
    elif depth >= 0:
        for inner in _folders(folder):
            yield from _walk(inner, depth - 1)


def _folders(folder: Path) -> list[Path]:
    try:
        inside = sorted(folder.iterdir())
        return [one for one in inside if one.is_dir() and not one.is_symlink() and one.name[:1] != "."]
    except OSError:
        return []  # a folder of somebody else beside the backups is no reason to find none


def look(folder: Path) -> BackupSeen | None:
    """What can be seen of one backup without a key, None if the folder is none by its name."""
    name = folder.name.removesuffix(PARTIAL)
    made = made_at(folder.with_name(name)) if name else None
    if made is None:
        return None
    title, vault_id, state = _said(folder)
    if name != folder.name or not _whole(folder):
        state = BackupState.UNFINISHED
    return BackupSeen(folder, made, title, vault_id, _size(folder), state)


def _said(folder: Path) -> tuple[str, str, BackupState]:
    try:
        said = header.read(folder)
    except VaultTooNew:
        return "", "", BackupState.NEWER
    except Trouble:
        return "", "", BackupState.DAMAGED
    return said.title, said.vault_id, BackupState.PASSED


def _whole(folder: Path) -> bool:
    names = [manifest.NAME, header.NAME, *(database_name(one) for one in Compartment)]
    return all((folder / name).is_file() and (folder / name).stat().st_size for name in names)


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.iterdir() if path.is_file())
