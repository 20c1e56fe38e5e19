"""The real vault behind the screens that come before the unlock."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

from coordinator_app.app import restoring
from coordinator_app.core.answers import Answered, read_answer
from coordinator_app.core.clock import Clock
from coordinator_app.core.dates import say
from coordinator_app.core.kept_backups import Where
from coordinator_app.core.page_images import PagesShown, PagesWanted
from coordinator_app.core.print_order import Printed, PrintHead, PrintOrder
from coordinator_app.core.privacy import AccessLevel
from coordinator_app.core.restoring import BackupSeen
from coordinator_app.jobs.jobs import InTask, Jobs
from coordinator_app.store import backup_list, header, passphrases, recovery_key, vault
from coordinator_app.store.kept_backups import KeptBackups
from coordinator_app.store.restore import Purpose
from coordinator_app.store.slots import SlotKind
from coordinator_app.store.vault import OpenVault
from coordinator_app.ui.dialogs import Dialogs
from coordinator_app.ui.door import Done, Failed, Glance, MadeVault, NewVault, Office, Strength
from coordinator_app.ui.paper import DPI, print_pages
from coordinator_app.ui.restore.door import OpenedBackup, Stop, Watcher

ROLE = "Co-ordinator"


class StoreDoor:
    """Implements `ui.door.Door`. `state` is the folder of per-user state, None for the system's own."""

    def __init__(self, clock: Clock, jobs: Jobs[Any], dialogs: Dialogs, *, state: Path | None = None) -> None:
        self._clock, self._jobs, self._dialogs, self._state = clock, jobs, dialogs, state

    def look(self, folder: Path) -> Glance:
        """Read what is not secret; from the copy of the header where the header itself cannot be read.

        The unlock then finds out whether the copy is good, and the lock screen offers to put it in its place.
        """
        try:
            said = vault.read_header(folder)
        except header.HeaderAltered:
            copy = header.read_previous(folder)
            if copy is None:
                raise
            said = copy
        roles = dict.fromkeys(slot.role for slot in said.of_kind(SlotKind.PASSPHRASE))
        return Glance(said.title, tuple(roles), said.practice, said.practice_passphrase)

    def unlock(self, folder: Path, passphrase: str) -> object:
        """Open it with the passphrase."""
        return vault.unlock(folder, passphrase, clock=self._clock, state=self._state)

    def unlock_with_recovery(self, folder: Path, typed: str) -> object:
        """Open it with the recovery key."""
        return vault.unlock_with_recovery(folder, typed, clock=self._clock, state=self._state)

    def mend_header(self, folder: Path, passphrase: str) -> None:
        """Put the good copy of the header in place of the damaged one."""
        way = vault.Way(SlotKind.PASSPHRASE, passphrase)
        vault.repair_header(folder, way, clock=self._clock, state=self._state)

    def offices(self, opened: object) -> tuple[Office, ...]:
        """Whose passphrase the recovery key may replace; those of the same role are numbered."""
        found = _open(opened).offices
        roles = [slot.role for slot in found]
        return tuple(
            Office(
                slot.id, slot.role if roles.count(slot.role) == 1 else f"{slot.role}, user {_nth(roles, at)}"
            )
            for at, slot in enumerate(found)
        )

    def set_passphrase(self, opened: object, old: str | None, new: str, slot_id: str | None = None) -> None:
        """Give the unlocked slot a new passphrase, or that of the office that the recovery key acts for."""
        _open(opened).change_passphrase(old, new, slot_id=slot_id)

    def must_change(self, opened: object) -> bool:
        """Whether a one-time passphrase has to be changed now."""
        return _open(opened).must_change_passphrase

    def folder_of(self, opened: object) -> Path:
        """The folder of an open vault."""
        return _open(opened).folder

    def give_up(self, opened: object) -> None:
        """Close a vault that will not be used."""
        _open(opened).close()

    def wrong_groups(self, typed: str) -> tuple[int, ...]:
        """The groups of a recovery key that hold a slip."""
        return recovery_key.parse(typed).wrong

    def judge(self, passphrase: str) -> Strength:
        """How strong a passphrase is."""
        found = passphrases.judge(passphrase)
        return Strength(found.step, found.word, found.reason, found.accepted)

    def suggest(self) -> str:
        """Five random words."""
        return passphrases.suggest()

    def place_trouble(self, folder: Path) -> str:
        """Why a vault should not live in this folder, and what to do, or ""."""
        return restoring.place_trouble(folder)

    def create(self, plan: NewVault) -> MadeVault:
        """Make the vault and open it."""
        printed = vault.create_vault(
            plan.folder,
            title=plan.title,
            passphrase=plan.passphrase,
            role=ROLE,
            clock=self._clock,
            state=self._state,
        )
        return MadeVault(self.unlock(plan.folder, plan.passphrase), printed)

    def lacks_recovery_key(self, opened: object) -> bool:
        """Whether the printed key was never typed back; only whoever may open everything can make another."""
        return not _open(opened).header.recovery_confirmed and _open(opened).actor.level is AccessLevel.ONE

    def new_recovery_key(self, opened: object) -> str:
        """A fresh key in place of the one before."""
        return _open(opened).new_recovery_key()

    def confirm_recovery(self, opened: object, typed: str) -> None:
        """Note that the printed key was typed back."""
        _open(opened).confirm_recovery_key(typed)

    def back_up(self, opened: object, target: Path) -> Where:
        """Write and verify a first backup, remember it, and say where it lies."""
        return KeptBackups(_open(opened)).back_up(target)[0]

    def find_backups(self, chosen: Path) -> tuple[BackupSeen, ...]:
        """The backups in, under or at a folder, newest first."""
        return backup_list.find(chosen)

    def check_backup(self, folder: Path, typed: str, watch: Watcher, *, recovery: bool) -> Stop:
        """Open a backup with what was typed and read all of it."""

        def work(task: InTask) -> OpenedBackup:
            way = restoring.way_of(typed, recovery=recovery)
            key = restoring.open_backup(folder, way, self._clock, self._state)
            return OpenedBackup(key, restoring.check(folder, key.keys, task))

        return self._watched(work, watch)

    def restore_backup(self, opened: OpenedBackup, target: Path, watch: Watcher) -> Stop:
        """Restore it to work on with, in a folder that is not there yet."""
        key = cast("restoring.BackupKey", opened.key)
        restorer = restoring.Restorer(self._clock, self._state)
        folder = opened.checked.folder
        return self._watched(
            lambda task: restorer.restore(folder, target, key.keys, task, Purpose.ANEW).folder, watch
        )

    def open_restored(self, opened: OpenedBackup, folder: Path) -> object:
        """Open the restored vault the way its backup was opened."""
        way = cast("restoring.BackupKey", opened.key).way
        return vault.unlock_with(folder, way, clock=self._clock, state=self._state)

    def kinds(self) -> Mapping[str, str]:
        """The kinds of record that are counted, with their words."""
        return restoring.kinds()

    def last_written(self, folder: Path) -> datetime | None:
        """The newest of the times at which a vault's databases were written."""
        found = [path.stat().st_mtime for path in folder.glob("*.db*")]
        return datetime.fromtimestamp(max(found), UTC) if found else None

    def _watched(self, work: Callable[[InTask], Any], watch: Watcher) -> Stop:
        job = self._jobs.task(work, done=watch.done, failed=watch.failed, progress=watch.progress)
        return job.cancel

    def print_recovery_key(self, title: str, key: str, done: Done, failed: Failed) -> None:
        """Print the one page: made and drawn in a child process, sent to the printer from memory."""
        today = self._clock.today()
        order = PrintOrder(
            template="recovery-key",
            head=PrintHead(partnership=title, contact="", date=say(today)),
            values={"recovery_key": key, "vault_name": title, "made_on": say(today)},
        )
        self._jobs.child("print.form", order, done=self._draw(done, failed), failed=failed)

    def _draw(self, done: Done, failed: Failed) -> Callable[[Answered], None]:
        def drawn(answer: Answered) -> None:
            print_pages(read_answer(PagesShown, answer), self._dialogs, done, failed)

        def printed(answer: Answered) -> None:
            wanted = PagesWanted(read_answer(Printed, answer).pdf, dpi=DPI)
            self._jobs.child("print.pages", wanted, done=drawn, failed=failed)

        return printed


def _nth(roles: Sequence[str], at: int) -> int:
    return roles[: at + 1].count(roles[at])


def _open(opened: object) -> OpenVault:
    return cast("OpenVault", opened)
