"""Journey 1 as a user does it: from nothing to a vault that opens, and the ways back in."""

from __future__ import annotations

from pathlib import Path

from tests.journeys.user import User
from tests.pdf.readers import pdf_text

TITLE = "Eastmere Partnership"
PASSPHRASE = "kettle amber window field"
NEW_PASSPHRASE = "harbour violet ladder stone"


def create_vault(user: User, parent: Path) -> str:
    """Make the vault; gives the recovery key as it was read from the screen."""
    user.sees("Create a vault", "Open a vault")
    user.presses("Create a vault")
    user.types("Name of the partnership", TITLE)
    user.types("Keep the vault in this folder", str(parent))
    user.sees(f"{TITLE}.vault")
    user.presses("Continue")
    user.sees("Choose a passphrase")
    user.types("New passphrase", "kettle")
    user.types("The same passphrase again", "kettle")
    user.presses("Create the vault")
    user.sees("It must be strong to go on.")
    user.types("New passphrase", PASSPHRASE)
    user.types("The same passphrase again", PASSPHRASE)
    user.presses("Create the vault")
    user.sees("It is shown now and never again.")
    return key_on_screen(user)


def key_on_screen(user: User) -> str:
    """The eight groups, read aloud letter by letter."""
    lines = user.reads().splitlines()
    groups = ["".join(line.split(" ")) for line in lines if _is_group(line)]
    assert len(groups) == 8, lines
    return "-".join(groups)


def _is_group(line: str) -> bool:
    letters = line.split(" ")
    return len(letters) == 4 and all(len(letter) == 1 and letter.isalnum() for letter in letters)


def type_key(user: User, key: str) -> None:
    """Type the groups from the paper."""
    for place, group in enumerate(key.split("-"), 1):
        user.types(f"Group {place} of 8", group)


def with_a_slip(key: str) -> str:
    """The key with one wrong letter in its sixth group."""
    groups = key.split("-")
    letter = groups[5][1]
    groups[5] = groups[5][0] + ("7" if letter != "7" else "8") + groups[5][2:]
    return "-".join(groups)


def confirm_key(user: User, key: str) -> None:
    """Type it back: a slip is refused and pointed at, then it is right."""
    user.presses("I have it on paper")
    user.sees("Type all 8 groups from the printed sheet")
    user.does_not_see("It is shown now and never again.")
    type_key(user, with_a_slip(key))
    user.presses("Check the key")
    user.sees("There is a slip in group 6.")
    type_key(user, key)
    user.presses("Check the key")
    user.sees("Make a first backup")


def unlock(user: User, passphrase: str) -> None:
    """At the lock screen."""
    user.sees(f"{TITLE} vault", "Opens as Co-ordinator")
    user.types("Passphrase", passphrase)
    user.presses("Unlock")


def wrong_passphrases(user: User) -> None:
    """Plain words at first; then a wait that is counted down, and grows with every try."""
    refused, waits = "does not open this vault", "before you try again."
    for _ in range(2):
        unlock(user, "kettle amber window feild")
        assert user.sees_one_of(refused, waits) == refused
    for tries in range(8):
        unlock(user, f"kettle amber window {tries}")
        if user.sees_one_of(refused, waits) == waits:
            break
    else:
        raise AssertionError("nobody had to wait")
    user.does_not_see(waits)


def set_up(user: User) -> None:
    """What the app asks first: the partnership, its school and who is who; the joint officer is left open."""
    user.sees("What is your partnership called?")
    user.types("Name of the partnership", TITLE)
    user.presses("Continue to the school")
    user.types("Name of the school", "Foxglove Hill School")
    user.chooses("What type of school is it?", "Academy or free school")
    user.presses("Continue to term dates")
    user.sees("When is the school open?")
    user.presses("Add them later")
    user.types("Co-ordinator (optional)", "Pat Samplewell")
    user.types("Chair of the Partnership (optional)", "Ola Fictus")
    user.types("Local Authority Safeguarding Officer (optional)", "Dilys Thimblewick")
    user.presses("Look it over")
    user.sees("What is open stays on Today", "joint data protection officer: not yet appointed")
    user.presses("Finish the set-up")
    user.sees("Needs you", "joint data protection officer: not yet appointed")


def find_blank_forms(user: User) -> None:
    """The forms without a pupil, by the palette."""
    user.keys("Ctrl+K")
    user.sees("Find or run anything")
    user.finds("Find a pupil, request or action", "print blank", "Print blank forms")
    user.sees("Privacy statement for families, page 1 of")


def save_blank_forms(user: User) -> None:
    """They name nobody, so no passphrase is asked for again."""
    user.sees(" sheets")
    user.presses("Save as PDF")


def officer_is_open(paper: Path, folder: Path) -> None:
    """The gap in the set-up stands in print, so that whoever reads the form sees it."""
    printed = " ".join(pdf_text(paper.read_bytes(), folder).split())
    assert "[joint data protection officer: not yet appointed]" in printed


def recover(user: User, key: str) -> None:
    """The passphrase is forgotten: the printed key opens, and a new passphrase must be chosen."""
    user.sees(f"{TITLE} vault")
    user.presses("Use the recovery key")
    type_key(user, with_a_slip(key))
    user.presses("Open with the recovery key")
    user.sees("There is a slip in group 6.")
    type_key(user, key)
    user.presses("Open with the recovery key")
    user.sees("Choose a new passphrase")
    user.types("New passphrase", NEW_PASSPHRASE)
    user.types("The same passphrase again", NEW_PASSPHRASE)
    user.presses("Save the passphrase and open")
