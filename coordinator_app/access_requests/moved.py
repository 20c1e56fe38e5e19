"""Which dates of a request are no longer what was last shown, and why (decision 2).

The reason is the closure or holiday that lies between, else what changed in the request. It is found by counting
again without one thing after another: what makes the old date come out is why it moved.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations

from coordinator_app.access_requests.clocks import Clocks
from coordinator_app.access_requests.model import AccessRequest, RequestPause
from coordinator_app.core.calendar import SchoolDays
from coordinator_app.core.dates import say
from coordinator_app.core.deadline_types import Deadline, Rule
from coordinator_app.core.deadlines import PROMPT_DAYS, is_prompt

_MOST = 3
"""Days off that come together: more at once are said to be several."""
_FIELDS = ("told_target_on", "told_school_on", "told_legal_on")
Counted = Callable[[AccessRequest, tuple[RequestPause, ...], SchoolDays], Clocks]


@dataclass(frozen=True, slots=True)
class Move:
    """One date that moved; `now` is None where it is no longer known, and `why` then says what to do."""

    rule: Rule
    was: date
    now: date | None
    why: str = ""

    @property
    def words(self) -> str:
        """From when to when: "15 school days: from 4 December 2026 to 7 December 2026"."""
        to = f"to {say(self.now)}" if self.now else "to a day that is not known"
        return f"{self.rule.label}: from {say(self.was)} {to}"

    @property
    def sentence(self) -> str:
        """The same with the reason."""
        return f"{self.words}. {self.why}" if self.why else f"{self.words}."


def differing(request: AccessRequest, held: Clocks) -> tuple[Move, ...]:
    """The dates that moved, without their reasons; a clock that waits for an answer has not moved, it stands."""
    told = (request.told_target_on, request.told_school_on, request.told_legal_on)
    clocks = (held.target, held.school, held.legal)
    return tuple(
        Move(clock.rule, was, clock.due)
        for was, clock in zip(told, clocks, strict=True)
        if was is not None and clock in held.all and not clock.waiting and clock.due != was
    )


def to_remember(request: AccessRequest, held: Clocks) -> dict[str, date | None]:
    """The dates as they are shown now, by the fields that keep them; a clock that waits keeps what was shown before."""
    clocks = (held.target, held.school, held.legal)
    return {
        name: getattr(request, name) if clock.waiting else _shown(clock, held)
        for name, clock in zip(_FIELDS, clocks, strict=True)
    }


def _shown(clock: Deadline, held: Clocks) -> date | None:
    return clock.due if clock in held.all else None


def with_reasons(
    moves: tuple[Move, ...],
    request: AccessRequest,
    pauses: tuple[RequestPause, ...],
    school: SchoolDays,
    count: Counted,
    newest: tuple[date, ...] = (),
) -> tuple[Move, ...]:
    """Each with why it moved. `count` works the clocks out; `newest` are days off, the one that was written down last first."""
    return tuple(replace(one, why=_why(one, request, pauses, school, count, newest)) for one in moves)


def _why(
    move: Move,
    request: AccessRequest,
    pauses: tuple[RequestPause, ...],
    school: SchoolDays,
    count: Counted,
    newest: tuple[date, ...],
) -> str:
    if move.now is None:
        clock = _of_rule(count(request, pauses, school), move.rule)
        return f"{clock.why_unknown[:1].upper()}{clock.why_unknown[1:]}."
    void = _void_extension(move, request, pauses, school, count)
    if void:
        return void
    for words, asked, paused in _request_changes(request, pauses):
        if _of_rule(count(asked, paused, school), move.rule).due == move.was:
            return words
    for days in _days_between(request, move, school, newest):
        if _of_rule(count(request, pauses, without(school, days)), move.rule).due == move.was:
            return _said(days, school)
    if move.rule is Rule.LEGAL_MONTH and _asked_late(request):
        return f"Proof was asked for more than {PROMPT_DAYS} days after the request arrived, so the month does not start anew with it."
    return "What is recorded about the request, its school or the term dates was changed."


def _asked_late(request: AccessRequest) -> bool:
    asked = (request.identity_asked_on, request.authority_asked_on)
    return request.received_on is not None and not all(is_prompt(request.received_on, one) for one in asked)


def _void_extension(
    move: Move, request: AccessRequest, pauses: tuple[RequestPause, ...], school: SchoolDays, count: Counted
) -> str:
    """That more time was told too late as the dates stand now, which takes it away; "" where it still counts."""
    month = _of_rule(count(replace(request, extended_on=None), pauses, school), move.rule).due
    told = request.extended_on
    if move.rule is not Rule.LEGAL_MONTH or told is None or month is None or told <= month:
        return ""
    return (
        f"You told them on {say(told)} that you need longer. As the dates stand now, the month was over by then, "
        f"on {say(month)}, so it gives no more time."
    )


def _request_changes(
    request: AccessRequest, pauses: tuple[RequestPause, ...]
) -> Iterator[tuple[str, AccessRequest, tuple[RequestPause, ...]]]:
    """Each thing that may have changed in the request, in words, with the request as it was without it."""
    if request.extended_on:
        words = f"You told them on {say(request.extended_on)} that you need longer."
        yield words, replace(request, extended_on=None), pauses
    for many in range(1, len(pauses) + 1):
        last = pauses[-many]
        if last.asked_on and last.answered_on:
            words = f"The clock stood from {say(last.asked_on)} to {say(last.answered_on)}, from your question to the answer."
            yield words, request, pauses[:-many]
    if request.identity_seen_on:
        words = f"The month starts on {say(request.identity_seen_on)}, when you saw who they are."
        yield words, replace(request, identity_asked_on=None), pauses
    if request.authority_seen_on:
        words = f"The month starts on {say(request.authority_seen_on)}, when you saw their authority."
        yield words, replace(request, authority_asked_on=None), pauses


def _days_between(
    request: AccessRequest, move: Move, school: SchoolDays, newest: tuple[date, ...]
) -> Iterator[tuple[date, ...]]:
    """Days off that may be new: one alone first, then several together, the last written down first."""
    start = request.received_on or move.was
    end = max(move.was, move.now or move.was)
    off = dict.fromkeys((*newest, *sorted(_off(school))))
    between = [day for day in off if start <= day <= end][:12]
    for many in range(1, _MOST + 1):
        yield from combinations(between, many)


def _off(school: SchoolDays) -> Iterator[date]:
    yield from (one.day for one in (*school.terms.closures, *school.terms.inset_days))
    yield from school.bank.days


def without(school: SchoolDays, days: Iterable[date]) -> SchoolDays:
    """The same calendar as if these days were like any other."""
    gone = frozenset(days)
    terms = replace(
        school.terms,
        closures=tuple(one for one in school.terms.closures if one.day not in gone),
        inset_days=tuple(one for one in school.terms.inset_days if one.day not in gone),
    )
    entries = tuple((day, title) for day, title in school.bank.entries if day not in gone)
    return replace(school, terms=terms, bank=replace(school.bank, entries=entries))


def _said(days: tuple[date, ...], school: SchoolDays) -> str:
    parts = [f"{say(day)} does not count ({_title(day, school)})" for day in sorted(days)]
    return f"{'; '.join(parts)}."


def _title(day: date, school: SchoolDays) -> str:
    bank = school.bank.title(day)
    if bank is not None:
        return f"bank holiday, {bank}"
    return next(
        (one.reason for one in (*school.terms.closures, *school.terms.inset_days) if one.day == day),
        "no school",
    )


def _of_rule(held: Clocks, rule: Rule) -> Deadline:
    return next(clock for clock in (held.target, held.school, held.legal) if clock.rule is rule)
