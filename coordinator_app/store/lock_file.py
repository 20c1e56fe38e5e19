"""vault.lock: one running Coordinator per vault (decision 18).

The system frees the lock when its holder ends, however it ends; what the file says is for the message only.
"""

from __future__ import annotations

import json
import os
import platform
import sys
from pathlib import Path

from coordinator_app.core.errors import VaultInUse
from coordinator_app.store.files import PRIVATE_FILE
from coordinator_app.store.troubles import troubles

NAME = "vault.lock"
_FAR = 1 << 30  # Windows refuses to read a locked byte, so a byte beyond the text is locked


class LockFile:
    """The lock of one vault; taken on construction. Raises VaultInUse, VaultPlaceUnsafe, DiskFull."""

    def __init__(self, folder: Path) -> None:
        path = folder / NAME
        with troubles():
            # never inherited by children, and closed by exec: a child cannot keep the vault locked
            self._descriptor = os.open(path, os.O_RDWR | os.O_CREAT, PRIVATE_FILE)
        try:
            if not _take(self._descriptor):
                raise _in_use(path)
            with troubles():
                _say_who(self._descriptor)
        except BaseException:
            os.close(self._descriptor)
            self._descriptor = -1
            raise

    @property
    def is_held(self) -> bool:
        """Whether the lock is still ours."""
        return self._descriptor >= 0

    def release(self) -> None:
        """Give the lock back; done before a re-exec. A second call does nothing."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1


def _say_who(descriptor: int) -> None:
    text = json.dumps({"computer": platform.node(), "process": os.getpid()}).encode()
    os.ftruncate(descriptor, 0)
    os.lseek(descriptor, 0, os.SEEK_SET)
    os.write(descriptor, text)


def _in_use(path: Path) -> VaultInUse:
    try:
        said = json.loads(path.read_text("utf-8"))
        computer = str(said["computer"])
    except (OSError, ValueError, KeyError, TypeError):
        computer = ""
    here = not computer or computer == platform.node()
    where = "on this computer" if here else f"on the computer {computer}"
    return VaultInUse(
        f"This vault is already open {where}.",
        next_step="Go to the window that is open, or close it there first.",
    )


if sys.platform == "win32":
    import msvcrt

    def _take(descriptor: int) -> bool:
        os.lseek(descriptor, _FAR, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _take(descriptor: int) -> bool:
        try:
            # flock belongs to this opening of the file, so a second window of the same process is refused too
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
