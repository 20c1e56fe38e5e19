"""A page of a pupil's documents, as the store gives them: newest first, what came with a message under it (no Qt)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from coordinator_app.documents.filters import Filters
from coordinator_app.documents.model import Document
from coordinator_app.store.gather import ids_about
from coordinator_app.store.paging import PageMark
from coordinator_app.store.search import Limits, find
from coordinator_app.store.session import Session

PAGE = 100
_MOST_FOUND = 5_000
_DEEPEST = 4


@dataclass(frozen=True, slots=True)
class Placed:
    """A document and how deep it stands under the message that it came with; `came_with` names that where it is not above."""

    document: Document
    depth: int = 0
    came_with: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose documents, which, from where on and how many; without `guarded_words` nothing of restricted ones is told.

    `given` says when each document was first given to the family.
    """

    pupil_id: str
    filters: Filters = field(default_factory=Filters)
    after: PageMark | None = None
    limit: int = PAGE
    guarded_words: bool = True
    given: Mapping[str, date] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Found:
    """Some documents, and where the next ones start; None at the end."""

    placed: tuple[Placed, ...]
    next: PageMark | None


def read(session: Session, asked: Asked) -> Found:
    """The next documents; a page of the store is never cut, so there may be a few more than were asked for."""
    where: dict[str, object] = {"pupil_id": asked.pupil_id}
    if asked.filters.kind is not None:
        where["kind_of_document"] = asked.filters.kind
    if asked.filters.guarded:
        where["is_guarded"] = True
    named = _with_words(session, asked)
    found: list[Placed] = []
    mark, more = asked.after, True
    while more and len(found) < asked.limit:
        page = session.page(
            Document, where=where, order="dated", newest=True, after=mark, limit=max(1, asked.limit)
        )
        found += _placed(session, asked, page.records, named)
        mark, more = page.next, page.next is not None and not _is_past(asked.filters, page.records)
    return Found(tuple(found), mark if more else None)


def _is_past(filters: Filters, records: tuple[Document, ...]) -> bool:
    """Whether the days asked for are over: the list goes back in time."""
    last = records[-1].dated if records else None
    return filters.since is not None and last is not None and last < filters.since


def _with_words(session: Session, asked: Asked) -> frozenset[str] | None:
    """The documents that hold the words asked for; None for no words."""
    if not asked.filters.words.strip():
        return None
    limits = Limits(("document",), ids_about(session, asked.pupil_id))
    connections = (session.databases.connection(place) for place in session.held)
    found = (find(one, asked.filters.words, limits, _MOST_FOUND) for one in connections)
    return frozenset(one.record_id for each in found for one in each)


def _placed(
    session: Session, asked: Asked, records: tuple[Document, ...], named: frozenset[str] | None
) -> Iterator[Placed]:
    if asked.filters != Filters():
        for one in records:
            if _wanted(asked, one, named):
                yield Placed(one, came_with=_name_of(session, asked, one))
        return
    under = _under(session, asked.pupil_id, records)
    for one in records:
        if not _stands_under(session, one):
            yield from _tree(one, under, 0)


def _wanted(asked: Asked, one: Document, named: frozenset[str] | None) -> bool:
    if one.is_guarded and not asked.guarded_words:
        if asked.filters.looks_inside:  # even that it is found would tell of it
            return False
        return asked.filters.fits_day(one.dated)
    if named is not None and one.id not in named:
        return False
    return asked.filters.fits(one) and not (asked.filters.unshared and one.id in asked.given)


def _name_of(session: Session, asked: Asked, one: Document) -> str:
    message = _message(session, one)
    if message is None or (message.is_guarded and not asked.guarded_words):
        return ""
    return message.title


def _message(session: Session, one: Document) -> Document | None:
    """The message that it came with, if that lies on the same record and is in the list."""
    message = session.find(Document, one.came_with_id) if one.came_with_id else None
    if message is None or message.pupil_id != one.pupil_id or message.trashed_at is not None:
        return None
    return message


def _stands_under(session: Session, one: Document) -> bool:
    """Whether it is shown with the message it came with; what came within itself by some fault is not lost."""
    seen, above = {one.id}, _message(session, one)
    while above is not None and above.id not in seen:
        seen.add(above.id)
        following = _message(session, above)
        if following is None:
            return len(seen) <= _DEEPEST
        above = following
    return False


def _under(session: Session, pupil_id: str, records: tuple[Document, ...]) -> dict[str, list[Document]]:
    """What came with each of these documents, and with that."""
    found: dict[str, list[Document]] = {}
    asked_for: set[str] = set()
    above = tuple(one.id for one in records)
    while above:
        asked_for |= set(above)
        with_them = session.list(Document, where={"came_with_id": above}, order="title")
        for one in sorted(with_them, key=_parts_first):
            if one.pupil_id == pupil_id:
                found.setdefault(one.came_with_id, []).append(one)
        above = tuple(one.id for one in with_them if one.id not in asked_for)
    return found


def _parts_first(one: Document) -> tuple[bool, int]:
    return one.part_number is None, one.part_number or 0


def _tree(one: Document, under: Mapping[str, list[Document]], depth: int) -> Iterator[Placed]:
    yield Placed(one, depth)
    if depth < _DEEPEST:
        for other in under.get(one.id, []):
            yield from _tree(other, under, depth + 1)
