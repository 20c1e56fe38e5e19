"""What referrals bring to Today: forms to check, first talks that nothing followed, and a draft to go on with."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from coordinator_app.core.dates import say
from coordinator_app.core.gates import all_of
from coordinator_app.core.privacy import Compartment
from coordinator_app.organisations.model import School
from coordinator_app.pupils.model import Pupil
from coordinator_app.referrals.call_drafts import CALL_DRAFT
from coordinator_app.referrals.discussions import ask_after, talks_of
from coordinator_app.referrals.model import (
    InitialDiscussion,
    Referral,
    ReferralState,
    missing_from_referral,
    school_question,
)
from coordinator_app.referrals.next_steps import RING_AFTER, is_late
from coordinator_app.referrals.states import OPEN_STATES
from coordinator_app.referrals.store import joined_without_referral
from coordinator_app.referrals.unplaced_calls import waiting_calls
from coordinator_app.referrals.upkeep import about_of
from coordinator_app.store.session import Session
from coordinator_app.today.model import DueItem

_PAGE = "referral"
_MOST = 100


def due_items(session: Session) -> list[DueItem]:
    """Forms to check, forms that the school has had for long, talks that nothing followed, an unfinished referral."""
    schools = {school.id: school.name for school in session.list(School)}
    return [
        *_call_drafts(session),
        *_calls_without_a_child(session),
        *_draft(session),
        *_waiting(session, schools),
        *_old_talks(session, schools),
    ]


def _waiting(session: Session, schools: dict[str, str]) -> list[DueItem]:
    waiting = session.list(Referral, where={"state": OPEN_STATES}, newest=True, limit=_MOST)
    ids = tuple({one.pupil_id for one in waiting})
    pupils = {one.id: one for one in session.list(Pupil, where={"id": ids})} if ids else {}
    today = session.clock.today()
    found = (
        _item(referral, pupils[referral.pupil_id], schools.get(referral.school_id, ""), today)
        for referral in waiting
        if referral.pupil_id in pupils
    )
    return [one for one in found if one is not None]


def _item(referral: Referral, pupil: Pupil, school: str, today: date) -> DueItem | None:
    """What is to do about one; None while the school has the form and time enough."""
    if is_late(referral, today):
        return _to_ring(referral, pupil, school)
    if referral.state is ReferralState.SENT or referral.sent_back_on is not None:
        return None
    return _to_check(referral, pupil, school)


def _to_check(referral: Referral, pupil: Pupil, school: str) -> DueItem:
    began = referral.state is ReferralState.DRAFTED
    lacks = all_of(missing_from_referral(referral), school_question(referral, pupil.school_id)).reasons
    said = lacks[0].why if lacks else "The form is complete and can be accepted."
    said = "Send the form to the school." if began else said
    return DueItem(
        key=f"referral-{referral.id}",
        title=f"{'New referral begun' if began else 'New referral to check'}, {pupil.called}",
        second_line=f"{school}. {said}" if school else said,
        icon="user-plus",
        page=_PAGE,
        params=(("pupil_id", pupil.id),),
        action="Carry on" if began else "Check",
        chip="Step 2 of 4",
        due=referral.received_on,
        pupil_id=pupil.id,
    )


def _to_ring(referral: Referral, pupil: Pupil, school: str) -> DueItem:
    back = referral.state is ReferralState.INCOMPLETE
    on = referral.sent_back_on if back else referral.sent_on
    sent = f"{'Sent back' if back else 'Sent'} {say(on)}" if on else "Sent"
    return DueItem(
        key=f"referral-{referral.id}",
        title=f"Ring the school about the referral form, {pupil.called}",
        second_line=f"{school}. {sent}, and it has not come back.",
        icon="phone",
        page=_PAGE,
        params=(("pupil_id", pupil.id),),
        action="Open",
        tone="soon",
        chip="With the school",
        due=on + RING_AFTER if on else None,
        pupil_id=pupil.id,
    )


def _old_talks(session: Session, schools: dict[str, str]) -> list[DueItem]:
    days = ask_after(session)
    before = session.clock.today() - timedelta(days=days)
    talks = session.list(InitialDiscussion, where={"pupil_id": ""}, order="held_on", limit=_MOST)
    # a safeguarding call keeps the child, not the notes: those still want a referral
    joined = joined_without_referral(session.databases.connection(Compartment.GENERAL), _MOST)
    talks += session.list(InitialDiscussion, where={"id": tuple(joined)}) if joined else []
    old = [talk for talk in talks if talk.held_on is not None and talk.held_on < before]
    last = {talk.id: _last(session, talk) for talk in old}
    return [
        _to_decide(talk, last[talk.id], days, schools.get(talk.school_id, "the school"))
        for talk in old
        if last[talk.id] < before
    ]


def _last(session: Session, talk: InitialDiscussion) -> date:
    days = [later.held_on for later in talks_of(session, talk.id)]
    return max(day for day in (talk.held_on, *days) if day is not None)


def _to_decide(talk: InitialDiscussion, last: date, days: int, school: str) -> DueItem:
    which = "First talk" if last == talk.held_on else "Last talk"
    return DueItem(
        key=f"discussion-{talk.id}",
        title=f"Is a referral coming, {talk.initials}, or delete the notes?",
        second_line=f"{which} with {school}, {say(last)}. Nothing followed for {days} days.",
        icon="hourglass",
        page=_PAGE,
        params=(("discussion_id", talk.id),),
        action="Decide",
        tone="soon",
        chip="Notes to decide on",
        due=last + timedelta(days=days),
    )


def _draft(session: Session) -> list[DueItem]:
    body = session.draft(_PAGE, "")
    if body is None:
        return []
    about = tuple(about_of(session, body).items())  # an old one, which is moved there after the unlock
    return [
        DueItem(
            key="referral-draft",
            title="Referral, not finished" if about else "New referral, not finished",
            second_line="What you typed is kept as a draft, encrypted. Nothing of it is a record yet.",
            icon="pen-line",
            page=_PAGE,
            params=about,
            action="Carry on",
            chip="Draft",
        )
    ]


def _call_drafts(session: Session) -> list[DueItem]:
    """Safeguarding calls that were typed and not recorded: nobody else knows of them yet (003-6.4)."""
    return [
        DueItem(
            key=f"call-draft-{one.record_id}",
            title="Safeguarding call, not recorded yet",
            second_line="What you typed is kept as a guarded draft. Open it and record it.",
            icon="phone",
            page=_PAGE,
            params=(*_about(one.body), ("call", "open")),
            action="Carry on",
            tone="over",
            chip="Not recorded",
            due=one.saved_at.date(),
        )
        for one in session.drafts()
        if one.screen == CALL_DRAFT and _is_there(session, one.body)
    ]


def _calls_without_a_child(session: Session) -> list[DueItem]:
    """Calls that are kept and on no record. Nobody is named: Today is seen by whoever stands beside (design 2)."""
    return [
        DueItem(
            key=f"unplaced-call-{call.id}",
            title="Safeguarding call: whose is it?",
            second_line=f"Call of {say(call.happened_on)}. It is on no child’s record yet."
            if call.happened_on
            else "",
            icon="phone",
            page="safeguarding_call",
            params=(("call_id", call.id),),
            action="Find the child",
            tone="over",
            chip="No record yet",
            due=call.happened_on,
        )
        for call in waiting_calls(session)
    ]


def _is_there(session: Session, body: Mapping[str, Any]) -> bool:
    """Whether what a call is about can be opened: a row that leads nowhere helps nobody."""
    pupil_id, talk_id = str(body.get("pupil_id", "")), str(body.get("discussion_id", ""))
    pupil = session.find(Pupil, pupil_id) if pupil_id else None
    talk = session.find(InitialDiscussion, talk_id) if talk_id else None
    there = [one for one in (pupil, talk) if one is not None and one.trashed_at is None]
    return bool(there) or not (pupil_id or talk_id)


def _about(body: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """What opens the referral that a draft of a call belongs to."""
    found = ((name, str(body.get(name, ""))) for name in ("pupil_id", "discussion_id"))
    return tuple(one for one in found if one[1])
