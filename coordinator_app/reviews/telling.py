"""What the family may be told of at a review, and whether somebody of theirs was there to hear it (003-5.3b, 6.3b)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from coordinator_app.access_requests.items import Outcome, RequestItem
from coordinator_app.access_requests.model import AccessRequest
from coordinator_app.chronology.model import ChronologyEntry, MayBeTold, usually_told
from coordinator_app.consent.handing import kept_of
from coordinator_app.consent.whereabouts import is_kept_from
from coordinator_app.core.catalogue import Record
from coordinator_app.core.gates import Reason
from coordinator_app.documents.model import Document, told
from coordinator_app.reviews.model import Review
from coordinator_app.reviews.parts import ReviewPerson
from coordinator_app.reviews.people import FAMILY, came_of
from coordinator_app.sharing.in_time import came_after
from coordinator_app.store.session import Session


def kept_back(record: Record, withheld: frozenset[str] = frozenset()) -> str:
    """Why a record cannot be ticked as shared with the family, and what to do; "" where it can.

    `withheld` are the ids of records that were kept from them when a request was answered.
    What its author said counts, and of safeguarding and health nobody outside is told while its author said nothing.
    Who wants it told corrects that on the entry first, with the reason on record.
    """
    if record.id and record.id in withheld:
        return (
            "It was withheld when a request was answered. Ask the Safeguarding Officer before they are told."
        )
    meant = _meant(record)
    if meant is MayBeTold.PROFESSIONALS:
        return f"Its author meant it for the school and services only. {_CORRECT}"
    if meant is MayBeTold.PARTNERSHIP:
        return f"Nobody outside the Partnership is told of it yet. {_CORRECT}"
    return ""


_CORRECT = "To share it, correct on it who may be told."


def withheld_of(session: Session, pupil_id: str) -> frozenset[str]:
    """What was withheld from the family by the newest decision on it in a request (003-5.2)."""
    requests = session.list(AccessRequest, where={"pupil_id": pupil_id}, order="received_on")
    newest: dict[str, Outcome | None] = {}
    for request in requests:
        for item in session.list(RequestItem, where={"request_id": request.id}):
            newest[item.item_id] = item.outcome
    return frozenset(item_id for item_id, outcome in newest.items() if outcome is Outcome.WITHHOLD)


def _meant(record: Record) -> MayBeTold | None:
    if isinstance(record, ChronologyEntry):
        return record.may_be_told or usually_told(record.category)
    return told(record) if isinstance(record, Document) else None


def may_stand(record: Record, withheld: frozenset[str]) -> bool:
    """Whether a summary names it: one paper goes to the family, the school and providers, so only what all may be told."""
    return not kept_back(record, withheld) and _meant(record) is not MayBeTold.FAMILY


def is_soft(record: Record) -> bool:
    """Whether it tells of characteristics: the family may hear it, a public report never (003-6.3b)."""
    return isinstance(record, ChronologyEntry) and record.is_soft


def wrongly_told(shared: Iterable[Record], withheld: frozenset[str]) -> Reason | None:
    """What keeps a review open where something was ticked that is not for the family."""
    number = sum(1 for one in shared if kept_back(one, withheld))
    if not number:
        return None
    things = "1 entry is" if number == 1 else f"{number} entries are"
    return Reason(
        f"{things} ticked that the family is not to be told.",
        "Take the tick away and say why not, or change on the entry who may be told.",
        "003-6.3",
    )


def told_too_early(shared: Iterable[Record], held_on: date | None) -> Reason | None:
    """What keeps a review open where something was ticked that came only after the day on which it was held."""
    number = sum(1 for one in shared if came_after(one, held_on))
    if not number:
        return None
    things = "1 entry that is ticked is" if number == 1 else f"{number} entries that are ticked are"
    return Reason(
        f"{things} dated after the day of the review.",
        "Take the tick away: it is for the next review. Or put right the date of the review, or of the entry.",
        "003-5.3",
    )


def family_heard(session: Session, review: Review) -> bool:
    """Whether the pupil, or a carer who may know where the pupil is, was there to hear what was shared.

    True as well for a review on which only words say who was there: they name whom the co-ordinator told.
    """
    return not came_of(session, review.id) or bool(who_heard(session, review))


def who_heard(session: Session, review: Review) -> str:
    """The names of those of the family who were there, for the ledger; "" where nobody is ticked."""
    return ", ".join(one.name for one in heard_of(session, review))


def heard_of(session: Session, review: Review) -> tuple[ReviewPerson, ...]:
    """Those of the family who were there and may know where the pupil is."""
    kept = kept_of(session, review.pupil_id)
    there = came_of(session, review.id)
    return tuple(one for one in there if one.role in FAMILY and not is_kept_from(kept, one.carer_id))
