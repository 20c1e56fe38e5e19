"""Journey 2 as a user does it: a call about a boy, what may be kept of it, and what becomes of the notes."""

from __future__ import annotations

from tests.journeys.user import User

ONLY_NOTES = "Before the school refers a pupil, only notes of the first discussion may be kept."
OPENS = "It opens when the school's signed referral form is recorded."
ASKED = "Is a referral coming, IM, or delete the notes?"
TABS = {
    "Reviews, 0": "No reviews can be kept yet.",
    "Documents, 0": "No documents can be kept yet.",
    "Programmes, 0": "No programme can be kept yet.",
    "Sharing, 0": "Nothing can be shared with providers and agencies yet.",
}


def take_the_call(user: User) -> None:
    """The head of year rings: initials, the day, the school's concern; nothing else is asked for."""
    user.opens("Referrals")
    user.presses("New referral")
    user.sees("Notes from a first discussion are the only thing you may keep until the school refers.")
    user.types("Pupil’s initials", "IM")
    user.chooses("School", "Foxglove Hill School")
    user.types("Who rang or wrote? (optional)", "T. Inkwell, head of year")
    user.types("Notes of the talk (optional)", "Often out of lessons since September.")


def see_what_is_shut(user: User) -> None:
    """Beside the notes stands what may be kept, what not yet, why, and what opens it; a call is never shut."""
    user.sees("What you can keep now", "Notes from the first discussion")
    user.sees("Opens after the referral", "Chronology, reviews and documents", ONLY_NOTES, OPENS)
    user.sees("Opens after consent", "Sharing with providers and agencies", "Pages printed for a provider")
    user.sees("If a child may be at risk, do not wait for this form.", "Record a safeguarding call")
    user.presses("Save and finish later")
    user.sees("Notes of the first talk kept")


def be_asked(user: User) -> None:
    """After the time set for such notes Today asks."""
    user.sees(ASKED, "Nothing followed for 60 days.")
    user.presses(f"Decide, {ASKED}")
    user.sees("No referral has followed for 60 days. Is one coming? If not, delete the notes.")


def record_a_safeguarding_call(user: User) -> None:
    """Never shut: only now may the boy's name be written down."""
    user.presses("Record a safeguarding call")
    user.sees("This is kept among the guarded entries, apart from everything else. It opens nothing else.")
    user.types("Given names", "Idris")
    user.types("Family name", "Moonbeck")
    user.types("Date of birth", "3 May 2012")
    user.chooses("School on roll", "Foxglove Hill School")
    user.types("What was said, and what was decided?", "Told of a bruise. Rang the lead at once.")
    user.presses("Record call")
    user.sees("Safeguarding call recorded")


def try_everything_else(user: User) -> None:
    """An entry, a review, a document, a programme, sharing: each says why it is shut and what opens it."""
    user.keys("Alt+Left")
    user.opens("Pupils")
    user.opens("Idris Moonbeck")
    user.keys("Return")
    user.sees("Initial discussion only. You can keep notes, nothing else.", "Programmes, 0")
    for tab, shut in TABS.items():
        user.presses(tab)
        user.sees(shut, ONLY_NOTES, OPENS)
    user.sees("To keep a child safe you may share at any time: record a safeguarding call.")
    user.presses("Chronology, 1")
    user.sees("Only a first discussion so far.", "A safeguarding call can be recorded at any time.")


def delete_the_notes(user: User) -> None:
    """No referral is coming."""
    user.presses("Delete the notes")
