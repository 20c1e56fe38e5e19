"""What goes out, for the one who approves it: to whom and by what right, how much of each kind, and what by name."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from coordinator_app.access_requests.actions import gather
from coordinator_app.access_requests.items import Outcome, RequestItem
from coordinator_app.access_requests.model import AccessRequest, RequesterKind
from coordinator_app.access_requests.page.review_reading import title_of
from coordinator_app.access_requests.requesters import is_grown_up, needs_authority
from coordinator_app.core.catalogue import record_type
from coordinator_app.core.dates import say
from coordinator_app.pupils.model import Carer, Pupil
from coordinator_app.store.session import Session


@dataclass(frozen=True, slots=True)
class SharedLine:
    """An item that is shared in full and is named: restricted, or shared with somebody who is no parent.

    `why` is the note for the file.
    """

    item_id: str
    title: str
    on_day: date | None
    restricted: bool
    why: str


@dataclass(frozen=True, slots=True)
class GoesOut:
    """Who gets the pack, by what right, where it goes; `counts` of what is shared in full, in words by kind.

    `new` says how many items the family was never given before, in full or in part (003-5.3).
    """

    to: str
    right: str
    right_seen: bool
    address: str
    counts: str
    named: tuple[SharedLine, ...]
    new: str = ""


def read_going_out(session: Session, request_id: str, *, guarded_words: bool = True) -> GoesOut:
    """What goes out. Without `guarded_words` restricted items are named by their kind only."""
    request = session.get(AccessRequest, request_id)
    shared = [item for item in gather.items_of(session, request_id) if item.outcome is Outcome.SHARE]
    carer = session.find(Carer, request.carer_id) if request.carer_id else None
    pupil = session.find(Pupil, request.pupil_id)
    today = session.clock.today()
    right, seen = _right(request, carer, pupil, today)
    needed = needs_authority(request, pupil, carer, today)
    named = [item for item in shared if item.is_guarded or needed]
    kind = request.requester_kind.label if request.requester_kind else ""
    return GoesOut(
        to=". ".join(part for part in (request.requester, kind) if part),
        right=right,
        right_seen=seen,
        address=", ".join(line.strip() for line in request.requester_address.splitlines() if line.strip()),
        counts=_counts(session, shared),
        named=tuple(_line(item, guarded_words=guarded_words) for item in named),
        new=_new(session, request_id),
    )


def _counts(session: Session, shared: list[RequestItem]) -> str:
    """How many of each kind: "2 chronology entries, 1 document"."""
    counted = Counter(item.item_kind for item in shared)
    return ", ".join(_count(session, kind, number) for kind, number in sorted(counted.items()))


def _new(session: Session, request_id: str) -> str:
    """How much of it the family was never given before, covered parts aside (003-5.3)."""
    given = {Outcome.SHARE, Outcome.REDACT}
    items = gather.items_of(session, request_id)
    new = sum(item.outcome in given and item.already_shared_on is None for item in items)
    said = "1 item was" if new == 1 else f"{new} items were"
    return f"{said} never shared with the family before." if new else ""


def _count(session: Session, kind: str, number: int) -> str:
    described = record_type(session.catalogue.of_kind(kind).cls)
    words = described.title if number == 1 else described.plural
    return f"{number} {words[:1].lower()}{words[1:]}"


def _line(item: RequestItem, *, guarded_words: bool) -> SharedLine:
    note = item.note.strip() if guarded_words or not item.is_guarded else ""
    title = title_of(item, guarded_words=guarded_words)
    return SharedLine(item.id, title, item.on_day, item.is_guarded, note)


def _right(request: AccessRequest, carer: Carer | None, pupil: Pupil | None, today: date) -> tuple[str, bool]:
    """By what right they get it, and whether that was seen (domain 2.1)."""
    if needs_authority(request, pupil, carer, today):
        seen = request.authority_seen_on
        if (
            seen is None
            and request.requester_kind is RequesterKind.PARENT
            and not is_grown_up(request, pupil, today)
        ):
            return _as_parent(carer)
        return (f"Authority, seen {say(seen)}", True) if seen else ("No authority was seen", False)
    if request.requester_kind is RequesterKind.PUPIL:
        return _own_right(request)
    if request.requester_kind is RequesterKind.STAFF:
        return "The information is their own", True
    return _by_care_order(request, pupil) or _as_parent(carer)


def _by_care_order(request: AccessRequest, pupil: Pupil | None) -> tuple[str, bool] | None:
    status = pupil.care_status if pupil is not None else None
    if request.requester_kind is not RequesterKind.LOCAL_AUTHORITY or status is None:
        return None
    return f"Parental responsibility: {_small(status.label)}, as the record says", True


def _as_parent(carer: Carer | None) -> tuple[str, bool]:
    if carer is None:
        return "A parent, as they say: nobody on the record was chosen", False
    if carer.has_responsibility and carer.evidence:
        day = f" on {say(carer.evidence_seen_on)}" if carer.evidence_seen_on else ""
        return f"Parental responsibility: {_small(carer.evidence.label)}{day}", True
    if carer.has_responsibility:
        return "Parental responsibility, of which nothing was seen", False
    return "No parental responsibility is recorded", False


def _own_right(request: AccessRequest) -> tuple[str, bool]:
    told = {
        True: "They understand their rights",
        False: "They do not understand their rights",
        None: "Whether they understand their rights is not recorded",
    }
    said = told[request.child_understands]
    return f"The information is their own. {said}", request.child_understands is True


def _small(words: str) -> str:
    return words[:1].lower() + words[1:]
