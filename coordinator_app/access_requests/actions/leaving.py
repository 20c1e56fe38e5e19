"""What must hold before a pack leaves the vault (003-5.2)."""

from __future__ import annotations

from collections.abc import Iterator

from coordinator_app.access_requests.actions.confidential import hidden_of
from coordinator_app.access_requests.actions.pack import findings_of
from coordinator_app.access_requests.actions.ready import build_gate, current_mark
from coordinator_app.access_requests.actions.timing import clocks
from coordinator_app.access_requests.decisions import send_gate
from coordinator_app.access_requests.items import Outcome, Pack, RequestItem
from coordinator_app.access_requests.mishaps import Mishap, WentWrong, said_too_much
from coordinator_app.access_requests.model import AccessRequest, LetterKind, RequestLetter
from coordinator_app.access_requests.persons import RequestPerson
from coordinator_app.core.catalogue import record_type
from coordinator_app.core.dates import say
from coordinator_app.core.gates import OPEN, Decision, Reason, all_of
from coordinator_app.documents.model import Document
from coordinator_app.store.session import Session

_MENDS = "Cover it at Review, then build the pack again."
_STAYS_IN = "Look at it here. If they have to have it again, log a new request and build it anew."
_OPENS = "Wait for that day, write down what they answered, or cover what is about them and build again."


def sending_gate(session: Session, request: AccessRequest, pack: Pack) -> Decision:
    """Whether this pack may be recorded as sent now."""
    mark = current_mark(session, request.id)
    return all_of(
        build_gate(session, request),
        send_gate(request, pack, findings_of(session, pack.id), mark),
        promise_gate(session, request),
        _too_much_gate(session, pack),
        hidden_since_gate(session, request, pack),
    )


def hidden_since_gate(session: Session, request: AccessRequest, pack: Pack) -> Decision:
    """Whether the pictures of a pack were gone through for everybody who must not be found now.

    What items say in words is gone through each time (`confidential_gate`); a scan or a photo is read while a pack is built
    alone, and an address that is confidential since then, or was put right since, was not looked for.
    """
    built = pack.built_at
    if built is None or not _has_pages(session, request):
        return OPEN
    hidden = hidden_of(session, request)
    changed = (one.carer.changed_at for one in hidden)
    # where they are may be learnt from a breach or a notice alone, and their own record stays as it was
    known = {way for one in hidden_of(session, request, as_of=built) for way in one.told_by}
    learnt = any(way not in known for one in hidden for way in one.told_by)
    if not learnt and all(day is None or day <= built for day in changed):
        return OPEN
    why = "An address is confidential, was changed or became known since the pack was built, and its pictures were not looked through for it."
    return Decision((Reason(why, "Build it again: it is looked for while it is built.", "003-6.4"),))


def _has_pages(session: Session, request: AccessRequest) -> bool:
    """Whether pages of documents are given."""
    where = {"request_id": request.id, "item_kind": record_type(Document).kind}
    return any(one.outcome is not Outcome.WITHHOLD for one in session.list(RequestItem, where=where))


def _too_much_gate(session: Session, pack: Pack) -> Decision:
    """No pack goes out anew of which it is written down that it says what it should not."""
    if not said_too_much(pack.id, session.list(Mishap, where={"pack_id": pack.id})):
        return OPEN
    return Decision((Reason("This pack said what it should not when it was sent.", _MENDS, "003-8"),))


def saving_gate(session: Session, request: AccessRequest, pack: Pack) -> Decision:
    """Whether a locked copy may be saved or printed: all that sending asks for; a sent pack may be saved again.

    What is saved has left the vault, so nothing leaves that a court forbids, that is closed or that nobody has approved.
    Whoever approves reads the pack in the vault. What said too much when it was sent stays in: whoever has it has too much.
    """
    if pack.sent_on is None:
        return sending_gate(session, request, pack)
    wrong = session.list(Mishap, where={"pack_id": pack.id})
    if any(one.went_wrong is WentWrong.TOO_MUCH for one in wrong):
        return Decision((Reason("This pack said what it should not when it was sent.", _STAYS_IN, "003-8"),))
    return OPEN


def promise_gate(session: Session, request: AccessRequest) -> Decision:
    """Whether everybody whose wish was asked for has answered or had their time; open on the last day of the law.

    What a letter promised is kept; of somebody who is covered nothing is sent.
    """
    limit = clocks(session, request).limit.due
    if limit is not None and session.clock.today() >= limit:
        return OPEN
    return Decision(
        tuple(
            Reason(
                f"We wrote to {letter.addressed_to} that nothing about them is sent before {say(letter.answer_by)}.",
                _OPENS,
                "003-5.2",
            )
            for letter in _waiting(session, request)
            if letter.answer_by is not None
        )
    )


def _waiting(session: Session, request: AccessRequest) -> Iterator[RequestLetter]:
    today = session.clock.today()
    where = {"request_id": request.id, "letter": LetterKind.THIRD_PARTY}
    for letter in session.list(RequestLetter, where=where):
        if letter.sent_on is None or letter.replied_on is not None:
            continue
        person = session.find(RequestPerson, letter.person_id) if letter.person_id else None
        is_settled = person is not None and (
            person.answer is not None or (person.decision is not None and person.decision.covers)
        )
        if letter.answer_by is not None and today < letter.answer_by and not is_settled:
            yield letter
