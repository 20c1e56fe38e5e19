"""Journey 11 at the window: the plug is pulled while typing and while a pack is built; a second window; a full stick."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from coordinator_app.access_requests.items import Pack
from coordinator_app.access_requests.model import AccessRequest
from coordinator_app.core.clock import SetClock
from coordinator_app.registry import CATALOGUE
from coordinator_app.store.session import Session
from coordinator_app.store.vault import unlock as open_vault
from tests.journeys import the_pack, the_request
from tests.journeys.screen_reader import RealLaptop, ScreenReaderUser
from tests.vaults import PASSPHRASE, House

pytestmark = pytest.mark.xvfb
HALF = "Rang at seven in the evening and said that"


@pytest.fixture
def real(tmp_path: Path) -> Iterator[RealLaptop]:
    made = RealLaptop(tmp_path)
    yield made
    made.close()


def test_what_the_screen_said_was_kept_is_there_after_the_plug_is_pulled(
    referred: House, real: RealLaptop
) -> None:
    user = started(referred, real)
    user.opens("Pupils")
    user.presses("New referral")
    user.types("Notes of the talk (optional)", HALF)
    user.sees("Draft saved", "encrypted")
    real.kill()

    again = real.start(referred.vault.folder)
    the_request.unlock(again)
    again.sees("What you typed is kept as a draft")
    again.presses("Carry on, New referral, not finished")
    again.sees(HALF)
    assert "Traceback" not in again.reads()


def test_a_plug_pulled_while_a_pack_is_built_leaves_the_request_as_it_was(
    consented: House, real: RealLaptop
) -> None:
    the_pack.decided(consented, file_pages=60)
    user = real.start(consented.vault.folder)
    at_the_pack(user)
    user.presses("Build the pack")
    user.types("Passphrase", PASSPHRASE)
    user.presses("Continue")
    user.sees("Cancel: Building the pack")
    real.kill()

    again = real.start(consented.vault.folder)
    at_the_pack(again)
    again.sees("Everything is decided. Build the pack.")
    real.close_window()
    with open_vault(consented.vault.folder, PASSPHRASE, clock=SetClock()) as vault:
        session = Session(
            vault.paths,
            vault.keys,
            catalogue=CATALOGUE,
            clock=SetClock(),
            actor=vault.actor,
            publish=lambda _: None,
        )
        assert session.count(Pack) == 0
        assert session.list(AccessRequest)[0].received_on == date(2026, 11, 9)
        assert all(verdict.is_whole for verdict in session.verify_audit())
        session.close()


def test_a_second_window_says_that_the_vault_is_open_already(
    referred: House, real: RealLaptop, tmp_path: Path
) -> None:
    started(referred, real)
    second = RealLaptop(tmp_path)
    try:
        user = second.start(referred.vault.folder)
        the_request.unlock(user)
        user.sees("already open on this computer")
        assert "Traceback" not in user.reads()
    finally:
        second.close()


def started(house: House, real: RealLaptop) -> ScreenReaderUser:
    house.session.close()
    house.vault.close()
    user = real.start(house.vault.folder)
    the_request.unlock(user)
    user.sees("Needs you")
    return user


def at_the_pack(user: ScreenReaderUser) -> None:
    the_request.unlock(user)
    user.opens("Access requests")
    user.presses("Continue, Kit Puddlecombe")
    user.presses("Stage 6 of 7, Pack, not done")
