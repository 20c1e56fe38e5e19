"""What the referral screen shows, read in one go; frozen, and free of Qt."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from coordinator_app.consent.actions import forms_of, programme_gate, standing_of
from coordinator_app.consent.model import ConsentStanding, PrintedForm
from coordinator_app.core.dates import say
from coordinator_app.core.errors import FieldProblem
from coordinator_app.core.gates import Decision, all_of
from coordinator_app.core.plausible import birth_date
from coordinator_app.core.privacy import Compartment
from coordinator_app.documents.model import Document
from coordinator_app.organisations.actions import schools_to_choose
from coordinator_app.organisations.model import School
from coordinator_app.pupils.actions import carers_of, likely_duplicates, with_upn
from coordinator_app.pupils.duplicates import different_from
from coordinator_app.pupils.model import Carer, Pupil, upn_problem
from coordinator_app.pupils.namesakes import born_another_day
from coordinator_app.referrals.actions import keeping, reasons_of, referrals_of
from coordinator_app.referrals.checklist import CheckLine, checklist, lacking
from coordinator_app.referrals.deciding import risk_of
from coordinator_app.referrals.discussions import ask_after, talks_of
from coordinator_app.referrals.model import (
    ASK_AFTER_DAYS,
    InitialDiscussion,
    LaterTalk,
    Referral,
    may_keep,
)
from coordinator_app.referrals.reasons import ReferralReason
from coordinator_app.referrals.risk import ReferralRisk
from coordinator_app.referrals.scans import page_count, waiting_scan
from coordinator_app.referrals.starting import start_gate
from coordinator_app.referrals.statements import Statement, statements
from coordinator_app.referrals.states import ENDED
from coordinator_app.store.session import Session

_NOTHING_YET = may_keep([])


@dataclass(frozen=True, slots=True)
class ScannedFile:
    """The scanned form: its document ("" while it waits in the tray), its pages, and when it came in (UTC)."""

    document_id: str
    pages: int
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Past:
    """A referral before this one, in lines to read: what it said and how it ended."""

    title: str
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ReferralFacts:
    """Everything on the screen.

    `statements` are the versions of the school's privacy statement, the one in force first, so that the one the
    school acknowledged can be named (003-4.2). `keeping` is the gate for records,
    `starting` that for a programme. `risk` is None without the guarded key, too.
    """

    today: date
    schools: tuple[tuple[str, str], ...]
    statements: tuple[Statement, ...]
    ask_after: int = ASK_AFTER_DAYS
    discussion: InitialDiscussion | None = None
    talks: tuple[LaterTalk, ...] = ()
    pupil: Pupil | None = None
    referral: Referral | None = None
    reasons: tuple[ReferralReason, ...] = ()
    checks: tuple[CheckLine, ...] = ()
    risk: ReferralRisk | None = None
    sees_guarded: bool = False
    past: tuple[Past, ...] = ()
    form: ScannedFile | None = None
    carers: tuple[Carer, ...] = ()
    printed: tuple[PrintedForm, ...] = ()
    consent: ConsentStanding | None = None
    keeping: Decision = _NOTHING_YET
    starting: Decision = _NOTHING_YET

    @property
    def keeps(self) -> bool:
        """Whether more than notes may be kept now (003-7.2)."""
        return self.keeping.is_open

    @property
    def lacks(self) -> bool:
        """Whether the newest referral lacks something that must be there."""
        return bool(lacking(self.checks))

    @property
    def ended(self) -> bool:
        """Whether the newest referral was declined or withdrawn."""
        return self.referral is not None and self.referral.state in ENDED

    @property
    def is_old_talk(self) -> bool:
        """Whether nothing followed a first talk for so long that its notes should go."""
        talk = self.discussion
        if talk is None or talk.held_on is None or self.pupil is not None:
            return False
        last = max([talk.held_on, *(one.held_on for one in self.talks if one.held_on)])
        return self.today - last > timedelta(days=self.ask_after)

    def school(self, school_id: str) -> str:
        """A school's name, or words for none."""
        return dict(self.schools).get(school_id, "a school that is not on your list")


