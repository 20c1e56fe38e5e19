"""How long is left: a smoothed pace, so that the figure neither jumps nor lies early."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from coordinator_app.jobs.job import Progress

_SMOOTHING = 0.3  # weight of the newest piece: one slow page changes the figure by less than a third
_SILENT_SECONDS = 1.0  # before this nothing is promised
_EVERY_SECONDS = 0.1  # more often than ten times a second nobody can read


@dataclass(slots=True)
class Pace:
    """Watches one job; `now` gives monotonic seconds."""

    now: Callable[[], float] = time.monotonic
    _started: float | None = None
    _at: float = 0.0
    _done: int = 0
    _per_piece: float | None = None
    _told: float = field(default=float("-inf"))

    def seen(self, progress: Progress) -> Progress | None:
        """The same progress with seconds left filled in, or None if it comes too soon after the last."""
        moment = self.now()
        if self._started is None:
            self._started, self._at, self._done = moment, moment, progress.done
        self._learn(moment, progress.done)
        last = progress.total is not None and progress.done >= progress.total
        if not last and moment - self._told < _EVERY_SECONDS:
            return None
        self._told = moment
        return replace(progress, seconds_left=self._left(moment, progress))

    def _learn(self, moment: float, done: int) -> None:
        pieces = done - self._done
        if pieces <= 0:
            return
        fresh = (moment - self._at) / pieces
        weight = 1 - (1 - _SMOOTHING) ** pieces
        self._per_piece = (
            fresh if self._per_piece is None else self._per_piece + weight * (fresh - self._per_piece)
        )
        self._at, self._done = moment, done

    def _left(self, moment: float, progress: Progress) -> float | None:
        if progress.total is not None and progress.done >= progress.total:
            return 0.0
        if progress.total is None or self._per_piece is None or self._started is None:
            return None
        if moment - self._started < _SILENT_SECONDS:
            return None
        return max(0.0, self._per_piece * (progress.total - progress.done) - (moment - self._at))


def time_left_words(seconds: float | None) -> str:
    """Seconds left in words for the screen; empty if not known."""
    if seconds is None:
        return ""
    if seconds < 10:
        return "A few seconds left"
    if seconds < 60:
        return "Less than a minute left"
    minutes = round(seconds / 60)
    return "About a minute left" if minutes == 1 else f"About {minutes} minutes left"
