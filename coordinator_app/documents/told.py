"""What came of a change beside what was asked for: attachments kept with a message, and what was restricted with it (no Qt)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from coordinator_app.core.changes import Saved
from coordinator_app.documents.family import kin_of
from coordinator_app.documents.model import Document
from coordinator_app.store.session import Session

T = TypeVar("T")
_NAMED = 8  # titles that are said one by one
_UNASKED = "The same file lies restricted on this record, so it was kept restricted too."
_SAME_WORDS = (
    "The same words are in {names}, so the restriction holds there too. Undo does not take this back."
)


@dataclass(frozen=True, slots=True)
class Told(Generic[T]):
    """What was saved, how many documents came along with it, and the titles of those that were restricted with it.

    `unasked` says that it was itself restricted although nobody chose that. `in_parts` of those that came along are parts
    of a file of too many pages.
    """

    saved: Saved[T]
    came_along: int = 0
    restricted_too: tuple[str, ...] = ()
    unasked: bool = False
    in_parts: int = 0

    def restricted(self) -> str:
        """What is said of what was restricted without being asked for, "" for nothing."""
        return " ".join(part for part in (_UNASKED if self.unasked else "", self._too()) if part)

    def _too(self) -> str:
        if not self.restricted_too:
            return ""
        names = [f"“{title}”" for title in self.restricted_too[:_NAMED]]
        left = len(self.restricted_too) - len(names)
        names += [f"{left} more"] if left else []
        return _SAME_WORDS.format(names=", ".join(names))


def telling(session: Session, pupil_id: str, act: Callable[[], Saved[T]], *, restricts: bool) -> Told[T]:
    """Do it, and say what else of this pupil's documents it made or restricted; `restricts`: that was chosen."""
    before = {one.document_id: one.is_guarded for one in kin_of(session, pupil_id)}
    saved = act()
    mine = _documents(saved.record)
    own = {one.id for one in mine}
    others = [one for one in kin_of(session, pupil_id) if one.document_id not in own]
    moved = (one.document_id for one in others if one.is_guarded and before.get(one.document_id) is False)
    titles = sorted(session.get(Document, one).title for one in moved)
    new = [one.document_id for one in others if one.document_id not in before]
    parts = sum(1 for one in new if session.get(Document, one).part_number)
    unasked = not restricts and any(one.is_guarded and not before.get(one.id) for one in mine)
    return Told(saved, len(new), tuple(titles), unasked, parts)


def _documents(record: object) -> tuple[Document, ...]:
    found = record if isinstance(record, tuple) else (record,)
    return tuple(one for one in found if isinstance(one, Document))


def added(count: int, came_along: int, in_parts: int = 0) -> str:
    """How many documents were added, and with them how many attachments; `in_parts` of what came along are parts."""
    documents = "document" if count == 1 else f"{count} documents"
    attached = came_along - in_parts
    attachments = "1 attachment" if attached == 1 else f"{attached} attachments"
    parts = f", read in {in_parts} parts" if in_parts else ""
    words = f"{documents} and {attachments} added{parts}" if attached else f"{documents} added{parts}"
    return words[0].upper() + words[1:]


def joined(one: Told[T], other: Told[T]) -> Told[T]:
    """What came of two changes, the second of which is what was done last."""
    return Told(
        other.saved,
        one.came_along + other.came_along,
        (*one.restricted_too, *other.restricted_too),
        one.unasked or other.unasked,
        one.in_parts + other.in_parts,
    )
