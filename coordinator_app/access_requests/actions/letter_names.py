"""Who may stand in a letter of a request, and whom its words name who may not (003-5.2)."""

from __future__ import annotations

from coordinator_app.access_requests.actions.asked_children import child_asked
from coordinator_app.access_requests.letter_kinds import LetterWords
from coordinator_app.access_requests.model import AccessRequest, LetterKind
from coordinator_app.access_requests.subject import subject_of
from coordinator_app.answering.naming import Meant, named_in
from coordinator_app.core.called_role import without_role
from coordinator_app.core.named_here import NamesFound
from coordinator_app.core.print_order import PrintOrder
from coordinator_app.store.session import Session

_JUDGE = frozenset({LetterKind.SAFEGUARDING_ADVICE, LetterKind.HEALTH_OPINION})
"""Whoever judges about harm is told what the one who asks is to the pupil, and no name."""


def named(
    session: Session, request: AccessRequest, kind: LetterKind, order: PrintOrder, words: LetterWords
) -> NamesFound:
    """Everybody named in what was typed, or changed by hand, who is not meant to be told of in a letter of this kind."""
    return named_in(session, order, request, _meant(session, request, kind, words))


def _meant(session: Session, request: AccessRequest, kind: LetterKind, words: LetterWords) -> Meant:
    about = subject_of(session, request)
    asks = (without_role(request.requester),) if request.requester.strip() else ()
    own = about.forms if about.is_staff else ()
    if kind is LetterKind.THIRD_PARTY:  # it names neither the pupil nor who asks
        child = child_asked(session, words.person_id)
        child_id = child.id if child is not None else ""
        return Meant(child_id, (words.to_name,), untold=(*asks, *own), papers_of=about.pupil_id, family=False)
    if kind in _JUDGE:
        return Meant(about.pupil_id, (words.to_name, *own), untold=asks, family=False)
    family = kind is not LetterKind.CONSULT_SCHOOL
    return Meant(about.pupil_id, (*asks, *own), family=family)
