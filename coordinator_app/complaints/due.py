"""What complaints bring to Today: to acknowledge within 30 days, to be kept informed, to be told, to be closed.

Of a complaint that lies apart only its number stands there; of the others who complains, never what about.
"""

from __future__ import annotations

from datetime import date, timedelta

from coordinator_app.complaints.actions import clocks, steps_of
from coordinator_app.complaints.letters import called
from coordinator_app.complaints.model import Complaint, StepKind
from coordinator_app.core.dates import say
from coordinator_app.core.remaining import remaining
from coordinator_app.store.session import Session
from coordinator_app.today.model import DueItem, Who

_ICON = "message-square-warning"
SILENT = timedelta(days=30)
"""How long somebody hears nothing before Today asks to tell them how it goes (our wording: "kept informed")."""


def due_items(session: Session) -> list[DueItem]:
    """One line for each complaint that is open."""
    return [_item(session, one) for one in session.list(Complaint, where={"closed_on": None})]


def _item(session: Session, one: Complaint) -> DueItem:
    who = "" if one.is_guarded else f", {one.complainant}"
    title = f"{called(one)}{who}"
    if one.acknowledged_on is None:
        return _acknowledge(session, one, title)
    if one.outcome is None:
        return _look_into(session, one, title)
    owes = one.told_on is None and one.outcome.owes_an_answer
    words = "Tell them what was found, and that they may go to the ICO." if owes else "Close it."
    return _line(one, title, words, tone="soon" if owes else "neutral", due=one.decided_on)


def _acknowledge(session: Session, one: Complaint, title: str) -> DueItem:
    both = clocks(session, one)
    left = remaining(both.statute, session.clock.today()) if both else None
    arrived = f"Arrived {say(one.received_on)}. " if one.received_on else ""
    return _line(
        one,
        title,
        f"{arrived}Tell them that we have it.",
        tone=left.state.tone if left else "soon",
        chip=left.text if left else "",
        due=both.statute.due if both else None,
    )


def _look_into(session: Session, one: Complaint, title: str) -> DueItem:
    spoken = [
        step.on_day
        for step in steps_of(session, one.id)
        if step.step in {StepKind.TOLD_HOW_IT_GOES, StepKind.MEETING} and step.on_day
    ]
    last = max([*spoken, *((one.acknowledged_on,) if one.acknowledged_on else ())])
    again = last + SILENT
    if again <= session.clock.today():
        words = f"They last heard from us on {say(last)}. Tell them how it goes."
        return _line(one, title, words, tone="soon", due=again)
    handled = (
        f"{one.handler} looks into it." if one.handler and not one.is_guarded else "It is being looked into."
    )
    return _line(one, title, handled, tone="neutral", due=again, who=Who.SOMEONE_ELSE)


def _line(
    one: Complaint,
    title: str,
    words: str,
    *,
    tone: str,
    due: date | None,
    chip: str = "",
    who: Who = Who.YOU,
) -> DueItem:
    return DueItem(
        key=f"complaint-{one.id}",
        title=title,
        second_line=words,
        icon=_ICON,
        page="complaint",
        params=(("complaint_id", one.id),),
        action="Continue",
        tone=tone,
        chip=chip,
        due=due,
        who=who,
        pupil_id="" if one.is_guarded else one.pupil_id,
    )
