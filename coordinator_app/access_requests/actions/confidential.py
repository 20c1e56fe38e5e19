"""A confidential address is told to nobody but its own holder, whatever else is shared (domain 2.1; 003-6.4)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from coordinator_app.access_requests.actions.gather import Holding, holding_of
from coordinator_app.access_requests.actions.kept_places import is_bound, reached_at
from coordinator_app.access_requests.actions.released import open_words
from coordinator_app.access_requests.items import Outcome, Redaction, RequestItem
from coordinator_app.access_requests.model import AccessRequest
from coordinator_app.core.gates import OPEN, Decision, Reason
from coordinator_app.core.names import fold
from coordinator_app.core.whereabouts import Whereabouts, of_address, of_contact, said
from coordinator_app.documents.model import Document
from coordinator_app.pupils.confidential import reached_by
from coordinator_app.pupils.model import Carer, Pupil
from coordinator_app.store.session import Session

_SHUT = Decision(
    (
        Reason(
            "It tells how to reach someone whose address is confidential, or must not be told to whoever asks.",
            "Cover the address, the telephone number and the email, or withhold the item.",
            "003-6.4",
        ),
    )
)


@dataclass(frozen=True, slots=True)
class Hidden:
    """Somebody whose address is confidential and who did not ask, with what tells where he can be found."""

    carer: Carer
    told_by: tuple[Whereabouts, ...]


def hidden_of(session: Session, request: AccessRequest, as_of: datetime | None = None) -> tuple[Hidden, ...]:
    """Who must not be found through this request: everybody with a confidential address but who asks himself.

    `as_of`: by what was written down till then of where they were written to; their own records are read as they are.

    The papers of one child tell of other families too, so it is everybody in the vault. Where a court keeps from whoever
    asks where the pupil lives, nobody who cares for the pupil may be found.
    """
    asker = session.find(Carer, request.carer_id) if request.carer_id else None
    hidden = {
        one.id: one for one in session.list(Carer, where={"address_is_confidential": True}, trashed=None)
    }
    if is_bound(session, request):
        own = session.list(Carer, where={"pupil_id": request.pupil_id}, trashed=None)
        hidden |= {one.id: one for one in own}
    asked = _addresses_given(session, frozenset(fold(one.name) for one in hidden.values()), as_of)
    elsewhere = _kept_twice(session, hidden.values())
    return tuple(
        Hidden(
            one,
            _unknown_to(
                request,
                (
                    *reached_by(session, one),
                    *(way for twin in elsewhere.get(one.id, ()) for way in reached_by(session, twin)),
                    *asked.get(fold(one.name), ()),
                ),
            ),
        )
        for one in hidden.values()
        if asker is None or not _asks_himself(session, asker, one, elsewhere.get(one.id, ()))
    )


def _asks_himself(session: Session, asker: Carer, one: Carer, twins: Iterable[Carer]) -> bool:
    """Whether who asks is the one with the confidential address, also where they are kept twice.

    A grandfather may be called as the father is: of one name alone nobody is told where the other is.
    """
    if asker.id == one.id or _is_the_same(one, asker):
        return True
    if asker.id not in {twin.id for twin in twins}:
        return False
    return asker.relationship is one.relationship or _is_reached_alike(session, one, asker)


def _kept_twice(session: Session, hidden: Iterable[Carer]) -> dict[str, list[Carer]]:
    """By the id of each: other records of the same person, where the address may not be marked. A mother of two is kept twice.

    Of the same name, and for the same child or one of the same family name, or reached in the same way.
    """
    known = {one.id: one for one in hidden}
    names = tuple({one.name for one in known.values() if one.name.strip()})
    found: dict[str, list[Carer]] = {}
    for other in session.list(Carer, where={"name": names}, trashed=None) if names else ():
        if other.id not in known:
            for one in known.values():
                if fold(one.name) == fold(other.name) and _is_one_person(session, one, other):
                    found.setdefault(one.id, []).append(other)
    return found


def _is_one_person(session: Session, one: Carer, other: Carer) -> bool:
    pupils = [session.find(Pupil, each.pupil_id) for each in (one, other)]
    families = {fold(each.family_name) if each is not None else "" for each in pupils}
    if one.pupil_id == other.pupil_id or (len(families) == 1 and "" not in families):
        return True
    return _is_reached_alike(session, one, other)


def _is_reached_alike(session: Session, one: Carer, other: Carer) -> bool:
    theirs = f"{other.telephone}\n{other.other_telephone}\n{other.email}\n{other.address}"
    return said((way for way in reached_by(session, one) if way.is_firm), theirs)


_GAVE = (
    ("access_request", "requester", ("requester_address", "sent_to")),
    ("rights_request", "asked_by", ("address",)),
    ("complaint", "complainant", ("address",)),
    ("breach", "told_whom", ("told_address",)),
    ("breach_person", "told_whom", ("told_address",)),
    ("rights_notice", "recipient", ("address",)),
    ("correction_notice", "recipient", ("address",)),
)
"""Where somebody is written to, which may be nowhere else on record: kind, who, the addresses."""


def _addresses_given(
    session: Session, names: frozenset[str], as_of: datetime | None
) -> dict[str, list[Whereabouts]]:
    """By the folded name: where whoever of these ever asked, complained or was told was written to, in each wording of it.

    A mother in a refuge has her reply sent there, and her own record may hold the address that she left.
    """
    found: dict[str, list[Whereabouts]] = {}
    for kind, who, addresses in _GAVE:
        cls = session.catalogue.of_kind(kind).cls
        theirs = [
            one_id for one_id, name in session.some(cls, ("id", who), trashed=None) if fold(name) in names
        ]
        for one in (session.get(cls, one_id) for one_id in theirs):
            for each in (one, *(session.at_version(cls, one.id, at) for at in range(1, one.version))):
                if as_of is not None and each.changed_at is not None and each.changed_at > as_of:
                    continue
                for given in (getattr(each, name) for name in addresses):
                    places = (*of_address(given), *of_contact(given, given))
                    found.setdefault(fold(getattr(one, who)), []).extend(places)
    return found


def _is_the_same(one: Carer, asker: Carer) -> bool:
    """Whether another child's record of a carer is of whoever asks: a mother of two is kept twice."""
    reached = ((one.address, asker.address), (one.telephone, asker.telephone), (one.email, asker.email))
    alike = any(fold(here) == fold(there) != "" for here, there in reached)
    return one.pupil_id != asker.pupil_id and fold(one.name) == fold(asker.name) and alike


