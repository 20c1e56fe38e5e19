"""The main job for one pupil, from a first talk to the pack handed over: each step the window's own action.

Steps are dated back from today and done in order of time, with the clock set to their moment.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

from coordinator_app.access_requests.actions import decide, gather, intake, letters, order, pack, sending
from coordinator_app.access_requests.actions.pack_spool import PackSpool
from coordinator_app.access_requests.gathering.pages import pages_read
from coordinator_app.access_requests.items import FindingState, Outcome, Pack, RequestItem
from coordinator_app.access_requests.model import (
    AccessRequest,
    Channel,
    Exemption,
    LetterKind,
    RequesterKind,
    SafeguardingAdvice,
)
from coordinator_app.access_requests.pack_order import FILLED_IN
from coordinator_app.chronology.actions import add_entry
from coordinator_app.chronology.model import Category, ChronologyEntry, Standing
from coordinator_app.consent.actions import forms_printed, record_consent
from coordinator_app.consent.model import Consent, FormTemplate
from coordinator_app.consent.orders import FillIn, form_order
from coordinator_app.core.clock import SetClock
from coordinator_app.core.pack_password import new_password
from coordinator_app.demo import programmes
from coordinator_app.demo.attendance import KIT, add_attendance
from coordinator_app.demo.chronicle import ENTRIES
from coordinator_app.demo.covering import cover
from coordinator_app.demo.days import StoryDays, at
from coordinator_app.demo.elsewhere import look_elsewhere
from coordinator_app.demo.papers import Papers
from coordinator_app.demo.registers import note_the_time
from coordinator_app.demo.steps import Step
from coordinator_app.documents.actions import attach
from coordinator_app.documents.model import Document, DocumentKind
from coordinator_app.pupils.actions import save_carer
from coordinator_app.pupils.model import Carer, Pupil, Relationship, ResponsibilityEvidence, SenStatus
from coordinator_app.referrals.actions import accept_referral, record_discussion, take_referral
from coordinator_app.referrals.model import InitialDiscussion, Referral, ReferralReason, ReferralState
from coordinator_app.resources import resource
from coordinator_app.reviews.actions import (
    Told,
    finish_review,
    never_shared,
    plan_review,
    reviews_of,
    save_review,
    set_targets,
)
from coordinator_app.reviews.attended import since_last
from coordinator_app.reviews.model import Review, ReviewTarget
from coordinator_app.reviews.orders import summary_order
from coordinator_app.sharing.model import DeliveryMethod
from coordinator_app.store.session import Session

_TARGETS = (ReviewTarget(words="Arrive by 9:15am"), ReviewTarget(words="Finish each written job sheet"))


class MainJob:
    """Kit's story. What one step finds out, a later one uses."""

    def __init__(
        self, session: Session, clock: SetClock, days: StoryDays, papers: Papers, school_id: str
    ) -> None:
        self.session, self.clock, self.days = session, clock, days
        self.papers, self.school_id = papers, school_id
        self.password, self.pages = "", 0
        self.pupil, self.mother = Pupil(), Carer()
        self.versions: dict[FormTemplate, tuple[int, str]] = {}
        self.request_id = ""

    def steps(self) -> Iterator[Step]:
        """Every step in order of time."""
        plan: tuple[tuple[date, int, str, Callable[[], None]], ...] = (
            (self.days.ago(78), 9, "Taking notes of a first talk", self.first_talk),
            (self.days.ago(74), 10, "Recording the school's referral", self.referral),
            (self.days.ago(73), 9, "Printing statements and forms", self.print_forms),
            (self.days.ago(70), 14, "Recording the signed consent", self.consent),
            (self.days.ago(68), 11, "Starting the programme", self.programme),
            *self._entries(),
            (self.days.ago(19), 15, "Holding the progress review", self.review),
            (self.days.ago(13), 16, "Attaching a provider's letter", self.document),
            (self.days.ago(10), 9, "Logging an access request", self.log),
            (self.days.ago(9), 10, "Writing to the family and the school", self.write_letters),
            (self.days.ago(5), 15, "Recording the school's reply", self.school_replies),
            (self.days.ago(4), 9, "Gathering everything that is held", self.gather),
            (self.days.ago(3), 11, "Recording safeguarding advice", self.advice),
            (self.days.ago(2), 9, "Deciding item by item", self.decide),
            (self.days.ago(1), 10, "Building and checking the pack", self.build),
            (self.days.ago(1), 15, "Recording the pack as sent", self.send),
        )
        last = at(date.min)
        for day, hour, words, do in plan:
            # holidays draw days together: a step never comes before the one it needs
            last = max(at(day, hour), last + timedelta(hours=1))
            yield Step(last, words, do)

    def first_talk(self) -> None:
        """003-7.1: notes only."""
        discussion = InitialDiscussion(
            initials="KP",
            school_id=self.school_id,
            held_on=self.clock.today(),
            rang="T. Inkwell, head of year",
            notes="Often out of lessons. The school asks what the partnership could offer.",
        )
        self.discussion_id = record_discussion(self.session, discussion).record.id

    def referral(self) -> None:
        """003-4.1 and 4.2: the signed form and the school's acknowledgement."""
        pupil = Pupil(
            given_names="Christopher",
            known_as="Kit",
            family_name="Puddlecombe",
            birth_date=date(self.days.today.year - 14, 5, 3),
            upn="Z855400019001",
            year_group=10,
            school_id=self.school_id,
            sen_status=SenStatus.SUPPORT,
        )
        blank = form_order(self.session, FormTemplate.SCHOOL_STATEMENT, None, practice=True)
        statement = self.papers.draft(blank)
        referral = Referral(
            school_id=self.school_id,
            state=ReferralState.RECEIVED,
            received_on=self.clock.today(),
            reason=ReferralReason.DISRUPTION,
            school_words="Often out of lessons since September. Responds well to practical work.",
            signed_by="M. Parchment",
            signatory_job="assistant head",
            signed_on=self.days.ago(75),
            statement_acknowledged=True,
            statement_version=statement.version,
            statement_hash=statement.digest,
        )
        taken = take_referral(self.session, pupil, referral, self.discussion_id)
        self.pupil = taken.pupil
        accept_referral(self.session, taken.referral)
        carer = Carer(
            pupil_id=self.pupil.id,
            name="Marigold Puddlecombe",
            relationship=Relationship.MOTHER,
            has_responsibility=True,
            evidence=ResponsibilityEvidence.BIRTH_CERTIFICATE,
            evidence_seen_on=self.clock.today(),
            telephone="01632 960101",
            address="3 Willow Row\nHazelmoor\nLE99 3CC",
        )
        self.mother = save_carer(self.session, carer).record

    def print_forms(self) -> None:
        """Both statements, the referral form and the consent form, each with its own reference."""
        for template in _FORMS:
            self.consent_reference = self._print_form(template)

    def _print_form(self, template: FormTemplate) -> str:
        fill = FillIn(child=True, carer=True)
        wanted = form_order(self.session, template, self.pupil, practice=True, fill=fill)
        wording = self.papers.draft(wanted)
        self.versions[template] = (wording.version, wording.digest)
        reference = self._note(template)
        self.papers.print(replace(wanted, head=replace(wanted.head, reference=reference)), template.value)
        return reference

    def _note(self, template: FormTemplate) -> str:
        (noted,) = forms_printed(self.session, self.pupil.id, ((template, *self.versions[template]),))
        return noted.record.reference

    def consent(self) -> None:
        """003-7.3: the three statements, each its own answer."""
        version, digest = self.versions[FormTemplate.PARENT_STATEMENT]
        record_consent(
            self.session,
            Consent(
                pupil_id=self.pupil.id,
                carer_id=self.mother.id,
                form_reference=self.consent_reference,
                signed_on=self.days.ago(71),
                has_read=True,
                understands=True,
                is_content=True,
                agrees_programme=True,
                allows_photographs=False,
                allows_trips=True,
                allows_online=True,
                responsibility_stated=True,
                signature_seen=True,
                young_person_signed=True,
                young_person_view="I would like to work on engines.",
                statement_version=version,
                statement_hash=digest,
            ),
        )

    def programme(self) -> None:
        """003-4: started once everything was in place, and the provider told."""
        started = programmes.begin(self.session, self.pupil.id, self.days.ago(63), programmes.KIT)
        programmes.tell(self.session, started)

    def _entries(self) -> Iterator[tuple[date, int, str, Callable[[], None]]]:
        for days, category, words, source in ENTRIES:
            do = partial(self.entry, category, words, source)
            yield self.days.ago(days), 16, "Writing the chronology", do

    def entry(self, category: Category, words: str, source: str) -> None:
        """An entry on the day it happened: ordinary ones, and a guarded one."""
        entry = ChronologyEntry(
            pupil_id=self.pupil.id,
            category=category,
            happened_on=self.clock.today(),
            words=words,
            source=source,
            standing=Standing.FACT,
        )
        add_entry(self.session, entry)

    def review(self) -> None:
        """003-5.3: the family hears everything that may be told; one entry is held back, with the reason."""
        planned = reviews_of(self.session, self.pupil.id)[0]  # by the start of the programme
        add_attendance(self.session, KIT)
        attended = since_last(self.session, replace(planned, held_on=self.clock.today()), None)
        held = replace(
            planned,
            held_on=self.clock.today(),
            who_was_there="Kit, Marigold Puddlecombe, G. Thimble, Pat Samplewell",
            attendance_percent=attended.percent,
            attendance_words=attended.words,
            provider_words="Works well in a pair and asked to start unit 2 early.",
            pupil_words="I like the engines. Mornings are hard.",
            family_words="He talks about the workshop at home.",
            copy_given_to="Marigold Puddlecombe",
        )
        review = save_review(self.session, held).record
        set_targets(self.session, review, _TARGETS)
        told = [_tell(record) for record in never_shared(self.session, self.pupil.id)]
        finished = finish_review(self.session, self.session.get(Review, review.id), told).record
        plan_review(self.session, self.pupil.id, self.clock.today())
        wanted = summary_order(self.session, finished, practice=True)
        wording = self.papers.draft(wanted)
        self.versions[FormTemplate.REVIEW_SUMMARY] = (wording.version, wording.digest)
        head = replace(wanted.head, reference=self._note(FormTemplate.REVIEW_SUMMARY))
        self.papers.print(replace(wanted, head=head), FormTemplate.REVIEW_SUMMARY.value)

    def document(self) -> None:
        """A letter that names another pupil, on a straight page and on a turned one."""
        content = resource("demo", "provider-feedback.pdf").read_bytes()
        document = Document(
            pupil_id=self.pupil.id,
            title="Provider feedback, weeks 7 and 8",
            kind_of_document=DocumentKind.PROVIDER_REPORT,
            dated=self.days.ago(14),
            source="Kingfisher Workshop, by secure email",
            given_name="provider-feedback.pdf",
        )
        attach(self.session, document, content, self.papers.look(content, document.given_name))

    def log(self) -> None:
        """003-5.1: asked by telephone at the weekend, typed in on the next working day."""
        request = AccessRequest(
            pupil_id=self.pupil.id,
            carer_id=self.mother.id,
            requester=self.mother.name,
            requester_kind=RequesterKind.PARENT,
            requester_address=self.mother.address,
            channel=Channel.TELEPHONE,
            received_on=min(self.days.exactly(11), self.clock.today()),
            taken_by="Pat Samplewell",
            wanted="Everything you have on him.",
            identity_known=True,
            identity_reason="We have met her at two reviews.",
            search_words="All records and documents of the partnership, the paper file, and the e-mail inbox.",
        )
        self.request_id = intake.log_request(self.session, request).record.id

    @property
    def request(self) -> AccessRequest:
        """The request as it now stands."""
        return self.session.get(AccessRequest, self.request_id)

    def write_letters(self) -> None:
        """The acknowledgement, and the school consulted."""
        for kind in (LetterKind.ACKNOWLEDGEMENT, LetterKind.CONSULT_SCHOOL):
            ordered = letters.letter_order(self.session, self.request, kind, practice=True)
            printed = self.papers.print(ordered, kind.value)
            kept = letters.keep_letter(self.session, self.request, kind, ordered, printed).record
            letters.letter_sent(self.session, kept, self.clock.today())
        intake.consult_school(self.session, self.request, self.clock.today(), "T. Inkwell")

    def school_replies(self) -> None:
        """The school has nothing against it."""
        asked = intake.consultations_of(self.session, self.request_id)[0]
        intake.school_replied(self.session, asked, self.clock.today(), "Nothing to correct. No court orders.")

    def gather(self) -> None:
        """Everything that is held, bound to its version."""
        gather.gather(self.session, self.request)
        look_elsewhere(self.session, self.request_id)

    def advice(self) -> None:
        """003-5.2: the Safeguarding Officer's advice on the one entry that could do harm."""
        advice = SafeguardingAdvice(
            request_id=self.request_id,
            officer="Dilys Thimblewick",
            asked_on=self.days.ago(4),
            given_on=self.clock.today(),
            advice="Hold this entry back: a referral to social care is open.",
        )
        decide.record_advice(self.session, advice)

    def decide(self) -> None:
        """Share, cover what is about someone else, withhold what could do harm."""
        for item in gather.items_of(self.session, self.request_id):
            self._decide(item)

    def _decide(self, item: RequestItem) -> None:
        if item.unread_pages:
            item = pages_read(self.session, item).record
        holding = gather.holding_of(self.session, item)
        if item.is_guarded:
            decide.decide(self.session, _held_back(item))
            return
        covered = cover(self.session, holding, self.papers)
        outcome = Outcome.REDACT if covered else Outcome.SHARE
        note = "Otis has not agreed to his details being shared." if covered else ""
        decide.decide(self.session, replace(item, outcome=outcome, note=note), covered)

    def build(self) -> None:
        """Build, check and look at what the checks found."""
        self.password = new_password()
        ordered, mark = order.pack_order(self.session, self.request, self.password, practice=True)
        spool = PackSpool(guarded=pack.is_guarded(self.session, self.request.id))
        built = self.papers.build(ordered, spool)
        kept = pack.keep_pack(self.session, self.request, built, mark, spool, opens_with=ordered.owner).record
        self.pages = built.pages
        for finding in pack.findings_of(self.session, kept.id):
            if finding.state is FindingState.LOOK:
                looked = f"I read page {finding.page}: nothing in it is about the other pupil."
                why = "Not yet appointed." if finding.check_name == FILLED_IN else looked
                pack.keep_finding(self.session, finding, why)
        reason = "Nobody else in the practice partnership holds a passphrase."
        pack.approve(self.session, self.request, "Dilys Thimblewick", reason, self.clock.today())
        reply = replace(
            ordered.letter, values={**ordered.letter.values, "page_count": f"{built.pages} pages"}
        )
        self.papers.print(reply, LetterKind.REPLY.value)

    def send(self) -> None:
        """Hand it over: the clock stops, the ledger and the frozen copy stay."""
        kept = pack.packs_of(self.session, self.request_id)[0]
        sending.record_sent(self.session, self.request, kept, DeliveryMethod.IN_PERSON, self.clock.today())
        self.papers.hand_over(self.session, self.request, self.session.get(Pack, kept.id))
        note_the_time(self.session, self.request, self.days)


def _held_back(item: RequestItem) -> RequestItem:
    why = "A referral to social care is open, and telling now could put him at risk."
    return replace(item, outcome=Outcome.WITHHOLD, exemption=Exemption.SERIOUS_HARM_EDUCATION, reason=why)


def _tell(record: object) -> Told:
    guarded = isinstance(record, ChronologyEntry) and record.category is Category.SAFEGUARDING
    why = "Advice of the Safeguarding Officer has been asked for." if guarded else ""
    return Told(record, shared=not guarded, why_not=why)  # type: ignore[arg-type]  # never_shared gives records


_FORMS = (
    FormTemplate.SCHOOL_STATEMENT,
    FormTemplate.PARENT_STATEMENT,
    FormTemplate.REFERRAL_FORM,
    FormTemplate.CONSENT_FORM,
)
