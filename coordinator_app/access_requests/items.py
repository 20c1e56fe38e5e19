"""What is gathered for a request, what is decided about it, and the pack that goes out.

A decision lies in the compartment of its item, the frozen pack in the highest one it touches (decision 12).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from coordinator_app.access_requests.model import HOLDING, Exemption
from coordinator_app.core.catalogue import Record, choice, day, describe, instant, link, number, text, yes_no
from coordinator_app.core.clock import LONDON
from coordinator_app.core.privacy import LEGAL_DUTY, REQUEST_FILE, Audience, Choice, Compartment, Purpose

_BOTH = (Compartment.GENERAL, Compartment.GUARDED)


class Outcome(Choice):
    """What is done with an item."""

    UNDECIDED = "undecided", "To decide"
    SHARE = "share", "Share in full"
    REDACT = "redact", "Share with redactions"
    WITHHOLD = "withhold", "Withhold"


class FindingState(Choice):
    """The result of one check on the finished pack."""

    PASSED = "passed", "Passed"
    LOOK = "look", "Look at this"
    FAILED = "failed", "Failed"


class CoverOrigin(Choice):
    """How a covered part came about: what was covered together is uncovered together."""

    HAND = "hand", "Covered by hand"
    SUGGESTED = "suggested", "A name or detail that was found"
    PERSON = "person", "Decided for a person"
    SAME_TEXT = "same_text", "The same words elsewhere"
    AROUND = "around", "All but the sentences about the pupil"


def guarded_if_marked(record: RequestItem | Redaction | Pack | PackFinding | PackVolume) -> Compartment:
    """Guarded when the record says that it is."""
    return Compartment.GUARDED if record.is_guarded else Compartment.GENERAL


@describe(
    kind="request_item",
    title="Item of a request",
    plural="Items of a request",
    purpose=Purpose.RIGHTS,
    clause="003-5.1",
    basis=LEGAL_DUTY,
    retention=REQUEST_FILE,
    audience=Audience.INDIVIDUAL,
    holding=HOLDING,
    source="The partnership",
    subjects=("request_id.pupil_id",),
    compartments=_BOTH,
    part_of="request_id",
    date_field="on_day",
    place=guarded_if_marked,
)
@dataclass(frozen=True, slots=True, kw_only=True)
class RequestItem(Record):
    """One gathered record, bound to the version that was gathered, and what is decided about it (decision 12)."""

    request_id: str = link("Request", "access_request", required=True)
    item_kind: str = text("Kind of record", personal=False, required=True, released=False)
    item_id: str = text("Record", personal=False, required=True, released=False, indexed=True)
    item_version: int | None = number("Version", required=True, released=False)
    parts_mark: str = text("Fingerprint of its parts", personal=False, released=False)
    is_guarded: bool = yes_no("Kept in the guarded compartment", released=False)
    title: str = text("Title", column=True, released=False)
    on_day: date | None = day("Date", column=True)
    state_label: str = text("In the trash, a draft, or an older version", personal=False)
    draft_screen: str = text("Screen of the draft", personal=False, released=False)
    draft_words: str = text("Words of the draft as gathered", long=True)
    already_shared_on: date | None = day("Already shared with the family on")
    outcome: Outcome | None = choice(
        "Decision", Outcome, default=Outcome.UNDECIDED, required=True, column=True
    )
    exemption: Exemption | None = choice("Reason in law", Exemption, released=False)
    reason: str = text("Reason in your words", long=True, released=False)
    note: str = text("Note for the file, not sent", long=True, released=False)
    decided_at: datetime | None = instant("Decided at")
    reset_because: str = text("Why it must be decided again", personal=False)
    is_mention: bool = yes_no("Found in what is held about somebody else", released=False)
    mention: str = text("The sentence that names them", long=True, released=False)
    mention_score: int | None = number("How likely it is them, of 100", released=False)
    from_item_id: str = text("Document it lies hidden in", personal=False, released=False, indexed=True)
    hidden_part: str = text("What of the document it is", personal=False, released=False)
    duplicate_of_id: str = text("Item that says the same", personal=False, released=False, indexed=True)
    likeness: int | None = number("How alike they are, of 100", released=False)
    thread: str = text("Messages that belong together", personal=False, released=False)
    unread_pages: str = text("Pages that nobody could read for names", personal=False, released=False)
    pages_read_on: date | None = day("Those pages were read by a person on", released=False)


def place_of(item: RequestItem) -> tuple[date, str, bool, int, str]:
    """By what items are ordered: the day (without one: last), the millisecond the record was typed, then as gathered.

    A record's id is a UUIDv7: its first 12 digits are that time (decision 13), the rest is chance.
    """
    typed = item.item_id.replace("-", "")[:12]
    return item.on_day or date.max, typed, item.is_guarded, item.key or 0, item.id


@describe(
    kind="redaction",
    title="Redaction",
    plural="Redactions",
    purpose=Purpose.RIGHTS,
    clause="003-5.2",
    basis=LEGAL_DUTY,
    retention=REQUEST_FILE,
    audience=Audience.INDIVIDUAL,
    holding=HOLDING,
    source="The partnership",
    subjects=("request_item_id.request_id.pupil_id",),
    compartments=_BOTH,
    part_of="request_item_id",
    place=guarded_if_marked,
)
@dataclass(frozen=True, slots=True, kw_only=True)
class Redaction(Record):
    """Part of an item covered: a span of a text field, or a box on a page.

    A span is `field_name`, `start`, `end` in code points. A box is `page` (from 1) and its edges in
    hundred-thousandths of the displayed page's width and height, so that it holds at every resolution.
    """

    request_item_id: str = link("Item", "request_item", required=True)
    is_guarded: bool = yes_no("Kept in the guarded compartment", released=False)
    field_name: str = text("Field", personal=False, released=False)
    start: int | None = number("From character", released=False)
    end: int | None = number("To character", released=False)
    page: int | None = number("Page", released=False)
    left: int | None = number("Left edge", released=False)
    top: int | None = number("Top edge", released=False)
    right: int | None = number("Right edge", released=False)
    bottom: int | None = number("Bottom edge", released=False)
    exemption: Exemption | None = choice("Reason in law", Exemption, required=True)
    reason: str = text("Reason in your words")
    covered_words: str = text("Words covered", special=True)
    person_id: str = text("Whose decision covers it", personal=False, released=False, indexed=True)
    origin: CoverOrigin | None = choice("How it came about", CoverOrigin, released=False)
    stands_for: str = text("Words that stand in its place", personal=False)


@describe(
    kind="pack",
    title="Pack",
    plural="Packs",
    purpose=Purpose.RIGHTS,
    clause="003-5.1",
    basis=LEGAL_DUTY,
    retention=REQUEST_FILE,
    audience=Audience.INDIVIDUAL,
    holding=HOLDING,
    source="The partnership",
    subjects=("request_id.pupil_id",),
    compartments=_BOTH,
    part_of="request_id",
    place=guarded_if_marked,
)
@dataclass(frozen=True, slots=True, kw_only=True)
class Pack(Record):
    """A finished pack: the very file that was checked, its fingerprint, and whether it was sent."""

    request_id: str = link("Request", "access_request", required=True)
    is_guarded: bool = yes_no("Kept in the guarded compartment", released=False)
    built_at: datetime | None = instant("Built at", required=True)
    pages: int | None = number("Pages", required=True)
    byte_count: int | None = number("Size in bytes", released=False)
    sha256: str = text("Fingerprint", personal=False, required=True)
    content_id: str = text("Place in the vault", personal=False, required=True, released=False)
    readable_id: str = text("The same pages without the password", personal=False, released=False)
    decisions_mark: str = text("Fingerprint of the decisions", personal=False, required=True, released=False)
    audit_mark: str = text("Place in the audit log", personal=False, released=False)
    sent_on: date | None = day("Sent on")
    volumes: int | None = number("Volumes", released=False)
    print_id: str = text("The print edition", personal=False, released=False)

    @property
    def built_on(self) -> date | None:
        """The day it was built, by the calendar on the wall."""
        return self.built_at.astimezone(LONDON).date() if self.built_at else None

    @property
    def extent(self) -> str:
        """How large it is, in words: "26 pages", "234 pages in 2 files"; "" where nobody counted."""
        if not self.pages:
            return ""
        pages = "1 page" if self.pages == 1 else f"{self.pages:,} pages"
        return f"{pages} in {self.volumes} files" if (self.volumes or 1) > 1 else pages


@describe(
    kind="pack_volume",
    title="Volume of a pack",
    plural="Volumes of a pack",
    purpose=Purpose.RIGHTS,
    clause="003-5.1",
    basis=LEGAL_DUTY,
    retention=REQUEST_FILE,
    audience=Audience.INDIVIDUAL,
    holding=HOLDING,
    source="The partnership",
    subjects=("pack_id.request_id.pupil_id",),
    compartments=_BOTH,
    part_of="pack_id",
    place=guarded_if_marked,
)
@dataclass(frozen=True, slots=True, kw_only=True)
class PackVolume(Record):
    """One file of a pack that is too large for one: its pages, counted through the whole pack, and its fingerprint."""

    pack_id: str = link("Pack", "pack", required=True)
    is_guarded: bool = yes_no("Kept in the guarded compartment", released=False)
    volume: int | None = number("Volume", required=True)
    first_page: int | None = number("First page", required=True, released=False)
    pages: int | None = number("Pages", required=True)
    byte_count: int | None = number("Size in bytes", released=False)
    sha256: str = text("Fingerprint", personal=False, required=True)
    content_id: str = text("Place in the vault", personal=False, required=True, released=False)
    readable_id: str = text("The same pages without the password", personal=False, released=False)
    print_id: str = text("The print edition", personal=False, released=False)
    opens_with: str = text("What opens it inside the vault", personal=False, released=False)


@describe(
    kind="pack_finding",
    title="Check on a pack",
    plural="Checks on a pack",
    purpose=Purpose.RIGHTS,
    clause="003-5.2",
    basis=LEGAL_DUTY,
    retention=REQUEST_FILE,
    audience=Audience.INDIVIDUAL,
    holding=HOLDING,
    source="The partnership",
    subjects=("pack_id.request_id.pupil_id",),
    compartments=_BOTH,
    part_of="pack_id",
    place=guarded_if_marked,
)
@dataclass(frozen=True, slots=True, kw_only=True)
class PackFinding(Record):
    """One check on the finished file. A failure can only be mended; a suspicion can be kept with a reason."""

    pack_id: str = link("Pack", "pack", required=True)
    is_guarded: bool = yes_no("Kept in the guarded compartment", released=False)
    check_name: str = text("Check", personal=False, required=True)
    state: FindingState | None = choice("Result", FindingState, required=True)
    page: int | None = number("Page")
    detail: str = text("What was found", long=True)
    kept_reason: str = text("Why it may stay", long=True)
