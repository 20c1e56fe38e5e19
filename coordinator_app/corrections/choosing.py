"""What may be said to be wrong: the records of a pupil by name and day, and the papers that may show it (no Qt)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from coordinator_app.attendance.model import AttendanceWeek
from coordinator_app.chronology.model import ChronologyEntry
from coordinator_app.chronology.suspension import Suspension
from coordinator_app.consent.model import Consent
from coordinator_app.core.catalogue import Record, record_type
from coordinator_app.core.errors import NotFound
from coordinator_app.core.privacy import Compartment
from coordinator_app.corrections.naming import called
from coordinator_app.documents.model import Document
from coordinator_app.programmes.model import Programme
from coordinator_app.pupils.links import CourtOrder
from coordinator_app.pupils.model import Carer, Pupil
from coordinator_app.pupils.parts import CarePlan, MedicalNote, PupilName, PupilNeed, SchoolOnRoll
from coordinator_app.referrals.model import Referral
from coordinator_app.reviews.model import Review
from coordinator_app.store.session import Session

_KINDS: tuple[type[Record], ...] = (
    *(Carer, PupilName, SchoolOnRoll, PupilNeed, MedicalNote, CarePlan, CourtOrder),
    *(Referral, Consent, Programme, Review, Suspension),
)
_MANY: tuple[type[Record], ...] = (ChronologyEntry, Document, AttendanceWeek)
_NEWEST = 100
"""Of what there are many: older ones are said to be wrong where they stand."""


@dataclass(frozen=True, slots=True)
class Item:
    """A record that can be chosen; `is_guarded` says that it lies apart."""

    kind: str
    id: str
    words: str
    is_guarded: bool

    @property
    def mark(self) -> str:
        """What tells it from the others."""
        return f"{self.kind}:{self.id}"


@dataclass(frozen=True, slots=True)
class Offered:
    """What the box offers: the pupil's records, the one it is about if that is known, and his papers as (id, words)."""

    name: str
    items: tuple[Item, ...]
    about: Item | None
    papers: tuple[tuple[str, str], ...]


def offer(session: Session, pupil_id: str, kind: str, item_id: str, *, guarded_words: bool) -> Offered:
    """What can be said to be wrong of a pupil. NotFound for one who is not here."""
    pupil = session.get(Pupil, pupil_id)
    known = session.any_record(kind, item_id) if kind and item_id else None
    if item_id and known is None:
        raise NotFound("This record is not here, or your passphrase does not open it.")
    items = () if known is not None else tuple(_items(session, pupil, guarded_words=guarded_words))
    papers = _newest(session, Document, pupil_id)
    return Offered(
        pupil.called,
        items,
        _item(known, guarded_words=guarded_words) if known is not None else None,
        tuple((one.id, called(one, guarded_words=guarded_words)) for one in papers),
    )


def _items(session: Session, pupil: Pupil, *, guarded_words: bool) -> Iterator[Item]:
    yield _item(pupil, guarded_words=guarded_words)
    for cls in (*_KINDS, *_MANY):
        for one in _newest(session, cls, pupil.id):
            yield _item(one, guarded_words=guarded_words)


def _newest(session: Session, cls: type[Record], pupil_id: str) -> list[Record]:
    order = record_type(cls).date_field or "key"
    return session.list(cls, where={"pupil_id": pupil_id}, order=order, newest=True, limit=_NEWEST)


def _item(record: Record, *, guarded_words: bool) -> Item:
    described = record_type(record)
    apart = described.compartment_of(record) is Compartment.GUARDED
    return Item(described.kind, record.id, called(record, guarded_words=guarded_words), apart)
