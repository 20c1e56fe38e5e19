"""Lock: the process that held the data ends, and a fresh one opens at the lock screen (decision 18).

Nothing else was found to leave neither keys nor texts in memory: a re-exec left none in a core dump.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

_REASON = re.compile(r"[a-z]{1,20}")


def this_program() -> list[str]:
    """The words that start this program once more, from wherever it is installed."""
    return [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "coordinator_app"]


def locked_command(folder: Path, reason: str) -> list[str]:
    """The command of the fresh process: never the original arguments. ValueError if `reason` is no code."""
    if not _REASON.fullmatch(reason):
        message = "a reason is a short code"
        raise ValueError(message)
    return [*this_program(), "gui", "--vault", str(folder), "--locked", "--reason", reason]


def restart_locked(
    folder: Path, reason: str, *, stop_jobs: Callable[[], object], release_lock: Callable[[], object]
) -> NoReturn:
    """Stop the jobs (the last draft is written), give back the lock file, and become a fresh process.

    Whatever fails on the way, the process that held the data ends here.
    """
    try:
        command = locked_command(folder, reason)
        _attempt(stop_jobs)
        # before the exec: the new process takes the lock itself
        _attempt(release_lock)
        become(command)
    finally:
        os._exit(1)


def become(command: list[str]) -> None:
    """Replace this process; on Windows, which cannot, start the other and leave."""
    if sys.platform == "win32":
        subprocess.Popen(command, close_fds=True)
        os._exit(0)
    os.execv(command[0], command)  # noqa: S606  (fixed arguments, no shell)


def _attempt(step: Callable[[], object]) -> None:
    try:
        step()
    except Exception:  # noqa: BLE001  (a fault here must not keep the data in memory)
        sys.excepthook(*sys.exc_info())
