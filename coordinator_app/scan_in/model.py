"""Scans on their way to a pupil's record: the file as it was dropped, the forms found in it, and their pages.

A scan lies in the tray until somebody files it. Before the school's referral nothing of a child may be kept but
notes of first talks (003-7.2), so a scan that came too early stays in the tray, is shown nowhere else, and Today
asks what is to become of it.

What was dropped as "about safeguarding or health" is kept apart from its first byte: file, scan and pages lie in the
guarded compartment together, and only who holds its key sees them. A page always lies where its scan and its file lie.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from coordinator_app.core.catalogue import Record, choice, day, describe, link, number, text, yes_no
from coordinator_app.core.privacy import LEGAL_DUTY, Audience, Choice, Compartment, Purpose, Retention
from coordinator_app.documents.model import DocumentKind

TRAY = Retention(
    "scan-tray",
    "until it is filed or thrown away, within a year",
    "the day it was scanned in",
    1,
    "003-7.2b, our default",
)
ASK_AFTER_DAYS = 3
LATE_AFTER_DAYS = 14
KEEP_DONE_DAYS = 30
TRASH_AFTER_DAYS = 365 - KEEP_DONE_DAYS
"""Days: until Today asks about a scan, until that is late, that what was filed can be brought back, and until what
nobody filed goes to the trash, so that it is gone within the year."""


class ScanState(Choice):
    """How far the app is with a file that was dropped."""

    WAITING = "waiting", "Not read yet"
    READ = "read", "Read"
    FAILED = "failed", "Cannot be read"


class PageMark(Choice):
    """What stands on a page where one of our codes could be."""

    NONE = "none", "No code"
    OURS = "ours", "One of our codes"
    BLANK_FORM = "blank_form", "The code of a blank form"
    FOREIGN = "foreign", "A code that is not ours"
    TORN = "torn", "A code that cannot be read"
    SEVERAL = "several", "Codes of several forms"


def scan_place(scan: ScanBatch | ScannedForm | ScannedPage) -> Compartment:
    """Guarded if it was kept apart: when it was dropped, or out of the tray."""
    return Compartment.GUARDED if scan.kept_apart else Compartment.GENERAL


@describe(
    kind="scan_batch",
    title="Scanned file",
    plural="Scanned files",
    purpose=Purpose.COMMUNICATION,
    clause="003-3.2",
    basis=LEGAL_DUTY,
    retention=TRAY,
    audience=Audience.PARTNERSHIP,
    holding="Letters, reports and forms about your child",
    source="You and your child's school, on paper",
    compartments=(Compartment.GENERAL, Compartment.GUARDED),
    date_field="dropped_on",
    place=scan_place,
)
@dataclass(frozen=True, slots=True, kw_only=True)
class ScanBatch(Record):
    """A file as it was dropped, whole, kept before anything is read in it. Its name and folder are data."""

    given_name: str = text("Name of the file it came from")
    given_folder: str = text("Folder it came from")
    media_type: str = text("Type of file", personal=False, released=False)
    byte_count: int | None = number("Size in bytes", released=False)
    page_count: int | None = number("Pages")
    pages_read: int | None = number("Pages read so far", default=0, released=False)
    sha256: str = text("Fingerprint of the file", personal=False, released=False)
    content_id: str = text("Place in the vault", personal=False, released=False)
    file_date: date | None = day("Date of the file")
    dropped_on: date | None = day("Scanned in on", required=True, column=True)
    state: ScanState | None = choice(
        "How far it is", ScanState, default=ScanState.WAITING, required=True, column=True
    )
    problem: str = text("Why it cannot be read", personal=False)
    original_deleted_on: date | None = day("The file outside the vault was deleted on")
    kept_apart: bool = yes_no("Kept apart: safeguarding or health", released=False)


@describe(
    kind="scanned_form",
    title="Scan in the tray",
    plural="Scans in the tray",
    purpose=Purpose.COMMUNICATION,
    clause="003-3.2",
    basis=LEGAL_DUTY,
    retention=TRAY,
    audience=Audience.PARTNERSHIP,
    holding="Letters, reports and forms about your child",
    source="You and your child's school, on paper",
    subjects=("pupil_id",),
    compartments=(Compartment.GENERAL, Compartment.GUARDED),
    date_field="arrived_on",
    place=scan_place,
)
@dataclass(frozen=True, slots=True, kw_only=True)
class ScannedForm(Record):
    """Pages that belong together: one form or letter. `pupil_id` is there if its code or the user says whose it is.

    `confirmed` None leaves it to the code; what is chosen before it is filed stands in the four fields after it, unless
    it is restricted: then they are never written here. With a `document_id` but no `filed_on` its filing was cut off.
    `is_guarded` is of a scan that lay open and was filed as restricted; one `kept_apart` is written whole where it lies.
    """

    reference: str = text("Reference on the form", personal=False, searched=True, column=True)
    arrived_on: date | None = day("In the tray since", required=True, column=True)
    pupil_id: str = link("Pupil", "pupil")
    printed_form_id: str = link("Printed form", "printed_form")
    follows: str = text("The scan before it in the same file", personal=False, released=False)
    confirmed: bool | None = yes_no("To be filed", default=None, released=False)
    title: str = text("Title")
    kind_of_document: DocumentKind | None = choice("What it is", DocumentKind)
    dated: date | None = day("Date on the document")
    source: str = text("Who it came from")
    is_guarded: bool = yes_no("Restricted: safeguarding or health", released=False)
    document_id: str = link("Filed as", "document")
    filed_on: date | None = day("Filed on", column=True)
    kept_apart: bool = yes_no("Kept apart: safeguarding or health", released=False)


@describe(
    kind="scanned_page",
    title="Scanned page",
    plural="Scanned pages",
    purpose=Purpose.COMMUNICATION,
    clause="003-3.2",
    basis=LEGAL_DUTY,
    retention=TRAY,
    audience=Audience.PARTNERSHIP,
    holding="Letters, reports and forms about your child",
    source="You and your child's school, on paper",
    subjects=("form_id.pupil_id",),
    compartments=(Compartment.GENERAL, Compartment.GUARDED),
    part_of="form_id",
    place=scan_place,
)
@dataclass(frozen=True, slots=True, kw_only=True)
class ScannedPage(Record):
    """One page: where it lies in its file and in its form, how it has to be turned, and what its code says.

    `turn` is the quarter turns clockwise that put it upright, in degrees. `signatures` has a word for each signature
    box, such as "1+ 2-": marked, empty, or "?" where it could not be looked at.
    """

    form_id: str = link("Scan in the tray", "scanned_form", required=True)
    batch_id: str = link("Scanned file", "scan_batch", required=True)
    file_page: int | None = number("Page of the file", required=True)
    place: int | None = number("Place in the form", required=True, released=False)
    turn: int | None = number("Turned by", default=0, released=False)
    left_out: bool = yes_no("Left out")
    is_blank: bool = yes_no("Blank")
    mark: PageMark | None = choice("Code", PageMark, default=PageMark.NONE, required=True)
    reference: str = text("Reference on the page", personal=False)
    form_page: int | None = number("Page of the form")
    form_pages: int | None = number("Pages of the form")
    signatures: str = text("Signature boxes", personal=False)
    content_id: str = text("Place in the vault", personal=False, released=False)
    thumbnail_id: str = text("Small picture in the vault", personal=False, released=False)
    kept_apart: bool = yes_no("Kept apart: safeguarding or health", released=False)
