"""Gather everything held on the person asked about, bound to its version (003-5.1a, decision 12).

Trash, drafts and superseded versions are gathered too, labelled. Parts of a record come with it, as lines.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from coordinator_app.access_requests.actions.intake import must_be_open
from coordinator_app.access_requests.items import (
    Outcome,
    RequestItem,
)
from coordinator_app.access_requests.model import (
    AccessRequest,
    Stage,
)
from coordinator_app.core.catalogue import Record, RecordType, record_type
from coordinator_app.core.derived import record_lines
from coordinator_app.core.privacy import Compartment
from coordinator_app.sharing.actions import shared_with_family
from coordinator_app.store.gather import Gathered
from coordinator_app.store.session import Session


@dataclass(frozen=True, slots=True)
class Holding:
    """One gathered record with its parts: what an item of the request stands for."""

    record: Record
    parts: tuple[Record, ...]
    state_label: str = ""

    @property
    def described(self) -> RecordType:
        """The record's type."""
        return record_type(self.record)

    @property
    def mark(self) -> str:
        """A fingerprint of the parts' versions: a changed part resets the decision."""
        text = " ".join(f"{part.id}:{part.version}" for part in self.parts)
        return hashlib.sha256(text.encode()).hexdigest() if text else ""


def holdings(session: Session, request: AccessRequest) -> list[Holding]:
    """Everything held on the pupil that can be shown, without this request's own working papers."""
    gathered = [one for one in session.gather("pupil", request.pupil_id) if not _own(one.record, request)]
    parts = _parts_by_parent(gathered)
    found: list[Holding] = []
    for one in gathered:
        described = record_type(one.record)
        if described.part_of and _parent_is_here(one.record, described, gathered):
            continue
        found += _with_versions(session, one, tuple(parts.get(one.record.id, ())))
    return [holding for holding in found if _says_something(holding)]


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


def _with_versions(session: Session, one: Gathered, parts: tuple[Record, ...]) -> list[Holding]:
    label = "In the trash" if one.trashed else "A draft" if one.draft else ""
    found = [Holding(one.record, parts, label)]
    words = {record_lines(one.record)}
    for version in sorted(one.superseded_versions, reverse=True):
        old = session.at_version(type(one.record), one.record.id, version)
        if record_lines(old) not in words:
            words.add(record_lines(old))
            found.append(Holding(old, (), "An older version"))
    return found


def _says_something(holding: Holding) -> bool:
    return bool(record_lines(holding.record)) or any(record_lines(part) for part in holding.parts)


@dataclass(frozen=True, slots=True)
class GatherResult:
    """What a gathering did: how many items are new, and how many decisions were set back by a change."""

    items: int
    new: int
    reset: int


def gather(session: Session, request: AccessRequest) -> GatherResult:
    """Add items for what is held and not yet an item; a changed record's decision is set back, and says so."""
    must_be_open(request)
    held = holdings(session, request)
    shared = shared_with_family(session, request.pupil_id)
    known = {_key(item): item for item in items_of(session, request.id)}
    new = [_item(request, holding, shared) for holding in held if _holding_key(holding) not in known]
    reset = [item for holding in held if (item := known.get(_holding_key(holding))) and _stale(item, holding)]
    current = {_holding_key(holding): holding for holding in held}
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
                parts_mark=holding.mark,
                outcome=Outcome.UNDECIDED,
                reset_because="It was changed after you decided. Look at it again.",
            )


def _key(item: RequestItem) -> tuple[str, str]:
    older = item.state_label == "An older version"
    return (item.item_id, str(item.item_version) if older else "")


def _holding_key(holding: Holding) -> tuple[str, str]:
    older = holding.state_label == "An older version"
    return (holding.record.id, str(holding.record.version) if older else "")


def _stale(item: RequestItem, holding: Holding) -> bool:
    return item.item_version != holding.record.version or item.parts_mark != holding.mark


def _item(request: AccessRequest, holding: Holding, shared: dict[str, date]) -> RequestItem:
    described = holding.described
    return RequestItem(
        request_id=request.id,
        item_kind=described.kind,
        item_id=holding.record.id,
        item_version=holding.record.version,
        parts_mark=holding.mark,
        is_guarded=described.compartment_of(holding.record) is Compartment.GUARDED,
        title=item_title(holding.record),
        on_day=item_day(holding.record),
        state_label=holding.state_label,
        already_shared_on=shared.get(holding.record.id),
    )


def item_title(record: Record) -> str:
    """What the item list calls a record: its category or title, without its words."""
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
    """The items of a request in date order, in every compartment that this user may open."""
    found = session.list(RequestItem, where={"request_id": request_id})
    return sorted(found, key=lambda item: (item.on_day or date.min, item.item_id, item.item_version or 0))


def holding_of(session: Session, item: RequestItem) -> Holding:
    """The record behind an item at the version it is bound to, with its parts."""
    cls = session.catalogue.of_kind(item.item_kind).cls
    record = session.at_version(cls, item.item_id, item.item_version or 1)
    return Holding(replace(record), _parts_now(session, record), item.state_label)


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
