"""Who of a pupil's family reads what is handed to the family, by name (no Qt)."""

from __future__ import annotations

from coordinator_app.pupils.model import Carer
from coordinator_app.store.session import Session


def told_family(session: Session, pupil_id: str, handed_to: str = "") -> tuple[str, ...]:
    """The one carer it is handed to; where nobody is chosen, all who may be reached and hide nothing."""
    carers = session.list(Carer, where={"pupil_id": pupil_id})
    if handed_to:
        return tuple(one.name for one in carers if one.id == handed_to)
    return tuple(one.name for one in carers if not one.no_contact and not one.address_is_confidential)
