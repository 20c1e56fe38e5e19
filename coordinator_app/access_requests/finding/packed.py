"""Many (word, number) pairs in few bytes: eight for each, so that 20,000 pupils and their families fit beside a page."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable

_NUMBERS = 24  # bits: sixteen million people or words
_SHELVED = 8  # bits of a hash, the highest, by which pairs are put together before they are sorted
_TO_SHELF = 63 - _NUMBERS - _SHELVED
_HASHED = (1 << (63 - _NUMBERS)) - 1


class Packed:
    """Asks for the numbers under a word; two words share a place once in many millions of pairs, so look again."""

    def __init__(self, pairs: Iterable[tuple[str, int]]) -> None:
        # one sort of them all would hold up the window for as long as it takes
        shelves: list[set[int]] = [set() for _ in range(1 << _SHELVED)]
        for word, at in pairs:
            hashed = hash(word) & _HASHED
            shelves[hashed >> _TO_SHELF].add((hashed << _NUMBERS) | at)
        self._kept = array("Q")
        for shelf in shelves:
            self._kept.extend(sorted(shelf))

    def numbers(self, word: str) -> list[int]:
        """The numbers kept under a word, in their order."""
        first = (hash(word) & _HASHED) << _NUMBERS
        start = bisect_left(self._kept, first)
        end = bisect_left(self._kept, first + (1 << _NUMBERS), start)
        return [one - first for one in self._kept[start:end]]
