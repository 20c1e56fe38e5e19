"""Every form of the names of those whose words are covered wherever they stand."""

from __future__ import annotations

from collections.abc import Iterator

from coordinator_app.access_requests.actions.persons import people_of
from coordinator_app.access_requests.model import AccessRequest
from coordinator_app.access_requests.name_forms import forms_of
from coordinator_app.store.session import Session


def people_covered(session: Session, request: AccessRequest, own: frozenset[str]) -> Iterator[str]:
    """Every name and form of name of those whose words are covered wherever they stand."""
    for person in people_of(session, request.id):
        if person.decision is None or not person.decision.covers:
            continue
        for name in (person.called, *person.also_called.splitlines()):
            if name.strip():
                yield from forms_of(" ".join(name.split()), own)
