"""Who may be given what its author marked: soft information, and what is meant for some only (003-6.3b)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from coordinator_app.chronology.model import ChronologyEntry, MayBeTold, usually_told
from coordinator_app.core.catalogue import Record
from coordinator_app.core.gates import OPEN, Decision, Reason
from coordinator_app.documents.model import Document, told
from coordinator_app.pupils.confidential import tell_where, texts_of
from coordinator_app.sharing.model import DisclosedItem, RecipientKind
from coordinator_app.store.session import Session

SERVICES = frozenset({RecipientKind.SCHOOL, RecipientKind.PROVIDER, RecipientKind.AGENCY})
FAMILY = frozenset({RecipientKind.PARENT, RecipientKind.PUPIL, RecipientKind.RELATIVE, RecipientKind.FAMILY})
SOFT = SERVICES | FAMILY
"""The school, services that work with the pupil, the pupil and the family: nobody else is told soft information."""
_US = frozenset({RecipientKind.PARTNERSHIP})
_MEANT: dict[MayBeTold, frozenset[RecipientKind]] = {
    MayBeTold.EVERYONE: SERVICES | FAMILY | _US,
    MayBeTold.PROFESSIONALS: SERVICES | _US,
    MayBeTold.FAMILY: FAMILY,
    MayBeTold.PARTNERSHIP: frozenset(),
}
_CLAUSE = "003-6.3"
_SOFT = Reason(
    "Soft information goes only to the school, to services that work with the pupil, to the pupil and to the family.",
    "Leave it out, or give it to one of these.",
    _CLAUSE,
)
_KEEP_SAFE = "To keep a child safe it may be shared at any time: record a safeguarding call."
_CONFIDENTIAL = Reason(
    "It tells where somebody is whose address is confidential: the address, a telephone number or an email.",
    f"Leave it out, or write it without. {_KEEP_SAFE}",
    "003-6.4",
)


def within_limits(session: Session, to: RecipientKind | None, items: Iterable[DisclosedItem]) -> Decision:
    """Whether each of these records may go to a recipient of this kind, by what its author said of it.

    What is limited is asked of the records as they stand now: a limit set since counts, one lifted since does not.
    """
    found = [session.any_record(item.item_kind, item.item_id) for item in items]
    reasons = [reason for one in found if one is not None for reason in _reasons(one, to)]
    return Decision(tuple(dict.fromkeys(reasons)))


def hides_all(session: Session, items: Iterable[DisclosedItem]) -> Decision:
    """Whether none of these records tells where somebody is whose address is confidential, whoever gets it (003-6.4)."""
    found = (session.any_record(item.item_kind, item.item_id) for item in items)
    tells = tell_where(session, (text for one in found if one is not None for text in texts_of(one)))
    return Decision((_CONFIDENTIAL,)) if tells else OPEN


def _reasons(record: Record, to: RecipientKind | None) -> Iterator[Reason]:
    if getattr(record, "is_soft", False) and to not in SOFT:
        yield _SOFT
    meant = _meant(record)
    if meant is not None and to not in _MEANT[meant]:
        yield _not_meant(meant, said=getattr(record, "may_be_told", None) is not None)


def _meant(record: Record) -> MayBeTold | None:
    """Who may be told: as its author said, else as usual, which is what the screen shows; None for other records.

    Of safeguarding and health, and of a restricted document, nobody outside is told while nothing is said.
    """
    if isinstance(record, ChronologyEntry):
        return record.may_be_told or usually_told(record.category)
    return told(record) if isinstance(record, Document) else None


def _not_meant(meant: MayBeTold, *, said: bool) -> Reason:
    opens = f"Leave it out, or correct on it who may be told, with the reason. {_KEEP_SAFE}"
    if meant is MayBeTold.PARTNERSHIP:
        yet = "nobody outside the Partnership is told yet."
        return Reason(f"Its author said that {yet}" if said else f"As usual, {yet}", opens, _CLAUSE)
    whom = f"{meant.label[0].lower()}{meant.label[1:]}"
    who = "Its author meant it" if said else "As usual it is meant"
    return Reason(f"{who} for {whom} only.", opens, _CLAUSE)
