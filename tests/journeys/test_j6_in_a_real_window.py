"""Journey 6 again, in a real window, as a screen reader does it: ordinary and twice the text size, light and dark."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from coordinator_app.core.clock import SetClock
from tests.journeys import the_request, the_review
from tests.journeys.screen_reader import RealLaptop
from tests.journeys.six_weeks import kept_in_the_vault, six_weeks_later
from tests.journeys.system_dialogs import save_to
from tests.vaults import House

__all__ = ["six_weeks_later"]
pytestmark = pytest.mark.xvfb
TODAY = datetime(2026, 11, 24, 10, 0)


@pytest.fixture(params=[(100, "light"), (200, "dark")], ids=str)
def real(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[RealLaptop]:
    made = RealLaptop(tmp_path, *request.param)
    yield made
    made.close()


def test_a_review_by_ear_and_keyboard(six_weeks_later: House, real: RealLaptop, tmp_path: Path) -> None:
    user = real.start(six_weeks_later.vault.folder, TODAY.isoformat())
    the_request.unlock(user)
    for step in (
        the_review.see_it_due,
        the_review.the_meeting,
        the_review.the_attendance,
        the_review.the_targets,
        the_review.the_feedback,
        the_review.the_views,
        the_review.be_asked_why_not,
        the_review.finish,
    ):
        step(user)
        assert user.nameless() == []
    paper = tmp_path / "summary.pdf"
    the_review.save_the_summary(user)
    save_to(user, paper)  # there is no printer here
    the_review.note_the_copy(user)
    assert user.nameless() == []
    the_review.see_the_number_fall(user)
    assert user.nameless() == []
    real.close_window()
    kept_in_the_vault(six_weeks_later, SetClock(TODAY), paper, tmp_path)
