"""Journey 7, the request: a call on Saturday evening, logged on Monday, and taken as far as everything held."""

from __future__ import annotations

from datetime import date, datetime

from tests.journeys.driver import Laptop, MovingClock, WindowUser
from tests.vaults import PASSPHRASE, House, add, consented, house, referred

__all__ = ["consented", "house", "referred"]


def test_a_call_on_saturday_becomes_a_request_that_explains_its_dates(
    consented: House, laptop: Laptop, clock: MovingClock
) -> None:
    add(consented, "Kit came in on time.", happened_on=date(2026, 2, 3))
    folder = consented.vault.folder
    consented.session.close()
    consented.vault.close()
    clock.at = datetime(2026, 3, 2, 9, 0)
    user = laptop.start(folder)
    user.sees("Opens as Co-ordinator")
    user.types("Passphrase", PASSPHRASE)
    user.presses("Unlock")
    log(user)
    three_dates(user)
    acknowledge(user)
    known(user)
    school(user)
    question(user, clock)


def log(user: WindowUser) -> None:
    user.presses("New menu")
    user.presses("Log an access request")
    user.sees("Step 1 of 2: who asks")
    user.finds("Who is it about?", "kit pudd", "Kit Puddlecombe, born")
    user.chooses("Who asked?", "Marigold Puddlecombe, mother")
    user.presses("Continue")
    user.types("Date it arrived", "28/2")
    user.chooses("How did it arrive?", "Telephone")
    user.types("What do they want to see? (optional)", "Everything you have on him")
    user.presses("Log the request")
    user.sees("Access request 1, asked for by Marigold Puddlecombe")


def three_dates(user: WindowUser) -> None:
    user.sees("Saturday 28 February 2026, by telephone", "Monday 2 March 2026")
    user.sees("Work to the earliest: Partnership target, 13 March 2026.", "20 March 2026", "30 March 2026")
    for clock in ("Partnership target", "15 school days", "Legal month"):
        user.presses(f"How was this worked out? {clock}")
        user.sees("Saturday 28 February 2026", "Every day that was looked at")
        user.presses("Close")


def acknowledge(user: WindowUser) -> None:
    user.presses("Prepare the letter")
    user.presses("Record as sent")
    user.sees("Record the letter as sent")
    user.keys("Return")
    user.sees("Sent 2 March 2026")


def known(user: WindowUser) -> None:
    user.presses("Next: Identity")
    user.chooses("Do you know who asked?", "We know them")
    user.types("How do you know them?", "Met at every review")
    user.presses("Save who asked")
    user.sees("It is settled who asked.")
    user.presses("Next: Gather")


def school(user: WindowUser) -> None:
    user.presses("Prepare the letter")
    user.presses("Record as sent")
    user.sees("Record the letter as sent")
    user.keys("Return")
    user.sees("Asked 2 March 2026, T. Inkwell")
    user.presses("Gather now")
    user.sees("Gather again", "Chronology entries")


def question(user: WindowUser, clock: MovingClock) -> None:
    clock.at = datetime(2026, 3, 4, 9, 0)
    user.presses("Pause the clock")
    user.types("What do you ask?", "Which years do you mean?")
    user.presses("Pause the clock")
    user.sees("Record the answer")
    clock.at = datetime(2026, 3, 11, 9, 0)
    user.presses("Record the answer")
    user.types("What did they say?", "All of them")
    user.presses("Record the answer")
    user.sees("Paused 4 to 11 March for a question. Legal limit 7 April 2026")
