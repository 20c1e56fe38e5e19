"""A page of a referral at its desk, on a real practice vault."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.referrals.page_desk import Desk, desk
from tests.ui.conftest import look, no_modal_blocks, pytest_itemcollected
from tests.vaults import House, consented, house, referred

__all__ = ["at_desk", "consented", "house", "look", "no_modal_blocks", "pytest_itemcollected", "referred"]


@pytest.fixture
def at_desk(house: House, tmp_path: Path) -> Iterator[Desk]:
    made = desk(house, tmp_path)
    yield made
    for page in made.pages:
        page.close()
    made.services.jobs.stop()
