from collections.abc import Iterator
from pathlib import Path

import pytest

from coordinator_app.core.privacy import AccessLevel
from tests.pupils.screens import Desk, desk, stop
from tests.ui.conftest import look, no_modal_blocks, pytest_itemcollected
from tests.vaults import House, consented, house, referred

__all__ = ["consented", "house", "look", "no_modal_blocks", "pytest_itemcollected", "referred"]


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
