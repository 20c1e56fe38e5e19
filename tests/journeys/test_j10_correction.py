"""Journey 10: the father shows that a date of birth is wrong; it is put right, and who was given the old one is told."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from tests.journeys import the_correction, the_request
from tests.journeys.driver import Laptop, MovingClock
from tests.vaults import House


def test_a_wrong_birth_date_is_put_right_and_told_to_all_who_were_given_it(
    consented: House, laptop: Laptop, clock: MovingClock, tmp_path: Path
) -> None:
    the_correction.given(consented)
    clock.put(datetime(2026, 11, 24, 10, 0))
    user = laptop.start(consented.vault.folder)
    the_request.unlock(user)
    box = the_correction.FileBox(before=laptop.paths.append)
    the_correction.whole(user, consented.school.name, tmp_path, box)
