"""Journey 3, referral to programme: from the first talk over the school's form and the mother's signature to the start."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from tests.journeys import the_programme, the_referral, the_request
from tests.journeys.driver import Laptop, MovingClock
from tests.journeys.the_outcome import kept_in_the_vault
from tests.journeys.the_scan import scan_of_the_consent
from tests.vaults import House


def test_a_boy_is_referred_and_his_mother_consents(
    ready: House, laptop: Laptop, clock: MovingClock, tmp_path: Path
) -> None:
    clock.put(datetime(2026, 11, 24, 10, 0))
    user = laptop.start(ready.vault.folder)
    the_request.unlock(user)
    the_referral.first_talk(user)
    the_referral.the_pupil(user)
    the_referral.the_form(user)
    the_referral.the_mother(user)
    paper = tmp_path / "forms.pdf"
    laptop.paths.append(paper)  # there is no printer here
    the_referral.look_at_the_forms(user)
    the_referral.save_the_forms(user)
    user.sees("saved")
    the_programme.leave(user)
    the_programme.be_refused_before_consent(user)
    the_programme.leave(user)
    laptop.drops(scan_of_the_consent(paper, tmp_path))
    the_programme.file_the_scan(user)
    the_programme.plan(user, the_programme.PART)
    the_programme.be_refused_full_time(user)
    the_programme.start(user)
    laptop.close()
    kept_in_the_vault(ready, clock, paper)
