"""Sentences on the screen bear no clause numbers: those belong into docs, docstrings, help, and lines of their own."""

from __future__ import annotations

import ast
import re
from pathlib import Path

_CLAUSE = re.compile(r"\(00[0-9]-[0-9]")
_KEPT = {
    "coordinator_app/programmes/gate.py"
}  # an override keeps its reasons with the clause, and is read back by it


def sentences_with_clauses(source: str) -> list[int]:
    """The lines on which a text that is no docstring holds a clause in brackets, written out or put in."""
    tree = ast.parse(source)
    said = {  # docstrings, also those of names
        id(line.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        for line in node.body
        if isinstance(line, ast.Expr)
    }
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said:
            found += [node.lineno] if _CLAUSE.search(node.value) else []
        elif isinstance(node, ast.JoinedStr) and re.search(r"\(\{[\w.\[\]]*\.clause\}\)", ast.unparse(node)):
            found.append(node.lineno)
    return found


def test_no_sentence_on_the_screen_bears_a_clause_number() -> None:
    root = Path(__file__).parents[2]
    found = {
        path.relative_to(root).as_posix(): lines
        for path in sorted((root / "coordinator_app").rglob("*.py"))
        if (lines := sentences_with_clauses(path.read_text(encoding="utf-8")))
    }
    assert {name: lines for name, lines in found.items() if name not in _KEPT} == {}


def test_the_search_sees_a_clause_that_is_written_out_and_one_that_is_put_in() -> None:
    assert sentences_with_clauses('"""Rule (003-4.1)."""\nx = 1\n') == []
    assert sentences_with_clauses('words = "Say why not (003-5.3)."') == [1]
    assert sentences_with_clauses('words = f"Not said: {new[0].words} ({new[0].clause})."') == [1]
    assert sentences_with_clauses('def f():\n    """(003-4)"""\n    return f"{one.clause}"') == []
