"""The catalogue: each record type described once, as data, beside its class (architecture section 1).

A record type is a frozen dataclass that inherits `Record` and carries `@describe(...)`; each field is made
by one of `text`, `day`, `choice`, `yes_no`, `number`, `link`, `instant`. Everything else is derived from it:
the tables, the forms, the search text, the gathering for an access request, the statements, the schedules.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from enum import StrEnum
from typing import Any, TypeVar

from coordinator_app.core.privacy import Audience, Basis, Choice, Compartment, Purpose, Retention
from coordinator_app.core.texts import one_line

_SPEC = "catalogue"
_TYPE = "__record_type__"


class FieldType(StrEnum):
    """What a field holds; each is one SQL type and one input."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    DATE = "date"
    INSTANT = "instant"
    YES_NO = "yes_no"
    NUMBER = "number"
    CHOICE = "choice"
    LINK = "link"


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One field as the catalogue knows it.

    `check` takes the text and returns a sentence that says what is wrong, or None. `said` puts a text that is kept short
    (codes) into words for whoever reads it on paper. `within` takes an earlier and a later text and says whether the earlier
    one says nothing that the later does not: a text that only grows. `purpose` and `basis` override those of the type. `searched`, `personal` and `special` (special category) drive the search
    text, redaction and the record of processing. `indexed` is for a field by which few of many records are looked
    for; links, the type's date and sorted columns have an index anyhow. `seldom` is for a text that few of very many records
    have: an index of those that have it spares whoever looks for words in it all the others. `released` is False only for what cannot be information
    about a person (a link, a counter).
    """

    name: str
    label: str
    holds: FieldType
    help: str = ""
    required: bool = False
    choices: type[Choice] | None = None
    links_to: str | None = None
    searched: bool = False
    personal: bool = False
    special: bool = False
    released: bool = True
    column: bool = False
    indexed: bool = False
    seldom: bool = False
    check: Callable[[str], str | None] | None = None
    said: Callable[[str], str] | None = None
    within: Callable[[str, str], bool] | None = None
    purpose: Purpose | None = None
    basis: Basis | None = None

    @property
    def is_text(self) -> bool:
        """Whether the field holds words that may be searched and covered."""
        return self.holds in {FieldType.TEXT, FieldType.LONG_TEXT}


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What every record has; the store fills it. `key` is the integer used for paging and search."""

    id: str = ""
    key: int = 0
    version: int = 0
    created_at: datetime | None = None
    changed_at: datetime | None = None
    trashed_at: datetime | None = None


SYSTEM_FIELDS = tuple(item.name for item in fields(Record))


@dataclass(frozen=True, slots=True)
class RecordType:
    """A type as the catalogue knows it.

    `subjects` are paths of link fields that lead to the person the record is about: `("pupil_id",)`,
    `("review_id.pupil_id",)` for a part of a review, `("id",)` for the person himself. `holding` is the
    line under which a privacy statement names it (003-3). `place` chooses the compartment of a record
    whose type allows more than one.
    """

    cls: type[Record]
    kind: str
    title: str
    plural: str
    subjects: tuple[str, ...]
    compartments: tuple[Compartment, ...]
    purpose: Purpose
    clause: str
    basis: Basis
    retention: Retention
    audience: Audience
    holding: str
    source: str
    part_of: str | None
    date_field: str | None
    place: Callable[[Any], Compartment] | None
    fields: tuple[FieldSpec, ...]

    def field(self, name: str) -> FieldSpec:
        """The field of that name; KeyError if there is none."""
        for spec in self.fields:
            if spec.name == name:
                return spec
        raise KeyError(name)

    def compartment_of(self, record: Record) -> Compartment:
        """Where this record is kept (decision 9: the record's own data chooses)."""
        if self.place is None:
            return self.compartments[0]
        return self.place(record)

    def purpose_of(self, spec: FieldSpec) -> Purpose:
        """The purpose of a field: its own or the type's."""
        return spec.purpose or self.purpose

    def basis_of(self, spec: FieldSpec) -> Basis:
        """The lawful basis of a field: its own or the type's."""
        return spec.basis or self.basis

    def values(self, record: Record) -> dict[str, Any]:
        """The record's own values by field name, without the system's."""
        return {spec.name: getattr(record, spec.name) for spec in self.fields}


