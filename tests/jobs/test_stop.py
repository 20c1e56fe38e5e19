"""The stop: waiting writes are still done, all else ends, and nothing of it stays behind."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from coordinator_app.core.errors import Cancelled
from coordinator_app.jobs.job import Job
from coordinator_app.jobs.jobs import Jobs, State
from coordinator_app.jobs.lane import Lane

if TYPE_CHECKING:
    from conftest import Desk, Session

Opener = Callable[[bool], Any]


def our_threads() -> Any:
    return [
        thread.name
        for thread in threading.enumerate()
        if thread.name.startswith(("writer", "reader", "task", "child"))
    ]


def test_stop_does_the_waiting_writes_ends_the_rest_and_leaves_nothing(
    open_session: Opener, opened: list[Session], desk: Desk, bad_tasks: None
) -> None:
    jobs = Jobs(open_session, desk)
    begun, go_on, told = threading.Event(), threading.Event(), []
    jobs.write(lambda _: begun.set() or go_on.wait(120))
    draft = jobs.write(lambda session: session.add("draft"))
    hanging = jobs.child("bad.hang", {}, failed=told.append)
    waiting = jobs.child("bad.who", {}, failed=told.append)
    reading = jobs.read(lambda _: 1)
    jobs.wait(reading)
    assert begun.wait(120)
    go_on.set()
    assert jobs.stop()
    assert draft.state is State.DONE
    assert hanging.state is waiting.state is State.CANCELLED
    assert our_threads() == []
    assert all(session.closed_on == session.thread for session in opened)
    assert jobs._groups["bad"][0]._process is None
    late = jobs.write(lambda session: session.add("late"), failed=told.append)
    jobs.child("check.echo", {}, failed=told.append)
    assert late.state is State.CANCELLED
    desk.drain()
    assert [type(error) for error in told] == [Cancelled] * 4


def test_a_job_that_begins_while_all_is_stopped_is_stopped_too(
    open_session: Opener, desk: Desk, bad_tasks: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    jobs = Jobs(open_session, desk)
    begins, begun = threading.Event(), threading.Event()
    real_begin, real_ask = Job.begin, Lane.ask_to_stop

    def late_begin(job: Job[Any], kill: Callable[[], None] | None = None) -> bool:
        assert begins.wait(120)
        began = real_begin(job, kill)
        begun.set()
        return began

    def ask_too_late(lane: Lane[Any]) -> None:
        begins.set()
        assert begun.wait(120)
        real_ask(lane)

    monkeypatch.setattr(Job, "begin", late_begin)
    monkeypatch.setattr(Lane, "ask_to_stop", ask_too_late)
    hanging = jobs.child("bad.hang", {}, failed=lambda _: None)
    assert jobs.stop()
    assert hanging.state is State.CANCELLED
    assert our_threads() == []


def test_stop_reports_a_job_that_does_not_end(open_session: Opener, desk: Desk) -> None:
    jobs = Jobs(open_session, desk)
    begun, go_on = threading.Event(), threading.Event()
    jobs.write(lambda _: begun.set() or go_on.wait(120))
    assert begun.wait(120)
    assert not jobs.stop(0.01)
    go_on.set()
    assert jobs.stop()
