from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coordinator_app.core.privacy import AccessLevel
from coordinator_app.pupils.model import Pupil
from coordinator_app.pupils.page.record import PupilPage
from tests.pupils.about_tab import tab
from tests.pupils.screens import Desk, desk, stop
from tests.ui.conftest import look, no_modal_blocks, pytest_itemcollected
from tests.vaults import House, consented, house, referred

__all__ = ["consented", "house", "look", "no_modal_blocks", "pytest_itemcollected", "referred", "tab"]


@pytest.fixture
def at_desk(house: House, tmp_path: Path) -> Iterator[Desk]:
    """The services of a user who may open everything."""
    made = desk(house, tmp_path)
    yield made
    stop(made)


@pytest.fixture
def at_level_two(house: House, tmp_path: Path) -> Iterator[Desk]:
    """The services of a user who may not open safeguarding and health."""
    made = desk(house, tmp_path, AccessLevel.TWO)
    yield made
    stop(made)


Open = Callable[..., PupilPage]


@pytest.fixture
def opened(qtbot: QtBot, at_desk: Desk) -> Open:
    """Opens the page for a pupil, as the window does."""

    def make(pupil: Pupil, desk: Desk = at_desk, **more: object) -> PupilPage:
        page = PupilPage(desk.services)
        qtbot.addWidget(page)
        page.resize(1162, 660)
        page.show()
        page.open(pupil_id=pupil.id, **more)
        QApplication.processEvents()
        return page

    return make
