"""Gather everything held on the person asked about, bound to its version (003-5.1a, decision 12).

Trash, drafts and superseded versions are gathered too, labelled. Parts of a record come with it, as lines.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from coordinator_app.access_requests.actions.intake import must_still_be_open
from coordinator_app.access_requests.actions.told_once import is_told_elsewhere
from coordinator_app.access_requests.items import Outcome, Redaction, RequestItem, place_of
from coordinator_app.access_requests.model import (
    AccessRequest,
    Stage,
)
from coordinator_app.core.catalogue import Catalogue, FieldSpec, Record, RecordType, record_type
from coordinator_app.core.derived import adds_nothing, record_lines
from coordinator_app.core.privacy import Compartment, Purpose
from coordinator_app.documents.model import Document
from coordinator_app.sharing.actions import shared_with_family
from coordinator_app.store.gather import Gathered
from coordinator_app.store.session import Session


@dataclass(frozen=True, slots=True)
class Holding:
    """One gathered record with its parts: what an item of the request stands for."""

    record: Record
    parts: tuple[Record, ...]
    state_label: str = ""
    draft_screen: str = ""
    draft_words: str = ""
    is_apart: bool = False

    @property
    def described(self) -> RecordType:
        """The record's type."""
        return record_type(self.record)

    @property
    def mark(self) -> str:
        """A fingerprint of the parts' versions: a changed part resets the decision."""
        text = " ".join(f"{part.id}:{part.version}" for part in self.parts) + self.draft_words
        return hashlib.sha256(text.encode()).hexdigest() if text else ""

    @property
    def is_guarded(self) -> bool:
        """Whether it lies in the guarded compartment: a draft where it is typed, a record where it belongs.

        `is_apart` is said of a draft, and of an older version whose record has been moved there since.
        """
        if self.draft_screen or self.is_apart:
            return self.is_apart
        return self.described.compartment_of(self.record) is Compartment.GUARDED

    @property
    def key(self) -> tuple[str, str]:
        """What makes it one item: an older version and a draft are items beside the record itself."""
        return (self.record.id, _which(self.state_label, self.record.version, self.draft_screen))


_DRAFT, _OLDER = "A draft", "An older version"


def _which(state_label: str, version: int | None, screen: str) -> str:
    return f"draft {screen}" if screen else str(version) if state_label == _OLDER else ""


def holdings(session: Session, request: AccessRequest) -> list[Holding]:
    """Everything held on the pupil that can be shown, without this request's own working papers and drafts."""
    found_here = session.gather("pupil", request.pupil_id)
    everything = [one for one in found_here if not _own(one.record, request)]
    gathered = [one for one in everything if not one.draft]
    parts, here = _parts_by_parent(gathered), {one.record.id: one for one in gathered}
    found: list[Holding] = []
    for one in gathered:
        described = record_type(one.record)
        if described.part_of and _parent_is_here(one.record, described, gathered):
            # the steps of an earlier request are given as they stand; what was said of the pupil in every wording
            found += _older(session, one) if described.purpose is not Purpose.RIGHTS else []
            continue
        label = "In the trash" if one.trashed else ""
        if not is_told_elsewhere(one, here, getattr(here.get(request.pupil_id), "record", None)):
            found.append(Holding(one.record, tuple(parts.get(one.record.id, ())), label))
        found += _older(session, one)
    drafts = _drafts(session.catalogue, [one for one in everything if one.draft])
    return [holding for holding in (*found, *drafts) if _says_something(holding)]


def _drafts(catalogue: Catalogue, drafts: list[Gathered]) -> list[Holding]:
    """What was being typed, as words; several users' drafts on one screen about one record are one item."""
    found: dict[tuple[str, str], Holding] = {}
    for one in drafts:
        words = draft_words(catalogue, one.draft_screen, one.draft_body or {})
        guarded = one.compartment is Compartment.GUARDED
        holding = Holding(one.record, (), _DRAFT, one.draft_screen, words, guarded)
        earlier = found.get(holding.key)
        if earlier is not None:
            joined = f"{earlier.draft_words}\n\n{words}"
            holding = replace(holding, draft_words=joined, is_apart=guarded or earlier.is_apart)
        found[holding.key] = holding
    return list(found.values())


def draft_words(catalogue: Catalogue, screen: str, body: Mapping[str, object]) -> str:
    """What a draft says, an answer to a line; ids and empty answers are left out.

    A field that several types have is named as by the type that the screen is about. What follows ":" in a screen or a
    field is a mark of ours, such as the fingerprint of a file: never printed.
    """
    own = screen.partition(":")[0]
    about = _ABOUT.get(own, own.rstrip("s"))
    types = sorted(catalogue.types, key=lambda described: described.kind.startswith(about))
    specs = {spec.name: spec for described in types for spec in described.fields}
    answers = {
        name: value for name, value in body.items() if not name.startswith("_")
    }  # else: where it was typed
    named = ((name.partition(":")[0], value) for name, value in answers.items())
    lines = ((_label(specs, name), _typed(value, specs.get(name))) for name, value in named)
    return "\n".join(f"{label}: {words}" for label, words in lines if words)


