"""What was held but never shared, for the whole partnership: kept until a record of it changes (003-5.3b)."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field

from coordinator_app.core.privacy import Compartment
from coordinator_app.reviews.store import Unshared, unshared
from coordinator_app.store.follow import Mark, mark, since
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
    """The numbers of one vault, and how far it had come when they were counted. One serves all readers."""

    at: Mark | None = None
    found: Standing = field(default_factory=Standing)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def standing(self, session: Session) -> Standing:
        """Counted anew only after one of the records changed on which they rest."""
        with self.lock:
            now = mark(session)
            changed = since(session, self.at) if self.at is not None else None
            if changed is None or changed.kinds & _KINDS:
                self.found = _count(session)
            self.at = now
            return self.found


KEEPER = Keeper()


def _count(session: Session) -> Standing:
    every = unshared(session.databases.connection(Compartment.GENERAL))
    open_ = tuple(one for one in every if one.number)
    return Standing(open_, sum(one.number for one in open_), sum(one.of for one in every))
