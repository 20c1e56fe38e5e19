"""What child processes are asked about the pages of kept documents: to put them in order, and to say where words stand."""

from __future__ import annotations

from dataclasses import dataclass

from coordinator_app.core.answers import Answered, read_answer
from coordinator_app.core.page_images import PageWord

REARRANGE, WHERE = "files.rearrange", "files.where"


@dataclass(frozen=True, slots=True)
class PageTaken:
    """A page of one of the files given (both from 0), turned clockwise by so many degrees."""

    source: int
    page: int
    turn: int = 0


@dataclass(frozen=True, slots=True)
class NewOrder:
    """The pages of one new document, in their order."""

    pages: tuple[PageTaken, ...]


@dataclass(frozen=True, slots=True)
class Rearranging:
    """Files out of the vault, and the documents to be made of their pages. Nothing else decides what comes out."""

    contents: tuple[bytes, ...]
    orders: tuple[NewOrder, ...]


@dataclass(frozen=True, slots=True)
class Rearranged:
    """A PDF for each order asked for."""

    pdfs: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class WhereWanted:
    """A kept file, of any kind that is taken."""

    content: bytes


@dataclass(frozen=True, slots=True)
class PageWords:
    """The words of one page that are known by their place, in their order."""

    words: tuple[PageWord, ...]


@dataclass(frozen=True, slots=True)
class WordsWhere:
    """The words of every page."""

    pages: tuple[PageWords, ...]


def rearranged_of(answer: Answered) -> Rearranged:
    """What "files.rearrange" made."""
    return read_answer(Rearranged, answer)


def where_of(answer: Answered) -> WordsWhere:
    """What "files.where" found."""
    return read_answer(WordsWhere, answer)
