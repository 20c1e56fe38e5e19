"""Journey 10: the father shows that a date of birth is wrong; it is put right, and who was given the old one is told."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from coordinator_app.pupils.model import Pupil
from tests.corrections.asked import FATHER, give
from tests.journeys import the_request, the_week
from tests.journeys.driver import Laptop, MovingClock, WindowUser
from tests.pdf.readers import pdf_text
from tests.vaults import PASSPHRASE, House

SAYS = "Kit was born on the thirteenth of May."


@pytest.fixture
def given(consented: House) -> House:
    """A boy whose record was given to a workshop, in a vault that nobody has open."""
    give(consented, consented.session.get(Pupil, consented.pupil.id))
    consented.session.close()
    consented.vault.close()
    return consented


def write_it_down(user: WindowUser) -> None:
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


def put_it_right(user: WindowUser) -> None:
    """By the record's own means, and back."""
    user.presses("Correct the record")
    user.types("Date of birth", "13 May 2012")
    user.presses("Save details")
    user.sees("Details saved")
    user.keys("Alt+Left")
    user.sees("[removed: 3]", "[added: 13]")


def decide(user: WindowUser, school: str) -> None:
    """As asked, and he is told at once."""
    user.presses("Record the decision")
    user.chooses("Decision", "Corrected as asked")
    user.types("Whoever asked was told on (optional)", "24 November 2026")
    user.presses("Record the decision")
    user.sees("Each of them has to be told what is right now.", "Kingfisher Workshop", "To be told")
    user.sees(school, "Works with the child now")


_ASKS = "A letter that names a child is about to leave the vault."
_SAVED = "The letter was saved as PDF, and noted"


def save(user: WindowUser) -> None:
    """As a file; the passphrase is asked for the first time."""
    user.presses("Save as PDF")
    if user.sees_one_of(_ASKS, _SAVED) == _ASKS:
        user.types("Passphrase", PASSPHRASE)
        user.presses("Continue")
    user.sees(_SAVED)


def write_to(user: WindowUser, laptop: Laptop, who: str, place: Path) -> None:
    """The letter to one of them, as PDF: it says what was wrong and what is right, and they count as told."""
    user.presses(f"Letter about the correction, {who}")
    user.sees("Letter about a correction")
    laptop.paths.append(place)
    save(user)
    words = pdf_text(place.read_bytes(), place.parent)
    for said in ("3 May 2012", "13 May 2012", who):
        assert said in words


def confirm(user: WindowUser, who: str) -> None:
    """They say that it is changed."""
    user.presses(f"Change: what is noted, {who}")
    user.types("They said it is changed on (optional)", "24 November 2026")
    user.presses("Save: Were they told of the correction?")
    user.sees("Changed it 24 November 2026")


def answer(user: WindowUser, laptop: Laptop, place: Path, school: str) -> None:
    """The father asks who is told; the answer names them all."""
    user.presses("Whoever asked wants to know who is told")
    user.sees("Noted: the answer names them")
    user.presses("Write to whoever asked")
    user.sees("Answer about a correction")
    laptop.paths.append(place)
    save(user)
    words = " ".join(pdf_text(place.read_bytes(), place.parent).split())
    for said in (FATHER, "13 May 2012", "Kingfisher Workshop", school, "ico.org.uk"):
        assert said in words


def test_a_wrong_birth_date_is_put_right_and_told_to_all_who_were_given_it(
    given: House, laptop: Laptop, clock: MovingClock, tmp_path: Path
) -> None:
    clock.put(datetime(2026, 11, 24, 10, 0))
    user = laptop.start(given.vault.folder)
    the_request.unlock(user)
    the_week.open_the_boy(user)
    write_it_down(user)
    put_it_right(user)
    school = given.school.name
    decide(user, school)
    for number, who in enumerate(("Kingfisher Workshop", school)):
        write_to(user, laptop, who, tmp_path / f"letter-{number}.pdf")
        confirm(user, who)
    answer(user, laptop, tmp_path / "answer.pdf", school)
    user.opens("Today")
    user.sees("Needs you")
    user.does_not_see("Record corrected, Kit Puddlecombe", "Correction asked for, Kit Puddlecombe")
