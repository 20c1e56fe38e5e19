"""The scripts that guard versions and coverage find what they are for."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

Tool = Callable[[str], ModuleType]


def test_what_is_pinned_is_what_the_lock_holds_with_hashes_and_without_addresses(tool: Tool) -> None:
    pins = tool("pin_versions")
    text = pins.LOCK.read_text(encoding="utf-8")
    assert pins.pins_of(text.splitlines()) == pins.pinned()
    assert "://" not in text
    assert text.count("--hash=sha256:") >= len(pins.pinned())


def test_every_dependency_of_the_project_is_pinned(tool: Tool) -> None:
    pins = tool("pin_versions")
    project = pins.tomllib.loads(pins.PROJECT.read_text(encoding="utf-8"))
    groups = [*project["dependency-groups"].values(), project["project"]["dependencies"]]
    asked = {pins.normal(pins.re.split(r"[<>=!~\[; ]", line)[0]) for group in groups for line in group}
    assert asked - pins.pinned().keys() == set()


@pytest.mark.parametrize(
    ("found", "locked", "words"),
    [
        ({"one": "2"}, {"one": {"1"}}, "one: 2 is installed, 1 is pinned"),
        ({"new": "1"}, {"one": {"1"}}, "new: 1 is installed, but not pinned"),
        ({"one": "1"}, {"one": {"2"}}, "one: pyproject.toml and requirements.lock differ"),
        ({"one": "1"}, {}, "one: pyproject.toml and requirements.lock differ"),
    ],
)
def test_a_planted_difference_of_versions_is_told(
    tool: Tool, found: dict[str, str], locked: dict[str, set[str]], words: str
) -> None:
    assert tool("pin_versions").differences(found, {"one": {"1"}}, locked) == [words]


def test_the_lock_never_holds_an_index_line_and_refuses_an_address(tool: Tool) -> None:
    pins = tool("pin_versions")
    export = "# made for https://host\n--ind" + "ex-url https://host\none==1 \\\n    --hash=sha256:aa\n"
    assert pins.lock_text(export) == pins.HEADER + "one==1 \\\n    --hash=sha256:aa\n"
    with pytest.raises(ValueError, match="address"):
        pins.lock_text("one @ https://host/one.whl\n")


def test_the_list_of_pins_is_replaced_or_put_in_and_the_rest_is_left(tool: Tool) -> None:
    pins = tool("pin_versions")
    bare = '[tool.uv]\ndefault-groups = ["dev"]\n'
    first = pins.with_block(bare, ["one==1"])
    assert first == '[tool.uv]\nconstraint-dependencies = [\n    "one==1",\n]\ndefault-groups = ["dev"]\n'
    assert pins.with_block(first, ["two==2"]) == first.replace("one==1", "two==2")


def _report(path: str, lines: list[int], branches: list[list[int]]) -> dict[str, object]:
    summary = {"percent_covered": 50.0 if lines or branches else 100.0}
    return {"files": {path: {"summary": summary, "missing_lines": lines, "missing_branches": branches}}}


@pytest.mark.parametrize(
    ("path", "lines", "branches", "fails"),
    [
        ("coordinator_app/core/clock.py", [], [], False),
        ("coordinator_app/core/clock.py", [3], [], True),
        ("coordinator_app/core/clock.py", [], [[3, 5]], True),
        ("coordinator_app/pupils/model.py", [9], [], True),
        ("coordinator_app\\pupils\\model.py", [9], [], True),
    ],
)
def test_a_rule_that_no_test_reaches_fails_the_gate(
    tool: Tool, tmp_path: Path, path: str, lines: list[int], branches: list[list[int]], *, fails: bool
) -> None:
    report = tmp_path / "coverage.json"
    report.write_text(json.dumps(_report(path, lines, branches)), encoding="utf-8")
    (tmp_path / "coordinator_app").mkdir()
    (tmp_path / "coordinator_app" / "cli.py").touch()
    assert tool("check_coverage").main([str(report)], tmp_path) == int(fails)


def test_before_there_is_an_app_a_rule_without_tests_waits_and_one_with_tests_does_not(
    tool: Tool, tmp_path: Path
) -> None:
    gate = tool("check_coverage")
    report = tmp_path / "coverage.json"
    report.write_text(json.dumps(_report("coordinator_app/core/clock.py", [3], [])), encoding="utf-8")
    assert gate.main([str(report)], tmp_path) == 0
    (tmp_path / "tests" / "core").mkdir(parents=True)
    (tmp_path / "tests" / "core" / "test_clock.py").touch()
    assert gate.main([str(report)], tmp_path) == 1


def test_a_rule_that_was_not_measured_fails_the_gate(tool: Tool, tmp_path: Path) -> None:
    report = tmp_path / "coverage.json"
    report.write_text(json.dumps(_report("coordinator_app/core/clock.py", [], [])), encoding="utf-8")
    for name in ("core/clock.py", "core/gates.py", "pupils/page.py"):
        place = tmp_path / "coordinator_app" / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.touch()
    gate = tool("check_coverage")
    assert gate.left_out(gate.read(json.loads(report.read_text())), tmp_path) == [
        "coordinator_app/core/gates.py"
    ]
    assert gate.main([str(report)], tmp_path) == 1
    (tmp_path / "coordinator_app" / "core" / "gates.py").unlink()
    assert gate.main([str(report)], tmp_path) == 0


def test_missed_lines_are_drawn_together(tool: Tool) -> None:
    assert tool("check_coverage").ranges((1, 2, 3, 7, 9, 10)) == "1-3, 7, 9-10"


def test_a_screen_that_no_test_reaches_is_only_listed(tool: Tool) -> None:
    gate = tool("check_coverage")
    assert gate.short(gate.read(_report("coordinator_app/ui/rail.py", [1], []))) == []


def test_a_report_without_any_rule_fails_the_gate(tool: Tool, tmp_path: Path) -> None:
    report = tmp_path / "coverage.json"
    report.write_text(json.dumps(_report("coordinator_app/ui/rail.py", [], [])), encoding="utf-8")
    assert tool("check_coverage").main([str(report)]) == 1
