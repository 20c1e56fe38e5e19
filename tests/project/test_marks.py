"""The long tests lie where `.ci/run` looks for them: a mark anywhere else would be passed over in silence."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
HOMES = {"slow": "tests/project", "xvfb": "tests/journeys"}


def astray(root: Path) -> list[str]:
    """Test files with a mark of the long ones outside its folder."""
    return sorted(
        f"{path.relative_to(root).as_posix()}: {mark}"
        for path in root.joinpath("tests").rglob("test_*.py")
        for mark in set(re.findall(r"pytest\.mark\.(\w+)", path.read_text(encoding="utf-8"))) & HOMES.keys()
        if not path.is_relative_to(root / HOMES[mark])
    )


def test_every_long_test_lies_where_it_is_looked_for() -> None:
    assert astray(ROOT) == []
    run = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert "wheel=tests/project/test_wheel.py " in run
    assert '-m slow "$wheel" ||' in run
    assert '--ignore="$wheel" tests/project ||' in run
    assert "-m 'xvfb and not soak' tests/journeys >" in run


def test_a_planted_mark_elsewhere_is_found(tmp_path: Path) -> None:
    for folder in ("project", "pupils"):
        place = tmp_path / "tests" / folder / "test_a.py"
        place.parent.mkdir(parents=True)
        place.write_text("pytestmark = [pytest.mark.slow, pytest.mark.usefixtures]\n", encoding="utf-8")
    assert astray(tmp_path) == ["tests/pupils/test_a.py: slow"]


def test_what_is_tested_under_coverage_is_left_out_of_the_other_run_and_of_no_more() -> None:
    run = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert "rule_tests=(tests/core tests/*/test_model*.py)\n" in run
    assert run.count('"${rule_tests[@]}"\n') == 1
    assert run.count('"${rule_tests[@]/#/--ignore=}"\n') == 1
    assert run.count("--ignore") == 2


STEPS = "system, sync, pins, lint, types, imports, coverage, tests, demo, bench, window, project"


def steps_of(run: str) -> list[str]:
    """The steps of the script, each with what it runs; those that run aside begin before the tests and are waited for."""
    return re.findall(r"^(?:  )?step (\w+) '", run, flags=re.MULTILINE)


def test_every_step_is_run_once_and_what_runs_aside_is_waited_for() -> None:
    run = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert sorted(steps_of(run)) == sorted(STEPS.split(", "))
    ways = [
        run.index(f"\n{one}") for one in ("aside >", "step tests ", "rejoin\n", "step bench ", "summary\n")
    ]
    assert ways == sorted(ways)


def aside(tmp_path: Path, ends: str) -> subprocess.CompletedProcess[str]:
    """What the script says in the end if of all steps only two are left: one of the ordinary ones and one aside."""
    run = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    place = tmp_path / ".ci"
    place.mkdir()
    made = run.replace('"$bin/lint-imports" --no-logo', "echo imports were stood in for")
    made = made.replace('"$bin/mypy"\n', f"echo types were stood in for; {ends}\n").replace(
        '"$bin/mypy" tools/*.py', ":"
    )
    assert made.count("stood in for") == 2
    (place / "run").write_text(made, encoding="utf-8")
    return subprocess.run(
        ["bash", str(place / "run"), "imports", "types"], capture_output=True, text=True, check=False
    )


def test_what_runs_aside_counts_as_any_step(tmp_path: Path) -> None:
    done = aside(tmp_path, ":")
    assert done.returncode == 0, done.stderr
    assert "types were stood in for" in done.stdout
    assert len(re.findall(r"^(?:imports|types) +\d+ s  ok$", done.stdout, flags=re.MULTILINE)) == 2


@pytest.mark.parametrize(
    ("ends", "named"),
    [
        ("false", "types"),
        ("exit 3", "types"),
        ("read -r _ _ _ above _ </proc/$BASHPID/stat; kill -9 $above", "what ran aside"),
    ],
)
def test_what_fails_aside_fails_the_whole(tmp_path: Path, ends: str, named: str) -> None:
    done = aside(tmp_path, ends)
    assert done.returncode == 1, done.stdout
    assert f"Failed: {named}" in done.stdout
