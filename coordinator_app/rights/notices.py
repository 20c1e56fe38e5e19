"""Who has to be told of an erasure, a restriction or an objection: who was given it (article 19), and who works with the child.

Of an erasure, and of a restriction of single records, only those are told who were given one of them: to the others it would be news.
"""

from __future__ import annotations

from collections.abc import Iterable

from coordinator_app.core.names import fold
from coordinator_app.corrections.model import WhyTold
from coordinator_app.corrections.working_with import Organisation, working_with
from coordinator_app.rights.model import RightsKind, RightsRequest
from coordinator_app.rights.parts import RightsItem, RightsNotice
from coordinator_app.sharing.actions import disclosures_of
from coordinator_app.sharing.model import HEARS_FOR_THE_FAMILY, DisclosedItem, Disclosure
from coordinator_app.store.session import Session
from coordinator_app.store.unit_of_work import Work


def notices_of(session: Session, request_id: str) -> list[RightsNotice]:
    """Those who have to be told, in the order in which they were listed."""
    return session.list(RightsNotice, where={"request_id": request_id})


def list_notices(session: Session, work: Work, request: RightsRequest) -> None:
    """Who is not told of anything yet leaves the list if he does not belong on it; whoever is new comes onto it."""
    does = request.outcome is not None and request.outcome.does_something
    wanted = tuple(_wanted(session, request)) if does else ()
    marks, listed = {_mark(one) for one in wanted}, notices_of(session, request.id)
    for one in listed:
        if one.told_on is None and _mark(one) not in marks:
            work.trash(one)
    known = {_mark(one) for one in listed}
    for one in wanted:
        if _mark(one) not in known:
            work.add(one)


def same_recipient(notice: RightsNotice, given: Disclosure) -> bool:
    """Whether this was given to whoever the notice goes to."""
    kind = given.recipient_kind.value if given.recipient_kind else ""
    return _mark(notice) == (kind, fold(given.recipient))


def _mark(one: RightsNotice) -> tuple[str, str]:
    return (one.recipient_kind.value if one.recipient_kind else "", fold(one.recipient))


def _wanted(session: Session, request: RightsRequest) -> Iterable[RightsNotice]:
    around = working_with(session, request.pupil_id)
    found: dict[tuple[str, str], RightsNotice] = {}
    for given in _given(session, request):
        one = _of_ledger(request, given, around)
        found.setdefault(_mark(one), one)
    is_whole = request.kind_asked is RightsKind.RESTRICTION and not _named(session, request)
    if is_whole and not request.is_guarded:
        for each in around:
            if not any(each.is_called(one.recipient_kind, one.recipient) for one in found.values()):
                made = _works_with(request, each)
                found.setdefault(_mark(made), made)
    return found.values()


def _given(session: Session, request: RightsRequest) -> Iterable[Disclosure]:
    """The acts of giving that matter: of the records to be erased, or of anything of the record; never to the family itself."""
    told = [
        one
        for one in disclosures_of(session, request.pupil_id)
        if one.recipient_kind not in HEARS_FOR_THE_FAMILY and not one.in_error
    ]
    ids = _named(session, request)
    if request.kind_asked is not RightsKind.ERASURE and not ids:
        return told
    lines = session.list(DisclosedItem, where={"item_id": ids}) if ids else []
    with_it = {one.disclosure_id for one in lines}
    return [one for one in told if one.id in with_it]


def _named(session: Session, request: RightsRequest) -> tuple[str, ...]:
    """The records that it is about; none where it is about the whole record."""
    return tuple(one.item_id for one in session.list(RightsItem, where={"request_id": request.id}))


def _of_ledger(request: RightsRequest, given: Disclosure, around: Iterable[Organisation]) -> RightsNotice:
    known = next((one for one in around if one.is_called(given.recipient_kind, given.recipient)), None)
    return RightsNotice(
        request_id=request.id,
        disclosure_id=given.id,
        recipient=given.recipient,
        recipient_kind=given.recipient_kind,
        why_told=WhyTold.GIVEN,
        contact=known.contact if known else "",
        address=known.address if known else "",
        is_guarded=request.is_guarded,
    )


def _works_with(request: RightsRequest, one: Organisation) -> RightsNotice:
    return RightsNotice(
        request_id=request.id,
        recipient=one.name,
        recipient_kind=one.kind,
        why_told=WhyTold.WORKS_WITH,
        contact=one.contact,
        address=one.address,
        is_guarded=request.is_guarded,
    )
