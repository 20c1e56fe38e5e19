"""Fail when the rules or the models are not covered wholly: core/ and every model.py, lines and branches.

    python tools/check_coverage.py coverage.json

Reads the report that `coverage json` writes. A rule or model that the report leaves out fails as well. Other files
that are in it are listed for the eye, lowest first, and fail nothing.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).resolve().parent.parent
_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Covered:
    """One file of the report: its path, its share covered in per cent, and what was missed."""

    path: str
    percent: float
    lines: tuple[int, ...]
    branches: tuple[tuple[int, int], ...]

    def __str__(self) -> str:
        """The file with the places that no test reached."""
        if not self.percent:
            return f"  0.0 %  {self.path}  no test reaches it"
        missed = [f"lines {ranges(self.lines)}"] if self.lines else []
        if self.branches:
            missed.append("branches " + ", ".join(f"{start}->{end}" for start, end in self.branches))
        return f"{self.percent:5.1f} %  {self.path}  {'; '.join(missed)}".rstrip()


def ranges(lines: Sequence[int]) -> str:
    """Line numbers with neighbours drawn together: `1-3, 7`."""
    groups: list[list[int]] = []
    for line in lines:
        if groups and line == groups[-1][-1] + 1:
            groups[-1].append(line)
        else:
            groups.append([line])
    return ", ".join(str(group[0]) if len(group) == 1 else f"{group[0]}-{group[-1]}" for group in groups)


def has_tests(path: str, root: Path) -> bool:
    """Whether the test file that mirrors a file of the app is there: core/clock.py has tests/core/test_clock.py."""
    inner = PurePosixPath(path.replace("\\", "/"))
    parts = inner.parts[1:]
    return root.joinpath("tests", *parts[:-1], f"test_{parts[-1]}").is_file()


def is_young(root: Path) -> bool:
    """Whether the app has no command line yet; until then a rule whose tests are not written only waits."""
    return not (root / "coordinator_app" / "cli.py").is_file()


def is_rule(path: str) -> bool:
    """Whether a file holds rules or models, which must be covered wholly."""
    parts = PurePosixPath(path.replace("\\", "/")).parts
    return "core" in parts[:-1] or parts[-1] == "model.py"


def read(report: Mapping[str, object]) -> list[Covered]:
    """The files of a coverage report, in the order of their paths."""
    files = report["files"]
    assert isinstance(files, dict)
    return [_one(path, files[path]) for path in sorted(files)]


def _one(path: str, data: Mapping[str, object]) -> Covered:
    summary = data["summary"]
    lines, branches = data["missing_lines"], data.get("missing_branches", [])
    assert isinstance(summary, dict)
    assert isinstance(lines, list)
    assert isinstance(branches, list)
    pairs = tuple((int(start), int(end)) for start, end in branches)
    return Covered(path, float(summary["percent_covered"]), tuple(lines), pairs)


def short(files: list[Covered]) -> list[Covered]:
    """The rule and model files that a test left partly unreached."""
    return [one for one in files if is_rule(one.path) and (one.lines or one.branches)]


def left_out(files: list[Covered], root: Path) -> list[str]:
    """The rule and model files of the tree that the report does not speak of."""
    known = {one.path.replace("\\", "/") for one in files}
    found = (path.relative_to(root).as_posix() for path in root.joinpath("coordinator_app").rglob("*.py"))
    return sorted(path for path in found if is_rule(path) and path not in known)


def main(arguments: list[str] | None = None, root: Path = ROOT) -> int:
    """Run from the command line; 1 when a rule or a model is not covered wholly."""
    parser = argparse.ArgumentParser(description="Rules and models must be covered wholly.")
    parser.add_argument("report", type=Path, help="the file that `coverage json` wrote")
    files = read(json.loads(parser.parse_args(arguments).report.read_text(encoding="utf-8")))
    others = sorted((one for one in files if not is_rule(one.path)), key=lambda one: one.percent)
    if others:
        print("Least covered of the rest:")
        print("\n".join(f"{one.percent:5.1f} %  {one.path}" for one in others[:_SHOWN]))
    rules = [one for one in files if is_rule(one.path)]
    missing = short(files)
    waiting = [one for one in missing if is_young(root) and not has_tests(one.path, root)]
    print(f"Rules and models: {len(rules)} files, {len(rules) - len(missing)} covered wholly.")
    print("\n".join(f"{one}{'  (waits for its tests)' if one in waiting else ''}" for one in missing))
    unmeasured = left_out(files, root)
    print("\n".join(f"not measured: {path}" for path in unmeasured))
    return 1 if len(missing) > len(waiting) or unmeasured or not rules else 0


if __name__ == "__main__":
    raise SystemExit(main())
