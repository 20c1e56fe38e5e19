"""What the referral screen shows, read in one go; frozen, and free of Qt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from coordinator_app.consent.actions import forms_of, standing_of
from coordinator_app.consent.model import ConsentStanding, FormTemplate, PrintedForm
from coordinator_app.consent.orders import form_order
from coordinator_app.core.errors import FieldProblem
from coordinator_app.core.plausible import birth_date
from coordinator_app.core.print_order import PrintOrder
from coordinator_app.organisations.model import School
from coordinator_app.pupils.actions import carers_of, likely_duplicates, with_upn
from coordinator_app.pupils.model import Carer, Pupil, upn_problem
from coordinator_app.referrals.actions import referrals_of
from coordinator_app.referrals.model import ASK_AFTER_DAYS, InitialDiscussion, Referral, may_keep
from coordinator_app.store.session import Session


@dataclass(frozen=True, slots=True)
class ReferralFacts:
    """Everything on the screen.

    `statement` is the order for the school's privacy statement: printing it tells which version and wording is
    current, so that the one the school acknowledged can be named (003-4.2).
    """

    today: date
    schools: tuple[tuple[str, str], ...]
    statement: PrintOrder
    discussion: InitialDiscussion | None = None
    pupil: Pupil | None = None
    referral: Referral | None = None
    carers: tuple[Carer, ...] = ()
    printed: tuple[PrintedForm, ...] = ()
    consent: ConsentStanding | None = None

    @property
    def keeps(self) -> bool:
        """Whether more than notes may be kept now (003-7.2)."""
        return may_keep([self.referral] if self.referral else []).is_open

    @property
    def is_old_talk(self) -> bool:
        """Whether nothing followed a first talk for so long that its notes should go."""
        talk = self.discussion
        if talk is None or talk.held_on is None or self.pupil is not None:
            return False
        return self.today - talk.held_on > timedelta(days=ASK_AFTER_DAYS)


def read_referral(
    session: Session, pupil_id: str, discussion_id: str, *, practice: bool = False
) -> ReferralFacts:
    """The facts of one referral, told by the pupil's id, the first talk's, or neither. NotFound if it is gone."""
    discussion = _discussion(session, pupil_id, discussion_id)
    pupil = session.get(Pupil, pupil_id) if pupil_id else _pupil_of(session, discussion)
    found = ReferralFacts(
        today=session.clock.today(),
        schools=tuple((one.id, one.name) for one in session.list(School, order="name")),
        statement=form_order(session, FormTemplate.SCHOOL_STATEMENT, None, practice=practice),
        discussion=discussion,
    )
    return found if pupil is None else _with_pupil(session, found, pupil)


def _with_pupil(session: Session, found: ReferralFacts, pupil: Pupil) -> ReferralFacts:
    return ReferralFacts(
        today=found.today,
        schools=found.schools,
        statement=found.statement,
        discussion=found.discussion,
        pupil=pupil,
        referral=next(iter(referrals_of(session, pupil.id)), None),
        carers=tuple(carers_of(session, pupil.id)),
        printed=tuple(forms_of(session, pupil.id)),
        consent=standing_of(session, pupil.id),
    )


def _discussion(session: Session, pupil_id: str, discussion_id: str) -> InitialDiscussion | None:
    if discussion_id:
        return session.get(InitialDiscussion, discussion_id)
    if not pupil_id:
        return None
    talks = session.list(
        InitialDiscussion, where={"pupil_id": pupil_id}, order="held_on", newest=True, limit=1
    )
    return next(iter(talks), None)


def _pupil_of(session: Session, discussion: InitialDiscussion | None) -> Pupil | None:
    return session.find(Pupil, discussion.pupil_id) if discussion and discussion.pupil_id else None


@dataclass(frozen=True, slots=True)
class Alike:
    """A pupil on the list who may be the same child, in words that tell two of one name apart."""

    id: str
    words: str


@dataclass(frozen=True, slots=True)
class PupilCheck:
    """What is wrong with a pupil as typed, who on the list may be the same child, and who has the same UPN."""

    problems: tuple[FieldProblem, ...]
    alike: tuple[Alike, ...]
    same_upn: tuple[Alike, ...] = ()


def check_pupil(session: Session, pupil: Pupil) -> PupilCheck:
    """Check without keeping anything: before the school's form is here, nothing of the pupil may be kept."""
    others = with_upn(session, pupil)
    problems = (
        birth_date("birth_date", pupil.birth_date, session.clock.today()),
        upn_problem(pupil.upn, others),
    )
    alike, same_upn = (
        tuple(Alike(other.id, other.words) for other in found)
        for found in (likely_duplicates(session, pupil), others)
    )
    return PupilCheck(tuple(problem for problem in problems if problem is not None), alike, same_upn)
