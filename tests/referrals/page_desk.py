"""Services for a page on a real vault: jobs at once, and a window that only writes down what it is told."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from coordinator_app.core.actor import Actor
from coordinator_app.core.changes import ChangeSet
from coordinator_app.core.privacy import LEVEL_COMPARTMENTS, AccessLevel
from coordinator_app.jobs.inline import InlineJobs
from coordinator_app.registry import CAPABILITIES, CATALOGUE
from coordinator_app.services import Services, VaultFacts
from coordinator_app.store.keys import VaultKeys
from coordinator_app.store.session import Session
from coordinator_app.ui.device_settings import DeviceSettings
from coordinator_app.ui.page import Page
from tests.ui.recording import RecordingDialogs
from tests.vaults import House


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
    """The services of a page, what came of them, and the pages that hear of changes."""

    services: Services
    told: Told
    dialogs: RecordingDialogs
    pages: list[Page] = field(default_factory=list)

    def changed(self, change_set: ChangeSet) -> None:
        for page in self.pages:
            page.records_changed(change_set.kinds)


def desk(house: House, folder: Path, level: AccessLevel = AccessLevel.ONE) -> Desk:
    """A desk for one user; a lower level holds fewer keys."""
    held = LEVEL_COMPARTMENTS[level]
    keys = VaultKeys({one: house.vault.keys.key(one) for one in held})
    actor = Actor(house.vault.actor.slot_id, house.vault.actor.role, level)
    made: list[Desk] = []

    def publish(changes: ChangeSet) -> None:
        made[0].changed(changes)

    def open_session(read_only: bool) -> Session:
        return Session(
            house.vault.paths,
            keys,
            catalogue=CATALOGUE,
            clock=house.clock,
            actor=actor,
            publish=publish,
            read_only=read_only,
        )

    jobs: InlineJobs[Session] = InlineJobs(open_session, in_process=True)
    told, dialogs = Told(), RecordingDialogs()
    services = Services(
        jobs=jobs,
        clock=house.clock,
        catalogue=CATALOGUE,
        say=told,
        go=told,
        dialogs=dialogs,
        settings=DeviceSettings(folder / "window.ini"),
        vault=VaultFacts("Eastmere", "v1", True, actor, house.vault.folder),
        capabilities=CAPABILITIES,
    )
    made.append(Desk(services, told, dialogs))
    return made[0]
