"""The import rules of docs/architecture.md that import-linter cannot say, and that no modules import in a circle."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
APP = "coordinator_app"
KERNEL = frozenset({"core", "store", "pdf", "jobs", "ui"})
COMPOSITION = frozenset(
    {"__main__", "app", "cli", "registry", "capabilities", "child_tasks", "demo", "bench"}
)
# what pages are handed, and the shapes of what a capability hangs into the window
SERVICES = frozenset({"services", "hooks"})
SCREENS = frozenset({"page", "editor"})
# what runs in child processes only, and what both sides of an order share: its shapes, the forms of covered words, how
# else somebody may have spelt them, and the text of a letter with its gaps
CHILD_SIDE = frozenset(
    {
        "printing",
        "looking",
        "checking",
        "order_checks",
        "pack_checks",
        "pack_items",
        "pack_progress",
        "under_boxes",
    }
)
ORDERS = frozenset({"pack_order", "written", "reading_jobs", "name_forms", "letter_text", "spelt_otherwise"})
HEAVY = frozenset({"sqlcipher3", "reportlab", "pikepdf", "pypdfium2", "keyring"})


def read_tree(folder: Path) -> dict[str, str]:
    """Every module of the app, dotted name (`….__init__` for packages) to source."""
    files = sorted(folder.rglob("*.py"))
    return {_dotted(path.relative_to(folder.parent)): path.read_text(encoding="utf-8") for path in files}


def _dotted(path: Path) -> str:
    return ".".join(path.with_suffix("").parts)


def imported(module: str, source: str) -> set[str]:
    """The dotted names a module imports anywhere, except for type checkers only, relative ones made absolute."""
    found: set[str] = set()
    for node in _running(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = _base(module, node)
            found |= {f"{base}.{alias.name}" for alias in node.names}
    return found


def _running(node: ast.AST) -> Iterator[ast.AST]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test):
            continue
        yield child
        yield from _running(child)


def _base(module: str, node: ast.ImportFrom) -> str:
    if not node.level:
        return node.module or ""
    parent = module.split(".")[: -node.level]
    return ".".join([*parent, node.module] if node.module else parent)


def local(name: str) -> tuple[str, str]:
    """(folder, part) of a name inside the app: `coordinator_app.pupils.page.X` is ("pupils", "page")."""
    parts = [*name.split("."), "", ""]
    return parts[1], parts[2]


def broken(tree: Mapping[str, str]) -> list[str]:
    """Each import that the table forbids, as "module imports name"."""
    found = []
    for module, source in tree.items():
        names = sorted(imported(module, source))
        part = part_of(module, names)
        found += [f"{module} imports {name}" for name in names if not allowed(module, part, name)]
    return found


def part_of(module: str, names: list[str]) -> str:
    """Which line of the table a module follows: its own name's, or printing's for a helper that draws or reads pages."""
    folder, part = local(module)
    if part == "page" and module.endswith("reading"):
        # what a screen shows, read in one go and free of Qt: it may ask other capabilities' actions
        return "reading"
    helper = folder not in KERNEL | COMPOSITION | SERVICES and part not in SCREENS | {
        "model",
        "actions",
        "store",
    }
    return "printing" if helper and any(local(name)[0] == "pdf" for name in names) else part


def allowed(module: str, part: str, name: str) -> bool:
    """Whether the table of docs/architecture.md lets `module`, which follows the line of `part`, import `name`."""
    folder = local(module)[0]
    top = name.partition(".")[0]
    if top != APP:
        return _outside(folder, part, top)
    target, target_part = local(name)
    if target in COMPOSITION and folder not in COMPOSITION:
        # the child process puts itself together from the table of tasks
        return (folder, target) == ("jobs", "child_tasks")
    if folder in COMPOSITION:
        return True
    return _inside(folder, part, target, target_part)


def _outside(folder: str, part: str, top: str) -> bool:
    if top in sys.stdlib_module_names:
        return True
    if folder == "core" or part == "model":
        # the one wrapper round python-stdnum (decision 9)
        return top == "stdnum" and (folder, part) == ("core", "stdnum_wrapper")
    if folder == "ui" or part in SCREENS:
        return top not in HEAVY
    if folder in COMPOSITION:
        return True
    return top != "PySide6"


def _inside(folder: str, part: str, target: str, target_part: str) -> bool:
    own = folder == target
    if folder in {"core", "resources"}:
        return own
    if part == "model":
        # a long model has a second file beside it; what that reaches in turn, import-linter follows
        beside = own and target_part not in SCREENS | CHILD_SIDE | {"actions", "store"}
        return target == "core" or target_part == "model" or beside
    if folder in KERNEL | SERVICES:
        return own or target in _BELOW[folder]
    if part in SCREENS:
        return _screen(own=own, target=target, part=target_part)
    if part in CHILD_SIDE:
        return _child_side(own=own, target=target, part=target_part)
    return _helper(own=own, part=part, target=target, target_part=target_part)


_BELOW = {
    "store": {"core", "resources"},
    "pdf": {"core", "resources"},
    "jobs": {"core", "store", "resources"},
    "services": {"core", "store", "jobs", "hooks"},
    "hooks": {"core", "store", "jobs", "services"},
    "ui": {"core", "jobs", "services", "hooks", "resources"},
}


def _helper(*, own: bool, part: str, target: str, target_part: str) -> bool:
    if part == "reading" and own and target_part == "page":
        # the shapes beside it
        return True
    # actions, stores, demo rows and their helpers: no window, no screens, no printing
    return target not in {"ui", "pdf"} and target_part not in SCREENS | CHILD_SIDE


def _screen(*, own: bool, target: str, part: str) -> bool:
    if target in KERNEL | SERVICES | {"resources"}:
        return target not in {"store", "pdf"}
    return part == "model" or (own and part not in {"store"} | CHILD_SIDE)


def _child_side(*, own: bool, target: str, part: str) -> bool:
    if target in {"core", "pdf", "resources"} or part == "model":
        return True
    # whatever shows or prints a kept file opens it the one way
    if (target, part) == ("documents", "looking"):
        return True
    # `jobs.job` tells how far it is, `jobs.line` asks for what it needs
    return (target, part) in {("jobs", "job"), ("jobs", "line")} or (own and part in CHILD_SIDE | ORDERS)


def edges(tree: Mapping[str, str]) -> dict[str, set[str]]:
    """Which modules of the tree each module imports, by the longest name that is a module."""
    known = {name.removesuffix(".__init__"): name for name in tree}
    graph: dict[str, set[str]] = {}
    for module, source in tree.items():
        targets = {_longest(name, known) for name in imported(module, source)}
        graph[module] = {target for target in targets if target and target != module}
    return graph


def _longest(name: str, known: Mapping[str, str]) -> str | None:
    while name and name not in known:
        name = name.rpartition(".")[0]
    return known.get(name)


def circle(graph: Mapping[str, set[str]]) -> list[str]:
    """One circle of imports, as the modules on it, or an empty list."""
    done: set[str] = set()

    def walk(module: str, path: list[str]) -> list[str]:
        if module in path:
            return path[path.index(module) :]
        if module in done:
            return []
        for target in sorted(graph[module]):
            if found := walk(target, [*path, module]):
                return found
        done.add(module)
        return []

    return next((found for module in sorted(graph) if (found := walk(module, []))), [])


def test_every_import_is_one_the_table_allows() -> None:
    assert broken(read_tree(ROOT / APP)) == []


def test_no_modules_import_in_a_circle() -> None:
    assert circle(edges(read_tree(ROOT / APP))) == []


PLANTED = [
    ("pupils.page", "from coordinator_app.pupils import store"),
    ("pupils.page", "from coordinator_app.pupils.printing import form"),
    ("pupils.page", "from coordinator_app.store.session import Session"),
    ("pupils.page", "def later():\n    from coordinator_app.referrals.page import Page"),
    ("pupils.page", "from coordinator_app.referrals.actions import take"),
    ("pupils.page.tabs", "import reportlab.pdfgen"),
    ("pupils.editor", "import sqlcipher3"),
    ("pupils.actions", "from PySide6.QtCore import QObject"),
    ("pupils.page.reading", "from PySide6.QtCore import QObject"),
    ("pupils.actions", "from coordinator_app.pupils.page import Page"),
    ("pupils.actions", "from .page import Page"),
    ("pupils.due", "from coordinator_app.ui import theme"),
    ("pupils.demo", "from PySide6 import QtGui"),
    ("pupils.model", "import rapidfuzz"),
    ("pupils.model", "from coordinator_app.pupils.actions import add"),
    ("pupils.printing", "from coordinator_app.pupils.actions import add"),
    ("access_requests.printing", "from coordinator_app.jobs.jobs import Jobs"),
    ("documents.actions", "from coordinator_app.documents.looking import look"),
    ("documents.page", "from coordinator_app.documents.looking import look"),
    ("documents.looking", "import coordinator_app.pdf.render\nfrom coordinator_app.store import blobs"),
    ("core.calendar", "import holidays"),
    ("core.calendar", "from coordinator_app.resources import resource"),
    ("core.names", "import stdnum.gb.upn"),
    ("store.session", "from coordinator_app.pupils.model import Pupil"),
    ("jobs.jobs", "from PySide6.QtCore import QThread"),
    ("jobs.jobs", "from coordinator_app.ui.bridge import Bridge"),
    ("ui.window", "from coordinator_app.pupils.actions import add"),
    ("ui.window", "import pikepdf"),
    ("ui.window", "from coordinator_app.registry import CAPABILITIES"),
    ("pupils.actions", "from coordinator_app import cli"),
]


@pytest.mark.parametrize(("module", "line"), PLANTED)
def test_a_planted_import_is_found(module: str, line: str) -> None:
    assert len(broken({f"{APP}.{module}": line})) == 1


@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("core.stdnum_wrapper", "from stdnum.gb import upn"),
        ("pupils.model", "from coordinator_app.organisations.model import School"),
        ("pupils.page", "from coordinator_app.pupils import actions"),
        (
            "pupils.page",
            "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from coordinator_app.pupils import store",
        ),
        ("pupils.page.tabs", "from .lists import PupilList"),
        ("pupils.actions", "from coordinator_app.referrals.actions import take"),
        ("pupils.page.reading", "from coordinator_app.referrals.actions import take"),
        ("access_requests.printing", "from coordinator_app.access_requests.pack_order import PackOrder"),
        ("documents.looking", "from coordinator_app.jobs.job import Progress"),
        ("access_requests.printing", "from coordinator_app.documents.looking.opening import open_any"),
        ("app", "from coordinator_app.ui.main_window import MainWindow"),
    ],
)
def test_what_the_table_allows_is_not_reported(module: str, line: str) -> None:
    assert broken({f"{APP}.{module}": line}) == []


def test_a_planted_circle_is_found_through_a_function_and_a_package() -> None:
    tree = {
        "coordinator_app.a": "def late():\n    from coordinator_app.b import c",
        "coordinator_app.b.__init__": "",
        "coordinator_app.b.c": "from ..d import thing",
        "coordinator_app.d": "import coordinator_app.a",
    }
    assert circle(edges(tree)) == ["coordinator_app.a", "coordinator_app.b.c", "coordinator_app.d"]
