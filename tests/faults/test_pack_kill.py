"""The program is killed by the system while it builds a pack: nothing of it is left, and the next unlock says so."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from coordinator_app.access_requests.items import Pack, PackVolume
from coordinator_app.registry import CATALOGUE
from coordinator_app.store.session import Session
from coordinator_app.store.vault import unlock
from tests.vaults import PASSPHRASE, House

PROGRAM = "tests.faults.pack_builder"
ROOT = Path(__file__).resolve().parents[2]


def is_alive(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def wait_for_the_end(process: int) -> None:
    until = time.monotonic() + 60
    while is_alive(process):
        assert time.monotonic() < until, "the child outlives the program that started it"


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
@pytest.mark.parametrize("portions", [1, 4])
def test_a_program_that_is_killed_while_it_builds_leaves_nothing_and_the_next_unlock_knows(
    consented: House, tmp_path: Path, portions: int
) -> None:
    consented.session.close()
    consented.vault.close()
    folder, state, temp = consented.vault.folder, tmp_path / "state", tmp_path / "temp"
    temp.mkdir()
    beside = {one.name for one in folder.iterdir()}
    command = [sys.executable, "-m", PROGRAM, str(folder), str(state), PASSPHRASE]
    surroundings = {**os.environ, "TMPDIR": str(temp)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=surroundings) as program:
        assert program.stdout is not None
        said = [program.stdout.readline().strip() for _ in range(portions)]
        assert said[0].isdigit(), said
        program.send_signal(signal.SIGKILL)
        program.wait(60)
    wait_for_the_end(int(said[0]))
    assert [*temp.iterdir()] == []
    with unlock(folder, PASSPHRASE, clock=consented.clock, state=state) as vault:
        session = Session(
            vault.paths, vault.keys, catalogue=CATALOGUE, clock=consented.clock, actor=vault.actor,
            publish=lambda _: None,
        )  # fmt: skip
        assert [session.count(cls, trashed=None) for cls in (Pack, PackVolume)] == [0, 0]
        assert session.drop_unfinished_files() >= 1  # which is what the window tells of
        assert session.drop_unfinished_files() == 0
        assert all(verdict.is_whole for verdict in session.verify_audit())
        session.close()
    assert {one.name for one in folder.iterdir()} - beside <= {"general.db-wal", "general.db-shm"}
