"""A page in a test: real jobs on a real practice vault, and a window that only writes down what it is told."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from coordinator_app.core.clock import SetClock
from coordinator_app.jobs.inline import InlineJobs
from coordinator_app.registry import CAPABILITIES, CATALOGUE
from coordinator_app.services import Services, VaultFacts
from coordinator_app.store.create import create_vault
from coordinator_app.store.session import Session
from coordinator_app.store.vault import OpenVault, unlock
from coordinator_app.ui.device_settings import DeviceSettings
from coordinator_app.ui.notes import Note
from tests.ui.recording import RecordingDialogs
from tests.vaults import PASSPHRASE, TODAY, copied


@dataclass
class Told:
    """What a page said and where it went."""

    toasts: list[str] = field(default_factory=list)
    troubles: list[Exception] = field(default_factory=list)
    went: list[tuple[str, dict[str, object]]] = field(default_factory=list)

    def toast(self, text: str, undo_change_id: str | None = None) -> None:
        self.toasts.append(text if undo_change_id is None else f"{text} (undo)")

    def hint(self, text: str) -> None:
        self.toast(text)

    def trouble(self, error: Exception) -> None:
        self.troubles.append(error)

    def to(self, page: str, /, **params: object) -> None:
        self.went.append((page, params))

    def back(self) -> None:
        self.went.append(("back", {}))


@dataclass
class Desk:
    """The services of a page and what came of them."""

    services: Services
    told: Told
    dialogs: RecordingDialogs
    session: Session


@contextmanager
def desk_on(vault: OpenVault, clock: SetClock, folder: Path) -> Iterator[Desk]:
    """A desk over an open vault; its child tasks run in this process."""

    def open_session(read_only: bool) -> Session:
        return Session(
            vault.paths,
            vault.keys,
            catalogue=CATALOGUE,
            clock=clock,
            actor=vault.actor,
            publish=jobs.publish,
            read_only=read_only,
        )

    jobs: InlineJobs[Session] = InlineJobs(open_session, in_process=True)
    told, dialogs = Told(), RecordingDialogs()
    header = vault.header
    services = Services(
        jobs=jobs,
        clock=clock,
        catalogue=CATALOGUE,
        say=told,
        go=told,
        dialogs=dialogs,
        settings=DeviceSettings(folder / "device.ini"),
        vault=VaultFacts(header.title, header.vault_id, header.practice, vault.actor, vault.folder),
        capabilities=CAPABILITIES,
    )
    looking = open_session(True)
    try:
        yield Desk(services, told, dialogs, looking)
    finally:
        looking.close()
        jobs.stop()


@contextmanager
def empty_vault(folder: Path) -> Iterator[tuple[OpenVault, SetClock]]:
    """A new vault in which nothing has been set up; `folder` is the `tmp_path` of the test."""
    clock, where = SetClock(TODAY), copied(_make_empty, folder) / "Eastmere.vault"
    vault = unlock(where, PASSPHRASE, clock=clock, state=folder / "state.json")
    try:
        yield vault, clock
    finally:
        vault.close()


def _make_empty(place: Path) -> None:
    create_vault(
        place / "Eastmere.vault",
        title="Eastmere",
        passphrase=PASSPHRASE,
        role="Co-ordinator",
        practice=True,
        clock=SetClock(TODAY),
        state=place / "state.json",
    )


def words_of(widget: QWidget) -> str:
    """Every word on a widget that is not hidden."""
    QApplication.processEvents()  # new rows are shown with the next turn
    shown: list[Any] = [one for one in widget.findChildren(QLabel) if one.isVisibleTo(widget)]
    shown += [one for one in widget.findChildren(QAbstractButton) if one.isVisibleTo(widget)]
    notes = [one.accessibleName() for one in widget.findChildren(Note) if one.isVisibleTo(widget)]
    return "\n".join([*(one.text() for one in shown), *notes])


def press(widget: QWidget, words: str) -> None:
    """Press the button with these words (or this accessible name) that can be seen."""
    QApplication.processEvents()
    buttons = [one for one in widget.findChildren(QAbstractButton) if one.isVisibleTo(widget)]
    found = [one for one in buttons if words in {one.text().replace("&", ""), one.accessibleName()}]
    assert found, f"no button {words!r} among {[one.text() or one.accessibleName() for one in buttons]}"
    assert found[0].isEnabled()
    found[0].click()
