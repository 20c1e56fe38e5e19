"""What the page of breaches shows (no Qt)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from coordinator_app.breaches.actions import called, clock, decided_late
from coordinator_app.breaches.due import is_late, time_words
from coordinator_app.breaches.model import Breach
from coordinator_app.core.clock import LONDON
from coordinator_app.core.dates import say, say_time
from coordinator_app.store.session import Session


@dataclass(frozen=True, slots=True)
class Shown:
    """One breach: its time while that runs, how it was counted, and what is recorded.

    One that lies apart is `is_closed` until the passphrase is typed: its number and its clock stand there, no word of it.
    """

    breach: Breach
    title: str
    time: str
    is_late: bool
    explained: str
    facts: tuple[tuple[str, str], ...]
    is_closed: bool = False


def read_all(session: Session, *, guarded_words: bool) -> tuple[Shown, ...]:
    """All of them: the open ones first, each group with the newest first. Without `guarded_words` what lies apart is closed."""
    found = session.list(Breach, newest=True)
    every = tuple(_shown(session, one) for one in sorted(found, key=lambda one: one.closed_on is not None))
    return every if guarded_words else tuple(_shut(one) if one.breach.is_guarded else one for one in every)


def _shut(one: Shown) -> Shown:
    return replace(one, facts=(), is_closed=True)


def _shown(session: Session, one: Breach) -> Shown:
    counted = clock(one) if one.clock_runs else None
    closed = f", closed {say(one.closed_on)}" if one.closed_on else ""
    return Shown(
        one,
        f"{called(one)}{closed}",
        time_words(session, one) if counted else "",
        counted is not None and is_late(session, one),
        ". ".join(step.text for step in counted.steps) + f". {counted.source}." if counted else "",
        _facts(one),
    )


def _facts(one: Breach) -> tuple[tuple[str, str], ...]:
    known, counted = "", clock(one)
    if one.aware_at is not None:
        at = one.aware_at.astimezone(LONDON)
        known = f"{say(at.date())}, {say_time(at.time())}"
    report = one.report.label if one.report else ""
    decided = f", {say(one.decided_on)}" if one.decided_on else ""
    late = ""
    if decided_late(one) and counted is not None and counted.due_at is not None:
        over = counted.due_at.astimezone(LONDON)
        late = f"They were over on {say(over.date())}, {say_time(over.time())}. The ICO has to be told why it is late."
    contained = f", {say(one.contained_on)}" if one.contained_on else ""
    return (
        ("What happened", one.what_happened),
        ("Who has it", one.recipient),
        ("What was in it", one.what_was_in_it),
        ("Locked, and the password not told", "Yes" if one.was_locked else "No, or not known"),
        ("Happened on", say(one.happened_on) if one.happened_on else ""),
        ("We knew of it", known),
        ("How it was contained", f"{one.contained}{contained}" if one.contained else ""),
        ("Report to the ICO", f"{report}{decided}. {one.report_reason}" if report else ""),
        *((("Decided after the 72 hours", late),) if late else ()),
    )
