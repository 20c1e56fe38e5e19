"""What the child process is asked about a foreign file, and what it found, as values (core only).

Any kind is taken: `LOOK` says what a file is, `PAGES` shows any of them as pages, `READ` reads the words of pictures.
"""

from __future__ import annotations

from dataclasses import dataclass

from coordinator_app.core.answers import Answered, read_answer
from coordinator_app.core.page_images import PAGES, pages_of
from coordinator_app.documents.model import Looked

__all__ = [
    "LOOK",
    "PAGES",
    "READ",
    "TAKEN",
    "FileGiven",
    "MachineRead",
    "WordsWanted",
    "looked_of",
    "pages_of",
    "read_of",
]
LOOK, READ = "files.look", "words.read"
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


def looked_of(answer: Answered) -> Looked:
    """What "files.look" found: the `Looked` that `documents.actions.attach` wants."""
    return read_answer(Looked, answer)


def read_of(answer: Answered) -> MachineRead:
    """What "words.read" read."""
    return read_answer(MachineRead, answer)
