"""Attendance typed in the whole window: its keys are the grid's, and neither a lock nor a crash takes a mark."""

from __future__ import annotations

from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from coordinator_app.attendance.model import AttendanceWeek, Place
from coordinator_app.attendance.page.grid import MarkGrid
from coordinator_app.attendance.page.keeper import MarkKeeper
from tests.attendance.screens import CTRL, go, row_of, type_in
from tests.journeys import the_request
from tests.journeys.driver import Laptop, MovingClock, WindowUser
from tests.vaults import House


@pytest.fixture
def shut_house(referred: House) -> House:
    """A vault with a referred pupil that nobody has open."""
    referred.session.close()
    referred.vault.close()
    return referred


def at_the_tab(house: House, laptop: Laptop, clock: MovingClock) -> WindowUser:
    clock.put(datetime(2026, 11, 24, 10, 0))
    user = laptop.start(house.vault.folder)
    the_request.unlock(user)
    go_there(house, laptop)
    user.sees("Foxglove Hill School", "Type a code, or / for a whole day.")
    return user


def go_there(house: House, laptop: Laptop) -> None:
    laptop.qtbot.waitUntil(lambda: laptop.app is not None and laptop.app.opened is not None)
    assert laptop.app is not None
    assert laptop.app.opened is not None
    laptop.qtbot.waitUntil(lambda: laptop.app.opened.shell.navigator.page is not None)
    laptop.app.opened.services.go.to("pupil", pupil_id=house.pupil.id, tab="attendance")


def grid_of(laptop: Laptop) -> MarkGrid:
    assert laptop.app is not None
    found = [one for one in laptop.app.window.findChildren(MarkGrid) if one.isVisible()]
    assert found
    return found[0]


def kept(house: House, laptop: Laptop) -> list[str]:
    assert laptop.app is not None
    place = Place(school_id=house.school.id)
    job = laptop.app.jobs.read(
        lambda session: [one.marks for one in session.list(AttendanceWeek) if one.place == place]
    )
    return laptop.app.jobs.wait(job)


def test_keys_of_the_grid_are_the_grids_and_ctrl_z_takes_back_what_was_kept(
    shut_house: House, laptop: Laptop, clock: MovingClock
) -> None:
    user = at_the_tab(shut_house, laptop, clock)
    grid = grid_of(laptop)
    go(grid, 1, 0)
    type_in(grid, "//e")
    assert QApplication.activeModalWidget() is None  # neither the palette by / nor another box
    assert row_of(grid, 1) == "/ \\ / \\ E . . . . ."
    QTest.keyClick(grid, Qt.Key.Key_S, CTRL)
    user.sees("Attendance saved", "4 of 5 attended")
    assert kept(shut_house, laptop) == ["/ \\ / \\ E . . . . ."]
    QTest.keyClick(grid, Qt.Key.Key_Z, CTRL)
    user.does_not_see("4 of 5 attended")
    assert kept(shut_house, laptop) == []
    laptop.close()


def test_a_lock_and_the_windows_end_keep_what_is_typed(
    shut_house: House, laptop: Laptop, clock: MovingClock
) -> None:
    user = at_the_tab(shut_house, laptop, clock)
    go(grid_of(laptop), 1, 0)
    type_in(grid_of(laptop), "i")
    user.keys("Ctrl+L")
    the_request.unlock(user)
    go_there(shut_house, laptop)
    user.sees("0 of 1 attended")
    assert kept(shut_house, laptop) == ["I . . . . . . . . ."]
    go(grid_of(laptop), 2, 0)
    type_in(grid_of(laptop), "o")
    laptop.close()
    user = laptop.start(shut_house.vault.folder)
    the_request.unlock(user)
    go_there(shut_house, laptop)
    assert kept(shut_house, laptop) == ["I . . . . . . . . .", "O . . . . . . . . ."]
    laptop.close()


def test_what_a_crash_left_is_offered_on_today_and_is_back(
    shut_house: House, laptop: Laptop, clock: MovingClock
) -> None:
    user = at_the_tab(shut_house, laptop, clock)
    go(grid_of(laptop), 1, 0)
    type_in(grid_of(laptop), "i")
    assert laptop.app is not None
    for keeper in laptop.app.window.findChildren(MarkKeeper):
        keeper.draft()
        keeper.save = keeper.keep_at_lock = lambda *_: None  # type: ignore[method-assign]  # the power fails
    laptop.close()
    user = laptop.start(shut_house.vault.folder)
    the_request.unlock(user)
    user.sees("“Attendance” opens again with what you typed.")
    user.presses("Carry on")
    user.sees("not saved yet")
    assert row_of(grid_of(laptop), 1) == "I . . . . . . . . ."
    laptop.close()
