"""Keeps what each capability has for Today, and counts for the menu, until a record that it was read from changes.

Both are asked for again after every change of any record. What a hook gives is worked out anew only if that change
touched a kind of record that it had read the last time (`store.follow`), or the day is another.
One keeper serves all reader threads of the program; it lives in memory only and ends with the process at the lock.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from coordinator_app.hooks import resolve
from coordinator_app.store.follow import Mark, mark, reading, since
from coordinator_app.store.session import Session
from coordinator_app.today.model import DueItem


@dataclass(frozen=True, slots=True)
class _Found:
    """What a hook gave: when, and which kinds of record it had read."""

    at: Mark
    day: date
    kinds: frozenset[str]
    given: Any


@dataclass(slots=True)
class _Place:
    """The place of one hook; its lock keeps two readers from working out the same twice."""

    found: _Found | None = None
    lock: threading.Lock = field(default_factory=threading.Lock)


class Kept:
    """What every hook gave last, by its name, "module:function"."""

    def __init__(self) -> None:
        self._places: dict[str, _Place] = {}
        self._lock = threading.Lock()

    def items(self, session: Session, hook: str) -> tuple[DueItem, ...]:
        """What a hook of due items has for Today now. Raises what the hook raises."""
        return tuple(self.given(session, hook))

    def given(self, session: Session, hook: str) -> Any:
        """What the hook gives now. Raises what it raises."""
        with self._lock:
            place = self._places.setdefault(hook, _Place())
        with place.lock:
            now = mark(session)
            before = place.found
            if before is None or not _holds(session, before):
                place.found = None
                before = self._read(session, hook, now)
            place.found = _Found(now, before.day, before.kinds, before.given) if before.kinds else None
            return before.given

    @staticmethod
    def _read(session: Session, hook: str, now: Mark) -> _Found:
        with reading(session) as read:
            given = resolve(hook)(session)
        kinds = frozenset(read.kinds) if read.known else frozenset()
        return _Found(now, session.clock.today(), kinds, given)


def fresh(session: Session, hook: str) -> tuple[DueItem, ...]:
    """What "module:function" has for Today, worked out now."""
    return tuple(resolve(hook)(session))


def _holds(session: Session, before: _Found) -> bool:
    changed = since(session, before.at)
    same_day = before.day == session.clock.today()
    return same_day and changed is not None and not changed.kinds & before.kinds


KEPT = Kept()
