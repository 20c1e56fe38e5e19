"""What is found in a file that has no pages of its own: its words in stretches, its pictures, what came inside it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

MOST_LETTERS = 2_000_000
"""Letters of one file that are kept and shown; a file with more is refused, never cut off in silence."""
MOST_INSIDE = 100


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a file under its heading ("" for what everybody sees first), line by line, or a picture."""

    heading: str = ""
    lines: tuple[str, ...] = ()
    picture: bytes = b""


@dataclass(frozen=True, slots=True)
class Held:
    """A file that lies in another, by the name it has there."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Found:
    """A file in words: `hidden` in sentences for the reader, `inside` for what is looked at in turn."""

    parts: tuple[Part, ...]
    hidden: tuple[str, ...] = ()
    inside: tuple[Held, ...] = ()
    title: str = ""
    dated: date | None = None
    source: str = ""
