"""What a risk assessment says follows the assessment: it lies in the guarded compartment, the assessment does not.

One unit of work writes one compartment, so an undo or a deleted plan reaches only the assessment. Its words go to the
trash with it, and come back with it, in a unit of work of their own right after; where the guarded key is not held,
or the program was cut off in between, the next who holds it does it (upkeep).
"""

from __future__ import annotations

from coordinator_app.core.catalogue import record_type
from coordinator_app.core.changes import ChangeSet
from coordinator_app.core.privacy import Compartment
from coordinator_app.programmes.safety import RiskAssessment, RiskWords
from coordinator_app.store.session import Session

_KIND = record_type(RiskAssessment).kind


def settle(session: Session) -> None:
    """Leave the words of an assessment that is kept, and no others, out of the trash. Nothing without the key."""
    if Compartment.GUARDED not in session.held:
        return
    kept = {one.words_id for one in session.list(RiskAssessment)}
    wrong = [
        one
        for one in session.list(RiskWords, trashed=None)
        if (one.id in kept) is not (one.trashed_at is None)
    ]
    if not wrong:
        return
    with session.write(Compartment.GUARDED) as work:
        for one in wrong:
            if one.id in kept:
                work.restore(one)
            else:
                work.trash(one)


def undone(session: Session, changes: ChangeSet) -> None:
    """An undo took an assessment away, or brought it back: its words follow."""
    if _KIND in changes.kinds:
        settle(session)
