"""Journey 4 as a user does it: somebody signs who does not hold parental responsibility."""

from __future__ import annotations

from tests.journeys.user import User

TICKED = (
    "I have read the privacy statement",
    "I understand it",
    "I am content with it",
    "I have parental responsibility",
    "I agree to the programme",
)
EXTRAS = ("Extra: photographs", "Extra: trips", "Extra: online accounts")
NOT_VALID = (
    "The person who signed does not hold parental responsibility, or it has not been seen. "
    "Ask someone who holds it to sign."
)
HAZEL, MARIGOLD = "Hazel Puddlecombe, grandparent", "Marigold Puddlecombe, mother"


def open_the_boy(user: User) -> None:
    """His record, with everything on it read."""
    user.opens("Pupils")
    user.opens("Kit Puddlecombe")
    user.keys("Return")
    user.sees("Born 3 May 2012", "Referral and consent", "Programmes, 0")


def add_the_grandmother(user: User) -> None:
    """Nobody knows yet whether she holds it."""
    user.presses("Add a person")
    user.types("Name", "Hazel Puddlecombe")
    user.chooses("Relationship to the pupil", "Grandparent")
    user.chooses("Has parental responsibility", "Not known")
    user.presses("Save person")
    user.sees("Grandparent, parental responsibility not known")


def answer_the_form(user: User, who: str) -> None:
    """The form as it came back: every box ticked, the signature seen, no extra."""
    user.chooses("Who signed the form?", who)
    user.types("Date on the form", "24 November 2026")
    user.ticks("I have seen the signature")
    for box in TICKED:
        user.chooses(box, "Ticked")
    for box in EXTRAS:
        user.chooses(box, "Left empty")


def record_hers(user: User) -> None:
    """The app asks how she holds it; she does not. It is kept as it is, and says what it is worth."""
    user.presses("Record consent")
    user.sees("Who signed the form?")
    answer_the_form(user, HAZEL)
    user.sees("Not every relative has it, and not every parent. Ask, and look at what shows it.")
    user.chooses("Do they have parental responsibility?", "No")
    user.sees("As answered so far: this is not a valid consent.", NOT_VALID)
    user.presses("Record consent")
    user.sees("Recorded. This is not a valid consent.", "Hazel Puddlecombe, signed 24 November 2026")


def find_the_programme_shut(user: User) -> None:
    """It names what is missing, and nothing else."""
    user.presses("Back to the pupil")
    user.sees("Consent is not valid.", "Programmes, 0")
    user.presses("Programmes, 0")
    user.presses("Plan a programme")
    user.sees("In place: The school has completed the referral form, policy 003-4.1.")
    user.sees("Not in place: A parent or carer has signed the consent and acknowledged the statement")
    user.sees(NOT_VALID)


def look_at_the_chase_list(user: User) -> None:
    """What to do, and whom to ask."""
    user.keys("Alt+Left")
    user.opens("Chase list")
    user.sees("To ask now (1)", "Kit Puddlecombe", "Signed by the wrong person")
    user.sees("Ask someone who holds parental responsibility to sign.")
    user.sees(
        "Marigold Puddlecombe, parental responsibility", "Hazel Puddlecombe, no parental responsibility"
    )


def record_the_mothers(user: User) -> None:
    """From the list itself; then nobody is to be asked any more."""
    user.presses("Record the form")
    user.sees("Consents on record")
    answer_the_form(user, MARIGOLD)
    user.sees("As answered so far: this is a valid consent.")
    user.presses("Record consent")
    user.sees("Recorded. This is a valid consent.")
