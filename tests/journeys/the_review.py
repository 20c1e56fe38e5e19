"""Journey 6 as a user does it: from the line on Today over the six steps to the summary and the number that falls."""

from __future__ import annotations

from tests.journeys.user import User
from tests.vaults import PASSPHRASE

TITLE = "Progress review 2 for Kit Puddlecombe"
MOTHER = "Marigold Puddlecombe, Mother"
WORRY = "Worry raised about late nights"
WHY_NOT = "Advice of the Safeguarding Officer is awaited"
PUPIL_SAYS, FAMILY_SAYS = "I like the engines.", "He sleeps better and talks about the workshop."


def see_it_due(user: User) -> None:
    """Today shows it, overdue, with what the family has not heard; the restricted entry is not counted."""
    user.sees(TITLE, "2 school days overdue", "2 entries not yet shared with the family.")
    user.presses(f"Start, {TITLE}")
    user.sees("When was it, and who was there?")


def the_meeting(user: User) -> None:
    """Each who came is ticked, and kept at once."""
    user.types("Date it was held", "today")
    user.ticks(MOTHER)
    user.sees("Marigold Puddlecombe was there")
    user.ticks("Kit Puddlecombe, the pupil")
    user.sees("Kit Puddlecombe was there")
    user.presses("Continue to attendance")


def the_attendance(user: User) -> None:
    """Filled in from the weeks that the school sent."""
    user.sees("How was attendance?", "Attendance by week, per cent", "95 per cent of 20 sessions")
    user.sees("Came to 19 of 20 half days. 1 half day was missed without leave.")
    user.presses("Continue to targets")


def the_targets(user: User) -> None:
    """One of the last review, and the next."""
    user.sees("Which targets were met?")
    user.chooses("Arrive by 9:15am:", "Met")
    user.types("Target 1 (optional)", "Bring boots every day")
    user.presses("Continue to feedback")


def the_feedback(user: User) -> None:
    """What came by telephone."""
    user.sees("Kingfisher Workshop: no feedback yet.")
    user.types("Feedback from the provider (optional)", "Works well in a pair.")
    user.presses("Continue to views")


def the_views(user: User) -> None:
    """Theirs, in their words."""
    user.types("What the pupil says (optional)", PUPIL_SAYS)
    user.types("What the family says (optional)", FAMILY_SAYS)
    user.presses("Continue to share")


def be_asked_why_not(user: User) -> None:
    """What was covered is ticked; the safeguarding entry keeps the review open until there is a reason."""
    user.sees("What does the family take home?", "3 entries have not been given to the family.")
    user.presses("Tick all that are not restricted")
    user.presses("Finish and print summary")
    user.sees("1 entry is neither ticked nor explained.")


def finish(user: User) -> None:
    """With the reason it is finished, and the next one is planned."""
    user.types("Why Safeguarding of 1 November 2026 is not shared", WHY_NOT)
    user.presses("Finish and print summary")
    user.sees("The review is finished.", "The next one is due 5 January 2027.")


def save_the_summary(user: User) -> None:
    """There is no printer: it leaves as a file, in large print, which wants the passphrase."""
    user.ticks("Large print, 18 point")
    user.presses("Save as PDF")
    user.sees("A summary that names a child is about to leave the vault.")
    user.types("Passphrase", PASSPHRASE)
    user.presses("Continue")


def note_the_copy(user: User) -> None:
    """Who got it, how and when."""
    user.sees("The summary was saved as PDF", "Nobody so far.")
    user.chooses("Given to", MOTHER)
    user.chooses("How", "Handed over")
    user.presses("Note that they got the summary")
    user.sees("Marigold Puddlecombe, handed over on 24 November 2026")


def see_the_number_fall(user: User) -> None:
    """The entries bear the date, and nothing that may be shared is left on his record and for the partnership."""
    user.presses("Open the pupil's record")
    user.sees("Review 2", "Held 24 November 2026")
    user.does_not_see("have not been shared with the family yet")
    user.opens("Reviews")
    user.chooses("Reviews:", "Never shared")
    user.sees(
        "Every entry and document has been shared",
        "All 2 entries and documents have been shared with the families.",
    )
