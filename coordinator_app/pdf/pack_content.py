"""What goes into a pack, what comes out of a rebuilt page, and what a finished pack is checked against.

Standard library only, so that capabilities can make these values without loading reportlab or pdfium.
All rectangles are fractions 0..1 of the page as it is displayed (rotated, cropped), from its top left corner.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal, Protocol

from coordinator_app.core.page_blocks import Block, LetterSheet


@dataclass(frozen=True, slots=True)
class Word:
    """One word and where it stands on the displayed page."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True)
class Box:
    """What a person covered: page from 0 and a rectangle; raises ValueError if it is empty or off the page."""

    page: int
    x0: float
    y0: float
    x1: float
    y1: float

    def __post_init__(self) -> None:
        if not (self.page >= 0 and 0 <= self.x0 < self.x1 <= 1 and 0 <= self.y0 < self.y1 <= 1):
            message = "a box lies on the page and has a width and a height"
            raise ValueError(message)

    def touches(self, word: Word) -> bool:
        """Whether any part of the word lies in the box."""
        return word.x0 < self.x1 and word.x1 > self.x0 and word.y0 < self.y1 and word.y1 > self.y0


@dataclass(frozen=True, slots=True)
class RebuiltPage:
    """A page made anew from pixels: covered parts are painted, `words` are those that touch no box.

    `pictured`: pictures cover much of it and say more than its words, which may be no more than a stamp.
    `grey`: its picture has no colours. `empty`: nothing stands on it, and nothing was covered.
    """

    jpeg: bytes
    width_px: int
    height_px: int
    width_pt: float
    height_pt: float
    words: tuple[Word, ...] = ()
    boxes: tuple[Box, ...] = ()
    pictured: bool = False
    grey: bool = False
    empty: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """One field of a record as released: its label, its text, and in plain words why parts of it are covered."""

    label: str
    text: str
    why: str = ""


HELD_BACK = "no"
"""The `how` of an item of which only its place in the index is given."""


def told(how: str) -> str:
    """The line under an item's title."""
    return "Nothing of this is in the pack." if how == HELD_BACK else f"Shared {how}"


@dataclass(frozen=True, slots=True)
class TextItem:
    """A record shared as text; `how`: "in full", "parts covered" or `HELD_BACK`; `key` is the caller's own.

    `source` is where it came from, for the index.
    """

    key: str
    when: date | None
    title: str
    how: str
    parts: tuple[Part, ...]
    source: str = ""


class Pages(Protocol):
    """Rebuilt pages in order: a tuple, or something that makes them one by one, so that none is held."""

    def __len__(self) -> int:
        """How many there are, known before the first is made."""

    def __iter__(self) -> Iterator[RebuiltPage]:
        """Each once."""


@dataclass(frozen=True, slots=True)
class DocumentItem:
    """A document that is shared as rebuilt pages; `parts`, what is recorded about it, stand over its first page.

    `covered` are (page from 0, in plain words why parts of it are covered); `weight` is a guess of its bytes.
    """

    key: str
    when: date | None
    title: str
    how: str
    pages: Pages
    parts: tuple[Part, ...] = ()
    source: str = ""
    covered: tuple[tuple[int, str], ...] = ()
    weight: int = 0


Item = TextItem | DocumentItem


@dataclass(frozen=True, slots=True)
class Held:
    """A line of the list of what is held back: the item's key, what of it, and why in plain words."""

    key: str
    what: str
    why: str


@dataclass(frozen=True, slots=True)
class PackContent:
    """Everything of one pack. `request` ("Request 14") is the file's only title and stands on every page."""

    request: str
    letter: LetterSheet
    letter_blocks: tuple[Block, ...]
    reply_blocks: tuple[Block, ...]
    items: tuple[Item, ...]
    language: str = "en-GB"
    practice: bool = False
    held: tuple[Held, ...] = ()


@dataclass(frozen=True, slots=True)
class IndexLine:
    """One row of the index: number in date order, the caller's key, first page from 1, number of pages."""

    number: int
    key: str
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class BuiltPack:
    """What was built: pages, the index, where each box stands in the finished file (`Box.page` from 0), pictures.

    All pages are those of this file. `first` is the number that its first page has in the whole pack, which has
    `whole` pages in `volumes` files (0: this one is all of it).
    """

    pages: int
    size: int
    sha256: str
    index: tuple[IndexLine, ...]
    boxes: tuple[Box, ...]
    picture_pages: tuple[int, ...]
    wordless_pages: tuple[int, ...]
    first: int = 1
    whole: int = 0
    volumes: int = 1


@dataclass(frozen=True, slots=True)
class Forbidden:
    """Something that must not be readable: the text, why ("another child"), and whether a hit is beyond judgement.

    `hard` hits fail unless the text is short or an everyday word; soft ones are always shown to a person.
    """

    text: str
    why: str
    hard: bool = True


State = Literal["passed", "look", "failed"]
BY_MACHINE = "whose words this machine has read"
"""What the check says of a picture that it has read; of others that their words cannot all be searched."""


@dataclass(frozen=True, slots=True)
class Finding:
    """The outcome of one check: `page` from 1, the words around a hit, and which `Forbidden` it was.

    `spelt` are the words themselves where they are only nearly something to keep back.
    """

    check: str
    state: State
    says: str
    page: int | None = None
    words_around: str = ""
    term_index: int | None = None
    spelt: str = ""
