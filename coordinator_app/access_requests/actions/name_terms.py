"""Every form of the names of those whose words are covered wherever they stand."""

from __future__ import annotations

from collections.abc import Iterator

from coordinator_app.access_requests.actions.persons import WORDS, people_of
from coordinator_app.access_requests.model import AccessRequest
from coordinator_app.access_requests.name_forms import forms_of
from coordinator_app.access_requests.persons import RequestPerson
from coordinator_app.store.session import Session


def whole_names(session: Session, request: AccessRequest, own: frozenset[str]) -> Iterator[str]:
    """The whole names of those on record who are to be covered: beyond judgement, wherever they can be read.

    Not of staff, who may stand elsewhere in their work, and none that is also the pupil's or of whoever asks.
    """
    for person in people_of(session, request.id):
        covered = person.decision is not None and person.decision.covers
        in_role = person.person_kind is not None and person.person_kind.acts_in_role
        if not covered or in_role or not person.item_id or person.item_kind == WORDS:
            continue
        for name in _names(person):
            words = name.split()
            if len(words) > 1 and not {word.casefold() for word in words} <= own:
                yield " ".join(words)


def people_covered(session: Session, request: AccessRequest, own: frozenset[str]) -> Iterator[str]:
    """Every name and form of name of those whose words are covered wherever they stand."""
    for person in people_of(session, request.id):
        if person.decision is None or not person.decision.covers:
            continue
        for name in _names(person):
            if name.strip():
                yield from forms_of(" ".join(name.split()), own)


def _names(person: RequestPerson) -> Iterator[str]:
    """As they stand in the papers: what is on no record is listed between quotation marks, which are no part of it."""
    yield person.called.strip(_QUOTES)
    yield from person.also_called.splitlines()


_QUOTES = "\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}"
