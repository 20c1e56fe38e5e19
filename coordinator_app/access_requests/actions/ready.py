"""Whether a pack may be built now, and the fingerprint of everything that it would be built from (003-5.1, 5.2)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from coordinator_app.access_requests.actions.confidential import confidential_gate, secrets_of
from coordinator_app.access_requests.actions.decide import on_file, redactions_by_item
from coordinator_app.access_requests.actions.gather import compared, items_of
from coordinator_app.access_requests.actions.identifying import asker_gate
from coordinator_app.access_requests.actions.intake import as_asked, consultations_of
from coordinator_app.access_requests.actions.kept_places import names_kept
from coordinator_app.access_requests.actions.name_terms import earlier_names, names_on_record
from coordinator_app.access_requests.actions.persons import people_gate, people_of
from coordinator_app.access_requests.actions.recipients import recipients
from coordinator_app.access_requests.actions.where_looked import where_we_looked
from coordinator_app.access_requests.decisions import decided_gate, decisions_mark, fresh_gate, whole_gate
from coordinator_app.access_requests.gathering.belonging import belonging_gate
from coordinator_app.access_requests.gathering.gates import gathering_gate
from coordinator_app.access_requests.gathering.left_out import left_out_mark
from coordinator_app.access_requests.items import Redaction, RequestItem
from coordinator_app.access_requests.model import AccessRequest, LetterKind
from coordinator_app.access_requests.persons import RequestPerson
from coordinator_app.access_requests.requesters import about_a_person_gate, school_gate
from coordinator_app.core.gates import Decision, all_of
from coordinator_app.organisations.actions import officers
from coordinator_app.organisations.letterhead import house
from coordinator_app.organisations.model import Office, School
from coordinator_app.store.session import Session
from coordinator_app.wording.actions import own_text


def build_gate(session: Session, request: AccessRequest) -> Decision:
    """Whether a pack may be built: who asked is settled, the school asked, everything decided, nothing changed."""
    items = tuple(items_of(session, request.id))
    redactions = redactions_by_item(session, request.id)
    now = compared(session, request)
    return all_of(
        asker_gate(session, request),
        about_a_person_gate(request),
        school_gate(request, consultations_of(session, request.id)),
        decided_gate(
            items,
            redactions,
            on_file(session, request.id),
            as_asked(session, request).requester_kind,
            session.clock.today(),
        ),
        people_gate(session, request.id),
        *_confidential(session, request, items, redactions),
        gathering_gate(session, request),
        whole_gate(now.missing),
        belonging_gate(now.gone),
        fresh_gate(now.changed),
    )


def _confidential(
    session: Session,
    request: AccessRequest,
    items: tuple[RequestItem, ...],
    redactions: dict[str, tuple[Redaction, ...]],
) -> Iterator[Decision]:
    """An address may have been marked confidential after an item that tells it was decided."""
    secrets = secrets_of(session, request)
    gates = (confidential_gate(session, item, redactions.get(item.id, ()), secrets) for item in items)
    yield from (gate for gate in gates if not gate.is_open)


def current_mark(session: Session, request_id: str) -> str:
    """The fingerprint of the decisions as they now stand, of who is covered, and of what the letter says."""
    request = as_asked(session, session.get(AccessRequest, request_id))
    decided = decisions_mark(items_of(session, request_id), redactions_by_item(session, request_id))
    told = (request.requester, request.requester_kind, request.requester_address, request.received_on)
    looked = where_we_looked(session, request)
    whole = (
        decided,
        *told,
        request.pupil_id,
        looked,
        _covered(session, request_id),
        _reply(session, request),
        *left_out_mark(session, request_id),
        # where the pupil goes since would not have been found in the finished pack either
        *sorted(names_kept(session, request)),
    )
    return hashlib.sha256(repr(whole).encode()).hexdigest()


def _covered(session: Session, request_id: str) -> list[tuple[str, str]]:
    """Whose words the finished pack is searched for: who is covered since would not have been found in it."""
    people = (
        one for one in people_of(session, request_id) if one.decision is not None and one.decision.covers
    )
    return sorted((one.called, _also(session, one)) for one in people)


def _also(session: Session, person: RequestPerson) -> str:
    """Whoever is named otherwise on record by now would not have been found by that name either."""
    every = (*names_on_record(session, person), *earlier_names(session, person))
    return "\n".join(filter(None, (person.also_called, *sorted(every))))


def _reply(session: Session, request: AccessRequest) -> tuple[object, ...]:
    """What else the reply says: its wording, who we are, the school, to whom something was given."""
    words = [own_text(session, kind.value) for kind in (LetterKind.REPLY, LetterKind.REPLY_CHILD)]
    ours = house(session, practice=False)
    school = session.find(School, request.school_id) if request.school_id else None
    # as they are printed, by name or by kind; that this very pack was given changes nothing of it
    given = sorted(set(recipients(session, request, ours=False)))
    chair = officers(session, session.clock.today()).get(Office.CHAIR)
    return (words, ours, school.name if school else "", given, chair.name if chair else "")
