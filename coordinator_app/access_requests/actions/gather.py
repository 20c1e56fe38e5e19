"""Gather everything held on the person asked about, bound to its version (003-5.1a, decision 12).

Trash, drafts and superseded versions are gathered too, labelled. Parts of a record come with it, as lines.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from coordinator_app.access_requests.actions.had_already import had_already
from coordinator_app.access_requests.actions.intake import must_still_be_open
from coordinator_app.access_requests.actions.officials import proposed_back
from coordinator_app.access_requests.gathering.belonging import gone, take_out
from coordinator_app.access_requests.gathering.belonging import key_of as _key
from coordinator_app.access_requests.gathering.educational import (
    asks_for_the_record,
    is_of_the_record,
    proposed,
)
from coordinator_app.access_requests.gathering.holdings import (
    ERASED,
    HIDDEN,
    HIDDEN_PART,
    OLDER,
    WORKING_PAPERS,
    Holding,
    erased,
    holdings,
    is_working_paper,
)
from coordinator_app.access_requests.gathering.under_way import is_work_at, is_worked_at, was_only_worked_at
from coordinator_app.access_requests.gathering.unread import unread_pages
from coordinator_app.access_requests.items import (
    Outcome,
    Redaction,
    RequestItem,
    guarded_if_marked,
    place_of,
)
from coordinator_app.access_requests.model import AccessRequest, Stage
from coordinator_app.core.catalogue import Record, RecordType, record_type
from coordinator_app.core.clock import LONDON
from coordinator_app.core.errors import NotFound
from coordinator_app.core.ids import new_id
from coordinator_app.core.privacy import Compartment
from coordinator_app.documents.model import Document
from coordinator_app.store.session import Session

__all__ = [
    "Compared",
    "GatherResult",
    "Holding",
    "changed_since",
    "compared",
    "gather",
    "holding_of",
    "holdings",
    "item_day",
    "item_title",
    "items_of",
    "pack_title",
]


@dataclass(frozen=True, slots=True)
class GatherResult:
    """What a gathering did: how many items are new, and how many decisions were set back by a change.

    `gone` were taken out: their records are not held about the person any more.
    """

    items: int
    new: int
    reset: int
    gone: int = 0


def gather(session: Session, request: AccessRequest) -> GatherResult:
    """Add items for what is held and not yet an item; a changed record's decision is set back, and says so."""
    must_still_be_open(session, request.id)
    everything = holdings(session, request)
    held = proposed(request, everything)
    shared = had_already(session, request, held)
    _take_away(session, request)
    away = take_out(session, gone(items_of(session, request.id), everything))
    known = {_key(item): item for item in items_of(session, request.id) if not item.is_mention}
    new = [_item(request, holding, shared) for holding in held if holding.key not in known]
    new = proposed_back(session, _with_sources(new, known))
    current = {holding.key: holding for holding in held}
    stale = [item for key, item in known.items() if key in current and _stale(session, item, current[key])]
    reset = [_followed(session, item, current[_key(item)]) for item in stale]
    for compartment in (Compartment.GENERAL, Compartment.GUARDED):
        _write(session, compartment, new, reset, current, shared)
    _follow_what_was_given(session, request.id, current, shared)
    elsewhere = [(item, now) for item, now in _mentions(session, request.id) if _stale(session, item, now)]
    for item, now in elsewhere:
        followed = _followed(session, item, now)
        _write(session, guarded_if_marked(followed), [], [followed], {_key(item): now}, {})
    with session.write() as work:
        stage = Stage.REVIEW if request.stage in _EARLY else request.stage
        work.change(session.get(AccessRequest, request.id), gathered_at=session.clock.now(), stage=stage)
    items = session.count(RequestItem, where={"request_id": request.id})
    return GatherResult(items, len(new), len(reset) + len(elsewhere), away)


def _take_away(session: Session, request: AccessRequest) -> None:
    for item in _not_asked_for(session, request):
        with session.write(guarded_if_marked(item)) as work:
            work.trash(item)


def _not_asked_for(session: Session, request: AccessRequest) -> list[RequestItem]:
    """The items that are no part of what is asked for now: the sort was changed since they were gathered."""
    if not asks_for_the_record(request):
        return []
    kinds = session.catalogue.of_kind
    items = items_of(session, request.id)
    return [item for item in items if not (item.is_mention or is_of_the_record(kinds(item.item_kind)))]


