"""Journey 3 again, in a real window, as a screen reader does it: ordinary and twice the text size, light and dark."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys import the_referral, the_request
from tests.journeys.screen_reader import RealLaptop, ScreenReaderUser
from tests.vaults import PASSPHRASE, House

pytestmark = pytest.mark.xvfb


@pytest.fixture(params=[(100, "light"), (100, "dark"), (200, "light"), (200, "dark")], ids=str)
def real(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[RealLaptop]:
    made = RealLaptop(tmp_path, *request.param)
    yield made
    made.close()


def test_a_referral_by_ear_and_keyboard(house: House, real: RealLaptop, tmp_path: Path) -> None:
    house.session.close()
    house.vault.close()
    user = real.start(house.vault.folder, "2026-11-24T10:00:00")
    the_request.unlock(user)
    for step in (
        the_referral.first_talk,
        the_referral.the_pupil,
        the_referral.the_form,
        the_referral.the_mother,
    ):
        step(user)
        assert user.nameless() == []
    paper = tmp_path / "forms.pdf"
    save_forms(user, paper)
    assert paper.stat().st_size > 10_000
    the_referral.sign(user)
    the_referral.keep(user)
    user.presses("Back to the pupil")
    user.sees("Idris Moonbeck", "Parent or carer has consented.")
    assert user.nameless() == []
    real.close_window()


def save_forms(user: ScreenReaderUser, paper: Path) -> None:
    """No printer here: the pack is saved in the system's own dialog."""
    user.presses("Print, Print the forms")
    user.sees("Parent or carer consent, To sign and return", "page 1 of")
    if user.sees_one_of("Save as PDF", "Options") == "Options":
        user.presses("Options")  # at twice the size they have no room beside the paper
    user.presses("Save as PDF")
    user.sees("Forms about a child are about to leave the vault.")
    user.types("Passphrase", PASSPHRASE)
    user.presses("Continue")
    user.sees("The file is not encrypted.")
    user.ticks("I will keep the file safe, and delete it once it is printed.")
    user.presses("Save as PDF")
    user.types("File name:", str(paper))
    user.presses("Save")
    user.sees("saved")
