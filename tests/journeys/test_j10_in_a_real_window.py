"""Journey 10 again, in a real window, as a screen reader does it; the letters are saved by the system's own box."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from tests.journeys import the_correction, the_request
from tests.journeys.screen_reader import RealLaptop
from tests.journeys.system_dialogs import save_to
from tests.vaults import House

pytestmark = pytest.mark.xvfb


@pytest.fixture
def real(tmp_path: Path) -> Iterator[RealLaptop]:
    made = RealLaptop(tmp_path)
    yield made
    made.close()


def test_a_correction_by_ear_and_keyboard(consented: House, real: RealLaptop, tmp_path: Path) -> None:
    the_correction.given(consented)
    user = real.start(consented.vault.folder, "2026-11-24T10:00:00")
    the_request.unlock(user)
    box = the_correction.FileBox(after=partial(save_to, user))
    the_correction.whole(user, consented.school.name, tmp_path, box)
    assert user.nameless() == []
    real.close_window()
