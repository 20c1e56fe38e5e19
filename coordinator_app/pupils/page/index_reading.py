"""All names for the type-ahead of the pupils list: kept, and after a change only the names that changed are read."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from dataclasses import dataclass, field

from coordinator_app.core.names import fold
from coordinator_app.organisations.model import School
from coordinator_app.pupils import store
from coordinator_app.pupils.page.list_reading import Index, Named
from coordinator_app.store.follow import Mark, mark, since
from coordinator_app.store.session import Session

_OF_NAMES = frozenset({"pupil", "pupil_name"})
_ALL_AGAIN = 500
"""With more pupils than this all are read again, which is quicker."""


@dataclass(slots=True)
class Keeper:
    """The names of one vault in the order of the list, and how far it had come. One serves all readers.

    It lives in memory only and ends with the process at the lock.
    """

    at: Mark | None = None
    rows: dict[str, tuple[str, int, Named]] = field(default_factory=dict)
    names: tuple[Named, ...] = ()
    years: tuple[int, ...] = ()
    lock: threading.Lock = field(default_factory=threading.Lock)

    def read(self, session: Session) -> Index:
        """All names as they are now, the schools and the years there are."""
        with self.lock:
            now = mark(session)
            touched = self._touched(session)
            if touched is None:
                self.at = None  # what is cut off half-way is not kept
                self._put({}, store.names(session))
            elif touched:
                rest = {one: row for one, row in self.rows.items() if one not in touched}
                self._put(rest, store.names(session, touched))
            self.at = now
            names, years = self.names, self.years
        schools = tuple((one.id, one.name) for one in session.list(School, order="name"))
        return Index(names, schools, years)

    def _touched(self, session: Session) -> set[str] | None:
        """The pupils whose names are to be read again; None for all of them."""
        changed = since(session, self.at) if self.at is not None else None
        if changed is None:
            return None
        found = {
            record_id if kind == "pupil" else subject_id
            for kind, record_id, subject_id in changed.records
            if kind in _OF_NAMES
        }
        return None if "" in found or len(found) > _ALL_AGAIN else found

    def _put(self, rest: dict[str, tuple[str, int, Named]], read: Iterable[store.NameRow]) -> None:
        rows = rest | {one.id: (one.family_folded, one.key, _named(one)) for one in read}
        in_order = sorted(rows.values(), key=lambda row: row[:2])
        self.rows, self.names = rows, tuple(named for _, _, named in in_order)
        self.years = tuple(sorted({one.year_group for one in self.names if one.year_group is not None}))


KEEPER = Keeper()


def _named(row: store.NameRow) -> Named:
    unusual = " ".join(part for part in (row.known_as, *(f"{one} {two}" for one, two in row.others)) if part)
    words = f"{fold(unusual)} {row.given_folded} {row.family_folded}".lstrip()
    folded = f" {words} {row.upn} {row.former_upns}".rstrip().lower()
    return Named(row.id, folded, row.school_id, row.year_group, row.closed_on is not None)
