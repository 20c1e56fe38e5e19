"""Journey 3 again, in a real window, as a screen reader does it: ordinary and twice the text size, light and dark."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from coordinator_app.core.clock import SetClock
from tests.journeys import the_programme, the_referral, the_request
from tests.journeys.screen_reader import RealLaptop, ScreenReaderUser
from tests.journeys.system_dialogs import open_from, open_options, save_to
from tests.journeys.the_outcome import kept_in_the_vault
from tests.journeys.the_scan import scan_of_the_consent
from tests.vaults import House

pytestmark = pytest.mark.xvfb
TODAY = datetime(2026, 11, 24, 10, 0)


@pytest.fixture(params=[(100, "light"), (100, "dark"), (200, "light"), (200, "dark")], ids=str)
def real(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[RealLaptop]:
    made = RealLaptop(tmp_path, *request.param)
    yield made
    made.close()


def test_a_referral_by_ear_and_keyboard(ready: House, real: RealLaptop, tmp_path: Path) -> None:
    user = real.start(ready.vault.folder, TODAY.isoformat())
    the_request.unlock(user)
    for step in (
        the_referral.first_talk,
        the_referral.the_pupil,
        the_referral.the_form,
        the_referral.the_mother,
        the_referral.look_at_the_forms,
    ):
        step(user)
        assert user.nameless() == []
    paper = tmp_path / "forms.pdf"
    open_options(user)
    the_referral.save_the_forms(user)
    save_to(user, paper)  # there is no printer here
    user.sees("saved")
    the_programme.leave(user)
    the_programme.be_refused_before_consent(user)
    assert user.nameless() == []
    the_programme.leave(user)
    choose(user, scan_of_the_consent(paper, tmp_path))
    for step in (
        the_programme.file_the_scan,
        in_parts,
        the_programme.be_refused_full_time,
        the_programme.start,
    ):
        step(user)
        assert user.nameless() == []
    real.close_window()
    kept_in_the_vault(ready, SetClock(TODAY), paper)


def in_parts(user: ScreenReaderUser) -> None:
    """Part time, to begin with."""
    the_programme.plan(user, the_programme.PART)


def choose(user: ScreenReaderUser, scan: Path) -> None:
    """No hand to drop it with: the scan is chosen."""
    user.opens("Scan in")
    user.presses("Choose files")
    open_from(user, scan)
