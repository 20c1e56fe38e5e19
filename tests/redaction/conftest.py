from __future__ import annotations

import sys
from pathlib import Path

# the invented files and packs of the pdf tests, and the helpers of this folder
for folder in (Path(__file__).parent, Path(__file__).parents[1] / "pdf", Path(__file__).parents[2] / "tools"):
    if str(folder) not in sys.path:
        sys.path.insert(0, str(folder))
