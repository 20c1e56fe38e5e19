from tests.ui.conftest import look, no_modal_blocks, pytest_itemcollected
from tests.vaults import consented, house, referred

__all__ = ["consented", "house", "look", "no_modal_blocks", "pytest_itemcollected", "referred"]
