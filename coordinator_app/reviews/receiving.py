"""As what somebody stands in the ledger who heard what was shared at a review, or got its summary (003-5.4)."""

from __future__ import annotations

from collections.abc import Iterable

from coordinator_app.core.names import fold
from coordinator_app.organisations.actions import officers
from coordinator_app.pupils.model import Carer
from coordinator_app.reviews.parts import ReviewPerson, ReviewRole
from coordinator_app.sharing.model import RecipientKind
from coordinator_app.store.session import Session

_KINDS = {
    ReviewRole.PUPIL: RecipientKind.PUPIL,
    ReviewRole.FAMILY: RecipientKind.PARENT,
    ReviewRole.SCHOOL: RecipientKind.SCHOOL,
    ReviewRole.PROVIDER: RecipientKind.PROVIDER,
    ReviewRole.AGENCY: RecipientKind.AGENCY,
    ReviewRole.COORDINATOR: RecipientKind.PARTNERSHIP,
}
_FIRST = (RecipientKind.PARENT, RecipientKind.PUPIL, RecipientKind.RELATIVE)


def is_officer(session: Session, name: str) -> bool:
    """Whether this is the name of somebody who holds an office of the Partnership today."""
    return fold(name) in {fold(one.name) for one in officers(session, session.clock.today()).values()}


def kind_of(session: Session, role: ReviewRole | None, carer_id: str, name: str = "") -> RecipientKind:
    """Of one person; a carer without parental responsibility is no parent, whatever was ticked.

    Somebody else acts for nobody, unless it is an officer: nobody stands in the ledger as what he is not known to be.
    """
    carer = session.find(Carer, carer_id) if carer_id else None
    if carer is not None and carer.has_responsibility is False:
        return RecipientKind.RELATIVE
    known = _KINDS.get(role or ReviewRole.OTHER)
    if known is None and name and is_officer(session, name):
        return RecipientKind.PARTNERSHIP
    return known or RecipientKind.OTHER


def kind_of_all(session: Session, heard: Iterable[ReviewPerson]) -> RecipientKind:
    """Of several of the family in one line: a parent where one was there, else the pupil, else the other carer.

    The family where nobody is ticked: words alone say then whom of them the co-ordinator told.
    """
    found = {kind_of(session, one.role, one.carer_id) for one in heard}
    return next((kind for kind in _FIRST if kind in found), RecipientKind.FAMILY)