_ABOUT = {"entry_aside": "chronology_entry", "document_adding": "document"}
"""The kind of record that a screen is about whose name does not begin with it."""


def _label(specs: Mapping[str, FieldSpec], name: str) -> str:
    return specs[name].label if name in specs else name.replace("_", " ").capitalize()


def _typed(value: object, spec: FieldSpec | None) -> str:
    if isinstance(value, Mapping):
        value = list(value.values())
    if isinstance(value, list | tuple):
        return "; ".join(words for words in (_typed(one, None) for one in value) if words)
    if value is None or isinstance(value, bool) or _ID.fullmatch(str(value)):
        return ""
    if spec and spec.choices and value in {choice.value for choice in spec.choices}:
        return spec.choices(value).label
    return str(value).strip()


_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def _own(record: Record, request: AccessRequest) -> bool:
    if record.id == request.id:
        return True
    owner = getattr(record, "request_id", "")
    # a disclosure that answered an earlier request is information about the pupil; our own is not yet made
    return owner == request.id or record_type(record).kind in {"redaction", "pack_finding"}


def _parts_by_parent(gathered: Iterable[Gathered]) -> dict[str, list[Record]]:
    parts: dict[str, list[Record]] = {}
    for one in gathered:
        link = record_type(one.record).part_of
        if link:
            parts.setdefault(getattr(one.record, link), []).append(one.record)
    return parts


def _parent_is_here(record: Record, described: RecordType, gathered: Iterable[Gathered]) -> bool:
    assert described.part_of is not None
    parent = getattr(record, described.part_of)
    same = [one for one in gathered if one.record.id == parent]
    # a guarded part of a general record stays an item of its own, in its own compartment
    return any(
        record_type(one.record).compartment_of(one.record) is described.compartment_of(record) for one in same
    )


def _older(session: Session, one: Gathered) -> list[Holding]:
    """The earlier versions of a record that said something else, newest first."""
    found: list[Holding] = []
    words = {record_lines(one.record)}
    apart = one.compartment is Compartment.GUARDED
    for version in sorted(one.superseded_versions, reverse=True):
        old = session.at_version(type(one.record), one.record.id, version)
        later = (one.record, *(each.record for each in found))
        if record_lines(old) not in words and not any(adds_nothing(old, each) for each in later):
            words.add(record_lines(old))
            found.append(Holding(old, (), _OLDER, is_apart=apart))
    return found


def _says_something(holding: Holding) -> bool:
    if holding.draft_screen:
        return bool(holding.draft_words)
    return bool(record_lines(holding.record)) or any(record_lines(part) for part in holding.parts)


@dataclass(frozen=True, slots=True)
class GatherResult:
    """What a gathering did: how many items are new, and how many decisions were set back by a change."""

    items: int
    new: int
    reset: int


def gather(session: Session, request: AccessRequest) -> GatherResult:
    """Add items for what is held and not yet an item; a changed record's decision is set back, and says so."""
    must_still_be_open(session, request.id)
    held = holdings(session, request)
    shared = shared_with_family(session, request.pupil_id)
    known = {_key(item): item for item in items_of(session, request.id)}
    new = [_item(request, holding, shared) for holding in held if holding.key not in known]
    current = {holding.key: holding for holding in held}
    stale = [item for key, item in known.items() if key in current and _stale(item, current[key])]
    reset = [_followed(session, item, current[_key(item)]) for item in stale]
    for compartment in (Compartment.GENERAL, Compartment.GUARDED):
        _write(session, compartment, new, reset, current)
    with session.write() as work:
        stage = Stage.REVIEW if request.stage in _EARLY else request.stage
        work.change(session.get(AccessRequest, request.id), gathered_at=session.clock.now(), stage=stage)
    return GatherResult(len(known) + len(new), len(new), len(reset))


_EARLY = frozenset({Stage.RECEIVED, Stage.IDENTITY, Stage.GATHER})


def _write(
    session: Session,
    compartment: Compartment,
    new: list[RequestItem],
    reset: list[RequestItem],
    current: dict[tuple[str, str], Holding],
) -> None:
    guarded = compartment is Compartment.GUARDED
    adding = [item for item in new if item.is_guarded is guarded]
    resetting = [item for item in reset if item.is_guarded is guarded]
    if not adding and not resetting:
        return
    with session.write(compartment) as work:
        for item in adding:
            work.add(item)
        for item in resetting:
            holding = current[_key(item)]
            work.change(
                item,
                item_version=holding.record.version,
                title=_title(holding),
                parts_mark=holding.mark,
                state_label=holding.state_label,
                draft_words=holding.draft_words,
                outcome=Outcome.UNDECIDED,
                reset_because="It was changed after you decided. Look at it again.",
            )


