"""Which checks a finished pack must have before it may leave: none of them may be lost on the way.

A pack with no findings at all is one that nobody checked, not one with nothing to find. Standard library only: the
names are those of `pack_checks` and of `actions.pack`, which need the readers of files.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

OF_THE_FILE: Final = (
    "Covered names",
    "Words of withheld items",
    "Nothing readable under any redaction box",
    "Every item has a decision",
    "No hidden details",
    "Pack opens, and page count matches",
    "Every letter can be printed",
    "Everything in the letter is filled in",
)
"""What the child that builds a pack says of it."""
OF_THE_RECORDS: Final = (
    "Each withheld item has a reason and, where needed, advice",
    "The school on roll was asked",
)
"""What is added where the pack is kept."""
NEEDED_CHECKS: Final = (*OF_THE_FILE, *OF_THE_RECORDS)


def missing_checks(names: Iterable[str]) -> tuple[str, ...]:
    """The checks that are not among those made, in the order of the screen."""
    made = {*names}
    return tuple(name for name in NEEDED_CHECKS if name not in made)
