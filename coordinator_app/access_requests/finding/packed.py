"""Many (word, number) pairs in few bytes: eight for each, so that 20,000 pupils and their families fit beside a page."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable

_NUMBERS = 24  # bits: sixteen million people or words
_HASHED = (1 << (63 - _NUMBERS)) - 1


class Packed:
    """Asks for the numbers under a word; two words share a place once in many millions of pairs, so look again."""

    def __init__(self, pairs: Iterable[tuple[str, int]]) -> None:
        self._kept = array("Q", sorted({((hash(word) & _HASHED) << _NUMBERS) | at for word, at in pairs}))

    def numbers(self, word: str) -> list[int]:
        """The numbers kept under a word, in their order."""
        first = (hash(word) & _HASHED) << _NUMBERS
        start = bisect_left(self._kept, first)
        end = bisect_left(self._kept, first + (1 << _NUMBERS), start)
        return [one - first for one in self._kept[start:end]]
