"""What a page is handed: the jobs, the clock, the catalogue, and how to say, ask and go somewhere.

Pages and tests need nothing else; the composition root (`app.py`) fills it. The types of the window are named
for the type checker only, so that the command line can read this module without Qt.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from coordinator_app.core.actor import Actor
from coordinator_app.core.catalogue import Catalogue
from coordinator_app.core.clock import Clock
from coordinator_app.core.kept_backups import KeptBackup, Where
from coordinator_app.core.privacy import LEVEL_COMPARTMENTS, Compartment
from coordinator_app.core.restoring import BackupSeen, Checked
from coordinator_app.core.vault_health import HealthCheck, WholeCheck
from coordinator_app.jobs.jobs import InTask, Jobs
from coordinator_app.jobs.under_way import UnderWay

if TYPE_CHECKING:
    from coordinator_app.registry import Capability
    from coordinator_app.store.session import Session
    from coordinator_app.ui.device_settings import DeviceSettings
    from coordinator_app.ui.dialogs import Dialogs
    from coordinator_app.ui.door import Strength


class Say(Protocol):
    """Tells the user what has happened."""

    def toast(self, text: str, undo_change_id: str | None = None) -> None:
        """A strip of up to 60 characters that says what was done; with the id of a change it carries Undo."""

    def hint(self, text: str) -> None:
        """The same strip without the tick, for what was not done: what is wanted first, or has to be waited for."""

    def trouble(self, error: Exception) -> None:
        """What happened, whether the data is safe, what to do; also for an error that is our bug."""


class Navigator(Protocol):
    """Goes from page to page."""

    def to(self, page: str, /, **params: object) -> None:
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
    roles: Mapping[str, str] = field(default_factory=dict)
    """The office of each slot, by its id: "Co-ordinator"."""

    def holds(self, compartment: Compartment) -> bool:
        """Whether the one who unlocked may open this compartment (004-14)."""
        return compartment in LEVEL_COMPARTMENTS[self.actor.level]


@dataclass(frozen=True, slots=True)
class BackupTaken:
    """A finished backup: its folder and when it was made (UTC)."""

    folder: Path
    made_at: datetime


class VaultKeeper(Protocol):
    """What Settings may do with the vault's own files; every method takes long and belongs on `jobs.task`."""

    def backups(self) -> tuple[BackupTaken, ...]:
        """The backups in the vault's own folder, newest first."""

    def elsewhere(self) -> tuple[KeptBackup, ...]:
        """What the vault remembers of backups outside of its folder, newest first, and which are there now."""

    def back_up(self, target: Path | None, task: InTask) -> Where:
        """Make a verified backup in the vault's own folder or in `target`, telling `task` how far it is.

        One outside of the vault's folder is remembered. VaultPlaceUnsafe refuses a target inside it.
        """

    def test(self, folder: Path) -> WholeCheck:
        """Open a backup with the keys held and read every page and its audit; what is wrong, empty if all is well."""

    def find_backups(self, chosen: Path) -> tuple[BackupSeen, ...]:
        """The backups in, under or at a folder, newest first; VaultMissing if there is none."""

    def check(self, folder: Path, task: InTask) -> Checked:
        """Open a backup with the keys held, read all of it, and say what it holds beside what there is now."""

    def restore_copy(self, folder: Path, target: Path, task: InTask) -> Path:
        """Restore a backup as a copy to look at, in a folder that is not there yet; the vault stays as it is."""

    def health(self) -> tuple[HealthCheck, ...]:
        """What keeps the vault safe beside its own lock, each with what to do about it."""

    def check_vault(self) -> WholeCheck:
        """Read every page of the open vault and its audit; what is wrong with either, empty if all is well."""

    def make_room(self) -> bool:
        """Give up what is kept aside for a full disk, so that the next save finds room; whether that freed any."""

    def kinds(self) -> Mapping[str, str]:
        """The kinds of record that are counted, with their words in the plural; at once."""

    def place_trouble(self, folder: Path) -> str:
        """Why a vault should not live in this folder, and what to do, or ""; at once."""

    def change_passphrase(self, old: str, new: str) -> None:
        """Give this user a new passphrase. WrongPassphrase, MustWait, InvalidInput."""

    def judge(self, passphrase: str) -> Strength:
        """How strong a passphrase is; at once."""

    def suggest(self) -> str:
        """Five random words; at once."""


class Confirmation(Protocol):
    """Asks for the passphrase again before exports, packs and guarded entries, at most every 15 minutes (decision 20)."""

    @property
    def fresh(self) -> bool:
        """Whether it was typed again in the last 15 minutes: only then are guarded words shown."""

    def __call__(self, then: Callable[[], None], why: str) -> None:
        """Do `then` once the passphrase was typed; `why` is a sentence, such as "A pack leaves the vault."."""


class Unasked:
    """Goes straight on, in tests of single pages."""

    fresh = True

    def __call__(self, then: Callable[[], None], why: str) -> None:  # noqa: ARG002  (nothing is asked)
        """Do it."""
        then()


def _nothing() -> None:
    """Nothing to lock, in tests of single pages."""


@dataclass(frozen=True, slots=True)
class Services:
    """Handed to every page and editor.

    `undo(change_id)` of a toast goes through `jobs`; `lock` locks the vault at once. `capabilities` are the
    registry's, for the pages that show what others bring (pupil tabs, settings pages, due items). `keeper` is there
    where the window can reach the vault's files. `confirm(then, why)` asks for the passphrase again. What is begun with
    `under_way` is not ended by a lock that comes because nobody uses the window.
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
    keeper: VaultKeeper | None = None
    confirm: Confirmation = field(default_factory=Unasked)
    under_way: UnderWay = field(default_factory=UnderWay)
