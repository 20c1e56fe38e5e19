"""A finished file that is read again piece by piece from where it lies, so that nobody holds all of it."""

from __future__ import annotations

import io
from collections import OrderedDict
from collections.abc import Callable, Iterator
from typing import Any, Final

PART: Final = 512 * 1024
_KEPT: Final = 8
Fetch = Callable[[int, int], bytes]
"""So many bytes from a place."""


class PartFile(io.RawIOBase):
    """A file of `size` bytes to be read from any place; a few megabytes of it are kept, whoever reads.

    EOFError where what lies there is shorter than the file that was written.
    """

    def __init__(self, size: int, fetch: Fetch, kept: OrderedDict[int, bytes] | None = None) -> None:
        super().__init__()
        self.size, self._fetch, self._at = size, fetch, 0
        self._kept: OrderedDict[int, bytes] = OrderedDict() if kept is None else kept

    def again(self) -> PartFile:
        """The same file for another reader."""
        return PartFile(self.size, self._fetch, self._kept)

    def until(self, end: int) -> PartFile:
        """As much of it from its beginning, as a file of its own."""
        return PartFile(end, self._fetch)

    def at(self, place: int, count: int) -> bytes:
        """The bytes from a place, fewer at the end."""
        end = min(place + count, self.size)
        if place >= end:
            return b""
        first = place // PART
        parts = [self._part(number) for number in range(first, (end - 1) // PART + 1)]
        held = parts[0] if len(parts) == 1 else b"".join(parts)
        return held[place - first * PART : end - first * PART]

    def places(self, *words: bytes) -> Iterator[tuple[int, bytes]]:
        """Every place where one of these few bytes stands, and which; the file is gone through once."""
        most = max(map(len, words))
        for start in range(0, self.size, PART):
            piece = self.at(start, PART + most - 1)
            for one in words:
                end = PART + len(one) - 1  # what begins in the next part is found there
                found = piece.find(one, 0, end)
                while found >= 0:
                    yield start + found, one
                    found = piece.find(one, found + 1, end)

    def _part(self, number: int) -> bytes:
        if number in self._kept:
            self._kept.move_to_end(number)
            return self._kept[number]
        start = number * PART
        wanted = min(PART, self.size - start)
        part = self._fetch(start, wanted)
        if len(part) != wanted:
            message = "the file is shorter than what was written"
            raise EOFError(message)
        self._kept[number] = part
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        return part

    # as a stream

    def readable(self) -> bool:
        """It can be read."""
        return True

    def seekable(self) -> bool:
        """From any place."""
        return True

    def tell(self) -> int:
        """Where the next byte is read."""
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go to a place."""
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self.size}[whence]
        self._at = max(0, start + offset)
        return self._at

    def readinto(self, buffer: Any) -> int:
        """Fill a buffer as far as the file goes."""
        view = memoryview(buffer).cast("B")
        found = self.at(self._at, len(view))
        view[: len(found)] = found
        self._at += len(found)
        return len(found)


def held(data: bytes) -> PartFile:
    """A file that is in memory as a whole."""
    return PartFile(len(data), lambda at, count: data[at : at + count])
