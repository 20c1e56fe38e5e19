"""Journey 10: the father shows that a date of birth is wrong; it is put right, and who was given the old one is told."""

from __future__ import annotations

from datetime import datetime

import pytest

from coordinator_app.pupils.model import Pupil
from tests.corrections.asked import FATHER, give
from tests.journeys import the_request, the_week
from tests.journeys.driver import Laptop, MovingClock, WindowUser
from tests.vaults import House

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


def decide(user: WindowUser) -> None:
    """As asked, and he is told at once."""
    user.presses("Record the decision")
    user.chooses("Decision", "Corrected as asked")
    user.types("Whoever asked was told on (optional)", "24 November 2026")
    user.presses("Record the decision")
    user.sees("Each of them has to be told what is right now.", "Kingfisher Workshop", "To be told")


def tell(user: WindowUser) -> None:
    """The workshop is told and says that it is changed."""
    user.presses("Note it: told of the correction, Kingfisher Workshop")
    user.types("Told on (optional)", "24 November 2026")
    user.types("They said it is changed on (optional)", "24 November 2026")
    user.presses("Save: Were they told of the correction?")
    user.sees("Changed it 24 November 2026")


def test_a_wrong_birth_date_is_put_right_and_told_to_all_who_were_given_it(
    given: House, laptop: Laptop, clock: MovingClock
) -> None:
    clock.put(datetime(2026, 11, 24, 10, 0))
    user = laptop.start(given.vault.folder)
    the_request.unlock(user)
    the_week.open_the_boy(user)
    write_it_down(user)
    put_it_right(user)
    decide(user)
    tell(user)
    user.opens("Today")
    user.sees("Needs you")
    user.does_not_see("Record corrected, Kit Puddlecombe", "Correction asked for, Kit Puddlecombe")
