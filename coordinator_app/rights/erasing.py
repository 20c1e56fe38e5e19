"""Erase chosen records for good, once it was granted: with history, files, drafts, index, and the copies made of them.

A second person agrees. What stays is a stub with an id, the line of the audit, and a certificate that says which kinds and how many,
never what they said. What was given on an access request stays as it was given, and its items stay without their words; that is
named before it is decided. Backups made before hold them until they are replaced: that is said, and never hidden.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from coordinator_app.core.catalogue import Record, record_type
from coordinator_app.core.changes import Saved
from coordinator_app.core.errors import FieldProblem, GateShut
from coordinator_app.core.names import may_be_one_person
from coordinator_app.core.plausible import missing, refuse
from coordinator_app.core.privacy import Compartment
from coordinator_app.corrections.choosing import Offered, offer
from coordinator_app.corrections.model import CorrectionClaim
from coordinator_app.corrections.naming import called
from coordinator_app.rights.elsewhere import bare, items_in, never_given, still_says
from coordinator_app.rights.holds import holds
from coordinator_app.rights.lasting import items_of
from coordinator_app.rights.model import RightsKind, RightsRequest, rights_compartment
from coordinator_app.rights.needed import refuse_if_needed
from coordinator_app.rights.parts import ErasureCertificate, RightsItem
from coordinator_app.store.session import Session

BACKUPS = (
    "Backups made before this moment still hold what was erased, locked. They are not used for anything else, and newer ones "
    "take their place. Sooner is only by destroying them."
)
_CHOOSES = frozenset({RightsKind.ERASURE, RightsKind.RESTRICTION})
SHUT_ALONE = frozenset({"chronology_entry", "document", "review"})
"""What can be restricted by itself: every way out says which of these it gives. Anything else is the whole record's."""
_NOT_ALONE = "This cannot be shut by itself. Leave the list empty to restrict the whole record."
_COPIES: tuple[type[CorrectionClaim], ...] = (CorrectionClaim,)
"""Records that hold words of another one: they go with it, as do the items of requests on which nothing was given."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """Who agreed beside whoever erases, and how."""

    agreed_by: str
    agreed_how: str


def to_choose(session: Session, request: RightsRequest, *, guarded_words: bool) -> Offered:
    """What of the record can be chosen to be erased, or to be restricted alone. NotFound for a pupil who is not here."""
    found = offer(session, request.pupil_id, "", "", guarded_words=guarded_words)
    if request.kind_asked is not RightsKind.RESTRICTION:
        return found
    return replace(found, items=tuple(one for one in found.items if one.kind in SHUT_ALONE))


def choose(session: Session, request: RightsRequest, item_kind: str, item_id: str) -> Saved[RightsRequest]:
    """Put a record on the list. What lies apart takes the request along. GateShut once decided, InvalidInput."""
    if request.kind_asked not in _CHOOSES or request.outcome is not None:
        raise GateShut(("Records are chosen for an erasure or a restriction, before it is decided.",))
    item = session.any_record(item_kind, item_id) if item_kind else None
    listed = {one.item_id for one in items_of(session, request.id)}
    refuse(
        (
            missing("item", item, "Choose the record."),
            FieldProblem("item", "It is on the list already.") if item_id in listed else None,
            FieldProblem("item", _NOT_ALONE)
            if request.kind_asked is RightsKind.RESTRICTION and item_kind and item_kind not in SHUT_ALONE
            else None,
        )
    )
    assert item is not None  # refused above
    if request.pupil_id not in session.subject_ids(item):
        refuse((FieldProblem("item", "This record is about somebody else. Choose one of this pupil."),))
    if record_type(item).compartment_of(item) is Compartment.GUARDED and not request.is_guarded:
        request = session.move(request, Compartment.GUARDED, is_guarded=True)
    with session.write(rights_compartment(request)) as work:
        work.add(
            RightsItem(
                request_id=request.id,
                item_kind=item_kind,
                item_id=item_id,
                called=called(item),
                is_guarded=request.is_guarded,
            )
        )
    return Saved(request, work.change_id)


def leave_out(session: Session, item: RightsItem) -> Saved[RightsItem]:
    """Take a record off the list. GateShut once decided, or where it is off already."""
    request = session.get(RightsRequest, item.request_id)
    if request.outcome is not None:
        raise GateShut(("It was decided about this.",))
    listed = session.find(RightsItem, item.id)
    if listed is None or listed.trashed_at is not None:
        raise GateShut(("It is off the list already.",))
    with session.write(rights_compartment(item)) as work:
        kept = work.trash_read(item)
    return Saved(kept, work.change_id)


def erase(session: Session, request: RightsRequest, agreement: Agreement) -> Saved[RightsRequest]:
    """Erase what was chosen, write the certificate, and give the space back. It cannot be undone.

    GateShut if it was not granted, or something stands against it by now; InvalidInput without a second person;
    StillNeeded where another record rests on one of them: nothing at all is erased then.
    """
    if not request.awaits_erasure:
        raise GateShut(("There is nothing to erase: it was not granted, or it is done.",))
    stands = holds(session, request)
    if stands:
        raise GateShut(tuple(one.sentence() for one in stands))
    refuse(_problems(session, request, agreement))
    items = items_of(session, request.id)
    refuse_if_needed(session, (one for item in items for one in _going(session, item)))
    counted, elsewhere = _counted(session, items), still_says(session, items)
    # what is guarded may point to what is not, and never the other way
    for compartment in (Compartment.GUARDED, Compartment.GENERAL):
        _erase_in(session, compartment, items)
    kept = _certify(session, request, items, counted, agreement, elsewhere)
    session.tidy_up()
    return Saved(kept, "")


def _erase_in(session: Session, compartment: Compartment, items: list[RightsItem]) -> None:
    # a pack that nobody was given may hold several of them
    going = {one.id: one for item in items for one in _going(session, item) if _lies(one) is compartment}
    staying = [
        one for item in items for one in items_in(session, item.item_id)[0] if _lies(one) is compartment
    ]
    if not going and not staying:
        return
    with session.write(compartment) as work:
        for one in staying:
            bare(session, work, one)
        for gone in going.values():
            work.drop_drafts_about(gone.id)
            work.remove(gone)


def _going(session: Session, item: RightsItem) -> Iterator[Record]:
    """The copies first, then the record; what is gone already, after a kill, is passed over."""
    for cls in _COPIES:
        yield from session.list(cls, where={"item_id": item.item_id}, trashed=None)
    yield from never_given(session, item.item_id)
    yield from items_in(session, item.item_id)[1]
    found = session.any_record(item.item_kind, item.item_id)
    if found is not None:
        yield found


def _lies(record: Record) -> Compartment:
    return record_type(record).compartment_of(record)


def _counted(session: Session, items: list[RightsItem]) -> str:
    """Which kinds and how many: "2 chronology entries, 1 document"."""
    titles = Counter(session.catalogue.of_kind(one.item_kind) for one in items)
    return ", ".join(
        f"{number} {(kind.title if number == 1 else kind.plural).lower()}" for kind, number in titles.items()
    )


def _certify(
    session: Session,
    request: RightsRequest,
    items: list[RightsItem],
    counted: str,
    agreement: Agreement,
    elsewhere: tuple[str, ...],
) -> RightsRequest:
    """The certificate; and the names of what was erased go too, from every version of the list."""
    today = session.clock.today()
    with session.write(rights_compartment(request)) as work:
        for one in items:
            bare = work.change(one, called="", erased_on=today)
            work.forget_earlier(bare)
        work.add(
            ErasureCertificate(
                request_id=request.id,
                erased_at=session.clock.now(),
                kinds=counted,
                agreed_by=agreement.agreed_by.strip(),
                agreed_how=agreement.agreed_how.strip(),
                backups=" ".join((BACKUPS, *elsewhere)),
                is_guarded=request.is_guarded,
            )
        )
        work.audit("erased", request, note_code=f"{len(items)}-records")
        return work.change(session.get(RightsRequest, request.id), done_on=today)


def _problems(
    session: Session, request: RightsRequest, agreement: Agreement
) -> Iterator[FieldProblem | None]:
    second = agreement.agreed_by.strip()
    yield missing("agreed_by", second, "Name the second person who agrees.")
    yield missing("agreed_how", agreement.agreed_how.strip(), "Say how they agreed, and when.")
    if any(may_be_one_person(second, one) for one in (request.decided_by, request.asked_by)):
        yield FieldProblem("agreed_by", "It has to be somebody else than who decided, or who asked.")
    needs = any(one.is_guarded for one in items_of(session, request.id))
    if needs and Compartment.GUARDED not in session.held:
        yield FieldProblem("agreed_by", "Your passphrase does not open restricted records.")


def certificates_of(session: Session, request: RightsRequest) -> list[ErasureCertificate]:
    """The certificates of a request."""
    return session.list(ErasureCertificate, where={"request_id": request.id})
