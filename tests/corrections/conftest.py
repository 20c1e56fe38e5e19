import pytest

from coordinator_app.corrections import notices
from tests.pupils.conftest import at_desk, at_level_two
from tests.ui.conftest import look, no_modal_blocks, pytest_itemcollected
from tests.vaults import consented, house, referred

__all__ = [
    "at_desk",
    "at_level_two",
    "consented",
    "house",
    "look",
    "no_modal_blocks",
    "pytest_itemcollected",
    "referred",
]


@pytest.fixture(autouse=True)
def nobody_else_works_with_them(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the ledger says who is told, but in the tests of who works with a child."""
    monkeypatch.setattr(notices, "working_with", lambda _session, _pupil_id: ())
