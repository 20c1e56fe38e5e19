"""The vault of the attendance tests."""

from tests.attendance.conftest import (
    consented,
    desk,
    house,
    look,
    no_modal_blocks,
    provider,
    pytest_itemcollected,
    received,
    referred,
)

__all__ = [
    "consented",
    "desk",
    "house",
    "look",
    "no_modal_blocks",
    "provider",
    "pytest_itemcollected",
    "received",
    "referred",
]
