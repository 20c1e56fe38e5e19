"""What access requests (SAR) bring to Today: their clocks, and what the school or the requester owes us."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from coordinator_app.access_requests.actions.intake import open_requests
from coordinator_app.access_requests.standing import Standing, standings
from coordinator_app.core.dates import say_list
from coordinator_app.core.remaining import State
from coordinator_app.hooks import RailCount
from coordinator_app.store.session import Session
from coordinator_app.today.model import DueItem, Who

_PAGE = "access_request"


def due_items(session: Session) -> list[DueItem]:
    """A clock for every open request, and a line for each answer that it waits for."""
    found = standings(session)
    return [_clock(one) for one in found] + [line for one in found for line in _waiting(one)]


def rail_count(session: Session) -> RailCount | None:
    """How many requests are open, and how many of them are overdue."""
    if not open_requests(session):
        return None
    found = standings(session)
    late = sum(one.remains.state is State.OVERDUE for one in found)
    return RailCount(len(found), late)


def _clock(one: Standing) -> DueItem:
    remains = one.remains
    return DueItem(
        key=f"access_request-{one.request.id}",
        title=one.pupil.called,
        second_line=one.next_step,
        icon="file-search",
        page=_PAGE,
        params=(("request_id", one.request.id),),
        action="See request" if one.clock.waiting else "Continue request",
        who=Who.CLOCK,
        tone=remains.state.tone,
        chip=remains.text,
        due=one.clock.due,
        clock=one.clock,
        remains=remains,
        pupil_id=one.pupil.id,
    )


def _waiting(one: Standing) -> list[DueItem]:
    lines = []
    if one.unanswered is not None:
        school = one.school.name if one.school else "the school on roll"
        reply = _line(one, "school", f"School reply, {school}", one.unanswered.asked_on, "gather")
        lines.append(_chased(reply, one.unanswered.chased_on))
    if one.proof_asked is not None:
        what, asked = one.proof_asked
        lines.append(_line(one, "identity", f"{what}, {one.request.requester}", asked, "identity"))
    if one.pause is not None:
        words = f"Answer to our question, {one.request.requester}"
        lines.append(_line(one, "answer", words, one.pause.asked_on, "received"))
    return lines


def _chased(line: DueItem, on: date | None) -> DueItem:
    """The line, saying when the school was chased too."""
    if on is None:
        return line
    return replace(line, second_line=f"Chased {say_list(on)}. {line.second_line}", due=on)


def _line(one: Standing, what: str, title: str, asked: date | None, stage: str) -> DueItem:
    since = f"Asked {say_list(asked)}, {one.pupil.called}" if asked else one.pupil.called
    return DueItem(
        key=f"access_request-{one.request.id}-{what}",
        title=title,
        second_line=since,
        icon="hourglass",
        page=_PAGE,
        params=(("request_id", one.request.id), ("stage", stage)),
        who=Who.SOMEONE_ELSE,
        due=asked,
        pupil_id=one.pupil.id,
    )
