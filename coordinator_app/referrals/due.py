"""What referrals bring to Today: forms to check, first talks that nothing followed, and a draft to go on with."""

from __future__ import annotations

from datetime import timedelta

from coordinator_app.core.dates import say
from coordinator_app.organisations.model import School
from coordinator_app.pupils.model import Pupil
from coordinator_app.referrals.model import (
    ASK_AFTER_DAYS,
    InitialDiscussion,
    Referral,
    ReferralState,
    missing_from_referral,
)
from coordinator_app.store.session import Session
from coordinator_app.today.model import DueItem

_PAGE = "referral"
_MOST = 100


def due_items(session: Session) -> list[DueItem]:
    """Received and not accepted; talks older than 60 days without a referral; an unfinished new referral."""
    schools = {school.id: school.name for school in session.list(School)}
    return [*_draft(session), *_received(session, schools), *_old_talks(session, schools)]


def _received(session: Session, schools: dict[str, str]) -> list[DueItem]:
    waiting = session.list(Referral, where={"state": ReferralState.RECEIVED}, newest=True, limit=_MOST)
    ids = tuple({one.pupil_id for one in waiting})
    pupils = {one.id: one for one in session.list(Pupil, where={"id": ids})} if ids else {}
    return [
        _to_check(referral, pupils[referral.pupil_id], schools.get(referral.school_id, ""))
        for referral in waiting
        if referral.pupil_id in pupils
    ]


def _to_check(referral: Referral, pupil: Pupil, school: str) -> DueItem:
    lacks = missing_from_referral(referral).reasons
    said = lacks[0].why if lacks else "The form is complete and can be accepted."
    return DueItem(
        key=f"referral-{referral.id}",
        title=f"New referral to check, {pupil.called}",
        second_line=f"{school}. {said}" if school else said,
        icon="user-plus",
        page=_PAGE,
        params=(("pupil_id", pupil.id),),
        action="Check",
        chip="Step 2 of 3",
        due=referral.received_on,
        pupil_id=pupil.id,
    )


def _old_talks(session: Session, schools: dict[str, str]) -> list[DueItem]:
    before = session.clock.today() - timedelta(days=ASK_AFTER_DAYS)
    talks = session.list(InitialDiscussion, where={"pupil_id": ""}, order="held_on", limit=_MOST)
    return [
        _to_decide(talk, schools.get(talk.school_id, "the school"))
        for talk in talks
        if talk.held_on is not None and talk.held_on < before
    ]


def _to_decide(talk: InitialDiscussion, school: str) -> DueItem:
    on = f", {say(talk.held_on)}" if talk.held_on else ""
    return DueItem(
        key=f"discussion-{talk.id}",
        title=f"Is a referral coming, {talk.initials}, or delete the notes?",
        second_line=f"First talk with {school}{on}. Nothing followed for {ASK_AFTER_DAYS} days.",
        icon="hourglass",
        page=_PAGE,
        params=(("discussion_id", talk.id),),
        action="Decide",
        tone="soon",
        chip="Notes to decide on",
        due=talk.held_on + timedelta(days=ASK_AFTER_DAYS) if talk.held_on else None,
    )


def _draft(session: Session) -> list[DueItem]:
    if session.draft(_PAGE, "") is None:
        return []
    return [
        DueItem(
            key="referral-draft",
            title="New referral, not finished",
            second_line="What you typed is kept as a draft, encrypted. Nothing of it is a record yet.",
            icon="pen-line",
            page=_PAGE,
            action="Carry on",
            chip="Draft",
        )
    ]
