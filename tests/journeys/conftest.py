"""A laptop on which the real window runs, with a clock that stands where the journey puts it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from coordinator_app.organisations.model import TermBlock, TermCalendarRecord
from coordinator_app.ui import dialogs
from tests.journeys.driver import Laptop, MovingClock
from tests.journeys.general_alone import demand_nothing_in_the_open
from tests.programmes.conftest import new_provider
from tests.ui.conftest import look, no_modal_blocks, pytest_itemcollected
from tests.vaults import House, consented, house, referred

__all__ = ["consented", "house", "look", "no_modal_blocks", "pytest_itemcollected", "referred"]


@pytest.fixture
def clock() -> MovingClock:
    return MovingClock()


@pytest.fixture
def laptop(
    qtbot: QtBot, tmp_path: Path, clock: MovingClock, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Laptop]:
    """A laptop whose window is closed at the end; then no guarded word may be found in general.db."""
    made = Laptop(qtbot, tmp_path, clock)
    monkeypatch.setattr(dialogs, "WindowDialogs", made.dialogs)
    yield made
    made.close()
    folder = made.settings.last_vault_folder
    if folder is not None and (folder / "general.db").exists():
        demand_nothing_in_the_open(folder, clock, made.guarded_words)


@pytest.fixture
def ready(house: House) -> House:
    """A provider whose checks are in date, the terms of spring, and a vault that nobody has open."""
    session = house.session
    new_provider(session)
    (calendar,) = session.list(TermCalendarRecord)
    with session.write() as work:
        block = {"title": "Spring 2", "first_day": date(2027, 2, 22), "last_day": date(2027, 3, 25)}
        work.add(TermBlock(term_calendar_id=calendar.id, **block))
    session.close()
    house.vault.close()
    return house
