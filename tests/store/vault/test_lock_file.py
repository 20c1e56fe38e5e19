"""One running Coordinator per vault, and a lock that a killed one does not leave behind."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from coordinator_app.core.errors import VaultInUse
from coordinator_app.store import lock_file
from coordinator_app.store.lock_file import NAME, LockFile

_HOLD = """
import sys
from pathlib import Path
from coordinator_app.store.lock_file import LockFile
lock = LockFile(Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def holder(tmp_path: Path) -> subprocess.Popen[str]:
    child = subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "held\n"
    yield child
    child.kill()
    child.communicate()


def test_another_process_is_refused(tmp_path: Path, holder: subprocess.Popen[str]) -> None:
    with pytest.raises(VaultInUse, match="on this computer"):
        LockFile(tmp_path)


def test_a_killed_holder_leaves_no_lock(tmp_path: Path, holder: subprocess.Popen[str]) -> None:
    os.kill(holder.pid, signal.SIGKILL)
    holder.wait()
    assert (tmp_path / NAME).exists()
    LockFile(tmp_path).release()


def test_the_message_names_the_other_computer(tmp_path: Path) -> None:
    lock = LockFile(tmp_path)
    (tmp_path / NAME).write_text(json.dumps({"computer": "heron-laptop", "process": 1}))
    with pytest.raises(VaultInUse, match="on the computer heron-laptop"):
        LockFile(tmp_path)
    (tmp_path / NAME).write_text("noise")
    with pytest.raises(VaultInUse, match="on this computer"):
        LockFile(tmp_path)
    lock.release()


def test_the_same_process_cannot_take_it_twice_and_release_is_final(tmp_path: Path) -> None:
    lock = LockFile(tmp_path)
    with pytest.raises(VaultInUse):
        LockFile(tmp_path)
    assert lock.is_held
    lock.release()
    lock.release()
    assert not lock.is_held
    LockFile(tmp_path).release()


def test_a_child_does_not_inherit_the_lock(tmp_path: Path) -> None:
    lock = LockFile(tmp_path)
    child = subprocess.Popen([sys.executable, "-c", "import sys; sys.stdin.read()"], stdin=subprocess.PIPE)
    lock.release()
    LockFile(tmp_path).release()
    child.communicate()


def test_of_many_that_start_at_once_exactly_one_wins(tmp_path: Path) -> None:
    script = _HOLD.replace(
        "lock = ", "from coordinator_app.core.errors import VaultInUse\ntry:\n    lock = "
    ).replace('print("held"', 'except VaultInUse:\n    print("refused", flush=True)\nelse:\n    print("held"')
    started = [
        subprocess.Popen(
            [sys.executable, "-c", script, str(tmp_path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(4)
    ]
    said = [child.stdout.readline() for child in started if child.stdout]
    for child in started:
        child.communicate()
    assert sorted(said) == ["held\n", "refused\n", "refused\n", "refused\n"]


def test_planted_fault_without_the_lock_two_hold_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    take: Callable[[int], bool] = lambda _descriptor: True  # noqa: E731  (the fault)
    monkeypatch.setattr(lock_file, "_take", take)
    one, other = LockFile(tmp_path), LockFile(tmp_path)
    assert one.is_held
    assert other.is_held
    one.release()
    other.release()
