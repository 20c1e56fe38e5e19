"""The practice vault looks for mentions in what is about others, as the button that gathers does."""

from __future__ import annotations

from coordinator_app.access_requests.gathering import keeping, mentions
from coordinator_app.access_requests.gathering.terms import proposed, read_terms
from coordinator_app.access_requests.model import AccessRequest
from coordinator_app.store.session import Session


def look_elsewhere(session: Session, request_id: str) -> None:
    """Search with the words that the record proposes, and keep what was found."""
    request = session.get(AccessRequest, request_id)
    looked = mentions.look(session, request, read_terms(proposed(session, request)))
    keeping.keep(session, request, looked)
