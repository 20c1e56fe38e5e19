"""The same jobs done at once on the caller's thread: for the command line, the demo and most tests."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from coordinator_app.jobs.child_main import find_task
from coordinator_app.jobs.children import Answer, Hears, Worker
from coordinator_app.jobs.frames import Frame
from coordinator_app.jobs.job import Job, Progress
from coordinator_app.jobs.jobs import Jobs, Request, told
from coordinator_app.jobs.lane import Closes, Lane, When
from coordinator_app.jobs.line import ASK, GIVE, REPLY, Line

S = TypeVar("S", bound=Closes)
K = TypeVar("K", bound=Closes)


class InlineJobs(Jobs[S]):
    """`Jobs` without threads: when a call returns, its callbacks have run. An error of a callback is raised."""

    def __init__(self, open_session: Callable[[bool], S], *, in_process: bool = False) -> None:
        """`in_process` runs child tasks here as well: only for requests that hold no foreign file."""
        self._in_process = in_process
        super().__init__(open_session, _at_once)
        self._deliver = _at_once  # not guarded: the caller is the one to hear of a fault

    def _lane(
        self, name: str, open_tool: Callable[[], K], *, threads: int = 1, drains: bool = False
    ) -> Lane[K]:
        return InlineLane(name, open_tool, threads=threads, drains=drains)

    def _ask(self, worker: Worker, job: Job[Answer], sent: Request, hears: Hears) -> Answer:
        if not self._in_process:
            return super()._ask(worker, job, sent, hears)
        body, blobs = sent
        answer, parcel = find_task(body["task"])(body["request"], blobs, OwnLine(told(job), hears))
        return Answer(answer, tuple(parcel))


class OwnLine(Line):
    """The line of a task that runs in this very process: what it asks is answered by a call."""

    def __init__(self, tell: Callable[[Progress], None], hears: Hears) -> None:
        self._tell, self._hears = tell, hears

    def __call__(self, progress: Progress) -> None:
        """Tell how far the work is."""
        self._tell(progress)

    def ask(self, body: dict[str, Any]) -> Frame:
        """Ask, at once."""
        answer = self._hears(Frame(ASK, body))
        return Frame(REPLY, answer.body, tuple(answer.blobs))

    def give(self, body: dict[str, Any], blobs: Sequence[bytes] = ()) -> None:
        """Hand a part over, at once."""
        self._hears(Frame(GIVE, body, tuple(blobs)))


class InlineLane(Lane[K]):
    """A lane whose only thread is the caller's."""

    _tool: K | None = None

    def add(
        self,
        job: Job[Any],
        work: Callable[[K], Any],
        kill: Callable[[], None] | None = None,
        *,
        when: When = When.IN_TURN,  # noqa: ARG002  (it is always now)
    ) -> None:
        """Do the job now."""
        if self._stopping:
            job.cancel()
        if not job.begin(kill):
            return
        try:
            if self._tool is None:
                self._tool = self._open()
            result = work(self._tool)
        except Exception as error:  # noqa: BLE001  (told as on a thread)
            job.fail(error)
        else:
            job.succeed(result)

    def ask_to_stop(self) -> None:
        """Close what is open."""
        self._stopping = True
        tool, self._tool = self._tool, None
        if tool is not None:
            tool.close()


def _at_once(callback: Callable[[], None]) -> None:
    callback()
