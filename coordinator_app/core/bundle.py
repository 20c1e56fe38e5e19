"""What the child process is asked for when several printed forms become one file (stdlib only)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bundle:
    """PDFs that we made, in the order in which they go into one file."""

    parts: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class Bundled:
    """The one file."""

    pdf: bytes
