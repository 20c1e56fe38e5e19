"""Journey 3, referral to programme: from the first talk over the school's form and the mother's signature to the start."""

from __future__ import annotations

import random
from datetime import date, datetime
from pathlib import Path

import pytest
from pypdf import PdfReader

from coordinator_app.consent.actions import standing_of
from coordinator_app.consent.model import Consent, ConsentState, PrintedForm
from coordinator_app.documents.actions import documents_of
from coordinator_app.organisations.model import TermBlock, TermCalendarRecord
from coordinator_app.pdf.scan_codes import find_codes
from coordinator_app.programmes.actions import days_of, programmes_of
from coordinator_app.programmes.model import ProgrammeType
from coordinator_app.pupils.model import Pupil
from coordinator_app.referrals.model import InitialDiscussion, Referral
from coordinator_app.registry import CATALOGUE
from coordinator_app.reviews.actions import reviews_of
from coordinator_app.store.session import Session
from coordinator_app.store.vault import unlock
from tests.journeys import the_programme, the_referral, the_request
from tests.journeys.driver import Laptop, MovingClock, WindowUser
from tests.programmes.conftest import MONDAY_TO_WEDNESDAY, new_provider
from tests.scan_in import bad_scans
from tests.vaults import PASSPHRASE, House


@pytest.fixture
def ready(house: House) -> House:
    """A provider whose checks are in date, the terms of spring, and a vault that nobody has open."""
    session = house.session
    new_provider(session)
    (calendar,) = session.list(TermCalendarRecord)
    with session.write() as work:
        block = {"title": "Spring 2", "first_day": date(2027, 2, 22), "last_day": date(2027, 3, 25)}
        work.add(TermBlock(term_calendar_id=calendar.id, **block))
    session.close()
    house.vault.close()
    return house


def test_a_boy_is_referred_and_his_mother_consents(
    ready: House, laptop: Laptop, clock: MovingClock, tmp_path: Path
) -> None:
    clock.put(datetime(2026, 11, 24, 10, 0))
    user = laptop.start(ready.vault.folder)
    the_request.unlock(user)
    the_referral.first_talk(user)
    the_referral.the_pupil(user)
    the_referral.the_form(user)
    the_referral.the_mother(user)
    paper = print_forms(user, laptop, tmp_path)
    leave(user)
    the_programme.be_refused_before_consent(user)
    leave(user)
    laptop.drops(scan_of_the_consent(paper, tmp_path))
    the_programme.file_the_scan(user)
    the_programme.plan(user, the_programme.PART)
    the_programme.be_refused_full_time(user)
    the_programme.start(user)
    laptop.close()

    reader = PdfReader(paper)
    text = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    assert "Idris Moonbeck" in text
    kept_in_the_vault(ready, clock, text)


def leave(user: WindowUser) -> None:
    """Back to where the menu is."""
    user.keys("Alt+Left")


def scan_of_the_consent(paper: Path, folder: Path) -> Path:
    """The two pages that the mother sent back: signed by hand, in the wrong order, one upside down, as pictures."""
    rng, signed = random.Random(7), []
    sheets = [(sheet, find_codes(sheet).ours) for sheet in bad_scans.pictures(paper.read_bytes())]
    coded = [(sheet, ours[0].code) for sheet, ours in sheets if ours]
    (reference,) = {code.reference for _, code in coded if code.boxes}  # only the consent form is signed
    for sheet, code in (each for each in coded if each[1].reference == reference):
        for box in code.boxes:
            sheet = bad_scans.sign(sheet, box.line, rng)  # noqa: PLW2901  (signed once more)
        signed.append(sheet)
    last, first = signed[1].rotate(180), signed[0].rotate(1.5, fillcolor=235)
    scan = folder / "scan_0007.pdf"
    last.save(scan, "PDF", save_all=True, append_images=[first], resolution=200)
    return scan


def print_forms(user: WindowUser, laptop: Laptop, folder: Path) -> Path:
    """The consent pack in one go; there is no printer here, so it is saved."""
    user.presses("Print, Print the forms")
    user.sees("Privacy statement for families, page 1 of 2", "6 sheets")
    paper = folder / "forms.pdf"
    laptop.paths.append(paper)
    user.presses("Save as PDF")
    user.sees("Forms about a child are about to leave the vault.")
    user.types("Passphrase", PASSPHRASE)
    user.presses("Continue")
    user.sees("The file is not encrypted.")
    user.ticks("I will keep the file safe, and delete it once it is printed.")
    user.presses("Save as PDF")
    user.sees("saved")
    return paper


def kept_in_the_vault(house: House, clock: MovingClock, printed: str) -> None:
    """One pupil, the notes tied to the referral, a valid consent bound to the code that stands on the paper."""
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