R = TypeVar("R", bound=Record)


def describe(
    *,
    kind: str,
    title: str,
    plural: str,
    purpose: Purpose,
    clause: str,
    basis: Basis,
    retention: Retention,
    audience: Audience,
    holding: str,
    source: str,
    subjects: tuple[str, ...] = (),
    compartments: tuple[Compartment, ...] = (Compartment.GENERAL,),
    part_of: str | None = None,
    date_field: str | None = None,
    place: Callable[[Any], Compartment] | None = None,
) -> Callable[[type[R]], type[R]]:
    """Put a record type into words; the decorator stands above `@dataclass`.

    `part_of` names the link field that leads to the record this one is a part of. `date_field` is the
    civil date by which records of this type are ordered.
    """

    def attach(cls: type[R]) -> type[R]:
        specs = tuple(_spec(item) for item in fields(cls) if item.name not in SYSTEM_FIELDS)
        described = RecordType(
            cls=cls,
            kind=kind,
            title=title,
            plural=plural,
            subjects=subjects,
            compartments=compartments,
            purpose=purpose,
            clause=clause,
            basis=basis,
            retention=retention,
            audience=audience,
            holding=holding,
            source=source,
            part_of=part_of,
            date_field=date_field,
            place=place,
            fields=specs,
        )
        setattr(cls, _TYPE, described)
        return cls

    return attach


def _spec(item: dataclasses.Field[Any]) -> FieldSpec:
    try:
        make: Callable[[str], FieldSpec] = item.metadata[_SPEC]
    except KeyError:
        message = f"the field {item.name} is not described"
        raise TypeError(message) from None
    return make(item.name)


def record_type(of: type[Record] | Record) -> RecordType:
    """The description of a record or of its class; TypeError if it has none."""
    cls = of if isinstance(of, type) else type(of)
    described = cls.__dict__.get(_TYPE)
    if not isinstance(described, RecordType):
        message = f"{cls.__name__} is not described"
        raise TypeError(message)
    return described


def _field(default: Any, label: str, kind: FieldType, **options: Any) -> Any:
    return field(default=default, metadata={_SPEC: lambda name: FieldSpec(name, label, kind, **options)})


def text(label: str, *, long: bool = False, **options: Any) -> Any:
    """A field of words; `long` gives it a box of several lines. Defaults to an empty string."""
    options.setdefault("personal", True)
    return _field("", label, FieldType.LONG_TEXT if long else FieldType.TEXT, **options)


def day(label: str, **options: Any) -> Any:
    """A civil date, or None."""
    return _field(None, label, FieldType.DATE, **options)


def instant(label: str, **options: Any) -> Any:
    """A moment (aware, UTC), or None."""
    return _field(None, label, FieldType.INSTANT, **options)


def yes_no(label: str, *, default: bool | None = False, **options: Any) -> Any:
    """Yes or no; `default=None` for a question that may be unanswered."""
    return _field(default, label, FieldType.YES_NO, **options)


def number(label: str, *, default: int | None = None, **options: Any) -> Any:
    """A whole number, or None."""
    return _field(default, label, FieldType.NUMBER, **options)


def choice(label: str, choices: type[Choice], *, default: Choice | None = None, **options: Any) -> Any:
    """One of a coded list, or None."""
    return _field(default, label, FieldType.CHOICE, choices=choices, **options)


def link(label: str, to: str, **options: Any) -> Any:
    """The id of another record of kind `to`; empty if there is none."""
    options.setdefault("released", False)
    return _field("", label, FieldType.LINK, links_to=to, **options)


