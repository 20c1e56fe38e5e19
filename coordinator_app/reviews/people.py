"""Who is asked to a review and who came: picked from those whom the record knows, or typed; each tick a change (003-5.3)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from coordinator_app.consent.handing import kept_of
from coordinator_app.consent.whereabouts import is_kept_from
from coordinator_app.core.changes import Saved
from coordinator_app.core.errors import GateShut
from coordinator_app.core.names import fold
from coordinator_app.core.plausible import in_future, missing, refuse
from coordinator_app.organisations.actions import officers
from coordinator_app.organisations.model import Office, School
from coordinator_app.organisations.officers import serving
from coordinator_app.organisations.providers import Agency, Provider
from coordinator_app.programmes.model import Programme
from coordinator_app.pupils.actions import carers_of
from coordinator_app.pupils.model import Pupil, in_order
from coordinator_app.referrals.actions import referrals_of
from coordinator_app.reviews.model import Review
from coordinator_app.reviews.parts import ReviewPerson, ReviewRole
from coordinator_app.store.session import Session
from coordinator_app.store.unit_of_work import Work

FAMILY = frozenset({ReviewRole.PUPIL, ReviewRole.FAMILY})


@dataclass(frozen=True, slots=True)
class Somebody:
    """Who may be at a review. `about` says what they are, such as "Mother"; `warning` what is to be read first."""

    name: str
    role: ReviewRole
    carer_id: str = ""
    about: str = ""
    warning: str = ""

    @property
    def mark(self) -> tuple[str, str]:
        """What tells two people apart: the person on the record, else the name and the role."""
        return _mark(self.role, self.carer_id, self.name)


def mark_of(person: ReviewPerson) -> tuple[str, str]:
    """The same for somebody who stands on the review already."""
    return _mark(person.role or ReviewRole.OTHER, person.carer_id, person.name)


def _mark(role: ReviewRole, carer_id: str, name: str) -> tuple[str, str]:
    """There is one pupil only, whatever the name was then."""
    return (role.value, "" if role is ReviewRole.PUPIL else carer_id or fold(name))


def people_of(session: Session, review_id: str) -> list[ReviewPerson]:
    """Those who were asked or came, in the order in which they were written down."""
    return session.list(ReviewPerson, where={"review_id": review_id})


def came_of(session: Session, review_id: str) -> list[ReviewPerson]:
    """Those who came."""
    return [one for one in people_of(session, review_id) if one.came]


def teaching(session: Session, pupil_id: str) -> list[Provider]:
    """The providers at which the pupil is, by the programmes under way."""
    running = [one for one in session.list(Programme, where={"pupil_id": pupil_id}) if one.is_under_way]
    found = (session.find(Provider, one.provider_id) for one in running if one.provider_id)
    return list({one.id: one for one in found if one is not None}.values())


def known(session: Session, pupil_id: str) -> tuple[Somebody, ...]:
    """Whom to offer first: the pupil, the carers, the school, the provider, the co-ordinator."""
    pupil = session.get(Pupil, pupil_id)
    found = [Somebody(pupil.called, ReviewRole.PUPIL, about="the pupil"), *_carers(session, pupil_id)]
    found += [*_of_school(session, pupil), *_of_providers(session, pupil_id)]
    ours = serving(session, Office.COORDINATOR)
    if ours is not None:
        found.append(Somebody(ours.name, ReviewRole.COORDINATOR, about=Office.COORDINATOR.label))
    return tuple({one.mark: one for one in found}.values())


def _carers(session: Session, pupil_id: str) -> Iterable[Somebody]:
    kept = kept_of(session, pupil_id)
    for one in in_order(carers_of(session, pupil_id)):
        if one.has_died or one.no_contact:
            continue
        about = one.relationship.label if one.relationship else ReviewRole.FAMILY.label
        warning = _MUST_NOT_KNOW if is_kept_from(kept, one.id) else ""
        yield Somebody(one.name, ReviewRole.FAMILY, one.id, about, warning)


_MUST_NOT_KNOW = "Must not be told where the pupil is. What is shared at the review is not counted as told."


def _of_school(session: Session, pupil: Pupil) -> Iterable[Somebody]:
    school = session.find(School, pupil.school_id)
    if school is None:
        return
    referral = next(iter(referrals_of(session, pupil.id)), None)
    name = (referral.signed_by if referral else "") or school.head
    job = referral.signatory_job if referral and referral.signed_by else ""
    if name:
        about = ", ".join(part for part in (job, school.name) if part)
        yield Somebody(name, ReviewRole.SCHOOL, about=about[:1].upper() + about[1:])


def _of_providers(session: Session, pupil_id: str) -> Iterable[Somebody]:
    for one in teaching(session, pupil_id):
        yield Somebody(one.contact or one.name, ReviewRole.PROVIDER, about=one.name if one.contact else "")


def further(session: Session) -> tuple[Somebody, ...]:
    """Whom to offer beside them: the other officers, and whom to speak to at each agency."""
    today = session.clock.today()
    found = [
        Somebody(one.name, ReviewRole.OTHER, about=office.label)
        for office, one in officers(session, today).items()
        if office is not Office.COORDINATOR and one.name
    ]
    agencies = [
        one for one in session.list(Agency, limit=200) if one.closed_on is None or one.closed_on > today
    ]
    found += [
        Somebody(one.contact or one.name, ReviewRole.AGENCY, about=one.name if one.contact else "")
        for one in agencies
    ]
    return tuple({one.mark: one for one in found}.values())


def set_came(session: Session, review_id: str, who: Somebody, *, came: bool) -> Saved[ReviewPerson]:
    """Tick somebody as there, or take the tick away; who was never asked leaves the review with it.

    InvalidInput without a name, GateShut once the review is finished. Ticked twice is once, and then there is no change to undo: its id is "".
    """
    refuse((missing("name", who.name.strip(), "Type the name."),))
    if session.get(Review, review_id).finished:
        raise GateShut(("This review is finished. Open it again to change who was there.",))
    there = _find(session, review_id, who)
    if there is not None and there.came is came:
        return Saved(there, "")
    with session.write() as work:
        if there is None:
            kept = work.add(_new(review_id, who, came=came))
        elif came or there.asked_on is not None:
            kept = work.change(there, came=came)
        else:
            kept = work.trash(there)
    return Saved(kept, work.change_id)


def ask(session: Session, review_id: str, who: Somebody, on: date) -> Saved[ReviewPerson]:
    """Note that somebody was asked to come on a day. InvalidInput for a day that is still to come."""
    refuse((in_future("asked_on", on, session.clock.today()),))
    with session.write() as work:
        kept = ask_within(session, work, review_id, who, on)
    return Saved(kept, work.change_id)


def ask_within(session: Session, work: Work, review_id: str, who: Somebody, on: date) -> ReviewPerson:
    """The same inside a unit of work that does more."""
    there = _find(session, review_id, who)
    if there is None:
        return work.add(_new(review_id, who, asked_on=on))
    return work.change(there, asked_on=on)


def say_who_missed(session: Session, work: Work, review: Review) -> None:
    """Once it is finished: who was asked and is not ticked did not come."""
    for one in people_of(session, review.id):
        if one.came is None:
            work.change(one, came=False)


def _find(session: Session, review_id: str, who: Somebody) -> ReviewPerson | None:
    return next((one for one in people_of(session, review_id) if mark_of(one) == who.mark), None)


def _new(
    review_id: str, who: Somebody, *, came: bool | None = None, asked_on: date | None = None
) -> ReviewPerson:
    return ReviewPerson(
        review_id=review_id,
        name=who.name.strip(),
        role=who.role,
        carer_id=who.carer_id,
        came=came,
        asked_on=asked_on,
    )
