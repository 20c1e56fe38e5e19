"""Journey 11 at the window: a full disk, a folder that can only be read, a second program, a synchronised folder."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import pytest

from coordinator_app.chronology.model import ChronologyEntry
from coordinator_app.registry import CATALOGUE
from coordinator_app.store import places, slots
from coordinator_app.store import session as sessions
from coordinator_app.store.create import create_vault
from coordinator_app.store.session import Session
from coordinator_app.store.troubles import troubles
from coordinator_app.store.vault import unlock as open_vault
from tests.journeys import the_request
from tests.journeys.driver import Laptop, MovingClock, WindowUser
from tests.vaults import PASSPHRASE, House

WORDS = "Came in on time and stayed until lunch. " * 40


def mounted(*arguments: str) -> bool:
    return subprocess.run(["mount", *arguments], check=False, capture_output=True).returncode == 0


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 24 MB."""
    place = tmp_path / "disk"
    place.mkdir()
    if os.geteuid() != 0 or not mounted("-t", "tmpfs", "-o", "size=24m", "tmpfs", str(place)):
        pytest.skip("a small disk can only be mounted by root")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def put_away(house: House, place: Path | None = None) -> Path:
    house.session.close()
    house.vault.close()
    if place is None:
        return house.vault.folder
    return Path(shutil.copytree(house.vault.folder, place / "Eastmere.vault"))


def fill(disk: Path) -> Path:
    """Leave not one byte."""
    filler = disk / "photos"
    with filler.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(bytes(4096))
        except OSError as full:
            assert full.errno == errno.ENOSPC  # noqa: PT017  (whatever else it was would be another test)
    return filler


def at_the_record(user: WindowUser) -> None:
    the_request.unlock(user)
    user.sees("Needs you")
    user.opens("Pupils")
    user.opens("Kit Puddlecombe")
    user.sees("Latest in chronology")
    user.keys("Ctrl+E")
    user.sees("What happened")


def written(user: WindowUser) -> None:
    user.chooses("Category", "Behaviour")
    user.types("What happened", WORDS)


def entries(folder: Path, clock: MovingClock) -> list[ChronologyEntry]:
    with open_vault(folder, PASSPHRASE, clock=clock, anywhere=True) as vault:
        session = Session(
            vault.paths,
            vault.keys,
            catalogue=CATALOGUE,
            clock=clock,
            actor=vault.actor,
            publish=lambda _: None,
        )
        try:
            return session.list(ChronologyEntry)
        finally:
            session.close()


FULL = "The disk is full, so the last change could not be saved."
READ_ONLY = "The vault's folder can be read but not written to."


def full_and_free_again(user: WindowUser, fill_up: Callable[[], object], free: Callable[[], object]) -> None:
    at_the_record(user)
    fill_up()
    written(user)
    user.presses("Save entry")
    user.sees(
        FULL, "The last change is still on the screen and not yet saved.", "Free some space on this disk"
    )
    user.sees(WORDS.strip())
    assert "Traceback" not in user.reads()
    free()
    user.presses("Save entry")
    user.sees("Entry saved")
    user.does_not_see(FULL)


def test_a_full_disk_keeps_the_words_on_the_screen_until_there_is_room(
    consented: House, laptop: Laptop, clock: MovingClock, small_disk: Path
) -> None:
    folder = put_away(consented, small_disk)
    clock.put(datetime(2026, 11, 24, 10, 0))
    user = laptop.start(folder)
    full_and_free_again(user, lambda: fill(small_disk), (small_disk / "photos").unlink)
    laptop.close()
    assert [one.words for one in entries(folder, clock)] == [WORDS.strip()]


