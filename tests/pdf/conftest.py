from __future__ import annotations

import sys
from pathlib import Path

# the helpers of this folder and the samples stand beside the tests, not in a package
for folder in (Path(__file__).parent, Path(__file__).parents[2] / "tools"):
    if str(folder) not in sys.path:
        sys.path.insert(0, str(folder))
