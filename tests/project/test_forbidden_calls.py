"""What the app's code never does: evaluate text, unpickle, start a shell, reach a network, print."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
APP = ROOT / "coordinator_app"
MODULES = frozenset(
    {
        "pickle",
        "marshal",
        "shelve",
        "dill",
        "requests",
        "httpx",
        "aiohttp",
        "urllib3",
        "http",
        "ftplib",
        "smtplib",
    }
    | {"imaplib", "poplib", "telnetlib", "xmlrpc", "socketserver", "webbrowser"},
)
# `urllib.parse` splits text and reaches nothing
SUBMODULES = frozenset({"urllib.request", "urllib.error", "urllib.robotparser", "multiprocessing.connection"})
BUILTINS = frozenset({"eval", "exec", "compile", "__import__", "breakpoint"})
OF_OS = frozenset({"system", "popen", "spawnl", "spawnv", "fork", "forkpty"})
Finder = Callable[[ast.AST], Iterator[str]]


def _imports(node: ast.AST) -> Iterator[str]:
    names: list[str] = []
    if isinstance(node, ast.Import):
        names = [alias.name for alias in node.names]
    elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
        names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
    for name in names:
        if name in MODULES or name.partition(".")[0] in MODULES or name in SUBMODULES:
            yield f"imports {name}"


def _calls(node: ast.AST) -> Iterator[str]:
    if not isinstance(node, ast.Call):
        return
    called = node.func
    if isinstance(called, ast.Name) and called.id in BUILTINS:
        yield f"calls {called.id}"
    if isinstance(called, ast.Attribute) and called.attr in OF_OS and ast.unparse(called.value) == "os":
        yield f"calls os.{called.attr}"
    if any(word.arg == "shell" and _is_true(word.value) for word in node.keywords):
        yield "starts a shell"


def _is_true(node: ast.expr) -> bool:
    return not (isinstance(node, ast.Constant) and node.value is False)


def _prints(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print":
        yield "prints"


def found_in(source: str, *finders: Finder) -> list[str]:
    """What the finders object to, with its line."""
    return [
        f"line {getattr(node, 'lineno', 0)} {words}"
        for node in ast.walk(ast.parse(source))
        for finder in finders
        for words in finder(node)
    ]


def _in_app(*finders: Finder, but: tuple[str, ...] = ()) -> list[str]:
    files = [path for path in sorted(APP.rglob("*.py")) if path.relative_to(APP).as_posix() not in but]
    return [
        f"{path.relative_to(APP).as_posix()} {words}"
        for path in files
        for words in found_in(path.read_text(encoding="utf-8"), *finders)
    ]


def test_the_app_evaluates_no_text_and_reaches_no_network() -> None:
    assert _in_app(_imports, _calls) == []


def test_only_the_command_line_prints() -> None:
    assert _in_app(_prints, but=("cli.py",)) == []


@pytest.mark.parametrize(
    "line",
    [
        "import pickle",
        "from urllib.request import urlopen",
        "from urllib import request",
        "import http.client",
        "eval('1')",
        "def f():\n    exec('x = 1')",
        "import os\nos.system('ls')",
        "import subprocess\nsubprocess.run('ls', shell=True)",
        "import subprocess\nsubprocess.run('ls', shell=flag)",
        "print('hello')",
    ],
)
def test_a_planted_call_is_found(line: str) -> None:
    assert found_in(line, _imports, _calls, _prints) != []


def test_a_dialog_may_be_executed_and_an_address_split() -> None:
    assert (
        found_in("from urllib.parse import quote\ndialog.exec()\nrun(shell=False)", _imports, _calls, _prints)
        == []
    )
