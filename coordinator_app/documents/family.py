"""Documents that hold the same words: what came with a message, what was made from what, the same file twice (no Qt)."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from coordinator_app.documents.inside import MESSAGES
from coordinator_app.documents.model import Document, Inside, Looked
from coordinator_app.store.reading import Reader
from coordinator_app.store.session import Session

_MOST = 500


def came_with(session: Session, document: Document) -> list[Document]:
    """What came with a message and lies on the same record, with what came with that; those in the trash not."""
    found: list[Document] = []
    seen, waiting = {document.id}, [document]
    while waiting and len(found) < _MOST:
        ids = tuple(one.id for one in waiting)
        named = session.list(Document, where={"came_with_id": ids}, order="dated")
        waiting = [one for one in named if one.pupil_id == document.pupil_id and one.id not in seen]
        seen |= {one.id for one in waiting}
        found += waiting
    return found


@dataclass(frozen=True, slots=True)
class Kin:
    """What tells in which other documents the words of one are held, and what it is called.

    `message` and `source` are the ids of what it came with and was made from, `own` is the fingerprint of its file,
    `inside` are those of the files inside it that lie on the record by themselves.
    """

    document_id: str
    is_guarded: bool = False
    message: str = ""
    source: str = ""
    own: str = ""
    inside: frozenset[str] = frozenset()
    title: str = ""
    dated: date | None = None
    in_trash: bool = False


def kin_of(reader: Reader, pupil_id: str) -> tuple[Kin, ...]:
    """All of a pupil's documents in the compartments held, those in the trash too; their words are not read."""
    links = ("id", "is_guarded", "came_with_id", "made_from_id", "sha256", "held_elsewhere")
    names = (*links, "title", "dated", "trashed_at")
    found = reader.some(Document, names, where={"pupil_id": pupil_id}, trashed=None)
    return tuple(
        Kin(one, guarded, message, source, own, frozenset(inside.split()), title, dated, thrown is not None)
        for one, guarded, message, source, own, inside, title, dated, thrown in found
    )


def going_with(kin: Collection[Kin], starts: Collection[str]) -> frozenset[str]:
    """The ids of the documents that are restricted with these, and their own.

    What came with one, the same file a second time, what it was made from and what was made from it. Never a message
    because of a file inside it: of files that everybody sends, such as terms, all letters would go. See `holding`.
    """
    near = _Near(kin)
    found, waiting = set(starts), list(starts)
    while waiting:
        beside = near.beside(waiting.pop()) - found
        found |= beside
        waiting += beside
    return frozenset(found)


def holding(kin: Collection[Kin], ids: Collection[str]) -> frozenset[str]:
    """The ids of the messages that hold one of these documents inside, in others too, without these themselves."""
    by_id = {one.document_id: one for one in kin}
    found: set[str] = set()
    waiting = set(ids)
    while waiting:
        prints = {by_id[one].own for one in waiting if one in by_id} - {""}
        above = {by_id[one].message for one in waiting if one in by_id} & set(by_id)
        above |= {one.document_id for one in kin if one.inside & prints}
        waiting = above - found - set(ids)
        found |= waiting
    return frozenset(found)


def to_ask(kin: Collection[Kin], starts: Collection[str], chosen: Collection[str] = ()) -> tuple[Kin, ...]:
    """The open messages that would still hold words of what is restricted with these and with the chosen: by day."""
    going = going_with(kin, {*starts, *chosen})
    own = going_with(kin, starts)
    asked = holding(kin, going) | (frozenset(chosen) - own)
    return tuple(sorted((one for one in kin if one.document_id in asked and not one.is_guarded), key=_by_day))


def ever_to_ask(kin: Collection[Kin], starts: Collection[str]) -> tuple[Kin, ...]:
    """All that may have to be asked, whatever is chosen."""
    asked: tuple[Kin, ...] = ()
    while True:
        more = to_ask(kin, starts, [one.document_id for one in asked])
        if len(more) == len(asked):
            return more
        asked = more


def holding_itself(kin: Collection[Kin], starts: Collection[str]) -> frozenset[str]:
    """The ids of the messages that hold these very files inside, not only something that came with them."""
    prints = {one.own for one in kin if one.document_id in starts} - {""}
    return holding(kin, {*starts, *(one.document_id for one in kin if one.own in prints)})


def _by_day(one: Kin) -> tuple[date, str]:
    return (one.dated or date.min, one.title)


class _Near:
    """What of the kin goes with one of them at once."""

    def __init__(self, kin: Collection[Kin]) -> None:
        self._by_id = {one.document_id: one for one in kin}
        self._came: dict[str, set[str]] = {}
        self._made: dict[str, set[str]] = {}
        self._same: dict[str, set[str]] = {}
        for one in kin:
            for tie, index in ((one.message, self._came), (one.source, self._made), (one.own, self._same)):
                if tie:
                    index.setdefault(tie, set()).add(one.document_id)

    def beside(self, document_id: str) -> set[str]:
        """Ids; none for one that is not among them."""
        one = self._by_id.get(document_id)
        if one is None:
            return set()
        source = {one.source} & set(self._by_id)
        prints = (self._same.get(mark, set()) for mark in (one.own, *one.inside))
        return self._came.get(document_id, set()) | self._made.get(document_id, set()) | source.union(*prints)


def relatives(session: Session, document: Document) -> list[Document]:
    """Every other document of the pupil that is restricted with this one, those in the trash too: see `going_with`."""
    ids = going_with(kin_of(session, document.pupil_id), {document.id}) - {document.id}
    found = (session.find(Document, one) for one in sorted(ids))
    return [one for one in found if one is not None and one.pupil_id == document.pupil_id]


def lies_restricted(reader: Reader, pupil_id: str, fingerprint: str, looked: Looked) -> bool:
    """Whether this very file lies on the pupil's record as restricted, by itself or inside another, or this message does.

    A message saved twice is two files with the same words. What only came inside a file says nothing of the file.
    """
    restricted = [one for one in kin_of(reader, pupil_id) if one.is_guarded]
    if any(fingerprint in {one.own, *one.inside} for one in restricted):
        return True
    words = "".join(looked.words.split())
    if not words or not restricted or looked.media_type not in MESSAGES:
        return False
    where = {"pupil_id": pupil_id, "is_guarded": True}
    known = reader.some(Document, ("media_type", "words"), where=where, trashed=None)
    return any(kind in MESSAGES and "".join(text.split()) == words for kind, text in known)


def restricted_inside(kin: Collection[Kin], looked: Looked) -> tuple[str, ...]:
    """The names of the files inside one, however deep, that lie on the record by themselves as restricted."""
    marks = {one.own for one in kin if one.is_guarded}
    return tuple(one.name for one in _all_inside(looked) if one.fingerprint in marks)


def to_be(document_id: str, fingerprint: str, looked: Looked) -> Kin:
    """A file that is not on the record yet, as one of the kin."""
    prints = frozenset(one.fingerprint for one in _all_inside(looked))
    return Kin(document_id, own=fingerprint, inside=prints | frozenset(looked.held_elsewhere))


def _all_inside(looked: Looked) -> Iterator[Inside]:
    for one in looked.inside:
        if one.looked is not None:
            yield one
            yield from _all_inside(one.looked)
