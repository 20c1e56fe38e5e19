"""What logging a request has to know about whom it is about: the family, who could be taken for whom, what was asked before."""

from __future__ import annotations

from dataclasses import dataclass

from coordinator_app.access_requests.model import AccessRequest
from coordinator_app.access_requests.page.reading import read_similar
from coordinator_app.access_requests.repeats import earlier_about
from coordinator_app.core.names import Likeness, same_or_similar
from coordinator_app.organisations.model import School
from coordinator_app.pupils.actions import carers_of
from coordinator_app.pupils.model import Carer, Pupil
from coordinator_app.store.session import Session


@dataclass(frozen=True, slots=True)
class Family:
    """Who may have asked: the carers of a pupil; other pupils whose name is the same or nearly (decision 31).

    `bound`: whether the Regulations of 2005 bind the school on roll. `asked_before`: every request about the pupil.
    """

    pupil: Pupil
    carers: tuple[Carer, ...]
    similar: tuple[str, ...]
    bound: bool = False
    asked_before: tuple[AccessRequest, ...] = ()

    def alike_carers(self, name: str) -> tuple[Carer, ...]:
        """Those whose name is the same as this or nearly, such as a father and a son; the one who has it among them."""
        alike = (one for one in self.carers if same_or_similar(one.name, name) is not Likeness.DIFFERENT)
        return tuple(alike)


def read_family(session: Session, pupil_id: str) -> Family:
    """The people round a pupil. NotFound if the pupil is not there."""
    pupil = session.get(Pupil, pupil_id)
    school = session.find(School, pupil.school_id)
    kind = school.school_type if school else None
    return Family(
        pupil,
        tuple(carers_of(session, pupil_id)),
        read_similar(session, pupil),
        bool(kind and kind.bound_by_pupil_information_regulations),
        earlier_about(session, pupil_id),
    )


def read_staff(session: Session) -> tuple[AccessRequest, ...]:
    """Every request of a member of staff about themselves, the newest first."""
    found = session.list(AccessRequest, order="received_on", newest=True)
    return tuple(one for one in found if one.about_staff.strip())
