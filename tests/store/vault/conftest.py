"""Real vaults for the tests: practice vaults with cheap figures, except where a test says otherwise."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from coordinator_app.core.clock import SetClock
from coordinator_app.core.privacy import Compartment
from coordinator_app.store.connection import Connection, open_database, troubles
from coordinator_app.store.keys import VaultKeys
from coordinator_app.store.slots import SlotKind
from coordinator_app.store.vault import OpenVault, Way, create_vault, read_header, unlock, unwrap_any

PASSPHRASE = "marigold-7-teapot"


@dataclass
class Made:
    """A vault made for a test, and how to get in."""

    folder: Path
    state: Path
    clock: SetClock
    recovery: str
    passphrase: str = PASSPHRASE

    def unlock(self, passphrase: str | None = None) -> OpenVault:
        return unlock(self.folder, passphrase or self.passphrase, clock=self.clock, state=self.state)

    def keys(self) -> VaultKeys:
        found = unwrap_any(read_header(self.folder), Way(SlotKind.PASSPHRASE, self.passphrase))
        assert found is not None
        return found[1]

    def database(self, compartment: Compartment = Compartment.GENERAL) -> Path:
        return self.folder / f"{compartment.value}.db"

    def open(self, compartment: Compartment = Compartment.GENERAL) -> Connection:
        return open_database(self.database(compartment), self.keys().key(compartment))

    def put(self, name: str, value: str, compartment: Compartment = Compartment.GENERAL) -> None:
        with closing(self.open(compartment)) as connection:
            connection.execute("INSERT OR REPLACE INTO setting VALUES (?, ?)", (name, value))

    def get(self, name: str, compartment: Compartment = Compartment.GENERAL) -> str | None:
        with closing(self.open(compartment)) as connection, troubles(connection):
            row = connection.execute("SELECT value FROM setting WHERE name = ?", (name,)).fetchone()
        return str(row[0]) if row else None

    def later(self, seconds: float) -> None:
        self.clock.at += timedelta(seconds=seconds)


@pytest.fixture
def make(tmp_path: Path) -> Callable[..., Made]:
    def _make(name: str = "Marigold", **more: object) -> Made:
        clock = SetClock(datetime(2026, 11, 21, 9, 0))
        folder, state = tmp_path / f"{name}.vault", tmp_path / "state"
        options: dict[str, object] = {"practice": True, "passphrase": PASSPHRASE, **more}
        key = create_vault(folder, title=name, role="Co-ordinator", clock=clock, state=state, **options)
        return Made(folder, state, clock, key)

    return _make


@pytest.fixture(scope="session")
def pattern(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """One vault, made once; each test gets a copy of its own."""
    place = tmp_path_factory.mktemp("pattern")
    clock = SetClock(datetime(2026, 11, 21, 9, 0))
    folder, state = place / "Marigold.vault", place / "state"
    key = create_vault(
        folder,
        title="Marigold",
        passphrase=PASSPHRASE,
        role="Co-ordinator",
        practice=True,
        clock=clock,
        state=state,
    )
    return Made(folder, state, clock, key)


@pytest.fixture
def made(pattern: Made, tmp_path: Path) -> Made:
    folder, state = tmp_path / pattern.folder.name, tmp_path / "state"
    shutil.copytree(pattern.folder, folder)
    shutil.copytree(pattern.state, state)
    return Made(folder, state, SetClock(pattern.clock.at), pattern.recovery)


def _mount(*arguments: str) -> bool:
    return subprocess.run(["mount", *arguments], check=False, capture_output=True).returncode == 0


@pytest.fixture
def read_only() -> Iterator[Callable[[Path], None]]:
    """Makes a folder read-only for this process; root ignores modes, so it needs a mount."""
    undone: list[Callable[[], object]] = []

    def _seal(folder: Path) -> None:
        if os.geteuid() != 0:
            folder.chmod(0o500)
            undone.append(lambda: folder.chmod(0o700))
            return
        if not _mount("--bind", str(folder), str(folder)):
            pytest.skip("root without the right to mount cannot be kept from writing")
        undone.append(lambda: subprocess.run(["umount", "-l", str(folder)], check=True))
        assert _mount("-o", "remount,bind,ro", str(folder))

    yield _seal
    for undo in undone:
        undo()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 6 MB."""
    place = tmp_path / "small"
    place.mkdir()
    if os.geteuid() != 0 or not _mount("-t", "tmpfs", "-o", "size=6m", "tmpfs", str(place)):
        pytest.skip("a small disk can only be mounted by root")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)
