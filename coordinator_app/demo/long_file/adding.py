"""Puts the long file into the practice vault by the window's own actions, and logs the request that asks for all of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial

from coordinator_app.access_requests.actions import intake
from coordinator_app.access_requests.model import AccessRequest, Channel, RequesterKind, RequestSort
from coordinator_app.chronology.actions import add_entry
from coordinator_app.chronology.model import Category, ChronologyEntry
from coordinator_app.consent.actions import record_consent
from coordinator_app.consent.model import Consent
from coordinator_app.core.clock import SetClock
from coordinator_app.demo import programmes
from coordinator_app.demo.days import StoryDays, at
from coordinator_app.demo.long_file import cast
from coordinator_app.demo.long_file.files import SUFFIX, file_of
from coordinator_app.demo.long_file.pieces import Form, Piece, pieces
from coordinator_app.demo.papers import Papers
from coordinator_app.demo.steps import Step
from coordinator_app.documents.actions import attach
from coordinator_app.documents.model import Document, DocumentKind
from coordinator_app.pupils.actions import save_carer
from coordinator_app.pupils.model import Carer, Pupil, Relationship, ResponsibilityEvidence, SenStatus
from coordinator_app.referrals.actions import accept_referral, take_referral
from coordinator_app.referrals.model import Referral, ReferralReason, ReferralState
from coordinator_app.store.session import Session

_REFERRED, _TYPED_IN = 440, 84  # days before today: what is older was on paper until then
_KINDS = {
    Form.EMAIL: DocumentKind.EMAIL,
    Form.LETTER: DocumentKind.PROVIDER_REPORT,
    Form.SCAN: DocumentKind.SCHOOL_LETTER,
    Form.WORD: DocumentKind.MINUTES,
    Form.SHEET: DocumentKind.ASSESSMENT,
    Form.PHOTOGRAPH: DocumentKind.PHOTOGRAPH,
    Form.NOTE: DocumentKind.OTHER,
}
_SAID = "Practising a long file"


class LongFile:
    """The pupil of the long file. `school_id` is the school on roll."""

    def __init__(
        self, session: Session, clock: SetClock, days: StoryDays, papers: Papers, school_id: str
    ) -> None:
        self.session, self.clock, self.days = session, clock, days
        self.papers, self.school_id = papers, school_id
        self.pupil, self.mother = Pupil(), Carer()
        self.all = pieces()

    def steps(self) -> Iterator[Step]:
        """Every step, to be done in order of time with the rest of the story."""
        days = self.days
        yield Step(at(days.ago(_TYPED_IN + 1), 9), _SAID, self.referral)
        yield Step(at(days.ago(62), 8), _SAID, self.programme)
        for piece in self.all:
            typed = days.ago(min(piece.days_ago, _TYPED_IN))
            yield Step(at(typed, 10 + piece.number // 60, piece.number % 60), _SAID, partial(self.add, piece))
        yield Step(at(days.ago(2), 16), _SAID, self.log)

    def referral(self) -> None:
        """003-4.1 to 4.3 and 7.3: referred, acknowledged, and the mother's consent."""
        pupil = Pupil(
            given_names=cast.GIVEN,
            known_as=cast.KNOWN_AS,
            family_name=cast.FAMILY,
            birth_date=date(self.days.today.year - 13, 2, 17),
            upn=cast.UPN,
            year_group=8,
            school_id=self.school_id,
            sen_status=SenStatus.SUPPORT,
        )
        day = self.days.ago(_REFERRED)
        referral = Referral(
            school_id=self.school_id,
            state=ReferralState.RECEIVED,
            received_on=day,
            reason=ReferralReason.DISRUPTION,
            school_words="Leaves lessons when it gets loud. Good with his hands.",
            signed_by="N. Tansy",
            signatory_job="deputy head",
            signed_on=day,
            statement_acknowledged=True,
            statement_version=1,
            statement_hash="first wording",
        )
        taken = take_referral(self.session, pupil, referral)
        self.pupil = taken.pupil
        accept_referral(self.session, taken.referral)
        self._family()

    def _family(self) -> None:
        self.mother = self._carer(cast.MOTHER, Relationship.MOTHER, has_responsibility=True)
        self._carer("Cassian Vale", Relationship.OTHER, has_responsibility=False)
        consent = Consent(
            pupil_id=self.pupil.id,
            carer_id=self.mother.id,
            signed_on=self.days.ago(_REFERRED - 5),
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

    def _carer(self, name: str, relationship: Relationship, *, has_responsibility: bool) -> Carer:
        seen = ResponsibilityEvidence.BIRTH_CERTIFICATE if has_responsibility else None
        carer = Carer(
            pupil_id=self.pupil.id,
            name=name,
            relationship=relationship,
            has_responsibility=has_responsibility,
            evidence=seen,
            evidence_seen_on=self.clock.today() if seen else None,
            telephone=cast.MOTHER_TELEPHONE if has_responsibility else "",
            address=cast.MOTHER_ADDRESS if has_responsibility else "",
        )
        return save_carer(self.session, carer).record

    def programme(self) -> None:
        """003-4: two days a week at the workshop."""
        programmes.begin(self.session, self.pupil.id, self.clock.today(), programmes.IDRIS)

    def add(self, piece: Piece) -> None:
        """One piece: an entry, or a file looked at as any other."""
        if piece.form is Form.ENTRY:
            self._entry(piece)
        else:
            self._file(piece)

    def _entry(self, piece: Piece) -> None:
        add_entry(
            self.session,
            ChronologyEntry(
                pupil_id=self.pupil.id,
                category=piece.category,
                happened_on=self._day(piece),
                words=piece.words,
                source=piece.source,
            ),
        )

    def _file(self, piece: Piece) -> None:
        name = f"practice-{piece.number:03d}.{SUFFIX[piece.form]}"
        day = self._day(piece)
        content = file_of(piece, day, self._earlier(piece))
        document = Document(
            pupil_id=self.pupil.id,
            title=f"{piece.title} ({piece.number})",
            kind_of_document=_KINDS[piece.form],
            dated=day,
            source=piece.source,
            given_name=name,
            is_guarded=piece.category in {Category.SAFEGUARDING, Category.HEALTH},
        )
        attach(self.session, document, content, self.papers.look(content, name))

    def _day(self, piece: Piece) -> date:
        return self.days.ago(piece.days_ago)

    def _earlier(self, piece: Piece) -> tuple[Piece, ...]:
        """The messages of the thread that this one answers."""
        if not piece.thread:
            return ()
        return tuple(one for one in self.all if one.thread == piece.thread and one.number < piece.number)

    def log(self) -> None:
        """003-5.1: the mother asks by telephone; everything else is left to whoever practises."""
        request = AccessRequest(
            sort=RequestSort.SUBJECT_ACCESS,
            pupil_id=self.pupil.id,
            carer_id=self.mother.id,
            requester=self.mother.name,
            requester_kind=RequesterKind.PARENT,
            requester_address=self.mother.address,
            channel=Channel.TELEPHONE,
            received_on=self.clock.today(),
            taken_by="Pat Samplewell",
            wanted="Everything you have on him.",
        )
        intake.log_request(self.session, request)
