"""Everybody whom finding is told of for a request: all whom the vault knows but whoever it is about and whoever asked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from coordinator_app.access_requests.actions.known_people import TITLED, known_pupil, others_known
from coordinator_app.access_requests.actions.people_kept import KEEPER
from coordinator_app.access_requests.finding.everybody import Others
from coordinator_app.access_requests.finding.shapes import Known
from coordinator_app.access_requests.gathering.terms import proposed, read_terms
from coordinator_app.access_requests.model import AccessRequest, RequesterKind
from coordinator_app.access_requests.subject import subject_of
from coordinator_app.core.names import fold
from coordinator_app.organisations.actions import partnership
from coordinator_app.pupils.model import Carer
from coordinator_app.store.session import Session


def known_for(session: Session, request: AccessRequest) -> tuple[Others, Known]:
    """Everybody else, and the person himself with whoever asked, and how they and we are reached: no secret (003-5.2)."""
    about = subject_of(session, request)
    asking = _asking(session, request)
    everybody = KEEPER.everybody(session)
    others = others_known(session, everybody, about.pupil_id, without=[one.id for one in asking])
    if about.is_staff:
        others = others.without_called(about.forms)
    subject = known_pupil(session, about.pupil_id) if about.pupil is not None else None
    typed = read_terms(proposed(session, request)).known()
    known = replace(subject, names=(*subject.names, *typed.names)) if subject is not None else typed
    asker = (request.requester, *(one.name for one in asking))
    names = tuple(dict.fromkeys((*known.names, *(name.strip() for name in asker if name.strip()))))
    details = (*known.details, *typed.details, *_reached(request, asking), *_our_own(session))
    return others, replace(known, names=names, details=details, titled=_titled(asking))


def make_names_ready(session: Session) -> None:
    """Make everybody's names ready for a review while something else is done: a large vault takes seconds for them."""
    KEEPER.everybody(session)


def _asking(session: Session, request: AccessRequest) -> list[Carer]:
    """Those on the record who asked: chosen, or of the name that was typed.

    Beside the one chosen only the same person kept twice: how a grandfather of the father's name is reached is his own.
    """
    carers = session.list(Carer, where={"pupil_id": request.pupil_id}) if request.pupil_id else []
    chosen = next((one for one in carers if one.id == request.carer_id), None)
    called = [one for one in carers if fold(one.name) == fold(request.requester)]
    if chosen is None:
        return [] if request.requester_kind is RequesterKind.PUPIL else called
    return [chosen, *(one for one in called if one != chosen and one.relationship is chosen.relationship)]


def _titled(asking: list[Carer]) -> str:
    """The name of whoever asks with the title that tells them from the other parent; "" where the record does not say."""
    titles = {TITLED.get(one.relationship, "") if one.relationship else "" for one in asking}
    title = titles.pop() if len(titles) == 1 else ""
    return f"{title} {asking[0].name}" if title else ""


def _reached(request: AccessRequest, asking: list[Carer]) -> Iterator[str]:
    details = [request.requester_address]
    for one in asking:
        details += [one.telephone, one.other_telephone, one.email, one.address]
    yield from (one for one in details if one.strip())


def _our_own(session: Session) -> Iterator[str]:
    """The telephone, email and address of the Partnership."""
    ours = partnership(session)
    if ours is not None:
        yield from (one for one in (ours.telephone, ours.email, ours.address) if one.strip())
