"""What the child process is handed to build and check a pack: values only, nothing of the vault."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from coordinator_app.core.answers import Answered, read_answer
from coordinator_app.core.print_order import PrintOrder
from coordinator_app.core.privacy import Choice

BUILD = "pack.build"
"""The child task: `PackOrder` -> `BuiltPack`."""
FILLED_IN = "Everything in the letter is filled in"
"""The name of the check for what stands between brackets in the reply."""


@dataclass(frozen=True, slots=True)
class Span:
    """A run of characters to cover, in code points, end not included."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class OrderLine:
    """One released field of a record: its label, its words, and what of them is covered."""

    label: str
    words: str
    covered: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class OrderBox:
    """A box on a page of a document: page from 1, edges as fractions of the displayed page.

    `words` are those kept as lying under it; "" if none are known: then the page's own words are asked.
    """

    page: int
    left: float
    top: float
    right: float
    bottom: float
    words: str = ""


@dataclass(frozen=True, slots=True)
class OrderItem:
    """One item of the pack, in date order. A withheld item has no lines and no document: only its place.

    `why` is the reason for what is held back, empty where to give it would give away what is protected.
    """

    number: int
    title: str
    on_day: date | None
    outcome: str
    lines: tuple[OrderLine, ...] = ()
    document: bytes = b""
    media_type: str = ""
    boxes: tuple[OrderBox, ...] = ()
    why: str = ""


class TermWeight(Choice):
    """How a reappearance is judged: words of a withheld text fail, a covered name is shown to a person."""

    HARD = "hard", "Must not appear"
    LOOK = "look", "Shown to a person"


@dataclass(frozen=True, slots=True)
class OrderTerm:
    """Words that must not be readable in the finished file, and what they were.

    `held` are the numbers of the items that hold them back, `told` those of shared items that say them all the same.
    """

    words: str
    why: str
    weight: TermWeight
    held: tuple[int, ...] = ()
    told: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class PackOrder:
    """Everything a pack is made of. `letter` is the reply, which holds what article 15 asks for."""

    request_number: int
    password: str
    practice: bool
    letter: PrintOrder
    items: tuple[OrderItem, ...]
    terms: tuple[OrderTerm, ...]


@dataclass(frozen=True, slots=True)
class BuiltFinding:
    """One check on the finished file: stable name, `passed`, `look` or `failed`, the page, words for the screen."""

    check_name: str
    state: str
    detail: str
    page: int | None = None


@dataclass(frozen=True, slots=True)
class BuiltPack:
    """What came back: the locked file, the same pages unlocked, how many pages, and the checks."""

    locked: bytes
    readable: bytes
    pages: int
    findings: tuple[BuiltFinding, ...]


def built_of(answer: Answered) -> BuiltPack:
    """The pack that the child process built and checked."""
    return read_answer(BuiltPack, answer)
