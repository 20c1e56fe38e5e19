"""A scan that was dropped is there after the program was killed, whatever it was doing by then."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from coordinator_app.core.clock import SetClock
from coordinator_app.registry import CATALOGUE
from coordinator_app.scan_in import actions
from coordinator_app.scan_in.model import ScanState
from coordinator_app.store.session import Session
from coordinator_app.store.vault import unlock

PASSPHRASE = "kettle amber window field"
SCAN = b"%PDF-" + bytes(range(256)) * 3000

_VAULT = """
import os, signal, sys
from pathlib import Path
from coordinator_app.core.clock import SetClock
from coordinator_app.registry import CATALOGUE
from coordinator_app.scan_in import actions
from coordinator_app.scan_in.reading_jobs import ScanLooked
from coordinator_app.store.session import Session
from coordinator_app.store.vault import create_vault, unlock
folder, state, passphrase = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
create_vault(folder, title="M", passphrase=passphrase, role="C", practice=True, clock=SetClock(), state=state)
vault = unlock(folder, passphrase, clock=SetClock(), state=state)
session = Session(vault.paths, vault.keys, catalogue=CATALOGUE, clock=SetClock(), actor=vault.actor, publish=print)
file = actions.ScanFile("scan.pdf", "E:/Scans", b"%PDF-" + bytes(range(256)) * 3000)
def die():
    os.kill(os.getpid(), signal.SIGKILL)
"""
_KEPT_FIRST = _VAULT + "actions.keep_scan(session, file)\ndie()\n"
_READ_FIRST = _VAULT + "die()  # while a child process reads it\nactions.keep_scan(session, file)\n"


def killed(folder: Path, script: str) -> list[bytes]:
    """Run a script until it kills itself, then open its vault: the scans that wait there."""
    state = folder.with_suffix(".json")
    command = [sys.executable, "-c", script, str(folder), str(state), PASSPHRASE]
    child = subprocess.run(command, check=False, capture_output=True)
    assert child.returncode == -signal.SIGKILL, child.stderr.decode()
    vault = unlock(folder, PASSPHRASE, clock=SetClock(), state=state)
    session = Session(
        vault.paths,
        vault.keys,
        catalogue=CATALOGUE,
        clock=SetClock(),
        actor=vault.actor,
        publish=lambda _: None,
    )
    try:
        waits = actions.waiting(session)
        assert all(batch.state is ScanState.WAITING for batch in waits)
        return [actions.content_of(session, batch) for batch in waits]
    finally:
        session.close()
        vault.close()


def test_a_dropped_scan_survives_a_kill_and_waits_to_be_read(tmp_path: Path) -> None:
    assert killed(tmp_path / "Teasel.vault", _KEPT_FIRST) == [SCAN]


def test_a_scan_that_was_read_before_it_was_kept_would_be_lost(tmp_path: Path) -> None:
    with pytest.raises(AssertionError):
        assert killed(tmp_path / "Teasel.vault", _READ_FIRST) == [SCAN]
