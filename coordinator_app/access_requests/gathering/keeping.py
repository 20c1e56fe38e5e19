"""Keep what a search found: likely mentions become items, the others wait to be taken or left; the search is logged.

A mention that waits, or is about somebody else, is an item in the trash: it is in no list and no pack, and it is known,
so that it is not offered again until its record says something else. Left ones say why in `note`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from coordinator_app.access_requests.actions.gather import item_day, item_title, items_of
from coordinator_app.access_requests.actions.intake import must_still_be_open
from coordinator_app.access_requests.gathering.educational import asks_for_the_record
from coordinator_app.access_requests.gathering.holdings import DRAFT, OLDER, which
from coordinator_app.access_requests.gathering.mentions import Hit, Looked
from coordinator_app.access_requests.gathering.unread import unread_pages
from coordinator_app.access_requests.items import Outcome, RequestItem, guarded_if_marked
from coordinator_app.access_requests.model import AccessRequest
from coordinator_app.access_requests.searching import RequestSearch
from coordinator_app.core.catalogue import record_type
from coordinator_app.core.changes import Saved
from coordinator_app.core.plausible import missing, refuse
from coordinator_app.core.privacy import Compartment
from coordinator_app.documents.model import Document
from coordinator_app.store.session import Session

EVERYWHERE = "Records and documents about other people, their earlier versions, the trash, and what was typed and not kept"
THEIRS = "Everything that is filed under them, the trash, drafts and earlier versions"
SAME_WORDS = "The same words"
"""The words of a guarded search: those of the open one that was made with it, which are not copied."""
_BOTH = (Compartment.GENERAL, Compartment.GUARDED)
_ITEM = {"is_mention": True}


@dataclass(frozen=True, slots=True)
class Kept:
    """What was kept of a search: how many likely mentions became items, how many wait for somebody to look, how many were left out."""

    taken: int
    waiting: int
    change_ids: tuple[str, ...] = ()
    left_out: int = 0


def keep(session: Session, request: AccessRequest, looked: Looked) -> Kept:
    """Keep what is new, and log the search; GateShut once the pack was sent. Each compartment is written whole."""
    must_still_be_open(session, request.id)
    known = {_key(item): item for item in mentions_of(session, request.id)}
    fresh = [made for hit in looked.hits if (made := _fresh(session, request, hit, known)) is not None]
    ids: list[str] = []
    # what stands in somebody else's record is seldom of this child's educational record: a person looks at each
    alone = asks_for_the_record(request)
    log = partial(_logged, request, session.clock.now(), looked.terms.whole, EVERYWHERE)
    for compartment in _BOTH:
        guarded = compartment is Compartment.GUARDED
        if compartment not in session.held:
            continue
        hits = sum(hit.is_guarded is guarded for hit in looked.hits)
        with session.write(compartment) as work:
            for hit, item in fresh:
                if item.is_guarded is guarded:
                    kept = work.put(item)
                    if alone or not hit.is_likely:
                        work.trash(kept)
            # with no hits too: that somebody with the key has looked is what opens the pack (gates.py)
            out = looked.left_out[guarded]
            search = work.add(replace(log(hits, guarded=guarded), left_out=out))
            if out:
                work.audit("search-left-out", search, note_code=str(out))
            ids.append(work.change_id)
    taken = 0 if alone else sum(hit.is_likely for hit, _ in fresh)
    return Kept(taken, len(waiting(session, request.id)), tuple(ids), looked.left_out.total())


def _fresh(
    session: Session, request: AccessRequest, hit: Hit, known: dict[tuple[str, str], RequestItem]
) -> tuple[Hit, RequestItem] | None:
    """The item of a hit, new or again; None for one that is known and says what it said."""
    before, said = known.get(hit.key), hit.said
    present = known.get((hit.record_id, ""))
    if hit.is_older and present is not None and _was_looked_at(session, present, said):
        return None
    if before is None:
        return hit, _item(session, request, hit)
    if before.trashed_at is None or before.mention == said or before.is_guarded is not hit.is_guarded:
        return None
    again = replace(before, item_version=hit.version, mention=said, mention_score=hit.score, note="")
    # it says something else now: it waits again, whatever was said of what it was
    return replace(hit, score=0), replace(again, draft_words=hit.draft_words)


def _was_looked_at(session: Session, item: RequestItem, said: str) -> bool:
    """Whether a person has had these very sentences before him when they were what the record said."""
    return any((row.after or {}).get("mention") == said for row in session.history(item.id))


def _item(session: Session, request: AccessRequest, hit: Hit) -> RequestItem:
    record = session.any_record(hit.kind, hit.record_id)
    assert record is not None  # it was read a moment ago, and nothing is erased meanwhile
    title = hit.draft_screen.partition(":")[0].replace("_", " ").capitalize() or item_title(record)
    trashed = "In the trash" if record.trashed_at else ""
    state = DRAFT if hit.draft_screen else OLDER if hit.is_older else trashed
    return RequestItem(
        request_id=request.id,
        item_kind=hit.kind,
        item_id=hit.record_id,
        item_version=hit.version,
        is_guarded=hit.is_guarded,
        title=title,
        on_day=hit.on_day or item_day(record),
        state_label=state,
        draft_screen=hit.draft_screen,
        draft_words=hit.draft_words,
        is_mention=True,
        mention=hit.said,
        mention_score=hit.score,
        unread_pages=_unread(session, hit),
    )


def _unread(session: Session, hit: Hit) -> str:
    """The pages of a document that nobody could read, at the version that was found; words alone have none."""
    if hit.draft_screen or hit.kind != record_type(Document).kind:
        return ""
    return unread_pages(session.at_version(Document, hit.record_id, hit.version))


def _key(item: RequestItem) -> tuple[str, str]:
    return (item.item_id, which(item.state_label, item.item_version, item.draft_screen))


def _logged(
    request: AccessRequest, at: datetime, terms: Iterable[str], where: str, hits: int, *, guarded: bool
) -> RequestSearch:
    return RequestSearch(
        request_id=request.id,
        is_guarded=guarded,
        terms=SAME_WORDS if guarded else "\n".join(terms),
        where=where,
        hits=hits,
        searched_at=at,
    )


def log_gathering(session: Session, request: AccessRequest, called: str) -> None:
    """Log that everything filed under somebody was gathered, in each compartment that held something of it."""
    items = [item for item in items_of(session, request.id) if not item.is_mention]
    log = partial(_logged, request, session.clock.now(), [called], THEIRS)
    for compartment in _BOTH:
        guarded = compartment is Compartment.GUARDED
        hits = sum(item.is_guarded is guarded for item in items)
        if compartment in session.held and (hits or not guarded):
            with session.write(compartment) as work:
                work.add(log(hits, guarded=guarded))


def not_looked_in(session: Session, request: AccessRequest) -> tuple[Compartment, ...]:
    """Where, of the compartments held, nobody has looked for mentions since everything was last gathered."""
    made = session.list(RequestSearch, where={"request_id": request.id, "where": EVERYWHERE})
    since = request.gathered_at
    looked = {
        one.is_guarded
        for one in made
        if one.searched_at is not None and (since is None or one.searched_at >= since)
    }
    return tuple(one for one in _BOTH if one in session.held and (one is Compartment.GUARDED) not in looked)


def mentions_of(session: Session, request_id: str) -> list[RequestItem]:
    """Every mention that was found: taken, waiting and left."""
    return session.list(RequestItem, where={"request_id": request_id, **_ITEM}, trashed=None)


def waiting(session: Session, request_id: str) -> list[RequestItem]:
    """The mentions that nobody has taken or left yet, the likeliest first."""
    found = session.list(RequestItem, where={"request_id": request_id, **_ITEM, "note": ""}, trashed=True)
    return sorted(found, key=lambda item: (-(item.mention_score or 0), item.item_id))


def left(session: Session, request_id: str) -> list[RequestItem]:
    """The mentions that are about somebody else, as a person said."""
    found = session.list(RequestItem, where={"request_id": request_id, **_ITEM}, trashed=True)
    return [item for item in found if item.note]


def take(session: Session, item: RequestItem) -> Saved[RequestItem]:
    """It is them: a waiting or left mention becomes an item to decide."""
    must_still_be_open(session, item.request_id)
    with session.write(guarded_if_marked(item)) as work:
        kept = work.restore(work.change(item, note="", outcome=Outcome.UNDECIDED, decided_at=None))
    return Saved(kept, work.change_id)


def leave(session: Session, item: RequestItem, reason: str) -> Saved[RequestItem]:
    """It is somebody else, with the reason. It is not offered again until its record says something else.

    InvalidInput without a reason.
    """
    must_still_be_open(session, item.request_id)
    refuse((missing("reason", reason, "Say why it is not about them."),))
    with session.write(guarded_if_marked(item)) as work:
        kept = work.trash(work.change(item, note=reason))
    return Saved(kept, work.change_id)


def leave_all(session: Session, request_id: str, below: int, reason: str) -> tuple[str, ...]:
    """Leave every waiting mention whose score is `below` or less, with one reason; a change to undo for each compartment."""
    must_still_be_open(session, request_id)
    refuse((missing("reason", reason, "Say why they are not about them."),))
    going = [item for item in waiting(session, request_id) if (item.mention_score or 0) <= below]
    ids: list[str] = []
    for compartment in _BOTH:
        mine = [item for item in going if guarded_if_marked(item) is compartment]
        if mine:
            with session.write(compartment) as work:
                for item in mine:
                    work.change(item, note=reason)
            ids.append(work.change_id)
    return tuple(ids)
