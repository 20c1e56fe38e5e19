"""Reads for the window's own use, one after the other and only when nobody waits for a reader: the page goes before."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from functools import partial
from typing import Any, Protocol, TypeVar

from PySide6.QtCore import QObject

from coordinator_app.jobs.job import Job
from coordinator_app.jobs.jobs import Jobs
from coordinator_app.ui.bridge import guarded

T = TypeVar("T")


class Reads(Protocol):
    """What reads off the window's thread."""

    def read(
        self,
        work: Callable[[Any], T],
        *,
        done: Callable[[T], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
    ) -> Job[T] | None:
        """Do `work(session)` on a reader and tell what it gave or why it failed."""


class OneByOne(QObject):
    """Hands the jobs one read at a time; the next when that was told."""

    def __init__(self, jobs: Jobs[Any], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._waiting: deque[Callable[[], None]] = deque()
        self._reading = False

    def read(
        self,
        work: Callable[[Any], T],
        *,
        done: Callable[[T], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Do `work(session)` on a reader when its turn comes; a failure that nobody hears goes where the jobs' go."""
        self._waiting.append(partial(self._start, work, done, failed or self._jobs.on_trouble))
        self._next()

    def _next(self) -> None:
        if self._waiting and not self._reading:
            self._reading = True
            self._waiting.popleft()()

    def _start(
        self, work: Callable[[Any], T], done: Callable[[T], None] | None, failed: Callable[[Exception], None]
    ) -> None:
        self._jobs.read_when_quiet(
            work,
            done=guarded(self, partial(self._told, done)),
            failed=guarded(self, partial(self._told, failed)),
        )

    def _told(self, tell: Callable[[Any], None] | None, what: object) -> None:
        self._reading = False
        try:
            if tell is not None:
                tell(what)
        finally:
            self._next()
