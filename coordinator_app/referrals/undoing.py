"""Which changes of referrals may be undone: none on which records rest, and none that has left the building."""

from __future__ import annotations

from coordinator_app.core.catalogue import Record, record_type
from coordinator_app.core.changes import TakenBack
from coordinator_app.core.dates import say
from coordinator_app.referrals.model import InitialDiscussion, Referral, ReferralState, may_keep
from coordinator_app.sharing.model import Disclosure
from coordinator_app.store.session import Session
from coordinator_app.store.undo import CannotUndo

NEED_REFERRAL = (
    "chronology_entry",
    "document",
    "consent",
    "review",
    "programme",
    "pupil_need",
    "medical_note",
    "carer",
    "court_order",
    "pupil_name",
    "sibling",
)
"""The kinds that are kept only once the school has referred the pupil."""


def undo_gate(session: Session, taken: tuple[TakenBack, ...]) -> None:
    """Go on, or raise CannotUndo: records rest on the referral (003-7.2), or something went out since."""
    for one in taken:
        _refuse_if_sent(one)
        _refuse_without_any(session, one)
        _refuse_if_shared(session, one)
    touched = {one.now.id for one in taken}
    for pupil_id in {one.now.pupil_id for one in taken if isinstance(one.now, Referral)}:
        after = [
            one.wanted for one in taken if isinstance(one.wanted, Referral) and one.wanted.trashed_at is None
        ]
        after = [one for one in after if one.pupil_id == pupil_id]
        referrals = session.list(Referral, where={"pupil_id": pupil_id})
        staying = [one for one in referrals if one.id not in touched]
        if may_keep([*staying, *after]).is_open or not may_keep(referrals).is_open:
            continue
        if _has_records(session, pupil_id, touched):
            raise CannotUndo(
                "The pupil's record rests on this referral: without it only notes of the first talk may be kept.",
                next_step="Open the referral and change what is wrong in it, or decline it with the reason.",
            )


_SENT_FIELDS = {Referral: ("sent_on", "sent_back_on"), InitialDiscussion: ("form_sent_on",)}


def _refuse_if_sent(one: TakenBack) -> None:
    """A form that went to the school is with the school, whatever the record says."""
    for field in _SENT_FIELDS.get(type(one.now), ()):
        day = getattr(one.now, field)
        if day is not None and (one.wanted is None or getattr(one.wanted, field) != day):
            raise CannotUndo(
                f"The form went to the school on {say(day)}, and that cannot be taken back.",
                next_step="If it was not sent, open the referral and say so there.",
            )


def _refuse_without_any(session: Session, one: TakenBack) -> None:
    """Nothing comes back out of the trash of a child who has no referral at all, such as one who came apart since."""
    comes_back = one.now.trashed_at is not None and one.wanted is not None and one.wanted.trashed_at is None
    if not comes_back or not _needs_referral(one.now):
        return
    if not session.count(Referral, where={"pupil_id": getattr(one.now, "pupil_id", "")}):
        raise CannotUndo(
            "The pupil has no referral, and without one only notes of the first talk may be kept.",
            next_step="It stays in the trash. Record the school's referral first.",
        )


def _needs_referral(record: Record) -> bool:
    """A safeguarding entry needs none (003-6.4)."""
    needed = record_type(record).kind in NEED_REFERRAL
    return needed and str(getattr(record, "category", "")) != "safeguarding"


def _refuse_if_shared(session: Session, one: TakenBack) -> None:
    """An acceptance stays once something was given to someone on the strength of it."""
    now, wanted = one.now, one.wanted
    if not isinstance(now, Referral) or now.state is not ReferralState.ACCEPTED:
        return
    if isinstance(wanted, Referral) and wanted.state is ReferralState.ACCEPTED:
        return
    given = session.list(Disclosure, where={"pupil_id": now.pupil_id})
    if any(str(told.created_at) >= str(now.changed_at) for told in given):
        raise CannotUndo(
            "Since this referral was accepted, something about the pupil was given to someone.",
            next_step="Open the referral and withdraw it, with the reason.",
        )


def _has_records(session: Session, pupil_id: str, touched: set[str]) -> bool:
    """Whether anything is kept that needs a referral; a safeguarding entry needs none (003-6.4)."""
    found = (
        record
        for kind in NEED_REFERRAL
        for record in session.list(session.catalogue.of_kind(kind).cls, where={"pupil_id": pupil_id})
    )
    return any(one.id not in touched and _needs_referral(one) for one in found)
