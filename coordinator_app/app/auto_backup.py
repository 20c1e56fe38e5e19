"""Makes a backup by itself when the newest is over 20 hours old and nobody is typing (decision 17).

It goes into the vault's own backups/ folder; a backup on another drive is made from Settings.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from coordinator_app.core.clock import Clock
from coordinator_app.jobs.jobs import InTask, Job, Jobs, Progress
from coordinator_app.store import backup, ballast
from coordinator_app.store.session import Session
from coordinator_app.store.vault import OpenVault
from coordinator_app.ui.bridge import guarded

LOOK_MINUTES = 10
QUIET_SECONDS = 60
"""So long nobody has typed or clicked: copying competes with nothing."""


class AutoBackup(QObject):
    """Looks now and then. `idle_seconds` says how long nobody has used the window; `told` hears of the outcome.

    While long work is under way (`busy`) it waits: a pack of gigabytes would be copied half-built, and what a copy takes
    of memory and of the disk would be had beside what the pack takes.

    `told(None)` after a backup, `told(error)` the first time that one fails: once in a session is enough.
    """

    def __init__(
        self,
        vault: OpenVault,
        jobs: Jobs[Session],
        clock: Clock,
        *,
        idle_seconds: Callable[[], float],
        busy: Callable[[], bool],
        told: Callable[[Exception | None], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._vault, self._jobs, self._clock = vault, jobs, clock
        self._idle_seconds, self._busy, self._told = idle_seconds, busy, told
        self._job: Job[None] | None = None
        self._complained = False
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MINUTES * 60 * 1000)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Begin to look now and then."""
        self._timer.start()

    def look(self) -> None:
        """Make a backup if one is due, nobody is busy and none is being made."""
        if self._job is not None or self._busy() or self._idle_seconds() < QUIET_SECONDS:
            return
        self._job = self._jobs.task(
            self._back_up, done=guarded(self, self._done), failed=guarded(self, self._failed)
        )

    def _back_up(self, task: InTask) -> None:
        inside = self._vault.folder / backup.LOCAL
        if not self._vault.header.practice:
            ballast.ensure(self._vault.folder)  # it may have been given up on a full disk
        if not backup.is_due(inside, self._clock.now()):
            return
        backup.back_up(
            self._vault,
            progress=lambda done, total, words: task.tell(Progress(done, total, words)),
            cancelled=task.cancelled,
        )
        backup.thin(inside, self._clock.now())

    def _done(self, _nothing: None) -> None:
        self._job = None
        self._told(None)

    def _failed(self, error: Exception) -> None:
        self._job = None
        if not self._complained:
            self._complained = True
            self._told(error)
