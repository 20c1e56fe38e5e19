"""A database of one table for the jobs to work on, a desk that stands for the window, and children that misbehave."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from coordinator_app import child_tasks
from coordinator_app.jobs import children
from coordinator_app.jobs.children import Worker
from coordinator_app.jobs.jobs import Jobs
from coordinator_app.jobs.limits import Limits
from tests.vaults import house

__all__ = ["house"]
HERE = Path(__file__).parent
NAMES = (HERE / "misbehaving.py").read_text().split("\ndef ")[1:]
BAD_TASKS = {f"bad.{name.partition('(')[0]}": f"misbehaving:{name.partition('(')[0]}" for name in NAMES}


@pytest.fixture
def bad_tasks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Children that know the tasks of `misbehaving` beside our own."""
    start = (
        f"import sys; sys.path[:0] = [sys.argv[1], {str(HERE)!r}]; "
        f"from coordinator_app import child_tasks; child_tasks.TASKS = child_tasks.TASKS | {BAD_TASKS!r}; "
        "from coordinator_app.jobs.child_main import main; raise SystemExit(main())"
    )
    monkeypatch.setattr(children, "_START", start)
    monkeypatch.setattr(child_tasks, "TASKS", {**child_tasks.TASKS, **BAD_TASKS})


@pytest.fixture
def make(bad_tasks: None) -> Iterator[Any]:
    """Workers of these limits, closed when the test ends."""
    workers = []

    def new(**limits: Any) -> Any:
        workers.append(Worker(Limits(**limits)))
        return workers[-1]

    yield new
    for worker in workers:
        worker.close()


class Session:
    """A real database of one table; knows its thread."""

    def __init__(self, path: Path, *, read_only: bool) -> None:
        self.thread = threading.current_thread().name
        mode = "ro" if read_only else "rwc"
        self.database = sqlite3.connect(f"file:{path}?mode={mode}", uri=True, isolation_level=None)
        self.closed_on = None

    def add(self, text: str) -> None:
        self.database.execute("INSERT INTO note VALUES (?)", (text,))

    def all(self) -> Any:
        return [row[0] for row in self.database.execute("SELECT body FROM note ORDER BY rowid")]

    def close(self) -> None:
        self.database.close()
        self.closed_on = threading.current_thread().name


class Desk:
    """Stands for the window's thread: keeps what is delivered until `drain`."""

    def __init__(self) -> None:
        self.tray = []

    def __call__(self, callback: Any) -> None:
        self.tray.append(callback)

    def drain(self) -> None:
        while self.tray:
            self.tray.pop(0)()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    place = tmp_path / "notes.db"
    with sqlite3.connect(place) as database:
        database.execute("CREATE TABLE note (body TEXT)")
    database.close()
    return place


@pytest.fixture
def opened() -> list[Session]:
    return []


@pytest.fixture
def open_session(path: Path, opened: list[Session]) -> Callable[[bool], Any]:
    def opener(read_only: bool) -> Any:
        opened.append(Session(path, read_only=read_only))
        return opened[-1]

    return opener


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def jobs(open_session: Callable[[bool], Any], desk: Desk) -> Iterator[Jobs[Any]]:
    made = Jobs(open_session, desk)
    yield made
    assert made.stop()
