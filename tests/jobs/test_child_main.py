"""The child's side in this very process; what it does as a process is in test_children."""

import io
from pathlib import Path
from typing import Any

import pytest

from coordinator_app.core.errors import BadFile
from coordinator_app.jobs import child_main
from coordinator_app.jobs.frames import Frame, read_frame
from coordinator_app.jobs.line import Line

MARKER = "Marigold Puddlecombe"


def answer(kind: Any, body: Any, blobs: Any = (), task: Any = None, monkeypatch: Any = None) -> Any:
    if task is not None:
        monkeypatch.setattr(child_main, "find_task", lambda _: task)
    sink = io.BytesIO()
    child_main._answer(Frame(kind, body, tuple(blobs)), sink, Line(io.BytesIO(), sink, 1 << 20))
    sink.seek(0)
    frames = []
    while (frame := read_frame(sink, 1 << 20)) is not None:
        frames.append(frame)
    return frames


def test_a_request_is_answered_by_its_task_with_progress_before() -> None:
    frames = answer("task", {"task": "check.count", "request": {"to": 2}})
    assert [frame.kind for frame in frames] == ["progress", "progress", "done"]
    assert frames[0].body == {"done": 1, "total": 2, "words": "Counting"}


def test_blobs_go_through() -> None:
    assert answer("task", {"task": "check.echo", "request": {}}, [b"a"])[0].blobs == (b"a",)


def test_warming_imports_and_says_so() -> None:
    assert answer("warm", {"task": "check.echo"}) == [Frame("done", {})]


@pytest.mark.parametrize("body", [{}, {"task": "os:system"}, {"task": "check.count", "request": {}}])
def test_a_bad_request_is_told_and_does_not_end_the_child(body: Any) -> None:
    assert [frame.kind for frame in answer("task", body)] == ["failed"]


def test_only_the_kind_and_the_place_of_an_unforeseen_error_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def task(request: Any, blobs: Any, tell: Any) -> None:
        raise ValueError(MARKER)

    told = answer("task", {"task": "x", "request": {}}, (), task, monkeypatch)[0].body
    assert set(told) == {"error", "memory", "where"}
    assert told["error"] == "ValueError"
    assert told["where"].startswith("test_child_main.py:")


def test_running_out_of_memory_is_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    def task(request: Any, blobs: Any, tell: Any) -> None:
        raise MemoryError

    assert answer("task", {"task": "x", "request": {}}, (), task, monkeypatch)[0].body["memory"] is True


def test_a_trouble_is_told_with_its_sentences(monkeypatch: pytest.MonkeyPatch) -> None:
    def task(request: Any, blobs: Any, tell: Any) -> None:
        raise BadFile("This is not a PDF.")

    told = answer("task", {"task": "x", "request": {}}, (), task, monkeypatch)[0].body["trouble"]
    assert told["code"] == "bad-file"
    assert told["happened"] == "This is not a PDF."


def test_every_task_named_can_be_found() -> None:
    from coordinator_app.child_tasks import LIMITS, TASKS, group_of

    for name in TASKS:
        assert callable(child_main.find_task(name))
    assert set(LIMITS) <= {group_of(name) for name in TASKS}


def test_a_task_that_is_missing_would_be_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    from coordinator_app import child_tasks

    monkeypatch.setattr(child_tasks, "TASKS", {"lost.task": "coordinator_app.jobs.check_tasks:lost"})
    with pytest.raises(AttributeError):
        child_main.find_task("lost.task")


def test_no_task_is_found_by_a_path_that_arrived() -> None:
    for name in ("os:system", "coordinator_app.jobs.check_tasks:echo", ""):
        with pytest.raises(KeyError):
            child_main.find_task(name)


def test_the_module_is_small_before_the_limits_are_set() -> None:
    source = Path(child_main.__file__).read_text()
    head = source.split("def main()")[0]
    assert "reportlab" not in head
    assert "coordinator_app.store" not in head
