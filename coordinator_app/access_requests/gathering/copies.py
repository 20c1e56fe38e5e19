"""The items of a request that say the same: found once all is gathered, decided once, and never where a word is more."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from coordinator_app.access_requests.actions.gather import Holding, holding_of, items_of
from coordinator_app.access_requests.actions.intake import must_still_be_open
from coordinator_app.access_requests.actions.released import released_fields
from coordinator_app.access_requests.gathering.alike import (
    SAME,
    Copy,
    Text,
    copies,
    folded_messages,
    says_more,
    thread_of,
)
from coordinator_app.access_requests.items import Outcome, Redaction, RequestItem, guarded_if_marked
from coordinator_app.core.errors import Cancelled, NotFound
from coordinator_app.core.privacy import Compartment
from coordinator_app.documents.inside import MESSAGES
from coordinator_app.documents.model import Document, DocumentKind
from coordinator_app.jobs.job import Progress
from coordinator_app.jobs.jobs import InTask
from coordinator_app.store.session import Session

_EVERY = 50


@dataclass(frozen=True, slots=True)
class Found:
    """What was found about one item: of which it is a copy ("" if of none), how like it, and its thread ("" if in none)."""

    item_id: str
    of: str = ""
    likeness: int | None = None
    thread: str = ""


def look(session: Session, request_id: str, within: InTask | None = None) -> tuple[Found, ...]:
    """Compare everything that was gathered; on a reader. Raises Cancelled if it is stopped."""
    items = items_of(session, request_id)
    texts = []
    for number, item in enumerate(items):
        if within is not None and number % _EVERY == 0:
            if within.cancelled():
                raise Cancelled
            within.tell(Progress(number, len(items), "Looking for copies"))
        texts.append(_text(session, item))
    pairs: dict[str, Copy] = {}
    for group in _apart(items, texts):
        messages = {copy.key: copy for copy in folded_messages([text for text in group if text.subject])}
        # the very same wins over being held in a longer one, that over being nearly the same
        pairs |= {
            copy.key: copy for copy in copies(group) if copy.key not in messages or copy.likeness == SAME
        }
        pairs |= {key: copy for key, copy in messages.items() if key not in pairs}
    return tuple(_found(text, pairs.get(text.key)) for text in texts)


def _apart(items: list[RequestItem], texts: list[Text]) -> Iterator[list[Text]]:
    """What may be compared: each compartment by itself, so that an open item never points to a guarded one."""
    for guarded in (False, True):
        yield [text for item, text in zip(items, texts, strict=True) if item.is_guarded is guarded]


def _found(text: Text, copy: Copy | None) -> Found:
    thread = thread_of(text.subject)
    return Found(text.key, copy.of, copy.likeness, thread) if copy else Found(text.key, thread=thread)


def _text(session: Session, item: RequestItem) -> Text:
    try:
        holding = holding_of(session, item)
    except NotFound:
        return Text(item.id, "")
    record = holding.record
    if not isinstance(record, Document) or holding.draft_screen:
        return Text(item.id, whole_text(holding))
    message = record.media_type in MESSAGES or record.kind_of_document is DocumentKind.EMAIL
    return Text(item.id, record.words, record.sha256, record.title if message else "")


def whole_text(holding: Holding) -> str:
    """What an item says: a document by its pages, anything else field by field, without who it is about."""
    record = holding.record
    if isinstance(record, Document) and not holding.draft_screen:
        return record.words
    return "\n".join(f"{label}: {words}" for _, label, words in released_fields(holding))


def keep(session: Session, request_id: str, found: tuple[Found, ...]) -> int:
    """Keep what was found where it is new; how many copies there are now. GateShut once the pack was sent."""
    must_still_be_open(session, request_id)
    by_id = {one.item_id: one for one in found}
    items = items_of(session, request_id)
    for compartment in (Compartment.GENERAL, Compartment.GUARDED):
        changed = [
            (item, by_id[item.id])
            for item in items
            if guarded_if_marked(item) is compartment and item.id in by_id and _differs(item, by_id[item.id])
        ]
        if changed:
            with session.write(compartment) as work:
                for item, one in changed:
                    work.change(item, duplicate_of_id=one.of, likeness=one.likeness, thread=one.thread)
    return sum(bool(one.of) for one in found)


def _differs(item: RequestItem, one: Found) -> bool:
    return (item.duplicate_of_id, item.likeness, item.thread) != (one.of, one.likeness, one.thread)


def copies_of(session: Session, item: RequestItem) -> list[RequestItem]:
    """The items that say word for word what this one says: what is decided for it may be decided for them.

    Nearly the same, and messages held in a longer one, are not among them: a person looks at what they say more.
    """
    where = {"request_id": item.request_id, "duplicate_of_id": item.id, "likeness": SAME}
    return [one for one in session.list(RequestItem, where=where) if one.is_guarded is item.is_guarded]


def near_copies_of(session: Session, item: RequestItem) -> list[RequestItem]:
    """The items that say nearly the same, the likest first: shown beside it with what each says more."""
    found = session.list(RequestItem, where={"request_id": item.request_id, "duplicate_of_id": item.id})
    near = [one for one in found if one.likeness != SAME]
    return sorted(near, key=lambda one: -(one.likeness or 0))


def what_is_more(session: Session, copy: RequestItem) -> tuple[str, ...]:
    """What a copy says that the item it is like does not; () where it is no copy, or says nothing more."""
    of = session.find(RequestItem, copy.duplicate_of_id) if copy.duplicate_of_id else None
    if of is None:
        return ()
    one, other = (whole_text(holding_of(session, item)) for item in (copy, of))
    return says_more(one, other)


@dataclass(frozen=True, slots=True)
class Follower:
    """A copy with the decision of the item it is like, and the covers that fit it."""

    item: RequestItem
    covered: tuple[Redaction, ...]


def followers(
    session: Session, item: RequestItem, covered: tuple[Redaction, ...], before: RequestItem | None = None
) -> tuple[Follower, ...]:
    """The copies that take over what was decided of `item`, each compared once more, word by word, as it is now.

    `before` is the item as it was decided until now: what followed it then follows it again. Left alone are copies that
    somebody decided by themselves, those under pages that nobody read or of which the family had only one, and those
    where a cover would not lie on the very same words.
    """
    found = copies_of(session, item)
    source = holding_of(session, item) if found else None
    return tuple(
        Follower(_decided_like(copy, item), tuple(_moved(one, copy) for one in covered))
        for copy in found
        if (copy.outcome is Outcome.UNDECIDED or follows(copy, before))
        and copy.already_shared_on == item.already_shared_on
        and copy.unread_pages == item.unread_pages
        and (copy.is_mention, copy.state_label) == (item.is_mention, item.state_label)
        and source is not None
        and _fits(source, holding_of(session, copy), covered)
    )


LEFT_BEHIND = (
    "It was decided with another item that says the same. That one is now decided in a way that does not fit this one. "
    "Look at it by itself."
)
"""Why a copy that followed is put back: in it would go out what is covered in the other."""


def left_behind(
    session: Session, item: RequestItem, before: RequestItem | None, following: tuple[Follower, ...]
) -> list[RequestItem]:
    """The copies that followed the item until now and cannot follow it any more: nobody ever looked at them themselves."""
    still = {one.item.id for one in following}
    return [copy for copy in copies_of(session, item) if follows(copy, before) and copy.id not in still]


def follows(copy: RequestItem, item: RequestItem | None) -> bool:
    """Whether a copy was decided in one go with the item: nobody decided it by itself since."""
    return item is not None and item.decided_at is not None and copy.decided_at == item.decided_at


def _decided_like(copy: RequestItem, item: RequestItem) -> RequestItem:
    return replace(
        copy,
        outcome=item.outcome,
        decided_at=item.decided_at,
        reset_because="",
        exemption=item.exemption,
        reason=item.reason,
        note=item.note,
        pages_read_on=copy.pages_read_on or item.pages_read_on,
    )


def _moved(one: Redaction, copy: RequestItem) -> Redaction:
    return replace(one, id="", version=0, request_item_id=copy.id, is_guarded=copy.is_guarded)


def _fits(source: Holding, copy: Holding, covered: tuple[Redaction, ...]) -> bool:
    """Whether both say the same word for word, field by field where there are covers.

    Documents are one file, and all that is printed about them is the same as well.
    """
    one, other = source.record, copy.record
    if isinstance(one, Document) or isinstance(other, Document):
        return (
            isinstance(one, Document)
            and isinstance(other, Document)
            and bool(one.sha256)
            and one.sha256 == other.sha256
            and (source.draft_screen, source.draft_words) == (copy.draft_screen, copy.draft_words)
            # title, source and file name are printed above its first page
            and _fields(source) == _fields(copy)
        )
    if says_more(whole_text(copy), whole_text(source)) or says_more(whole_text(source), whole_text(copy)):
        return False
    return all(cover.page is None and _same_field(cover, source, copy) for cover in covered)


def _fields(held: Holding) -> list[tuple[str, str]]:
    return [(label, words) for _, label, words in released_fields(held)]


def _same_field(one: Redaction, source: Holding, copy: Holding) -> bool:
    fields, theirs = ({key: words for key, _, words in released_fields(held)} for held in (source, copy))
    return one.field_name in fields and theirs.get(one.field_name) == fields[one.field_name]
