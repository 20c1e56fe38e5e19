"""From a call by telephone to the built pack, in the window, by the keys of the workbench.

With some forty items of the long file of the practice vault, one of each form among them; what comes after is in
test_j9_pack.py. Keys of three hundred items are counted in
tests/access_requests/test_keystrokes.py.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from coordinator_app.demo.days import StoryDays
from coordinator_app.demo.long_file import cast
from coordinator_app.demo.long_file.adding import LongFile
from coordinator_app.demo.long_file.pieces import Form, Piece, pieces
from coordinator_app.demo.papers import Papers
from coordinator_app.jobs.inline import InlineJobs
from coordinator_app.organisations.actions import bank_holidays
from coordinator_app.pupils.actions import save_carer
from coordinator_app.pupils.model import Carer, Relationship
from coordinator_app.referrals.actions import take_referral
from coordinator_app.store.session import Session
from tests.journeys import the_decisions
from tests.journeys.driver import Laptop, MovingClock, WindowUser
from tests.vaults import PASSPHRASE, House, fill_in_the_letter, new_pupil, new_referral

NOW = datetime(2026, 11, 24, 9, 0)
TODAY = "24 November 2026"
PUPIL = "Idris Moonbeck"


def test_forty_items_from_the_call_to_the_built_pack(
    house: House, laptop: Laptop, clock: MovingClock, tmp_path: Path
) -> None:
    chosen = _some()
    _fill(house, tmp_path, chosen)
    _whole(laptop, clock, tmp_path, house.vault.folder, PASSPHRASE, "Foxglove Hill School", chosen)


def _whole(
    laptop: Laptop,
    clock: MovingClock,
    tmp_path: Path,
    folder: Path,
    passphrase: str,
    school: str,
    chosen: tuple[Piece, ...],
) -> None:
    clock.put(NOW)
    user = laptop.start(folder)
    the_decisions.unlock(user, passphrase, PUPIL)
    the_decisions.acknowledge(user)
    the_decisions.who_asks(user)
    the_decisions.gather(user, school)
    the_decisions.advice(user, passphrase)
    the_decisions.people(user)
    the_decisions.review(user)
    _approve(user)
    _build(user)
    user.sees("Checks on the finished pack")
    laptop.close()


def _some() -> tuple[Piece, ...]:
    """Every ninth piece, and one of each form, with who is named in it."""
    every = pieces()
    first = {form: next(one for one in every if one.form is form) for form in Form}
    wanted = {one.number for one in (*first.values(), *every[::9])}
    return tuple(one for one in every if one.number in wanted)


def _fill(house: House, folder: Path, chosen: tuple[Piece, ...]) -> None:
    """The pupil with these pieces, those whom the vault knows besides, and the mother's open request."""
    session, vault = house.session, house.vault
    fill_in_the_letter(house)
    for other in cast.OTHERS[:4]:
        given, family = other.name.split()
        pupil = new_pupil(house, given_names=given, family_name=family)
        kept = take_referral(session, pupil, new_referral(house)).pupil
        if given == "Otis":
            carer = Carer(pupil_id=kept.id, name=cast.OTHERS[4].name, relationship=Relationship.MOTHER)
            save_carer(session, carer)
    jobs: InlineJobs[Session] = InlineJobs(lambda _read_only: session)
    papers = Papers(jobs, folder, lambda _: None)
    days = StoryDays(house.clock.today(), bank_holidays(session))
    file = LongFile(session, house.clock, days, papers, house.school.id)
    file.all = chosen
    for step in sorted(file.steps(), key=lambda one: one.when):
        if step.do != file.programme:
            house.clock.at = step.when
            step.do()
    house.clock.at = NOW
    jobs.stop()
    session.close()
    vault.close()


def _approve(user: WindowUser) -> None:
    """A named person who has no passphrase."""
    user.presses("Send for approval")
    user.types("Who approved it", "Dilys Thimblewick")
    user.types(
        "Why they did not unlock the vault themselves", "She has no passphrase; we looked at it together."
    )
    user.types("Approved on", TODAY)
    user.presses("Record the approval")


def _build(user: WindowUser) -> None:
    user.presses("Build the pack")
    user.sees_one_of("The password of this pack", "Type your passphrase again")
    user.sees("The password of this pack", "It is shown once and kept nowhere.")
    spoken = next(line for line in user.reads().splitlines() if line.startswith("Password "))
    user.presses("I have noted it")
    user.does_not_see(spoken)
