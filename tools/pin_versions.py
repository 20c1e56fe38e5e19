"""Keep the exact version of every dependency in pyproject.toml and the hashes in requirements.lock (decision 33).

    python tools/pin_versions.py            after a dependency was added: pin what is new, keep the rest
    python tools/pin_versions.py --upgrade  take the newest versions that the bounds allow
    python tools/pin_versions.py --check    for CI: what is installed is what is pinned

`uv.lock` is not kept, because it records download addresses; the two files written here hold none.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PROJECT = ROOT / "pyproject.toml"
LOCK = ROOT / "requirements.lock"
HEADER = "# Written by tools/pin_versions.py. Versions and hashes of the whole tree; no addresses.\n"
# what an environment brings by itself and no dependency asks for
_OF_THE_ENVIRONMENT = frozenset({"pip", "uv", "wheel", "setuptools"})
_BLOCK = re.compile(r"^constraint-dependencies = \[\n.*?^\]\n", re.MULTILINE | re.DOTALL)
_PIN = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^\s;]+)")


def normal(name: str) -> str:
    """The name of a distribution as package tools compare it: `Jaraco.Classes` is `jaraco-classes`."""
    return re.sub(r"[-_.]+", "-", name).lower()


def pins_of(lines: list[str]) -> dict[str, set[str]]:
    """Name to the versions pinned for it (more than one where systems differ), from `name==version` lines."""
    found: dict[str, set[str]] = {}
    for line in lines:
        if match := _PIN.match(line.strip()):
            found.setdefault(normal(match["name"]), set()).add(match["version"])
    return found


def pinned() -> dict[str, set[str]]:
    """The pins that stand in pyproject.toml."""
    settings = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["tool"]["uv"]
    return pins_of(settings.get("constraint-dependencies", []))


def installed() -> dict[str, str]:
    """Every distribution of this environment except the project itself, name to version."""
    everything = {normal(one.metadata["Name"]): one.version for one in importlib.metadata.distributions()}
    return {name: version for name, version in everything.items() if name != "coordinator-app"}


def differences(
    found: Mapping[str, str], pins: Mapping[str, set[str]], locked: Mapping[str, set[str]]
) -> list[str]:
    """In words, where the environment, pyproject.toml and requirements.lock do not agree; empty when they do."""
    wrong = []
    for name, version in sorted(found.items()):
        if name in pins and version not in pins[name]:
            wrong.append(f"{name}: {version} is installed, {' or '.join(sorted(pins[name]))} is pinned")
        elif name not in pins and name not in _OF_THE_ENVIRONMENT:
            wrong.append(f"{name}: {version} is installed, but not pinned")
    wrong += [
        f"{name}: pyproject.toml and requirements.lock differ"
        for name in sorted(pins.keys() | locked.keys())
        if pins.get(name) != locked.get(name)
    ]
    return wrong


def lock_text(export: str) -> str:
    """The exported requirements without comments and without any line that names an index or a host."""
    kept = [
        line
        for line in export.splitlines()
        if not line.lstrip().startswith(("#", "--index", "--extra", "--find"))
    ]
    text = HEADER + "\n".join(line for line in kept if line.strip()) + "\n"
    if "://" in text:
        message = "an address would have been written to requirements.lock"
        raise ValueError(message)
    return text


def with_block(project: str, pins: list[str]) -> str:
    """The text of pyproject.toml with its list of constraints replaced by `pins`."""
    block = "constraint-dependencies = [\n" + "".join(f"    {json.dumps(pin)},\n" for pin in pins) + "]\n"
    if _BLOCK.search(project):
        return _BLOCK.sub(lambda _match: block, project, count=1)
    return project.replace("[tool.uv]\n", "[tool.uv]\n" + block, 1)


def _uv(*arguments: str) -> str:
    program = os.environ.get("UV") or shutil.which("uv")
    command = [program] if program else [sys.executable, "-m", "uv"]
    done = subprocess.run([*command, *arguments], cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    return done.stdout


def _export(*options: str) -> str:
    common = (
        "--format",
        "requirements-txt",
        "--all-groups",
        "--no-emit-project",
        "--no-header",
        "--no-annotate",
    )
    return _uv("export", "--quiet", *common, *options)


def write(*, upgrade: bool) -> int:
    """Resolve, write both files, and return how many packages are pinned."""
    if upgrade:
        PROJECT.write_text(with_block(PROJECT.read_text(encoding="utf-8"), []), encoding="utf-8")
    _uv("lock", "--quiet", *(("--upgrade",) if upgrade else ()))
    pins = [line for line in _export("--no-hashes").splitlines() if _PIN.match(line)]
    pins = [_plain(pin, pins_of(pins)) for pin in pins]
    PROJECT.write_text(with_block(PROJECT.read_text(encoding="utf-8"), pins), encoding="utf-8")
    LOCK.write_text(lock_text(_export()), encoding="utf-8")
    return len(pins)


def _plain(pin: str, versions: Mapping[str, set[str]]) -> str:
    # a marker matters only where systems have different versions; a constraint never installs anything
    bare = pin.partition(";")[0].strip()
    return pin if len(versions[normal(bare.partition("==")[0])]) > 1 else bare


def main(arguments: list[str] | None = None) -> int:
    """Run from the command line; 1 when `--check` finds a difference."""
    parser = argparse.ArgumentParser(description="Keep the exact versions of all dependencies.")
    choice = parser.add_mutually_exclusive_group()
    choice.add_argument("--check", action="store_true", help="compare what is installed with what is pinned")
    choice.add_argument("--upgrade", action="store_true", help="take the newest versions the bounds allow")
    chosen = parser.parse_args(arguments)
    if not chosen.check:
        print(f"{write(upgrade=chosen.upgrade)} packages pinned")
        return 0
    locked = pins_of(LOCK.read_text(encoding="utf-8").splitlines())
    wrong = differences(installed(), pinned(), locked)
    print("\n".join(wrong) or f"All {len(installed())} installed packages are as pinned.")
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
