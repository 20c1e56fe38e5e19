"""Asks for the passphrase again, at most every 15 minutes (decision 20; security.md, the unlocked laptop)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from PySide6.QtWidgets import QDialog

from coordinator_app.core.clock import Clock
from coordinator_app.jobs.jobs import Jobs
from coordinator_app.ui.confirm_passphrase import ConfirmPassphrase
from coordinator_app.ui.dialogs import Dialogs

HOLDS = timedelta(minutes=15)


class PassphraseAgain:
    """Implements `services.Confirmation`. `check` raises WrongPassphrase or MustWait, and takes as long as an unlock.

    The unlock itself does not count: whoever finds the laptop unlocked has typed nothing.
    """

    def __init__(self, check: Callable[[str], None], jobs: Jobs[Any], dialogs: Dialogs, clock: Clock) -> None:
        self._check, self._jobs, self._dialogs, self._clock = check, jobs, dialogs, clock
        self._at: datetime | None = None

    @property
    def fresh(self) -> bool:
        """Whether it was typed in the last 15 minutes; a clock put back makes it asked for again."""
        return self._at is not None and timedelta() <= self._clock.now() - self._at < HOLDS

    def __call__(self, then: Callable[[], None], why: str) -> None:
        """Go on at once while it holds, else ask first; Cancel leaves everything as it is."""
        if self.fresh:
            then()
            return
        box = ConfirmPassphrase(why, self._try)
        self._dialogs.show(box, _if_accepted(then))

    def forget(self) -> None:
        """Ask again the next time, as after every lock."""
        self._at = None

    def attempt(
        self, typed: str, done: Callable[[object], None], failed: Callable[[Exception], None]
    ) -> object:
        """Have it checked, as an unlock would: nothing is opened by it for the next 15 minutes."""
        return self._jobs.task(lambda _in_task: self._check(typed), done=done, failed=failed)

    def _try(self, typed: str, done: Callable[[object], None], failed: Callable[[Exception], None]) -> object:
        def right(nothing: object) -> None:
            self._at = self._clock.now()
            done(nothing)

        return self.attempt(typed, right, failed)


def _if_accepted(then: Callable[[], None]) -> Callable[[int], None]:
    def closed(result: int) -> None:
        if result == QDialog.DialogCode.Accepted:
            then()

    return closed
