"""Whether the care order ended by which a local authority asks, since its authority was seen (Children Act 1989, section 33; domain 2.1)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from coordinator_app.access_requests.model import AccessRequest, RequesterKind
from coordinator_app.access_requests.requesters import care_order_held
from coordinator_app.core.catalogue import Record
from coordinator_app.core.clock import LONDON
from coordinator_app.core.gates import OPEN, Decision, Reason
from coordinator_app.pupils.model import Pupil
from coordinator_app.store.session import Session

R = TypeVar("R", bound=Record)
_CLAUSE = "003-5.1"
_SAID = "What the pupil's record says of care was changed after their authority was seen, and it gives the local authority no right now."
_OPENS = "See what they ask by today, and record that day and what shows it; or put the legal status right on the pupil's record."


def care_gate(session: Session, request: AccessRequest, pupil: Pupil | None) -> Decision:
    """Whether a local authority whose authority was seen still has it: a care order that ended since gives none.

    On the very day only what was recorded after the change counts: which came first on the paper nobody can say.
    """
    seen = request.authority_seen_on
    asks = request.requester_kind is RequesterKind.LOCAL_AUTHORITY
    if not asks or seen is None or pupil is None or care_order_held(pupil):
        return OPEN
    changed = _since_when(session, pupil, lambda one: (one.care_status,))
    if changed is None:
        return OPEN
    recorded = _since_when(session, request, lambda one: (one.authority_seen_on, one.authority_seen))
    is_anew = recorded is None or recorded > changed
    if changed.astimezone(LONDON).date() <= seen and is_anew:
        return OPEN
    return Decision((Reason(_SAID, _OPENS, _CLAUSE),))


def _since_when(session: Session, record: R, says: Callable[[R], object]) -> datetime | None:
    """When it began to say what it says now; None where it has said so from its first version."""
    later = record
    for number in range(record.version - 1, 0, -1):
        earlier = session.at_version(type(record), record.id, number)
        if says(earlier) != says(record):
            return later.changed_at
        later = earlier
    return None
