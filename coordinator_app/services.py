"""What a page is handed: the jobs, the clock, the catalogue, and how to say, ask and go somewhere.

Pages and tests need nothing else; the composition root (`app.py`) fills it. The types of the window are named
for the type checker only, so that the command line can read this module without Qt.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from coordinator_app.core.actor import Actor
from coordinator_app.core.catalogue import Catalogue
from coordinator_app.core.clock import Clock
from coordinator_app.core.privacy import LEVEL_COMPARTMENTS, Compartment
from coordinator_app.jobs.jobs import Jobs

if TYPE_CHECKING:
    from coordinator_app.registry import Capability
    from coordinator_app.store.session import Session
    from coordinator_app.ui.device_settings import DeviceSettings
    from coordinator_app.ui.dialogs import Dialogs


class Say(Protocol):
    """Tells the user what has happened."""

    def toast(self, text: str, undo_change_id: str | None = None) -> None:
        """A strip of up to 60 characters; with the id of a change it carries Undo."""

    def trouble(self, error: Exception) -> None:
        """What happened, whether the data is safe, what to do; also for an error that is our bug."""


class Navigator(Protocol):
    """Goes from page to page."""

    def to(self, page: str, **params: object) -> None:
        """Open a page by its name and hand it `params`."""

    def back(self) -> None:
        """Go back to the page before."""


@dataclass(frozen=True, slots=True)
class VaultFacts:
    """What a page may know of the open vault. `folder` is for backups and the restart, never for the screen's title."""

    title: str
    vault_id: str
    practice: bool
    actor: Actor
    folder: Path

    def holds(self, compartment: Compartment) -> bool:
        """Whether the one who unlocked may open this compartment (004-14)."""
        return compartment in LEVEL_COMPARTMENTS[self.actor.level]


def _nothing() -> None:
    """Nothing to lock, in tests of single pages."""


@dataclass(frozen=True, slots=True)
class Services:
    """Handed to every page and editor.

    `undo(change_id)` of a toast goes through `jobs`; `lock` locks the vault at once. `capabilities` are the
    registry's, for the pages that show what others bring (pupil tabs, settings pages, due items).
    """

    jobs: Jobs[Session]
    clock: Clock
    catalogue: Catalogue
    say: Say
    go: Navigator
    dialogs: Dialogs
    settings: DeviceSettings
    vault: VaultFacts
    capabilities: tuple[Capability, ...] = ()
    lock: Callable[[], None] = field(default=_nothing)
