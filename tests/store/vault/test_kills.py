"""A kill at any step of making, changing or backing up leaves something that opens."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from coordinator_app.core.errors import WrongPassphrase
from coordinator_app.store.backup import back_up, generations
from coordinator_app.store.header import PREVIOUS, read, read_previous
from coordinator_app.store.slots import SlotKind
from coordinator_app.store.vault import Way, create_vault, unlock, unwrap_any
from coordinator_app.store.verify import verify, verify_open

if TYPE_CHECKING:
    from conftest import Made

NEW = "seven kites above the pier"

# kills itself just before the n-th time that something is brought to the disk or renamed
_BEFORE = """
import os, signal, sys
from pathlib import Path
left = [int(sys.argv[1])]
def killing(honest):
    def step(*a, **k):
        left[0] -= 1
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return honest(*a, **k)
    return step
os.fsync = killing(os.fsync)
Path.replace = killing(Path.replace)
Path.rename = killing(Path.rename)
from coordinator_app.core.clock import SetClock
from coordinator_app.store.backup import back_up
from coordinator_app.store.vault import create_vault, unlock
folder, state, passphrase = Path(sys.argv[2]), Path(sys.argv[3]), sys.argv[4]
"""
_CREATE = "create_vault(folder, title='M', passphrase=passphrase, role='C', practice=True, clock=SetClock(), state=state)"
_CHANGE = f"""
vault = unlock(folder, passphrase, clock=SetClock(), state=state)
left[0] = int(sys.argv[1])
vault.change_passphrase(passphrase, {NEW!r})
"""
_BACK_UP = """
vault = unlock(folder, passphrase, clock=SetClock(), state=state)
left[0] = int(sys.argv[1])
back_up(vault)
"""


def _killed(made: Made, script: str, step: int) -> bool:
    child = subprocess.run(
        [
            sys.executable,
            "-c",
            _BEFORE + script,
            str(step),
            str(made.folder),
            str(made.state),
            made.passphrase,
        ],
        check=False,
        capture_output=True,
    )
    assert child.returncode in {0, -9}, child.stderr.decode()
    return child.returncode == -9


@pytest.mark.parametrize("step", [1, 2, 5, 8, 12, 14])
def test_killed_while_making_there_is_a_whole_vault_or_none(made: Made, tmp_path: Path, step: int) -> None:
    made.folder = tmp_path / "Teasel.vault"
    assert _killed(made, _CREATE, step)
    if not made.folder.exists():
        create_vault(
            made.folder,
            title="M",
            passphrase=made.passphrase,
            role="C",
            practice=True,
            clock=made.clock,
            state=made.state,
        )
    with unlock(made.folder, made.passphrase, clock=made.clock, state=made.state) as opened:
        assert verify_open(opened).good
    assert not list(tmp_path.glob("*.partial"))


@pytest.mark.parametrize("step", [1, 2, 3, 4, 5, 6, 7, 8, 9])
def test_killed_while_changing_the_passphrase_exactly_one_of_the_two_opens(made: Made, step: int) -> None:
    killed = _killed(made, _CHANGE, step)
    works = []
    for passphrase in (made.passphrase, NEW):
        try:
            unlock(made.folder, passphrase, clock=made.clock, state=made.state).close()
        except WrongPassphrase:
            continue
        works.append(passphrase)
    assert len(works) == 1
    assert killed or works == [NEW]
    # after that unlock the copy opens with the same one alone
    copy = read_previous(made.folder) or read(made.folder, PREVIOUS)
    other = NEW if works == [made.passphrase] else made.passphrase
    assert unwrap_any(copy, Way(SlotKind.PASSPHRASE, other)) is None


@pytest.mark.parametrize("step", [1, 3, 5, 7, 9])
def test_killed_while_backing_up_the_vault_and_the_older_backup_are_whole(made: Made, step: int) -> None:
    with made.unlock() as opened:
        back_up(opened)
    made.clock.at = made.clock.at.replace(hour=12)
    assert _killed(made, _BACK_UP, step)
    inside = made.folder / "backups"
    found = generations(inside)
    assert found
    assert all(verify(folder, made.keys()).good for folder in found)
    with made.unlock() as opened:
        assert verify_open(opened).good
        back_up(opened)
    assert not list(inside.glob("*.partial"))


def test_planted_fault_a_header_written_in_place_would_be_lost_by_a_kill(made: Made) -> None:
    torn = (made.folder / "header.json").read_bytes()[:300]
    (made.folder / "header.json").write_bytes(torn)
    with pytest.raises(Exception, match="header file has been damaged"):
        made.unlock()
