"""A laptop on which the real window runs, with a clock that stands where the journey puts it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from coordinator_app.ui import dialogs
from tests.journeys.driver import Laptop, MovingClock
from tests.ui.conftest import look, no_modal_blocks, pytest_itemcollected
from tests.vaults import consented, house, referred

__all__ = ["consented", "house", "look", "no_modal_blocks", "pytest_itemcollected", "referred"]


@pytest.fixture
def clock() -> MovingClock:
    return MovingClock()


@pytest.fixture
def laptop(
    qtbot: QtBot, tmp_path: Path, clock: MovingClock, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Laptop]:
    """A laptop whose window is closed at the end."""
    made = Laptop(qtbot, tmp_path, clock)
    monkeypatch.setattr(dialogs, "WindowDialogs", made.dialogs)
    yield made
    made.close()
