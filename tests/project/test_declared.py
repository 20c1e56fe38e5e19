"""Whatever the program imports is in Python itself or among what it says it needs: tools of the tests are not installed."""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterable, Mapping
from importlib.metadata import packages_distributions
from pathlib import Path

from tests.project.test_import_rules import APP, ROOT, imported, read_tree


def needed(requirements: Iterable[str]) -> set[str]:
    """The plain names of what is asked for."""
    return {_plain(re.split(r"[^\w.-]", one)[0]) for one in requirements}


def undeclared(tree: Mapping[str, str], needs: set[str]) -> set[tuple[str, str]]:
    """Each module of the program with what it imports and nobody declared."""
    giver = packages_distributions()
    found = {
        (module, name.split(".")[0]) for module, words in tree.items() for name in imported(module, words)
    }
    foreign = {one for one in found if one[1] not in {APP, *sys.stdlib_module_names}}
    return {
        (module, name) for module, name in foreign if not needs & {_plain(one) for one in giver.get(name, ())}
    }


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def declared() -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    # one brings the other, by its own name and version
    return needed(project["dependencies"]) | {"shiboken6"}


def test_the_program_imports_only_what_is_installed_with_it() -> None:
    assert undeclared(read_tree(Path(ROOT, APP)), declared()) == set()


def test_planted_fault_a_library_of_the_tests_in_the_practice_story_is_found() -> None:
    tree = {f"{APP}.demo.files": "def word():\n    import docx\n    import pikepdf\n    import json"}
    assert undeclared(tree, declared()) == {(f"{APP}.demo.files", "docx")}
