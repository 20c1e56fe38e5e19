"""Writes, reads, tasks and children: in order, told once, stopped whole."""

from __future__ import annotations

import gc
import random
import sqlite3
import threading
import weakref
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from coordinator_app.core.changes import ChangeSet
from coordinator_app.core.errors import BadFile, Cancelled, StaleRecord
from coordinator_app.core.wire import WireError
from coordinator_app.jobs.job import Job
from coordinator_app.jobs.jobs import Answer, Jobs, Progress, State, no_session

if TYPE_CHECKING:
    from conftest import Desk, Session

Opener = Callable[[bool], Any]


def test_writes_happen_in_the_order_asked_for_on_one_thread(jobs: Jobs[Any], opened: list[Session]) -> None:
    made = [jobs.write(lambda session, n=n: session.add(n) or session.thread) for n in range(200)]
    names = {jobs.wait(job) for job in made}
    assert len(names) == 1
    assert jobs.wait(jobs.read(lambda session: session.all())) == [str(n) for n in range(200)]


def test_a_reader_sees_what_was_written_before_and_refuses_to_write(jobs: Jobs[Any]) -> None:
    jobs.wait(jobs.write(lambda session: session.add("kept")))
    assert jobs.wait(jobs.read(lambda session: session.all())) == ["kept"]
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        jobs.wait(jobs.read(lambda session: session.add("smuggled")))


def test_a_failure_is_told_to_its_own_asker_and_stops_nobody_else(jobs: Jobs[Any], desk: Desk) -> None:
    told, good = [], []

    def fail(session: Any) -> None:
        raise StaleRecord("Someone changed it.")

    def bug(session: Any) -> None:
        raise ZeroDivisionError

    for work in (fail, bug, lambda session: session.add("after")):
        job = jobs.write(work, done=good.append, failed=told.append)
    jobs.wait(job)
    desk.drain()
    assert [type(error) for error in told] == [StaleRecord, ZeroDivisionError]
    assert good == [None]


def test_after_a_bug_the_next_job_gets_a_fresh_session_after_a_trouble_the_same(
    jobs: Jobs[Any], opened: list[Session]
) -> None:
    def fail(error: Any) -> Any:
        with suppress(type(error)):
            jobs.wait(jobs.write(lambda _: (_ for _ in ()).throw(error)))
        return jobs.wait(jobs.write(lambda session: session))

    first = jobs.wait(jobs.write(lambda session: session))
    assert fail(StaleRecord("Changed.")) is first
    assert fail(ZeroDivisionError()) is not first
    assert first.closed_on == first.thread


def test_even_an_exit_inside_a_job_leaves_the_writer_standing(jobs: Jobs[Any]) -> None:
    with pytest.raises(RuntimeError):
        jobs.wait(jobs.write(lambda _: (_ for _ in ()).throw(SystemExit)))
    assert jobs.wait(jobs.write(lambda _: 1)) == 1


def test_a_session_that_does_not_open_fails_the_job_and_is_tried_again(
    open_session: Opener, desk: Desk
) -> None:
    tries = []

    def second_time(read_only: bool) -> Any:
        tries.append(read_only)
        if len(tries) == 1:
            raise BadFile("No.")
        return open_session(read_only)

    jobs = Jobs(second_time, desk)
    with pytest.raises(BadFile):
        jobs.wait(jobs.read(lambda _: 1))
    assert jobs.wait(jobs.read(lambda _: 1)) == 1
    assert jobs.stop()


def test_callbacks_come_only_through_deliver_and_once(jobs: Jobs[Any], desk: Desk) -> None:
    seen = []
    job = jobs.write(lambda _: "value", done=lambda value: seen.append((value, threading.current_thread())))
    jobs.wait(job)
    assert seen == []
    desk.drain()
    desk.drain()
    assert seen == [("value", threading.main_thread())]
    assert job.state is State.DONE
    assert not job.cancel()


def test_the_callbacks_of_a_job_are_let_go_of_where_they_are_delivered(jobs: Jobs[Any], desk: Desk) -> None:
    class Widget:
        pass

    widget = Widget()
    watched = weakref.ref(widget)
    job = jobs.read(lambda _: 1, done=lambda _, kept=widget: str(kept))
    del widget
    jobs.wait(job)
    gc.collect()
    assert watched() is not None
    desk.drain()
    assert watched() is None