_EARLY = frozenset({Stage.RECEIVED, Stage.IDENTITY, Stage.GATHER})


def _write(
    session: Session,
    compartment: Compartment,
    new: list[RequestItem],
    reset: list[RequestItem],
    current: dict[tuple[str, str], Holding],
    shared: dict[tuple[str, str], date],
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
                on_day=item_day(holding.record),
                parts_mark=holding.mark,
                state_label=holding.state_label,
                already_shared_on=shared.get(holding.key),
                draft_words=holding.draft_words,
                unread_pages=_unread(holding),
                pages_read_on=None,
                outcome=Outcome.UNDECIDED,
                reset_because="It was changed after you decided. Look at it again.",
            )


def _follow_what_was_given(
    session: Session,
    request_id: str,
    current: dict[tuple[str, str], Holding],
    shared: dict[tuple[str, str], date],
) -> None:
    """Since when they have had what did not change: it may have been given to them since, or to somebody else by mistake."""
    items = [one for one in items_of(session, request_id) if not one.is_mention and _key(one) in current]
    for item in items:
        had = shared.get(_key(item))
        if had != item.already_shared_on:
            turns = (had is None) is not (item.already_shared_on is None)
            again = turns and item.outcome not in {None, Outcome.UNDECIDED}
            why = _GIVEN_SINCE if had else _NOT_HAD
            more = {"outcome": Outcome.UNDECIDED, "reset_because": why} if again else {}
            with session.write(guarded_if_marked(item)) as work:
                work.change(item, already_shared_on=had, **more)


_GIVEN_SINCE = "They were given it since you decided. Look at it again."
_NOT_HAD = "By the ledger they have not had this as it stands now. Look at it again."


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


def changed_since(session: Session, request: AccessRequest) -> int:
    """How many items no longer say what they said when they were gathered; drafts are kept as gathered."""
    return compared(session, request).changed


@dataclass(frozen=True, slots=True)
class Compared:
    """What is held against the items: how many say something else now, how many were held and are no item.

    `gone` are items of what is not held about the person any more.
    """

    changed: int
    missing: int
    gone: int = 0


def compared(session: Session, request: AccessRequest) -> Compared:
    """Compare what is held with what was gathered. What came after the gathering is not missing."""
    everything = holdings(session, request)
    held = {holding.key: holding for holding in proposed(request, everything)}
    items = {_key(item): item for item in items_of(session, request.id) if not item.is_mention}
    known = [
        (item, held[key])
        for key, item in items.items()
        if key in held and (item.hidden_part or not item.draft_screen)
    ]
    known += _mentions(session, request.id)
    missing = [one for key, one in held.items() if key not in items and _was_held(one, request.gathered_at)]
    stale = sum(_stale(session, item, holding) for item, holding in known) + _not_had(
        session, request, items, held
    )
    others = _not_asked_for(session, request)
    away = [item for item in gone(items.values(), everything) if item not in others]
    return Compared(stale + len(others), len(missing), len(away))


def _not_had(
    session: Session,
    request: AccessRequest,
    items: dict[tuple[str, str], RequestItem],
    held: dict[tuple[str, str], Holding],
) -> int:
    """How many items read as given to whoever asks and, by the ledger as it stands now, were not: it was given in error, or to another."""
    said = [key for key, item in items.items() if item.already_shared_on is not None and key in held]
    same = [held[key] for key in said if not _stale(session, items[key], held[key])]
    had = had_already(session, request, same) if same else {}
    return sum(holding.key not in had for holding in same)


def _mentions(session: Session, request_id: str) -> list[tuple[RequestItem, Holding]]:
    """Each item that was found in what is about others, with its record as it stands now; drafts are kept as found."""
    found = []
    for item in session.list(RequestItem, where={"request_id": request_id, "is_mention": True}):
        now = session.any_record(item.item_kind, item.item_id)
        if now is not None and not item.draft_screen and item.state_label != OLDER:
            found.append((item, Holding(now, (), "In the trash" if now.trashed_at else "")))
    return found


def _was_held(holding: Holding, gathered_at: datetime | None) -> bool:
    made = holding.record.created_at
    if holding.draft_screen or holding.state_label == OLDER or gathered_at is None or made is None:
        return False
    return made < gathered_at


