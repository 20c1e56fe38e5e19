from tests.vaults import consented, house, referred

__all__ = ["consented", "house", "referred"]
