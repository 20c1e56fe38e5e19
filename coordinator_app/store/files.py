"""Writing small files so that a kill or a power cut leaves the old one or the new one, never half of it."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from pathlib import Path

PRIVATE_FILE = 0o600
PRIVATE_FOLDER = 0o700
_TRIES = 20


def make_folder(folder: Path) -> None:
    """Make a folder that only this user may enter, and those above it; no error if it is there."""
    folder.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)


def write_new(path: Path, data: bytes) -> None:
    """Write a file that is not there yet and have it on the disk before returning; FileExistsError, OSError."""
    descriptor = os.open(
        path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), PRIVATE_FILE
    )
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def write_whole(path: Path, data: bytes) -> None:
    """Put `data` at `path` in one step: a new file beside it, on the disk, read back, then renamed over."""
    fresh = path.with_name(path.name + ".new")
    with contextlib.suppress(FileNotFoundError):
        fresh.unlink()
    write_new(fresh, data)
    if fresh.read_bytes() != data:
        raise OSError(f"{path.name} was not written as given")
    replace(fresh, path)


def replace(source: Path, target: Path) -> None:
    """Rename over `target` and have the folder on the disk; tried again where a virus scanner holds the file."""
    for attempt in range(_TRIES):
        try:
            source.replace(target)
            break
        except PermissionError:
            if sys.platform != "win32" or attempt == _TRIES - 1:
                raise
            time.sleep(0.05)
    sync_folder(target.parent)


def sync_file(path: Path) -> None:
    """Have the contents of a file on the disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Have the names in a folder on the disk; Windows does this by itself and cannot open folders."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
