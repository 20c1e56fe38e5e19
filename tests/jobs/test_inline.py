"""Jobs done at once, for tests and the command line: the same promises, no waiting."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest

from coordinator_app.core.changes import ChangeSet
from coordinator_app.jobs.inline import InlineJobs
from coordinator_app.jobs.jobs import Answer, Progress, State

if TYPE_CHECKING:
    from conftest import Session

Opener = Callable[[bool], Any]


@pytest.fixture
def inline(open_session: Opener) -> Iterator[InlineJobs[Any]]:
    made = InlineJobs(open_session)
    yield made
    made.stop()


def test_inline_the_callbacks_have_run_when_the_call_returns(inline: InlineJobs[Any]) -> None:
    seen = []
    inline.write(lambda session: session.add("a"), done=seen.append)
    inline.read(lambda session: session.all(), done=seen.append)
    inline.task(lambda in_task: in_task.tell(Progress(1, 1)) or 5, done=seen.append, progress=seen.append)
    assert seen == [None, ["a"], Progress(1, 1, "", 0.0), 5]


def test_inline_a_fault_is_raised_to_the_caller(inline: InlineJobs[Any]) -> None:
    with pytest.raises(ZeroDivisionError):
        inline.write(lambda _: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        inline.write(lambda _: 1, done=lambda value: value / 0)
    told = []
    inline.write(lambda _: 1 / 0, failed=told.append)
    assert isinstance(told[0], ZeroDivisionError)


def test_inline_children_are_processes_unless_asked_otherwise(
    inline: InlineJobs[Any], open_session: Opener, bad_tasks: None
) -> None:
    assert inline.wait(inline.child("bad.who", {})).body["pid"] != os.getpid()
    here = InlineJobs(open_session, in_process=True)
    seen = []
    answer = here.wait(here.child("check.count", {"to": 1}, progress=seen.append))
    assert answer == Answer({"counted": 1})
    assert len(seen) == 1
    here.stop()


def test_inline_after_the_stop_nothing_is_done(inline: InlineJobs[Any], opened: list[Session]) -> None:
    heard = []
    inline.listen(heard.append)
    inline.publish(ChangeSet("one", "general"))
    inline.write(lambda _: 1)
    inline.stop()
    assert inline.write(lambda _: 1).state is State.CANCELLED
    assert [session.closed_on for session in opened] == [threading.current_thread().name]
    assert len(heard) == 1
