"""What was held but never shared, for the whole partnership: kept until a record of it changes (003-5.3b)."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from datetime import date

from coordinator_app.core.privacy import Compartment
from coordinator_app.reviews.store import Unshared, unshared
from coordinator_app.store.follow import Mark, mark, rests_on, since
from coordinator_app.store.session import Session

_KINDS = frozenset({"chronology_entry", "document", "disclosure", "disclosed_item", "pupil"})


@dataclass(frozen=True, slots=True)
class Standing:
    """The partnership's number: so many entries and documents of so many, and each pupil's, the most of it first."""

    pupils: tuple[Unshared, ...] = ()
    number: int = 0
    of: int = 0

    @property
    def per_cent(self) -> int:
        """How much of what is held was never shared, rounded to whole per cent; never 0 while there is something."""
        if not self.number:
            return 0
        return max(1, (self.number * 200 + self.of) // (self.of * 2))


@dataclass(slots=True)
class Keeper:
    """The numbers of one vault by pupil, and how far it had come when they were counted. One serves all readers."""

    at: Mark | None = None
    by_pupil: dict[str, Unshared] = field(default_factory=dict)
    found: Standing = field(default_factory=Standing)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def standing(self, session: Session) -> Standing:
        """Counted anew for those pupils only of whom a record changed on which the numbers rest."""
        with self.lock:
            now = mark(session)
            touched = self._touched(session)
            general = session.databases.connection(Compartment.GENERAL)
            if touched is None:
                self.at = None  # what is cut off half-way is not kept
                self._put({one.pupil_id: one for one in unshared(general)})
            elif touched:
                for one in touched:
                    self.by_pupil.pop(one, None)
                self._put(self.by_pupil | {one.pupil_id: one for one in unshared(general, touched)})
            self.at = now
            rests_on(_KINDS)  # whoever keeps what is told here has to hear of changes as if it was read again
            return self.found

    def numbers(self, session: Session) -> dict[str, int]:
        """The number of each pupil of whom something was never shared."""
        return {one.pupil_id: one.number for one in self.standing(session).pupils}

    def _touched(self, session: Session) -> set[str] | None:
        """The pupils to be counted again; None for all of them."""
        changed = since(session, self.at) if self.at is not None else None
        if changed is None:
            return None
        found = {
            record_id if kind == "pupil" else subject_id
            for kind, record_id, subject_id in changed.records
            if kind in _KINDS
        }
        return None if "" in found or len(found) > _ALL_AGAIN else found

    def _put(self, by_pupil: dict[str, Unshared]) -> None:
        every = by_pupil.values()
        open_ = sorted((one for one in every if one.number), key=_order)
        self.by_pupil = by_pupil
        number, held = sum(one.number for one in open_), sum(one.of for one in every)
        self.found = Standing(tuple(open_), number, held)


_ALL_AGAIN = 500
"""With more pupils than this all are counted again, which is quicker."""


def _order(one: Unshared) -> tuple[int, date, str]:
    """The most of it first, then the oldest."""
    return (-one.number, one.oldest or date.max, one.pupil_id)


KEEPER = Keeper()
