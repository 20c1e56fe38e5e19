"""End a request without a pack, with its reason and what that way of ending needs; open it again until a letter has left (domain 2.3)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from datetime import date
from typing import Any

from coordinator_app.access_requests.actions.gather import items_of
from coordinator_app.access_requests.actions.open_still import must_be_open
from coordinator_app.access_requests.actions.timing import bound_by_law, pauses_of
from coordinator_app.access_requests.gathering.gates import gathering_gate
from coordinator_app.access_requests.gathering.left_out import nothing_left_out_gate
from coordinator_app.access_requests.items import Outcome, Redaction, RequestItem
from coordinator_app.access_requests.letter_kinds import PART_REFUSED
from coordinator_app.access_requests.model import (
    AccessRequest,
    ClosedAs,
    LetterKind,
    RequestLetter,
    RequestSort,
)
from coordinator_app.access_requests.searching import RequestSearch
from coordinator_app.access_requests.sorting import is_about_a_person
from coordinator_app.core.changes import Saved
from coordinator_app.core.clock import LONDON
from coordinator_app.core.dates import say
from coordinator_app.core.errors import GateShut
from coordinator_app.core.gates import OPEN, Decision, Reason, all_of
from coordinator_app.core.ids import new_id
from coordinator_app.core.months import month_n
from coordinator_app.core.plausible import before, in_future, missing, refuse
from coordinator_app.core.privacy import Compartment
from coordinator_app.store.session import Session
from coordinator_app.store.unit_of_work import Work

ENDING_LETTERS = {
    ClosedAs.REFUSED: LetterKind.REFUSAL,
    ClosedAs.NOTHING_HELD: LetterKind.NOTHING_HELD,
}
"""The letter that tells whoever asked how it ended; once it was sent, the end stands."""
_CLAUSE = "003-5.1"
_AS_IF_UNTOLD = frozenset(
    {ClosedAs.WITHDRAWN, ClosedAs.NO_ANSWER, ClosedAs.PASSED_ON, ClosedAs.NOT_A_REQUEST}
)
_PARENTS_RIGHT = frozenset({RequestSort.EDUCATIONAL_RECORD, RequestSort.BOTH})


def closing_gate(session: Session, request: AccessRequest, closed_as: ClosedAs) -> Decision:
    """Whether a request may end in this way now."""
    told = _sent_on(session, request, LetterKind.REFUSAL)
    if told is not None and closed_as in _AS_IF_UNTOLD:
        said = f"They were told on {say(told)} that it is refused."
        return Decision((Reason(said, "Close it as refused.", _CLAUSE),))
    gates = {
        ClosedAs.PASSED_ON: _passed_on,
        ClosedAs.ANSWERED: _answered,
        ClosedAs.REFUSED: _refused,
        ClosedAs.NOTHING_HELD: _nothing_held,
        ClosedAs.NO_ANSWER: _no_answer,
        ClosedAs.NOT_A_REQUEST: _no_request,
    }
    return gates[closed_as](session, request) if closed_as in gates else OPEN


def close_request(
    session: Session, request: AccessRequest, closed_as: ClosedAs | None, because: str, on: date | None
) -> Saved[AccessRequest]:
    """End it: its clocks stop, and it can be read only. InvalidInput for what is missing; GateShut by `closing_gate`."""
    must_be_open(session.get(AccessRequest, request.id))
    refuse(
        (
            missing("closed_as", closed_as, "Say how it ends."),
            missing("closed_because", because.strip(), "Write why."),
            missing("closed_on", on, "Type the day."),
            in_future("closed_on", on, session.clock.today()),
            before("closed_on", on, request.received_on, "the day the request arrived"),
            before("closed_on", on, _end_told_on(session, request, closed_as), "the day the letter left"),
        )
    )
    assert closed_as is not None
    closing_gate(session, request, closed_as).demand()
    with session.write() as work:
        kept = work.change(request, closed_on=on, closed_as=closed_as, closed_because=because.strip())
        work.audit("request-closed", kept)
    return Saved(kept, work.change_id)


def reopen_request(session: Session, request: AccessRequest) -> Saved[AccessRequest]:
    """Go on with a request that was closed without a pack. GateShut once its end was told, or if a pack was sent.

    What was approved is approved no more, and what was held back or given on advice is put back to be looked at: the advice
    may be older than it may be, and the child may think otherwise. So it needs the guarded key once something was gathered.
    """
    if request.closed_on is None:
        raise GateShut(("It was not closed without a pack.",))
    told = told_on(session, request)
    if told is not None:
        raise GateShut(
            (
                f"They were told on {say(told)} how it ended. Log a new request if they ask again, and link the two.",
            )
        )
    if request.gathered_at is not None and Compartment.GUARDED not in session.held:
        raise GateShut((_NOT_OPENED,))
    again = [item for item in items_of(session, request.id) if _rests_on_advice(session, item)]
    change_id = new_id()
    with (
        session.write(Compartment.GUARDED) if any(one.is_guarded for one in again) else nullcontext() as apart
    ):
        if apart is not None:
            apart.change_id = change_id
            _put_back(apart, (one for one in again if one.is_guarded))
    with session.write() as work:
        work.change_id = change_id
        _put_back(work, (one for one in again if not one.is_guarded))
        kept = work.change(request, closed_on=None, closed_as=None, closed_because="", **_UNAPPROVED)
        work.audit("request-reopened", kept)
    return Saved(kept, work.change_id)


_NOT_OPENED = (
    "Your passphrase does not open safeguarding entries, so you cannot put back what was decided on advice. "
    "Ask the Co-ordinator or the safeguarding lead to open the request again."
)
CLOSED_BETWEEN = "The request was closed in between, and advice may be older now. Look at it again."
_UNAPPROVED: dict[str, Any] = {
    "approved_by": "", "approved_on": None, "approval_reason": "", "approved_mark": "",
}  # fmt: skip


def _rests_on_advice(session: Session, item: RequestItem) -> bool:
    """Whether a decision stood on what somebody advised: anything restricted, and whatever was held back because of harm."""
    if item.outcome in {None, Outcome.UNDECIDED}:
        return False
    boxes = session.list(Redaction, where={"request_item_id": item.id})
    reasons = (item.exemption, *(one.exemption for one in boxes))
    harm = any(
        one is not None and (one.needs_safeguarding_advice or one.needs_health_opinion) for one in reasons
    )
    return item.is_guarded or harm


def _put_back(work: Work, items: Iterable[RequestItem]) -> None:
    for item in items:
        work.change(item, outcome=Outcome.UNDECIDED, reset_because=CLOSED_BETWEEN)


def told_on(session: Session, request: AccessRequest) -> date | None:
    """The day the letter left that tells how it ended; None while none has."""
    return _end_told_on(session, request, request.closed_as)


def told_in_full(session: Session, request: AccessRequest) -> date | None:
    """The day a letter told them how all of it ends, whether or not it is closed by now: the clocks ended with it.

    None where something was gathered since, for then the work goes on and so do the clocks.
    """
    if request.closed_on is not None:
        return told_on(session, request)
    sent = [one for kind in ENDING_LETTERS.values() for one in _sent(session, request, kind)]
    first = min(sent, key=lambda one: one.sent_on or date.max, default=None)
    return None if first is None or _goes_on(request, first) else first.sent_on


def _goes_on(request: AccessRequest, letter: RequestLetter) -> bool:
    """Whether something was gathered after the letter: on a later day, or on that day once it was recorded as sent."""
    gathered, told = request.gathered_at, letter.sent_on
    if gathered is None or told is None:
        return False
    recorded = letter.changed_at
    return gathered.astimezone(LONDON).date() > told or (recorded is not None and gathered > recorded)


def _end_told_on(session: Session, request: AccessRequest, closed_as: ClosedAs | None) -> date | None:
    kind = ENDING_LETTERS.get(closed_as) if closed_as else None
    return _sent_on(session, request, kind) if kind is not None else None


def _sent_on(session: Session, request: AccessRequest, kind: LetterKind) -> date | None:
    """The day a letter of this kind left."""
    return next((one.sent_on for one in _sent(session, request, kind)), None)


def _sent(session: Session, request: AccessRequest, kind: LetterKind) -> Iterator[RequestLetter]:
    """The letters of this kind that left. One that refuses a part ends nothing: the rest is still to be answered."""
    written = session.list(RequestLetter, where={"request_id": request.id})
    whole = (one for one in written if one.letter is kind and one.question != PART_REFUSED)
    return (one for one in whole if one.sent_on)


def _answered(_session: Session, request: AccessRequest) -> Decision:
    """Freedom of information is answered in a letter; what is held about a person goes as a checked pack."""
    if request.sort is RequestSort.FREEDOM_OF_INFORMATION:
        return OPEN
    said = "This one is about a person: it is answered with its pack."
    opens = "Build the pack and record it as sent, or choose another way to end it."
    return Decision((Reason(said, opens, _CLAUSE),))


def _passed_on(_session: Session, request: AccessRequest) -> Decision:
    """A question about how we work may be passed on; what we hold about a person is for us to answer."""
    if not is_about_a_person(request.sort):
        return OPEN
    said = "This one is about a person: what is held here is answered from here."
    opens = "Answer it. Where nothing is held, write that letter, and name who may hold it."
    return Decision((Reason(said, opens, _CLAUSE),))


def _refused(session: Session, request: AccessRequest) -> Decision:
    if _sent_on(session, request, LetterKind.REFUSAL) is not None:
        return OPEN
    said = "Nobody has told them in writing that all of it is refused, and why."
    opens = "Write the letter that refuses, and record the day it was sent."
    return Decision((Reason(said, opens, _CLAUSE),))


def whole_gate(session: Session, request: AccessRequest) -> Decision:
    """Whether this user can know that nothing is held about somebody: only who opens what is guarded can."""
    if Compartment.GUARDED in session.held or not is_about_a_person(request.sort):
        return OPEN
    said = "Your passphrase does not open safeguarding entries, so you cannot know that nothing is held."
    opens = "Ask the Co-ordinator or the safeguarding lead to gather, and to answer."
    return Decision((Reason(said, opens, _CLAUSE),))


def nothing_found_gate(session: Session, request: AccessRequest) -> Decision:
    """Whether it may be said that nothing is held: not while something lies gathered, nor before all was looked through.

    And not by who cannot know. Where nobody is named whose records there could be, there is nothing to look through.
    """
    whole = whole_gate(session, request)
    items = session.count(RequestItem, where={"request_id": request.id})
    if not whole.is_open:
        return whole
    if not items:
        names_somebody = is_about_a_person(request.sort) and bool(
            request.pupil_id or request.about_staff.strip()
        )
        return _looked_through(session, request) if names_somebody else OPEN
    things = "1 item was" if items == 1 else f"{items} items were"
    return Decision((Reason(f"{things} gathered, so something is held.", "Decide and send them.", _CLAUSE),))


def _looked_through(session: Session, request: AccessRequest) -> Decision:
    """Whether all was gathered, every mention of them looked at, every place outside settled."""
    now = session.get(AccessRequest, request.id)
    if now.gathered_at is None:
        said = "Nobody has gathered what is held here."
        return Decision((Reason(said, "Gather first. If nothing is found, write that letter.", _CLAUSE),))
    return all_of(gathering_gate(session, now), nothing_left_out_gate(session, now.id))


def _nothing_held(session: Session, request: AccessRequest) -> Decision:
    found = nothing_found_gate(session, request)
    if not found.is_open:
        return found
    if request.gathered_at is None and not session.count(RequestSearch, where={"request_id": request.id}):
        return Decision((Reason("Nobody has looked yet.", "Gather first, or log the search.", _CLAUSE),))
    if _sent_on(session, request, LetterKind.NOTHING_HELD) is None:
        said = "Nobody has told them that nothing is held."
        return Decision((Reason(said, "Write the letter, and record the day it was sent.", _CLAUSE),))
    return OPEN


def _no_answer(session: Session, request: AccessRequest) -> Decision:
    asked = _asked_since(session, request)
    if asked is None:
        said = "Nothing was asked of them that is still unanswered."
        if not _question_stops(session, request):
            said = "The 15 school days are law and run on, whatever was asked of them."
        return Decision((Reason(said, "Go on with the request.", _CLAUSE),))
    over = month_n(asked, 1)
    if session.clock.today() < over:
        said = f"They were asked on {say(asked)}: that is less than a month ago."
        return Decision((Reason(said, f"It may end so from {say(over)}. Chase them first.", _CLAUSE),))
    return OPEN


def _no_request(_session: Session, request: AccessRequest) -> Decision:
    if request.gathered_at is None:
        return OPEN
    said = "Something was gathered for it already, so it is a request."
    return Decision((Reason(said, "Choose another way to end it.", _CLAUSE),))


def _asked_since(session: Session, request: AccessRequest) -> date | None:
    """Since when the longest open question waits."""
    waits = [one.asked_on for one in pauses_of(session, request.id) if one.answered_on is None]
    if not _question_stops(session, request):
        waits = []
    if request.identity_seen_on is None:
        waits.append(request.identity_asked_on)
    if request.authority_seen_on is None:
        waits.append(request.authority_asked_on)
    return min((day for day in waits if day is not None), default=None)


def _question_stops(session: Session, request: AccessRequest) -> bool:
    """Whether a question of ours stops the time: never the 15 school days of a maintained school (SI 2005/1437)."""
    return request.sort not in _PARENTS_RIGHT or not bound_by_law(session, request)
