"""How many entries were given, in words: the number itself only where every one of them is open.

A line of the ledger is open to everybody who may see the pupil. Told there, the number of all entries beside the open
ones that can be counted would tell how many guarded ones there are (decision 10). Who holds the key reads the number in
the ledger (`view.py`), which counts them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from coordinator_app.sharing.model import DisclosedItem

_SOME = "Entries"
_NUMBER = re.compile(r"^(?:1 entry|[\d,]+ entries)(?= )")


def entries(lines: Sequence[DisclosedItem]) -> str:
    """What was given, as it may be kept in the open: "2 entries", or "Entries" where one of them is guarded."""
    return _SOME if any(line.is_guarded for line in lines) else _counted(len(lines))


def without_number(description: str) -> str:
    """What was given once one of the entries is guarded: "2 entries at review 3" becomes "Entries at review 3"."""
    return _NUMBER.sub(_SOME, description)


def with_number(description: str, lines: Sequence[DisclosedItem]) -> str:
    """The same for who may open them: `lines` are all that this user may see."""
    if description.startswith(f"{_SOME} ") and any(line.is_guarded for line in lines):
        return _counted(len(lines)) + description.removeprefix(_SOME)
    return description


def _counted(number: int) -> str:
    return "1 entry" if number == 1 else f"{number:,} entries"
