"""First discussions and referrals: what may be kept when (003-7). What was decided stands in `deciding`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from coordinator_app.core.changes import Saved
from coordinator_app.core.errors import FieldProblem
from coordinator_app.core.gates import Decision
from coordinator_app.core.names import fold
from coordinator_app.core.plausible import before, in_future, refuse
from coordinator_app.pupils.actions import checked, write_pupil
from coordinator_app.pupils.duplicates import write_different
from coordinator_app.pupils.gate import may_be_kept
from coordinator_app.pupils.model import Pupil
from coordinator_app.referrals.deciding import accept_referral, decline_referral
from coordinator_app.referrals.discussions import said_openly
from coordinator_app.referrals.model import (
    InitialDiscussion,
    LaterTalk,
    Referral,
    ReferralState,
    initials_problem,
    missing_from_referral,
    school_question,
)
from coordinator_app.referrals.reasons import GivenReason, ReferralReason, reasons_problem
from coordinator_app.referrals.states import may_move
from coordinator_app.referrals.undoing import undo_gate
from coordinator_app.store.session import Session
from coordinator_app.store.unit_of_work import Work

__all__ = ["accept_referral", "decline_referral", "undo_gate"]


def record_discussion(session: Session, discussion: InitialDiscussion) -> Saved[InitialDiscussion]:
    """Keep notes of a first talk: all that may be kept before a referral, and no name (003-7.1, 7.2)."""
    named = initials_problem(discussion.initials)
    today = session.clock.today()
    refuse(
        (
            FieldProblem("initials", named) if named else None,
            in_future("held_on", discussion.held_on, today),
            in_future("form_sent_on", discussion.form_sent_on, today),
            *said_openly(discussion.school_basis, discussion.notes, discussion.advice),
        )
    )
    with session.write() as work:
        kept = work.put(discussion)
    return Saved(kept, work.change_id)


def drop_discussion(session: Session, discussion: InitialDiscussion) -> Saved[InitialDiscussion]:
    """Put the notes of a first talk and of all that followed in the trash: no referral is coming (003-7.2)."""
    with session.write() as work:
        for talk in session.list(LaterTalk, where={"discussion_id": discussion.id}):
            work.trash(talk)
        gone = work.trash(discussion)
    return Saved(gone, work.change_id)


@dataclass(frozen=True, slots=True)
class ReferralTaken:
    """A referral as it was received, with the pupil it is about."""

    pupil: Pupil
    referral: Referral
    change_id: str


def take_referral(
    session: Session,
    pupil: Pupil,
    referral: Referral,
    discussion_id: str = "",
    *,
    reasons: Sequence[ReferralReason] | None = None,
    different: Iterable[str] = (),
) -> ReferralTaken:
    """Keep a pupil with the referral that allows keeping anything; joins the first discussion to it.

    InvalidInput if a date is impossible or the form says less than it must to be received; GateShut if the referral
    ended. All of it or nothing is kept: a pupil without a referral may not be (003-7.2). `reasons` are all of them,
    the main one first; None leaves those that are kept. `different` are pupils who were said to be other children.
    """
    _check(session, referral)
    refuse((reasons_problem(reasons or ()), _another_child(session, pupil)))
    good = checked(session, pupil)
    wanted = referral if reasons is None else replace(referral, reason=next(iter(reasons), None))
    with session.write() as work:
        kept_pupil = write_pupil(session, work, good)
        for other_id in different:
            write_different(session, work, kept_pupil.id, other_id)
        kept = work.put(replace(wanted, pupil_id=kept_pupil.id))
        if reasons is not None:
            _keep_reasons(session, work, kept.id, reasons)
        if discussion_id:
            discussion = session.get(InitialDiscussion, discussion_id)
            if discussion.pupil_id != kept_pupil.id:
                work.change(discussion, pupil_id=kept_pupil.id)
    return ReferralTaken(kept_pupil, kept, work.change_id)


def _another_child(session: Session, pupil: Pupil) -> FieldProblem | None:
    """Why a kept pupil may not be made another one: names and birthday all change at once, and the record would follow."""
    kept = session.find(Pupil, pupil.id) if pupil.id else None
    if kept is None or kept.birth_date == pupil.birth_date:
        return None
    if fold(kept.given_names) == fold(pupil.given_names) or fold(kept.family_name) == fold(pupil.family_name):
        return None
    return FieldProblem(
        "given_names",
        f"This is the referral of {kept.called}. For another child, close it and choose New referral.",
    )


def receive_referral(
    session: Session,
    pupil: Pupil,
    referral: Referral,
    discussion_id: str = "",
    *,
    accept: bool,
    reasons: Sequence[ReferralReason] | None = None,
    different: Iterable[str] = (),
) -> ReferralTaken:
    """Keep a form as it came and, with `accept`, accept it at once if nothing is missing (003-4.1, 4.2).

    What lacks something is kept as incomplete, an accepted form too that is changed so that something is missing.
    """
    whole = missing_from_referral(referral).is_open
    stays = referral.state is ReferralState.ACCEPTED and whole
    state = ReferralState.ACCEPTED if stays else ReferralState.RECEIVED if whole else ReferralState.INCOMPLETE
    stored = session.find(Referral, referral.id) if referral.id else None
    may_move(stored.state if stored else None, state).demand()
    came = replace(referral, state=state, decided_on=referral.decided_on if stays else None)
    taken = take_referral(session, pupil, came, discussion_id, reasons=reasons, different=different)
    if stays or not (accept and whole):
        return taken
    if not school_question(taken.referral, taken.pupil.school_id).is_open:
        return taken  # received; which school is responsible is asked first
    saved = accept_referral(session, taken.referral)
    return ReferralTaken(taken.pupil, saved.record, saved.change_id)


def save_referral(session: Session, referral: Referral) -> Saved[Referral]:
    """Keep a changed referral. What is incomplete may be kept as received, but nobody can accept it.

    GateShut if its state would go where it may not go from here.
    """
    _check(session, referral)
    before = session.find(Referral, referral.id) if referral.id else None
    if before is not None and before.state is not referral.state:
        may_move(before.state, referral.state).demand()
    with session.write() as work:
        kept = work.put(referral)
    return Saved(kept, work.change_id)


def referrals_of(session: Session, pupil_id: str) -> list[Referral]:
    """A pupil's referrals, newest first."""
    return session.list(Referral, where={"pupil_id": pupil_id}, newest=True)


