"""What of all that is held is the child's educational record, where a parent asks for that alone (domain 1.2).

The record is what was written by or for the school about the pupil: what we hold for the school is held as its own. What we wrote
down to answer requests, complaints, corrections, the police or a court is none of it. What cannot be judged by its kind, such as
a letter of a doctor, is proposed, and a person decides.
"""

from __future__ import annotations

from collections.abc import Iterable

from coordinator_app.access_requests.gathering.holdings import Holding
from coordinator_app.access_requests.model import AccessRequest, RequestSort
from coordinator_app.core.catalogue import RecordType, record_type
from coordinator_app.core.privacy import Purpose
from coordinator_app.documents.model import TakenOut

_PAPERS_OF_REQUESTS = frozenset({"official_request", "request_advice", "request_opinion"})
"""Kept to protect a child, and yet no more than what we did about a request."""


def asks_for_the_record(request: AccessRequest) -> bool:
    """Whether the educational record alone is asked for; a request that was never sorted asks for everything."""
    return request.sort is RequestSort.EDUCATIONAL_RECORD


def is_of_the_record(described: RecordType) -> bool:
    """Whether a thing of this kind may be part of the educational record."""
    if described.kind in _PAPERS_OF_REQUESTS:
        return False
    # that another child's paper lay in the record is told by the note in its place, like the paper itself
    return described.purpose is not Purpose.RIGHTS or described is record_type(TakenOut)


def proposed(request: AccessRequest, held: Iterable[Holding]) -> list[Holding]:
    """Of what is held, what goes before a person for this request."""
    if not asks_for_the_record(request):
        return list(held)
    return [holding for holding in held if is_of_the_record(holding.described)]
