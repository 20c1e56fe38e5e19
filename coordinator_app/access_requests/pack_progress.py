"""How far a pack is: its pages are written, searched and, where they are pictures, read by machine.

To read a picture takes a hundred times as long as to write a page of words. Counted in pages, the bar would be full
and "a few seconds left" for as long as pictures are read; so each piece of work counts about as much as it takes.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from coordinator_app.jobs.job import Progress
from coordinator_app.pdf.pack_layout import Laid, Volume

READING: Final = "Reading the picture on page"
_WORDS, _PICTURE, _SEARCHED, _READ, _KEPT = 1, 8, 3, 100, 10
"""What counts how much: a page of words or with a picture written, a page searched, a picture read, and the end."""
_LIMIT: Final = 600.0
"""Seconds in which the pictures of a pack are read; those left over are shown to a person."""
_LEAST: Final = 10.0


@dataclass(slots=True)
class _Reading:
    """The pictures of one volume and the seconds in which they are read."""

    count: int = 0
    seconds: float = 0.0
    begun: int = 0
    began: float = 0.0
    used: float = 0.0

    def begins(self, now: float) -> float:
        """How much is done, of 1, as the next is begun: the time may be over before all are read."""
        if not self.begun:
            self.began = now
        self.used = now - self.began
        done = max(self.begun / self.count, self.used / self.seconds)
        self.begun += 1
        return min(1.0, done)


class PackProgress:
    """Is told each step, and tells how far the whole is; `reads`: whether this machine can read pictures."""

    def __init__(
        self,
        laid: Laid,
        tell: Callable[[Progress], None],
        *,
        reads: bool,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._tell_on, self._now, self._pages = tell, now, laid.pages
        self._written = {one.number: [*accumulate(_costs(one), initial=0)] for one in laid.volumes}
        self._pictures = {one.number: _pictures(one) if reads else 0 for one in laid.volumes}
        self._before, self._whole = dict[int, int](), 0
        for one in laid.volumes:
            self._before[one.number] = self._whole
            self._whole += self._written[one.number][-1] + one.pages * _SEARCHED
            self._whole += self._pictures[one.number] * _READ
        self._whole += _KEPT
        self._left, self._reading = _LIMIT, _Reading()

    def written(self, volume: Volume, done: int, total: int) -> None:
        """So many pages of all volumes are written, the last of them in this one."""
        within = self._written[volume.number][done - volume.first + 1]
        self._tell(volume, within, f"Building page {min(done + 1, total)} of {total}")

    def checked(self, volume: Volume, what: str, page: int) -> None:
        """What is done to which page (from 1) of a volume that is written; said by the number at its foot."""
        within = self._written[volume.number][-1]
        if what == READING:
            pictures = self._reading.begins(self._now()) * self._reading.count * _READ
            within += volume.pages * _SEARCHED + int(pictures)
        else:
            within += (page - 1) * _SEARCHED
        self._tell(volume, within, f"{what} {volume.first + page - 1} of {self._pages}")

    def seconds_for(self, volume: Volume) -> float:
        """How long its pictures may be read: of what the volumes before it left, its share by their number."""
        self._left -= self._reading.used
        own = self._pictures[volume.number]
        still = sum(count for number, count in self._pictures.items() if number >= volume.number)
        seconds = max(_LEAST, self._left * own / max(1, still))
        self._reading = _Reading(max(1, own), seconds)
        return seconds

    def _tell(self, volume: Volume, within: int, words: str) -> None:
        self._tell_on(Progress(self._before[volume.number] + within, self._whole, words))


def _costs(volume: Volume) -> list[int]:
    """What each page of a volume costs to write."""
    front = [_WORDS] * volume.before
    return front + [_WORDS if page.picture is None else _PICTURE for page in volume.body]


def _pictures(volume: Volume) -> int:
    return sum(page.picture is not None for page in volume.body)
