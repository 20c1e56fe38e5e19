"""How far a pack is: its pages are written, then searched and, where they are pictures, read by machine.

To read a picture takes a thousand times as long as to write a page of words. Counted in pages, the bar would be full
and "a few seconds left" for as long as pictures are read; so each piece of work counts about as much as it takes.
Writing and checking are two processes: each tells of the whole.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from coordinator_app.access_requests.written import VolumeWork
from coordinator_app.jobs.job import Progress

if TYPE_CHECKING:
    from coordinator_app.pdf.pack_layout import Laid, Volume

READING: Final = "Reading the picture on page"
_WORDS, _PICTURE, _SEARCHED, _READ, _KEPT = 1, 25, 10, 1_500, 10
"""What counts how much: a page of words or with a picture written, a page searched, a picture read, and the end.

Milliseconds on a laptop of 2026; on another they are in about the same proportion.
"""
_LIMIT: Final = 600.0
"""Seconds in which the pictures of a pack are read; those left over are shown to a person."""
_LEAST: Final = 10.0
Tell = Callable[[Progress], None]


class WritingProgress:
    """Is told each page that is written, and tells how far the whole is; `reads`: whether this machine reads pictures."""

    def __init__(self, laid: Laid, tell: Tell, *, reads: bool) -> None:
        self._tell = tell
        costs = [[*accumulate(_costs(one), initial=0)] for one in laid.volumes]
        self.works = tuple(
            VolumeWork(one.number, one.first, one.pages, cost[-1], _pictures(one))
            for one, cost in zip(laid.volumes, costs, strict=True)
        )
        self._whole = _whole(self.works, reads=reads)
        before = accumulate((work.writing for work in self.works), initial=0)
        self._within = {
            one.number: (at, cost) for one, at, cost in zip(laid.volumes, before, costs, strict=False)
        }

    def written(self, volume: Volume, done: int, total: int) -> None:
        """So many pages of all volumes are written, the last of them in this one."""
        before, costs = self._within[volume.number]
        words = f"Building page {min(done + 1, total)} of {total}"
        self._tell(Progress(before + costs[done - volume.first + 1], self._whole, words))


class CheckingProgress:
    """Is told each page that is checked, and tells how far the whole is; shares out the time for reading pictures."""

    def __init__(
        self,
        works: Sequence[VolumeWork],
        tell: Tell,
        *,
        reads: bool,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._tell_on, self._now = tell, now
        self._pages = sum(work.pages for work in works)
        self._pictures = {work.number: work.pictures if reads else 0 for work in works}
        self._whole, self._each = _whole(works, reads=reads), _each(works, reads=reads)
        at = sum(work.writing for work in works)
        self._before = dict[int, int]()
        for work in works:
            self._before[work.number] = at
            at += work.pages * _SEARCHED + work.pictures * self._each
        self._left, self._reading = _LIMIT, _Reading()

    def checked(self, work: VolumeWork, what: str, page: int) -> None:
        """What is done to which page (from 1) of a volume; said by the number at its foot."""
        if what == READING:
            pictures = self._reading.begins(self._now()) * self._reading.count * self._each
            within = work.pages * _SEARCHED + int(pictures)
        else:
            within = (page - 1) * _SEARCHED
        words = f"{what} {work.first + page - 1} of {self._pages}"
        self._tell_on(Progress(self._before[work.number] + within, self._whole, words))

    def seconds_for(self, work: VolumeWork) -> float:
        """How long its pictures may be read: of what the volumes before it left, its share by their number."""
        self._left -= self._reading.used
        own = self._pictures[work.number]
        still = sum(count for number, count in self._pictures.items() if number >= work.number)
        seconds = max(_LEAST, self._left * own / max(1, still))
        self._reading = _Reading(max(1, own), seconds)
        return seconds


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


def _whole(works: Sequence[VolumeWork], *, reads: bool) -> int:
    each = _each(works, reads=reads)
    return sum(work.writing + work.pages * _SEARCHED + work.pictures * each for work in works) + _KEPT


def _each(works: Sequence[VolumeWork], *, reads: bool) -> int:
    """What a picture counts as it is read: of thousands there is time for some, and the others are passed by."""
    pictures = sum(work.pictures for work in works)
    return min(_READ, int(_LIMIT * 1000) // max(1, pictures)) if reads else 0


def _costs(volume: Volume) -> list[int]:
    """What each page of a volume costs to write."""
    front = [_WORDS] * volume.before
    return front + [_WORDS if page.picture is None else _PICTURE for page in volume.body]


def _pictures(volume: Volume) -> int:
    return sum(page.picture is not None for page in volume.body)