def test_a_disk_said_to_be_full_without_a_mount(
    consented: House, laptop: Laptop, clock: MovingClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = put_away(consented)
    clock.put(datetime(2026, 11, 24, 10, 0))
    planted = Planted(monkeypatch, errno.ENOSPC)
    full_and_free_again(laptop.start(folder), planted.plant, planted.mend)
    laptop.close()
    assert [one.words for one in entries(folder, clock)] == [WORDS.strip()]


def test_a_draft_that_found_no_room_is_kept_by_itself_once_there_is_some(
    consented: House, laptop: Laptop, clock: MovingClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_away(consented)
    clock.put(datetime(2026, 11, 24, 10, 0))
    planted = Planted(monkeypatch, errno.ENOSPC)
    user = laptop.start(consented.vault.folder)
    at_the_record(user)
    user.chooses("Category", "Behaviour")
    planted.plant()
    user.types("What happened", WORDS)
    user.keys("Ctrl+S")
    user.sees(FULL)
    planted.mend()
    user.keys("Ctrl+S")  # nothing more was typed
    user.does_not_see(FULL)
    laptop.close()
    again = laptop.start(consented.vault.folder)
    the_request.unlock(again)
    again.presses("Carry on")
    again.sees("What happened", WORDS.strip())  # the box itself


def test_a_vault_unlocks_and_can_be_read_on_a_full_disk_or_says_why_not(
    consented: House, laptop: Laptop, clock: MovingClock, small_disk: Path
) -> None:
    folder = put_away(consented, small_disk)
    clock.put(datetime(2026, 11, 24, 10, 0))
    filler = fill(small_disk)
    user = laptop.start(folder)
    the_request.unlock(user)
    user.sees("The disk is full, so the vault cannot be opened.", "Free some space on this disk, then unlock")
    assert "Traceback" not in user.reads()
    filler.unlink()
    user.types("Passphrase", PASSPHRASE)
    user.presses("Unlock")
    user.sees("Needs you")


def test_what_is_kept_aside_lets_one_go_on_on_a_full_disk(
    consented: House, laptop: Laptop, clock: MovingClock, small_disk: Path
) -> None:
    folder = put_away(consented, small_disk)
    aside = folder / "ballast.bin"
    aside.write_bytes(bytes(2_000_000))
    fill(small_disk)
    clock.put(datetime(2026, 11, 24, 10, 0))
    user = laptop.start(folder)
    at_the_record(user)  # the unlock itself found no room but this
    assert not aside.exists()
    (small_disk / "photos").unlink()
    aside.write_bytes(bytes(2_000_000))
    fill(small_disk)
    written(user)
    user.presses("Save entry")
    user._until(lambda: not aside.exists(), "what is kept aside stays")
    # unless a draft found the disk full before the entry did
    if user.sees_one_of("Entry saved", FULL) == FULL:
        user.presses("Save entry")  # although nobody freed anything
    user.sees("Entry saved")
    user.does_not_see(FULL)


def test_a_folder_that_can_only_be_read_is_told_at_the_unlock_and_opens_once_it_can_be_written(
    consented: House, laptop: Laptop, clock: MovingClock, small_disk: Path
) -> None:
    folder = put_away(consented, small_disk)
    clock.put(datetime(2026, 11, 24, 10, 0))
    user = laptop.start(folder)
    remount(small_disk, "ro")
    the_request.unlock(user)
    user.sees("This folder can be read but not written to.", "Nothing has been changed.")
    user.sees("Choose a folder of your own on this laptop")
    assert "Traceback" not in user.reads()
    remount(small_disk, "rw")
    user.types("Passphrase", PASSPHRASE)
    user.presses("Unlock")
    user.sees("Needs you")


def test_a_folder_that_turns_read_only_while_one_types_loses_nothing(
    consented: House, laptop: Laptop, clock: MovingClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = put_away(consented)
    clock.put(datetime(2026, 11, 24, 10, 0))
    planted = Planted(monkeypatch, errno.EROFS)
    user = laptop.start(folder)
    at_the_record(user)
    planted.plant()
    written(user)
    user.presses("Save entry")
    user.sees(READ_ONLY, "Move the vault to a folder of your own")
    user.sees(WORDS.strip())
    planted.mend()
    user.presses("Save entry")
    user.sees("Entry saved")
    user.does_not_see(READ_ONLY)
    laptop.close()
    assert [one.words for one in entries(folder, clock)] == [WORDS.strip()]


def test_a_second_program_on_the_vault_is_told_at_the_unlock(
    consented: House, laptop: Laptop, clock: MovingClock
) -> None:
    consented.session.close()  # the vault itself stays open, as in another program
    clock.put(datetime(2026, 11, 24, 10, 0))
    user = laptop.start(consented.vault.folder)
    the_request.unlock(user)
    user.sees("already open on this computer")
    assert "Traceback" not in user.reads()
    consented.vault.close()
    user.types("Passphrase", PASSPHRASE)
    user.presses("Unlock")
    user.sees("Needs you")


@pytest.mark.parametrize(
    ("planted", "said"),
    [
        ("sync", "kept in step with other computers by Dropbox"),
        ("network", "This folder is on a network drive."),
    ],
)
def test_a_real_vault_in_a_folder_that_mixes_versions_is_not_opened(
    laptop: Laptop,
    clock: MovingClock,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    planted: str,
    said: str,
) -> None:
    monkeypatch.setattr(slots, "calibrate", lambda: slots.FLOOR)
    folder = tmp_path / "Dropbox" / "Eastmere.vault"
    create_vault(
        folder, title="Eastmere", passphrase=PASSPHRASE, role="Co-ordinator", clock=clock, anywhere=True
    )
    if planted == "network":
        folder = Path(shutil.move(tmp_path / "Dropbox", tmp_path / "share")) / "Eastmere.vault"
        monkeypatch.setattr(places, "_mounts", lambda: [("/", "ext4"), (str(tmp_path / "share"), "cifs")])
        monkeypatch.setattr(places.Probes.__init__, "__defaults__", defaults_with(places._mounts))
    user = laptop.start(folder)
    the_request.unlock(user)
    user.sees(said)
    user.sees("Choose a folder on this laptop")
    assert "Traceback" not in user.reads()


def defaults_with(mounts: Callable[[], list[tuple[str, str]]]) -> tuple[object, ...]:
    """The first default of `places.Probes` is the list of mounts."""
    first, *rest = places.Probes.__init__.__defaults__ or ()
    assert callable(first)
    return (mounts, *rest)


def remount(disk: Path, how: str) -> None:
    assert mounted("-o", f"remount,{how}", str(disk))


class Planted:
    """An error of the disk at every write, for where nothing can be mounted; reading goes on."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
        self._patch, self._number, self._on = monkeypatch, number, False
        honest = sessions.Session.write
        outer = self

        @contextmanager
        def write(session: Session, *args: object, **more: object) -> Iterator[object]:
            with honest(session, *args, **more) as work:  # type: ignore[arg-type]  # passed on as they come
                yield work
                if outer._on:
                    with troubles():
                        raise OSError(outer._number, "planted")

        monkeypatch.setattr(sessions.Session, "write", write)

    def plant(self) -> None:
        self._on = True

    def mend(self) -> None:
        self._on = False
