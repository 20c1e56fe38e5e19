"""docs/clauses.md: every clause of the policy's sections 1, 4, 7 and 10 has a screen and a test that is really there."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
WANTED = (
    "003-1a", "003-1b", "003-1c", "003-1d", "003-1e",
    "003-4", "003-4.1", "003-4.2", "003-4.3",
    "003-7.1", "003-7.2a", "003-7.2b", "003-7.3a", "003-7.3b", "003-7.3c",
    "003-10.1",
)  # fmt: skip
_CLAUSE = re.compile(r"00[1-5]-[A-Z]?[0-9]*(\.[0-9]+)*[a-z]?")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table."""

    clause: str
    screen: str
    test: str
    words: str


def lines(text: str) -> list[Line]:
    found = []
    for row in text.splitlines():
        if row.startswith("| 00"):
            clause, screen, test, words = (cell.strip() for cell in row.strip("| ").split(" | "))
            found.append(Line(clause, screen, test.strip("`"), words))
    return found


def table() -> list[Line]:
    return lines((ROOT / "docs" / "clauses.md").read_text(encoding="utf-8"))


@cache
def named_in(path: str) -> frozenset[str]:
    """The test functions of a file, those of classes included; empty if there is no such file."""
    file = ROOT / path
    if not file.is_file():
        return frozenset()
    tree = ast.parse(file.read_text(encoding="utf-8"))
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def missing(found: list[Line]) -> list[str]:
    """Tests that the table names and that are not there."""
    named = (line.test.split("::") for line in found)
    return [f"{path}::{name}" for path, name in named if name not in named_in(path)]


@pytest.mark.parametrize("clause", WANTED)
def test_each_clause_of_sections_1_4_7_and_10_has_a_line(clause: str) -> None:
    assert clause in {line.clause for line in table()}


def test_every_test_that_the_table_names_is_there() -> None:
    assert missing(table()) == []


def test_a_test_that_was_renamed_is_missed() -> None:
    gone = Line("003-1a", "Today", "tests/project/test_clauses.py::test_that_never_was", "nothing")
    nowhere = Line("003-1a", "Today", "tests/nowhere.py::test_that_never_was", "nothing")
    assert len(missing([gone, nowhere])) == 2


def test_every_line_is_whole_and_no_line_stands_twice() -> None:
    found = table()
    assert len(found) == len(set(found)) > len(WANTED)
    for line in found:
        assert _CLAUSE.fullmatch(line.clause), line.clause
        assert line.screen
        assert line.words


def test_the_lines_are_read_as_they_stand() -> None:
    (line,) = lines("| clause | screen |\n|---|---|\n| 003-7.2a | Today | `tests/a.py::test_b` | it does |")
    assert line == Line("003-7.2a", "Today", "tests/a.py::test_b", "it does")
