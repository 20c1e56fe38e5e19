"""What a child process is asked about a file of attendance and what it answers: plain values, core only."""

from __future__ import annotations

from dataclasses import dataclass

from coordinator_app.core.answers import Answered, read_answer
from coordinator_app.core.errors import BadFile

LOOK, READ = "bring.look", "bring.read"
MOST_BYTES = 25 * 1024 * 1024
MOST_ROWS = 50_000
MOST_COLUMNS = 1_000
MOST_CELLS = 5_000_000
SAMPLE_ROWS = 12


def only_totals(happened: str) -> BadFile:
    """The file has sums instead of marks: nothing that stands in a register can be made of them."""
    return BadFile(
        happened,
        next_step="Ask for the register itself: a mark for each pupil and each morning and afternoon.",
    )


@dataclass(frozen=True, slots=True)
class FileToLook:
    """A file as it came. `encoding` and `sheet` are the user's choice, empty for our own guess."""

    called: str
    content: bytes
    encoding: str = ""
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class EncodingSeen:
    """One encoding in which the file can be read, and how its unusual names look in it."""

    name: str
    title: str
    sample: str = ""


@dataclass(frozen=True, slots=True)
class SheetSeen:
    """One sheet of a workbook."""

    name: str
    is_hidden: bool = False


@dataclass(frozen=True, slots=True)
class FileSeen:
    """What a file is, before a single row is taken.

    `kind` is "text", "workbook" or "ctf". `heading` has a line of headings for each column; `sample` the first rows.
    `meanings` are the words of `columns.Means` that we guess, one a column. `is_sure` is False where the encoding is a
    guess that somebody has to look at. `day_first` says how dates with strokes are taken; `asks_order` whether any are.
    """

    kind: str
    heading: tuple[str, ...]
    sample: tuple[tuple[str, ...], ...]
    rows: int
    meanings: tuple[str, ...]
    encoding: str = ""
    encodings: tuple[EncodingSeen, ...] = ()
    is_sure: bool = True
    sheets: tuple[SheetSeen, ...] = ()
    sheet: str = ""
    day_first: bool = True
    asks_order: bool = False
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FileToRead:
    """The same file with everything decided."""

    called: str
    content: bytes
    meanings: tuple[str, ...]
    encoding: str = ""
    sheet: str = ""
    day_first: bool = True


@dataclass(frozen=True, slots=True)
class FileRead:
    """The marks of a file. `people` and each line of `lines` are JSON: see `marks.Lines`; `rows` is how many rows held anything."""

    rows: int
    people: bytes
    lines: bytes
    notes: tuple[str, ...] = ()


def seen_of(answer: Answered) -> FileSeen:
    """What "bring.look" found. Raises WireError."""
    return read_answer(FileSeen, answer)


def read_of(answer: Answered) -> FileRead:
    """What "bring.read" found. Raises WireError."""
    return read_answer(FileRead, answer)
