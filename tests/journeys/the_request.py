"""Journey 7 as a user does it: a call on Saturday evening becomes a request, taken as far as everything held."""

from __future__ import annotations

from tests.journeys.user import User
from tests.vaults import PASSPHRASE

RECEIVED, GATHER = "Stage 1 of 7, Received, done", "Stage 3 of 7, Gather, not done"
"""As long as the school owes its reply."""


def unlock(user: User) -> None:
    """The practice vault."""
    user.sees("Opens as Co-ordinator")
    user.types("Passphrase", PASSPHRASE)
    user.presses("Unlock")


def log(user: User) -> None:
    """On Monday, as received on Saturday."""
    user.opens("Access requests")
    user.presses("Log a request")
    user.sees("Step 1 of 2: who asks")
    user.finds("Who is it about?", "kit pudd", "Kit Puddlecombe, born")
    user.chooses("Who asked?", "Marigold Puddlecombe, mother")
    user.presses("Continue")
    user.types("Date it arrived", "28/2")
    user.chooses("How did it arrive?", "Telephone")
    user.chooses("Which of these do they ask for?", "Everything that is held about the child")
    user.sees("They ask to see what is held about a person.")
    user.types("What do they want to see? (optional)", "Everything you have on him")
    user.presses("Log the request")
    user.sees("Access request 1, asked for by Marigold Puddlecombe")


def three_dates(user: User) -> None:
    """The earliest is named, and each explains itself day by day."""
    user.sees("Saturday 28 February 2026, by telephone", "Monday 2 March 2026")
    user.sees("Work to the earliest: Partnership target, 13 March 2026.", "20 March 2026", "30 March 2026")
    for clock in ("Partnership target", "15 school days", "Legal month"):
        user.presses(f"How was this worked out? {clock}")
        user.sees("Saturday 28 February 2026", "Every day that was looked at")
        user.presses("Close")


def acknowledge(user: User) -> None:
    """By letter."""
    user.presses("Prepare the letter")
    user.presses("Record as sent")
    user.sees("Record the letter as sent")
    user.chooses("How did it go?", "By ordinary post")
    user.presses("Record as sent")
    user.sees("Sent 2 March 2026")


def known(user: User) -> None:
    """Identity is known: say why, ask for none; no court order, and the child is too young to be asked first."""
    user.presses("Next: Identity")
    user.chooses("Do you know who asked?", "We know them")
    user.types("How do you know them?", "Met at every review")
    user.chooses("Does a court order stand against this?", "We asked, and there is none")
    user.chooses("Does the child understand their rights?", "No")
    user.types("How was that judged?", "Ms Inkwell, who teaches him, says not yet")
    user.types("Who judged it?", "T. Inkwell")
    user.presses("Save who asked")
    user.sees("It is settled who asked.")
    user.presses("Next: Gather")


def school(user: User) -> None:
    """The school is asked, and everything held is gathered."""
    user.presses("Prepare the letter")
    user.presses("Record as sent")
    user.sees("Record the letter as sent")
    user.chooses("How did it go?", "By ordinary post")
    user.presses("Record as sent")
    user.sees("Asked 2 March 2026, T. Inkwell")
    user.presses("Gather now")
    user.sees("Gather again", "Chronology entries")
    user.sees("Mailbox of the Co-ordinator", "Searches made")


def ask(user: User) -> None:
    """On 4 March: a question to the mother stops the legal month."""
    user.presses("Pause the clock")
    user.types("What do you ask?", "Which years do you mean?")
    user.types("How did you ask?", "By telephone, by T. Inkwell, on the number on the record")
    user.presses("Pause the clock")
    user.sees("Record the answer")


def answer(user: User) -> None:
    """On 11 March: her answer lets it go on; the dates have moved, the school days have not."""
    user.presses("Record the answer")
    user.types("What did they say?", "All of them")
    user.presses("Record the answer")
    user.sees("Paused 4 to 11 March for a question. Legal limit 7 April 2026")


def moved(user: User) -> None:
    """The target and the legal month are later by as long as that took, the 15 school days are where they were."""
    user.presses(RECEIVED)
    user.sees(
        "Partnership target, 23 March 2026", "Legal month, 7 April 2026", "15 school days, 20 March 2026"
    )
    user.sees("Partnership target: from 13 March 2026 to 23 March 2026.", "from your question to the answer")
    user.sees("Paused 4 to 11 March", "Which years do you mean?")
    user.presses(GATHER)


def chase(user: User) -> None:
    """On 11 March the school has said nothing for nine days: it is chased, and no clock moves for it."""
    user.sees("No reply for 9 days")
    user.presses("Record a chase of Foxglove Hill School")
    user.types("Who did you speak or write to? (optional)", "The school office")
    user.presses("Record the chase")
    user.sees("Chased 11 March 2026, The school office", "Legal limit 7 April 2026")


def reply(user: User) -> None:
    """On 12 March the school replies."""
    reply_on(user, 12)


def reply_on(user: User, day: int) -> None:
    """The school replies on a day of March."""
    user.presses("Record the reply of Foxglove Hill School")
    user.types("What did the school say?", "Nothing to correct, nothing to hold back.")
    user.presses("Record the reply")
    user.sees(
        f"Replied {day} March 2026", "Nothing to correct, nothing to hold back.", "Legal limit 7 April 2026"
    )
