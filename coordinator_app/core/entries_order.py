"""What the child process is handed to print entries of a chronology: words in order, nothing of the vault (stdlib only)."""

from __future__ import annotations

from dataclasses import dataclass

TASK = "print.entries"


@dataclass(frozen=True, slots=True)
class EntryOnPaper:
    """One entry: its day and category, its words, and under them who says so, of what standing, and when it was typed."""

    head: str
    words: str
    told: str


@dataclass(frozen=True, slots=True)
class EntriesOrder:
    """`whose` is the child on every page; `facts` are (name, words) at the top; `foot` stands on every page.

    `warning` says that what is kept apart is among them; "" if it is not. Entries come in the order of their days.
    """

    partnership: str
    whose: str
    facts: tuple[tuple[str, str], ...]
    entries: tuple[EntryOnPaper, ...]
    foot: str
    warning: str = ""
    large_print: bool = False
    practice: bool = False


@dataclass(frozen=True, slots=True)
class EntriesPrinted:
    """The pages."""

    pdf: bytes
    pages: int
