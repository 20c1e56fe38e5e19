"""What the child process is handed to print a form or letter: the wording's name and values, nothing of the vault."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from coordinator_app.core.privacy import Choice


class PartKind(Choice):
    """How a generated part looks."""

    LIST = "list", "List"
    PARAGRAPHS = "paragraphs", "Paragraphs"
    TABLE = "table", "Table"
    TICKS = "ticks", "Boxes to tick"
    CHART = "chart", "Bars with figures"


@dataclass(frozen=True, slots=True)
class PrintPart:
    """A part of a form made by the app, for example "what we hold": rows of cells, one cell for lists.

    A row of TICKS is the name of the answer and the sentence beside the box, one of a CHART the name of the bar, its
    figures in words and its share in per cent ("90"); without rows nothing is printed of either.
    The `head` of a CHART is one line above it. `widths` are the shares of a table's columns; none makes them alike.
    """

    kind: PartKind
    rows: tuple[tuple[str, ...], ...]
    head: tuple[str, ...] = ()
    widths: tuple[float, ...] = ()


def listed(lines: Iterable[str]) -> PrintPart:
    """A part that is a bullet list."""
    return PrintPart(PartKind.LIST, tuple((line,) for line in lines))


def paragraphs(*texts: str) -> PrintPart:
    """A part that is one or more paragraphs."""
    return PrintPart(PartKind.PARAGRAPHS, tuple((text,) for text in texts if text))


def ticks(boxes: Iterable[tuple[str, str]]) -> PrintPart:
    """A part that is boxes to tick: for each the name of the answer and its sentence."""
    return PrintPart(PartKind.TICKS, tuple(boxes))


def bars(rows: Iterable[tuple[str, str, int]], about: str) -> PrintPart:
    """A part that is a chart: for each bar its name, its figures in words, and its share in per cent, 0 to 100."""
    drawn = tuple((name, words, str(share)) for name, words, share in rows)
    return PrintPart(PartKind.CHART, drawn, (about,))


@dataclass(frozen=True, slots=True)
class PrintHead:
    """What stands round the wording on every page."""

    partnership: str
    contact: str
    sender_lines: tuple[str, ...] = ()
    recipient_lines: tuple[str, ...] = ()
    date: str = ""
    reference: str = ""
    our_reference: str = ""
    practice: bool = False
    large_print: bool = False


@dataclass(frozen=True, slots=True)
class PrintOrder:
    """One form or letter to print. A value without words is named in `gaps` with what to print between brackets.

    `wording` is the partnership's own text of the template; empty for the one that came with the app.
    """

    template: str
    head: PrintHead
    values: dict[str, str] = field(default_factory=dict)
    gaps: dict[str, str] = field(default_factory=dict)
    parts: dict[str, PrintPart] = field(default_factory=dict)
    choices: tuple[str, ...] = ()
    is_letter: bool = False
    wording: str = ""


@dataclass(frozen=True, slots=True)
class Printed:
    """What came back: the PDF, its pages, and the version and fingerprint of the wording."""

    pdf: bytes
    pages: int
    version: int
    digest: str
