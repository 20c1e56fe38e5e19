"""Plan, hold and finish progress reviews; what is shared there goes into the disclosure ledger (003-5.3)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from coordinator_app.chronology.actions import entries_of
from coordinator_app.core.catalogue import Record, record_type
from coordinator_app.core.changes import Saved
from coordinator_app.core.dates import FURTHEST_YEARS
from coordinator_app.core.errors import GateShut, InvalidInput
from coordinator_app.core.gates import Decision
from coordinator_app.core.other_deadlines import programme_review
from coordinator_app.core.plausible import in_future, refuse
from coordinator_app.core.privacy import Compartment
from coordinator_app.documents.actions import documents_of
from coordinator_app.organisations.actions import school_days
from coordinator_app.pupils.model import Pupil
from coordinator_app.referrals.actions import keeping
from coordinator_app.reviews.model import (
    Review,
    ReviewItem,
    ReviewTarget,
    unfinished_business,
)
from coordinator_app.reviews.people import came_of, say_who_missed, teaching
from coordinator_app.reviews.receiving import kind_of_all
from coordinator_app.reviews.telling import (
    family_heard,
    heard_of,
    told_too_early,
    who_heard,
    withheld_of,
    wrongly_told,
)
from coordinator_app.rights.restricting import restriction_gate
from coordinator_app.sharing import counted
from coordinator_app.sharing.actions import named, shared_with_family, write_disclosure, write_guarded_lines
from coordinator_app.sharing.in_time import came_after
from coordinator_app.sharing.model import DeliveryMethod, DisclosedItem, Disclosure
from coordinator_app.store.session import Session
from coordinator_app.store.unit_of_work import Work


def plan_review(session: Session, pupil_id: str, start: date) -> Saved[Review]:
    """Plan the next review six weeks after `start`, pulled back to a school day of the school on roll.

    Where term dates run out, the plain six weeks are kept and the screen says that dates are missing.
    """
    keeping(session, pupil_id).demand()
    if start.year > session.clock.today().year + FURTHEST_YEARS:
        raise InvalidInput.one("start", "This date is too far ahead. Check the year.")
    pupil = session.get(Pupil, pupil_id)
    due = programme_review(start, school_days(session, pupil.school_id))
    day = due.due or date.fromordinal(start.toordinal() + 42)
    with session.write() as work:
        kept = work.add(next_review(session, pupil_id, day))
    return Saved(kept, work.change_id)


def next_review(session: Session, pupil_id: str, day: date) -> Review:
    """The next review of a pupil as a record not yet kept, for an act that plans it in its own unit of work."""
    number = 1 + session.count(Review, where={"pupil_id": pupil_id})
    return Review(pupil_id=pupil_id, review_number=number, due_on=day)


def reviews_of(session: Session, pupil_id: str) -> list[Review]:
    """A pupil's reviews, newest first."""
    return session.list(Review, where={"pupil_id": pupil_id}, order="due_on", newest=True)


def last_before(session: Session, review: Review) -> Review | None:
    """The review before this one, by its number."""
    earlier = [
        one
        for one in reviews_of(session, review.pupil_id)
        if (one.review_number or 0) < (review.review_number or 0)
    ]
    return max(earlier, key=lambda one: one.review_number or 0, default=None)


def next_after(session: Session, review: Review) -> Review | None:
    """The review that comes after this one: the first that is open and due later; an older one open again is none."""
    this = review.held_on or review.due_on
    later = [
        one
        for one in reviews_of(session, review.pupil_id)
        if not one.finished and one.id != review.id and one.due_on and (this is None or one.due_on > this)
    ]
    # reviews_of lists the newest first, so the last one is the next to come
    return later[-1] if later else None


def targets_of(session: Session, review_id: str) -> list[ReviewTarget]:
    """The targets set at a review."""
    return session.list(ReviewTarget, where={"review_id": review_id})


def never_shared(session: Session, pupil_id: str) -> list[Record]:
    """Entries and documents that the family has not been given or shown, oldest first (003-5.3b)."""
    given = shared_with_family(session, pupil_id)
    entries: list[Record] = [*entries_of(session, pupil_id), *documents_of(session, pupil_id)]
    held = [record for record in entries if record.id not in given]
    return sorted(held, key=lambda record: (_day_of(record), record.key))


@dataclass(frozen=True, slots=True)
class Held:
    """What the family was never given: how many in the general compartment, and whether there are restricted ones.

    How many those are is told nowhere (decision 21).
    """

    number: int = 0
    restricted: bool = False

    def words(self) -> str:
        """In a sentence."""
        if self.number:
            things = "1 entry" if self.number == 1 else f"{self.number} entries"
            return f"{things} not yet shared with the family."
        if self.restricted:
            return "Restricted entries are to be gone through."
        return "Every entry and document has been shared with the family."


def held_of(session: Session, pupil_id: str) -> Held:
    """The number of a pupil that may be told."""
    held = never_shared(session, pupil_id)
    number = sum(record_type(one).compartment_of(one) is Compartment.GENERAL for one in held)
    return Held(number, number < len(held))


def _day_of(record: Record) -> date:
    name = record_type(record).date_field
    day = getattr(record, name) if name else None
    return day if isinstance(day, date) else date.min


def save_review(session: Session, review: Review) -> Saved[Review]:
    """Keep what has been written in a review so far."""
    refuse((in_future("held_on", review.held_on, session.clock.today()),))
    with session.write() as work:
        kept = work.put(review)
    return Saved(kept, work.change_id)


