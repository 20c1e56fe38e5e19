"""Keep pupils and the carers around them."""

from __future__ import annotations

from dataclasses import replace

from coordinator_app.core.changes import Saved
from coordinator_app.core.identifiers import check_upn
from coordinator_app.core.plausible import birth_date, in_future, refuse
from coordinator_app.pupils.model import Carer, Pupil, same_child, upn_problem
from coordinator_app.store.session import Session


def save_pupil(session: Session, pupil: Pupil) -> Saved[Pupil]:
    """Add or change a pupil. InvalidInput for an impossible birth date, a wrong UPN or one already in use."""
    with session.write() as work:
        kept = work.put(checked(session, pupil))
    return Saved(kept, work.change_id)


def checked(session: Session, pupil: Pupil) -> Pupil:
    """The pupil as it may be kept, the UPN in the one form in which two of them can be compared; InvalidInput."""
    pupil = replace(pupil, upn=check_upn(pupil.upn).value or pupil.upn)
    refuse(
        (
            birth_date("birth_date", pupil.birth_date, session.clock.today()),
            upn_problem(pupil.upn, with_upn(session, pupil)),
        )
    )
    return pupil


def with_upn(session: Session, pupil: Pupil) -> list[Pupil]:
    """The other pupils that have this one's UPN, those in the trash too."""
    if not pupil.upn:
        return []
    same = session.list(Pupil, where={"upn": pupil.upn}, trashed=None)
    return [other for other in same if other.id != pupil.id]


def likely_duplicates(session: Session, pupil: Pupil) -> list[Pupil]:
    """Pupils that may be this child: the same birth date, or a name that is the same or nearly."""
    return [other for other in session.list(Pupil) if other.id != pupil.id and same_child(pupil, other)]


def save_carer(session: Session, carer: Carer) -> Saved[Carer]:
    """Add or change a parent, carer or contact of a pupil."""
    today = session.clock.today()
    session.get(Pupil, carer.pupil_id)
    refuse((in_future("evidence_seen_on", carer.evidence_seen_on, today),))
    with session.write() as work:
        kept = work.put(carer)
    return Saved(kept, work.change_id)


def carers_of(session: Session, pupil_id: str) -> list[Carer]:
    """A pupil's carers and contacts, as first written."""
    return session.list(Carer, where={"pupil_id": pupil_id})