def read_referral(
    session: Session, pupil_id: str, discussion_id: str, *, document_id: str = "", scan_id: str = ""
) -> ReferralFacts:
    """The facts of one referral, told by the pupil's id, the first talk's, or neither. NotFound if it is gone."""
    discussion = _discussion(session, pupil_id, discussion_id)
    pupil = session.get(Pupil, pupil_id) if pupil_id else _pupil_of(session, discussion)
    found = ReferralFacts(
        today=session.clock.today(),
        schools=schools_to_choose(session, *(one.school_id for one in (pupil, discussion) if one)),
        statements=statements(session),
        ask_after=ask_after(session),
        discussion=discussion,
        talks=tuple(talks_of(session, discussion.id)) if discussion else (),
        sees_guarded=Compartment.GUARDED in session.held,
    )
    if pupil is not None:
        found = _with_pupil(session, found, pupil)
    kept = found.referral.scan_document_id if found.referral else ""
    return replace(found, form=_file(session, document_id or kept) or _in_tray(session, scan_id))


def _with_pupil(session: Session, found: ReferralFacts, pupil: Pupil) -> ReferralFacts:
    referrals = referrals_of(session, pupil.id)
    newest = next(iter(referrals), None)
    reasons = reasons_of(session, newest) if newest else ()
    return replace(
        found,
        pupil=pupil,
        schools=schools_to_choose(session, pupil.school_id, *(one.school_id for one in referrals[:1])),
        referral=newest,
        reasons=reasons,
        checks=checklist(newest, pupil.school_id, reasons) if newest else (),
        risk=risk_of(session, newest.id) if newest else None,
        past=tuple(past_lines(session, one) for one in referrals[1:]),
        carers=tuple(carers_of(session, pupil.id)),
        printed=tuple(forms_of(session, pupil.id)),
        consent=standing_of(session, pupil.id),
        keeping=keeping(session, pupil.id),
        starting=all_of(start_gate(session, pupil.id), programme_gate(session, pupil.id)),
    )


def _file(session: Session, document_id: str) -> ScannedFile | None:
    document = session.find(Document, document_id) if document_id else None
    return ScannedFile(document.id, document.page_count or 0, document.created_at) if document else None


def _in_tray(session: Session, scan_id: str) -> ScannedFile | None:
    form = waiting_scan(session, scan_id)
    return ScannedFile("", page_count(session, form), form.created_at) if form else None


def past_lines(session: Session, referral: Referral) -> Past:
    """A former referral to read: nothing of it changes any more."""
    school = session.find(School, referral.school_id)
    day = referral.received_on or referral.signed_on
    state = referral.state.label if referral.state else ""
    reasons = ", ".join(one.label for one in reasons_of(session, referral))
    said = (
        ("School", school.name if school else ""),
        ("Signed by", ", ".join(one for one in (referral.signed_by, referral.signatory_job) if one)),
        ("Date on the form", say(referral.signed_on) if referral.signed_on else ""),
        ("Reasons", reasons),
        ("The school's words", referral.school_words),
        ("Decided on", say(referral.decided_on) if referral.decided_on else ""),
        ("Declined", referral.decline_code.label if referral.decline_code else ""),
        ("Decision", referral.decision_reason),
        ("Withdrawn on", say(referral.withdrawn_on) if referral.withdrawn_on else ""),
        ("Withdrawn by", referral.withdrawn_by.label if referral.withdrawn_by else ""),
        ("Why", referral.withdrawn_reason),
    )
    when = f" of {say(day)}" if day else ""
    return Past(f"Referral{when}, {state.lower()}", tuple((name, words) for name, words in said if words))


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
    """What is wrong with a pupil as typed, who on the list may be the same child, and who has the same UPN.

    `namesakes` have the name and the school of the pupil and were born another day.
    """

    problems: tuple[FieldProblem, ...]
    alike: tuple[Alike, ...]
    same_upn: tuple[Alike, ...] = ()
    namesakes: tuple[Alike, ...] = ()


def check_pupil(session: Session, pupil: Pupil) -> PupilCheck:
    """Check without keeping anything: before the school's form is here, nothing of the pupil may be kept."""
    others = with_upn(session, pupil)
    problems = (
        birth_date("birth_date", pupil.birth_date, session.clock.today()),
        upn_problem(pupil.upn, others),
    )
    found = likely_duplicates(session, pupil)
    known = {one.id for one in (*found, *others)} | (different_from(session, pupil.id) if pupil.id else set())
    namesakes = [one for one in born_another_day(session, pupil) if one.id not in known]
    alike, same_upn, namesakes_shown = (
        tuple(Alike(other.id, other.words) for other in each) for each in (found, others, namesakes)
    )
    wrong = tuple(problem for problem in problems if problem is not None)
    return PupilCheck(wrong, alike, same_upn, namesakes_shown)
