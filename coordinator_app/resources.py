"""The one place that finds files in resources/ and forms/: source tree first, then package data, then frozen."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


@cache
def _root(name: str) -> Path:
    source = _PACKAGE.parent / name
    # an editable install leaves stale copies in the package, so the tree wins (decision 33)
    if (_PACKAGE.parent / "pyproject.toml").is_file() and source.is_dir():
        return source.resolve()
    return (_PACKAGE / "_data" / name).resolve()


def resource(*parts: str) -> Path:
    """The path of a file below resources/, for example `resource("icons", "lock.svg")`.

    Raises FileNotFoundError if it is not shipped, ValueError if the parts leave the folder.
    """
    return _inside(_root("resources"), parts)


def form_file(*parts: str) -> Path:
    """The path of a file below forms/, for example `form_file("en", "consent-form.md")`.

    Raises FileNotFoundError if it is not shipped, ValueError if the parts leave the folder.
    """
    return _inside(_root("forms"), parts)


def _inside(root: Path, parts: tuple[str, ...]) -> Path:
    path = root.joinpath(*parts).resolve()
    if not path.is_relative_to(root):
        message = "a resource must lie inside its folder"
        raise ValueError(message)
    if not path.exists():
        raise FileNotFoundError(path.name)
    return path
