"""What the screens before the unlock ask of the vault; the composition root answers with the real store.

Slow things (deriving a key) are asked through a `Runner`, which works on a thread and calls back on the
window's thread.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from coordinator_app.core.kept_backups import Where
from coordinator_app.ui.glance import Glance
from coordinator_app.ui.restore.door import RestoreDoor

__all__ = ["Done", "Door", "Failed", "Glance", "MadeVault", "NewVault", "Office", "Runner", "Strength"]

Done = Callable[[Any], None]
Failed = Callable[[Exception], None]


class Runner(Protocol):
    """Runs work off the window's thread."""

    def __call__(self, work: Callable[[], Any], done: Done, failed: Failed) -> None:
        """Do `work`; then call `done` with its result or `failed` with its error, on the window's thread."""


@dataclass(frozen=True, slots=True)
class Strength:
    """How strong a passphrase is: step 1 to 4, a word, the reason, and whether it may be used."""

    step: int
    word: str
    reason: str
    accepted: bool


@dataclass(frozen=True, slots=True)
class NewVault:
    """What the user chose for a vault to be made; `folder` ends ".vault"."""

    title: str
    folder: Path
    passphrase: str


@dataclass(frozen=True, slots=True)
class MadeVault:
    """A vault just made: open, with its recovery key as it is printed."""

    vault: object
    recovery_key: str


@dataclass(frozen=True, slots=True)
class Office:
    """One whose passphrase the recovery key may replace: the id of the slot, and its role in words."""

    slot_id: str
    words: str


class Door(RestoreDoor, Protocol):
    """The vault as seen from outside. Every method may raise Trouble; those marked slow go through a Runner."""

    def look(self, folder: Path) -> Glance:
        """Read what is not secret."""

    def unlock(self, folder: Path, passphrase: str) -> object:
        """Open it with the passphrase (slow)."""

    def unlock_with_recovery(self, folder: Path, typed: str) -> object:
        """Open it with the recovery key (slow)."""

    def mend_header(self, folder: Path, passphrase: str) -> None:
        """Put the good copy of the header in place of the damaged one (slow)."""

    def offices(self, vault: object) -> tuple[Office, ...]:
        """After a recovery key, whose passphrase may be replaced; this one then acts as that one. Else empty."""

    def set_passphrase(self, vault: object, old: str | None, new: str, slot_id: str | None = None) -> None:
        """Give the unlocked slot a new passphrase (slow); `old` is None after a recovery key.

        `slot_id` is then one of `offices`; None is the first.
        """

    def must_change(self, vault: object) -> bool:
        """Whether the vault was opened by a one-time passphrase, which has to be changed now."""

    def folder_of(self, vault: object) -> Path:
        """The folder of an open vault."""

    def give_up(self, vault: object) -> None:
        """Close a vault that was opened and will not be used."""

    def wrong_groups(self, typed: str) -> tuple[int, ...]:
        """The groups (from 1) of a recovery key that hold a slip; empty for one that could be right."""

    def judge(self, passphrase: str) -> Strength:
        """How strong a passphrase is."""

    def suggest(self) -> str:
        """Five random words."""

    def place_trouble(self, folder: Path) -> str:
        """Why a vault should not live in this folder, and what to do, or ""."""

    def create(self, plan: NewVault) -> MadeVault:
        """Make the vault and open it (slow)."""

    def lacks_recovery_key(self, vault: object) -> bool:
        """Whether the printed key was never typed back: nothing real may be typed before that."""

    def new_recovery_key(self, vault: object) -> str:
        """A fresh key as printed, in place of the one before."""

    def confirm_recovery(self, vault: object, typed: str) -> None:
        """Note that the printed key was typed back; WrongRecoveryKey if it is not the vault's."""

    def print_recovery_key(self, title: str, key: str, done: Done, failed: Failed) -> None:
        """Print the one page with the key and its fill-in lines; calls back on the window's thread."""

    def back_up(self, vault: object, target: Path) -> Where:
        """Write and verify a first backup into a folder and say where that lies (slow)."""
