"""No file over 400 lines, no function over 60, no class over 300 (docs/architecture.md, budgets)."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("coordinator_app", "tools", "installer", "tests")
FILE, FUNCTION, CLASS = 400, 60, 300


def over_budget(name: str, source: str) -> list[str]:
    """In words, what in one file is longer than its budget."""
    total = len(source.splitlines())
    found = [f"{name}: {total} lines, budget {FILE}"] if total > FILE else []
    return found + [
        f"{name}: {kind} {node_name} has {length} lines, budget {budget}"
        for kind, node_name, length, budget in _parts(ast.parse(source))
        if length > budget
    ]


def _parts(tree: ast.AST) -> Iterator[tuple[str, str, int, int]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield "function", node.name, _length(node), FUNCTION
        elif isinstance(node, ast.ClassDef):
            yield "class", node.name, _length(node), CLASS


def _length(node: ast.stmt) -> int:
    assert node.end_lineno is not None
    return node.end_lineno - node.lineno + 1


def test_every_file_function_and_class_is_within_its_budget() -> None:
    files = [path for folder in FOLDERS for path in sorted((ROOT / folder).rglob("*.py"))]
    assert files
    found = [
        words
        for path in files
        for words in over_budget(path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8"))
    ]
    assert found == []


@pytest.mark.parametrize(
    ("source", "named"),
    [
        ("x = 1\n" * 401, "401 lines"),
        ("def long():\n" + "    x = 1\n" * 60, "function long has 61"),
        ("class Long:\n" + "    x = 1\n" * 300, "class Long has 301"),
        ("class Short:\n    def long(self):\n" + "        x = 1\n" * 60, "function long has 61"),
    ],
)
def test_a_planted_excess_is_found(source: str, named: str) -> None:
    (found,) = over_budget("planted.py", source)
    assert named in found
