"""Long writes and reads: they tell how far they are, and one that is asked to stop leaves nothing behind."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

import pytest

from coordinator_app.core.errors import Cancelled
from coordinator_app.jobs.inline import InlineJobs
from coordinator_app.jobs.jobs import InTask, Jobs, Progress, State

if TYPE_CHECKING:
    from conftest import Desk, Session


class Steps:
    """A write that waits between two pieces until it is let go."""

    def __init__(self) -> None:
        self.begun, self.go = threading.Event(), threading.Event()

    def __call__(self, session: Any, within: InTask) -> str:
        within.tell(Progress(1, 2, "Half"))
        self.begun.set()
        self.go.wait()
        if within.cancelled():
            raise Cancelled
        session.add("kept")
        return "done"


def test_a_long_write_tells_how_far_it_is_and_is_done(jobs: Jobs[Any], desk: Desk) -> None:
    steps, told = Steps(), []
    job = jobs.long_write(steps, progress=told.append)
    steps.go.set()
    assert jobs.wait(job) == "done"
    desk.drain()
    assert jobs.wait(jobs.read(lambda session: session.all())) == ["kept"]


def test_progress_comes_while_it_runs(jobs: Jobs[Any], desk: Desk) -> None:
    steps, told = Steps(), []
    job = jobs.long_write(steps, progress=told.append)
    steps.begun.wait()
    desk.drain()
    assert [one.words for one in told] == ["Half"]
    steps.go.set()
    jobs.wait(job)


def test_a_long_write_asked_to_stop_gives_up_by_itself(jobs: Jobs[Any]) -> None:
    steps = Steps()
    job = jobs.long_write(steps)
    steps.begun.wait()
    assert not job.cancel()  # it is not torn
    assert job.state is State.RUNNING
    steps.go.set()
    with pytest.raises(Cancelled):
        jobs.wait(job)
    assert jobs.wait(jobs.read(lambda session: session.all())) == []


def test_a_plain_write_that_was_asked_to_stop_is_kept_all_the_same(jobs: Jobs[Any]) -> None:
    begun, go = threading.Event(), threading.Event()

    def write(session: Any) -> None:
        begun.set()
        go.wait()
        session.add("kept")

    job = jobs.write(write)
    begun.wait()
    assert not job.cancel()
    go.set()
    jobs.wait(job)
    assert jobs.wait(jobs.read(lambda session: session.all())) == ["kept"]


def test_the_lock_asks_a_long_write_to_give_up_and_waits_for_the_short_ones(
    jobs: Jobs[Any], opened: list[Session]
) -> None:
    steps = Steps()
    long = jobs.long_write(steps)
    short = jobs.write(lambda session: session.add("short"))
    steps.begun.wait()
    stopping = threading.Thread(target=jobs.stop)
    stopping.start()
    while not long.unwanted():
        stopping.join(0.001)  # it asks, then waits for the write
    steps.go.set()
    stopping.join()
    assert long.state is State.FAILED
    assert short.state is State.DONE
    assert opened[0].closed_on is not None


def test_a_long_read_can_be_cancelled_and_inline_jobs_know_both(jobs: Jobs[Any]) -> None:
    steps = Steps()
    job = jobs.long_read(steps)
    steps.begun.wait()
    assert job.cancel()
    steps.go.set()
    assert job.state is State.CANCELLED

    class Plain:
        def close(self) -> None:
            """Nothing is open."""

    inline: InlineJobs[Any] = InlineJobs(lambda _read_only: Plain())
    assert inline.long_write(lambda _session, within: within.cancelled()).result() is False
    assert inline.long_read(lambda _session, _within: 2).result() == 2
