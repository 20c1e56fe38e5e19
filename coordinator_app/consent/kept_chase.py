"""Keeps the whole chase list in memory and follows it change by change: Today and the menu ask for it all the time.

Worked out for twenty thousand pupils it takes the database a second, for the pupil of a change a hundredth of that. The
list itself is always worked out by `chase.chase_page`; here it is only kept, and asked again for those pupils of whom the
audit names a change. It is worked out anew on another day, under other rules, and after changes of very many pupils.
One keeper serves all reader threads of the program; it lives in memory only and ends with the process at the lock.
"""

from __future__ import annotations

import threading
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import islice

from coordinator_app.consent.chase import chase_page, rules
from coordinator_app.consent.chasing import ChaseMark, ChaseReason, Narrow, ToChase
from coordinator_app.consent.store import ChaseRules
from coordinator_app.store.follow import Changed, Mark, mark, reading, rests_on, since
from coordinator_app.store.session import Session

_ALL_AGAIN = 500
"""With more pupils than this the whole list is made anew, which is quicker."""


@dataclass(slots=True)
class Keeper:
    """The list of one vault, how far it has followed the vault's changes, and which kinds of record it rests on."""

    at: Mark | None = None
    rules: ChaseRules | None = None
    kinds: frozenset[str] = frozenset()
    by_pupil: dict[str, list[ToChase]] = field(default_factory=dict)
    ordered: tuple[ToChase, ...] = ()
    lock: threading.Lock = field(default_factory=threading.Lock)

    def everything(self, session: Session) -> tuple[ToChase, ...]:
        """All that `chase_page` would list, forms that are out since today as well, the longest waiting first."""
        with self.lock:
            now, today_rules = mark(session), rules(session, after_days=0)
            touched = self._touched(session) if self.rules == today_rules else None
            if touched is None:
                self._all_again(session)
            elif touched:
                self._again(session, touched)
            self.at, self.rules = now, today_rules
            rests_on(self.kinds)
            return self.ordered

    def _touched(self, session: Session) -> set[str] | None:
        """The pupils to be asked again; None for all of them."""
        changed = since(session, self.at) if self.at is not None else None
        if changed is None:
            return None
        touched = self._pupils_of(changed)
        return None if "" in touched or len(touched) > _ALL_AGAIN else touched

    def _pupils_of(self, changed: Changed) -> set[str]:
        ours = [one for one in changed.records if one[0] in self.kinds]
        records = {record_id for _, record_id, _ in ours}
        # a form that is another pupil's from now on: whose it was
        before = {one.pupil_id for one in self.ordered if one.record_id in records} if ours else set()
        return {subject_id for _, _, subject_id in ours} | before

    def _all_again(self, session: Session) -> None:
        self.rules = None  # what is cut off half-way is not kept
        with reading(session) as read:
            found = chase_page(session, limit=-1, after_days=0)
        self.kinds, self.by_pupil = frozenset(read.kinds), {}
        self._put(found)

    def _again(self, session: Session, pupils: set[str]) -> None:
        found = chase_page(session, Narrow(pupil_ids=tuple(pupils)), limit=-1, after_days=0)
        for one in pupils:
            self.by_pupil.pop(one, None)
        self._put(found)

    def _put(self, found: Iterable[ToChase]) -> None:
        for one in found:
            self.by_pupil.setdefault(one.pupil_id, []).append(one)
        every = (one for ours in self.by_pupil.values() for one in ours)
        self.ordered = tuple(sorted(every, key=_order))


def _order(one: ToChase) -> tuple[date, str, str]:
    return (one.since or date.min, one.pupil_id, one.reason.value)


KEEPER = Keeper()


def to_ask(session: Session, narrow: Narrow) -> list[ToChase]:
    """What is asked of the list by reasons and by whether it waits, from what is kept; forms that are out since today too."""
    wanted = frozenset(narrow.reasons if narrow.reasons is not None else ChaseReason)
    today = session.clock.today()
    return [
        one
        for one in KEEPER.everything(session)
        if one.reason in wanted and (narrow.waiting is None or narrow.waiting == _waits(one, today))
    ]


def number_to_ask(session: Session) -> int:
    """How many are to be asked now: a form that is out only once it has been out for so many days."""
    return sum(number for (_reason, waits), number in counts_of(session).items() if not waits)


def page_of(
    session: Session, narrow: Narrow, *, after: ChaseMark | None = None, limit: int = 100
) -> list[ToChase]:
    """`chase.chase_page` of the whole list, from what is kept."""
    rows = KEEPER.everything(session)
    start = 0 if after is None else bisect_right(rows, _place(after), key=_order)
    today, late = session.clock.today(), rules(session).printed_by
    wanted = frozenset(narrow.reasons if narrow.reasons is not None else ChaseReason)
    found = (
        one
        for one in islice(rows, start, None)
        if one.reason in wanted
        and _is_late(one, late)
        and (narrow.waiting is None or narrow.waiting == _waits(one, today))
    )
    return list(islice(found, limit))


def counts_of(session: Session) -> dict[tuple[ChaseReason, bool], int]:
    """`chase.chase_counts` of the whole list, from what is kept: counted once for each state of it."""
    rows, today, late = KEEPER.everything(session), session.clock.today(), rules(session).printed_by
    if COUNTED.of is not rows or COUNTED.days != (today, late):
        found = Counter((one.reason, _waits(one, today)) for one in rows if _is_late(one, late))
        COUNTED.of, COUNTED.days, COUNTED.found = rows, (today, late), found
    return dict(COUNTED.found)


@dataclass(slots=True)
class Counted:
    """How many there are of each in a list that was kept."""

    of: tuple[ToChase, ...] | None = None
    days: tuple[date, date] = (date.min, date.min)
    found: Counter[tuple[ChaseReason, bool]] = field(default_factory=Counter)


COUNTED = Counted()


def _waits(one: ToChase, today: date) -> bool:
    return one.next_on is not None and one.next_on > today


def _is_late(one: ToChase, late: date) -> bool:
    return one.reason is not ChaseReason.NOT_BACK or one.since is None or one.since <= late


def _place(after: ChaseMark) -> tuple[date, str, str]:
    since = date.fromisoformat(after.since) if after.since else date.min
    return (since, after.pupil_id, after.reason)
