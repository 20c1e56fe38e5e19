"""Journey 9 as a user does it: the pack is built, found wanting, mended, approved, saved locked and recorded as sent."""

from __future__ import annotations

import re

from tests.journeys.the_pack import OTHER
from tests.journeys.user import User
from tests.vaults import PASSPHRASE

APPROVED = "Why they did not unlock the vault themselves"
FILE_NAME = "pack.pdf"
ONE_AT_A_TIME = "Filter the items"
"""Where there is no room for three panes, the list of items stands alone."""
OTHER_STAGE = "Go to another stage"


def open_the_stage(user: User) -> None:
    """The vault, the request, its sixth stage."""
    user.types("Passphrase", PASSPHRASE)
    user.presses("Unlock")
    user.opens("Access requests")
    user.presses("Continue, Kit Puddlecombe")
    to_stage(user, "Stage 6 of 7, Pack, not done")


def to_stage(user: User, step: str) -> None:
    """By its step, or by the list of the stages where the window has no room for all seven."""
    if user.sees_one_of(step, OTHER_STAGE) == step:
        user.presses(step)
        return
    user.presses(next(line for line in user.reads().splitlines() if line.endswith(OTHER_STAGE)))
    user.presses(step.split(", ")[1])


def stop_once(user: User) -> None:
    """Begin to build, after typing the passphrase again, see how far it is, and think better of it."""
    user.sees("Everything is decided. Build the pack.")
    user.presses("Build the pack")
    user.sees("Type your passphrase again", "The pack's password will be shown.")
    user.types("Passphrase", PASSPHRASE)
    user.presses("Continue")
    user.sees("Building the pack")
    user.presses("Cancel: Building the pack")
    user.sees("Stopped.", "Everything is as it was before.")


def build(user: User, button: str) -> str:
    """The pack, and its password, which is shown once."""
    user.presses(button)
    user.sees("The password of this pack", "It is shown once and kept nowhere.")
    spoken = next(line for line in user.reads().splitlines() if line.startswith("Password "))
    user.presses("I have noted it")
    user.does_not_see(spoken)
    return "".join(spoken.removeprefix("Password ").split())


def mend(user: User) -> None:
    """The check finds the name that was left: look at its page, go to the very item, cover it there."""
    user.sees("before you send it.", OTHER)
    user.presses(f"Look at page {_on_page(user)}: {OTHER}")
    user.sees("The pack as it will be read", OTHER)
    user.presses("Cover it")
    found = f"Cover “{OTHER}”, Found by you, 1 place"
    user.sees(found)
    user.ticks(found)
    user.sees("Reason for hiding parts")
    user.chooses("Reason for hiding parts", "It is about someone else")
    user.presses("Save, next item")
    user.sees("Behaviour, 12 October 2026, entry, Redact", "decided.")


def _on_page(user: User) -> int:
    """The page on which the checks found the name."""
    found = re.search(rf"“{OTHER}” on page (\d+)", user.reads())
    assert found
    return int(found[1])


def approve(user: User) -> None:
    """A second person looks at it; the pack of before no longer counts."""
    user.presses("Send for approval")
    user.sees("The approver must be another person.")
    user.types("Who approved it", "Dilys Thimblewick")
    user.types(APPROVED, "She has no passphrase; we looked at it together.")
    user.types("Approved on", "24 November 2026")
    user.presses("Record the approval")
    user.sees("1 item was decided or gathered anew since the pack was built: Behaviour, 12 October 2026.")


def ready(user: User, pages: int) -> None:
    """Every check of the mended pack passed."""
    user.sees("The pack is ready to send.", f"All together {pages} pages")
    user.does_not_see("Failed")


def saved(user: User) -> None:
    """The locked file is outside."""
    user.sees(f"Locked pack saved as {FILE_NAME}")


def send(user: User) -> None:
    """Recorded as sent, which cannot be undone."""
    user.presses("Collected in person, as a locked file")
    user.presses("Record as sent")
    user.sees("You cannot undo this.")
    user.ticks("I have checked that it is Marigold Puddlecombe who collects it.")
    user.presses("Record as sent")
    user.sees("Sent 24 November 2026.", "The clocks have stopped.", "In the disclosure ledger")
    user.sees("How the password was told", "By telephone", "Sent in error or lost", "Record that it arrived")


def look_at_the_copy(user: User) -> None:
    """What was frozen is there to be read."""
    user.presses("Look at the pack")
    user.sees("The pack as it will be read")
    user.presses("Close")
    user.sees("The clocks have stopped.")


CHANGES = {
    "Stage 3 of 7, Gather, done": ("Gather again", "Gather now"),
    "Stage 4 of 7, Review, done": ("Save, next item",),
    "Stage 5 of 7, Approve, done": ("Record the approval",),
    "Stage 6 of 7, Pack, done": ("Build again", "Build the pack", "Record as sent", "Save the locked pack"),
}
"""What each stage offers as long as a request is open."""
SHOWS = ("What was found", "Decision Withhold", "What is held back", "It can be read, not changed.")


def only_read(user: User) -> None:
    """No stage of what was sent offers a change."""
    for (stage, changes), words in zip(CHANGES.items(), SHOWS, strict=True):
        to_stage(user, stage)
        if user.sees_one_of(words, ONE_AT_A_TIME) == ONE_AT_A_TIME and user.offers("Decision"):
            user.presses("Decision")
        user.sees(words)
        assert [each for each in changes if user.offers(each)] == [], stage
