"""The pages for readers: every link leads somewhere, every page is reached, every command exists."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LINK = re.compile(r"!?\[[^\]]*\]\(([^)#\s]+)[^)]*\)")
NAMED = re.compile(r"`((?:docs|forms|resources|installer|tools)/[\w./-]+\.(?:md|py|sh|spec|json))`")
COMMAND = re.compile(r"coordinator-app[ \t]+([a-z][a-z-]+)")
START = ("README.md", "CONTRIBUTING.md")


def targets(page: Path) -> list[Path]:
    """The files of the repository a page links to or names, whether or not they exist."""
    text = page.read_text(encoding="utf-8")
    linked = [
        page.parent / target for target in LINK.findall(text) if "://" not in target and "@" not in target
    ]
    return [path.resolve() for path in linked + [ROOT / name for name in NAMED.findall(text)]]


def pages() -> list[Path]:
    """The Markdown pages at the top and in docs/."""
    return [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]


def unreached() -> list[str]:
    """Pages of docs/ that no chain of links from the README or CONTRIBUTING leads to."""
    seen: set[Path] = set()
    waiting = [ROOT / name for name in START]
    while waiting:
        page = waiting.pop()
        if page in seen or not page.is_file():
            continue
        seen.add(page)
        waiting += [target for target in targets(page) if target.suffix == ".md"]
    return [
        page.relative_to(ROOT).as_posix()
        for page in sorted((ROOT / "docs").rglob("*.md"))
        if page not in seen
    ]


def test_every_link_and_every_named_file_is_there() -> None:
    lost = [f"{page.name}: {target}" for page in pages() for target in targets(page) if not target.exists()]
    assert lost == []


def test_a_planted_dead_link_is_found(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("See [the plan](missing.md#part) and `docs/never-written.md`.", encoding="utf-8")
    assert [target.name for target in targets(page) if not target.exists()] == [
        "missing.md",
        "never-written.md",
    ]


def _readme() -> str:
    return (ROOT / "README.md").read_text(encoding="utf-8")


def test_every_page_of_the_docs_can_be_reached_from_the_readme() -> None:
    assert unreached() == []


def test_every_command_the_readme_names_exists() -> None:
    named = set(COMMAND.findall(_readme()))
    assert named
    help_text = subprocess.run(
        [sys.executable, "-m", "coordinator_app", "--help"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert {name for name in named if not re.search(rf"\b{name}\b", help_text)} == set()
