import sys
from pathlib import Path

from tests.vaults import consented, house, referred

# the helpers of these folders stand beside their tests, not in a package
for folder in (Path(__file__).parent, Path(__file__).parents[1] / "pdf"):
    if str(folder) not in sys.path:
        sys.path.insert(0, str(folder))

__all__ = ["consented", "house", "referred"]
