"""Where a vault may live: not in a folder that is synchronised, not on a network, not where we cannot write.

Synchronising tools and network drives break locks and mix versions of a database (threat 14).
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from coordinator_app.core.errors import VaultPlaceUnsafe
from coordinator_app.core.kept_backups import Where

_SYNC_NAMES = {
    "dropbox": "Dropbox",
    "onedrive": "OneDrive",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "my drive": "Google Drive",
    "drivefs": "Google Drive",
    "icloud drive": "iCloud Drive",
    "iclouddrive": "iCloud Drive",
    "mobile documents": "iCloud Drive",
    "com~apple~clouddocs": "iCloud Drive",
    "cloudstorage": "cloud storage",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "box": "Box",
    "box sync": "Box",
    "pcloud drive": "pCloud",
    "pclouddrive": "pCloud",
    "mega": "MEGA",
    "megasync": "MEGA",
    "syncthing": "Syncthing",
    "seafile": "Seafile",
    "creative cloud files": "Creative Cloud",
}
_SYNC_MARKS = {
    ".stfolder": "Syncthing",
    ".dropbox": "Dropbox",
    ".owncloudsync.log": "ownCloud",
    ".sync": "Resilio Sync",
}
_NETWORK_TYPES = re.compile(
    r"nfs\d?|cifs|smb\d?|smbfs|fuse\.sshfs|fuse\.rclone|davfs|fuse\.davfs2|afs|ncpfs|9p|webdav|afpfs"
)


_MEMORY_TYPES = re.compile(r"tmpfs|ramfs")
"""Kept in the computer's memory: gone at the next start, whatever device it says that it is."""


class PlaceFault(StrEnum):
    """What is wrong with a place."""

    SYNC = "sync"
    NETWORK = "network"
    READ_ONLY = "read-only"


@dataclass(frozen=True, slots=True)
class PlaceProblem:
    """A fault of a place, in words: what it is, and what to do."""

    fault: PlaceFault
    happened: str
    next_step: str

    def trouble(self) -> VaultPlaceUnsafe:
        """The same as an error to raise."""
        return VaultPlaceUnsafe(self.happened, safe="Nothing has been changed.", next_step=self.next_step)


def _mounts() -> list[tuple[str, str]]:
    """(mount point, type) of every file system that Linux lists; empty elsewhere."""
    try:
        lines = Path("/proc/mounts").read_text("utf-8", errors="surrogateescape").splitlines()
    except OSError:
        return []
    found = [line.split(" ") for line in lines]
    return [(parts[1].replace("\\040", " "), parts[2]) for parts in found if len(parts) > 2]


def _drive_is_remote(path: Path) -> bool:
    """Whether Windows says that the drive is a network drive; False elsewhere."""
    if sys.platform != "win32":
        return False
    import ctypes  # noqa: PLC0415  (only there)

    remote = 4  # DRIVE_REMOTE
    return bool(ctypes.windll.kernel32.GetDriveTypeW(path.anchor) == remote)


@dataclass(frozen=True, slots=True)
class Probes:
    """What is asked of the system; tests put their own answers."""

    mounts: Callable[[], list[tuple[str, str]]] = _mounts
    drive_is_remote: Callable[[Path], bool] = _drive_is_remote
    can_write: Callable[[Path], bool] = field(default=lambda folder: os.access(folder, os.W_OK | os.X_OK))
    exists: Callable[[Path], bool] = field(default=lambda path: path.exists())
    device: Callable[[Path], int] = field(default=lambda path: path.stat().st_dev)
    environment: Mapping[str, str] = field(default_factory=lambda: os.environ)


def problems(folder: Path, probes: Probes | None = None) -> tuple[PlaceProblem, ...]:
    """Everything that speaks against keeping a vault in `folder` (which need not exist yet)."""
    asked = probes or Probes()
    path = folder.absolute()
    found = (_sync(path, asked), _network(path, asked), _read_only(path, asked))
    return tuple(problem for problem in found if problem)


def demand(folder: Path, *, anywhere: bool = False, probes: Probes | None = None) -> None:
    """Go on, or raise VaultPlaceUnsafe; with `anywhere` only a folder that cannot be written is refused."""
    for problem in problems(folder, probes):
        if not anywhere or problem.fault is PlaceFault.READ_ONLY:
            raise problem.trouble()


def seen_from(vault: Path, backup: Path, probes: Probes | None = None) -> Where:
    """Where a backup lies as seen from its vault; both folders are there.

    Two partitions of one disk count as two drives: the system gives them numbers of their own.
    """
    asked, path = probes or Probes(), backup.resolve()
    if _network(path, asked):
        return Where.NETWORK
    same = asked.device(path) == asked.device(vault) or _MEMORY_TYPES.fullmatch(_kind(path, asked))
    return Where.SAME_DISK if same else Where.DRIVE


def _sync(path: Path, probes: Probes) -> PlaceProblem | None:
    for part in (path, *path.parents):
        name = _sync_name(part, probes)
        if name:
            return PlaceProblem(
                PlaceFault.SYNC,
                f"This folder is kept in step with other computers by {name}. That can damage a vault.",
                "Choose a folder on this laptop that is not synchronised. Backups protect it instead.",
            )
    return None


def _sync_name(part: Path, probes: Probes) -> str | None:
    name = part.name.casefold()
    by_environment = any(
        variable.upper().startswith("ONEDRIVE") and value and Path(value) == part
        for variable, value in probes.environment.items()
    )
    if by_environment or name.startswith(("onedrive -", "onedrive-")):
        return "OneDrive"
    if name.startswith("dropbox ("):
        return "Dropbox"
    marks = (words for mark, words in _SYNC_MARKS.items() if probes.exists(part / mark))
    return _SYNC_NAMES.get(name) or next(marks, None)


def _network(path: Path, probes: Probes) -> PlaceProblem | None:
    kind = _kind(path, probes)
    shared = str(path).startswith(("\\\\", "//"))
    if shared or _NETWORK_TYPES.fullmatch(kind) or probes.drive_is_remote(path):
        return PlaceProblem(
            PlaceFault.NETWORK,
            "This folder is on a network drive. A vault there can be damaged when the connection drops.",
            "Choose a folder on this laptop. A network drive is a good place for backups.",
        )
    return None


def _kind(path: Path, probes: Probes) -> str:
    """The type of the file system that holds a path, "" where it is not known."""
    around = [mount for mount in probes.mounts() if path.is_relative_to(mount[0])]
    return max(around, key=lambda mount: len(mount[0]))[1] if around else ""


def _read_only(path: Path, probes: Probes) -> PlaceProblem | None:
    nearest = next((part for part in (path, *path.parents) if probes.exists(part)), path)
    if probes.can_write(nearest):
        return None
    return PlaceProblem(
        PlaceFault.READ_ONLY,
        "This folder can be read but not written to.",
        "Choose a folder of your own on this laptop, or ask whoever looks after it.",
    )
