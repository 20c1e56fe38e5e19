import contextlib
import ctypes
import socket
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from coordinator_app.core.errors import BadFile, Cancelled, ChildFailed, Trouble
from coordinator_app.jobs import children
from coordinator_app.jobs.children import Worker, child_command, child_environment
from coordinator_app.jobs.limits import MIB, Limits
from tests.jobs.workers import ask, pid_of

linux = pytest.mark.skipif(sys.platform != "linux", reason="limits of Linux")


def ends(pid: int) -> Any:
    """Whether the process is gone soon: the system kills in its own time."""
    pause = threading.Event()
    return any(gone(pid) or pause.wait(0.02) for _ in range(6_000))


def gone(pid: int) -> Any:
    with contextlib.suppress(ProcessLookupError, FileNotFoundError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    return True


def test_a_request_and_its_blobs_come_back_whole(make: Any) -> None:
    blobs = [b"", b"\x00\xff" * 300_000, b"end"]
    answer = ask(make(), "check.echo", {"wörd": [1, None, True]}, blobs)
    assert answer.body == {"wörd": [1, None, True]}
    assert list(answer.blobs) == blobs


def test_one_process_answers_many_requests(make: Any) -> None:
    worker = make()
    assert pid_of(worker) == pid_of(worker)


def test_a_fresh_group_gets_a_new_process_for_each_request(make: Any) -> None:
    worker = make(fresh=True)
    assert pid_of(worker) != pid_of(worker)


@pytest.mark.parametrize("task", ["bad.crash", "bad.leave", "bad.write_garbage"])
def test_a_child_that_dies_or_babbles_is_one_failed_request_and_the_next_one_works(
    make: Any, task: str
) -> None:
    worker = make()
    with pytest.raises(ChildFailed) as caught:
        ask(worker, task)
    assert "stopped without finishing" in caught.value.sentences()
    assert caught.value.next_step
    assert ask(worker, "check.echo").body == {}


def test_a_child_that_hangs_is_killed_at_its_time_and_says_so(make: Any) -> None:
    worker = make(seconds=1.0)
    with pytest.raises(ChildFailed, match="longer than is allowed"):
        ask(worker, "bad.hang")


def test_a_time_that_was_up_before_the_process_stood_is_not_lost(
    make: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand = Worker._stand

    def too_late(worker: Worker, cancelled: Any) -> None:
        worker._time_out(worker._ticket)
        stand(worker, cancelled)

    monkeypatch.setattr(Worker, "_stand", too_late)
    worker = make()
    with pytest.raises(ChildFailed, match="longer than is allowed"):
        ask(worker, "check.echo")
    assert worker._process is None


@linux
def test_a_child_that_burns_its_processor_time_is_ended_by_the_system(make: Any) -> None:
    worker = make(cpu_seconds=1)
    with pytest.raises(ChildFailed, match="longer than is allowed"):
        ask(worker, "bad.burn")


@linux
def test_a_child_that_eats_memory_is_told_from_a_crash_and_replaced(make: Any) -> None:
    worker = make(memory_bytes=256 * MIB)
    before = pid_of(worker)
    with pytest.raises(ChildFailed, match="more memory than is allowed"):
        ask(worker, "bad.eat_memory")
    assert pid_of(worker) != before


def test_without_the_limit_the_memory_would_be_had(make: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    worker = make(memory_bytes=6300 << 20)
    assert ask(worker, "bad.eat_memory").body == {"size": 300 << 20}


def test_what_a_library_prints_never_reaches_the_frames(make: Any) -> None:
    assert ask(make(), "bad.print_garbage").body == {"fine": True}


@linux
def test_a_child_cannot_write_a_single_byte_to_disk(make: Any, tmp_path: Path) -> None:
    path = tmp_path / "left-behind"
    with pytest.raises(ChildFailed, match="met a fault"):
        ask(make(), "bad.write_file", {"path": str(path)})
    assert not path.exists() or path.stat().st_size == 0


@pytest.fixture
def landlock() -> None:
    if (
        sys.platform != "linux"
        or ctypes.CDLL(None).syscall(444, None, ctypes.c_size_t(0), ctypes.c_uint32(1)) < 1
    ):
        pytest.skip("this kernel has no Landlock")


def test_a_child_can_neither_remove_nor_make_a_file(make: Any, tmp_path: Path, landlock: None) -> None:
    kept, made = tmp_path / "kept", tmp_path / "made"
    kept.write_text("kept")
    for task, path in (("bad.remove_file", kept), ("bad.touch_file", made)):
        with pytest.raises(ChildFailed, match="met a fault") as caught:
            ask(make(), task, {"path": str(path)})
        assert "PermissionError" in str(caught.value.__cause__)
    assert kept.read_text() == "kept"
    assert not made.exists()


def test_without_the_rules_a_child_would_remove_it(make: Any, tmp_path: Path, unbound: None) -> None:
    kept = tmp_path / "kept"
    kept.write_text("kept")
    ask(make(), "bad.remove_file", {"path": str(kept)})
    assert not kept.exists()


@pytest.fixture
def unbound(bad_tasks: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """The planted fault: a child that does not bind itself."""
    free = "from coordinator_app.jobs import limits; limits.bind = lambda *_: None; "
    start = children._START.replace(
        "from coordinator_app.jobs.child_main", free + "from coordinator_app.jobs.child_main"
    )
    monkeypatch.setattr(children, "_START", start)


def test_without_the_guard_a_child_would_reach_the_network(make: Any, port: int, unbound: None) -> None:
    assert ask(make(), "bad.open_socket", {"port": port}).body == {}


@pytest.fixture
def port() -> Iterator[Any]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def test_a_child_cannot_open_a_socket(make: Any, port: int) -> None:
    with pytest.raises(ChildFailed, match="met a fault") as caught:
        ask(make(), "bad.open_socket", {"port": port})
    assert "PermissionError" in str(caught.value.__cause__)


@linux
def test_below_the_guard_of_python_the_network_of_a_child_is_empty(make: Any, port: int) -> None:
    if not _may_unshare():
        pytest.skip("this system refuses user namespaces")
    with pytest.raises(ChildFailed):
        ask(make(), "bad.open_raw_socket", {"port": port})


def _may_unshare() -> Any:
    import subprocess

    probe = "import ctypes; raise SystemExit(ctypes.CDLL(None).unshare(0x50000000) != 0)"
    return subprocess.run([sys.executable, "-c", probe], check=False).returncode == 0


def test_a_child_inherits_no_secret_and_no_window(make: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COORDINATOR_SECRET", "marker")
    found = ask(make(), "bad.surroundings").body
    assert "COORDINATOR_SECRET" not in found["names"]
    assert {"HOME", "USER", "PYTHONPATH", "DISPLAY"}.isdisjoint(found["names"])
    assert not [
        name for name in found["modules"] if name.startswith(("PySide6", "sqlcipher3", "reportlab", "pickle"))
    ]


@linux
def test_a_child_stands_back_for_the_window(make: Any) -> None:
    assert ask(make(), "bad.surroundings").body["nice"] >= 10


def test_the_words_of_an_unforeseen_error_stay_in_the_child(make: Any) -> None:
    with pytest.raises(ChildFailed) as caught:
        ask(make(), "bad.raise_with_content")
    assert "Marigold" not in caught.value.sentences() + str(caught.value.__cause__)
    assert "ValueError at misbehaving.py:" in str(caught.value.__cause__)


def test_the_trouble_of_a_task_arrives_as_itself_and_the_process_stays(make: Any) -> None:
    worker = make()
    before = pid_of(worker)
    with pytest.raises(BadFile) as caught:
        ask(worker, "bad.raise_trouble")
    assert caught.value.sentences() == "This file is not a PDF. Nothing has been added to the vault."
    assert pid_of(worker) == before


def test_the_words_of_a_child_are_cut_and_made_printable(make: Any) -> None:
    with pytest.raises(BadFile) as caught:
        ask(make(), "bad.raise_long_trouble")
    assert len(caught.value.happened) <= 400
    assert caught.value.happened.isprintable()


def test_an_answer_larger_than_agreed_is_refused(make: Any) -> None:
    with pytest.raises(ChildFailed):
        ask(make(answer_bytes=4 * MIB), "bad.too_much")


def test_an_answer_that_is_no_json_is_a_fault_of_the_task(make: Any) -> None:
    with pytest.raises(ChildFailed, match="met a fault"):
        ask(make(), "bad.not_json")


def test_an_unknown_task_is_a_fault_and_not_a_lookup_by_path(make: Any) -> None:
    with pytest.raises(ChildFailed):
        ask(make(), "os:system")


@linux
def test_what_a_child_started_dies_with_it(make: Any) -> None:
    others = []
    with pytest.raises(ChildFailed):
        ask(make(), "bad.start_another", tell=lambda progress: others.append(progress.done))
    assert ends(others[0])


def test_a_kill_ends_the_request_it_names(make: Any) -> None:
    worker, ticket = make(), object()
    body = {"task": "bad.hang", "request": {}}
    with pytest.raises(ChildFailed):
        worker.ask(ticket, "task", body, tell=lambda _: worker.kill(ticket))


def test_a_kill_that_comes_late_leaves_the_next_request_alone(make: Any) -> None:
    worker, old = make(), object()
    worker.ask(old, "task", {"task": "check.echo", "request": {}})
    body = {"task": "check.count", "request": {"to": 3}}
    assert worker.ask(object(), "task", body, tell=lambda _: worker.kill(old)).body == {"counted": 3}


def test_a_stop_before_the_process_stood_is_not_lost(make: Any) -> None:
    with pytest.raises(Cancelled):
        ask(make(), "bad.hang", cancelled=lambda: True)


def test_closing_leaves_no_process(make: Any) -> None:
    worker = make()
    pid = pid_of(worker)
    worker.close()
    worker.close()
    assert gone(pid)


@linux
def test_a_child_ends_by_itself_when_its_parent_is_killed() -> None:
    import subprocess

    program = (
        f"import sys; sys.path.insert(0, {str(children._ROOT)!r})\n"
        "from coordinator_app.jobs.children import Worker\nfrom coordinator_app.jobs.limits import Limits\n"
        "worker = Worker(Limits())\nworker.ask(1, 'task', {'task': 'check.echo', 'request': {}})\n"
        "print(worker._process.pid, flush=True)\ninput()\n"
    )
    command = [sys.executable, "-c", program]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as parent:
        pid = int(parent.stdout.readline())
        assert not gone(pid)
        parent.kill()
    assert ends(pid)


def test_the_command_of_a_frozen_program_is_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert child_command() == [sys.executable, "--child"]


def test_the_command_of_a_source_tree_is_kept_apart_from_the_user() -> None:
    assert child_command()[1] == "-I"


def test_the_environment_of_a_child_is_written_by_us(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Europe/London")
    assert set(child_environment()) <= {
        "LANG",
        "MALLOC_ARENA_MAX",
        "MALLOC_MMAP_THRESHOLD_",
        "OPENBLAS_NUM_THREADS",
        "TZ",
        "TEMP",
        "TMP",
    }


def test_the_package_itself_answers_as_a_child() -> None:
    worker = Worker(Limits(), lambda: [sys.executable, "-m", "coordinator_app", "--child"])
    try:
        assert ask(worker, "check.echo", {"a": 1}).body == {"a": 1}
    finally:
        worker.close()


def test_a_program_that_cannot_be_started_is_a_plain_failure() -> None:
    worker = Worker(Limits(), lambda: ["/nowhere/at/all"])
    with pytest.raises(Trouble):
        ask(worker, "check.echo")


FALSE_CHILD = """
import json, sys, time
def frame(kind, body, blobs=()):
    header = json.dumps({"kind": kind, "body": body, "blobs": list(blobs)}).encode()
    sys.stdout.buffer.write(len(header).to_bytes(8, "big") + header)
    sys.stdout.buffer.flush()
"""


def false_child(does: str) -> Worker:
    return Worker(Limits(seconds=20), lambda: [sys.executable, "-c", FALSE_CHILD + does])


@pytest.mark.parametrize(
    "does",
    [
        "frame('progress', {'done': 'many', 'total': None, 'words': ''})",
        "frame('progress', {'done': 1, 'total': 2.5, 'words': ''})",
        "frame('progress', {'done': 1, 'total': 2, 'words': None})",
        "frame('progress', {})",
        "frame('hello', {})",
        "frame('done', {}, [5])",
        "print('Traceback (most recent call last):')",
        "sys.stdout.buffer.write(b'\\0' * 8)",
        "sys.exit(0)",
    ],
)
def test_whatever_a_child_says_that_is_not_ours_is_one_plain_failure(does: str) -> None:
    with pytest.raises(ChildFailed, match="without finishing"):
        ask(false_child(does), "check.echo")


def test_a_child_that_dies_before_it_has_read_a_large_request_is_a_plain_failure() -> None:
    with pytest.raises(ChildFailed, match="without finishing"):
        ask(false_child("sys.exit(1)"), "check.echo", blobs=[bytes(8 << 20)])


@pytest.mark.parametrize(
    "told", [{}, {"trouble": []}, {"trouble": {}}, {"trouble": {"code": 5}}, {"error": None}]
)
def test_a_failure_told_in_an_odd_way_is_still_a_trouble(told: dict[str, Any]) -> None:
    worker = false_child(f"frame('failed', {told!r})")
    with pytest.raises(Trouble):
        ask(worker, "check.echo")
    worker.close()
