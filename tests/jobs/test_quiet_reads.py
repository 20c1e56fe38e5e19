"""What nobody waits for is read when no other reading waits or is under way, so that a reader is free for the user."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from coordinator_app.core.errors import Cancelled
from coordinator_app.jobs.inline import InlineJobs
from coordinator_app.jobs.jobs import Jobs, State

if TYPE_CHECKING:
    from conftest import Desk

LONG = 60  # seconds: only what hangs for good takes so long


class Held:
    """Work that is begun and goes on until it is let go."""

    def __init__(self) -> None:
        self.begun, self._end = threading.Event(), threading.Event()

    def __call__(self, *_given: Any) -> str:
        self.begun.set()
        assert self._end.wait(LONG)
        return "done"

    def let(self) -> None:
        self._end.set()


def test_what_nobody_waits_for_begins_after_all_that_was_asked_for(jobs: Jobs[Any]) -> None:
    page, count = Held(), Held()
    shown = jobs.read(page)
    assert page.begun.wait(LONG)
    quiet = jobs.read_when_quiet(count)
    # the other reader is free: what is asked now is read, and the count is still not begun
    assert jobs.wait(jobs.read(lambda _session: "another")) == "another"
    assert quiet.state is State.WAITING
    page.let()
    assert jobs.wait(shown) == "done"
    assert count.begun.wait(LONG)
    count.let()
    assert jobs.wait(quiet) == "done"


def test_while_it_is_read_the_other_reader_serves_the_page_and_no_second_one_begins(jobs: Jobs[Any]) -> None:
    count, again = Held(), Held()
    first, second = jobs.read_when_quiet(count), jobs.read_when_quiet(again)
    assert count.begun.wait(LONG)
    for number in range(20):
        assert jobs.wait(jobs.read(lambda _session, number=number: number)) == number
    assert second.state is State.WAITING
    count.let()
    jobs.wait(first)
    again.let()
    assert jobs.wait(second) == "done"


def test_a_long_reading_keeps_nothing_waiting(jobs: Jobs[Any]) -> None:
    report, count = Held(), Held()
    long = jobs.long_read(report)
    assert report.begun.wait(LONG)
    count.let()
    assert jobs.wait(jobs.read_when_quiet(count)) == "done"
    report.let()
    jobs.wait(long)


def test_what_waits_for_a_quiet_time_is_cancelled_at_the_stop(
    open_session: Callable[[bool], Any], desk: Desk
) -> None:
    jobs, page, told = Jobs(open_session, desk), Held(), list[Exception]()
    jobs.read(page)
    assert page.begun.wait(LONG)
    quiet = jobs.read_when_quiet(lambda _session: "never", failed=told.append)
    page.let()
    jobs.stop()
    assert quiet.ended
    if quiet.state is State.CANCELLED:
        with pytest.raises(Cancelled):
            jobs.wait(quiet)
    late = jobs.read_when_quiet(lambda _session: "never")
    assert late.state is State.CANCELLED


def test_without_threads_it_is_read_at_once(open_session: Callable[[bool], Any]) -> None:
    heard: list[str] = []
    jobs: InlineJobs[Any] = InlineJobs(open_session)
    jobs.read_when_quiet(lambda _session: "now", done=heard.append)
    assert heard == ["now"]
    assert jobs.stop()
