from pathlib import Path

import pytest

from coordinator_app import child_tasks
from coordinator_app.jobs import children

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
