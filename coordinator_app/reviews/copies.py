"""Who was given the summary of a review, how and when; each with its line in the disclosure ledger (003-5.3, 5.4)."""

from __future__ import annotations

from datetime import date

from coordinator_app.consent.actions import sharing_gate
from coordinator_app.consent.handing import kept_of
from coordinator_app.consent.whereabouts import MAY_NOT_HAVE, is_kept_from
from coordinator_app.core.changes import Saved
from coordinator_app.core.errors import GateShut
from coordinator_app.core.gates import Decision
from coordinator_app.core.plausible import before, in_future, missing, refuse
from coordinator_app.pupils.model import Carer
from coordinator_app.reviews.model import Review, ReviewItem
from coordinator_app.reviews.parts import CopyWay, ReviewCopy, ReviewRole
from coordinator_app.reviews.receiving import is_officer, kind_of
from coordinator_app.reviews.telling import may_stand, withheld_of
from coordinator_app.rights.restricting import restriction_gate
from coordinator_app.sharing.actions import (
    item_of,
    named,
    shared_with_family,
    write_disclosure,
    write_guarded_lines,
)
from coordinator_app.sharing.in_time import came_after
from coordinator_app.sharing.model import HEARS_FOR_THE_FAMILY, DeliveryMethod, DisclosedItem, Disclosure
from coordinator_app.store.session import Session

_WAYS = {
    CopyWay.POST: DeliveryMethod.POST,
    CopyWay.RECORDED: DeliveryMethod.RECORDED_DELIVERY,
    CopyWay.SECURE_EMAIL: DeliveryMethod.SECURE_EMAIL,
}
_NEED_CONSENT = frozenset({ReviewRole.PROVIDER, ReviewRole.AGENCY})


def copies_of(session: Session, review_id: str) -> list[ReviewCopy]:
    """The copies that were given, in the order in which they were noted."""
    return session.list(ReviewCopy, where={"review_id": review_id})


def give_copy(session: Session, copy: ReviewCopy) -> Saved[ReviewCopy]:
    """Note that somebody was given the summary, with its line in the ledger, which Undo takes back with it.

    What was ticked as shared while nobody of the family was there counts as told from their first copy on. GateShut for
    a review that is not finished, for somebody who must not be contacted, and without consent for a provider, an agency and somebody else.
    """
    review = session.get(Review, copy.review_id)
    today = session.clock.today()
    refuse(
        (
            missing("name", copy.name.strip(), "Say who got it."),
            missing("role", copy.role, "Say what they are."),
            missing("way", copy.way, "Say how they got it."),
            missing("given_on", copy.given_on, "Type the day on which they got it."),
            in_future("given_on", copy.given_on, today),
            before("given_on", copy.given_on, review.held_on, "the day of the review"),
        )
    )
    copy_gate(session, review, copy).demand()
    disclosure = _disclosure(session, review, copy)
    lines = [item_of(review), *_late_lines(session, review, copy, disclosure)]
    told = named(disclosure, today)
    write_guarded_lines(session, told, lines)
    with session.write() as work:
        kept = work.add(copy)
        write_disclosure(session, work, told, lines)
    return Saved(kept, work.change_id)


def copy_gate(session: Session, review: Review, copy: ReviewCopy) -> Decision:
    """Whether this person may be given the summary."""
    if not review.finished:
        raise GateShut(("The summary can be given once the review is finished.",))
    shut = restriction_gate(session, review.pupil_id, (review.id,))
    if not shut.is_open:
        return shut
    carer = session.find(Carer, copy.carer_id) if copy.carer_id else None
    if carer is not None and carer.no_contact:
        return Decision((MAY_NOT_HAVE,))
    return sharing_gate(session, review.pupil_id) if _needs_consent(session, copy) else Decision(())


def _needs_consent(session: Session, copy: ReviewCopy) -> bool:
    """Of somebody else as of a provider; an officer of the Partnership is one of us."""
    if copy.role in _NEED_CONSENT:
        return True
    return copy.role in {None, ReviewRole.OTHER} and not is_officer(session, copy.name)


def _disclosure(session: Session, review: Review, copy: ReviewCopy) -> Disclosure:
    return Disclosure(
        pupil_id=review.pupil_id,
        recipient=copy.name.strip(),
        recipient_kind=kind_of(session, copy.role, copy.carer_id, copy.name),
        given_on=copy.given_on,
        method=_method(review, copy),
        why="So that everyone who works with the pupil knows what was agreed",
        description=f"Summary of review {review.review_number}",
        review_id=review.id,
    )


def _method(review: Review, copy: ReviewCopy) -> DeliveryMethod:
    at_review = copy.given_on == review.held_on
    by_hand = DeliveryMethod.AT_REVIEW if at_review else DeliveryMethod.IN_PERSON
    return _WAYS.get(copy.way or CopyWay.BY_HAND, by_hand)


def _late_lines(session: Session, review: Review, copy: ReviewCopy, told: Disclosure) -> list[DisclosedItem]:
    """What was ticked and stands in no line yet, for the family; not for one who must not know where the pupil is."""
    barred = is_kept_from(kept_of(session, review.pupil_id), copy.carer_id)
    if told.recipient_kind not in HEARS_FOR_THE_FAMILY or barred:
        return []
    given, withheld = shared_with_family(session, review.pupil_id), withheld_of(session, review.pupil_id)
    return [
        DisclosedItem(
            item_kind=item.item_kind,
            item_id=item.item_id,
            item_version=item.item_version,
            is_guarded=item.is_guarded,
        )
        for item in session.list(ReviewItem, where={"review_id": review.id})
        if item.shared and item.item_id not in given and _may_hear(session, item, withheld, told.given_on)
    ]


def _may_hear(session: Session, item: ReviewItem, withheld: frozenset[str], on: date | None) -> bool:
    """Whether it may still be told: its author may have said otherwise since it was ticked, or it was deleted.

    Or its date was put right, to one after the day on which they got the copy.
    """
    record = session.any_record(item.item_kind, item.item_id)
    if record is None or record.trashed_at is not None or came_after(record, on):
        return False
    return may_stand(record, withheld)
