"""A large pack is begun, and whoever began it goes away: the real vault, the real build in a child, the clock by hand."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from coordinator_app.access_requests.actions.pack import locked_bytes, newest_pack, volumes_of
from coordinator_app.access_requests.actions.pack_password import UNSHOWN, unshown
from coordinator_app.access_requests.gathering.drafts import draft_words
from coordinator_app.access_requests.gathering.holdings import holdings
from coordinator_app.access_requests.items import Pack
from coordinator_app.access_requests.model import AccessRequest
from coordinator_app.access_requests.page.build_left import BuildLeft
from coordinator_app.core.privacy import Compartment
from coordinator_app.registry import CATALOGUE
from coordinator_app.store.session import Session
from coordinator_app.store.vault import unlock
from coordinator_app.ui.curtain_screen import TITLE
from coordinator_app.ui.lock_reason import LockReason
from tests.app.curtains import spoken
from tests.journeys import the_building
from tests.journeys.driver import Laptop, MovingClock
from tests.journeys.the_pack import decided
from tests.journeys.user import User
from tests.vaults import PASSPHRASE, House

OF_THE_CHILD = (
    "Kit",
    "Puddlecombe",
    "Marigold",
    "Applegarth",
    "Bramblewick",
    "Access request",
    "Pack",
    "pages",
)
BUILT = "The pack is built and kept in the vault."


@pytest.fixture(autouse=True)
def a_process_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """What one process knew of builds is gone in the next."""
    monkeypatch.setattr(BuildLeft, "_begun", set())


@pytest.fixture
def folder(consented: House, laptop: Laptop, clock: MovingClock) -> House:
    clock.put(datetime(2026, 11, 23, 9, 0))
    decided(consented, 14)
    return consented


def begin(laptop: Laptop, house: House) -> User:
    user = laptop.start(house.vault.folder)
    the_building.open_the_stage(user)
    user.presses("Build the pack")
    user.types("Passphrase", PASSPHRASE)
    user.presses("Continue")
    user.sees("the window is covered and the pack is built on", "Building page")
    return user


def goes_away(laptop: Laptop) -> None:
    """Six minutes at once, by the clocks that the idle lock reads; the build itself takes as long as it takes."""
    assert laptop.app is not None
    assert laptop.app.opened is not None
    idle = laptop.app.opened.window.idle
    now, awake = idle._read(), idle._awake()
    idle._clocks, idle._awake = (lambda: now[0] + 360, lambda: now[1] + 360), lambda: awake + 360
    idle._last_tick, idle._last_awake = idle._read(), idle._awake()
    idle.tick()


@contextmanager
def looked_into(laptop: Laptop, house: House) -> Iterator[Session]:
    """The vault as it lies there while nobody has it open."""
    with unlock(house.vault.folder, PASSPHRASE, clock=laptop.clock, state=laptop.home / "looking") as vault:
        session = Session(
            vault.paths, vault.keys, catalogue=CATALOGUE, clock=laptop.clock, actor=vault.actor,
            publish=lambda _: None,
        )  # fmt: skip
        yield session
        session.close()


def the_pack(session: Session) -> Pack:
    (request,) = session.list(AccessRequest)
    found = newest_pack(session, request.id)
    assert found is not None
    return found


def test_the_pack_is_finished_behind_the_curtain_and_the_next_unlock_shows_its_password(
    laptop: Laptop, folder: House
) -> None:
    user = begin(laptop, folder)
    goes_away(laptop)
    user.sees(TITLE, "A pack is being built")
    assert laptop.app is not None
    picture = laptop.app.window.grab().toImage()
    for words in OF_THE_CHILD:
        assert words not in user.reads().replace("A pack is", "")
        assert words not in spoken()
    user.sees("Welcome back", "because nobody used it for a while")  # the lock itself, once it was done
    assert laptop.app.window.grab().toImage() != picture
    with looked_into(laptop, folder) as session:
        pack = the_pack(session)
        assert pack.is_guarded, "one item of it lies apart"
        password = unshown(session, pack)
        laptop.guarded_words.append(password)  # nowhere in what opens without the guarded key
        for volume in volumes_of(session, pack):
            assert PdfReader(io.BytesIO(locked_bytes(session, volume))).decrypt(password)
        (request,) = session.list(AccessRequest)
        assert not [one for one in holdings(session, request) if password in one.draft_words]
        assert not [one for one in holdings(session, request) if one.draft_screen == UNSHOWN]
        lying = session.draft(UNSHOWN, pack.id)
        assert lying is not None
        assert draft_words(CATALOGUE, UNSHOWN, lying) == "", "nor in the request of anybody else"
    user.types("Passphrase", PASSPHRASE)
    user.presses("Unlock")
    user.sees(BUILT)
    assert password not in user.reads()
    user.presses("Show the password")
    user.sees("Type your passphrase again", "The pack's password will be shown.")
    user.types("Passphrase", PASSPHRASE)
    user.presses("Continue")
    user.sees("The password of this pack")
    said = next(line for line in user.reads().splitlines() if line.startswith("Password "))
    assert "".join(said.removeprefix("Password ").split()) == password
    user.presses("I have noted it")
    user.does_not_see(said, BUILT)
    laptop.close()
    with looked_into(laptop, folder) as session:
        assert unshown(session, the_pack(session)) == "", "it was shown once"
        assert [one.screen for one in session.drafts()] == []


def test_whoever_comes_back_finds_the_build_going_on_and_its_password(laptop: Laptop, folder: House) -> None:
    user = begin(laptop, folder)
    goes_away(laptop)
    user.sees(TITLE)
    user.types("Passphrase", "not the passphrase")
    user.presses("Uncover")
    user.sees("does not open this vault")
    for words in OF_THE_CHILD:
        assert words not in spoken()
    user.types("Passphrase", PASSPHRASE)
    user.presses("Uncover")
    user.sees("Welcome back")
    for words in OF_THE_CHILD:
        assert words not in spoken(), "nothing is shown before it is asked for"
    user.presses("Show what was open")
    user.sees("The password of this pack")
    user.presses("I have noted it")
    user.does_not_see("The password of this pack")
    user.sees("Kit Puddlecombe", "Checks on the finished pack")
    assert BUILT not in user.reads()
    laptop.close()
    with looked_into(laptop, folder) as session:
        assert unshown(session, the_pack(session)) == ""


def test_a_lock_by_hand_covers_it_and_the_button_there_stops_the_build(laptop: Laptop, folder: House) -> None:
    user = begin(laptop, folder)
    assert laptop.app is not None
    QTest.keyClick(laptop.app.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    user.sees(TITLE, "You asked for the lock.")
    user.presses("Lock now and stop building")
    user.sees("Welcome back", "You locked the vault.")
    with looked_into(laptop, folder) as session:
        assert session.list(Pack) == []
    user.types("Passphrase", PASSPHRASE)
    user.presses("Unlock")
    user.sees("A pack was still being built when the vault was last shut.")


def test_a_laptop_that_is_locked_locks_the_vault_at_once_curtain_or_not(
    laptop: Laptop, folder: House
) -> None:
    user = begin(laptop, folder)
    goes_away(laptop)
    user.sees(TITLE)
    assert laptop.app is not None
    assert laptop.app.opened is not None
    laptop.app.opened.window.lock(LockReason.SESSION)
    user.sees("Welcome back", "because the laptop was locked")
    with looked_into(laptop, folder) as session:
        assert session.list(Pack) == []
        assert not [one for one in session.drafts() if one.screen == UNSHOWN]
        assert Compartment.GUARDED in session.databases.held
