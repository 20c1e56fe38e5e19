"""A lane: a queue, the threads that work it off, and what each thread keeps open between two jobs.

The writer is a lane of one thread with a writing session, the readers a lane of two with reading sessions,
each group of child tasks a lane of one with a child process.
"""

from __future__ import annotations

import contextlib
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any, Generic, Protocol, TypeVar

from coordinator_app.core.errors import Trouble
from coordinator_app.jobs.job import Job


class Closes(Protocol):
    """What a thread keeps open: a session or a child process. Made, used and closed on that thread."""

    def close(self) -> None:
        """Let go of it."""


K = TypeVar("K", bound=Closes)


class When(Enum):
    """When a job is begun."""

    IN_TURN = auto()
    LONG = auto()
    """In turn as well; it goes on for so long that nobody waits for its end."""
    QUIET = auto()
    """When nothing else waits or is worked on but what is long, so that a thread is left for what is asked meanwhile."""


@dataclass(slots=True)
class _Piece(Generic[K]):
    job: Job[Any]
    work: Callable[[K], Any]
    kill: Callable[[], None] | None
    when: When


class Lane(Generic[K]):
    """Threads start with the first job and end with `stop`. One lane never waits for another."""

    def __init__(
        self, name: str, open_tool: Callable[[], K], *, threads: int = 1, drains: bool = False
    ) -> None:
        """`drains`: jobs still waiting at the stop are worked off (writes), else they are cancelled."""
        self._name = name
        self._open = open_tool
        self._most = threads
        self._drains = drains
        self._waiting: deque[_Piece[K]] = deque()
        self._later: deque[_Piece[K]] = deque()
        self._change = threading.Condition()
        self._threads: list[threading.Thread] = []
        self._idle = self._busy = 0
        self._stopping = False

    def add(
        self,
        job: Job[Any],
        work: Callable[[K], Any],
        kill: Callable[[], None] | None = None,
        *,
        when: When = When.IN_TURN,
    ) -> None:
        """Put a job at the end of the queue; cancelled at once if the lane has stopped."""
        with self._change:
            stopped = self._stopping
            if not stopped:
                queue = self._later if when is When.QUIET else self._waiting
                queue.append(_Piece(job, work, kill, when))
                self._staff()
                self._change.notify()
        if stopped:
            job.cancel()

    def ask_to_stop(self) -> None:
        """Take no more; end after what is running (and, if the lane drains, what is waiting)."""
        with self._change:
            self._stopping = True
            dropped = list(self._later) if self._drains else [*self._waiting, *self._later]
            self._later.clear()
            if not self._drains:
                self._waiting.clear()
            self._change.notify_all()
        for piece in dropped:
            piece.job.cancel()

    def join(self, seconds: float) -> bool:
        """Wait for the threads; False if one still runs after so many seconds."""
        until = time.monotonic() + seconds
        for thread in self._threads:
            thread.join(max(0.0, until - time.monotonic()))
        return not any(thread.is_alive() for thread in self._threads)

    def _staff(self) -> None:
        if len(self._waiting) + len(self._later) > self._idle and len(self._threads) < self._most:
            name = f"{self._name}-{len(self._threads) + 1}"
            # daemon: work that hangs must not keep a locked program alive
            thread = threading.Thread(target=self._run, name=name, daemon=True)
            self._threads.append(thread)
            thread.start()

    def _next(self) -> _Piece[K] | None:
        with self._change:
            self._idle += 1
            while not self._stopping and not self._ready():
                self._change.wait()
            self._idle -= 1
            queue = self._ready()
            piece = queue.popleft() if queue else None
            self._busy += piece is not None and piece.when is not When.LONG
            return piece

    def _ready(self) -> deque[_Piece[K]] | None:
        """The queue to take from; what is for a quiet time waits while anything that somebody waits for is worked on."""
        quiet = self._later if not self._busy else None
        return self._waiting or quiet or None

    def _run(self) -> None:
        tool: K | None = None
        try:
            while (piece := self._next()) is not None:
                tool = self._do(piece, tool)
                with self._change:
                    self._busy -= piece.when is not When.LONG
                del piece  # nothing of the last job is kept while waiting for the next
        finally:
            _close(tool)

    def _do(self, piece: _Piece[K], tool: K | None) -> K | None:
        job = piece.job
        if not job.begin(piece.kill):
            return tool
        try:
            tool = self._open() if tool is None else tool
            result = piece.work(tool)
        except Trouble as trouble:
            job.fail(trouble)
        except BaseException as error:  # noqa: BLE001  (not even an exit in one job may end the lane)
            # a bug may have left anything behind: the next job gets a fresh tool
            _close(tool)
            tool = None
            job.fail(error if isinstance(error, Exception) else RuntimeError(type(error).__name__))
        else:
            job.succeed(result)
        return tool


def _close(tool: Closes | None) -> None:
    if tool is not None:
        with contextlib.suppress(Exception):  # closing is the end of it either way
            tool.close()
