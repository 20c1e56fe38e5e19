"""What follows from the catalogue alone: statements, the record of processing, schedules, lists, forms, words.

None of it is written by hand, so a statement cannot name less than the app keeps (architecture section 1).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from coordinator_app.core.catalogue import Catalogue, FieldSpec, FieldType, Record, RecordType, record_type
from coordinator_app.core.clock import LONDON
from coordinator_app.core.privacy import PURPOSE_CLAUSES, Choice, Compartment

COLUMNS_WITHOUT_CHOICE = 4

COMPARTMENT_WORDS = {
    Compartment.GENERAL: "general store",
    Compartment.GUARDED: "safeguarding and health store",
    Compartment.STAFF: "staff store",
}


@dataclass(frozen=True, slots=True)
class Holding:
    """One line of "what we hold" (003-3): the line, what is in it, why, on what ground, for how long."""

    line: str
    items: tuple[str, ...]
    purposes: tuple[str, ...]
    bases: tuple[str, ...]
    retentions: tuple[str, ...]
    sources: tuple[str, ...]
    special: bool


@dataclass(frozen=True, slots=True)
class ProcessingRow:
    """One record type in the record of processing (UK GDPR article 30)."""

    kind: str
    title: str
    about: tuple[str, ...]
    purposes: tuple[str, ...]
    clauses: tuple[str, ...]
    article_6: tuple[str, ...]
    article_9: tuple[str, ...]
    conditions: tuple[str, ...]
    data: tuple[str, ...]
    special_data: tuple[str, ...]
    source: str
    recipients: str
    kept_in: tuple[str, ...]
    kept_for: str


@dataclass(frozen=True, slots=True)
class RetentionRow:
    """How long one record type is kept: words for a reader, what starts the time, years, and the source."""

    kind: str
    title: str
    rule: str
    words: str
    trigger: str
    years: int
    source: str


def _unique(items: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(item for item in items if item))


def _released(described: RecordType) -> tuple[FieldSpec, ...]:
    return tuple(spec for spec in described.fields if spec.released)


def what_we_hold(catalogue: Catalogue, about: str | None = None) -> tuple[Holding, ...]:
    """The lines of a privacy statement in catalogue order, types with the same line put together.

    `about` keeps only what is about people of that kind ("pupil").
    """
    types = catalogue.types if about is None else catalogue.about(about)
    lines = _unique(described.holding for described in types)
    return tuple(_holding(line, [one for one in types if one.holding == line]) for line in lines)


def _holding(line: str, types: list[RecordType]) -> Holding:
    pairs = [(described, spec) for described in types for spec in _released(described)]
    return Holding(
        line=line,
        items=_unique(spec.label for _, spec in pairs),
        purposes=_unique([one.purpose.label for one in types] + [d.purpose_of(s).label for d, s in pairs]),
        bases=_unique([one.basis.words for one in types] + [d.basis_of(s).words for d, s in pairs]),
        retentions=_unique(one.retention.words for one in types),
        sources=_unique(one.source for one in types),
        special=any(spec.special for _, spec in pairs),
    )


def article_30(catalogue: Catalogue) -> tuple[ProcessingRow, ...]:
    """One row for each record type, in catalogue order."""
    return tuple(_processing(catalogue, described) for described in catalogue.types)


def _processing(catalogue: Catalogue, described: RecordType) -> ProcessingRow:
    purposes = [described.purpose, *(described.purpose_of(spec) for spec in described.fields)]
    bases = [described.basis, *(described.basis_of(spec) for spec in described.fields)]
    people = (catalogue.subject_kind(described, path) for path in described.subjects)
    return ProcessingRow(
        kind=described.kind,
        title=described.plural,
        about=_unique(catalogue.of_kind(kind).plural for kind in people),
        purposes=_unique(purpose.label for purpose in purposes),
        clauses=_unique([described.clause, *(PURPOSE_CLAUSES[purpose] for purpose in purposes)]),
        article_6=_unique(basis.article_6 for basis in bases),
        article_9=_unique(basis.article_9 for basis in bases),
        conditions=_unique(basis.condition for basis in bases),
        data=_unique(spec.label for spec in _released(described)),
        special_data=_unique(spec.label for spec in described.fields if spec.special),
        source=described.source,
        recipients=described.audience.label,
        kept_in=tuple(COMPARTMENT_WORDS[compartment] for compartment in described.compartments),
        kept_for=described.retention.words,
    )


def retention_schedule(catalogue: Catalogue) -> tuple[RetentionRow, ...]:
    """How long each record type is kept, in catalogue order."""
    return tuple(
        RetentionRow(
            kind=described.kind,
            title=described.plural,
            rule=described.retention.name,
            words=described.retention.words,
            trigger=described.retention.trigger,
            years=described.retention.years,
            source=described.retention.source,
        )
        for described in catalogue.types
    )


def list_columns(of: type[Record] | Record) -> tuple[FieldSpec, ...]:
    """The columns of a type's list: those marked so, else its first short fields."""
    specs = record_type(of).fields
    marked = tuple(spec for spec in specs if spec.column)
    short = (spec for spec in specs if spec.holds not in {FieldType.LONG_TEXT, FieldType.LINK})
    return marked or tuple(short)[:COLUMNS_WITHOUT_CHOICE]


def form_fields(of: type[Record] | Record) -> tuple[FieldSpec, ...]:
    """The fields of a type's form: all that a person fills in, without the link to what it is a part of."""
    described = record_type(of)
    return tuple(spec for spec in described.fields if spec.name != described.part_of)


def search_text(record: Record) -> str:
    """The words by which a record is found, one field a line."""
    searched = (spec for spec in record_type(record).fields if spec.searched and spec.is_text)
    return "\n".join(text for text in (str(getattr(record, spec.name)) for spec in searched) if text)


def record_lines(record: Record) -> tuple[tuple[str, str], ...]:
    """What a record says, as (label, value in words), for gathering and printing; empty fields are left out."""
    specs = _released(record_type(record))
    lines = ((spec.label, field_words(record, spec)) for spec in specs)
    return tuple((label, words) for label, words in lines if words)


def field_words(record: Record, spec: FieldSpec) -> str:
    """What a field of a record says to a reader; codes are put into words."""
    words = in_words(getattr(record, spec.name))
    return spec.said(words) if spec.said is not None and words else words


def adds_nothing(older: Record, newer: Record) -> bool:
    """Whether an earlier version says nothing of anybody that the later one does not say as well.

    So a week of marks that was typed day by day is told once, and a mark that was put right is told with what it was.
    """
    return all(
        field_words(older, spec) == field_words(newer, spec)
        or (spec.within is not None and spec.within(getattr(older, spec.name), getattr(newer, spec.name)))
        for spec in _released(record_type(older))
    )


def in_words(value: Any) -> str:
    """A field's value for a reader: "28 November 2026", a choice's label, "Yes"; empty for nothing."""
    if value is None:
        return ""
    if isinstance(value, Choice):
        return value.label
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, datetime):
        local = value.astimezone(LONDON)
        return f"{_day_in_words(local)}, {local:%H:%M}"
    return _day_in_words(value) if isinstance(value, date) else str(value)


def _day_in_words(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


# not strftime: its names follow the laptop's language
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
