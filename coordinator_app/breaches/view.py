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


def breach_of(session: Session, breach_id: str) -> Breach:
    """One breach. NotFound."""
    return session.get(Breach, breach_id)


def letter_head(breach: Breach) -> str:
    """What stands above the letter."""
    return ", ".join(part for part in (called(breach), breach.told_whom) if part)


def _told_facts(one: Breach) -> tuple[tuple[str, str], ...]:
    """Whether those concerned are told: an empty one says "Not recorded" until it is decided."""
    chosen = one.people_told
    letter = f"letter {one.told_reference}" if one.told_reference else ""
    waits = f"Letter {one.told_reference} was printed or saved, and is not recorded as sent" if letter else ""
    day = say(one.people_told_on) if one.people_told_on else ""
    by = f"by {one.told_by}" if one.told_by else ""
    how = f"{one.told_how[:1].lower()}{one.told_how[1:]}"
    told = ", ".join(part for part in (one.told_whom, day, how, by, letter) if part)
    said = f"{chosen.label} ({chosen.law})" if chosen else ""
    line = ". ".join(part.rstrip(".") for part in (said, told if chosen else waits, one.told_reason) if part)
    more = (("What may come of it", one.may_mean), ("What they can do", one.they_can_do))
    return (("Is the family told?", line), *(fact for fact in more if fact[1]))


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
        ("How it was contained", f"{one.contained.rstrip('.')}{contained}" if one.contained else ""),
        ("Report to the ICO", f"{report}{decided}. {one.report_reason}" if report else ""),
        *_told_facts(one),
        *((("Decided after the 72 hours", late),) if late else ()),
    )
