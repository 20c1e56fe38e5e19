"""Journey 1 again, in a real window, as a screen reader does it: ordinary and twice the text size, light and dark."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys import first_day
from tests.journeys.screen_reader import RealLaptop

pytestmark = pytest.mark.xvfb


@pytest.fixture(params=[(100, "light"), (100, "dark"), (200, "light"), (200, "dark")], ids=str)
def laptop(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[RealLaptop]:
    made = RealLaptop(tmp_path, *request.param)
    yield made
    made.close()


def test_the_first_day_by_ear_and_keyboard(laptop: RealLaptop, tmp_path: Path) -> None:
    user = laptop.start()
    assert user.nameless() == []
    key = first_day.create_vault(user, tmp_path)
    first_day.confirm_key(user, key)
    user.presses("Back up later")
    first_day.set_up(user)
    assert user.nameless() == []
    laptop.close_window()

    user = laptop.start()
    first_day.wrong_passphrases(user)
    first_day.unlock(user, first_day.PASSPHRASE)
    user.sees("Not backed up yet")
    laptop.close_window()

    user = laptop.start()
    first_day.recover(user, key)
    user.sees("Not backed up yet")
    laptop.close_window()
