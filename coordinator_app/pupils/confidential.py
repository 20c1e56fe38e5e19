"""Where a carer is who must not be found: address, telephones and email are confidential together (domain 2.1; 003-6.4).

The record marks the address. A number or an email leads there as well, so none of them is printed, written or exported where
it is marked, but for an explicit choice that says why.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from coordinator_app.core.catalogue import Record, record_type
from coordinator_app.core.gates import OPEN, Decision, Reason
from coordinator_app.core.whereabouts import Whereabouts, of_address, of_contact, said
from coordinator_app.pupils.model import Carer
from coordinator_app.store.session import Session

HOLDS = (
    "It tells where somebody is whose address is confidential: the address, a telephone number or an email."
)
"""Beside what is printed or exported for work here."""
REACHED_BY = ("telephone", "other_telephone", "email", "address")
"""The fields of a carer that tell where they are."""


def reached_by(session: Session, carer: Carer) -> Iterator[Whereabouts]:
    """What tells where somebody can be found, now or earlier."""
    versions = [carer, *(session.at_version(Carer, carer.id, number) for number in range(1, carer.version))]
    for one in versions:
        yield from of_address(one.address)
        yield from of_contact(one.telephone, one.email)
        yield from of_contact(one.other_telephone, "")


def never_told(session: Session) -> tuple[Whereabouts, ...]:
    """What tells where anybody can be found whose address is confidential, in the trash too; the name of a house alone does not.

    The papers of one child tell of other families, so it is everybody in the vault.
    """
    hidden = session.list(Carer, where={"address_is_confidential": True}, trashed=None)
    found = dict.fromkeys(one for carer in hidden for one in reached_by(session, carer))
    return tuple(one for one in found if one.is_firm)


def tell_where(session: Session, texts: Iterable[str]) -> bool:
    """Whether any of these texts tells where somebody is whose address is confidential."""
    hidden = never_told(session)
    return bool(hidden) and any(said(hidden, text) for text in texts if text)


def hidden_gate(session: Session, texts: Iterable[str]) -> Decision:
    """Whether what is printed tells nobody's hiding place."""
    if not tell_where(session, texts):
        return OPEN
    said = "What was written tells where somebody is whose address is confidential: an address, a telephone number or an email."
    return Decision((Reason(said, "Write it without, and print it again.", "003-6.4"),))


def texts_of(record: Record) -> Iterator[str]:
    """What a record says in words."""
    for spec in record_type(record).fields:
        if spec.is_text:
            yield str(getattr(record, spec.name) or "")
