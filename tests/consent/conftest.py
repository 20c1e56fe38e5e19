"""A page at its desk, on a real practice vault."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from coordinator_app.consent import in_force
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


@pytest.fixture(autouse=True)
def statement_as_signed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The shipped statement is the one that the tests' families sign, whichever version it has by now."""
    monkeypatch.setattr(in_force, "_shipped", lambda: 1)
