"""The disk is full at thirty places of the work: it is said in plain words, nothing is lost, and it goes on once there is room."""

from __future__ import annotations

import errno
import os
import random
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from coordinator_app.core.errors import DiskFull
from tests.faults.after_a_fault import check, check_passphrase, opened
from tests.faults.scripted_user import Orders, ScriptedUser
from tests.vaults import PASSPHRASE, House

OTHER = "seven kites above the pier"
PLACES = 30
STEPS = ("entry", "guarded", "weeks", "scan", "document", "undo", "passphrase", "backup", "import")


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 48 MB."""
    place = tmp_path / "disk"
    place.mkdir()
    small = ["mount", "-t", "tmpfs", "-o", "size=48m", "tmpfs", str(place)]
    if os.geteuid() != 0 or subprocess.run(small, check=False, capture_output=True).returncode != 0:
        pytest.skip("a small disk can only be mounted by root")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def fill(disk: Path, but: int) -> Path:
    """Leave this many bytes free, or a few less."""
    filler = disk / "photos"
    room = os.statvfs(disk)
    left = room.f_bavail * room.f_frsize - but
    with filler.open("wb", buffering=0) as file:
        try:
            for _ in range(max(0, left) // 4096):
                file.write(bytes(4096))
        except OSError as full:
            if full.errno != errno.ENOSPC:
                raise
    return filler


def user_of(folder: Path, state: Path, passphrases: tuple[str, str], seed: int) -> ScriptedUser:
    first, other = passphrases
    orders = Orders(str(folder), str(state), "", first, other, seed, STEPS, after=0, within=0.0)
    return ScriptedUser(orders, random.Random(seed), lambda _: None)


def until_full(user: ScriptedUser, steps: list[str], said: list[str]) -> str:
    """Work until a step finds no room; which step it was, "" if all of them found some."""
    for step in steps:
        try:
            said.append(user.do(step))
        except DiskFull as full:
            assert full.happened  # noqa: PT017  (what else it may raise is for the test to fail with)
            return step
    return ""


def at_one_place(disk: Path, whole: Path, seed: int, *, keep: bool = True) -> bool:
    """Whether the disk was full at some step; nothing that was said may be missing afterwards."""
    chance = random.Random(seed)
    folder, state = disk / "Eastmere.vault", disk.parent / f"state-{seed}"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(whole, folder)
    user, said = user_of(folder, state, (PASSPHRASE, OTHER), seed), list[str]()
    steps = [*STEPS] * 3
    chance.shuffle(steps)
    filler = fill(disk, chance.randrange(0, 3_000_000))
    failed = until_full(user, steps, said)
    filler.unlink()
    if failed:
        said.append(user.do(failed))  # the same session goes on as if nothing had been
    user.close()
    vault, passphrase = opened(folder, state, (PASSPHRASE, OTHER))
    with vault:
        check_passphrase(passphrase, PASSPHRASE, said)
        check(vault, said if keep else [*said, "entry 0198a0000000700080000000000000ff"])
    return bool(failed)


@pytest.fixture
def whole(referred: House) -> Path:
    referred.session.close()
    referred.vault.close()
    return referred.vault.folder


def test_a_disk_that_is_full_at_thirty_places_loses_nothing(disk: Path, whole: Path) -> None:
    full = [at_one_place(disk, whole, seed) for seed in range(PLACES)]
    assert sum(full) > PLACES // 2, "the disk was seldom full"


@pytest.mark.soak
def test_a_disk_that_is_full_at_a_thousand_places_loses_nothing(disk: Path, whole: Path) -> None:
    for seed in range(1_000, 2_000):
        at_one_place(disk, whole, seed)


def test_planted_fault_what_was_said_and_is_missing_is_noticed(disk: Path, whole: Path) -> None:
    with pytest.raises(AssertionError):
        at_one_place(disk, whole, 3, keep=False)
