"""Fifty kills in the middle of work: nothing that was acknowledged is lost, and no half of anything is left (decision 22)."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from coordinator_app.core.errors import VaultDamaged
from coordinator_app.store.open_vault import OpenVault
from tests.faults.after_a_fault import check, check_backups, check_passphrase, opened
from tests.faults.scripted_user import STEPS, Orders, as_line
from tests.vaults import PASSPHRASE, House

PROGRAM = Path(__file__).with_name("scripted_user.py")
OTHER = "seven kites above the pier"
AT_ONCE = 10
"""Kills of one vault, one after another, each on what the one before has left."""


class Killer:
    """Sets workers on one vault, kills them, and keeps what they said."""

    def __init__(self, folder: Path, state: Path, program: subprocess.Popen[bytes]) -> None:
        self.folder, self.state = folder, state
        self.said: list[str] = []
        self._program = program
        self._file = state.with_name("said")
        self._passphrase, self._told = PASSPHRASE, 0

    def open(self) -> OpenVault:
        """The vault as the kill has left it."""
        before = self._passphrase
        vault, self._passphrase = opened(self.folder, self.state, (PASSPHRASE, OTHER))
        check_passphrase(self._passphrase, before, self.said[self._told :])
        return vault

    def kill(self, seed: int, steps: tuple[str, ...], within: float) -> None:
        """One worker, killed within this many seconds after some of its steps."""
        chance, passphrase = random.Random(seed), self._passphrase
        other = OTHER if passphrase == PASSPHRASE else PASSPHRASE
        orders = Orders(
            str(self.folder), str(self.state), str(self._file), passphrase, other, seed, steps,
            after=chance.randrange(len(steps)), within=within,
        )  # fmt: skip
        self._told = len(self.said)
        assert self._program.stdin is not None
        assert self._program.stdout is not None
        self._program.stdin.write(as_line(orders))
        self._program.stdin.flush()
        status = int(self._program.stdout.readline())
        assert status == -signal.SIGALRM, f"it was not killed: {status}"
        self.said = self._file.read_text(encoding="utf-8").splitlines() if self._file.exists() else []


@pytest.fixture(scope="module")
def program() -> Iterator[subprocess.Popen[bytes]]:
    with subprocess.Popen(
        [sys.executable, str(PROGRAM)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as made:
        yield made
        assert made.stdin is not None
        made.stdin.close()


@pytest.fixture
def killer(referred: House, tmp_path: Path, program: subprocess.Popen[bytes]) -> Killer:
    referred.session.close()
    referred.vault.close()
    return Killer(referred.vault.folder, tmp_path / "state", program)


def fifty(killer: Killer, seed: int, kills: int) -> None:
    steps = list(STEPS)
    for number in range(kills):
        random.Random(seed * 1_000 + number).shuffle(steps)
        killer.kill(seed * 1_000 + number, tuple(steps), within=0.3)
        with killer.open() as vault:
            check(vault, killer.said)
            check_backups(vault)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="workers are forked")
@pytest.mark.parametrize("seed", range(5))
def test_nothing_acknowledged_is_lost_by_ten_kills_in_the_middle_of_work(killer: Killer, seed: int) -> None:
    fifty(killer, seed, AT_ONCE)
    assert len(killer.said) > AT_ONCE, "the kills came too early to say anything"


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(100, 120))
def test_nothing_acknowledged_is_lost_by_thousands_of_kills(killer: Killer, seed: int) -> None:
    fifty(killer, seed, 100)


def test_planted_fault_what_was_said_and_not_kept_is_found(killer: Killer) -> None:
    killer.kill(7, ("entry", "weeks"), within=0.1)
    with killer.open() as vault, pytest.raises(AssertionError):
        check(vault, ["entry 0198a0000000700080000000000000ff"])


def test_planted_fault_a_torn_page_is_found(killer: Killer) -> None:
    killer.kill(8, ("entry", "document"), within=0.1)
    place = killer.folder / "general.db"
    with place.open("r+b") as file:
        file.seek(40 * 4096 + 100)
        file.write(b"torn")
    with killer.open() as vault, pytest.raises((AssertionError, VaultDamaged)):
        check(vault, killer.said)


def test_planted_fault_a_lost_change_of_the_passphrase_is_found() -> None:
    check_passphrase("new", "old", ["setting new", "passphrase new"])
    check_passphrase("old", "old", ["setting new"])
    check_passphrase("new", "old", ["setting new"])
    with pytest.raises(AssertionError):
        check_passphrase("old", "old", ["setting new", "passphrase new"])


def test_planted_fault_a_backup_that_is_gone_is_found(killer: Killer) -> None:
    killer.kill(9, ("backup", "entry"), within=0.1)
    with killer.open() as vault, pytest.raises(AssertionError, match="backup"):
        check(vault, ["backup 2026-11-24T090001Z"])
