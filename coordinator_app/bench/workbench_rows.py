"""The workbench of a request: how long the window's thread is held by opening a stage, going on, and deciding.

Only the thread's own time is counted, so that what else the machine does changes little. Beside each stands painting the
window once, which nothing that is shown can do without.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt

from coordinator_app.bench.measure import Row, row
from coordinator_app.bench.real_window import RealWindow, nothing
from coordinator_app.core.clock import SetClock
from coordinator_app.demo.run import run_demo

_NOTE = "painting the window once; ours is the longest that its thread was held"
STAGES = ("identity", "received", "gather", "review")


def workbench_rows(folder: Path, n: int) -> Iterator[Row]:
    """Every row, measured in the real window over a practice vault."""
    place = folder / "workbench"
    window = RealWindow(run_demo(place, SetClock(), lambda _progress: None, long_file=False).vault, place)
    try:
        for stage in STAGES:
            yield _row(f"stage of a request, {stage}", window, partial(window.open, stage), window.leave, n)
        window.open("review")
        window.settle(window.take_focus)
        yield _row("workbench, next item", window, partial(window.key, Qt.Key.Key_J, "j"), nothing, n)
        decide, other = partial(window.key, Qt.Key.Key_3, "3"), partial(window.key, Qt.Key.Key_1, "1")
        yield _row("workbench, decide", window, decide, other, n)
    finally:
        window.close()


def _row(op: str, window: RealWindow, act: Callable[[], object], after: Callable[[], object], n: int) -> Row:
    floors, mine = [], []
    for turn in range(n + 1):
        held = window.settle(act)
        painted = window.paint()
        window.settle(after)
        if turn:  # the first imports what it needs
            floors.append(painted)
            mine.append(held)
    return row(op, floors, mine, goal=None, note=_NOTE)
