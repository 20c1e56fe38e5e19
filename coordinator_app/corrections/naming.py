"""What a record is called where somebody says that it is wrong, what it says, and where it is put right (no Qt)."""

from __future__ import annotations

from datetime import date, datetime

from coordinator_app.chronology.model import ChronologyEntry
from coordinator_app.core.catalogue import FieldSpec, FieldType, Record, record_type
from coordinator_app.core.dates import say
from coordinator_app.core.derived import field_words
from coordinator_app.core.privacy import Compartment
from coordinator_app.corrections.model import CorrectionClaim
from coordinator_app.documents.model import Document
from coordinator_app.hooks import Step
from coordinator_app.pupils.model import Pupil
from coordinator_app.reviews.model import Review
from coordinator_app.store.session import Session

RESTRICTED = "A restricted record"
DETAILS = "Details of the pupil"
GONE = "A record that is no longer kept"
_ABOUT_CHANGES = frozenset({"correction_reason", "reopened_on", "reopened_because"})
"""Fields that say why or when a record was put right: no part of what it says."""


def called(record: Record, *, guarded_words: bool = True) -> str:
    """What a record is, by its day where it has one: "Behaviour entry, 3 May 2026".

    Without `guarded_words` nothing that was typed stands in it where the record lies apart.
    """
    described = record_type(record)
    bare = not guarded_words and described.compartment_of(record) is Compartment.GUARDED
    what = f"{described.title}, restricted" if bare else _what(record)
    day = getattr(record, described.date_field) if described.date_field else None
    return what if day is None or isinstance(record, Pupil) else f"{what}, {_day(day)}"


def _day(day: date) -> str:
    return say(day.date() if isinstance(day, datetime) else day)


def _what(record: Record) -> str:
    if isinstance(record, Pupil):
        return DETAILS
    if isinstance(record, ChronologyEntry) and record.category is not None:
        return f"{record.category.label} entry"
    if isinstance(record, Document) and record.title:
        return f"Document “{record.title}”"
    if isinstance(record, Review) and record.review_number:
        return f"Review {record.review_number}"
    title = record_type(record).title
    name = str(getattr(record, "name", "") or "")
    return f"{title}: {name}" if name else title


def told_fields(record: Record) -> tuple[FieldSpec, ...]:
    """The fields that say something of the person: what he may read, and which other record it leads to."""
    described = record_type(record)
    return tuple(
        spec
        for spec in described.fields
        if spec.name not in _ABOUT_CHANGES
        and (spec.released or spec.holds is FieldType.LINK)
        and spec.name not in described.subjects
        and spec.name != described.part_of
    )


def words_of(session: Session, record: Record, spec: FieldSpec) -> str:
    """What a field says; a link says what the other record is called."""
    if spec.holds is not FieldType.LINK:
        return field_words(record, spec)
    other_id = str(getattr(record, spec.name) or "")
    other = session.any_record(str(spec.links_to), other_id) if other_id else None
    if other is None:
        return ""
    return str(getattr(other, "name", "") or getattr(other, "title", "") or "") or called(other)


def opens(claim: CorrectionClaim) -> Step:
    """Where the record itself is put right."""
    pupil, kind, item = claim.pupil_id, claim.item_kind, claim.item_id
    if kind == "pupil":
        return Step("pupil", {"pupil_id": item, "edit": True})
    if kind == "chronology_entry":
        return Step("pupil", {"pupil_id": pupil, "tab": "chronology", "correct": item})
    if kind == "document":
        return Step("pupil", {"pupil_id": pupil, "tab": "documents", "document": item})
    if kind in _PAGES:
        page, parameter = _PAGES[kind]
        return Step(page, {parameter: pupil if parameter == "pupil_id" else item})
    return Step("pupil", {"pupil_id": pupil, "tab": _TABS.get(kind, "about")})


_PAGES = {
    "review": ("review", "review_id"),
    "programme": ("programme", "programme_id"),
    "access_request": ("access_request", "request_id"),
    "consent": ("consent", "pupil_id"),
    "referral": ("referral", "pupil_id"),
}
_TABS = {"suspension": "chronology", "attendance_week": "attendance", "disclosure": "sharing"}