def _stale(session: Session, item: RequestItem, holding: Holding) -> bool:
    if (holding.is_guarded and not item.is_guarded) or item.parts_mark != holding.mark:
        return True
    same = item.item_version == holding.record.version
    return not same and not was_only_worked_at(session, item, holding.record)


def _item(request: AccessRequest, holding: Holding, shared: dict[tuple[str, str], date]) -> RequestItem:
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
        already_shared_on=shared.get(holding.key),
        hidden_part=HIDDEN_PART if holding.state_label == HIDDEN else "",
        unread_pages=_unread(holding),
    )


def _unread(holding: Holding) -> str:
    """The pages of a document that nobody could read for names, of an older version too: they go out; words alone have none."""
    record = holding.record
    return unread_pages(record) if isinstance(record, Document) and not holding.draft_screen else ""


def _with_sources(new: list[RequestItem], known: dict[tuple[str, str], RequestItem]) -> list[RequestItem]:
    """The items with ids, those of hidden words with the id of their document's item."""
    made = [replace(item, id=new_id()) for item in new]
    whole = {item.item_id: item.id for item in (*known.values(), *made) if not item.draft_screen}
    return [
        replace(item, from_item_id=whole.get(item.item_id, "")) if item.hidden_part else item for item in made
    ]


def _title(holding: Holding) -> str:
    """What the list of the workbench calls an item: a document by its own title, which a pack does not print."""
    record = holding.record
    if holding.draft_screen or not isinstance(record, Document):
        return pack_title(holding)
    return record.title.strip() or pack_title(holding)


def pack_title(holding: Holding) -> str:
    """What a pack calls an item: its category or kind, and which part of a file it is, without its words.

    A title may name someone who is covered.
    """
    if holding.draft_screen:
        return holding.draft_screen.partition(":")[0].replace("_", " ").capitalize()
    portion = holding.record.portion if isinstance(holding.record, Document) else None
    title = item_title(holding.record)
    return f"{title}, {portion.words()}" if portion else title


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
    return record.created_at.astimezone(LONDON).date() if record.created_at else None


def items_of(session: Session, request_id: str) -> list[RequestItem]:
    """The items of a request as list, index and pack have them, in every compartment that this user may open."""
    return sorted(session.list(RequestItem, where={"request_id": request_id}), key=place_of)


def holding_of(session: Session, item: RequestItem) -> Holding:
    """The record behind an item at the version it is bound to, with its parts. NotFound if it is gone, and not erased."""
    cls = session.catalogue.of_kind(item.item_kind).cls
    try:
        record = session.at_version(cls, item.item_id, item.item_version or 1)
    except NotFound:
        if item.title != ERASED:
            raise
        return erased(item)
    if item.draft_screen:
        return Holding(
            record, (), item.state_label, item.draft_screen, item.draft_words, is_apart=item.is_guarded
        )
    # found elsewhere: only this record names the person, its parts are about somebody else
    alone = item.is_mention or item.state_label == OLDER
    parts = () if alone else tuple(_parts_now(session, record, item.request_id))
    apart = item.is_guarded and item.state_label == OLDER
    return Holding(record, parts, item.state_label, is_apart=apart)


def _parts_now(session: Session, record: Record, request_id: str) -> Iterator[Record]:
    described = record_type(record)
    home, worked_at = described.compartment_of(record), is_worked_at(session, record)
    for other in session.catalogue.types:
        if other.part_of and other.field(other.part_of).links_to == described.kind and _gathered_kind(other):
            for row in session.list(other.cls, where={other.part_of: record.id}, trashed=None):
                is_here = other.compartment_of(row) is home and not is_working_paper(row)
                at_work = worked_at and is_work_at(row, frozenset({record.id}))
                if is_here and not at_work and _is_theirs(session, other, row, request_id):
                    yield row


def _is_theirs(session: Session, described: RecordType, part: Record, request_id: str) -> bool:
    """Whether a part is about whom its record is about: of those concerned by a breach each line is its own child's alone."""
    about = [path for path in described.subjects if "." not in path and path != described.part_of]
    if not about:
        return True
    pupil_id = session.get(AccessRequest, request_id).pupil_id
    return any(getattr(part, path) == pupil_id for path in about)


def _gathered_kind(described: RecordType) -> bool:
    return bool(described.subjects) and described.kind not in WORKING_PAPERS
