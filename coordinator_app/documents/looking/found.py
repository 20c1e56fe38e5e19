"""What is found in a file that has no pages of its own: its words in stretches, its pictures, what came inside it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

MOST_LETTERS = 2_000_000
"""Letters of one file that are kept and shown; a file with more is refused, never cut off in silence."""
FEW_WORDS = 5
"""A page with fewer has none to speak of: the stamp of a scanner's program is not what the page says."""
MOST_INSIDE = 100
ITSELF = "What the file says of itself"
_BY_PROGRAM = (
    *("Written by:", "First written by:", "Last changed", "Printed by:", "Made:", "Last printed:"),
    *("Company:", "Manager:", "Template:"),
)
"""What a program writes into every file; a title, a subject or a remark somebody typed."""
MOST_SEARCHED = 900_000
"""Bytes of words of one file that are kept for search."""


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a file under its heading ("" for what everybody sees first), line by line, or a picture.

    `file` is what the picture is called where it lies, "" if nothing is said of it.
    """

    heading: str = ""
    lines: tuple[str, ...] = ()
    picture: bytes = b""
    file: str = ""


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

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands in it but who made it, and when: no words, no picture, nothing hidden or inside."""
        if self.hidden or self.inside or any(part.picture for part in self.parts):
            return False
        return not any(
            line.strip() and not (part.heading == ITSELF and line.startswith(_BY_PROGRAM))
            for part in self.parts
            for line in part.lines
        )


def searchable(words: str) -> tuple[str, bool]:
    """Words as they can be kept, without halves of letters and noughts, and whether all of them are there."""
    data = words.replace("\0", " ").encode("utf-8", "replace")
    return data[:MOST_SEARCHED].decode("utf-8", "ignore"), len(data) <= MOST_SEARCHED


def by_pages(lines: Iterable[str]) -> str:
    """The words of pages, a line to each; a page without words keeps its place, also at the beginning."""
    return "\n".join(lines).rstrip()


def with_last_line(words: str, pages: int, line: str) -> str:
    """Words of pages, a line to each, and after them a line of what lies behind the pages."""
    if not line:
        return words
    return f"{words}{chr(10) * max(1, pages - words.count(chr(10)))}{line}"
