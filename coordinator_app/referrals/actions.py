"""First discussions and referrals: what may be kept when (003-7)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from coordinator_app.core.changes import Saved, TakenBack
from coordinator_app.core.errors import FieldProblem
from coordinator_app.core.gates import Decision
from coordinator_app.core.plausible import before, in_future, missing, refuse
from coordinator_app.pupils.actions import checked
from coordinator_app.pupils.model import Pupil
from coordinator_app.referrals.model import (
    InitialDiscussion,
    Referral,
    ReferralState,
    initials_problem,
    may_keep,
    missing_from_referral,
)
from coordinator_app.store.session import Session
from coordinator_app.store.undo import CannotUndo


def record_discussion(session: Session, discussion: InitialDiscussion) -> Saved[InitialDiscussion]:
    """Keep notes of a first talk: all that may be kept before a referral, and no name (003-7.1, 7.2)."""
    named = initials_problem(discussion.initials)
    refuse(
        (
            FieldProblem("initials", named) if named else None,
            in_future("held_on", discussion.held_on, session.clock.today()),
        )
    )
    with session.write() as work:
        kept = work.put(discussion)
    return Saved(kept, work.change_id)


@dataclass(frozen=True, slots=True)
class ReferralTaken:
    """A referral as it was received, with the pupil it is about."""

    pupil: Pupil
    referral: Referral
    change_id: str


def take_referral(
    session: Session, pupil: Pupil, referral: Referral, discussion_id: str = ""
) -> ReferralTaken:
    """Keep a pupil with the referral that allows keeping anything; joins the first discussion to it.

    InvalidInput if a date is impossible or the form says less than it must to be received. All of it or nothing
    is kept: a pupil without a referral may not be (003-7.2).
    """
    _check(session, referral)
    good = checked(session, pupil)
    with session.write() as work:
        kept_pupil = work.put(good)
        kept = work.put(replace(referral, pupil_id=kept_pupil.id))
        if discussion_id:
            discussion = session.get(InitialDiscussion, discussion_id)
            if discussion.pupil_id != kept_pupil.id:
                work.change(discussion, pupil_id=kept_pupil.id)
    return ReferralTaken(kept_pupil, kept, work.change_id)


def receive_referral(
    session: Session, pupil: Pupil, referral: Referral, discussion_id: str = "", *, accept: bool
) -> ReferralTaken:
    """Keep a signed form as received and, with `accept`, accept it at once if nothing is missing (003-4.1, 4.2).

    An accepted form that is changed so that something is missing goes back to received.
    """
    whole = missing_from_referral(referral).is_open
    was_accepted = referral.state is ReferralState.ACCEPTED
    state = ReferralState.ACCEPTED if was_accepted and whole else ReferralState.RECEIVED
    taken = take_referral(session, pupil, replace(referral, state=state), discussion_id)
    if not (accept and whole) or was_accepted:
        return taken
    saved = accept_referral(session, taken.referral)
    return ReferralTaken(taken.pupil, saved.record, saved.change_id)


def drop_discussion(session: Session, discussion: InitialDiscussion) -> Saved[InitialDiscussion]:
    """Put the notes of a first talk in the trash: no referral is coming (003-7.2)."""
    with session.write() as work:
        gone = work.trash(discussion)
    return Saved(gone, work.change_id)


def save_referral(session: Session, referral: Referral) -> Saved[Referral]:
    """Keep a changed referral. What is incomplete may be kept as received, but nobody can accept it."""
    _check(session, referral)
    with session.write() as work:
        kept = work.put(referral)
    return Saved(kept, work.change_id)


def accept_referral(session: Session, referral: Referral) -> Saved[Referral]:
    """Accept a complete referral; GateShut names what is missing (003-4.1, 4.2)."""
    missing_from_referral(referral).demand()
    today = session.clock.today()
    with session.write() as work:
        kept = work.change(referral, state=ReferralState.ACCEPTED, decided_on=today)
    return Saved(kept, work.change_id)


def decline_referral(session: Session, referral: Referral, reason: str) -> Saved[Referral]:
    """Decline a referral, with the reason."""
    refuse((missing("decision_reason", reason, "Say why the referral is declined."),))
    today = session.clock.today()
    with session.write() as work:
        kept = work.change(referral, state=ReferralState.DECLINED, decided_on=today, decision_reason=reason)
    return Saved(kept, work.change_id)


def referrals_of(session: Session, pupil_id: str) -> list[Referral]:
    """A pupil's referrals, newest first."""
    return session.list(Referral, where={"pupil_id": pupil_id}, newest=True)


def keeping(session: Session, pupil_id: str) -> Decision:
    """Whether records about this pupil may be kept (003-7.2)."""
    return may_keep(referrals_of(session, pupil_id))


def _check(session: Session, referral: Referral) -> None:
    today: date = session.clock.today()
    refuse(
        (
            in_future("signed_on", referral.signed_on, today),
            in_future("received_on", referral.received_on, today),
            before("received_on", referral.received_on, referral.signed_on, "the date on the form"),
        )
    )


_NEED_REFERRAL = ("chronology_entry", "document", "consent", "review")


def undo_gate(session: Session, taken: tuple[TakenBack, ...]) -> None:
    """Go on, or raise CannotUndo if a referral would go on which the pupil's record rests (003-7.2)."""
    touched = {one.now.id for one in taken}
    for pupil_id in {one.now.pupil_id for one in taken if isinstance(one.now, Referral)}:
        after = [
            one.wanted for one in taken if isinstance(one.wanted, Referral) and one.wanted.trashed_at is None
        ]
        after = [one for one in after if one.pupil_id == pupil_id]
        staying = [one for one in referrals_of(session, pupil_id) if one.id not in touched]
        if may_keep([*staying, *after]).is_open or not keeping(session, pupil_id).is_open:
            continue
        if _has_records(session, pupil_id, touched):
            raise CannotUndo(
                "The pupil's record rests on this referral: without it only notes of the first talk may be kept.",
                next_step="Open the referral and change what is wrong in it, or decline it with the reason.",
            )


def _has_records(session: Session, pupil_id: str, touched: set[str]) -> bool:
    """Whether anything is kept that needs a referral; a safeguarding entry needs none (003-6.4)."""
    found = (
        record
        for kind in _NEED_REFERRAL
        for record in session.list(session.catalogue.of_kind(kind).cls, where={"pupil_id": pupil_id})
    )
    return any(one.id not in touched and getattr(one, "category", "") != "safeguarding" for one in found)
