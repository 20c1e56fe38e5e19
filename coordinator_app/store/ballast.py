"""Room on the disk: warnings in time, and a ballast file that is given up when the disk is full (threat 11).

While a disk is full even deleting rows fails, so 16 MB are kept aside to let the user go on.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Callable
from pathlib import Path

from coordinator_app.store.files import PRIVATE_FILE

NAME = "ballast.bin"
SIZE = 16 * 1024 * 1024
LOW, VERY_LOW = 1_000_000_000, 200_000_000


def free_bytes(folder: Path) -> int:
    """The bytes that this user may still write on the disk of `folder`."""
    return shutil.disk_usage(folder).free


def space_warning(folder: Path, free: Callable[[Path], int] = free_bytes) -> str | None:
    """What to say of little room on the disk, None if there is enough."""
    left = free(folder)
    if left < VERY_LOW:
        return (
            f"Only {left // 1_000_000} MB are free on this disk. Saving will soon stop. "
            "Free some space now: empty the bin, or move photos and videos to another drive."
        )
    if left < LOW:
        return f"Only {left // 1_000_000} MB are free on this disk. Free some space soon."
    return None


def ensure(folder: Path, free: Callable[[Path], int] = free_bytes) -> bool:
    """Put the ballast in place if it is not there and there is ample room; returns whether it is there."""
    path = folder / NAME
    if path.is_file() and path.stat().st_size == SIZE:
        return True
    if free(folder) < VERY_LOW:
        return False
    try:
        _fill(path)
    except OSError:
        with contextlib.suppress(OSError):
            path.unlink()
        return False
    return True


def release(folder: Path) -> bool:
    """Give the ballast up so that the user can go on; returns whether that freed anything."""
    try:
        (folder / NAME).unlink()
    except OSError:
        return False
    return True


def _fill(path: Path) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, PRIVATE_FILE)
    with os.fdopen(descriptor, "wb") as file:
        if hasattr(os, "posix_fallocate"):
            os.posix_fallocate(file.fileno(), 0, SIZE)
        else:
            # random, so that a compressing file system really sets the room aside
            file.write(os.urandom(SIZE))
