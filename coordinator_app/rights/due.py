"""What these requests bring to Today: one month to answer, what was granted and is not done, who is not told yet.

The lines name the pupil and the kind; of one that lies apart its number alone.
"""

from __future__ import annotations

from collections.abc import Iterator

from coordinator_app.answering.lines import Case, time_lines
from coordinator_app.core.dates import say
from coordinator_app.core.remaining import remaining
from coordinator_app.pupils.model import Pupil
from coordinator_app.rights.actions import open_notices
from coordinator_app.rights.end_notices import owed_the_end
from coordinator_app.rights.lasting import is_ground_gone
from coordinator_app.rights.model import RightsOutcome, RightsRequest
from coordinator_app.rights.timing import TIMING, called
from coordinator_app.store.session import Session
from coordinator_app.today.model import DueItem, Who

_ICON = "eraser"


def due_items(session: Session) -> list[DueItem]:
    """A line for each that is not answered, done or told."""
    found = session.list(RightsRequest)
    ids = tuple({one.pupil_id for one in found})
    names = (
        {one.id: one.called for one in session.list(Pupil, where={"id": ids}, trashed=None)} if ids else {}
    )
    return [
        item for one in found if one.pupil_id in names for item in _items(session, one, names[one.pupil_id])
    ]


def _items(session: Session, one: RightsRequest, name: str) -> Iterator[DueItem]:
    title = called(one) if one.is_guarded else f"{called(one)}, {name}"
    if one.outcome is None or (one.told_on is None and one.outcome is not RightsOutcome.WITHDRAWN):
        yield _to_answer(session, one, title)
    if one.outcome is None:
        place = _line(one, title, "", "time", tone="neutral")
        yield from time_lines(
            Case(f"rights-{one.id}", title, place.page, place.params, place.pupil_id),
            TIMING.questions_of(session, one),
            session.clock.today(),
            extension_reason=one.extension_reason,
            extended_on=one.extended_on,
        )
    if one.awaits_erasure:
        yield _line(one, title, "It was granted. Erase what was chosen.", "erase", tone="soon")
    if one.restricts:
        yield from _to_lift(session, one, title)
    if (
        one.outcome is not None
        and one.outcome.does_something
        and not one.awaits_erasure
        and one.lifted_on is None
    ):
        yield from _to_tell(session, one, title)
    yield from _to_tell_end(session, one, title)


def _to_answer(session: Session, one: RightsRequest, title: str) -> DueItem:
    clock = TIMING.clock_of(session, one)
    left = remaining(clock, session.clock.today()) if clock else None
    came = f"Arrived {say(one.received_on)}. " if one.received_on else ""
    words = "Check and decide." if one.outcome is None else "Tell whoever asked what was decided."
    item = _line(one, title, came + words, "answer", tone=left.state.tone if left else "neutral")
    return DueItem(
        key=item.key,
        title=item.title,
        second_line=item.second_line,
        icon=item.icon,
        page=item.page,
        params=item.params,
        action="Continue",
        tone=item.tone,
        chip=left.text if left else "",
        due=(clock.work_to or clock.due) if clock else None,
        pupil_id="" if one.is_guarded else one.pupil_id,
    )


def _to_lift(session: Session, one: RightsRequest, title: str) -> Iterator[DueItem]:
    """Article 18(3): they are told before a restriction ends; and what it waited for may be decided by now."""
    if (one.lift_told_on is not None or one.lift_reason) and one.told_on is None:
        words = "The restriction is to end, and they were never told that the answer is yes. Tell them that first."
    elif one.lift_told_on is not None:
        words = f"They were told on {say(one.lift_told_on)} that the restriction ends. End it, or change why."
    elif one.lift_reason:
        words = "The restriction is to end. Tell whoever asked before it does."
    elif is_ground_gone(session, one):
        words = (
            "What the restriction waited for is decided. If it is to end, tell whoever asked before it does."
        )
    else:
        return
    yield _line(one, title, words, "lift", tone="soon")


def _to_tell(session: Session, one: RightsRequest, title: str) -> Iterator[DueItem]:
    notices = open_notices(session, one)
    untold = sum(notice.told_on is None for notice in notices)
    if not notices:
        return
    told = "1 recipient" if len(notices) == 1 else f"{len(notices)} recipients"
    words = f"{untold} of {told} to be told." if untold else f"{told} to say that it is done."
    who = Who.YOU if untold else Who.SOMEONE_ELSE
    yield _line(one, title, words, "notices", tone="soon" if untold else "neutral", who=who)


def _to_tell_end(session: Session, one: RightsRequest, title: str) -> Iterator[DueItem]:
    """Who leaves unused what they were given does so until somebody tells them that it has ended."""
    number = len(owed_the_end(session, one))
    if number:
        told = "1 recipient is" if number == 1 else f"{number} recipients are"
        words = f"The restriction has ended, and {told} still to be told of that."
        yield _line(one, title, words, "end-notices", tone="soon")


def _line(one: RightsRequest, title: str, words: str, key: str, *, tone: str, who: Who = Who.YOU) -> DueItem:
    return DueItem(
        key=f"rights-{one.id}-{key}",
        title=title,
        second_line=words,
        icon=_ICON,
        page="rights_request",
        params=(("request_id", one.id),),
        tone=tone,
        who=who,
        due=one.decided_on,
        pupil_id="" if one.is_guarded else one.pupil_id,
    )
