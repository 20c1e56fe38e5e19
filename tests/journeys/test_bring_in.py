"""A register brought in from a file in the whole window, with its threads and child processes; and a lock half-way."""

from __future__ import annotations

import threading
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from coordinator_app.attendance.bringing_in import bringing
from coordinator_app.attendance.model import AttendanceFile, AttendanceWeek
from coordinator_app.jobs.jobs import InTask
from tests.attendance.bringing_in.registers import csv_of, kit
from tests.journeys import the_request
from tests.journeys.driver import Laptop, MovingClock, WindowUser
from tests.vaults import House

REGISTER = csv_of(
    kit("16/11/2026", "AM", "/"),
    kit("16/11/2026", "PM", "I"),
    kit("21/11/2026", "AM", "/"),
    ("", "Peña", "José", "03/05/2012", "16/11/2026", "AM", "/"),
    encoding="cp1252",
)


@pytest.fixture
def shut_house(referred: House) -> House:
    """A vault with a referred pupil that nobody has open."""
    referred.session.close()
    referred.vault.close()
    return referred


def at_the_page(house: House, laptop: Laptop, clock: MovingClock) -> WindowUser:
    clock.put(datetime(2026, 11, 24, 10, 0))
    user = laptop.start(house.vault.folder)
    the_request.unlock(user)
    go_there(house, laptop)
    user.sees("Which register is it?", "Drop the register here")
    return user


def go_there(house: House, laptop: Laptop) -> None:
    laptop.qtbot.waitUntil(lambda: laptop.app is not None and laptop.app.opened is not None)
    assert laptop.app is not None
    assert laptop.app.opened is not None
    laptop.qtbot.waitUntil(lambda: laptop.app.opened.shell.navigator.page is not None)
    laptop.app.opened.services.go.to("bring_in_attendance", school_id=house.school.id)


def kept(laptop: Laptop) -> tuple[list[str], int]:
    """The weeks, and how many files."""
    assert laptop.app is not None
    job = laptop.app.jobs.read(
        lambda session: ([one.marks for one in session.list(AttendanceWeek)], session.count(AttendanceFile))
    )
    return laptop.app.jobs.wait(job)


def register_in(laptop: Laptop) -> Path:
    place = laptop.home / "Register week 12.csv"
    place.write_bytes(REGISTER)
    return place


def to_the_check(user: WindowUser) -> None:
    user.sees("Does the file look right?", "Are these names right?", "Peña")
    user.presses("Continue to the columns")
    user.sees("What do the columns hold?")
    user.presses("Check every row")
    user.sees(
        "1 week of 1 pupil would be new.", "2 rows cannot be taken", "21 November 2026 is at a weekend."
    )


def test_a_register_is_chosen_looked_at_checked_and_brought_in_and_ctrl_z_takes_it_back(
    shut_house: House, laptop: Laptop, clock: MovingClock
) -> None:
    user = at_the_page(shut_house, laptop, clock)
    laptop.paths.append(register_in(laptop))
    user.presses("Choose a file")
    to_the_check(user)
    assert kept(laptop) == ([], 0)
    user.presses("Bring it in")
    user.sees("Register week 12.csv is brought in.", "1 week new, 0 changed, 2 rows left out.")
    assert kept(laptop) == (["/ I . . . . . . . ."], 1)
    assert laptop.app is not None
    QTest.keyClick(laptop.app.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    laptop.qtbot.waitUntil(lambda: kept(laptop) == ([], 0))
    laptop.close()


def test_a_lock_while_it_is_kept_leaves_nothing_and_the_page_is_there_again(
    shut_house: House, laptop: Laptop, clock: MovingClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    user = at_the_page(shut_house, laptop, clock)
    laptop.paths.append(register_in(laptop))
    user.presses("Choose a file")
    to_the_check(user)
    begun, pause, honest = threading.Event(), threading.Event(), bringing._go_on

    def slowly(within: InTask, done: int, total: int) -> None:
        begun.set()
        while not within.cancelled():
            pause.wait(0.01)  # the lock asks
        honest(within, done, total)

    monkeypatch.setattr(bringing, "_go_on", slowly)
    user.presses("Bring it in")
    assert begun.wait(60)
    assert laptop.app is not None
    assert laptop.app.opened is not None
    laptop.app.opened.services.lock()
    the_request.unlock(user)
    go_there(shut_house, laptop)
    user.sees("Which register is it?")
    assert kept(laptop) == ([], 0)
    laptop.close()


def test_a_file_dropped_on_the_page_is_a_register_and_not_a_scan(
    shut_house: House, laptop: Laptop, clock: MovingClock
) -> None:
    user = at_the_page(shut_house, laptop, clock)
    user.sees("Foxglove Hill School")
    laptop.drops(register_in(laptop))
    to_the_check(user)
    laptop.close()
