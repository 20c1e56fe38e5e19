"""Journey 9 again, in a real window, as a screen reader does it: ordinary size in light, twice the size in dark."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from coordinator_app.core.clock import SetClock
from tests.journeys import the_building
from tests.journeys.screen_reader import RealLaptop
from tests.journeys.system_dialogs import save_to
from tests.journeys.the_pack import WHOLE, whole
from tests.journeys.the_sent_pack import kept_in_the_vault, read_elsewhere
from tests.vaults import House

pytestmark = pytest.mark.xvfb
NOW = datetime(2026, 11, 24, 9, 0)


@pytest.fixture(params=[(100, "light"), (200, "dark")], ids=str)
def real(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[RealLaptop]:
    made = RealLaptop(tmp_path, *request.param)
    yield made
    made.close()


def test_the_pack_by_ear_and_keyboard(consented: House, real: RealLaptop, tmp_path: Path) -> None:
    whole(consented)
    built_and_sent(consented.vault.folder, real, tmp_path / the_building.FILE_NAME, WHOLE)


def built_and_sent(vault: Path, real: RealLaptop, saved: Path, pages: int) -> None:
    """The whole of it in one sitting; nothing on the way that takes the focus is without a name."""
    user = real.start(vault, NOW.isoformat())
    for step in (the_building.open_the_stage, the_building.stop_once):
        step(user)
        assert user.nameless() == []
    the_building.build(user, "Build the pack")
    assert user.nameless() == []
    for step in (the_building.mend, the_building.approve):
        step(user)
        assert user.nameless() == []
    password = the_building.build(user, "Build again")
    the_building.ready(user, pages)
    assert user.nameless() == []
    user.presses("Save the locked pack")
    save_to(user, saved)
    the_building.saved(user)
    for step in (the_building.send, the_building.look_at_the_copy, the_building.only_read):
        step(user)
        assert user.nameless() == []
    real.close_window()
    read_elsewhere(saved, password, pages, saved.parent)
    kept_in_the_vault(vault, SetClock(NOW), saved, pages)
