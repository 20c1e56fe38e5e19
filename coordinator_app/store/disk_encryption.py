"""Whether the disk under a folder is encrypted, as far as the system tells an ordinary user."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

_BLOCKS = Path("/sys/dev/block")
_WINDOWS = (
    "(New-Object -ComObject Shell.Application).NameSpace('{drive}').Self"
    ".ExtendedProperty('System.Volume.BitLockerProtection')"
)
_ON, _OFF = frozenset({"1", "3", "5"}), frozenset({"2", "4", "6"})
"""What Windows answers: on, being encrypted, suspended with the data encrypted; off, being decrypted, locked away."""
_SECONDS = 20


def _said(command: list[str]) -> str:
    """What a program of the system says; "" if it is not there, fails, or takes too long."""
    program = shutil.which(command[0])
    if program is None:
        return ""
    try:
        done = subprocess.run(
            [program, *command[1:]],
            capture_output=True,
            timeout=_SECONDS,
            check=False,
            stdin=subprocess.DEVNULL,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.decode(errors="replace").strip() if done.returncode == 0 else ""


def _number(folder: Path) -> tuple[int, int]:
    device = folder.stat().st_dev
    return (os.major(device), os.minor(device)) if hasattr(os, "major") else (0, 0)


@dataclass(frozen=True, slots=True)
class DiskProbes:
    """What is asked of the system; tests put their own answers."""

    platform: str = sys.platform
    blocks: Path = _BLOCKS
    number: Callable[[Path], tuple[int, int]] = _number
    said: Callable[[list[str]], str] = field(default=_said)


def is_encrypted(folder: Path, probes: DiskProbes | None = None) -> bool | None:
    """Whether the disk that holds a folder is encrypted; None where the system does not say."""
    asked = probes or DiskProbes()
    if asked.platform == "win32":
        return _by_windows(folder, asked)
    if asked.platform == "darwin":
        words = asked.said(["fdesetup", "status"])
        return None if not words else "FileVault is On" in words
    return _by_linux(folder, asked)


def _by_windows(folder: Path, asked: DiskProbes) -> bool | None:
    drive = folder.absolute().drive
    if len(drive) != 2 or not drive[0].isalpha():  # a share, or a folder that was given in another way
        return None
    script = _WINDOWS.format(drive=drive)
    answer = asked.said(["powershell", "-NoProfile", "-NonInteractive", "-Command", script])
    if answer in _ON:
        return True
    return False if answer in _OFF else None


def _by_linux(folder: Path, asked: DiskProbes) -> bool | None:
    """Every device below must be encrypted, or stand on one that is: a volume may stand on several disks."""
    try:
        major, minor = asked.number(folder)
        block = (asked.blocks / f"{major}:{minor}").resolve(strict=True)
    except OSError:
        return None  # a disk in memory, a container, a network
    return _is_crypt(block)


def _is_crypt(block: Path) -> bool:
    try:
        if (block / "dm" / "uuid").read_text("ascii").startswith("CRYPT-"):
            return True
    except OSError:
        pass  # no mapped device
    below = block / "slaves"
    stands_on = [one.resolve() for one in below.iterdir()] if below.is_dir() else []
    return bool(stands_on) and all(_is_crypt(one) for one in stands_on)
