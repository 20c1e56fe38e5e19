"""Finds any part of a name among many thousand, without accents or case, while the user types (decision 26).

All folded texts stand in one long string, one a line, so that looking is a single `str.find` in C: well under
a millisecond at 20,000 names. Starts of words come before other parts.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator

from coordinator_app.core.names import fold
from coordinator_app.hooks import PaletteEntry

_LINE = "\n"
_FEW = 500
"""So many rows may be looked at one by one for a key that is pressed."""


class PaletteIndex:
    """The rows of one group, in the order in which they came."""

    def __init__(self, rows: Iterable[PaletteEntry] = ()) -> None:
        self.rows = tuple(rows)
        lines = [_searched(row) for row in self.rows]
        self._starts: list[int] = []
        at = 0
        for line in lines:
            self._starts.append(at)
            at += len(line) + 1
        self._text = _LINE.join(lines) + _LINE

    def find(self, typed: str, limit: int = 6) -> list[PaletteEntry]:
        """At most `limit` rows that hold every word typed; those where a word starts with the first come first."""
        words = fold(typed).split()
        if not words or not self.rows:
            return []
        found: dict[int, None] = {}
        for number in self._holding(words):
            found[number] = None
            if len(found) == limit:
                break
        return [self.rows[number] for number in found]

    def _holding(self, words: list[str]) -> Iterator[int]:
        """The rows with all words, those where a word starts with the first before the others; some come twice."""
        first = (f" {words[0]}", words[0])
        rarest = min(words, key=self._text.count) if len(words) > 1 else words[0]
        if rarest != words[0] and self._text.count(rarest) <= _FEW:
            # "kit puddlecombe 199": go through the few 199 instead of the thousand Kits
            few = [number for number in self._lines_with(rarest) if self._holds(number, words)]
            for needle in first:
                yield from (number for number in few if needle in self._line(number))
            return
        for needle in first:
            yield from (number for number in self._lines_with(needle) if self._holds(number, words))

    def _lines_with(self, needle: str) -> Iterator[int]:
        at = self._text.find(needle)
        while at >= 0:
            number = bisect_right(self._starts, at) - 1
            yield number
            at = self._text.find(needle, self._end(number))

    def _end(self, number: int) -> int:
        return self._starts[number + 1] if number + 1 < len(self._starts) else len(self._text)

    def _line(self, number: int) -> str:
        return self._text[self._starts[number] : self._end(number)]

    def _holds(self, number: int, words: list[str]) -> bool:
        line = self._line(number)
        return all(word in line for word in words)


def _searched(row: PaletteEntry) -> str:
    # a leading blank lets " kit" match the first word as well
    return " " + " ".join(fold(f"{row.title} {row.also}").split())


def spans(title: str, typed: str) -> list[tuple[int, int]]:
    """The parts of a title to show in bold, as (start, length) in the title's own letters."""
    folded, origin = "", []
    for number, letter in enumerate(title):
        small = fold(letter)
        folded += small
        origin += [number] * len(small)
    result = []
    for word in fold(typed).split():
        at = folded.find(word)
        if at >= 0:
            first, last = origin[at], origin[at + len(word) - 1]
            result.append((first, last - first + 1))
    return sorted(result)
