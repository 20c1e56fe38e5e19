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
from tests.journeys import the_request
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
    first_talk(user)
    the_pupil(user)
    the_form(user)
    the_mother(user)
    paper = print_forms(user, laptop, tmp_path)
    sign(user)
    user.sees("Back to the pupil")
    user.presses("Back to the pupil")
    user.sees("Idris Moonbeck", "Parent or carer has consented.")
    laptop.close()

    reader = PdfReader(paper)
    text = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    assert "Idris Moonbeck" in text
    kept_in_the_vault(house, clock, text)


def first_talk(user: WindowUser) -> None:
    """Notes only; a name may not be typed yet."""
    user.opens("Pupils")
    user.presses("New referral")
    user.sees("Notes from a first discussion are the only thing you may keep until the school refers.")
    user.types("Pupil’s initials", "IM")
    user.chooses("School", "Foxglove Hill School")
    user.types("Who rang or wrote? (optional)", "T. Inkwell, head of year")
    user.types("Notes of the talk (optional)", "Often out of lessons.")
    user.presses("Continue to referral")


def the_pupil(user: WindowUser) -> None:
    """A pupil number with one wrong character is refused."""
    user.sees("Who is the pupil?")
    user.types("Given names", "Idris")
    user.types("Family name", "Moonbeck")
    user.types("Date of birth", "3 May 2012")
    user.types("Unique pupil number (UPN) (optional)", "Z855400019002")
    user.chooses("School on roll", "Foxglove Hill School")
    user.presses("Continue")
    user.sees("The first letter of this UPN and the characters after it do not agree.")
    user.types("Unique pupil number (UPN) (optional)", "Z855400019001")
    user.presses("Continue")


def the_form(user: WindowUser) -> None:
    """The school's signatory and the version of the statement that was acknowledged."""
    user.sees("Has the school made a formal referral?")
    user.chooses("Did the school tick that it has read the privacy statement?", "Yes")
    user.chooses("Which version of the statement?", "Version 1, the current one")
    user.types("Who signed for the school?", "M. Parchment")
    user.types("Date on the form", "20 November 2026")
    user.types("Date it came", "23 November 2026")
    user.types("Why is the school asking for help?", "Often out of lessons since September.")
    user.presses("Continue to consent")


def the_mother(user: WindowUser) -> None:
    """Who can consent."""
    user.sees("Who can consent for the pupil?")
    user.presses("Add a parent or carer")
    user.types("Name", "Sorrel Moonbeck")
    user.chooses("Relationship to the pupil", "Mother")
    user.chooses("Do they have parental responsibility?", "Yes")
    user.chooses("How was this seen? (optional)", "Birth certificate seen")
    user.presses("Add the parent or carer")
    user.sees("Sorrel Moonbeck")


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


def sign(user: WindowUser) -> None:
    """The signed form came back: each box as it was ticked."""
    user.presses("Back")
    user.sees("Step 3 of 3, Parental consent, current")
    user.presses("Record, Record the signed form")
    user.sees("Which form came back?")
    user.chooses("Who signed the form?", "Sorrel Moonbeck, mother")
    user.types("Date on the form", "24 November 2026")
    user.ticks("I have seen the signature")
    for box in ("I have read the privacy statement", "I understand it", "I am content with it"):
        user.chooses(box, "Ticked")
    for box in ("I have parental responsibility", "I agree to the programme", "Extra: trips"):
        user.chooses(box, "Ticked")
    for box in ("Extra: photographs", "Extra: online accounts"):
        user.chooses(box, "Left empty")
    user.sees("As answered so far: this is a valid consent.")
    user.presses("Record consent")


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
