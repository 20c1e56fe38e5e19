"""The other invented pupils, so that every screen has something to show: each in a state of his own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from coordinator_app.access_requests.actions import gather, intake
from coordinator_app.access_requests.model import AccessRequest, Channel, RequesterKind
from coordinator_app.chronology.actions import add_entry
from coordinator_app.chronology.model import Category, ChronologyEntry
from coordinator_app.consent.actions import forms_printed, record_consent
from coordinator_app.consent.model import Consent, FormTemplate
from coordinator_app.core.clock import SetClock
from coordinator_app.demo import programmes
from coordinator_app.demo.days import StoryDays, at
from coordinator_app.demo.details import add_details
from coordinator_app.demo.elsewhere import look_elsewhere
from coordinator_app.demo.steps import Step
from coordinator_app.pupils.actions import save_carer
from coordinator_app.pupils.model import Carer, Pupil, Relationship, ResponsibilityEvidence
from coordinator_app.referrals.actions import accept_referral, record_discussion, take_referral
from coordinator_app.referrals.model import InitialDiscussion, Referral, ReferralReason, ReferralState
from coordinator_app.store.session import Session


@dataclass(frozen=True, slots=True)
class Child:
    """An invented pupil: names, age in years this year, place in the list of schools, mother's name."""

    given: str
    family: str
    age: int
    school: int
    mother: str
    upn: str = ""


OTIS = Child("Otis", "Bramblewick", 14, 0, "Clementine Bramblewick", "J855400020127")
BEA = Child("Beatrice", "Thistledown", 13, 1, "Hester Thistledown", "C857400121119")
SAFFRON = Child("Saffron", "Tumbledale", 13, 1, "Ottoline Tumbledale")
EMBER = Child("Ember", "Puddlecombe", 12, 2, "Sorrel Puddlecombe")
WREN = Child("Wren", "Applegarth", 15, 3, "Juniper Applegarth")


class Others:
    """Adds the other pupils. `schools` are ids in the order of the school list."""

    def __init__(self, session: Session, clock: SetClock, days: StoryDays, schools: tuple[str, ...]) -> None:
        self.session = session
        self.clock = clock
        self.days = days
        self.schools = schools

    def steps(self) -> Iterator[Step]:
        """What happened to them, to be done in order of time with the main story."""
        days = self.days
        yield Step(at(days.ago(66), 11), "Other pupils", lambda: self._on_programme(OTIS, days.ago(48)))
        yield Step(at(days.ago(52), 13), "Other pupils", lambda: self._on_programme(BEA, days.ago(36)))
        yield Step(at(days.ago(58), 12), "Other pupils", lambda: self._on_programme(WREN, days.ago(30)))
        yield Step(at(days.ago(30), 12), "Other pupils", lambda: self._on_programme(EMBER, days.ago(26)))
        yield Step(at(days.ago(24), 9), "Other pupils", lambda: add_details(self.session, self.clock))
        yield Step(at(days.ago(8), 11), "Other pupils", self._waiting_for_consent)
        yield Step(at(days.ago(7), 10), "Other pupils", self._discussion_only)
        yield Step(at(days.ago(6), 14), "Other pupils", lambda: self._request(OTIS, gathered=True))
        yield Step(at(days.ago(4), 14), "Other pupils", lambda: self._request(WREN, gathered=False))

    def _take(self, child: Child) -> Pupil:
        day, today = self.clock.today(), self.days.today
        pupil = Pupil(
            given_names=child.given,
            family_name=child.family,
            birth_date=date(today.year - child.age, 3, 11),
            year_group=child.age - (4 if today.month >= 9 else 5),  # as a birthday in March has it
            school_id=self.schools[child.school],
            upn=child.upn,
        )
        referral = Referral(
            school_id=pupil.school_id,
            state=ReferralState.RECEIVED,
            received_on=day,
            reason=ReferralReason.NON_ATTENDANCE,
            school_words="Has missed many mornings this term and finds large classes hard.",
            signed_by="N. Tansy",
            signatory_job="deputy head",
            signed_on=day,
            statement_acknowledged=True,
            statement_version=1,
            statement_hash="first wording",
        )
        taken = take_referral(self.session, pupil, referral)
        accept_referral(self.session, taken.referral)
        return taken.pupil

    def _carer(self, pupil: Pupil, child: Child) -> Carer:
        carer = Carer(
            pupil_id=pupil.id,
            name=child.mother,
            relationship=Relationship.MOTHER,
            has_responsibility=True,
            evidence=ResponsibilityEvidence.SCHOOL_RECORD,
            telephone="01632 960102",
        )
        return save_carer(self.session, carer).record

    def _on_programme(self, child: Child, start: date) -> None:
        pupil = self._take(child)
        carer = self._carer(pupil, child)
        consent = Consent(
            pupil_id=pupil.id,
            carer_id=carer.id,
            signed_on=self.clock.today(),
            has_read=True,
            understands=True,
            is_content=True,
            agrees_programme=True,
            responsibility_stated=True,
            signature_seen=True,
            statement_version=1,
            statement_hash="first wording",
        )
        record_consent(self.session, consent)
        programmes.begin(self.session, pupil.id, start, programmes.OTHERS[child.given])
        entry = ChronologyEntry(
            pupil_id=pupil.id,
            category=Category.ATTENDANCE,
            happened_on=self.clock.today(),
            words="In every day of the first week, and on time.",
            source="The provider's register",
        )
        add_entry(self.session, entry)

    def _waiting_for_consent(self) -> None:
        pupil = self._take(SAFFRON)
        self._carer(pupil, SAFFRON)
        wording = (1, "first wording")
        both = (FormTemplate.PARENT_STATEMENT, FormTemplate.CONSENT_FORM)
        forms_printed(self.session, pupil.id, tuple((template, *wording) for template in both))
        programmes.plan_only(self.session, pupil.id, self.days.ago(-14), programmes.SAFFRON)

    def _discussion_only(self) -> None:
        discussion = InitialDiscussion(
            initials="IM",
            school_id=self.schools[3],
            held_on=self.clock.today(),
            rang="N. Tansy, headteacher",
            notes="Asked what could be done after a hard half term.",
        )
        record_discussion(self.session, discussion)

    def _request(self, child: Child, *, gathered: bool) -> None:
        pupil = next(one for one in self.session.list(Pupil) if one.given_names == child.given)
        request = AccessRequest(
            pupil_id=pupil.id,
            requester=child.mother,
            requester_kind=RequesterKind.PARENT,
            channel=Channel.EMAIL,
            received_on=self.clock.today(),
            wanted="The notes of this school year.",
            identity_known=True if gathered else None,
            identity_reason="We have met her at a review." if gathered else "",
            identity_asked_on=None if gathered else self.clock.today(),
        )
        kept = intake.log_request(self.session, request).record
        if gathered:
            intake.consult_school(self.session, kept, self.clock.today(), "T. Inkwell")
            gather.gather(self.session, kept)
            look_elsewhere(self.session, kept.id)
