"""Journey 3 as a user does it: from the first talk over the school's form to the mother's signature."""

from __future__ import annotations

from tests.journeys.user import User
from tests.vaults import PASSPHRASE


def first_talk(user: User) -> None:
    """Notes only; a name may not be typed yet."""
    user.opens("Pupils")
    user.presses("New referral")
    user.sees("Notes from a first discussion are the only thing you may keep until the school refers.")
    user.types("Pupil’s initials", "IM")
    user.chooses("School", "Foxglove Hill School")
    user.types("Who rang or wrote? (optional)", "T. Inkwell, head of year")
    user.types("Notes of the talk (optional)", "Often out of lessons.")
    user.presses("Continue to referral")


def the_pupil(user: User) -> None:
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


def the_form(user: User) -> None:
    """The school's signatory and the version of the statement that was acknowledged."""
    user.sees("Has the school made a formal referral?")
    user.chooses("Did the school tick that it has read the privacy statement?", "Yes")
    user.chooses("Which version of the statement?", "Version 2, the current one")
    user.types("Who signed for the school?", "M. Parchment")
    user.types("Date on the form", "20 November 2026")
    user.types("Date it came", "23 November 2026")
    user.types("Why is the school asking for help?", "Often out of lessons since September.")
    user.presses("Continue to consent")


def the_mother(user: User) -> None:
    """Who can consent."""
    user.sees("Who can consent for the pupil?")
    user.presses("Add a parent or carer")
    user.types("Name", "Sorrel Moonbeck")
    user.chooses("Relationship to the pupil", "Mother")
    user.chooses("Do they have parental responsibility?", "Yes")
    user.chooses("How was this seen?", "Birth certificate seen")
    user.presses("Add the parent or carer")
    user.sees("Sorrel Moonbeck")


def look_at_the_forms(user: User) -> None:
    """The whole pack, before anything is printed."""
    user.presses("Print, Print the forms")
    user.sees("Privacy statement for families, page 1 of 2")


def save_the_forms(user: User) -> None:
    """There is no printer: they leave as a file, which wants the passphrase and a promise."""
    user.sees("6 sheets")
    user.presses("Save as PDF")
    user.sees("Forms about a child are about to leave the vault.")
    user.types("Passphrase", PASSPHRASE)
    user.presses("Continue")
    user.sees("The file is not encrypted.")
    user.ticks("I will keep the file safe, and delete it once it is printed.")
    user.presses("Save as PDF")


def answer(user: User) -> None:
    """The form as the mother ticked it."""
    user.chooses("Who signed the form?", "Sorrel Moonbeck, mother")
    user.types("Date on the form", "24 November 2026")
    user.ticks("I have seen the signature")
    for box in ("I have read the privacy statement", "I understand it", "I am content with it"):
        user.chooses(box, "Ticked")
    for box in ("I have parental responsibility", "I agree to the programme", "Extra: trips"):
        user.chooses(box, "Ticked")
    for box in ("Extra: photographs", "Extra: online accounts"):
        user.chooses(box, "Left empty")


def keep(user: User) -> None:
    """Record it as answered."""
    user.presses("Record consent")
