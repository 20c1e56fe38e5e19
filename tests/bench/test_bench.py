"""The bench: ratios of medians, taken in turns, and rows that a program can read."""

from __future__ import annotations

import json

import pytest

from coordinator_app.bench.measure import compare, p95, row
from coordinator_app.cli import main


def test_a_row_compares_medians_and_says_whether_the_goal_was_met() -> None:
    slow = row("slow", [0.010, 0.011, 0.012], [0.020, 0.022, 0.040], goal=1.5, note="")
    assert slow.ratio == pytest.approx(2.0)
    assert slow.met is False
    assert row("fast", [0.010], [0.010], goal=1.5, note="").met is True
    assert row("free", [0.010], [0.010], goal=None, note="").met is None


def test_floor_and_ours_are_run_in_turns() -> None:
    order: list[str] = []
    compare("turns", lambda: order.append("floor"), lambda: order.append("ours"), n=2, goal=None, note="")
    assert order == ["floor", "ours"] * 3


def test_the_95th_percentile_leaves_out_the_worst_of_a_hundred() -> None:
    assert p95([float(number) for number in range(101)]) == 95.0


def test_the_quick_bench_gives_every_row_as_json(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coordinator_app.bench.run.QUICK", _smallest())
    assert main(["bench", "--quick", "--json"]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    names = {one["op"] for one in rows}
    assert {"first paint, lock screen", "unlock", "autosave of a draft", "list page", "text pages"} <= names
    assert {
        "type-ahead to paint",
        "duplicate check, a letter",
        "pupils list, filtered",
        "pupil picker, a letter",
        "names for a review",
        "mentions elsewhere",
        "window stall during a pack",
        "stage of a request, review",
        "workbench, next item",
        "workbench, decide",
        "search, newest 20",
        "search page, newest 20",
        "a name with a slip",
        "new entry, indexed, merged",
        "list, first paint",
        "pupils, consent withdrawn",
        "chase list, first page",
        "Today, whole",
        "register brought in",
        "redact scan page",
        "check of a finished pack",
        "chronology tab, first page",
        "documents tab",
        "attendance tab",
        "audit log, who looked",
        "audit log, all entries checked",
        "never shared, counted anew",
        "never shared, after a change",
    } <= names
    assert all(one["floor_ms"] > 0 and one["ours_ms"] > 0 for one in rows)


def _smallest() -> object:
    from coordinator_app.bench.run import Size

    return Size(pupils=20, entries=60, rounds=2, starts=1, pages=2, documents=4, finding=(4, 60, 10_000))