def reasons_of(session: Session, referral: Referral) -> tuple[ReferralReason, ...]:
    """The coded reasons of a referral, the main one first."""
    given = session.list(GivenReason, where={"referral_id": referral.id})
    ranked = sorted(given, key=lambda one: one.rank or 0)
    found = tuple(one.reason for one in ranked if one.reason is not None)
    return found or ((referral.reason,) if referral.reason else ())


def keeping(session: Session, pupil_id: str) -> Decision:
    """Whether records about this pupil may be kept (003-7.2)."""
    return may_be_kept(session, pupil_id)


def _keep_reasons(session: Session, work: Work, referral_id: str, reasons: Sequence[ReferralReason]) -> None:
    kept = {one.reason: one for one in session.list(GivenReason, where={"referral_id": referral_id})}
    for rank, reason in enumerate(reasons, 1):
        known = kept.pop(reason, None) or GivenReason(referral_id=referral_id, reason=reason)
        work.put(replace(known, rank=rank))
    for gone in kept.values():
        work.trash(gone)


def _check(session: Session, referral: Referral) -> None:
    today: date = session.clock.today()
    refuse(
        (
            in_future("signed_on", referral.signed_on, today),
            in_future("received_on", referral.received_on, today),
            before("received_on", referral.received_on, referral.signed_on, "the date on the form"),
        )
    )