def _followed(session: Session, item: RequestItem, holding: Holding) -> RequestItem:
    """The item, moved after what it stands for if that is guarded now.

    What was covered of it goes: those words would stay behind in the general compartment.
    """
    if item.is_guarded or not holding.is_guarded:
        return item
    with session.write() as work:
        for covered in session.list(Redaction, where={"request_item_id": item.id}, trashed=None):
            work.remove(covered)
    return session.move(item, Compartment.GUARDED, is_guarded=True)


def _key(item: RequestItem) -> tuple[str, str]:
    return (item.item_id, _which(item.state_label, item.item_version, item.draft_screen))


def changed_since(session: Session, request: AccessRequest) -> int:
    """How many items no longer say what they said when they were gathered; drafts are kept as gathered."""
    return compared(session, request).changed


@dataclass(frozen=True, slots=True)
class Compared:
    """What is held against the items: how many say something else now, how many were held and are no item."""

    changed: int
    missing: int


def compared(session: Session, request: AccessRequest) -> Compared:
    """Compare what is held with what was gathered. What came after the gathering is not missing."""
    held = {holding.key: holding for holding in holdings(session, request)}
    items = {_key(item): item for item in items_of(session, request.id)}
    known = [(item, held[key]) for key, item in items.items() if key in held and not item.draft_screen]
    missing = [one for key, one in held.items() if key not in items and _was_held(one, request.gathered_at)]
    return Compared(sum(_stale(item, holding) for item, holding in known), len(missing))


def _was_held(holding: Holding, gathered_at: datetime | None) -> bool:
    made = holding.record.created_at
    if holding.draft_screen or holding.state_label == _OLDER or gathered_at is None or made is None:
        return False
    return made < gathered_at


def _stale(item: RequestItem, holding: Holding) -> bool:
    hidden = holding.is_guarded and not item.is_guarded
    return hidden or item.item_version != holding.record.version or item.parts_mark != holding.mark


def _item(request: AccessRequest, holding: Holding, shared: dict[str, date]) -> RequestItem:
    described = holding.described
    return RequestItem(
        request_id=request.id,
        item_kind=described.kind,
        item_id=holding.record.id,
        item_version=holding.record.version,
        parts_mark=holding.mark,
        is_guarded=holding.is_guarded,
        title=_title(holding),
        on_day=item_day(holding.record),
        state_label=holding.state_label,
        draft_screen=holding.draft_screen,
        draft_words=holding.draft_words,
        already_shared_on=shared.get(holding.record.id),
    )


def _title(holding: Holding) -> str:
    """What the list of the workbench calls an item: a document by its own title, which a pack does not print."""
    record = holding.record
    if holding.draft_screen or not isinstance(record, Document):
        return pack_title(holding)
    return record.title.strip() or pack_title(holding)


def pack_title(holding: Holding) -> str:
    """What a pack calls an item: its category or kind, without its words. A title may name someone who is covered."""
    if holding.draft_screen:
        return holding.draft_screen.partition(":")[0].replace("_", " ").capitalize()
    return item_title(holding.record)


def item_title(record: Record) -> str:
    """What a record is by its category or kind, without its words."""
    for name in ("category", "kind_of_document", "template"):
        value = getattr(record, name, None)
        if value is not None:
            return str(value.label)
    return record_type(record).title


def item_day(record: Record) -> date | None:
    """The civil date by which a record is ordered, else the day it was typed."""
    name = record_type(record).date_field
    day = getattr(record, name) if name else None
    if isinstance(day, date):
        return day
    return record.created_at.date() if record.created_at else None


def items_of(session: Session, request_id: str) -> list[RequestItem]:
    """The items of a request as list, index and pack have them, in every compartment that this user may open."""
    return sorted(session.list(RequestItem, where={"request_id": request_id}), key=place_of)


def holding_of(session: Session, item: RequestItem) -> Holding:
    """The record behind an item at the version it is bound to, with its parts."""
    cls = session.catalogue.of_kind(item.item_kind).cls
    record = session.at_version(cls, item.item_id, item.item_version or 1)
    if item.draft_screen:
        return Holding(
            record, (), item.state_label, item.draft_screen, item.draft_words, is_apart=item.is_guarded
        )
    parts = () if item.state_label == _OLDER else _parts_now(session, record)
    apart = item.is_guarded and item.state_label == _OLDER
    return Holding(record, parts, item.state_label, is_apart=apart)


def _parts_now(session: Session, record: Record) -> tuple[Record, ...]:
    described = record_type(record)
    parts: list[Record] = []
    for other in session.catalogue.types:
        if other.part_of and other.field(other.part_of).links_to == described.kind and _gathered_kind(other):
            rows = session.list(other.cls, where={other.part_of: record.id}, trashed=None)
            home = described.compartment_of(record)
            parts += [row for row in rows if other.compartment_of(row) is home]
    return tuple(parts)


def _gathered_kind(described: RecordType) -> bool:
    return bool(described.subjects) and described.kind not in {"redaction", "pack_finding"}
