"""What must stand in the vault after journey 3, however its window was worked."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from pypdf import PdfReader

from coordinator_app.consent.actions import standing_of
from coordinator_app.consent.model import Consent, ConsentState, PrintedForm
from coordinator_app.core.clock import Clock
from coordinator_app.documents.actions import documents_of
from coordinator_app.programmes.actions import days_of, programmes_of
from coordinator_app.programmes.model import ProgrammeType
from coordinator_app.pupils.model import Pupil
from coordinator_app.referrals.model import InitialDiscussion, Referral
from coordinator_app.registry import CATALOGUE
from coordinator_app.reviews.actions import reviews_of
from coordinator_app.store.session import Session
from coordinator_app.store.vault import unlock
from tests.programmes.conftest import MONDAY_TO_WEDNESDAY
from tests.vaults import PASSPHRASE, House


def kept_in_the_vault(house: House, clock: Clock, paper: Path) -> None:
    """One pupil, the notes tied to the referral, a valid consent bound to the code that stands on the paper."""
    pages = PdfReader(paper).pages
    printed = " ".join(" ".join(page.extract_text() for page in pages).split())
    assert "Idris Moonbeck" in printed
    with unlock(house.vault.folder, PASSPHRASE, clock=clock) as vault:
        session = Session(
            vault.paths,
            vault.keys,
            catalogue=CATALOGUE,
            clock=clock,
            actor=vault.actor,
            publish=lambda _: None,
        )
        pupil = session.list(Pupil)[0]
        assert (pupil.called, pupil.upn) == ("Idris Moonbeck", "Z855400019001")
        assert session.list(InitialDiscussion)[0].pupil_id == pupil.id
        referral = session.list(Referral)[0]
        assert (referral.signed_by, referral.statement_acknowledged) == ("M. Parchment", True)
        signed = session.list(Consent)[0]
        assert signed.form_reference in {form.reference for form in session.list(PrintedForm)}
        assert signed.form_reference in printed
        assert (signed.signed_on, signed.allows_photographs) == (date(2026, 11, 24), False)
        assert standing_of(session, pupil.id).state is ConsentState.IN_PLACE
        (scan,) = documents_of(session, pupil.id)
        assert signed.scan_document_id == scan.id
        started(session, pupil.id)
        session.close()


def started(session: Session, pupil_id: str) -> None:
    """Under way part time, three days a week, with a review before half term."""
    (programme,) = programmes_of(session, pupil_id)
    assert (programme.programme_type, programme.start_on) == (ProgrammeType.PART_TIME, date(2027, 1, 5))
    assert {one.weekday for one in days_of(session, programme.id)} == set(MONDAY_TO_WEDNESDAY)
    (review,) = reviews_of(session, pupil_id)
    assert review.due_on == date(2027, 2, 12)
