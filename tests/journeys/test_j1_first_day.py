"""Journey 1, the first day: from nothing to a vault that opens again, also when the passphrase is forgotten."""

from __future__ import annotations

from pathlib import Path

from coordinator_app.store.vault import read_header
from tests.journeys import first_day
from tests.journeys.driver import Laptop


def test_the_first_day_from_nothing_to_a_vault_that_opens_again(laptop: Laptop, tmp_path: Path) -> None:
    user = laptop.start()
    key = first_day.create_vault(user, tmp_path)
    first_day.confirm_key(user, key)
    user.presses("Back up later")
    first_day.set_up(user)
    paper = tmp_path / "blank-forms.pdf"
    laptop.paths.append(paper)
    first_day.find_blank_forms(user)
    first_day.save_blank_forms(user)
    user.sees("Forms saved as PDF")
    first_day.officer_is_open(paper, tmp_path)
    laptop.close()

    user = laptop.start()
    first_day.wrong_passphrases(user)
    first_day.unlock(user, first_day.PASSPHRASE)
    user.sees("Not backed up yet")
    laptop.close()

    user = laptop.start()
    first_day.recover(user, key)
    user.sees("Not backed up yet")
    laptop.close()

    header = read_header(tmp_path / "Eastmere Partnership.vault")
    assert header.title == "Eastmere Partnership"
    assert header.recovery_confirmed
