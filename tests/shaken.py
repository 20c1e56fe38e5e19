"""Makes every job of the threads late by a random while, so that what only holds on a quick machine comes to light.

    pytest -p tests.shaken tests/journeys        SHAKEN=7 names the seed, SHAKEN_MS=400 the longest while

A job waits before its work (a button is pressed meanwhile) or after it (an older answer comes in later than a newer
one of the other reader), also in the program that a journey in a real window starts. The seed is told at the start and
stands for the whole run, test by test.
"""

from __future__ import annotations

import os
import random
import threading
import time
import zlib
from typing import Any

import pytest

from coordinator_app.jobs.job import Job
from coordinator_app.jobs.lane import Lane

SEED = int(os.environ.get("SHAKEN", "") or time.time_ns() % 100_000)
LONGEST = int(os.environ.get("SHAKEN_MS", "150")) / 1000
_ONE_IN = 3  # jobs are shaken, so that quick ones overtake them

_dice = random.Random(SEED)
_guard = threading.Lock()


def _wait() -> None:
    with _guard:
        seconds = _dice.random() * LONGEST if _dice.randrange(_ONE_IN) == 0 else 0.0
    if seconds:
        time.sleep(seconds)


def shake(patch: pytest.MonkeyPatch) -> None:
    """Make the jobs of this process late, until `patch` is undone."""
    honest_do, honest_succeed = Lane._do, Job.succeed

    def do(lane: Lane[Any], *given: Any) -> Any:
        _wait()
        return honest_do(lane, *given)

    def succeed(job: Job[Any], result: Any) -> None:
        _wait()
        honest_succeed(job, result)

    patch.setattr(Lane, "_do", do)
    patch.setattr(Job, "succeed", succeed)


def pytest_report_header() -> str:
    """The seed, to run it again."""
    return f"shaken: SHAKEN={SEED} SHAKEN_MS={round(LONGEST * 1000)}"


@pytest.fixture(autouse=True)
def late_jobs(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same delays for the same test and seed, whatever ran before."""
    _dice.seed(SEED ^ zlib.crc32(request.node.nodeid.encode()))
    shake(monkeypatch)
