"""What corrections bring to Today: what is to be decided within the month, who waits for an answer, who is to be told.

The lines name the pupil and nobody else: what a guarded record says, and who was given it, is not told on Today.
"""

from __future__ import annotations

from collections.abc import Iterable

from coordinator_app.answering.lines import Case, time_lines
from coordinator_app.core.dates import say
from coordinator_app.core.remaining import remaining
from coordinator_app.corrections.actions import is_settled
from coordinator_app.corrections.model import CorrectionClaim, CorrectionNotice, CorrectionOutcome
from coordinator_app.corrections.timing import TIMING
from coordinator_app.pupils.model import Pupil
from coordinator_app.store.session import Session
from coordinator_app.today.model import DueItem, Who

_ICON = "message-square-warning"


def due_items(session: Session) -> list[DueItem]:
    """A line for each correction that is not answered yet, and one for each whose notices are open."""
    waiting = [
        one
        for one in session.list(CorrectionClaim, where={"told_on": None})
        if one.outcome is not CorrectionOutcome.WITHDRAWN
    ]
    open_notices = _open_notices(session)
    claims = {one.id: one for one in (*waiting, *_claims(session, open_notices))}
    names = _names(session, claims.values())
    known = [one for one in waiting if one.pupil_id in names]
    items = [_to_answer(session, one, names[one.pupil_id]) for one in known]
    for one in known:
        items += _of_time(session, one, names[one.pupil_id])
    for claim_id, notices in open_notices.items():
        claim = claims.get(claim_id)
        if claim is not None and claim.pupil_id in names:
            items.append(_to_tell(claim, notices, names[claim.pupil_id]))
    return items


def _open_notices(session: Session) -> dict[str, list[CorrectionNotice]]:
    found: dict[str, list[CorrectionNotice]] = {}
    for one in session.list(CorrectionNotice, where={"confirmed_on": None}):
        if not is_settled(one):
            found.setdefault(one.claim_id, []).append(one)
    return found


def _claims(session: Session, ids: Iterable[str]) -> list[CorrectionClaim]:
    wanted = tuple(ids)
    return session.list(CorrectionClaim, where={"id": wanted}) if wanted else []


def _names(session: Session, claims: Iterable[CorrectionClaim]) -> dict[str, str]:
    ids = tuple({one.pupil_id for one in claims})
    return {one.id: one.called for one in session.list(Pupil, where={"id": ids})} if ids else {}


def _to_answer(session: Session, claim: CorrectionClaim, name: str) -> DueItem:
    clock = TIMING.clock_of(session, claim)
    left = remaining(clock, session.clock.today()) if clock else None
    decided = claim.outcome is not None
    said = f"Asked for on {say(claim.asked_on)}. " if claim.asked_on else ""
    return DueItem(
        key=f"correction-{claim.id}",
        title=f"Correction asked for, {name}",
        second_line=said + (_answer_is(claim) if decided else "Decide, and tell whoever asked."),
        icon=_ICON,
        page="correction",
        params=(("claim_id", claim.id),),
        action="Continue",
        tone=left.state.tone if left else "neutral",
        chip=left.text if left else "",
        due=(clock.work_to or clock.due) if clock else None,
        pupil_id=claim.pupil_id,
    )


def _answer_is(claim: CorrectionClaim) -> str:
    """A letter that was printed or saved has told nobody: it stays here until it is recorded that it went."""
    if claim.answer_reference:
        return "The answer was printed or saved. Record it as told once it went."
    return "Tell whoever asked what was decided."


def _of_time(session: Session, claim: CorrectionClaim, name: str) -> Iterable[DueItem]:
    if claim.outcome is not None:
        return ()
    title, params = f"Correction asked for, {name}", (("claim_id", claim.id),)
    return time_lines(
        Case(f"correction-{claim.id}", title, "correction", params, claim.pupil_id),
        TIMING.questions_of(session, claim),
        session.clock.today(),
        extension_reason=claim.extension_reason,
        extended_on=claim.extended_on,
    )


def _to_tell(claim: CorrectionClaim, notices: list[CorrectionNotice], name: str) -> DueItem:
    untold = sum(one.told_on is None for one in notices)
    told = "1 recipient" if len(notices) == 1 else f"{len(notices)} recipients"
    words = f"{untold} of {told} to be told of it." if untold else f"{told} to say that it is changed."
    return DueItem(
        key=f"correction-{claim.id}-notices",
        title=f"Record corrected, {name}",
        second_line=words[:1].upper() + words[1:],
        icon="send",
        page="correction",
        params=(("claim_id", claim.id),),
        who=Who.YOU if untold else Who.SOMEONE_ELSE,
        tone="soon" if untold else "neutral",
        due=claim.decided_on,
        pupil_id=claim.pupil_id,
    )
