"""One piece of work and its outcome: told once, by `deliver`, on the thread of whoever asked."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar, cast

from coordinator_app.core.errors import Cancelled

T = TypeVar("T")
Deliver = Callable[[Callable[[], None]], None]


class State(StrEnum):
    """Where a job stands; the last three are final."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


ENDED = frozenset({State.DONE, State.FAILED, State.CANCELLED})


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a job is: pieces done, of how many (None if not known), what it does, seconds left (or None)."""

    done: int
    total: int | None = None
    words: str = ""
    seconds_left: float | None = None


class Job(Generic[T]):
    """Made by `Jobs`; holds the state, and later the result or the error.

    The callbacks are only ever read and dropped inside `deliver`: a worker that held the last reference to
    a closure over a widget would destroy the widget on the wrong thread.
    """

    def __init__(
        self,
        deliver: Deliver,
        done: Callable[[T], None] | None,
        failed: Callable[[Exception], None],
        progress: Callable[[Progress], None] | None = None,
        *,
        stoppable: bool = True,
    ) -> None:
        self._deliver = deliver
        self._done = done
        self._failed: Callable[[Exception], None] | None = failed
        self._progress = progress
        self.stoppable = stoppable
        self._state = State.WAITING
        self._guard = threading.Lock()
        self._over = threading.Event()
        self._result: T | None = None
        self._error: Exception | None = None
        self._kill: Callable[[], None] | None = None
        self._unwanted = False

    @property
    def state(self) -> State:
        """Where the job stands now."""
        return self._state

    @property
    def ended(self) -> bool:
        """Whether the outcome stands."""
        return self._state in ENDED

    def cancel(self) -> bool:
        """Stop the job; True if it was stopped and `failed` gets Cancelled, False if it was too late.

        A write that has begun is not torn: it ends as it would, a long one as soon as it looks (`unwanted`). Whatever
        else has begun is abandoned.
        """
        with self._guard:
            begun = self._state is State.RUNNING
            if self._state in ENDED or (begun and not self.stoppable):
                self._unwanted = True
                return False
            self._state, self._error = State.CANCELLED, Cancelled()
            kill = self._kill
        if kill is not None:
            kill()
        self._announce()
        return True

    def cancelled(self) -> bool:
        """Whether the job was stopped: long work asks this between two pieces."""
        return self._state is State.CANCELLED

    def ask_to_stop(self) -> None:
        """Ask a long write, begun or still waiting, to give up and leave nothing; any other ends as it would."""
        self._unwanted = True

    def unwanted(self) -> bool:
        """Whether a long write should give up: it asks this between two pieces and raises Cancelled."""
        return self._unwanted or self.cancelled()

    def begin(self, kill: Callable[[], None] | None = None) -> bool:
        """Claim the job for a worker; False if it was cancelled meanwhile. `kill` ends it when running."""
        with self._guard:
            if self._state is not State.WAITING:
                return False
            self._state, self._kill = State.RUNNING, kill
            return True

    def succeed(self, result: T) -> None:
        """End well; nothing happens if the job was cancelled meanwhile."""
        with self._guard:
            if self._state is not State.RUNNING:
                return
            self._state, self._result, self._kill = State.DONE, result, None
        self._announce()

    def fail(self, error: Exception) -> None:
        """End badly; nothing happens if the job was cancelled meanwhile."""
        with self._guard:
            if self._state in ENDED:
                return
            self._state, self._error, self._kill = State.FAILED, error, None
        self._announce()

    def tell(self, progress: Progress) -> None:
        """Pass on how far the work is; dropped once the job has ended."""
        if self._progress is not None and self._state is State.RUNNING:
            self._deliver(lambda: self._tell(progress))

    def result(self, timeout: float | None = 120.0) -> T:
        """Wait for the end (seconds) and give the result or raise the error; for tests and the command line."""
        if not self._over.wait(timeout):
            message = "the job has not ended in time"
            raise TimeoutError(message)
        if self._error is not None:
            raise self._error
        return cast("T", self._result)

    def _announce(self) -> None:
        try:
            self._deliver(self._conclude)
        finally:
            self._over.set()

    def _tell(self, progress: Progress) -> None:
        if self._progress is not None and self._state is State.RUNNING:
            self._progress(progress)

    def _conclude(self) -> None:
        done, failed = self._done, self._failed
        self._done = self._failed = self._progress = None
        if self._error is None and done is not None:
            done(cast("T", self._result))
        elif self._error is not None and failed is not None:
            failed(self._error)


def send(deliver: Deliver, callback: Callable[[], None]) -> None:
    """Deliver; a callback that raises is reported to the hook of the program and harms no worker."""
    try:
        deliver(callback)
    except Exception:  # noqa: BLE001  (whatever a page raises must not end the writer)
        sys.excepthook(*sys.exc_info())
