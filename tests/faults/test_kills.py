"""More than fifty kills in the middle of work, forty of them at any moment: nothing that was acknowledged is lost, and no half of anything is left (decision 22)."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from coordinator_app.core.errors import VaultDamaged, VaultMissing
from coordinator_app.store.open_vault import OpenVault
from tests.faults.after_a_fault import check, check_backups, check_passphrase, opened
from tests.faults.after_long_steps import check_restores, check_update
from tests.faults.scripted_user import STEPS, Orders, as_line
from tests.vaults import PASSPHRASE, House

PROGRAM = Path(__file__).with_name("scripted_user.py")
OTHER = "seven kites above the pier"
AT_ONCE = 10
"""Kills of one vault, one after another, each on what the one before has left."""
AT_A_TIME = 6
"""Kinds of step between two kills."""


class Killer:
    """Sets workers on one vault, kills them, and keeps what they said."""

    def __init__(self, folder: Path, state: Path, program: subprocess.Popen[bytes]) -> None:
        self.folder, self.state = folder, state
        self.said: list[str] = []
        self.backups: list[str] = []
        self._program = program
        self._file = state.with_name("said")
        self._passphrase, self.looked_at = PASSPHRASE, 0

    def open(self) -> OpenVault:
        """The vault as the kill has left it."""
        before = self._passphrase
        vault, self._passphrase = opened(self.folder, self.state, (PASSPHRASE, OTHER))
        check_passphrase(self._passphrase, before, self.said[self.looked_at :])
        return vault

    def kill(self, seed: int, steps: tuple[str, ...], within: float) -> None:
        """One worker, killed within this many seconds after some of its steps."""
        after = random.Random(seed).randrange(len(steps))
        status = self._work(seed, steps, after=after, within=within)
        assert status == -signal.SIGALRM, f"it was not killed: {status}"

    def kill_at(self, call: int, steps: tuple[str, ...]) -> bool:
        """One worker, killed in the last step at one call (see `Orders`); whether the step had so many."""
        status = self._work(call, steps, after=len(steps) - 1, within=0.0, at_call=call)
        assert status in {0, -signal.SIGALRM}
        return status != 0

    def _work(self, seed: int, steps: tuple[str, ...], **when: Any) -> int:
        passphrase = self._passphrase
        other = OTHER if passphrase == PASSPHRASE else PASSPHRASE
        orders = Orders(
            str(self.folder), str(self.state), str(self._file), passphrase, other, seed, steps, **when
        )
        self.looked_at = len(self.said)
        assert self._program.stdin is not None
        assert self._program.stdout is not None
        self._program.stdin.write(as_line(orders))
        self._program.stdin.flush()
        status = int(self._program.stdout.readline())
        self.said = self._file.read_text(encoding="utf-8").splitlines() if self._file.exists() else []
        return status


@pytest.fixture(scope="module")
def program() -> Iterator[subprocess.Popen[bytes]]:
    with subprocess.Popen(
        [sys.executable, str(PROGRAM)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as made:
        yield made
        assert made.stdin is not None
        made.stdin.close()


@pytest.fixture
def killer(referred: House, program: subprocess.Popen[bytes]) -> Iterator[Killer]:
    """In memory where there is such a disk: a kill leaves there what it leaves on any, and no flush is waited for."""
    referred.session.close()
    referred.vault.close()
    disk = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    with tempfile.TemporaryDirectory(prefix="kills-", dir=disk) as place:
        folder = shutil.copytree(referred.vault.folder, Path(place) / referred.vault.folder.name)
        yield Killer(folder, Path(place) / "state", program)


def fifty(killer: Killer, seed: int, kills: int) -> None:
    for number in range(kills):
        chance = random.Random(seed * 1_000 + number)
        killer.kill(seed * 1_000 + number, tuple(chance.sample(STEPS, AT_A_TIME)), within=0.3)
        look_after(killer)
    with killer.open() as vault:
        check_backups(vault)


def look_after(killer: Killer) -> None:
    with killer.open() as vault:
        check(vault, killer.said, killer.looked_at)
        killer.backups = check_backups(vault, killer.backups)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="workers are forked")
@pytest.mark.parametrize("seed", range(4))
def test_nothing_acknowledged_is_lost_by_ten_kills_in_the_middle_of_work(killer: Killer, seed: int) -> None:
    fifty(killer, seed, AT_ONCE)
    assert len(killer.said) > AT_ONCE, "the kills came too early to say anything"


LONG = pytest.mark.parametrize(
    "steps", [("update",), ("backup", "restore", "restore")], ids=["update", "restore"]
)


def one_after_another(killer: Killer, steps: tuple[str, ...], calls: Iterable[int]) -> int:
    """Kill at each of these calls until the step has none so late; how many there were."""
    for number, call in enumerate(calls):
        killed = killer.kill_at(call, steps)
        look_after(killer)
        if not killed:
            return number
    raise AssertionError("it never came to its end")


@LONG
def test_an_update_and_a_restore_can_be_cut_off_at_any_call(killer: Killer, steps: tuple[str, ...]) -> None:
    assert one_after_another(killer, steps, (1, 2, 4, 7, 11, 16, 30, 80, 200, 10_000)) > 4


@pytest.mark.soak
@LONG
def test_an_update_and_a_restore_can_be_cut_off_at_every_call(killer: Killer, steps: tuple[str, ...]) -> None:
    one_after_another(killer, steps, count(1))


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


def test_planted_fault_a_line_that_nobody_looks_after_is_found(killer: Killer) -> None:
    killer.kill(10, ("entry",), within=0.1)
    for line in (
        "anything at all",
        "import 0198a0000000700080000000000000ff / / / / /",
        "weeks 2026-09-07 0.5",
    ):
        with killer.open() as vault, pytest.raises((AssertionError, ValueError)):
            check(vault, [line])


def test_planted_fault_an_update_without_its_copy_is_found(killer: Killer) -> None:
    assert not killer.kill_at(10_000, ("update",))
    (folder,) = killer.folder.parent.glob("2026-*.vault")
    check_update(folder, done=True)
    for path in (folder / "backups").rglob("*.db"):
        path.unlink()
    with pytest.raises(VaultMissing):
        check_update(folder, done=True)


def test_planted_fault_an_update_that_was_said_and_not_made_is_found(killer: Killer) -> None:
    assert killer.kill_at(2, ("update",))
    (folder,) = killer.folder.parent.glob("2026-*.vault")
    with pytest.raises(AssertionError, match="update that was said"):
        check_update(folder, done=True)
    check_update(folder, done=False)


def test_planted_fault_half_a_restored_vault_is_found(killer: Killer) -> None:
    assert not killer.kill_at(10_000, ("backup", "restore"))
    said = [line for line in killer.said if line.startswith("restor")]
    target = killer.folder.parent / said[-1].split()[1]
    with killer.open() as vault:
        check_restores(vault, said)
        (target / "general.db").write_bytes((target / "general.db").read_bytes()[:-4096])
        with pytest.raises((AssertionError, VaultDamaged)):
            check_restores(vault, said)
        shutil.rmtree(target)
        with pytest.raises(AssertionError, match="gone"):
            check_restores(vault, said)
