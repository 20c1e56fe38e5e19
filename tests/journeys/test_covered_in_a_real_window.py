"""The curtain in a real window, as a screen reader hears it: until the process that held the data ends by itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from coordinator_app.ui.curtain_screen import TITLE
from tests.journeys import the_building
from tests.journeys.screen_reader import RealLaptop
from tests.journeys.test_away_while_it_builds import BUILT, OF_THE_CHILD
from tests.journeys.the_pack import decided
from tests.vaults import PASSPHRASE, House

pytestmark = pytest.mark.xvfb
NOW = datetime(2026, 11, 23, 9, 0)


@pytest.fixture(params=[(100, "light"), (200, "dark")], ids=str)
def real(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[RealLaptop]:
    made = RealLaptop(tmp_path, *request.param)
    yield made
    made.close()


def test_the_pack_is_finished_behind_the_curtain_by_ear_and_keyboard(
    consented: House, real: RealLaptop
) -> None:
    decided(consented, 40)
    user = real.start(consented.vault.folder, NOW.isoformat())
    the_building.open_the_stage(user)
    user.presses("Build the pack")
    user.types("Passphrase", PASSPHRASE)
    user.presses("Continue")
    user.sees("Building page")
    user.keys("Ctrl+L")
    user.sees(TITLE, "A pack is being built")
    heard = user.reads().replace("A pack is", "")
    for words in OF_THE_CHILD:
        assert words not in heard
    assert user.nameless() == []
    user.keys("Ctrl+K")
    user.types("Passphrase", "not the passphrase")
    user.presses("Uncover")
    user.sees("does not open this vault")
    user.sees("Welcome back", "You locked the vault.")  # another process by now
    user.types("Passphrase", PASSPHRASE)
    user.presses("Unlock")
    user.sees(BUILT)
    user.presses("Show the password")
    user.types("Passphrase", PASSPHRASE)
    user.presses("Continue")
    user.sees("The password of this pack")
    user.presses("I have noted it")
    user.does_not_see("The password of this pack", BUILT)
    assert user.nameless() == []
