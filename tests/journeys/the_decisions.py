"""Everything between the call and the finished review, done in the window by keys or by mouse: `hand` is which."""

from __future__ import annotations

import re
from collections.abc import Callable

from tests.journeys.driver import WindowUser
from tests.journeys.hands import Hand
from tests.journeys.the_pictures import Area

TODAY = "24 November 2026"
_DONE = re.compile(r"^(\d+) of (\d+) decided$", re.MULTILINE)
_LEFT = re.compile(r"^(\d+) to decide\. One decision", re.MULTILINE)
_RESTRICTED = "Everything restricted in this request, which the officer was told of"
_SHOW = "Show the restricted item"
_LOOKING = "Looking for names\N{HORIZONTAL ELLIPSIS}"
_DOUBTS = (
    "Share in full, with these names in it?",
    "Share in full what was not looked through?",
    "Share with these names left in it?",
)
_ANSWERS = ("Share in full", "I have read it, share in full", "Share it so")


def unlock(user: WindowUser, passphrase: str, pupil: str) -> None:
    """Into the open request."""
    user.types("Passphrase", passphrase)
    user.presses("Unlock")
    user.opens("Access requests")
    user.presses(f"Continue, {pupil}")


def acknowledge(user: WindowUser, hand: Hand) -> None:
    """By letter, the same day."""
    _letter(user, hand)
    user.sees(f"Sent {TODAY}")
    user.presses("Next: Identity")


def who_asks(user: WindowUser) -> None:
    """Known, no order of a court, and the child understands and agrees."""
    user.chooses("Do you know who asked?", "We know them")
    user.types("How do you know them?", "Met at every review")
    user.chooses("Does a court order stand against this?", "We asked, and there is none")
    user.chooses("Does the child understand their rights?", "Yes")
    user.types("How was that judged?", "He said in his own words what it means")
    user.types("Who judged it?", "T. Inkwell")
    user.chooses("Does the child agree that they may have it?", "Yes")
    user.presses("Save who asked")
    user.sees("It is settled who asked.")
    user.presses("Next: Gather")


def gather(user: WindowUser, hand: Hand, school: str) -> None:
    """The school is asked and replies; all is gathered; every place is settled; what is about somebody else is left."""
    _letter(user, hand)
    user.sees(f"Asked {TODAY}")
    user.presses("Gather now")
    user.sees("Gather again", "Chronology entries")
    user.presses(f"Record the reply of {school}")
    user.types("What did the school say?", "Nothing to correct, nothing to hold back.")
    user.presses("Record the reply")
    user.sees(f"Replied {TODAY}")
    for place in _named(user, "Record what was found: "):
        user.presses(f"Record what was found: {place}")
        user.chooses("What was found?", "Nothing about them")
        user.presses("Record it")
        user.sees(f"Change: {place}")
    for said in _named(user, "Somebody else: "):
        user.presses(f"Somebody else: {said}")
        user.does_not_see(f"Somebody else: {said}")
    user.presses("Next: Review")
    user.sees("0 of ", " decided")


def _letter(user: WindowUser, hand: Hand) -> None:
    user.presses("Prepare the letter")
    user.presses("Record as sent")
    user.sees("Record the letter as sent")
    hand.sends_letter()
    user.does_not_see("Record the letter as sent")


def _named(user: WindowUser, button: str) -> list[str]:
    """What the buttons are about whose names begin so."""
    lines = user.reads().splitlines()
    return [line.removeprefix(button) for line in lines if line.startswith(button)]


def advice(user: WindowUser, passphrase: str) -> None:
    """What is restricted is not shared without it."""
    user.presses("Ask for advice")
    user.types("Passphrase", passphrase)
    user.presses("Continue")
    user.types("Safeguarding Officer", "Dilys Thimblewick")
    user.types("Advice given on (optional)", "24/11")
    if _RESTRICTED in user.reads():
        user.chooses("What it is about", _RESTRICTED)
    user.types("What the officer advised (optional)", "They may have it.")
    user.chooses("Did they say that it may be shared?", "It may be shared")
    user.presses("Keep the advice")
    user.sees("Advice kept")


def people(user: WindowUser, hand: Hand) -> None:
    """Everybody who is not staff in their work is covered everywhere."""
    hand.opens_people()
    user.sees("One decision holds for every item and page.")
    while (left := _LEFT.search(user.reads())) is not None:
        hand.covers_person()
        user.does_not_see(left[0])
    user.sees("Everybody is decided.")
    hand.leaves_people()
    user.does_not_see("Back to the item")


def decided(user: WindowUser) -> tuple[int, int]:
    """How many of how many items are decided, as the list says; (-1, 0) while it is made anew."""
    found = _DONE.search(user.reads())
    return (int(found[1]), int(found[2])) if found else (-1, 0)


Eyes = Callable[[str], list[Area]]
"""Where somebody else is seen on the page of the item that is called so."""


def review(user: WindowUser, hand: Hand, passphrase: str, eyes: Eyes) -> None:
    """Item after item, until all are decided; the passphrase again for what is restricted, whenever it is asked for."""
    while True:
        before, total = decided(user)
        if before == total:
            return
        if before >= 0:
            if user.offers(_SHOW):
                user.presses(_SHOW)
                user.types("Passphrase", passphrase)
                user.presses("Continue")
                user.does_not_see("Type your passphrase again")  # it lies over what is waited for next
                user.does_not_see(_SHOW)
            _one(user, hand, eyes, before, total)


def _one(user: WindowUser, hand: Hand, eyes: Eyes, before: int, total: int) -> None:
    """Cover what is suggested and what is seen, share the rest, save and go on; what no machine could read is read first."""
    user.does_not_see(_LOOKING)
    if user.offers("I have read these pages"):
        user.presses("I have read these pages")
        user.sees("Read by a person.")
        user.does_not_see(_LOOKING)
    hand.covers_suggested()
    _boxes(user, hand, eyes)
    if "Reason for hiding parts" not in user.reads():
        hand.shares()
        if "It is about somebody else." in user.reads():
            user.types("Note for the file (not sent)", "It tells of nobody but the pupil")
    hand.saves()
    counts = [f"\n{now} of {total} decided" for now in range(before + 1, total + 1)]
    seen_now = user.sees_one_of(*_DOUBTS, *counts)
    if seen_now in _DOUBTS:
        user.presses(_ANSWERS[_DOUBTS.index(seen_now)])
        user.sees_one_of(*counts)


def _boxes(user: WindowUser, hand: Hand, eyes: Eyes) -> None:
    """A box over whoever is seen in the picture in hand."""
    if seen := eyes(user.in_hand("Items of this request")):
        hand.draws(seen)
        user.sees("Reason for hiding parts")
        user.chooses("Reason for hiding parts", "It is about someone else")
