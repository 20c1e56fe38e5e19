"""Journey 3, referral to consent: from the first talk over the school's form to the mother's signature.

As far as the first release goes: the signed form is recorded by hand (scanning in comes later), and so does the
programme.
"""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from pypdf import PdfReader

from coordinator_app.consent.actions import standing_of
from coordinator_app.consent.model import Consent, ConsentState, PrintedForm
from coordinator_app.pupils.model import Pupil
from coordinator_app.referrals.model import InitialDiscussion, Referral
from coordinator_app.registry import CATALOGUE
from coordinator_app.store.session import Session
from coordinator_app.store.vault import unlock
from tests.journeys import the_referral, the_request
from tests.journeys.driver import Laptop, MovingClock, WindowUser
from tests.vaults import PASSPHRASE, House


def test_a_boy_is_referred_and_his_mother_consents(
    house: House, laptop: Laptop, clock: MovingClock, tmp_path: Path
) -> None:
    house.session.close()
    house.vault.close()
    clock.put(datetime(2026, 11, 24, 10, 0))
    user = laptop.start(house.vault.folder)
    the_request.unlock(user)
    the_referral.first_talk(user)
    the_referral.the_pupil(user)
    the_referral.the_form(user)
    the_referral.the_mother(user)
    paper = print_forms(user, laptop, tmp_path)
    the_referral.sign(user)
    user.sees("As answered so far: this is a valid consent.")
    the_referral.keep(user)
    user.sees("Back to the pupil")
    user.presses("Back to the pupil")
    user.sees("Idris Moonbeck", "Parent or carer has consented.")
    laptop.close()

    reader = PdfReader(paper)
    text = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    assert "Idris Moonbeck" in text
    kept_in_the_vault(house, clock, text)


def print_forms(user: WindowUser, laptop: Laptop, folder: Path) -> Path:
    """The consent pack in one go; there is no printer here, so it is saved."""
    user.presses("Print, Print the forms")
    user.sees("Privacy statement for families, page 1 of 3", "5 sheets")
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
        assert (referral.signed_by, referral.statement_version) == ("M. Parchment", 1)
        signed = session.list(Consent)[0]
        assert signed.form_reference in {form.reference for form in session.list(PrintedForm)}
        assert signed.form_reference in printed
        assert (signed.signed_on, signed.allows_photographs) == (date(2026, 11, 24), False)
        assert standing_of(session, pupil.id).state is ConsentState.IN_PLACE
        session.close()
