"""A whole request by keys alone, and by mouse alone: from the call to the gathering, deciding, and the pack that is sent.

Each stretch begins where the one before it ends; a control that Tab does not reach, or that only a key works, ends it.
"""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.journeys import the_building, the_request
from tests.journeys.driver import Laptop, MovingClock
from tests.journeys.one_hand import KeyboardUser, MouseUser
from tests.journeys.test_j8_deciding import GIVEN, LETTER, OTIS, WREN, held, unlock_at_review
from tests.journeys.the_pack import OTHER_PAGES, decided
from tests.vaults import House, add

FILE_PAGES = 10
PAGES = OTHER_PAGES + FILE_PAGES


@pytest.fixture(params=[KeyboardUser, MouseUser])
def hand(request: pytest.FixtureRequest, laptop: Laptop, qtbot: QtBot) -> KeyboardUser | MouseUser:
    """At the laptop."""
    made: KeyboardUser | MouseUser = request.param(qtbot)
    laptop.user = made
    return made


def test_the_call_is_taken_as_far_as_everything_held(
    consented: House, laptop: Laptop, clock: MovingClock, hand: KeyboardUser | MouseUser
) -> None:
    add(consented, "Kit came in on time.", happened_on=date(2026, 2, 3))
    folder = consented.vault.folder
    consented.session.close()
    consented.vault.close()
    clock.put(datetime(2026, 3, 2, 9, 0))
    laptop.start(folder)
    the_request.unlock(hand)
    the_request.log(hand)
    the_request.three_dates(hand)
    the_request.acknowledge(hand)
    the_request.known(hand)
    the_request.school(hand)
    clock.put(datetime(2026, 3, 4, 9, 0))
    the_request.ask(hand)
    clock.put(datetime(2026, 3, 11, 9, 0))
    the_request.answer(hand)
    the_request.chase(hand)
    the_request.reply_on(hand, 11)


def test_items_and_people_are_decided(
    consented: House, laptop: Laptop, clock: MovingClock, hand: KeyboardUser | MouseUser
) -> None:
    held(consented)
    clock.put(datetime(2026, 11, 24, 9, 0))
    laptop.start(consented.vault.folder)
    unlock_at_review(hand)
    hand.opens(LETTER)
    hand.sees(f"Cover {OTIS}, Another pupil", f"Cover {WREN}, Another pupil")
    hand.presses("People")
    hand.sees("2 to decide. One decision holds for every item and page.")
    hand.presses("Cover everywhere")
    hand.sees("1 to decide. One decision holds for every item and page.")
    hand.presses("Cover everywhere")
    hand.sees("Everybody is decided.")
    hand.presses("Back to the item")
    hand.sees("Decided: cover everywhere", "It is about someone else")
    hand.presses("Save, next item")
    hand.sees(f"{LETTER}, 18 November 2026, document, Redact")
    hand.opens(GIVEN)
    hand.sees("No name that we know of was found.")
    hand.chooses("Decision", "Share in full")
    hand.presses("Save, next item")
    hand.sees(f"{GIVEN}, Shared 9 October 2026, Share")
    hand.presses("Undo")
    hand.does_not_see(f"{GIVEN}, Shared 9 October 2026, Share")


def test_the_pack_is_built_mended_approved_and_sent(
    consented: House, laptop: Laptop, clock: MovingClock, hand: KeyboardUser | MouseUser, tmp_path: Path
) -> None:
    decided(consented, FILE_PAGES)
    clock.put(datetime(2026, 11, 24, 9, 0))
    laptop.start(consented.vault.folder)
    the_building.open_the_stage(hand)
    the_building.stop_once(hand)
    the_building.build(hand, "Build the pack")
    the_building.mend(hand)
    the_building.approve(hand)
    the_building.build(hand, "Build again")
    the_building.ready(hand, PAGES)
    laptop.paths.append(tmp_path / the_building.FILE_NAME)
    hand.presses("Save the locked pack")
    the_building.saved(hand)
    the_building.send(hand)
    the_building.look_at_the_copy(hand)
