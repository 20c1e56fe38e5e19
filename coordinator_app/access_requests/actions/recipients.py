"""To whom something about the pupil was given, as the reply names them (UK GDPR article 15(1)(c))."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from coordinator_app.access_requests.actions.kept_places import is_bound
from coordinator_app.access_requests.items import Outcome, RequestItem
from coordinator_app.access_requests.model import AccessRequest
from coordinator_app.core.catalogue import record_type
from coordinator_app.official_requests.telling import known_ledger
from coordinator_app.sharing.model import DisclosedItem, Disclosure, RecipientKind
from coordinator_app.store.session import Session

_AS_KIND = {
    RecipientKind.SCHOOL: "A school",
    RecipientKind.PROVIDER: "A provider of the programme",
    RecipientKind.AGENCY: "Another agency that works with children",
    RecipientKind.OTHER: "Another person",
}


def recipients(session: Session, request: AccessRequest, *, ours: bool = True) -> Iterator[str]:
    """Who was given something, by name; by category where the name is kept back. Without `ours` but for this very request.

    To name the agency that was told of a worry may give away that there was one: the law leaves the choice, and
    the officer is asked (docs/questions-for-the-dpo.md). The same where the ledger's own line is held back or covered,
    and where a court keeps from whoever asks where the pupil goes. What was given for an official request of which the
    family was not told is not told here either; who was told of it reads the name.
    """
    back, everybody = _held_back(session, request.id), is_bound(session, request)
    since = session.get(AccessRequest, request.id).gathered_at
    for one in known_ledger(session, request.pupil_id):
        kind = one.recipient_kind
        if kind is None or not one.recipient or (one.request_id == request.id and not ours):
            continue
        # who has it in error was typed for the breach; of a line that came since, nobody has decided
        if one.id in back or one.in_error or _came_since(since, one):
            yield _AS_KIND.get(kind, kind.label)
        elif kind in _AS_KIND and (everybody or (not one.is_guarded and _gave_guarded(session, one))):
            yield _AS_KIND[kind]
        else:
            yield one.recipient


def _came_since(gathered: datetime | None, line: Disclosure) -> bool:
    return gathered is not None and line.created_at is not None and line.created_at > gathered


def _gave_guarded(session: Session, one: Disclosure) -> bool:
    return any(line.is_guarded for line in session.list(DisclosedItem, where={"disclosure_id": one.id}))


def _held_back(session: Session, request_id: str) -> frozenset[str]:
    """The lines of the ledger that are withheld in this pack, or of which something is covered."""
    kind, held = record_type(Disclosure).kind, {Outcome.WITHHOLD, Outcome.REDACT}
    items = session.list(RequestItem, where={"request_id": request_id, "item_kind": kind})
    return frozenset(one.item_id for one in items if one.outcome in held)
