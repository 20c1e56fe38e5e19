"""The long tests lie where `.ci/run` looks for them: a mark anywhere else would be passed over in silence."""

from __future__ import annotations

import re
from pathlib import Path

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
    assert '--ignore="$wheel" tests/project >' in run
    assert '--ignore="$long" tests/journeys &' in run


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
    assert run.count("--ignore") == 3
