"""The frozen app's lock, for real: unlocked by keyboard on a screen of its own, locked, begun again at the lock screen."""

from __future__ import annotations

import itertools
import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from coordinator_app.demo.run import PASSPHRASE

PATIENCE = 300.0  # seconds: a frozen start on a busy machine
TYPED_EVERY = 15  # turns: what is typed before the lock screen takes keys is lost
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not (shutil.which("Xvfb") and shutil.which("xdotool") and Path("/proc").is_dir()),
        reason="needs Xvfb, xdotool and /proc",
    ),
]


@pytest.fixture
def screen() -> Iterator[str]:
    """A screen of its own; its name for DISPLAY."""
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1366x768x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, pass_fds=(writing,), stderr=subprocess.DEVNULL) as server:
        os.close(writing)
        with os.fdopen(reading) as told:
            number = told.readline().strip()
        yield f":{number}"
        server.terminate()


def until(seen: Callable[[], bool], act: Callable[[], object] | None = None) -> None:
    """Wait for a fact, doing `act` each second meanwhile."""
    end = time.monotonic() + PATIENCE
    while not seen():
        assert time.monotonic() < end, "it did not come about"
        if act is not None:
            act()
        time.sleep(1)


def test_locking_ends_the_frozen_process_and_a_fresh_one_waits_at_the_lock_screen(
    program: Path, screen: str, tmp_path: Path
) -> None:
    subprocess.run(
        [program, "demo", tmp_path / "demo", "--no-window"], check=True, capture_output=True, cwd=tmp_path
    )
    vault = tmp_path / "demo" / "Practice.vault"
    environment = {
        **os.environ,
        "DISPLAY": screen,
        "QT_QPA_PLATFORM": "xcb",
        "XDG_CONFIG_HOME": str(tmp_path / "config"),
        "XDG_STATE_HOME": str(tmp_path / "state"),
    }
    with subprocess.Popen([program, "gui", "--vault", vault], env=environment, cwd=tmp_path) as window:
        try:
            _unlock_and_lock(window.pid, environment)
        finally:
            window.kill()


def _unlock_and_lock(process: int, environment: dict[str, str]) -> None:
    def keys(*words: str) -> None:
        subprocess.run(["xdotool", *words], env=environment, check=False, capture_output=True)

    def found() -> bool:
        search = ["xdotool", "search", "--onlyvisible", "--name", "Coordinator"]
        return subprocess.run(search, env=environment, check=False, capture_output=True).returncode == 0

    until(found)
    began = _began(process)
    turns = itertools.count()

    def unlock_then_lock() -> None:
        # Ctrl+L does nothing at the lock screen, so it is pressed until the vault was open and has been locked
        if next(turns) % TYPED_EVERY:
            keys("key", "ctrl+l")
        else:
            keys("key", "ctrl+a")
            keys("type", "--delay", "30", PASSPHRASE)
            keys("key", "Return")

    until(lambda: "--locked" in _command(process), unlock_then_lock)
    assert _command(process)[-2:] == ["--reason", "asked"]
    assert PASSPHRASE not in " ".join(_command(process))
    # the same process number, another program image: what held the data is gone
    assert _began(process) == began
    until(found)


def _command(process: int) -> list[str]:
    return Path(f"/proc/{process}/cmdline").read_text(encoding="utf-8").split("\0")[:-1]


def _began(process: int) -> str:
    return Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[19]
