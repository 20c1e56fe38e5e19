"""The jobs of one unlocked vault: writes, reads, plain tasks and child processes, each told back once.

`Jobs` runs them on threads; `InlineJobs` (inline.py) at once, for tests and the command line. Decision 16:
one thread does every write. Decision 24: `stop` ends every thread and process, and lock calls it.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, is_dataclass
from functools import partial
from typing import Any, Generic, NoReturn, TypeVar

from coordinator_app import child_tasks
from coordinator_app.core.changes import ChangeSet
from coordinator_app.core.errors import Cancelled
from coordinator_app.core.wire import to_plain
from coordinator_app.jobs.children import Answer, Hears, Worker, no_questions
from coordinator_app.jobs.job import Deliver, Job, Progress, State, send
from coordinator_app.jobs.lane import Closes, Lane, When
from coordinator_app.jobs.pace import Pace

__all__ = ["Answer", "InTask", "Job", "Jobs", "Progress", "State", "no_session"]

T = TypeVar("T")
S = TypeVar("S", bound=Closes)
K = TypeVar("K", bound=Closes)
Request = tuple[dict[str, Any], list[bytes]]
"""The plain body of a request and its blobs."""
_READERS = 2  # one may be long (a report) while lists go on
_TASKS = 2
_STOP_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class InTask:
    """What long work is handed: tell how far it is, ask whether it was stopped."""

    tell: Callable[[Progress], None]
    cancelled: Callable[[], bool]


def no_session(read_only: bool) -> NoReturn:  # noqa: ARG001  (takes the place of a real one)
    """Stands in for `open_session` while no vault is open: tasks and children work, records do not."""
    message = "no vault is open"
    raise RuntimeError(message)


class _Nothing:
    def close(self) -> None:
        """There is nothing to close."""


class Jobs(Generic[S]):
    """Runs work off the window's thread; every callback comes through `deliver`."""

    def __init__(self, open_session: Callable[[bool], S], deliver: Deliver) -> None:
        """`open_session(read_only)` is called on the thread that will use the session, and closed there."""
        self.on_trouble: Callable[[Exception], None] = _raise
        self._deliver: Deliver = partial(send, deliver)
        self._listeners: list[Callable[[ChangeSet], None]] = []
        self._writer = self._lane("writer", lambda: open_session(False), drains=True)
        self._readers = self._lane("reader", lambda: open_session(True), threads=_READERS)
        self._tasks = self._lane("task", _Nothing, threads=_TASKS)
        self._guard = threading.Lock()
        self._groups: dict[str, tuple[Worker, Lane[Worker]]] = {}
        self._live: list[Job[Any]] = []
        self._stopped = False

    def write(
        self,
        work: Callable[[S], T],
        *,
        done: Callable[[T], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
    ) -> Job[T]:
        """Do `work(session)` on the one writer thread, in the order asked for."""
        job = self._job(done, failed, stoppable=False)
        self._writer.add(job, work)
        return job

    def read(
        self,
        work: Callable[[S], T],
        *,
        done: Callable[[T], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
    ) -> Job[T]:
        """Do `work(session)` on a reader thread; its session refuses to write."""
        job = self._job(done, failed)
        self._readers.add(job, work)
        return job

    def read_when_quiet(
        self,
        work: Callable[[S], T],
        *,
        done: Callable[[T], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
    ) -> Job[T]:
        """As `read`, for what nobody waits for: begun when no other reading waits or is under way but long ones.

        One at a time, so that a reader is free for what is asked meanwhile.
        """
        job = self._job(done, failed)
        self._readers.add(job, work, when=When.QUIET)
        return job

    def long_write(
        self,
        work: Callable[[S, InTask], T],
        *,
        done: Callable[[T], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
        progress: Callable[[Progress], None] | None = None,
    ) -> Job[T]:
        """As `write`, for one that takes seconds: it tells how far it is, and asks whether to give up.

        Asked to stop, by `cancel` or by the lock, it raises Cancelled out of its unit of work, which leaves nothing.
        """
        job = self._job(done, failed, progress, stoppable=False)
        within = InTask(told(job), job.unwanted)
        self._writer.add(job, lambda session: work(session, within))
        return job

    def long_read(
        self,
        work: Callable[[S, InTask], T],
        *,
        done: Callable[[T], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
        progress: Callable[[Progress], None] | None = None,
    ) -> Job[T]:
        """As `read`, for one that takes seconds and tells how far it is."""
        job = self._job(done, failed, progress)
        within = InTask(told(job), job.cancelled)
        self._readers.add(job, lambda session: work(session, within), when=When.LONG)
        return job

    def task(
        self,
        work: Callable[[InTask], T],
        *,
        done: Callable[[T], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
        progress: Callable[[Progress], None] | None = None,
    ) -> Job[T]:
        """Do `work(in_task)` on a thread without a session: deriving a key, writing a backup."""
        job = self._job(done, failed, progress)
        within = InTask(told(job), job.cancelled)
        self._tasks.add(job, lambda _: work(within))
        return job

    def run(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Do `work()` on a thread: what the screens before the unlock use."""
        self.task(lambda _: work(), done=done, failed=failed)

    def child(
        self,
        task: str,
        request: object,
        *,
        blobs: Sequence[bytes] = (),
        done: Callable[[Answer], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
        progress: Callable[[Progress], None] | None = None,
        hears: Hears = no_questions,
    ) -> Job[Answer]:
        """Do a task of `child_tasks` in a child process; cancelling kills it.

        `request` is a dict of JSON values or a dataclass for `core.wire`; its bytes follow `blobs`. `hears` answers what
        the task asks while it works and takes what it gives, on the thread of the child's lane; what it raises ends it.
        The request is put into plain values on that thread too: one of thousands of items would hold up the window.
        """
        demand_task(task, request)
        job = self._job(done, failed, progress)
        worker, lane = self._group(task)
        handed = [(request, blobs)]
        del request, blobs  # nothing of it is held once it is sent

        lane.add(
            job,
            lambda worker: self._ask(worker, job, request_body(task, *handed.pop()), hears),
            kill=lambda: worker.kill(job),
        )
        return job

    def warm(self, task: str) -> None:
        """Start the process of a task's group and import the task, so that the first request is quick."""
        job: Job[Answer] = self._job(None, _ignore)
        worker, lane = self._group(task)
        lane.add(
            job,
            lambda worker: worker.ask(job, "warm", {"task": task}, cancelled=job.cancelled),
            kill=lambda: worker.kill(job),
        )

    def listen(self, listener: Callable[[ChangeSet], None]) -> Callable[[], None]:
        """Tell `listener` of every commit; the result ends it."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener) if listener in self._listeners else None

    def publish(self, change_set: ChangeSet) -> None:
        """What a session calls after a commit; comes out at the listeners before the job's own `done`."""
        for listener in tuple(self._listeners):
            self._deliver(partial(listener, change_set))

    def wait(self, job: Job[T], timeout: float = 120.0) -> T:
        """The job's result, or its error raised; `timeout` in seconds. For tests and the command line."""
        return job.result(timeout)

    def stop(self, seconds: float = _STOP_SECONDS) -> bool:
        """End everything: waiting writes are still done, all else is stopped, children are killed.

        True if every thread ended in time; those that hang are daemons and die with the process.
        """
        with self._guard:
            self._stopped = True
            lanes: list[Lane[Any]] = [self._writer, self._readers, self._tasks]
            lanes += [lane for _, lane in self._groups.values()]
        for lane in lanes:
            lane.ask_to_stop()
        # after the lanes, and whatever their state: a job may be on its way from the queue to its thread
        with self._guard:
            left = list(self._live)
        for job in left:
            if job.stoppable:
                job.cancel()
            else:
                job.ask_to_stop()  # a long write would hold up the lock
        until = time.monotonic() + seconds
        ended = [lane.join(max(0.0, until - time.monotonic())) for lane in lanes]
        return all(ended)

    def _lane(
        self, name: str, open_tool: Callable[[], K], *, threads: int = 1, drains: bool = False
    ) -> Lane[K]:
        return Lane(name, open_tool, threads=threads, drains=drains)

    def _ask(self, worker: Worker, job: Job[Answer], sent: Request, hears: Hears) -> Answer:
        body, blobs = sent

        def let_go() -> None:
            body.clear()
            blobs.clear()

        return worker.ask(
            job, "task", body, blobs, sent=let_go, tell=told(job), cancelled=job.cancelled, hears=hears
        )

    def _job(
        self,
        done: Callable[[T], None] | None,
        failed: Callable[[Exception], None] | None,
        progress: Callable[[Progress], None] | None = None,
        *,
        stoppable: bool = True,
    ) -> Job[T]:
        job = Job(self._deliver, done, failed or self._trouble, progress, stoppable=stoppable)
        with self._guard:
            self._live = [other for other in self._live if not other.ended]
            self._live.append(job)
        return job

    def _group(self, task: str) -> tuple[Worker, Lane[Worker]]:
        group = child_tasks.group_of(task)
        with self._guard:
            if group not in self._groups:
                worker = Worker(child_tasks.limits_of(task))
                lane = self._lane(f"child-{group}", lambda: worker)
                if self._stopped:
                    lane.ask_to_stop()
                self._groups[group] = worker, lane
            return self._groups[group]

    def _trouble(self, error: Exception) -> None:
        if not isinstance(error, Cancelled):  # whoever stopped a job knows it
            self.on_trouble(error)


def demand_task(task: str, request: object) -> None:
    """KeyError if there is no such task, TypeError if the request is neither a dict nor a dataclass."""
    if task not in child_tasks.TASKS:
        raise KeyError(task)
    if not (is_dataclass(request) or isinstance(request, dict)):
        message = "a request is a dict or a dataclass"
        raise TypeError(message)


def request_body(task: str, request: object, blobs: Sequence[bytes]) -> Request:
    """The body and the blobs of a request; WireError if it cannot be sent."""
    parcel = list(blobs)
    return {"task": task, "request": to_plain(request, parcel)}, parcel


def told(job: Job[Any]) -> Callable[[Progress], None]:
    """A teller for the job that fills in the time left and keeps to ten times a second."""
    pace = Pace()

    def tell(progress: Progress) -> None:
        timed = pace.seen(progress)
        if timed is not None:
            job.tell(timed)

    return tell


def _raise(error: Exception) -> None:
    raise error


def _ignore(_: Exception) -> None:
    """Warming is a kindness; the request itself will tell what is wrong."""
