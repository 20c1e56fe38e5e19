"""Who has to be told of a correction: who was given the old value, and who works with the child now (no Qt).

Of a record that lies apart only those are told who were given it: that it is there is no news for the others. Nor are
they sent what its author meant for others; they stand on the list with that reason, and a person may change it.
"""

from __future__ import annotations

from coordinator_app.core.catalogue import Record
from coordinator_app.core.names import fold
from coordinator_app.corrections.model import CorrectionClaim, CorrectionNotice, WhyTold
from coordinator_app.corrections.recipients import Recipient, recipients
from coordinator_app.corrections.working_with import Organisation, working_with
from coordinator_app.sharing.actions import item_of
from coordinator_app.sharing.limits import within_limits
from coordinator_app.store.session import Session

NOT_MEANT = "What was corrected is not meant for them, and they were never given it."


def who(notice: CorrectionNotice) -> tuple[str, str]:
    """What tells one who is told from another."""
    return (notice.recipient_kind.value if notice.recipient_kind else "", fold(notice.recipient))


def is_same(one: CorrectionNotice, other: CorrectionNotice) -> bool:
    """Whether both are of one recipient: by name and kind, or by the line of the ledger in lists made before."""
    return who(one) == who(other) or (bool(one.disclosure_id) and one.disclosure_id == other.disclosure_id)


def wanted_notices(
    session: Session, claim: CorrectionClaim, now: Record | None
) -> tuple[CorrectionNotice, ...]:
    """One for each who has to be told, not written yet."""
    given = recipients(session, claim, now)
    around = () if claim.is_guarded else working_with(session, claim.pupil_id)
    others = (
        one
        for one in around
        if not any(one.is_called(each.newest.recipient_kind, each.name) for each in given)
    )
    return (
        *(_given(claim, one, around) for one in given),
        *(_works_with(session, claim, one, now) for one in others),
    )


def _given(
    claim: CorrectionClaim, recipient: Recipient, around: tuple[Organisation, ...]
) -> CorrectionNotice:
    kind = recipient.newest.recipient_kind
    known = next((one for one in around if one.is_called(kind, recipient.name)), None)
    return CorrectionNotice(
        claim_id=claim.id,
        disclosure_id=recipient.newest.id,
        recipient=recipient.name,
        recipient_kind=kind,
        why_told=WhyTold.GIVEN,
        contact=known.contact if known else "",
        address=known.address if known else "",
        is_guarded=claim.is_guarded,
    )


def _works_with(
    session: Session, claim: CorrectionClaim, one: Organisation, now: Record | None
) -> CorrectionNotice:
    lines = () if now is None else (item_of(now),)
    meant = within_limits(session, one.kind, lines).is_open
    return CorrectionNotice(
        claim_id=claim.id,
        recipient=one.name,
        recipient_kind=one.kind,
        why_told=WhyTold.WORKS_WITH,
        contact=one.contact,
        address=one.address,
        not_needed="" if meant else NOT_MEANT,
        is_guarded=claim.is_guarded,
    )
