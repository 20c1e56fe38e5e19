"""What can be searched, in the groups that a coordinator chooses from, and where each kind of record opens (no Qt)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from coordinator_app.chronology.model import Category, ChronologyEntry
from coordinator_app.core.catalogue import Record, record_type
from coordinator_app.core.privacy import Choice
from coordinator_app.documents.model import Document
from coordinator_app.hooks import Step
from coordinator_app.reviews.model import Review


@dataclass(frozen=True, slots=True)
class Group:
    """Kinds of record that one looks for together."""

    name: str
    title: str
    icon: str
    kinds: tuple[str, ...]


GROUPS = (
    Group(
        "entries",
        "Chronology",
        "scroll-text",
        ("chronology_entry", "entry_action", "suspension", "unplaced_call"),
    ),
    Group("documents", "Documents", "file-text", ("document",)),
    Group(
        "reviews", "Reviews", "clipboard-check", ("review", "review_target", "review_person", "review_copy")
    ),
    Group(
        "referrals",
        "Referrals and first talks",
        "user-plus",
        ("referral", "referral_risk", "initial_discussion", "later_talk"),
    ),
    Group("programmes", "Programmes", "calendar-check", ("programme", "programme_target", "risk_words")),
    Group(
        "consent",
        "Consent, forms and sharing",
        "file-check",
        ("consent", "printed_form", "blank_form", "scanned_form", "disclosure"),
    ),
    Group(
        "requests",
        "Access requests and corrections",
        "file-search",
        ("access_request", "official_request", "correction_claim", "correction_notice"),
    ),
    Group(
        "rights",
        "Complaints, erasure and restriction",
        "message-square-warning",
        ("complaint", "complaint_step", "rights_request", "rights_notice"),
    ),
    Group(
        "people",
        "Pupils, families and details",
        "users",
        ("pupil", "pupil_name", "carer", "medical_note", "care_plan"),
    ),
    Group(
        "registers",
        "Registers",
        "book-user",
        (
            *("school", "officer", "officer_cover", "provider", "agency"),
            *("other_partnership", "steering_member", "policy_issue"),
        ),
    ),
)
"""Every kind with searched words stands in exactly one of these."""

OF_GROUP: Mapping[str, Group] = {one.name: one for one in GROUPS}
_OF_KIND: Mapping[str, Group] = {kind: one for one in GROUPS for kind in one.kinds}

_REGISTERS = {
    "school": "schools",
    "officer": "officers",
    "officer_cover": "officers",
    "provider": "providers",
    "agency": "agencies",
    "other_partnership": "other_partnerships",
    "steering_member": "steering_group",
    "policy_issue": "policy_issues",
}


def group_of(kind: str) -> Group:
    """The group of a kind; what a later version adds stands with the details."""
    return _OF_KIND.get(kind, OF_GROUP["people"])


def called(record: Record) -> str:
    """What a record is, in the words of its own page: "Behaviour entry", "Minutes of a meeting", "Review 2"."""
    if isinstance(record, ChronologyEntry) and record.category is not None:
        return f"{record.category.label} entry"
    if isinstance(record, Document) and record.kind_of_document is not None:
        return record.kind_of_document.label
    if isinstance(record, Review) and record.review_number:
        return f"Review {record.review_number}"
    return record_type(record).title


def restricted(record: Record) -> str:
    """The mark of what lies in the guarded compartment: "Safeguarding", "Health", or "Restricted"."""
    if record_type(record).kind == "unplaced_call":
        return Category.SAFEGUARDING.label
    category = getattr(record, "category", None)
    guards = bool(getattr(category, "is_guarded", False))
    return category.label if isinstance(category, Choice) and guards else "Restricted"


@dataclass(frozen=True, slots=True)
class Found:
    """A record that was found: whose it is, on which page of it (from 1), and the words to be marked in it."""

    record: Record
    pupil_id: str
    page: int = 1
    marked: str = ""


def opens(found: Found) -> Step | None:
    """Where a record is shown; None for what belongs to nobody and has no page of its own."""
    kind = record_type(found.record).kind
    make = _OPENS.get(kind)
    step = None if make is None else make(found)
    if step is not None:
        return step
    return _of_pupil(found, "overview") if found.pupil_id else None


def _of_pupil(found: Found, tab: str, **more: object) -> Step | None:
    if not found.pupil_id:
        return None
    return Step("pupil", {"pupil_id": found.pupil_id, "tab": tab, **more})


def _entry(found: Found) -> Step | None:
    entry_id = getattr(found.record, "entry_id", "") or found.record.id
    return _of_pupil(found, "chronology", entry=entry_id, marked=found.marked)


def _document(found: Found) -> Step | None:
    return _of_pupil(found, "documents", document=found.record.id, page=found.page, marked=found.marked)


def _tab(name: str) -> Callable[[Found], Step | None]:
    return lambda found: _of_pupil(found, name)


def _page(page: str, parameter: str, link: str = "") -> Callable[[Found], Step | None]:
    def step(found: Found) -> Step:
        named = getattr(found.record, link) if link else found.record.id
        return Step(page, {parameter: named, "marked": found.marked})

    return step


def _referral(found: Found) -> Step | None:
    if found.pupil_id:
        return Step("referral", {"pupil_id": found.pupil_id, "marked": found.marked})
    talk = getattr(found.record, "discussion_id", "") or found.record.id
    return Step("referral", {"discussion_id": talk, "marked": found.marked})


def _register(found: Found) -> Step | None:
    kind = record_type(found.record).kind
    record_id: Any = getattr(found.record, "officer_id", "") or found.record.id
    return Step("registers", {"register": _REGISTERS[kind], "record_id": record_id})


_OPENS: Mapping[str, Callable[[Found], Step | None]] = {
    "chronology_entry": _entry,
    "entry_action": _entry,
    "suspension": _tab("chronology"),
    "unplaced_call": _page("safeguarding_call", "call_id"),
    "document": _document,
    "review": _page("review", "review_id"),
    "review_target": _page("review", "review_id", "review_id"),
    "review_person": _page("review", "review_id", "review_id"),
    "review_copy": _page("review", "review_id", "review_id"),
    "referral": _referral,
    "referral_risk": _referral,
    "initial_discussion": _referral,
    "later_talk": _referral,
    "programme": _page("programme", "programme_id"),
    "programme_target": _page("programme", "programme_id", "programme_id"),
    "risk_words": _page("programme", "programme_id", "programme_id"),
    "consent": _page("consent", "pupil_id", "pupil_id"),
    "printed_form": _page("consent", "pupil_id", "pupil_id"),
    "blank_form": lambda _found: Step("print_forms"),
    "scanned_form": lambda found: Step("scan_in", {"scan_id": found.record.id}),
    "disclosure": lambda found: (
        Step("official_requests") if getattr(found.record, "is_guarded", False) else _tab("sharing")(found)
    ),
    "access_request": _page("access_request", "request_id"),
    "official_request": _page("official_request", "official_id"),
    "complaint": _page("complaint", "complaint_id"),
    "complaint_step": _page("complaint", "complaint_id", "complaint_id"),
    "rights_request": _page("rights_request", "request_id"),
    "rights_notice": _page("rights_request", "request_id", "request_id"),
    "correction_claim": _page("correction", "claim_id"),
    "correction_notice": _page("correction", "claim_id", "claim_id"),
    "pupil": lambda found: Step("pupil", {"pupil_id": found.record.id}),
    "pupil_name": _tab("about"),
    "carer": _tab("about"),
    "medical_note": _tab("about"),
    "care_plan": _tab("about"),
    **dict.fromkeys(_REGISTERS, _register),
}
