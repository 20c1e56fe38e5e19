"""What the child process is handed to build and check a pack: values only, nothing of the vault."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from coordinator_app.core.answers import Answered, read_answer
from coordinator_app.core.print_order import PrintOrder
from coordinator_app.core.privacy import Choice

BUILD = "pack.build"
"""The child task: `PackOrder` -> `WrittenPack`, which another child checks (`written.py`)."""
COVERED = "words that were covered"
"""What is said of a term that stands under a cover, or is a form of what does."""
MOST_READ = 1 << 20
"""Bytes of a finished volume that the child reads again at once."""
FILLED_IN = "Everything in the letter is filled in"
"""The name of the check for what stands between brackets in the reply."""
NAMED = "Who is named in the letter"
"""The name of the check for somebody in the reply who is not meant to be told of."""


@dataclass(frozen=True, slots=True)
class Span:
    """A run of characters to cover, in code points, end not included.

    `stands_for` are the words that stand in its place ("another pupil"), `why` the reason as the reader may be told it.
    """

    start: int
    end: int
    stands_for: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class OrderLine:
    """One released field of a record: its label, its words, and what of them is covered."""

    label: str
    words: str
    covered: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class OrderBox:
    """A box on a page of a document: page from 1, edges as fractions of the displayed page.

    `words` are those kept as lying under it; "" if none are known: then the page's own words are asked. `why` is the
    reason as the reader may be told it.
    """

    page: int
    left: float
    top: float
    right: float
    bottom: float
    words: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class OrderItem:
    """One item of the pack, in date order. A withheld item has no lines and no document: only its place.

    `why` is the reason for what is held back, empty where to give it would give away what is protected. `told` is
    that reason in plain words for the reader. A document is asked for by its number when its pages are made; where it
    is handed over with the order it is in `document`. `pages` 0: they are counted. `source`: where it came from.
    `unnamed`: of what is held back the reason may be told, and neither what it is nor its day.
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
    told: str = ""
    document_id: str = ""
    pages: int = 0
    byte_count: int = 0
    source: str = ""
    unnamed: bool = False

    @property
    def has_document(self) -> bool:
        """Whether it is shared as pages of a document."""
        return bool(self.document or self.document_id)


class TermWeight(Choice):
    """How a reappearance is judged: words of a withheld text fail, and so does the whole name of somebody who is to be covered.

    Any other covered name is shown to a person.
    """

    HARD = "hard", "Must not appear"
    NAME = "name", "The whole name of somebody covered: must not appear"
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
    """Everything a pack is made of. `letter` is the reply, which holds what article 15 asks for.

    `own` are the words of the names that it is about and goes to, which are no leak under a box either.
    `named` says who stands in the reply and is not meant to be told of in it.
    `owner` is the password that opens the same file inside the vault; "": nobody will ever be told one.
    `most_pages` and `most_bytes` bound a volume: small enough for an email, unless there would be more than `mailed` of
    them. Then nobody mails it, and a volume may be as large as `carried_bytes`: fewer files on the stick.
    """

    request_number: int
    password: str
    practice: bool
    letter: PrintOrder
    items: tuple[OrderItem, ...]
    terms: tuple[OrderTerm, ...]
    owner: str = ""
    own: tuple[str, ...] = ()
    named: str = ""
    most_pages: int = 500
    most_bytes: int = 20_000_000
    mailed: int = 5
    carried_bytes: int = 64_000_000


@dataclass(frozen=True, slots=True)
class BuiltFinding:
    """One check on the finished file: stable name, `passed`, `look` or `failed`, the page, words for the screen."""

    check_name: str
    state: str
    detail: str
    page: int | None = None


@dataclass(frozen=True, slots=True)
class BuiltVolume:
    """One file of the pack: its number from 1, its first page in the whole pack, its pages, size and fingerprint."""

    volume: int
    first_page: int
    pages: int
    byte_count: int
    sha256: str


@dataclass(frozen=True, slots=True)
class BuiltPack:
    """What came of it: how many pages, the checks, and the volumes, whose bytes came portion by portion before.

    A small pack that was built in one piece has its only file in `locked`, and the same pages unlocked in `readable`.
    """

    locked: bytes
    readable: bytes
    pages: int
    findings: tuple[BuiltFinding, ...]
    volumes: tuple[BuiltVolume, ...] = ()


def built_of(answer: Answered) -> BuiltPack:
    """The pack that the child process built and checked."""
    return read_answer(BuiltPack, answer)
