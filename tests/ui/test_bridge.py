import threading
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QObject, QThread
from PySide6.QtWidgets import QLabel

from coordinator_app.core.errors import BadFile
from coordinator_app.jobs.jobs import Jobs, Progress, no_session
from coordinator_app.ui.bridge import Bridge, guarded


@pytest.fixture
def bridge(qtbot: Any) -> Iterator[Any]:
    made = Bridge()
    yield made
    made.deleteLater()


@pytest.fixture
def jobs(bridge: Any) -> Iterator[Any]:
    made = Jobs(no_session, bridge.deliver)
    yield made
    assert made.stop()


def here() -> Any:
    return threading.current_thread() is threading.main_thread() and QThread.currentThread().isMainThread()


def test_a_result_comes_once_on_the_window_thread_and_not_before_its_turn(
    qtbot: Any, jobs: Jobs[Any]
) -> None:
    seen = []
    job = jobs.task(lambda _: 7, done=lambda value: seen.append((value, here())))
    jobs.wait(job)
    assert seen == []
    qtbot.waitUntil(lambda: bool(seen))
    qtbot.wait(1)
    assert seen == [(7, True)]


def test_a_failure_and_progress_come_on_the_window_thread(qtbot: Any, jobs: Jobs[Any]) -> None:
    seen = []

    def work(in_task: Any) -> None:
        in_task.tell(Progress(1, 2))
        raise BadFile("No.")

    note = lambda item: seen.append((type(item).__name__, here()))  # noqa: E731  one line says it
    jobs.task(work, failed=note, progress=note)
    qtbot.waitUntil(lambda: ("BadFile", True) in seen)
    assert ("BadFile", False) not in seen


def test_many_threads_deliver_everything_each_in_its_order(qtbot: Any, bridge: Any) -> None:
    seen = []

    def many(name: str) -> None:
        for number in range(500):
            bridge.deliver(lambda number=number: seen.append((name, number)))

    threads = [threading.Thread(target=many, args=(name,)) for name in "abc"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    qtbot.waitUntil(lambda: len(seen) == 1500)
    for name in "abc":
        assert [number for who, number in seen if who == name] == list(range(500))


def test_a_long_queue_leaves_the_window_its_turns(
    qtbot: Any, bridge: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = iter(range(10_000))
    monkeypatch.setattr("coordinator_app.ui.bridge.time.monotonic", lambda: next(clock))
    seen = []
    for number in range(4):
        bridge.deliver(lambda number=number: seen.append(number))
    bridge._drain()
    assert seen == [0]
    qtbot.waitUntil(lambda: seen == [0, 1, 2, 3])


def test_a_callback_that_raises_is_reported_and_the_next_one_still_comes(
    qtbot: Any, bridge: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    reported, seen = [], []
    monkeypatch.setattr("sys.excepthook", lambda *told: reported.append(told[0]))
    bridge.deliver(lambda: 1 / 0)
    bridge.deliver(lambda: seen.append("next"))
    qtbot.waitUntil(lambda: bool(seen))
    assert reported == [ZeroDivisionError]


def test_a_callback_for_a_page_that_is_gone_is_dropped(qtbot: Any, bridge: Any) -> None:
    page = QLabel("page")
    seen = []
    bridge.deliver(guarded(page, lambda: seen.append(page.text())))
    call = guarded(page, seen.append)
    call("still here")
    page.deleteLater()
    qtbot.waitUntil(lambda: seen == ["still here"] or len(seen) > 1)
    with qtbot.waitSignal(page.destroyed, raising=False, timeout=1000):
        pass
    call("gone")
    assert "gone" not in seen


def test_without_the_guard_the_page_that_is_gone_would_raise(qtbot: Any) -> None:
    import shiboken6

    page = QLabel("page")
    shiboken6.delete(page)
    with pytest.raises(RuntimeError, match="already deleted"):
        page.text()
    guarded(page, page.text)()


def test_after_the_window_has_gone_a_late_delivery_harms_nobody(qtbot: Any) -> None:
    import shiboken6

    bridge = Bridge()
    shiboken6.delete(bridge)
    bridge.deliver(lambda: None)


def test_the_bridge_may_have_a_parent(qtbot: Any) -> None:
    parent = QObject()
    assert Bridge(parent).parent() is parent


def test_a_page_is_never_destroyed_on_a_worker_thread(qtbot: Any, jobs: Jobs[Any]) -> None:
    """The last reference to a closure over a widget is dropped on the window's thread."""
    where = []

    class Page(QLabel):
        def __del__(self) -> None:
            where.append(here())

    for _ in range(50):
        page = Page()
        jobs.task(lambda _: 1, done=lambda _, page=page: page.setText("x"))
        del page
    qtbot.waitUntil(lambda: len(where) == 50)
    assert all(where)
