"""SQL is written from our own words and the catalogue's names only; values are bound, never written in.

Every text that holds SQL is looked at: nothing put into it may come from an argument of a public function,
also by way of locals, unless it went through `quoted` or is a number. Private functions get their pieces of
SQL from the same file. What else is put in stands in TRUSTED with its reason.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
APP = ROOT / "coordinator_app"
SQL = re.compile(
    r"\b(?:SELECT\s|INSERT (?:INTO|OR)|UPDATE\s|DELETE FROM|CREATE (?:TABLE|INDEX|UNIQUE|VIRTUAL|TRIGGER)|DROP "
    r"(?:TABLE|INDEX)|ALTER TABLE|PRAGMA\s|ATTACH\s|VALUES\s*\(|ORDER BY|GROUP BY| WHERE | FROM | LIMIT )",
)
SAFE_CALLS = frozenset({"quoted", "len", "int", "marks", "placeholders"})
# (file below coordinator_app, function) whose insertions are not the rule's, and why they are safe
TRUSTED = {
    ("consent/store.py", "to_chase"): "_forms chooses between two of that file's own texts",
    ("consent/store.py", "count_to_chase"): "as to_chase",
    ("store/connection.py", "_set"): "names and values of settings are constants of that file",
    ("store/connection.py", "read_pragma"): "called with names of settings from our own code",
    (
        "store/records.py",
        "select",
    ): "takes pieces of SQL made of quoted names and marks, from the store alone",
    ("store/records.py", "select_with"): "as select",
    ("store/schema.py", "table_statements"): "column types come from the table of types in that file",
    ("store/audit_reading.py", "_of_one"): "the WHERE is written by _where from its own words and marks",
    ("store/search.py", "find"): "the WHERE is written by _where from its own words; what was typed is bound",
    ("store/search.py", "count"): "as find",
}
Function = ast.FunctionDef | ast.AsyncFunctionDef


def unsafe_sql(source: str, *, trusted: frozenset[str] = frozenset()) -> list[str]:
    """Each insertion into SQL that is not known to be safe, as "line N inserts …"."""
    tree = ast.parse(source)
    found = []
    for scope in _scopes(tree):
        if getattr(scope, "name", "") in trusted:
            continue
        safe = _Safe(_locals(scope), _arguments(scope))
        for node in _own(scope):
            found += [f"line {node.lineno} inserts {words}" for words in _insertions(node, safe)]
    return found


def _scopes(tree: ast.Module) -> Iterator[ast.Module | Function]:
    yield tree
    for node in ast.walk(tree):
        if isinstance(node, Function):
            yield node


def _own(scope: ast.AST) -> Iterator[ast.expr]:
    for child in ast.iter_child_nodes(scope):
        if isinstance(child, Function):
            continue
        if isinstance(child, ast.expr):
            yield child
        yield from _own(child)


def _arguments(scope: ast.Module | Function) -> frozenset[str]:
    """The arguments of a public function: what others hand in."""
    if isinstance(scope, ast.Module) or scope.name.startswith("_"):
        return frozenset()
    given = scope.args
    every = [*given.posonlyargs, *given.args, *given.kwonlyargs, given.vararg, given.kwarg]
    return frozenset(one.arg for one in every if one is not None) - {"self", "cls"}


def _locals(scope: ast.AST) -> dict[str, list[ast.expr]]:
    """Local name to everything ever put into it (an item for a loop, the whole for an assignment)."""
    found: dict[str, list[ast.expr]] = {}
    for node in ast.walk(scope):
        if isinstance(node, ast.Assign | ast.AnnAssign | ast.AugAssign) and node.value is not None:
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            for target in targets:
                if isinstance(target, ast.Name):
                    found.setdefault(target.id, []).append(node.value)
        elif isinstance(node, ast.For | ast.comprehension) and isinstance(node.target, ast.Name):
            found.setdefault(node.target.id, []).append(node.iter)
    return found


def _insertions(node: ast.expr, safe: _Safe) -> list[str]:
    if isinstance(node, ast.JoinedStr) and SQL.search(_literal(node)):
        return [ast.unparse(one.value) for one in _slots(node) if not safe.slot(one)]
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Mod) and _is_sql(node.left):
        return [] if safe.text(node.right) else [ast.unparse(node.right)]
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "format":
        return (
            [ast.unparse(one) for one in node.args if not safe.text(one)] if _is_sql(node.func.value) else []
        )
    return []


def _literal(node: ast.JoinedStr) -> str:
    return "".join(str(one.value) if isinstance(one, ast.Constant) else "\0" for one in node.values)


def _slots(node: ast.JoinedStr) -> list[ast.FormattedValue]:
    return [one for one in node.values if isinstance(one, ast.FormattedValue)]


def _is_sql(node: ast.expr) -> bool:
    return (
        isinstance(node, ast.Constant) and isinstance(node.value, str) and SQL.search(node.value) is not None
    )


def _what_shows(node: ast.AST) -> list[ast.AST]:
    """The parts of an expression whose text can end up in its value."""
    if isinstance(node, ast.IfExp):
        return [node.body, node.orelse]
    if isinstance(node, ast.ListComp | ast.GeneratorExp | ast.SetComp):
        return [node.elt]
    return list(ast.iter_child_nodes(node))


class _Safe:
    """Whether an expression holds nothing that was handed in from outside."""

    def __init__(self, known: dict[str, list[ast.expr]], arguments: frozenset[str]) -> None:
        self._known = known
        self._arguments = arguments

    def slot(self, one: ast.FormattedValue) -> bool:
        number = isinstance(one.format_spec, ast.JoinedStr) and _literal(one.format_spec) == "d"
        return number or self.text(one.value)

    def text(self, node: ast.AST, asked: frozenset[str] = frozenset()) -> bool:
        if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] in SAFE_CALLS:
            return True
        if isinstance(node, ast.Name):
            return self._name(node.id, asked)
        return all(self.text(part, asked) for part in _what_shows(node))

    def _name(self, name: str, asked: frozenset[str]) -> bool:
        if name in self._arguments:
            return False
        return name in asked or all(self.text(value, asked | {name}) for value in self._known.get(name, []))


def test_every_trusted_function_is_still_there() -> None:
    # a file not yet taken into the tree is no fault; a function that went is
    files = [(file, name) for file, name in TRUSTED if (APP / file).is_file()]
    assert [
        name for file, name in files if f"def {name}(" not in (APP / file).read_text(encoding="utf-8")
    ] == []


def test_sql_is_written_from_our_own_words_and_quoted_names() -> None:
    found = []
    for path in sorted(APP.rglob("*.py")):
        name = path.relative_to(APP).as_posix()
        trusted = frozenset(function for file, function in TRUSTED if file == name)
        found += [
            f"{name} {words}" for words in unsafe_sql(path.read_text(encoding="utf-8"), trusted=trusted)
        ]
    assert found == []


@pytest.mark.parametrize(
    "body",
    [
        "run(f'SELECT * FROM pupil WHERE name = {typed}')",
        "run('SELECT * FROM pupil WHERE name = ' + typed)",
        "run('SELECT * FROM pupil WHERE name = %s' % typed)",
        "run('SELECT * FROM pupil WHERE name = {}'.format(typed))",
        "table = typed\n    run(f'DELETE FROM {table}')",
        "wanted = [f'{name} = ?' for name in typed]\n    run(f\"SELECT 1 FROM a WHERE {' AND '.join(wanted)}\")",
        "run(f'SELECT 1 FROM {quoted(a)} ORDER BY {typed}')",
    ],
)
def test_a_planted_insertion_is_found(body: str) -> None:
    assert unsafe_sql(f"def search(typed):\n    {body}\n") != []


@pytest.mark.parametrize(
    "body",
    [
        "run('SELECT * FROM pupil WHERE name = ?', (typed,))",
        "run(f'SELECT * FROM {quoted(typed)} WHERE id = ?', (1,))",
        "marks = ', '.join('?' * len(typed))\n    run(f'SELECT 1 FROM a WHERE id IN ({marks})', typed)",
        "names = [quoted(one) for one in typed]\n    run(f\"SELECT {', '.join(names)} FROM a\")",
        "run(f'PRAGMA user_version = {typed:d}')",
        "way = 'DESC' if typed else 'ASC'\n    run(f'SELECT 1 FROM a ORDER BY id {way}')",
        "words = f'{typed} was chosen from the list'",
    ],
)
def test_quoted_names_marks_and_constants_are_left(body: str) -> None:
    assert unsafe_sql(f"def search(typed):\n    {body}\n") == []
