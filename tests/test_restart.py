import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from coordinator_app import restart

FOLDER = Path("/vaults/Eastshire.vault")
ROOT = Path(__file__).resolve().parents[1]
ARGUMENTS = ["gui", "--vault", str(FOLDER), "--locked", "--reason", "idle"]


class Ended(BaseException):
    """Stands for the end of this process."""


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch) -> Any:
    seen = []

    def leave(code: Any) -> None:
        seen.append(f"exit {code}")
        raise Ended

    def become(program: Any, command: Any) -> None:
        seen.append([program, *command])
        raise Ended

    monkeypatch.setattr(os, "_exit", leave)
    monkeypatch.setattr(os, "execv", become)
    return seen


def lock(steps: Any, reason: Any = "idle", stop: Any = lambda: None) -> None:
    with pytest.raises(Ended):
        restart.restart_locked(
            FOLDER,
            reason,
            stop_jobs=lambda: steps.append("stop") or stop(),
            release_lock=lambda: steps.append("release"),
        )


@pytest.mark.skipif(sys.platform == "win32", reason="exec")
def test_the_jobs_stop_the_lock_is_released_and_the_very_command_follows(
    steps: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", ["coordinator-app", "demo", "secret-argument"])
    lock(steps)
    python = sys.executable
    assert steps[:3] == ["stop", "release", [python, python, "-m", "coordinator_app", *ARGUMENTS]]


def test_the_frozen_program_starts_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert restart.locked_command(FOLDER, "idle") == [sys.executable, *ARGUMENTS]


@pytest.mark.skipif(sys.platform == "win32", reason="exec")
def test_jobs_that_fail_to_stop_do_not_keep_the_data_in_memory(
    steps: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    reported = []
    monkeypatch.setattr("sys.excepthook", lambda *told: reported.append(told[0]))
    lock(steps, stop=lambda: 1 / 0)
    assert steps[1] == "release"
    assert reported == [ZeroDivisionError]


def test_a_program_that_cannot_start_again_still_ends(steps: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(command: Any) -> None:
        raise OSError

    monkeypatch.setattr(restart, "become", refuse)
    lock(steps)
    assert steps == ["stop", "release", "exit 1"]


@pytest.mark.parametrize("reason", ["", "Idle", "--vault", "two words", "a" * 21])
def test_a_reason_is_a_short_code_or_the_process_ends_all_the_same(steps: Any, reason: Any) -> None:
    with pytest.raises(ValueError, match="code"):
        restart.locked_command(FOLDER, reason)
    lock(steps, reason)
    assert steps == ["exit 1"]


def test_windows_starts_another_and_leaves(steps: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    started = []
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(subprocess, "Popen", lambda command, **options: started.append((command, options)))
    with pytest.raises(Ended):
        restart.become(["program", "gui"])
    assert started == [(["program", "gui"], {"close_fds": True})]
    assert steps == ["exit 0"]


PROGRAM = """
import sys
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from coordinator_app import restart
restart.locked_command = lambda folder, reason: [sys.executable, "-c", "import os; print('fresh', os.getpid())"]
import os
print("old", os.getpid(), flush=True)
restart.restart_locked(Path("x"), "idle", stop_jobs=lambda: None, release_lock=lambda: None)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="exec")
def test_the_process_itself_is_replaced() -> None:
    ended = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(ROOT)], capture_output=True, text=True, check=True
    )
    old, fresh = ended.stdout.split("\n")[:2]
    assert old.split()[1] == fresh.split()[1]
    assert fresh.startswith("fresh")
