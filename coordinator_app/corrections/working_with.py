"""Which organisations work with a child now: its schools, providers and agencies (003-5.4 asks to tell each; no Qt).

Article 19 asks to tell who was given the wrong value. The policy goes further: everybody who works with the child.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from coordinator_app.chronology.model import Category, ChronologyEntry
from coordinator_app.core.names import fold
from coordinator_app.organisations.model import School
from coordinator_app.organisations.providers import Agency, Provider
from coordinator_app.programmes.model import Programme
from coordinator_app.pupils.model import Pupil
from coordinator_app.pupils.parts import SchoolOnRoll, runs
from coordinator_app.reviews.model import Review
from coordinator_app.reviews.parts import ReviewPerson, ReviewRole
from coordinator_app.sharing.actions import disclosures_of
from coordinator_app.sharing.model import RecipientKind
from coordinator_app.store.session import Session

IN_TOUCH = timedelta(days=365)
"""How long after the last exchange an agency still counts as working with a child: our wording, a whole school year."""


@dataclass(frozen=True, slots=True)
class Organisation:
    """One of them: what it is, and to whom there a letter goes."""

    kind: RecipientKind
    name: str
    contact: str = ""
    address: str = ""

    def is_called(self, kind: RecipientKind | None, name: str) -> bool:
        """Whether a recipient of the ledger is this one: "R. Marsh, Foxglove Hill Academy" is of the school."""
        if kind is not self.kind:
            return False
        mine, other = fold(self.name), fold(name)
        return mine == other or mine in other or (bool(self.contact) and fold(self.contact) in other)


def working_with(session: Session, pupil_id: str) -> tuple[Organisation, ...]:
    """Every organisation that works with the pupil today, each once: schools, providers, then agencies."""
    pupil = session.get(Pupil, pupil_id)
    found: list[Organisation] = []
    for one in (*_schools(session, pupil), *_providers(session, pupil_id), *_agencies(session, pupil_id)):
        if not any(known.is_called(one.kind, one.name) for known in found):
            found.append(one)
    return tuple(found)


def _schools(session: Session, pupil: Pupil) -> Iterator[Organisation]:
    today = session.clock.today()
    parts = session.list(SchoolOnRoll, where={"pupil_id": pupil.id})
    ids = (pupil.school_id, *(one.school_id for one in parts if runs(one, today)))
    for school_id in dict.fromkeys(one for one in ids if one):
        school = session.find(School, school_id)
        if school is not None:
            yield Organisation(RecipientKind.SCHOOL, school.name, school.head, school.address)


def _providers(session: Session, pupil_id: str) -> Iterator[Organisation]:
    running = (one for one in session.list(Programme, where={"pupil_id": pupil_id}) if one.is_under_way)
    for provider_id in dict.fromkeys(one.provider_id for one in running if one.provider_id):
        one = session.find(Provider, provider_id)
        if one is not None:
            yield Organisation(RecipientKind.PROVIDER, one.name, one.contact, one.address)


def _agencies(session: Session, pupil_id: str) -> Iterator[Organisation]:
    register = session.list(Agency)
    for name in dict.fromkeys(_in_touch(session, pupil_id)):
        yield _agency(register, name)


def _agency(register: Iterable[Agency], name: str) -> Organisation:
    """As the register knows it; else as it was written down."""
    for one in register:
        made = Organisation(RecipientKind.AGENCY, one.name, one.contact, one.address)
        if made.is_called(RecipientKind.AGENCY, name):
            return made
    return Organisation(RecipientKind.AGENCY, name)


def _in_touch(session: Session, pupil_id: str) -> Iterator[str]:
    """The names of agencies that gave or were given something, or came to a review, within the year."""
    since = session.clock.today() - IN_TOUCH
    for given in disclosures_of(session, pupil_id):
        if given.recipient_kind is RecipientKind.AGENCY and given.given_on and given.given_on >= since:
            yield given.recipient
    told = session.list(ChronologyEntry, where={"pupil_id": pupil_id, "category": Category.AGENCY})
    for entry in told:
        if entry.source and entry.happened_on and entry.happened_on >= since:
            yield entry.source
    reviews = [
        one.id
        for one in session.list(Review, where={"pupil_id": pupil_id})
        if one.held_on is not None and one.held_on >= since
    ]
    people = session.list(ReviewPerson, where={"review_id": tuple(reviews)}) if reviews else []
    for person in people:
        if person.role is ReviewRole.AGENCY and person.came:
            yield person.name
