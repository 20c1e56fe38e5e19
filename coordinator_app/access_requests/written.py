"""What passes from the child that writes a pack to the one that checks it: values only, nothing of either's libraries.

Two processes, so that what checks has never seen a foreign file and holds nothing of what was written but its places.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from coordinator_app.access_requests.pack_order import BuiltFinding, OrderItem, OrderTerm, PackOrder
from coordinator_app.core.answers import Answered, read_answer

CHECK = "pack.check"
"""The child task: `CheckOrder` -> `BuiltPack` of the order."""
_HELD = "with the order"
"""Stands for the place of a document that came with the order: it has one, and nobody asks for it again."""


@dataclass(frozen=True, slots=True)
class EmptyBox:
    """A covered place with no words to look for: the item's number and the page of its document, from 1."""

    item: int
    page: int


@dataclass(frozen=True, slots=True)
class VolumeWork:
    """What a volume takes: its number from 1, its first page of the whole, how much writing it counts, its pictures."""

    number: int
    first: int
    pages: int
    writing: int
    pictures: int


@dataclass(frozen=True, slots=True)
class LineAt:
    """A row of the index: number in date order, the item's key, first page of the file from 1, number of pages."""

    number: int
    key: str
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class BoxAt:
    """A covered place: page of the file from 0, edges as fractions of the page."""

    page: int
    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """What stands where in one file, as `pdf.pack_content.BuiltPack` has it, for those who may not know of printing."""

    pages: int
    size: int
    sha256: str
    index: tuple[LineAt, ...]
    boxes: tuple[BoxAt, ...]
    picture_pages: tuple[int, ...]
    wordless_pages: tuple[int, ...]
    first: int
    whole: int
    volumes: int


@dataclass(frozen=True, slots=True)
class WrittenVolume:
    """One file as it was handed over: its title, what stands where in it, and what it takes."""

    title: str
    file: WrittenFile
    work: VolumeWork


@dataclass(frozen=True, slots=True)
class OfOrder:
    """What is found without any file: whether all is decided, and what is to be said of the letters and the reply."""

    decided: BuiltFinding
    letters: tuple[BuiltFinding, ...]


@dataclass(frozen=True, slots=True)
class WrittenPack:
    """What the writing child gives back: its volumes, what was found under boxes, and boxes over no words."""

    pages: int
    volumes: tuple[WrittenVolume, ...]
    terms: tuple[OrderTerm, ...]
    empty_boxes: tuple[EmptyBox, ...]
    of_order: OfOrder


@dataclass(frozen=True, slots=True)
class CheckOrder:
    """What the checking child is handed: the order without what was printed of it, and what was written."""

    order: PackOrder
    written: WrittenPack


def written_of(answer: Answered) -> WrittenPack:
    """What the writing child gave back."""
    return read_answer(WrittenPack, answer)


def without_content(order: PackOrder) -> PackOrder:
    """The order with the places of its items and the words to look for, and without a record's words or a document."""
    return replace(order, items=tuple(map(_place_of, order.items)))


def _place_of(item: OrderItem) -> OrderItem:
    place = _HELD if item.has_document else ""
    return replace(item, lines=(), document=b"", document_id=place)


def with_new_terms(terms: Sequence[OrderTerm], more: Iterable[OrderTerm]) -> tuple[OrderTerm, ...]:
    """The terms and those of `more` that say something new."""
    known = {term.words.casefold() for term in terms}
    new = {term.words.casefold(): term for term in more}
    return (*terms, *(term for key, term in new.items() if key not in known))
