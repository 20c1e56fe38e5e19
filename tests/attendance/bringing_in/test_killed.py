"""The program killed while a file is brought in: afterwards there is all of it or nothing, never a part."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from coordinator_app.attendance.model import AttendanceFile, AttendanceWeek
from coordinator_app.core.clock import SetClock
from coordinator_app.registry import CATALOGUE
from coordinator_app.store.session import Session
from coordinator_app.store.vault import unlock
from tests.attendance.conftest import another_pupil
from tests.vaults import PASSPHRASE, TODAY, House

_BRING = """
import os, signal, sys
from pathlib import Path
from datetime import datetime
from coordinator_app.attendance.bringing_in import bringing
from coordinator_app.attendance.model import Place
from coordinator_app.core.clock import SetClock
from coordinator_app.organisations.model import School
from coordinator_app.registry import CATALOGUE
from coordinator_app.store.session import Session
from coordinator_app.store.vault import unlock
from tests.attendance.bringing_in.checked import READING, brought, plan_of
from tests.attendance.bringing_in.registers import csv_of, kit
from coordinator_app.jobs.jobs import InTask
folder, passphrase, where = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
clock = SetClock(datetime(2026, 11, 24, 9, 0))
vault = unlock(folder, passphrase, clock=clock)
session = Session(vault.paths, vault.keys, catalogue=CATALOGUE, clock=clock, actor=vault.actor, publish=lambda _: None)
class Bare:
    pass
house = Bare()
house.session, house.school = session, session.list(School)[0]
bringing.PORTION = 1
told = []
def tell(progress):
    told.append(progress)
    if len(told) == where:
        os.kill(os.getpid(), signal.SIGKILL)
rows = [kit("16/11/2026", "AM", "/"), kit("9/11/2026", "AM", "/"), ("", "Thimblewick", "Wren", "30/09/2011", "16/11/2026", "AM", "I")]
plan = plan_of(house, csv_of(*rows))
{keep}
os.kill(os.getpid(), signal.SIGKILL)
"""
WHOLE = "bringing.bring_in(session, plan, READING, InTask(tell, lambda: False))"
IN_PARTS = """
from dataclasses import replace
for number, week in enumerate(plan.weeks):
    if number == where - 1:
        os.kill(os.getpid(), signal.SIGKILL)
    bringing.bring_in(session, replace(plan, weeks=(week,)), READING, InTask(lambda _: None, lambda: False))
"""


def after_a_kill(house: House, keep: str, where: int) -> tuple[int, int]:
    """Weeks and files there after the program was killed at a place of it."""
    another_pupil(house)
    folder = house.vault.folder
    house.session.close()
    house.vault.close()
    command = [sys.executable, "-c", _BRING.replace("{keep}", keep), str(folder), PASSPHRASE, str(where)]
    child = subprocess.run(command, check=False, capture_output=True, cwd=Path(__file__).parents[3])
    assert child.returncode == -signal.SIGKILL, child.stderr.decode()
    house.vault = unlock(folder, PASSPHRASE, clock=SetClock(TODAY))
    house.session = Session(
        house.vault.paths, house.vault.keys, catalogue=CATALOGUE, clock=house.clock, actor=house.vault.actor,
        publish=lambda _: None,
    )  # fmt: skip
    return house.session.count(AttendanceWeek), house.session.count(AttendanceFile)


@pytest.mark.parametrize("where", [1, 2, 4])
def test_killed_before_the_end_there_is_nothing(referred: House, where: int) -> None:
    assert after_a_kill(referred, WHOLE, where) == (0, 0)


def test_killed_after_the_end_there_is_all_of_it(referred: House) -> None:
    assert after_a_kill(referred, WHOLE, 99) == (3, 1)


def test_bringing_it_in_by_weeks_would_leave_a_part(referred: House) -> None:
    """The planted fault."""
    weeks, _ = after_a_kill(referred, IN_PARTS, 3)
    assert 0 < weeks < 3