def secrets_of(session: Session, request: AccessRequest) -> tuple[Whereabouts, ...]:
    """What tells where somebody with a confidential address can be found, now or earlier; not of who asks himself.

    With the pupil's schools and providers where a court keeps those from whoever asks.
    """
    found = [one for hidden in hidden_of(session, request) for one in hidden.told_by]
    if is_bound(session, request):
        found += _unknown_to(request, reached_at(session, request))
    return tuple(dict.fromkeys(found))


def _unknown_to(request: AccessRequest, found: Iterable[Whereabouts]) -> tuple[Whereabouts, ...]:
    known = request.requester_address
    return tuple(one for one in dict.fromkeys(found) if not one.is_said_in(known))


def confidential_gate(
    session: Session, item: RequestItem, covered: Iterable[Redaction], secrets: tuple[Whereabouts, ...]
) -> Decision:
    """Whether an item as decided keeps these to itself. What lies under boxes is looked at in the finished pack."""
    if not secrets or item.outcome not in {Outcome.SHARE, Outcome.REDACT}:
        return OPEN
    holding = holding_of(session, item)
    boxes = tuple(covered)
    # in their own entry in the record even the name of a house is an address; elsewhere it may be anything
    wanted = [one for one in secrets if one.is_firm or isinstance(holding.record, Carer)]
    shut = any(said(wanted, text) for text in open_words(holding, boxes))
    return _SHUT if shut or _pages_tell(item, holding, boxes, wanted) else OPEN


def _pages_tell(
    item: RequestItem, holding: Holding, boxes: tuple[Redaction, ...], wanted: list[Whereabouts]
) -> bool:
    """Whether the pages of a document say one of these that no box on them is known to cover."""
    record = holding.record
    if not isinstance(record, Document) or holding.draft_screen:
        return False
    if item.outcome is Outcome.SHARE:
        return said(wanted, record.words)
    pages = record.words.split("\n")[: record.page_count or None]
    return any(
        _page_tells(record, boxes, number, words, wanted) for number, words in enumerate(pages, start=1)
    )


def _page_tells(
    record: Document, boxes: tuple[Redaction, ...], number: int, words: str, wanted: list[Whereabouts]
) -> bool:
    """Whether one page still says one of these.

    Under a box on a scan the words may be unknown: the finished pack is read there by machine, and searched for them.
    """
    drawn = [box.covered_words.strip() for box in boxes if box.page == number]
    if record.read_by_machine and "" in drawn:
        return False
    return any(_times(one, [words]) > _times(one, drawn) for one in wanted)


def _times(one: Whereabouts, texts: Iterable[str]) -> int:
    """How often it is said in all of these: a number that stands twice on a page is covered twice."""
    return sum(max(len(one.stretches(text)), one.is_said_in(text)) for text in texts)
