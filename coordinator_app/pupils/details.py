"""Keep what belongs to a pupil: other names, schools, needs, medical notes, plans, court orders, brothers and sisters."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from coordinator_app.core.catalogue import record_type
from coordinator_app.core.changes import Saved
from coordinator_app.core.errors import FieldProblem, InvalidInput
from coordinator_app.core.plausible import before, in_future, missing, refuse
from coordinator_app.core.privacy import Compartment
from coordinator_app.organisations.model import School
from coordinator_app.pupils.gate import Keeps, demand, keeps_of
from coordinator_app.pupils.links import CourtOrder, Sibling
from coordinator_app.pupils.model import Carer, Pupil
from coordinator_app.pupils.parts import (
    CarePlan,
    MedicalNote,
    PupilName,
    PupilNeed,
    SchoolOnRoll,
    rank_problem,
    ranked,
)
from coordinator_app.pupils.schooling import schools_of
from coordinator_app.store.session import Session

Detail = PupilName | SchoolOnRoll | PupilNeed | MedicalNote | CarePlan | CourtOrder | Sibling
D = TypeVar("D", PupilName, SchoolOnRoll, PupilNeed, MedicalNote, CarePlan, CourtOrder, Sibling)
Problem = FieldProblem | None


@dataclass(frozen=True, slots=True)
class Kin:
    """A brother or sister: the link, and the other child as it stands."""

    link: Sibling
    pupil: Pupil


@dataclass(frozen=True, slots=True)
class Details:
    """All that belongs to one pupil. `guarded_open` says whether this user's passphrase opens what is kept apart."""

    names: tuple[PupilName, ...] = ()
    schools: tuple[SchoolOnRoll, ...] = ()
    needs: tuple[PupilNeed, ...] = ()
    medical: tuple[MedicalNote, ...] = ()
    plans: tuple[CarePlan, ...] = ()
    orders: tuple[CourtOrder, ...] = ()
    kin: tuple[Kin, ...] = ()
    guarded_open: bool = True


def details_of(session: Session, pupil_id: str) -> Details:
    """Everything that belongs to a pupil, in the order in which a screen shows it."""
    where = {"pupil_id": pupil_id}
    return Details(
        names=tuple(session.list(PupilName, where=where)),
        schools=tuple(schools_of(session, pupil_id)),
        needs=tuple(ranked(session.list(PupilNeed, where=where))),
        medical=tuple(session.list(MedicalNote, where=where)),
        plans=tuple(session.list(CarePlan, where=where, order="from_day", newest=True)),
        orders=tuple(orders_of(session, pupil_id)),
        kin=tuple(kin_of(session, pupil_id)),
        guarded_open=Compartment.GUARDED in session.held,
    )


def orders_of(session: Session, pupil_id: str, on: date | None = None) -> list[CourtOrder]:
    """The court orders about a pupil, newest first; with a day only those that hold on it."""
    found = session.list(CourtOrder, where={"pupil_id": pupil_id}, order="made_on", newest=True)
    return found if on is None else [one for one in found if one.holds_on(on)]


def kin_of(session: Session, pupil_id: str) -> list[Kin]:
    """Brothers and sisters, each once, whichever record the link was made on."""
    found: dict[str, Kin] = {}
    for name in ("pupil_id", "other_id"):
        for link in session.list(Sibling, where={name: pupil_id}):
            other = session.find(Pupil, link.other_than(pupil_id))
            if other is not None and other.trashed_at is None:
                found.setdefault(other.id, Kin(link, other))
    return [*found.values()]


def save_detail(session: Session, detail: D) -> Saved[D]:
    """Add or change something that belongs to a pupil, where its kind is kept.

    Raises InvalidInput for what cannot be, GateShut for what is new before the school referred, but for a plan to keep
    the child safe (003-7.2; of a brother or sister for both), KeyNotHeld for what is kept apart. What is kept can be
    put right at any time (003-5.4), but for what a need or an illness is.
    """
    session.get(Pupil, detail.pupil_id)
    if isinstance(detail, SchoolOnRoll):
        detail = _named(detail, session.find(School, detail.school_id))
    with session.write(record_type(detail).compartment_of(detail)) as work:
        refuse(_problems(session, detail))
        stored = session.find(type(detail), detail.id) if detail.id else None
        demand(session, keeps_of(detail, stored), detail.pupil_id, _other(session, detail))
        kept = work.put(detail)
    return Saved(kept, work.change_id)


def remove_detail(session: Session, detail: D) -> Saved[D]:
    """Put something that belongs to a pupil in the trash. The school where the pupil is on roll stays."""
    with session.write(record_type(detail).compartment_of(detail)) as work:
        if isinstance(detail, SchoolOnRoll) and detail.until_day is None:
            pupil = session.get(Pupil, detail.pupil_id)
            if pupil.school_id == detail.school_id:
                raise InvalidInput.one(
                    "school_id", "The pupil is on roll there now. Change the school first."
                )
        demand(session, Keeps.LESS, detail.pupil_id)
        gone = work.trash(detail)
    return Saved(gone, work.change_id)


def _other(session: Session, detail: Detail) -> str:
    """The second child of whom something is kept by the same record; "" if there is none. Raises NotFound."""
    return session.get(Pupil, detail.other_id).id if isinstance(detail, Sibling) and detail.other_id else ""


def _named(detail: SchoolOnRoll, school: School | None) -> SchoolOnRoll:
    return replace(detail, school_name=school.name if school is not None else detail.school_name)


def _problems(session: Session, detail: Detail) -> tuple[Problem, ...]:
    today = session.clock.today()
    if isinstance(detail, Sibling):
        return _sibling_problems(session, detail)
    if isinstance(detail, CourtOrder):
        return _order_problems(session, detail, today)
    until = before("until_day", detail.until_day, detail.from_day, "the day it began")
    if isinstance(detail, PupilName):
        whole = missing("family_name", detail.whole, "Type at least one of the two names.")
        return (until, whole)
    if isinstance(detail, SchoolOnRoll):
        return (until, in_future("from_day", detail.from_day, today))
    if isinstance(detail, PupilNeed):
        others = session.list(PupilNeed, where={"pupil_id": detail.pupil_id})
        wrong = rank_problem(detail, others)
        return (until, FieldProblem("rank", wrong) if wrong else None)
    return (until, in_future("from_day", detail.from_day, today))


def _order_problems(session: Session, order: CourtOrder, today: date) -> tuple[Problem, ...]:
    carer = session.find(Carer, order.carer_id) if order.carer_id else None
    stranger = carer is not None and carer.pupil_id != order.pupil_id
    return (
        in_future("made_on", order.made_on, today),
        in_future("seen_on", order.seen_on, today),
        before("ends_on", order.ends_on, order.made_on, "the day the order was made"),
        before("ended_on", order.ended_on, order.made_on, "the day the order was made"),
        FieldProblem("carer_id", "This person is on another pupil's record.") if stranger else None,
    )


def _sibling_problems(session: Session, link: Sibling) -> tuple[Problem, ...]:
    if link.pupil_id == link.other_id:
        return (FieldProblem("other_id", "This is the same pupil. Choose the other one."),)
    known = [one for one in kin_of(session, link.pupil_id) if one.link.id != link.id]
    if any(one.pupil.id == link.other_id for one in known):
        return (FieldProblem("other_id", "These two are joined already."),)
    return ()