class Catalogue:
    """All record types of an app, checked against each other once, at the start.

    `undo_gate(session, taken: tuple[TakenBack, ...])` raises a Trouble when a change of these records may not be
    undone. `moved(session, record)` is called after a record was moved to the guarded compartment, so that what
    others hold of it follows; `undone(session, changes)` after an undo, so that what lies in another compartment
    follows. `link_gate(reader, record, spec, target)` raises a Trouble when a record may not lead to that id by that
    field; it is asked for every link that is new. `of_others(reader, record)` gives the versions of a record that hold
    what is another person's; they are not gathered. They belong to the catalogue so that no session can be opened which forgets them.
    """

    def __init__(
        self,
        classes: Iterable[type[Record]],
        undo_gate: Callable[[Any, Any], None] | None = None,
        moved: Callable[[Any, Record], None] | None = None,
        undone: Callable[[Any, Any], None] | None = None,
        link_gate: Callable[[Any, Record, FieldSpec, str], None] | None = None,
        of_others: Callable[[Any, Record], frozenset[int]] | None = None,
    ) -> None:
        self.undo_gate, self.moved, self.undone = undo_gate, moved, undone
        self.link_gate, self.of_others = link_gate, of_others
        self.types = tuple(record_type(cls) for cls in classes)
        self._by_kind = {described.kind: described for described in self.types}
        if len(self._by_kind) != len(self.types):
            message = "two record types have the same kind"
            raise TypeError(message)
        for described in self.types:
            self._check(described)

    def of_kind(self, kind: str) -> RecordType:
        """The type of that kind; KeyError if there is none."""
        return self._by_kind[kind]

    def in_compartment(self, compartment: Compartment) -> tuple[RecordType, ...]:
        """The types that have a table in this compartment."""
        return tuple(described for described in self.types if compartment in described.compartments)

    def about(self, subject_kind: str) -> tuple[RecordType, ...]:
        """Every type with a path that ends at a person of this kind: what an access request gathers."""
        return tuple(
            described
            for described in self.types
            if any(self.subject_kind(described, path) == subject_kind for path in described.subjects)
        )

    def subject_kind(self, described: RecordType, path: str) -> str:
        """The kind of person at the end of a path; TypeError if a step is not a link."""
        here = described
        for step in path.split("."):
            if step == "id":
                return here.kind
            here = self._by_kind[_link_target(here, step)]
        return here.kind

    def _check(self, described: RecordType) -> None:
        for spec in described.fields:
            if spec.links_to is not None and spec.links_to not in self._by_kind:
                message = f"{described.kind}.{spec.name} links to nothing"
                raise TypeError(message)
        for path in described.subjects:
            self.subject_kind(described, path)
        if len(described.compartments) > 1 and described.place is None:
            message = f"{described.kind} does not say which compartment a record goes to"
            raise TypeError(message)


def _link_target(described: RecordType, step: str) -> str:
    target = described.field(step).links_to
    if target is None:
        message = f"{described.kind}.{step} is not a link"
        raise TypeError(message)
    return target


def to_stored(spec: FieldSpec, value: Any) -> str | int | None:
    """A field's value as SQLite keeps it: text, integer or NULL (dates ISO, instants ISO in UTC).

    A text of one line is kept without characters that turn the writing, whichever way it came in.
    """
    if value is None or (spec.holds is FieldType.LINK and value == ""):
        return None
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Choice):
        return value.value
    if spec.holds is FieldType.TEXT:
        return one_line(str(value))
    return int(value) if isinstance(value, bool | int) else str(value)


def from_stored(spec: FieldSpec, value: str | int | None) -> Any:
    """The value that `to_stored` kept; ValueError if the store holds what the catalogue does not know."""
    if value is None:
        return empty_of(spec)
    return reader_of(spec)(value)


def empty_of(spec: FieldSpec) -> str | None:
    """What NULL in the store stands for: an empty text, or None for anything else."""
    return "" if spec.holds in _TEXTS else None


def reader_of(spec: FieldSpec) -> Callable[[Any], Any]:
    """What turns a stored value that is not NULL into the field's; lists read thousands, so look it up once."""
    if spec.holds is FieldType.CHOICE:
        assert spec.choices is not None
        return spec.choices
    return _READERS[spec.holds]


def _as_it_is(value: Any) -> Any:
    return value


_TEXTS = frozenset({FieldType.TEXT, FieldType.LONG_TEXT, FieldType.LINK})
_READERS: Mapping[FieldType, Callable[[Any], Any]] = {
    FieldType.TEXT: one_line,  # what was kept before, or came with another file, reads as what is kept now
    FieldType.LONG_TEXT: str,
    FieldType.LINK: str,
    FieldType.DATE: date.fromisoformat,
    FieldType.INSTANT: datetime.fromisoformat,
    FieldType.YES_NO: bool,
    FieldType.NUMBER: _as_it_is,
}
