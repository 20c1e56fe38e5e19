"""How large a pack the bench builds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class PackSize:
    """How many pages of text and how many scans."""

    texts: int
    scans: int


QUICK: Final = PackSize(100, 60)
WHOLE: Final = PackSize(2_000, 3_000)
