"""A third party who is a child: whom we write to instead, and whom never (domain 2.1; no Qt).

A parent or carer with parental responsibility is proposed. Nobody is whom the child's record keeps away: who must not be contacted,
stands under a restriction or an order, or lives where nobody may know; nor whoever made this request. The coordinator chooses: a
child who is old enough to understand is asked in person.
"""

from __future__ import annotations

from coordinator_app.access_requests.model import AccessRequest
from coordinator_app.access_requests.persons import RequestPerson
from coordinator_app.core.names import fold, may_be_one_person
from coordinator_app.pupils.links import CourtOrder
from coordinator_app.pupils.model import Carer, Pupil, age_on, in_order
from coordinator_app.store.session import Session

_GROWN_UP = 18


def child_asked(session: Session, person_id: str) -> Pupil | None:
    """The pupil who is this third party, until they are 18; None for anybody else."""
    person = session.find(RequestPerson, person_id) if person_id else None
    child = session.find(Pupil, person.item_id) if person is not None and person.item_id else None
    if child is None:
        return None
    birth = child.birth_date
    return child if birth is None or age_on(birth, session.clock.today()) < _GROWN_UP else None


def carer_asked(session: Session, request: AccessRequest, child: Pupil) -> Carer | None:
    """Who is proposed; None where the record names nobody who may be asked."""
    today = session.clock.today()
    orders = [one for one in session.list(CourtOrder, where={"pupil_id": child.id}) if one.holds_on(today)]
    for carer in in_order(session.list(Carer, where={"pupil_id": child.id})):
        kept_away = carer.restrictions.strip() or carer.address_is_confidential
        bound = any(one.carer_id == carer.id or may_be_one_person(one.about, carer.name) for one in orders)
        asks = may_be_one_person(carer.name, request.requester)
        if carer.has_responsibility is True and carer.may_be_reached and not (kept_away or bound or asks):
            return carer
    return None


def goes_to(child: Pupil, name: str) -> bool:
    """Whether a letter goes to the child in person."""
    wanted = fold(name)
    full = f"{child.given_names} {child.family_name}"
    return wanted == fold(full) or may_be_one_person(full, name) or wanted == fold(child.given_names)
