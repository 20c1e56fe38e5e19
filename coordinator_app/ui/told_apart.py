"""Buttons of rows in one list that would have the same name are told apart: whoever hears a list alone cannot see the rows.

"Change: what is noted, Marigold Puddlecombe" twice becomes "…, given on 3 May 2026" and "…, given on 9 June 2026": the first
words of each row that no other of them has. Where nothing differs they are counted.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QAbstractButton, QLabel, QPushButton, QWidget
from shiboken6 import isValid

_LONGEST = 80


class ToldApart:
    """The buttons of the rows of one list, by the names they were given."""

    def __init__(self) -> None:
        self._same: dict[str, list[tuple[QAbstractButton, list[str]]]] = {}

    def clear(self) -> None:
        """The rows are gone."""
        self._same.clear()

    def add(self, row: QWidget) -> None:
        """A row more: its buttons, and those of other rows that are called the same, get a name of their own."""
        said = [" ".join(one.text().split()) for one in row.findChildren(QLabel) if one.text().strip()]
        for made in row.findChildren(QPushButton):
            name = made.accessibleName() or made.text().replace("&", "")
            alike = self._same.setdefault(name, [])
            alike[:] = [(each, words) for each, words in alike if isValid(each)]
            alike.append((made, said))
            if len(alike) > 1:
                _name(name, alike)


def _name(name: str, alike: Sequence[tuple[QAbstractButton, list[str]]]) -> None:
    own = _own_words([said for _, said in alike])
    for number, ((made, _), words) in enumerate(zip(alike, own, strict=True), start=1):
        made.setAccessibleName(f"{name}, {words or f'{number} of {len(alike)}'}")


def _own_words(rows: Sequence[list[str]]) -> list[str]:
    """Of each row the words that stand in no other; "" for each where one has none."""
    found = []
    for at, said in enumerate(rows):
        others = {_short(words) for place, other in enumerate(rows) if place != at for words in other}
        found.append(next((short for words in said if (short := _short(words)) not in others), ""))
    return found if all(found) and len(set(found)) == len(found) else [""] * len(found)


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST].rsplit(' ', 1)[0]}\N{HORIZONTAL ELLIPSIS}"
