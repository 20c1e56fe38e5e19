"""Journey 10 as a user does it: what is wrong in a record is written down, put right, and told to who was given it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from coordinator_app.pupils.model import Pupil
from tests.corrections.asked import FATHER, give
from tests.journeys.user import User
from tests.pdf.readers import pdf_text
from tests.vaults import PASSPHRASE, House

SAYS = "Kit was born on the thirteenth of May."


@dataclass(frozen=True)
class FileBox:
    """How the system's box is answered: with a path prepared before it comes, or by typing into it."""

    before: Callable[[Path], object] = lambda _place: None
    asks: str = "File name:"
    after: Callable[[Path], object] = lambda _place: None


def given(house: House) -> None:
    """A boy whose record was given to a workshop, in a vault that nobody has open."""
    give(house, house.session.get(Pupil, house.pupil.id))
    house.session.close()
    house.vault.close()


def open_the_boy(user: User) -> None:
    """From the list of pupils."""
    user.sees("Needs you")
    user.opens("Pupils")
    user.opens("Kit Puddlecombe")
    user.sees("Latest in chronology")


def write_it_down(user: User) -> None:
    """From the menu of the boy's record."""
    user.presses("More actions for Kit Puddlecombe")
    user.presses("Something is wrong in this record")
    user.chooses("Which record?", "Details of the pupil")
    user.types("What in it? (optional)", "Date of birth")
    user.types("Who says so?", FATHER)
    user.types("What is said to be wrong?", SAYS)
    user.types("What shows it? (optional)", "The birth certificate was seen.")
    user.presses("Write it down")
    user.sees(
        "30 days left, due 24 December 2026",
        "If it is corrected, whoever was given what was wrong has to be told.",
    )


def put_it_right(user: User) -> None:
    """By the record's own means, and back."""
    user.presses("Correct the record")
    user.types("Date of birth", "13 May 2012")
    user.presses("Save details")
    user.sees("Details saved")
    user.keys("Alt+Left")
    user.sees("[removed: 3]", "[added: 13]")


def decide(user: User, school: str) -> None:
    """As asked."""
    user.presses("Record the decision")
    user.chooses("Decision", "Corrected as asked")
    user.presses("Record the decision")
    user.sees("Each of them has to be told what is right now.", "Kingfisher Workshop", "To be told")
    user.sees(school, "Works with the child now")


_ASKS = "A letter that names a child is about to leave the vault."
_SAVED = "The letter was saved as PDF, and noted"


def save(user: User, place: Path, box: FileBox) -> None:
    """As a file; the passphrase is asked for the first time."""
    box.before(place)
    user.presses("Save as PDF")
    if user.sees_one_of(_ASKS, _SAVED, box.asks) == _ASKS:
        user.types("Passphrase", PASSPHRASE)
        user.presses("Continue")
    box.after(place)
    user.sees(_SAVED)


def write_to(user: User, who: str, place: Path, box: FileBox) -> None:
    """The letter to one of them, as PDF: it says what was wrong and what is right; they are told once it went."""
    user.presses(f"Letter about the correction, {who}")
    user.sees("Letter about a correction")
    save(user, place, box)
    words = pdf_text(place.read_bytes(), place.parent)
    for said in ("3 May 2012", "13 May 2012", who):
        assert said in words


def tell(user: User, who: str) -> None:
    """The letter went."""
    user.presses(f"Note it: told of the correction, {who}")
    user.types("Told on (optional)", "24 November 2026")
    user.chooses("How were they told? (optional)", "Recorded delivery")
    user.presses("Save: Were they told of the correction?")
    user.sees("Told 24 November 2026")


def confirm(user: User, who: str) -> None:
    """They say that it is changed."""
    user.presses(f"Change: what is noted, {who}")
    user.types("They said it is changed on (optional)", "24 November 2026")
    user.presses("Save: Were they told of the correction?")
    user.sees("Changed it 24 November 2026")


def answer(user: User, place: Path, school: str, box: FileBox) -> None:
    """The father asks who is told; the answer names them all."""
    user.presses("Whoever asked wants to know who is told")
    user.sees("Noted: the answer names them")
    user.presses("Write to whoever asked")
    user.sees("Answer about a correction")
    save(user, place, box)
    words = " ".join(pdf_text(place.read_bytes(), place.parent).split())
    for said in (FATHER, "13 May 2012", "Kingfisher Workshop", school, "ico.org.uk"):
        assert said in words


def record_as_told(user: User) -> None:
    """The answer was handed to him."""
    user.presses("Record that whoever asked was told")
    user.chooses("How were they told?", "Collected in person, on paper")
    user.presses("Record it")
    user.sees("Recorded: they were told")


def whole(user: User, school: str, folder: Path, box: FileBox) -> None:
    """From the claim to the last letter; then Today asks for nothing more."""
    open_the_boy(user)
    write_it_down(user)
    put_it_right(user)
    decide(user, school)
    for number, who in enumerate(("Kingfisher Workshop", school)):
        write_to(user, who, folder / f"letter-{number}.pdf", box)
        tell(user, who)
        confirm(user, who)
    answer(user, folder / "answer.pdf", school, box)
    record_as_told(user)
    user.opens("Today")
    user.sees("Needs you")
    user.does_not_see("Record corrected, Kit Puddlecombe", "Correction asked for, Kit Puddlecombe")
