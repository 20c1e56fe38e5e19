"""What breaches bring to Today: the 72 hours, then what is left to contain and to close. Nobody is named."""

from __future__ import annotations

from coordinator_app.breaches.actions import called, clock
from coordinator_app.breaches.model import Breach, PeopleTold
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
    return [_item(session, one) for one in open_breaches(session)]


def rail_count(session: Session) -> RailCount | None:
    """How many are open, and how many are past their 72 hours; None for none.

    Those that lie apart are not counted: the menu stands there for whoever looks over a shoulder (decision 21).
    """
    found = [one for one in open_breaches(session) if not one.is_guarded]
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


def _asks(one: Breach) -> str:
    """What it asks for next; the family comes without undue delay, whatever the ICO is told (article 34)."""
    if one.people_told is PeopleTold.NOT_YET:
        family = "The family is not told yet: look again whether it can be."
    else:
        family = "Is the family told? Decide it, and write it down." if one.owes_telling else ""
    if one.clock_runs:
        return f"Decide whether the ICO has to be told. {family}".strip()
    return family or ("Close it." if one.contained else "Say how it was contained, then close it.")


def _item(session: Session, one: Breach) -> DueItem:
    counted, runs = clock(one), one.clock_runs
    return DueItem(
        key=f"breach-{one.id}",
        title=called(one),
        second_line=_asks(one),
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
