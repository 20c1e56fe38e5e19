"""How long is left: a smoothed pace, so that the figure neither jumps nor lies early."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from coordinator_app.jobs.job import Progress

_KEPT = 0.7  # of what was learnt, a second or a piece later: one slow page changes the figure by less than a third
_SILENT_SECONDS = 1.0  # before this nothing is promised
_EVERY_SECONDS = 0.1  # more often than ten times a second nobody can read


@dataclass(slots=True)
class Pace:
    """Watches one job; `now` gives monotonic seconds. Work that is counted anew is watched anew."""

    now: Callable[[], float] = time.monotonic
    _started: float | None = None
    _at: float = 0.0
    _done: int = 0
    _total: int | None = None
    _seconds: float = 0.0
    _pieces: float = 0.0
    _told: float = field(default=float("-inf"))

    def seen(self, progress: Progress) -> Progress | None:
        """The same progress with seconds left filled in, or None if it comes too soon after the last."""
        moment = self.now()
        if self._started is None or progress.total != self._total or progress.done < self._done:
            self._begin(moment, progress)
        self._learn(moment, progress.done)
        last = progress.total is not None and progress.done >= progress.total
        if not last and moment - self._told < _EVERY_SECONDS:
            return None
        self._told = moment
        return replace(progress, seconds_left=self._left(moment, progress))

    def _begin(self, moment: float, progress: Progress) -> None:
        self._started = self._at = moment
        self._done, self._total = progress.done, progress.total
        self._seconds = self._pieces = 0.0

    def _learn(self, moment: float, done: int) -> None:
        """What was learnt fades with the time that the newest pieces took, at most as over a second."""
        fresh, pieces = moment - self._at, float(done - self._done)
        if pieces <= 0:
            return
        if not self._pieces:  # as if it had always gone so
            fresh, pieces = fresh / (1 - _KEPT), pieces / (1 - _KEPT)
        kept = _KEPT ** min(1.0, moment - self._at)
        self._seconds, self._pieces = self._seconds * kept + fresh, self._pieces * kept + pieces
        self._at, self._done = moment, done

    def _left(self, moment: float, progress: Progress) -> float | None:
        if progress.total is not None and progress.done >= progress.total:
            return 0.0
        if progress.total is None or not self._pieces or self._started is None:
            return None
        if moment - self._started < _SILENT_SECONDS:
            return None
        per_piece = self._seconds / self._pieces
        return max(0.0, per_piece * (progress.total - progress.done) - (moment - self._at))
