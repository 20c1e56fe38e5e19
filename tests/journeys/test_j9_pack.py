"""Journey 9, the pack: built, found wanting, mended, approved, saved locked, recorded as sent, and read elsewhere."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path

import pytest

from tests.journeys import the_building
from tests.journeys.driver import Laptop, MovingClock
from tests.journeys.the_pack import WHOLE, whole
from tests.journeys.the_sent_pack import index_is_right, kept_in_the_vault, read_elsewhere
from tests.vaults import House


def test_the_pack_is_built_mended_approved_saved_and_sent(
    consented: House, laptop: Laptop, clock: MovingClock, tmp_path: Path
) -> None:
    whole(consented)
    clock.put(datetime(2026, 11, 24, 9, 0))
    user = laptop.start(consented.vault.folder)
    the_building.open_the_stage(user)
    the_building.stop_once(user)
    the_building.build(user, "Build the pack")
    the_building.mend(user)
    the_building.approve(user)
    password = the_building.build(user, "Build again")
    the_building.ready(user, WHOLE)
    saved = tmp_path / "stick" / the_building.FILE_NAME
    saved.parent.mkdir()
    laptop.paths.append(saved)
    user.presses("Save the locked pack")
    the_building.saved(user)
    # the name suggested for the file names nobody
    assert not {"Kit", "Puddlecombe", "Marigold"} & set(re.split(r"\W", laptop.offered[0]))
    the_building.send(user)
    the_building.look_at_the_copy(user)
    the_building.only_read(user)
    laptop.close()
    read_elsewhere(saved, password, WHOLE, tmp_path)
    kept_in_the_vault(consented.vault.folder, clock, saved, WHOLE)


LIST = "What is in this pack\n1       1 May 2026      Referral     in full      2\n2  no date   Held back    no     {}"
HELD = "What is held back, and why"
BODY = ["", "Item 1 1 May 2026", "Item 2 no date"]


def test_planted_fault_a_list_that_is_wrong_by_a_page_or_leaves_one_out_is_found() -> None:
    index_is_right([LIST.format(3), HELD], BODY)
    for pages, body in (
        ([LIST.format(2), HELD], BODY),
        ([LIST.format(3), HELD], [*BODY, "Item 3 2 May 2026"]),
        ([LIST.format(3), HELD], [*BODY[:2], "Item 3 no date"]),
    ):
        with pytest.raises(AssertionError):
            index_is_right(pages, body)
