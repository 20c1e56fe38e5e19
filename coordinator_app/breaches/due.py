"""What breaches bring to Today: the 72 hours, then what is left to contain and to close. Nobody is named."""

from __future__ import annotations

from coordinator_app.breaches.actions import called, clock
from coordinator_app.breaches.model import Breach
from coordinator_app.breaches.people import by_breach
from coordinator_app.breaches.person import BreachPerson, MustBeTold
from coordinator_app.core.clock import LONDON
from coordinator_app.core.dates import say, say_time
from coordinator_app.hooks import PaletteEntry, PaletteGroup, RailCount, Step
from coordinator_app.store.session import Session
from coordinator_app.today.model import DueItem, Who

ICON = "shield-alert"
PAGE = "breaches"


def open_breaches(session: Session) -> list[Breach]:
    """Those that still ask for something."""
    return session.list(Breach, where={"closed_on": None}, newest=True)


def due_items(session: Session) -> list[DueItem]:
    """One line for each that is open."""
    listed = by_breach(session)
    return [_item(session, one, listed.get(one.id, ())) for one in open_breaches(session)]


def rail_count(session: Session) -> RailCount | None:
    """How many are open, and how many are past their 72 hours; None for none.

    All that this passphrase opens are counted, those that lie apart too: the page and Today list each of them with its number
    and its clock, so a smaller figure hid nothing and said that nothing ran (decision 21 is of what is kept of a child).
    """
    found = open_breaches(session)
    late = sum(1 for one in found if one.clock_runs and is_late(session, one))
    return RailCount(len(found), late) if found else None


def palette(session: Session) -> list[PaletteEntry]:
    """The list, and each that is open."""
    go = PaletteEntry(
        "Breaches", Step(PAGE), PaletteGroup.ACTIONS, icon=ICON, also="sent in error lost ico 72"
    )
    found = (
        PaletteEntry(called(one), Step(PAGE, {"breach_id": one.id}), PaletteGroup.REQUESTS, icon=ICON)
        for one in open_breaches(session)
    )
    return [go, *found]


def minutes_left(session: Session, one: Breach) -> int:
    """Whole minutes until the report to the ICO is due; below nought once it is past."""
    counted = clock(one)
    if counted is None or counted.due_at is None:
        return 0
    return int((counted.due_at - session.clock.now()).total_seconds() // 60)


def is_late(session: Session, one: Breach) -> bool:
    """Whether the 72 hours are over."""
    return minutes_left(session, one) < 0


def left_words(session: Session, one: Breach) -> str:
    """How long there is, in hours, the last one in minutes: "60 hours left", "1 minute left", "Overdue"."""
    minutes = minutes_left(session, one)
    if minutes < 0:
        return "Overdue"
    number, unit = (minutes // 60, "hour") if minutes >= 60 else (max(minutes, 1), "minute")
    return f"{number} {unit}{'' if number == 1 else 's'} left"


def time_words(session: Session, one: Breach) -> str:
    """How long there is, and until when: "60 hours left, until 19 November 2026, 9am"."""
    counted = clock(one)
    if counted is None or counted.due_at is None:
        return ""
    until = counted.due_at.astimezone(LONDON)
    return f"{left_words(session, one)}, until {say(until.date())}, {say_time(until.time())}"


def _asks(one: Breach, people: tuple[BreachPerson, ...]) -> str:
    """What it asks for next; those concerned come without undue delay, whatever the ICO is told (article 34)."""
    family = _asks_of_people(one, people)
    if one.clock_runs:
        return f"Decide whether the ICO has to be told. {family}".strip()
    return family or ("Close it." if one.contained else "Say how it was contained, then close it.")


def _asks_of_people(one: Breach, people: tuple[BreachPerson, ...]) -> str:
    if not people:
        return "Who is concerned, and are they told? Write it down." if one.owes_telling else ""
    later = sum(person.must is MustBeTold.NOT_YET and not person.settled for person in people)
    left = sum(not person.settled for person in people)
    if not left:
        return ""
    said = "1 person who must be told is" if left == 1 else f"{left} people who must be told are"
    return f"{said} not told. Look again whether it can be." if later == left else f"{said} not told."


def _item(session: Session, one: Breach, people: tuple[BreachPerson, ...]) -> DueItem:
    counted, runs = clock(one), one.clock_runs
    return DueItem(
        key=f"breach-{one.id}",
        title=called(one),
        second_line=_asks(one, people),
        icon=ICON,
        page=PAGE,
        params=(("breach_id", one.id),),
        action="Continue",
        who=Who.CLOCK if runs else Who.YOU,
        tone="over" if runs and is_late(session, one) else "soon",
        chip=left_words(session, one) if runs else "",
        due=counted.due if counted and runs else one.contained_on,
        clock=counted if runs else None,
        pupil_id="" if one.is_guarded else one.pupil_id,
        clock_of="Breach",
    )
