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
