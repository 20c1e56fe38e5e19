"""Documents attached to a pupil."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date

from coordinator_app.chronology.model import MayBeTold
from coordinator_app.core.catalogue import Record, choice, day, describe, link, number, text, yes_no
from coordinator_app.core.errors import BadFile
from coordinator_app.core.privacy import PUBLIC_TASK, PUPIL_FILE, Audience, Choice, Compartment, Purpose

MOST_BYTES = 100_000_000
MOST_WHOLE_BYTES = 300_000_000
"""Of a PDF that is kept whole and read in parts."""
TRASH_DAYS = 30
"""How long a document lies in the trash before it may be thrown away for good."""

EMPTY = "The file is empty."
NOTHING = "The file is empty: no words and no pictures stand in it."
ASK_AGAIN = "Ask for it again, or leave it out and write down why."


def demand_size(size: int, head: bytes) -> None:
    """Go on if a file is not too large; `head` is its beginning, for a PDF may be larger. BadFile."""
    if b"%PDF-" in head[:1024]:
        if size > MOST_WHOLE_BYTES:
            raise BadFile("The file is larger than 300 MB.", next_step=_LOWER)
    elif size > MOST_BYTES:
        raise BadFile("The file is larger than 100 MB.", next_step=_LOWER)


_LOWER = "Scan it again at a lower quality."


class DocumentKind(Choice):
    """What a document is."""

    REFERRAL_FORM = "referral_form", "Signed referral form"
    CONSENT_FORM = "consent_form", "Signed consent form"
    PROVIDER_REPORT = "provider_report", "Report or letter from a provider"
    SCHOOL_LETTER = "school_letter", "Letter or email from a school"
    AGENCY_LETTER = "agency_letter", "Letter from another agency"
    EMAIL = "email", "Email"
    MINUTES = "minutes", "Minutes of a meeting"
    ASSESSMENT = "assessment", "Assessment or test"
    PHOTOGRAPH = "photograph", "Photograph"
    FAMILY_LETTER = "family_letter", "Letter from the family"
    OTHER = "other", "Other"


MOSTLY_GUARDED = frozenset({DocumentKind.AGENCY_LETTER})
"""The kinds that are about safeguarding or health more often than not: social care and health services write them."""


def document_compartment(document: Document | TakenOut) -> Compartment:
    """Guarded if it was marked as about safeguarding or health."""
    return Compartment.GUARDED if document.is_guarded else Compartment.GENERAL


def told(document: Document) -> MayBeTold:
    """Who may be told of a document: as its keeper said, else of a restricted one nobody outside yet (003-6.3b)."""
    usual = MayBeTold.PARTNERSHIP if document.is_guarded else MayBeTold.EVERYONE
    return document.may_be_told or usual


@describe(
    kind="document",
    title="Document",
    plural="Documents",
    purpose=Purpose.PROGRESS,
    clause="003-3.3",
    basis=PUBLIC_TASK,
    retention=PUPIL_FILE,
    audience=Audience.INDIVIDUAL,
    holding="Letters, reports and forms about your child",
    source="Your child's school, providers, other agencies and you",
    subjects=("pupil_id",),
    compartments=(Compartment.GENERAL, Compartment.GUARDED),
    date_field="dated",
    place=document_compartment,
)
@dataclass(frozen=True, slots=True, kw_only=True)
class Document(Record):
    """A PDF or image, whole, with the words found in it. The name it came with is data, never a path."""

    pupil_id: str = link("Pupil", "pupil", required=True)
    title: str = text("Title", required=True, searched=True, column=True)
    kind_of_document: DocumentKind | None = choice("Kind", DocumentKind, required=True, column=True)
    dated: date | None = day("Date on the document", required=True, column=True)
    source: str = text("Who it came from", searched=True)
    is_guarded: bool = yes_no("About safeguarding or health")
    may_be_told: MayBeTold | None = choice("Who may be told", MayBeTold)
    given_name: str = text("Name of the file it came from")
    media_type: str = text("Type of file", personal=False, released=False)
    byte_count: int | None = number("Size in bytes", released=False)
    page_count: int | None = number("Pages")
    sha256: str = text("Fingerprint of the file", personal=False, released=False)
    content_id: str = text("Place in the vault", personal=False, released=False)
    words: str = text("Words found in it", long=True, searched=True, special=True, released=False)
    came_with_id: str = link("Came with", "document")
    made_from_id: str = link("Made from", "document")
    read_by_machine: bool = yes_no("Some words were read from pictures", released=False)
    unread_pages: int | None = number("Pages without words", released=False)
    machine_tried: bool = yes_no("Its pictures were looked through for words", released=False)
    lies_hidden: str = text("What lies hidden in it", long=True, released=False)
    trash_reason: str = text("Why it was thrown away", long=True)
    held_elsewhere: str = text(
        "Fingerprints of files inside it that lie on the record by themselves", personal=False, released=False
    )
    part_number: int | None = number("Which part of its file it is", released=False)
    part_count: int | None = number("Parts that its file is read in", released=False)
    first_page: int | None = number("Its first page in that file", released=False)
    whole_pages: int | None = number("Pages of that file", released=False)

    @property
    def is_whole(self) -> bool:
        """Whether it is a file of too many pages, kept as it came: its pages are those of its parts, which came with it."""
        return bool(self.part_count) and not self.part_number

    @property
    def portion(self) -> Portion | None:
        """Which part of a file of too many pages it is, or that file itself; None for any other."""
        if not self.part_count:
            return None
        return Portion(self.part_number or 0, self.part_count, self.first_page or 1, self.whole_pages or 0)


@describe(
    kind="paper_taken_out",
    title="Paper taken out",
    plural="Papers taken out",
    purpose=Purpose.RIGHTS,
    clause="003-5.4",
    basis=PUBLIC_TASK,
    retention=PUPIL_FILE,
    audience=Audience.INDIVIDUAL,
    holding="Letters, reports and forms about your child",
    source="The partnership",
    subjects=("pupil_id",),
    compartments=(Compartment.GENERAL, Compartment.GUARDED),
    date_field="taken_on",
    place=document_compartment,
)
@dataclass(frozen=True, slots=True, kw_only=True)
class TakenOut(Record):
    """What stays on a record when another child's paper is moved away from it: that it lay there, and why it went.

    An access request gathers it, so that nothing leaves a request unseen. `was_called` may name the other child and is
    not released; `paper_id` and `paper_version` are the document and its last version on this record.
    """

    pupil_id: str = link("Pupil", "pupil", required=True)
    taken_on: date | None = day("Taken out on", required=True, column=True)
    was_kind: DocumentKind | None = choice("What it was", DocumentKind)
    was_dated: date | None = day("Date on the document")
    reason: str = text("Why it was taken out", long=True, required=True)
    was_called: str = text("What it was called", released=False)
    is_guarded: bool = yes_no("About safeguarding or health", released=False)
    paper_id: str = text("Document", personal=False, required=True, released=False)
    paper_version: int | None = number("Its last version here", released=False)


@dataclass(frozen=True, slots=True)
class Portion:
    """A part of a PDF of too many pages, from 1; 0 for the file itself, which is kept whole and shown by its parts.

    `first` is its first page in a file of `pages` pages that is read in `count` parts.
    """

    number: int
    count: int
    first: int
    pages: int

    def words(self) -> str:
        """Such as "part 2 of 3", and "1,300 pages in 3 parts" of the file itself."""
        if not self.number:
            return f"{self.pages:,} pages in {self.count} parts"
        return f"part {self.number} of {self.count}"


@dataclass(frozen=True, slots=True)
class Inside:
    """A file that came inside another: an attachment. Without `looked` it cannot be read, and `refused` says why."""

    name: str
    content: bytes
    looked: Looked | None = None
    refused: str = ""

    @property
    def fingerprint(self) -> str:
        """As of a document (`Document.sha256`)."""
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True, slots=True)
class Looked:
    """What the child process found in a file: its real type, its pages and their words.

    `words` has a line to a page; lines after the last page are of what lies hidden. `hidden` says in sentences, one to
    a line, what nobody sees who opens the file: for `Document.lies_hidden`. `pages_without_words` have to be read by
    the machine ("words.read") or by a person. `held_elsewhere` are fingerprints of what came inside it and lies on the
    record already. `title`, `dated` and `source` are what the file says of itself (the
    subject, day and sender of a message), to be offered and changed. A `portion` is a part of a file of too many pages,
    or that file itself: then its parts are the first of what is `inside` it (`parting.py`).
    """

    media_type: str
    page_count: int
    words: str
    read_by_machine: bool = False
    hidden: str = ""
    inside: tuple[Inside, ...] = ()
    pages_without_words: int = 0
    title: str = ""
    dated: date | None = None
    source: str = ""
    held_elsewhere: tuple[str, ...] = ()
    portion: Portion | None = None
