"""Services for a page in a test: real jobs on a real vault, and a window that only writes down what it is told."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel

from coordinator_app.core.actor import Actor
from coordinator_app.core.privacy import AccessLevel, Compartment
from coordinator_app.jobs.inline import InlineJobs
from coordinator_app.registry import CAPABILITIES, CATALOGUE, Capability
from coordinator_app.services import Services, VaultFacts
from coordinator_app.store.keys import VaultKeys
from coordinator_app.store.session import Session
from coordinator_app.ui.device_settings import DeviceSettings
from tests.ui.recording import RecordingDialogs
from tests.vaults import House

NO_HOOKS = ("pupils", "chronology", "documents", "sharing")
"""Only our own capabilities, so that a screen of another helper cannot break these tests."""


@dataclass
class Told:
    """What a page said and where it went."""

    toasts: list[tuple[str, str | None]] = field(default_factory=list)
    troubles: list[Exception] = field(default_factory=list)
    went: list[tuple[str, dict[str, object]]] = field(default_factory=list)

    def toast(self, text: str, undo_change_id: str | None = None) -> None:
        self.toasts.append((text, undo_change_id))

    def hint(self, text: str) -> None:
        self.toast(text)

    def trouble(self, error: Exception) -> None:
        self.troubles.append(error)

    def to(self, page: str, **params: object) -> None:
        self.went.append((page, params))

    def back(self) -> None:
        self.went.append(("back", {}))


@dataclass
class Desk:
    """The services of a page and what came of them."""

    services: Services
    told: Told
    dialogs: RecordingDialogs


def own_capabilities() -> tuple[Capability, ...]:
    return tuple(each for each in CAPABILITIES if each.name in NO_HOOKS)


def desk(house: House, folder: Path, level: AccessLevel = AccessLevel.ONE) -> Desk:
    """A desk for one user; level 2 holds the general key only."""
    held = house.vault.keys.held if level is AccessLevel.ONE else frozenset({Compartment.GENERAL})
    keys = VaultKeys({one: house.vault.keys.key(one) for one in held})
    actor = Actor(house.vault.actor.slot_id, house.vault.actor.role, level)

    def open_session(read_only: bool) -> Session:
        return Session(
            house.vault.paths,
            keys,
            catalogue=CATALOGUE,
            clock=house.clock,
            actor=actor,
            publish=lambda _: None,
            read_only=read_only,
        )

    jobs: InlineJobs[Session] = InlineJobs(open_session)
    told, dialogs = Told(), RecordingDialogs()
    services = Services(
        jobs=jobs,
        clock=house.clock,
        catalogue=CATALOGUE,
        say=told,
        go=told,
        dialogs=dialogs,
        settings=DeviceSettings(folder / "device.ini"),
        vault=VaultFacts("Eastmere", "id", practice=True, actor=actor, folder=house.vault.folder),
        capabilities=own_capabilities(),
    )
    return Desk(services, told, dialogs)


def stop(one: Desk) -> None:
    one.services.jobs.stop()


def words_of(widget: Any) -> str:
    """Every word on a widget that is not hidden."""
    QApplication.processEvents()
    shown = [one for one in widget.findChildren(QLabel) if one.isVisibleTo(widget)]
    pressed = [one for one in widget.findChildren(QAbstractButton) if one.isVisibleTo(widget)]
    return "\n".join(one.text() for one in (*shown, *pressed))