def test_a_callback_that_raises_is_reported_and_harms_no_worker(
    open_session: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    reported = []
    monkeypatch.setattr("sys.excepthook", lambda *told: reported.append(told[0]))
    jobs = Jobs(open_session, lambda callback: callback())
    jobs.wait(jobs.write(lambda _: 1, done=lambda _: 1 / 0))
    assert jobs.wait(jobs.write(lambda _: 2)) == 2
    assert reported == [ZeroDivisionError]
    assert jobs.stop()


def test_a_failure_nobody_asked_for_goes_to_on_trouble(jobs: Jobs[Any], desk: Desk) -> None:
    told = []
    jobs.on_trouble = told.append
    with pytest.raises(BadFile):
        jobs.wait(jobs.write(lambda _: (_ for _ in ()).throw(BadFile("No."))))
    desk.drain()
    assert [error.code for error in told] == ["bad-file"]


def test_every_listener_hears_of_a_commit_before_the_asker_until_it_leaves(
    jobs: Jobs[Any], desk: Desk
) -> None:
    heard = []
    leave = jobs.listen(lambda change: heard.append(change.id))
    work = lambda _: jobs.publish(ChangeSet("one", "general"))  # noqa: E731  one line says it
    jobs.wait(jobs.write(work, done=lambda _: heard.append("done")))
    desk.drain()
    leave()
    leave()
    jobs.wait(jobs.write(work))
    desk.drain()
    assert heard == ["one", "done"]


def test_a_write_that_waits_can_be_stopped_one_that_runs_is_not_torn(jobs: Jobs[Any], desk: Desk) -> None:
    begun, go_on, told = threading.Event(), threading.Event(), []
    running = jobs.write(lambda session: begun.set() or go_on.wait(120) or session.add("whole"))
    waiting = jobs.write(lambda session: session.add("never"), failed=told.append)
    assert begun.wait(120)
    assert waiting.cancel()
    assert not waiting.cancel()
    assert not running.cancel()
    go_on.set()
    jobs.wait(running)
    desk.drain()
    assert [type(error) for error in told] == [Cancelled]
    assert jobs.wait(jobs.read(lambda session: session.all())) == []


def test_a_read_that_runs_is_abandoned_and_its_result_thrown_away(jobs: Jobs[Any], desk: Desk) -> None:
    begun, go_on, told = threading.Event(), threading.Event(), []
    job = jobs.read(lambda _: begun.set() or go_on.wait(120), done=told.append, failed=told.append)
    assert begun.wait(120)
    assert job.cancel()
    go_on.set()
    with pytest.raises(Cancelled):
        jobs.wait(job)
    jobs.wait(jobs.read(lambda _: 1))
    desk.drain()
    assert [type(item) for item in told] == [Cancelled]


def test_a_long_read_does_not_hold_up_another(jobs: Jobs[Any]) -> None:
    go_on = threading.Event()
    long = jobs.read(lambda _: go_on.wait(120))
    assert jobs.wait(jobs.read(lambda _: "quick")) == "quick"
    go_on.set()
    assert jobs.wait(long) is True


def test_a_task_tells_how_far_it_is_and_hears_that_it_was_stopped(jobs: Jobs[Any], desk: Desk) -> None:
    begun, seen, ended = threading.Event(), [], threading.Event()

    def work(in_task: Any) -> None:
        in_task.tell(Progress(0, 2, "Copying"))
        begun.set()
        while not in_task.cancelled():
            pass
        ended.set()

    job = jobs.task(work, progress=seen.append)
    assert begun.wait(120)
    desk.drain()
    assert job.cancel()
    assert ended.wait(120)
    assert [item.words for item in seen] == ["Copying"]


def test_before_the_unlock_there_are_tasks_but_no_records(desk: Desk) -> None:
    jobs: Jobs[Any] = Jobs(no_session, desk)
    seen: list[Any] = []
    jobs.run(lambda: "key", seen.append)
    while not seen:
        desk.drain()
    with pytest.raises(RuntimeError, match="no vault"):
        jobs.wait(jobs.read(lambda session: session, failed=seen.append))
    assert jobs.stop()
    desk.drain()
    assert sorted(type(item).__name__ for item in seen) == ["RuntimeError", "str"]


def test_waiting_has_an_end(jobs: Jobs[Any]) -> None:
    go_on = threading.Event()
    job = jobs.read(lambda _: go_on.wait(120))
    with pytest.raises(TimeoutError):
        jobs.wait(job, 0.01)
    go_on.set()


def test_a_child_answers_with_progress(jobs: Jobs[Any], desk: Desk) -> None:
    seen = []
    job = jobs.child("check.count", {"to": 3}, progress=seen.append)
    assert jobs.wait(job) == Answer({"counted": 3})
    desk.drain()
    assert all(item.total == 3 for item in seen)


def test_a_dataclass_goes_to_a_child_with_its_bytes_as_blobs(jobs: Jobs[Any]) -> None:
    request = Answer({"page": b"picture"}, (b"one",))
    answer = jobs.wait(jobs.child("check.echo", request, blobs=[b"first"]))
    assert answer.blobs == (b"first", b"picture", b"one")
    assert answer.body["~"] == "Answer"


def test_a_request_that_cannot_be_sent_is_refused_at_once(jobs: Jobs[Any]) -> None:
    with pytest.raises(KeyError):
        jobs.child("no.such", {})
    with pytest.raises(TypeError):
        jobs.child("check.echo", [1])


def test_a_request_that_cannot_be_put_into_plain_values_fails(jobs: Jobs[Any]) -> None:
    with pytest.raises(WireError):
        jobs.wait(jobs.child("check.echo", {"a": object()}, failed=lambda _: None))


@dataclass
class Order:
    """A request that can be watched."""

    words: str = "of thousands of items"


def test_a_request_is_not_held_once_the_child_has_it(jobs: Jobs[Any], desk: Desk, bad_tasks: None) -> None:
    hanging = threading.Event()
    order = Order()
    seen = weakref.ref(order)
    job = jobs.child("bad.hang", order, failed=lambda _: None, progress=lambda _: hanging.set())
    del order
    while not hanging.is_set():
        desk.drain()
    gc.collect()
    assert seen() is None, "the child works for a quarter of an hour, and all of its order is held here"
    job.cancel()


def test_stopping_a_child_job_kills_its_process(jobs: Jobs[Any], desk: Desk, bad_tasks: None) -> None:
    told, hanging = [], threading.Event()
    job = jobs.child("bad.hang", {}, failed=told.append, progress=lambda _: hanging.set())
    while not hanging.is_set():
        desk.drain()
    worker, _ = jobs._groups["bad"]
    process = worker._process
    assert job.cancel()
    assert process.wait(120) is not None
    desk.drain()
    assert [type(error) for error in told] == [Cancelled]
    assert jobs.wait(jobs.child("bad.who", {})).body["pid"] != process.pid


def test_warming_starts_the_process_that_then_answers(jobs: Jobs[Any], bad_tasks: None) -> None:
    jobs.warm("bad.who")
    first = jobs.wait(jobs.child("bad.who", {})).body
    assert first == jobs.wait(jobs.child("bad.who", {})).body


def test_warming_a_task_that_is_not_there_troubles_nobody(jobs: Jobs[Any], desk: Desk) -> None:
    jobs.warm("no.such")
    assert jobs.stop()
    desk.drain()


def one_round(jobs: Jobs[Any], chance: Any) -> Any:
    """Start a random handful of jobs, stop some; each must end once, told once."""
    told, made, kinds = {}, [], ("write", "read", "task", "bug")

    def note(number: Any, outcome: Any) -> None:
        told.setdefault(number, []).append(outcome)

    def bug(session: Any) -> None:
        raise ZeroDivisionError

    for number in range(chance.randint(1, 12)):
        kind = chance.choice(kinds)
        work = bug if kind == "bug" else (lambda _, number=number: number)
        start = getattr(jobs, {"bug": "write"}.get(kind, kind))
        outcome = {
            "done": lambda value, n=number: note(n, value),
            "failed": lambda error, n=number: note(n, error),
        }
        made.append((start(work, **outcome), kind))
        if chance.random() < 0.3:
            chance.choice(made)[0].cancel()
    return made, told


@pytest.mark.parametrize("seed", range(100))
def test_in_any_order_every_job_ends_once_and_is_told_once(
    open_session: Opener, desk: Desk, seed: int
) -> None:
    chance = random.Random(seed)
    jobs = Jobs(open_session, desk)
    made, told = one_round(jobs, chance)
    assert jobs.stop()
    desk.drain()
    for number, (job, kind) in enumerate(made):
        assert len(told[number]) == 1
        if job.state is State.DONE:
            assert told[number] == [number]
        elif job.state is State.FAILED:
            assert kind == "bug"
            assert isinstance(told[number][0], ZeroDivisionError)
        else:
            assert isinstance(told[number][0], Cancelled)


def test_a_job_told_twice_would_be_seen(
    open_session: Opener, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Job.succeed

    def twice(job: Any, result: Any) -> None:
        done = job._done
        real(job, result)
        job._deliver(lambda: done and done(result))

    monkeypatch.setattr(Job, "succeed", twice)
    jobs = Jobs(open_session, desk)
    told = []
    jobs.write(lambda _: 1, done=told.append)
    assert jobs.stop()
    desk.drain()
    assert told == [1, 1]


def test_no_part_of_jobs_knows_pickle_or_qt() -> None:
    import coordinator_app.jobs

    text = "".join(file.read_text() for file in Path(coordinator_app.jobs.__path__[0]).glob("*.py"))
    for word in ("import pickle", "marshal", "multiprocessing", "import PySide6", "from PySide6", "fork("):
        assert word not in text
