"""Journey 7 again, in a real window, as a screen reader does it; each day is another start of the program."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from coordinator_app.core.clock import SetClock
from tests.journeys import the_request
from tests.journeys.screen_reader import RealLaptop, ScreenReaderUser
from tests.journeys.the_logged_request import kept_in_the_vault
from tests.vaults import House, add

pytestmark = pytest.mark.xvfb


@pytest.fixture
def real(tmp_path: Path) -> Iterator[RealLaptop]:
    made = RealLaptop(tmp_path)
    yield made
    made.close()


def test_the_request_by_ear_and_keyboard(consented: House, real: RealLaptop) -> None:
    add(consented, "Kit came in on time.", happened_on=date(2026, 2, 3))
    consented.session.close()
    consented.vault.close()
    user = real.start(consented.vault.folder, "2026-03-02T09:00:00")
    the_request.unlock(user)
    for step in (
        the_request.log,
        the_request.three_dates,
        the_request.acknowledge,
        the_request.known,
        the_request.school,
    ):
        step(user)
        assert user.nameless() == []
    real.close_window()

    the_request.ask(at_the_request(real, consented.vault.folder, "2026-03-04T09:00:00"))
    real.close_window()
    user = at_the_request(real, consented.vault.folder, "2026-03-11T09:00:00")
    the_request.answer(user)
    the_request.moved(user)
    assert user.nameless() == []
    the_request.chase(user)
    assert user.nameless() == []
    real.close_window()
    user = at_the_request(real, consented.vault.folder, "2026-03-12T09:00:00")
    the_request.reply(user)
    assert user.nameless() == []
    real.close_window()
    kept_in_the_vault(consented.vault.folder, SetClock(datetime(2026, 3, 12, 9, 0)))


def at_the_request(real: RealLaptop, vault: Path, day: str) -> ScreenReaderUser:
    user = real.start(vault, day)
    the_request.unlock(user)
    user.opens("Access requests")
    user.presses("Continue, Kit Puddlecombe")
    user.sees("Access request 1, asked for by Marigold Puddlecombe")
    return user
