"""Measure an operation and its floor in turns, and say how they compare."""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the bench: medians in milliseconds, their ratio, the ratio at the 95th percentile, the goal.

    `met` is None where there is no goal. `note` says what floor and ours are.
    """

    op: str
    floor_ms: float
    ours_ms: float
    ratio: float
    p95_ratio: float
    n: int
    goal: float | None
    met: bool | None
    note: str

    def line(self, *, as_json: bool) -> str:
        """For a program or for a reader."""
        if as_json:
            return json.dumps(asdict(self))
        goal = "" if self.goal is None else f"goal {self.goal:.2f}x {'met' if self.met else 'NOT met'}"
        times = f"{self.floor_ms:9.2f} ms {self.ours_ms:9.2f} ms"
        return f"{self.op:<28} {times} {self.ratio:6.2f}x  p95 {self.p95_ratio:6.2f}x  {goal:<20} {self.note}"


def compare(
    op: str, floor: Callable[[], object], ours: Callable[[], object], *, n: int, goal: float | None, note: str
) -> Row:
    """Run both in turns, `n` times each after one round that does not count."""
    floor()
    ours()
    floors, mine = [], []
    for _ in range(n):
        floors.append(clocked(floor))
        mine.append(clocked(ours))
    return row(op, floors, mine, goal=goal, note=note)


def row(op: str, floors: list[float], mine: list[float], *, goal: float | None, note: str) -> Row:
    """The row of two series of seconds."""
    low, high = statistics.median(floors), statistics.median(mine)
    ratio = high / low if low else 0.0
    tail = p95(mine) / p95(floors) if p95(floors) else 0.0
    met = None if goal is None else ratio <= goal
    return Row(op, low * 1000, high * 1000, round(ratio, 3), round(tail, 3), len(mine), goal, met, note)


def clocked(work: Callable[[], object]) -> float:
    """Seconds that `work` took."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def p95(series: list[float]) -> float:
    """The 95th percentile."""
    return sorted(series)[min(len(series) - 1, round(0.95 * (len(series) - 1)))]
