"""Journey 6, six weeks later: the review is due, is held, its summary is taken home, and the number falls."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from tests.journeys import the_request, the_review
from tests.journeys.driver import Laptop, MovingClock
from tests.journeys.six_weeks import kept_in_the_vault, six_weeks_later
from tests.vaults import House

__all__ = ["six_weeks_later"]


def test_a_review_is_held_shared_and_taken_home(
    six_weeks_later: House, laptop: Laptop, clock: MovingClock, tmp_path: Path
) -> None:
    clock.put(datetime(2026, 11, 24, 10, 0))
    user = laptop.start(six_weeks_later.vault.folder)
    the_request.unlock(user)
    paper = tmp_path / "summary.pdf"
    laptop.paths.append(paper)  # there is no printer here
    for step in (
        the_review.see_it_due,
        the_review.the_meeting,
        the_review.the_attendance,
        the_review.the_targets,
        the_review.the_feedback,
        the_review.the_views,
        the_review.be_asked_why_not,
        the_review.finish,
        the_review.save_the_summary,
        the_review.note_the_copy,
        the_review.see_the_number_fall,
    ):
        step(user)
    laptop.close()
    kept_in_the_vault(six_weeks_later, clock, paper, tmp_path)
