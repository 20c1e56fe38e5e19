"""The power goes at any moment: what was said to be kept is on the disk, and what lies there is whole.

The writes of a real run are recorded and replayed up to a cut; what was not brought down by then is lost, kept or torn
by chance (see `disk_trace`). A kill alone cannot show this: after a kill the system still writes everything.
"""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.after_a_fault import check, check_passphrase, opened
from tests.faults.disk_trace import CALLS, Call, Disk, image, read_trace, said_before
from tests.faults.scripted_user import Orders, as_line
from tests.vaults import PASSPHRASE, House

PROGRAM = Path(__file__).with_name("scripted_user.py")
OTHER = "seven kites above the pier"
WORKED = ("entry", "guarded", "weeks", "scan", "document", "undo", "passphrase", "import")
CUTS = 24


@pytest.fixture(autouse=True, scope="module")
def _strace() -> None:
    if shutil.which("strace") is None:
        pytest.skip("the writes are recorded by strace")
    if subprocess.run(["strace", "true"], check=False, capture_output=True).returncode != 0:
        pytest.skip("this system lets no program be traced")


class Recorded:
    """A vault's folder before a run, and every call on it during the run."""

    def __init__(self, start: Path, folder: Path, said: Path, calls: list[Call]) -> None:
        self.start, self.folder, self.said, self.calls = start, folder, said, calls


def record(folder: Path, place: Path, steps: tuple[str, ...]) -> Recorded:
    """Work once through the steps, and note each call."""
    start, said, trace = place / "start", place / "said", place / "trace"
    shutil.copytree(folder, start)
    orders = Orders(
        str(folder),
        str(place / "state"),
        str(said),
        PASSPHRASE,
        OTHER,
        5,
        steps,
        after=len(steps),
        within=0.0,
    )
    done = subprocess.run(
        ["strace", "-f", "-y", "-xx", "-s", "100000000", "-e", f"trace={CALLS}", "-o", str(trace),
         sys.executable, str(PROGRAM), "--alone"],
        input=as_line(orders), capture_output=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr.decode()
    return Recorded(start, folder, said, read_trace(trace, folder, said))


@pytest.fixture
def recorded(referred: House, tmp_path: Path) -> Recorded:
    referred.session.close()
    referred.vault.close()
    return record(referred.vault.folder, tmp_path, WORKED)


def after_a_cut(recorded: Recorded, place: Path, seed: int) -> None:
    """Replay up to a moment drawn by chance, cut, and look at what is left."""
    chance = random.Random(seed)
    upto = recorded.calls[: chance.randrange(1, len(recorded.calls) + 1)]
    folder = image(recorded.start, place / "cut.vault")
    disk = Disk(folder, str(recorded.folder), chance)
    disk.play([call for call in upto if call.path != str(recorded.said)])
    disk.cut()
    said = list(said_before(upto, recorded.said))
    vault, passphrase = opened(folder, place / f"state-{seed}", (PASSPHRASE, OTHER))
    with vault:
        check_passphrase(passphrase, PASSPHRASE, said)
        check(vault, said)


def test_what_was_said_to_be_kept_outlives_the_power_at_every_moment(
    recorded: Recorded, tmp_path: Path
) -> None:
    said = list(said_before(recorded.calls, recorded.said))
    assert len(said) == len(WORKED) + 1, "the run was not recorded whole"
    for seed in range(CUTS):
        after_a_cut(recorded, tmp_path, seed)


@pytest.mark.soak
def test_it_outlives_two_thousand_cuts(recorded: Recorded, tmp_path: Path) -> None:
    for seed in range(1_000, 3_000):
        after_a_cut(recorded, tmp_path, seed)


def test_planted_fault_a_program_that_brings_nothing_down_loses_what_it_said(
    recorded: Recorded, tmp_path: Path
) -> None:
    recorded.calls = [call for call in recorded.calls if call.kind != "fsync"]
    lost = 0
    for seed in range(CUTS):
        try:
            after_a_cut(recorded, tmp_path, seed)
        except Exception:
            lost += 1
    assert lost > CUTS // 4
