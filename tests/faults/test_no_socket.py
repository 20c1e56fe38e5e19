"""A whole run of the program, with all its child processes, opens not one connection to anywhere (decision 20)."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

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


def test_the_main_job_from_the_first_referral_to_the_finished_pack_opens_no_socket(tmp_path: Path) -> None:
    program = [sys.executable, "-m", "coordinator_app", "demo", str(tmp_path / "demo"), "--no-window"]
    assert sockets(program, tmp_path / "trace", QT_QPA_PLATFORM="offscreen") == []
    assert list((tmp_path / "demo").rglob("*.pdf")), "nothing was done"


def test_planted_fault_a_socket_that_a_child_opens_is_seen(tmp_path: Path) -> None:
    child = "import socket; socket.socket(socket.AF_INET, socket.SOCK_STREAM).close()"
    program = [
        sys.executable, "-c", f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}], check=True)"
    ]  # fmt: skip
    assert len(sockets(program, tmp_path / "trace")) == 1
