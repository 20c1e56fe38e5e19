"""What child processes are asked about a scan, and what they found, as values (core only)."""

from __future__ import annotations

from dataclasses import dataclass

from coordinator_app.core.answers import Answered, read_answer
from coordinator_app.core.page_images import PagesShown, pages_of
from coordinator_app.scan_in.model import PageMark

__all__ = ["BUILD", "LOOK", "SHOW", "PagesShown", "pages_of"]
LOOK, BUILD, SHOW = "scan.look", "scan.build", "scan.show"
AT_ONCE = 20
"""Pages read by one process and kept in one go, so that a scan of hundreds never stands in memory as a whole."""


@dataclass(frozen=True, slots=True)
class ScanWanted:
    """A file and which of its pages to read: from `first` (from 1) on, at most `count`."""

    content: bytes
    first: int = 1
    count: int = AT_ONCE


@dataclass(frozen=True, slots=True)
class PageLooked:
    """One page as a PDF of its own and a small JPEG, with what its code and its signature boxes say."""

    number: int
    content: bytes
    thumbnail: bytes
    turn: int
    is_blank: bool
    mark: PageMark
    reference: str = ""
    form_page: int = 0
    form_pages: int = 0
    signatures: str = ""


@dataclass(frozen=True, slots=True)
class ScanLooked:
    """What a file is, how many pages it has, and the pages asked for."""

    media_type: str
    total: int
    pages: tuple[PageLooked, ...]


@dataclass(frozen=True, slots=True)
class PageGiven:
    """A page out of the vault, and by how many degrees clockwise it is to be turned."""

    content: bytes
    turn: int = 0


@dataclass(frozen=True, slots=True)
class PageSeen:
    """A page of a scan as it was when it was read; its version changes with its place, its turn and its being left out."""

    page_id: str
    version: int


@dataclass(frozen=True, slots=True)
class PagesGiven:
    """Pages to be put together, or to be drawn at so many dots to the inch.

    `seen` are all pages of the scan in their order, those left out too.
    """

    pages: tuple[PageGiven, ...]
    dpi: int = 110
    seen: tuple[PageSeen, ...] = ()


@dataclass(frozen=True, slots=True)
class Built:
    """The pages as one PDF, the words found in it, and what the scan was when its pages were read (`PagesGiven.seen`).

    `pages_without_words` are pictures only: their words are read by machine once the paper is filed.
    """

    pdf: bytes
    page_count: int
    words: str
    seen: tuple[PageSeen, ...] = ()
    pages_without_words: int = 0


def looked_of(answer: Answered) -> ScanLooked:
    """What "scan.look" found."""
    return read_answer(ScanLooked, answer)


def built_of(answer: Answered) -> Built:
    """What "scan.build" made."""
    return read_answer(Built, answer)
