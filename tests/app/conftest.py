"""The whole window on a real practice vault, without a screen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from coordinator_app.app.run import App
from coordinator_app.core.clock import SetClock
from coordinator_app.pupils.model import Carer, Pupil
from coordinator_app.registry import CATALOGUE, Capability
from coordinator_app.store.vault import create_vault
from coordinator_app.ui.device_settings import DeviceSettings, Place
from coordinator_app.ui.idle_lock import LockReason
from coordinator_app.ui.lock_screen import LockScreen
from coordinator_app.ui.navigator import PageNavigator
from tests.ui.conftest import look, no_modal_blocks, pytest_itemcollected
from tests.ui.shell_pages import HERE, ITEMS
from tests.vaults import copied

__all__ = ["look", "no_modal_blocks", "pytest_itemcollected"]

PASSPHRASE = "kettle amber window field"
CAPABILITIES = (
    Capability("today", pages=(("today", f"{HERE}:TodayPage"),), rail=ITEMS[0]),
    Capability(
        "pupils",
        records=(Pupil, Carer),
        pages=(("note", f"{HERE}:NotePage"), ("broken", f"{HERE}:BrokenPage")),
        rail=ITEMS[1],
        palette=f"{HERE}:entries",
    ),
    Capability("referrals", pages=(("referral", f"{HERE}:FocusPage"),)),
)


class Running:
    """An App on a vault; `ended` is what the lock asked for instead of a new process."""

    def __init__(self, qtbot: QtBot, folder: Path, vault: Path | None, clock: SetClock) -> None:
        self.qtbot, self.folder, self.vault, self.clock = qtbot, folder, vault, clock
        self.ended: list[tuple[Path, str]] = []
        self.settings = DeviceSettings(folder / "window.ini")
        self.settings.place = Place(0, 0, 1366, 736)  # a first window would fill this small screen
        self.app = App(
            clock,
            self.settings,
            capabilities=CAPABILITIES,
            catalogue=CATALOGUE,
            state=folder / "state",
            become=self._become,
        )
        self.app.window.resize(1366, 736)

    def _become(
        self, folder: Path, reason: str, *, stop_jobs: Callable[[], Any], release_lock: Callable[[], Any]
    ) -> None:
        stop_jobs()
        release_lock()
        self.ended.append((folder, reason))

    def start(self, reason: LockReason = LockReason.NONE) -> LockScreen:
        self.app.start(self.vault, reason)
        screen = self.app.window.centralWidget()
        assert isinstance(screen, LockScreen)
        return screen

    def unlock(self) -> None:
        screen = self.start()
        screen.passphrase.setText(PASSPHRASE)
        screen.unlock()
        self.qtbot.waitUntil(lambda: self.app.opened is not None)
        self.qtbot.waitUntil(lambda: self.go.page is not None)

    @property
    def opened(self) -> Any:
        """What is open; the test fails if nothing is."""
        assert self.app.opened is not None
        return self.app.opened

    @property
    def go(self) -> PageNavigator:
        return self.opened.shell.navigator

    def close(self) -> None:
        if not self.ended:
            self.app.close()
        self.app.window.allow_close()
        self.app.window.deleteLater()


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    return copied(_make_vault, tmp_path) / "Practice.vault"


def _make_vault(place: Path) -> None:
    create_vault(
        place / "Practice.vault",
        title="Practice partnership",
        passphrase=PASSPHRASE,
        role="Co-ordinator",
        practice=True,
        clock=SetClock(),
        state=place / "state",
    )


@pytest.fixture
def start(qtbot: QtBot, tmp_path: Path, vault: Path, clock: SetClock) -> Iterator[Callable[[], Running]]:
    """Start the app anew, as often as asked; each is closed at the end."""
    made: list[Running] = []

    def again() -> Running:
        made.append(Running(qtbot, tmp_path, vault, clock))
        return made[-1]

    yield again
    for running in made:
        running.close()


@pytest.fixture
def running(start: Callable[[], Running]) -> Running:
    """The app with the vault open."""
    made = start()
    made.unlock()
    return made
