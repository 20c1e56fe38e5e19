"""The memory of a program and all its children together, what they share counted once. Linux only."""

from __future__ import annotations

import sys
import threading
from pathlib import Path
from typing import Final

_EVERY: Final = 0.25  # seconds
_OTHERS: Final = ("coordinator_app.bench.memory",)


def watch(process: int) -> None:
    """Until the input ends; then the most that was held at any time, in MB, on the output."""
    ended = threading.Event()

    def until_it_ends() -> None:
        sys.stdin.read()
        ended.set()

    threading.Thread(target=until_it_ends, daemon=True).start()
    most = together(process)
    while not ended.wait(_EVERY):
        most = max(most, together(process))
    sys.stdout.write(f"{most}\n")


def together(process: int) -> int:
    """What a process and those below it hold now, in MB; whoever watches is left out."""
    return sum(_held(one) for one in family(process)) // 1024


def family(process: int) -> list[int]:
    """The process and every process below it."""
    found = [process]
    for one in found:
        for children in Path(f"/proc/{one}/task").glob("*/children"):
            try:
                below = children.read_text(encoding="ascii").split()
            except OSError:
                continue  # it ended meanwhile
            found += [int(child) for child in below if not _watches(int(child))]
    return found


def _watches(process: int) -> bool:
    try:
        command = Path(f"/proc/{process}/cmdline").read_bytes().decode("utf-8", "replace")
    except OSError:
        return False
    return any(name in command for name in _OTHERS)


def _held(process: int) -> int:
    """In kB: its share of what it has in common with others, else all that it holds."""
    for place, name in ((f"/proc/{process}/smaps_rollup", "Pss:"), (f"/proc/{process}/status", "VmRSS:")):
        try:
            lines = Path(place).read_text(encoding="ascii").splitlines()
        except OSError:
            continue  # it ended, or belongs to another: a bound child tells only the second
        held = [int(line.split()[1]) for line in lines if line.startswith(name)]
        if held:
            return held[0]
    return 0