def set_targets(session: Session, review: Review, targets: Iterable[ReviewTarget]) -> Saved[Review]:
    """Keep exactly these targets for a review."""
    wanted = list(targets)
    staying = {target.id for target in wanted if target.id}
    with session.write() as work:
        for old in targets_of(session, review.id):
            if old.id not in staying:
                work.trash(old)
        for target in wanted:
            work.put(replace(target, review_id=review.id))
    return Saved(review, work.change_id)


@dataclass(frozen=True, slots=True)
class Told:
    """What was decided about one record at a review: shared, or not and why not."""

    record: Record
    shared: bool
    why_not: str = ""


def finish_review(session: Session, review: Review, decided: Iterable[Told]) -> Saved[Review]:
    """Close a review: what was shared is written in the ledger with today's version of each record.

    GateShut while something is missing: the date, who was there, feedback or why it goes on without, a reason for
    anything held back; where something is ticked that the family is not to be told; and once it is closed, since the
    ledger would say twice what was given once. Where nobody of the family was there nothing counts as told yet: the
    ledger is written once they are given the summary (`copies.give_copy`).
    """
    if session.get(Review, review.id).finished:
        raise GateShut(("This review has been finished already.",))
    items = demand_finishable(session, review, decided)
    today = session.clock.today()
    heard = family_heard(session, review)
    lines = _lines([item for item in items if item.shared]) if heard else []
    told = named(_disclosure(session, review, lines), today)
    # guarded reasons first and only once, so that a kill in between leaves a review that can be finished again
    _keep_guarded(session, [item for item in items if item.is_guarded])
    write_guarded_lines(session, told, lines)
    known = _kept_items(session, review.id)
    with session.write() as work:
        for item in items:
            if not item.is_guarded:
                _put_item(work, known.get(item.item_id), item)
        if lines:
            write_disclosure(session, work, told, lines)
        say_who_missed(session, work, review)
        given = review.copy_given_on or (review.held_on if review.copy_given_to else None)
        kept = work.change(review, finished=True, copy_given_on=given)
    return Saved(kept, work.change_id)


def demand_finishable(session: Session, review: Review, decided: Iterable[Told]) -> list[ReviewItem]:
    """What was decided, as records that are not kept yet. GateShut with every reason why it cannot be finished.

    Nothing is asked about what came after the day of the review: it stays not shared, for the next one.
    """
    told_of = [one for one in decided if one.shared or not came_after(one.record, review.held_on)]
    items = [_item(review, one, session) for one in told_of]
    finishing_gate(session, review, told_of, items).demand()
    return items


def finishing_gate(
    session: Session, review: Review, decided: Sequence[Told], items: list[ReviewItem]
) -> Decision:
    """What keeps a review from being finished, each with what to do: what is missing, and what must not be told."""
    open_ = unfinished_business(
        review,
        items,
        came=len(came_of(session, review.id)),
        feedback_awaited=bool(teaching(session, review.pupil_id)),
    )
    shared = [one.record for one in decided if one.shared]
    wrong = wrongly_told(shared, withheld_of(session, review.pupil_id)) if shared else None
    early = told_too_early(shared, review.held_on)
    told = (review.id, *(one.id for one in shared))
    shut = restriction_gate(session, review.pupil_id, told).reasons if shared else ()
    return Decision((*open_.reasons, *(one for one in (wrong, early) if one), *shut))


def _item(review: Review, one: Told, session: Session) -> ReviewItem:
    described = session.catalogue.of_kind(record_type(one.record).kind)
    guarded = described.compartment_of(one.record) is Compartment.GUARDED
    return ReviewItem(
        review_id=review.id,
        item_kind=described.kind,
        item_id=one.record.id,
        item_version=one.record.version,
        is_guarded=guarded,
        shared=one.shared,
        why_not=one.why_not,
    )


def _keep_guarded(session: Session, items: list[ReviewItem]) -> None:
    if not items:
        return
    known = _kept_items(session, items[0].review_id)
    with session.write(Compartment.GUARDED) as work:
        for item in items:
            _put_item(work, known.get(item.item_id), item)


def _put_item(work: Work, old: ReviewItem | None, item: ReviewItem) -> None:
    if old is None:
        work.add(item)
    else:  # from a finishing that was cut off, or of a review that was opened again: what is said now counts
        work.change(old, item_version=item.item_version, shared=item.shared, why_not=item.why_not)


def _kept_items(session: Session, review_id: str) -> dict[str, ReviewItem]:
    return {old.item_id: old for old in session.list(ReviewItem, where={"review_id": review_id})}


def _lines(shared: list[ReviewItem]) -> list[DisclosedItem]:
    return [
        DisclosedItem(
            item_kind=item.item_kind,
            item_id=item.item_id,
            item_version=item.item_version,
            is_guarded=item.is_guarded,
        )
        for item in shared
    ]


_FAMILY = "The family"


def _disclosure(session: Session, review: Review, lines: list[DisclosedItem]) -> Disclosure:
    return Disclosure(
        pupil_id=review.pupil_id,
        recipient=who_heard(session, review) or review.copy_given_to or review.who_was_there or _FAMILY,
        recipient_kind=kind_of_all(session, heard_of(session, review)),
        given_on=review.held_on,
        method=DeliveryMethod.AT_REVIEW,
        why="So that the family knows what is held",
        description=f"{counted.entries(lines)} at review {review.review_number}",
        review_id=review.id,
    )
