"""What the child process is asked about a foreign file, and what it found, as values (core only).

Any kind is taken: `LOOK` says what a file is, `PAGES` shows any of them as pages, `READ` reads the words of pictures,
`PART` takes a part out of a PDF of too many pages, `REARRANGE` puts pages in a new order, and `WHERE` says where words stand.
"""

from __future__ import annotations

from dataclasses import dataclass

from coordinator_app.core.answers import Answered, read_answer
from coordinator_app.core.page_images import PAGES, PageWord, pages_of
from coordinator_app.documents.model import Looked

__all__ = [
    "LOOK",
    "PAGES",
    "PART",
    "READ",
    "REARRANGE",
    "WHERE",
    "FileGiven",
    "MachineRead",
    "NewOrder",
    "PageTaken",
    "PageWords",
    "PartMade",
    "PartWanted",
    "Rearranged",
    "Rearranging",
    "WhereWanted",
    "WordsWanted",
    "WordsWhere",
    "looked_of",
    "pages_of",
    "part_of",
    "read_of",
    "rearranged_of",
    "where_of",
]
LOOK, READ = "files.look", "words.read"
REARRANGE, WHERE = "files.rearrange", "files.where"
PART = "parting.part"
TAKEN = (
    *(
        "pdf",
        "png",
        "jpg",
        "jpeg",
        "tif",
        "tiff",
        "heic",
        "heif",
        "docx",
        "docm",
        "odt",
        "rtf",
        "xlsx",
        "xlsm",
        "xls",
    ),
    *("ods", "csv", "tsv", "eml", "msg", "txt", "md", "htm", "html", "ics", "vcf"),
)
"""The endings that files which can be taken have as a rule; what a file really is, its content says."""


@dataclass(frozen=True, slots=True)
class FileGiven:
    """A file as it came: the name is data, never a path."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class PartWanted:
    """A PDF of too many pages, and which of its parts is wanted; 0 is what lies behind the pages of the whole file."""

    content: bytes
    number: int
    pages: int


@dataclass(frozen=True, slots=True)
class PartMade:
    """A part as a PDF of its own, and what was found in it; of the whole file no content."""

    content: bytes
    looked: Looked


@dataclass(frozen=True, slots=True)
class WordsWanted:
    """A kept file whose pages without words are to be read from their pictures; takes seconds a page, tells each."""

    content: bytes


@dataclass(frozen=True, slots=True)
class MachineRead:
    """The words of every page, a line to a page, and how it went.

    `pages_read` were read from pictures; `pages_left` (from 1) hold something that a person has to read.
    """

    words: str
    pages_read: int
    pages_left: tuple[int, ...] = ()


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


def looked_of(answer: Answered) -> Looked:
    """What "files.look" found: the `Looked` that `documents.actions.attach` wants."""
    return read_answer(Looked, answer)


def part_of(answer: Answered) -> PartMade:
    """What "parting.part" made."""
    return read_answer(PartMade, answer)


def read_of(answer: Answered) -> MachineRead:
    """What "words.read" read."""
    return read_answer(MachineRead, answer)


def rearranged_of(answer: Answered) -> Rearranged:
    """What "files.rearrange" made."""
    return read_answer(Rearranged, answer)


def where_of(answer: Answered) -> WordsWhere:
    """What "files.where" found."""
    return read_answer(WordsWhere, answer)
