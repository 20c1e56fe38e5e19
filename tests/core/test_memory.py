"""Memory that was freed goes back to the system, where the system has a way to take it."""

from __future__ import annotations

import ctypes
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from coordinator_app.core import memory

ROOT = Path(__file__).resolve().parents[2]


def asked(monkeypatch: pytest.MonkeyPatch, platform: str, library: Any) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(ctypes, "CDLL", lambda _name: library)
    memory.give_back()


def test_linux_is_asked_to_take_back_all_that_is_free(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[int] = []
    asked(monkeypatch, "linux", SimpleNamespace(malloc_trim=told.append))
    assert told == [0]


def test_where_there_is_no_way_nothing_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    asked(monkeypatch, "linux", SimpleNamespace())
    asked(monkeypatch, "win32", None)


def set_apart(monkeypatch: pytest.MonkeyPatch, platform: str, library: Any) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(ctypes, "CDLL", lambda _name: library)
    memory.keep_large_blocks_apart()


def test_linux_is_told_to_keep_large_blocks_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[tuple[int, int]] = []
    set_apart(monkeypatch, "linux", SimpleNamespace(mallopt=lambda *said: told.append(said)))
    assert told == [(-3, memory.LARGE)]


def test_where_nothing_can_be_told_nothing_is(monkeypatch: pytest.MonkeyPatch) -> None:
    set_apart(monkeypatch, "linux", SimpleNamespace())
    set_apart(monkeypatch, "win32", None)


_SCATTERED = """
import sys
from pathlib import Path
from coordinator_app.core.memory import keep_large_blocks_apart
if sys.argv[1] == "apart":
    keep_large_blocks_apart()
del sys  # whatever is made below lies behind what stays
stays = []
for _ in range(40):
    passing = [bytes(300_000) for _ in range(8)]
    stays.append(bytes(100_000))
    del passing
heap = [line for line in Path("/proc/self/maps").read_text().splitlines() if line.endswith("[heap]")]
ends = [int(end, 16) for end in heap[0].split()[0].split("-")]
print(ends[1] - ends[0])
"""


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_what_passes_in_large_blocks_leaves_no_holes() -> None:
    def heap(how: str) -> int:
        told = subprocess.run(
            [sys.executable, "-c", _SCATTERED, how], capture_output=True, check=True, text=True, cwd=ROOT
        )
        return int(told.stdout)

    # the second is the planted fault: the C library left to itself
    assert heap("apart") + 1_500_000 < heap("left alone")
