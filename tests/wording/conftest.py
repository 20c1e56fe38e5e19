"""A page of the wordings at its desk, on a real practice vault."""

from __future__ import annotations

from tests.consent.conftest import (
    at_desk,
    consented,
    house,
    look,
    no_modal_blocks,
    pytest_itemcollected,
    referred,
)

__all__ = ["at_desk", "consented", "house", "look", "no_modal_blocks", "pytest_itemcollected", "referred"]
