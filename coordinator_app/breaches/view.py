"""What the page of breaches shows (no Qt)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from coordinator_app.breaches.actions import called, clock, decided_late
from coordinator_app.breaches.due import is_late, time_words
from coordinator_app.breaches.model import Breach
from coordinator_app.breaches.people import by_breach
from coordinator_app.breaches.person import BreachPerson, MustBeTold, owes_telling
from coordinator_app.core.clock import LONDON
from coordinator_app.core.dates import say, say_time
from coordinator_app.store.session import Session


@dataclass(frozen=True, slots=True)
class Shown:
    """One breach: its time while that runs, how it was counted, and what is recorded.

    `people` are those concerned, `owes` whether that of one is still open; `request` is the number of the request whose pack it was.
    One that lies apart is `is_closed` until the passphrase is typed: its number and its clock stand there, no word of it.
    """

    breach: Breach
    title: str
    time: str
    is_late: bool
    explained: str
    facts: tuple[tuple[str, str], ...]
    is_closed: bool = False
    people: tuple[BreachPerson, ...] = ()
    owes: bool = False
    request: int = 0


def read_all(session: Session, *, guarded_words: bool) -> tuple[Shown, ...]:
    """All of them: the open ones first, each group with the newest first. Without `guarded_words` what lies apart is closed."""
    found = session.list(Breach, newest=True)
    listed = by_breach(session)
    order = sorted(found, key=lambda one: one.closed_on is not None)
    every = tuple(_shown(session, one, listed.get(one.id, ())) for one in order)
    return every if guarded_words else tuple(_shut(one) if one.breach.is_guarded else one for one in every)


def _shut(one: Shown) -> Shown:
    return replace(one, facts=(), is_closed=True, people=())


def _shown(session: Session, one: Breach, people: tuple[BreachPerson, ...]) -> Shown:
    counted, number = clock(one) if one.clock_runs else None, _request(session, one)
    closed = f", closed {say(one.closed_on)}" if one.closed_on else ""
    return Shown(
        one,
        f"{called(one)}{closed}",
        time_words(session, one) if counted else "",
        counted is not None and is_late(session, one),
        ". ".join(step.text for step in counted.steps) + f". {counted.source}." if counted else "",
        (*_of_request(number), *_facts(one, has_list=bool(people))),
        people=people,
        owes=owes_telling(one, people),
        request=number,
    )


def _request(session: Session, one: Breach) -> int:
    """The number of its request, which names nobody; 0 for none."""
    found = session.any_record("access_request", one.request_id) if one.request_id else None
    return int(getattr(found, "request_number", 0) or 0)


def _of_request(number: int) -> tuple[tuple[str, str], ...]:
    return (("The pack was that of", f"Access request {number}"),) if number else ()


def breach_of(session: Session, breach_id: str) -> Breach:
    """One breach. NotFound."""
    return session.get(Breach, breach_id)


def letter_head(session: Session, person: BreachPerson) -> str:
    """What stands above the letter."""
    breach = session.get(Breach, person.breach_id)
    return ", ".join(part for part in (called(breach), person.told_whom) if part)


def person_lines(one: BreachPerson) -> tuple[str, ...]:
    """What is written down of one who is concerned, line by line."""
    must = f"Must they be told? {one.must.label} ({one.must.law})" if one.must else ""
    whom = f"Who is told: {one.told_whom}" if one.told_whom else ""
    letter = f"Letter {one.reference}, made and kept" if one.reference else ""
    more = (
        ("What of theirs was in it", one.of_theirs),
        ("What may come of it", one.may_mean),
        ("What they can do", one.they_can_do),
    )
    rest = (f"{name}: {words}" for name, words in more if words)
    return tuple(part for part in (must, one.why, whom, told_words(one), letter, *rest) if part)


def told_words(one: BreachPerson) -> str:
    """When and how they were told: "Told on 24 November 2026, by telephone, by Dana"; "" before."""
    if one.told_on is None:
        return ""
    how = f"{one.told_how[:1].lower()}{one.told_how[1:]}"
    parts = (f"Told on {say(one.told_on)}", how, f"by {one.told_by}" if one.told_by else "")
    return ", ".join(part for part in parts if part)


def standing(one: BreachPerson) -> tuple[str, str]:
    """How it stands with one of them, for a chip: its colours and its words."""
    if one.told_on is not None:
        return "safe", f"Told {say(one.told_on)}"
    if one.must is MustBeTold.YES:
        return "over", "Must be told"
    if one.must is MustBeTold.NOT_YET:
        return "soon", "Not yet told"
    return ("neutral", "Not told") if one.must is not None else ("soon", "Not decided")


def _for_everybody(one: Breach) -> tuple[tuple[str, str], ...]:
    """What was decided of all at once; an empty one says "Not recorded" until it is decided, or somebody is listed."""
    chosen = one.people_told
    day = say(one.people_told_on) if one.people_told_on else ""
    how = f"{one.told_how[:1].lower()}{one.told_how[1:]}"
    told = ", ".join(part for part in (day, how) if part)
    said = f"{chosen.label} ({chosen.law})" if chosen else ""
    line = ". ".join(part.rstrip(".") for part in (said, told, one.told_reason) if part)
    return (("Are those concerned told?", line),)


def _facts(one: Breach, *, has_list: bool) -> tuple[tuple[str, str], ...]:
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
        *(() if has_list else _for_everybody(one)),
        *((("Decided after the 72 hours", late),) if late else ()),
        *((("Closed although not everybody was told", one.closed_although),) if one.closed_although else ()),
        *((("Opened again", f"{say(one.reopened_on)}. {one.reopened_because}"),) if one.reopened_on else ()),
    )
