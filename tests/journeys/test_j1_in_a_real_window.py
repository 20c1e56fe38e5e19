"""Journey 1 again, in a real window, as a screen reader does it: ordinary and twice the text size, light and dark."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys import first_day
from tests.journeys.screen_reader import RealLaptop
from tests.journeys.system_dialogs import open_options, save_to

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
    first_day.find_blank_forms(user)
    assert user.nameless() == []
    open_options(user)
    first_day.save_blank_forms(user)
    paper = tmp_path / "blank-forms.pdf"
    save_to(user, paper)
    user.sees("Forms saved as PDF")
    first_day.officer_is_open(paper, tmp_path)
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
