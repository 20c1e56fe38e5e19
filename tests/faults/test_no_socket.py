"""A whole run of the program, with all its child processes, opens not one connection to anywhere (decision 20).

Nor does it put one byte into the folder for passing files, where it could be found after a crash.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

LONG_AGO = 1_000_000_000_000_000_000  # nanoseconds
_NETWORK = re.compile(r"socket\(AF_(?!UNIX|NETLINK)")


@pytest.fixture(autouse=True, scope="module")
def _strace() -> None:
    if shutil.which("strace") is None:
        pytest.skip("the calls are watched by strace")
    if subprocess.run(["strace", "true"], check=False, capture_output=True).returncode != 0:
        pytest.skip("this system lets no program be traced")


def sockets(command: list[str], trace: Path, **environ: str) -> list[str]:
    """The calls for a socket by which other machines could be reached, of a program and of all that it starts."""
    watched = ["strace", "-f", "--seccomp-bpf", "-e", "trace=socket", "-o", str(trace), *command]
    done = subprocess.run(watched, check=False, capture_output=True, env={**os.environ, **environ})
    assert done.returncode == 0, done.stderr.decode()
    return [line for line in trace.read_text(encoding="utf-8").splitlines() if _NETWORK.search(line)]


def touched(folder: Path) -> bool:
    """Whether something lies in this folder, or lay there and is gone: the time of a folder tells of both."""
    return list(folder.iterdir()) != [] or folder.stat().st_mtime_ns != LONG_AGO


def untouched(folder: Path) -> Path:
    folder.mkdir()
    os.utime(folder, ns=(LONG_AGO, LONG_AGO))
    return folder


def test_the_main_job_from_the_first_referral_to_the_finished_pack_opens_no_socket_and_leaves_nothing_lying_about(
    tmp_path: Path,
) -> None:
    program = [sys.executable, "-m", "coordinator_app", "demo", str(tmp_path / "demo"), "--no-window"]
    passing = untouched(tmp_path / "passing")
    names = dict.fromkeys(("TMPDIR", "TEMP", "TMP", "SQLITE_TMPDIR"), str(passing))
    assert sockets(program, tmp_path / "trace", QT_QPA_PLATFORM="offscreen", **names) == []
    assert list((tmp_path / "demo").rglob("*.pdf")), "nothing was done"
    assert not touched(passing)


def test_planted_fault_a_passing_file_that_was_removed_again_is_seen(tmp_path: Path) -> None:
    passing = untouched(tmp_path / "passing")
    assert not touched(passing)
    program = [sys.executable, "-c", "import tempfile; tempfile.NamedTemporaryFile().close()"]
    subprocess.run(program, check=True, env={**os.environ, "TMPDIR": str(passing)})
    assert list(passing.iterdir()) == []
    assert touched(passing)


def test_planted_fault_a_socket_that_a_child_opens_is_seen(tmp_path: Path) -> None:
    child = "import socket; socket.socket(socket.AF_INET, socket.SOCK_STREAM).close()"
    program = [
        sys.executable, "-c", f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}], check=True)"
    ]  # fmt: skip
    assert len(sockets(program, tmp_path / "trace")) == 1
