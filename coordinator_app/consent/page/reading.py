"""What the screens of consent show, read in one go; frozen, and free of Qt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from coordinator_app.consent.actions import forms_of, purposes_of
from coordinator_app.consent.chase import chases_of
from coordinator_app.consent.chasing import ConsentChase
from coordinator_app.consent.given import Given, Statements, statements_of
from coordinator_app.consent.held import Held, held_of
from coordinator_app.consent.model import Consent, ConsentStanding, FormTemplate, PrintedForm
from coordinator_app.consent.purposes import PurposeStanding
from coordinator_app.consent.settling import extras as own_extras
from coordinator_app.consent.terms import ConsentAnswer, ConsentResolution, OptionalExtra
from coordinator_app.consent.validity import counting
from coordinator_app.core.gates import Decision
from coordinator_app.documents.model import Document
from coordinator_app.pupils.model import Carer, Pupil
from coordinator_app.store.session import Session


@dataclass(frozen=True, slots=True)
class ConsentFacts:
    """A pupil's consent: who may sign, what was printed, what was signed, where it stands.

    `statements` tells which privacy statement a form was signed for.
    """

    today: date
    pupil: Pupil
    carers: tuple[Carer, ...]
    printed: tuple[PrintedForm, ...]
    consents: tuple[Consent, ...]
    standing: ConsentStanding
    keeping: Decision
    statements: Statements
    answers: tuple[ConsentAnswer, ...] = ()
    extras: tuple[OptionalExtra, ...] = ()
    purposes: tuple[PurposeStanding, ...] = ()
    resolutions: tuple[ConsentResolution, ...] = ()
    chases: tuple[ConsentChase, ...] = ()
    scan: Document | None = None
    gone: tuple[Carer, ...] = ()
    held: Held | None = None

    @property
    def forms(self) -> tuple[PrintedForm, ...]:
        """The consent forms that were printed and are not back, newest first."""
        return tuple(
            one
            for one in self.printed
            if one.template is FormTemplate.CONSENT_FORM and one.returned_on is None
        )

    @property
    def counted(self) -> list[Consent]:
        """The form of each who signed that counts, the newest first."""
        return counting(self.consents, (*self.carers, *self.gone))

    def given(self, reference: str, signed_on: date | None) -> Given:
        """The statement that was before the family when it signed the form of this code on that day."""
        return self.statements.given(reference, signed_on)

    def carer(self, carer_id: str) -> Carer | None:
        """A carer by id, in the trash too: what he or she signed still counts."""
        return next((one for one in (*self.carers, *self.gone) if one.id == carer_id), None)


def read_consent(session: Session, pupil_id: str, *, document_id: str = "") -> ConsentFacts:
    """Everything about one pupil's consent; `document_id` is a scan of the form. NotFound if the pupil is not there."""
    held = held_of(session, pupil_id)
    printed = tuple(forms_of(session, pupil_id))
    scan = session.find(Document, document_id) if document_id else None
    return ConsentFacts(
        today=session.clock.today(),
        pupil=session.get(Pupil, pupil_id),
        carers=tuple(one for one in held.carers if one.trashed_at is None),
        held=held,
        gone=tuple(one for one in held.carers if one.trashed_at is not None),
        printed=printed,
        consents=held.consents,
        standing=held.standing(),
        keeping=held.kept,
        statements=statements_of(session, printed),
        answers=held.around.answers,
        extras=tuple(one for one in own_extras(session) if one.in_use),
        purposes=purposes_of(session, pupil_id),
        resolutions=held.around.resolutions,
        chases=tuple(chases_of(session, pupil_id)),
        scan=scan if scan is not None and scan.pupil_id == pupil_id else None,
    )
