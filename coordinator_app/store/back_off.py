"""Waiting after wrong passphrases: 1, 2, 4 … 60 seconds from the second failure (decision 20).

It only slows a person at the keyboard; a stolen file is protected by Argon2id and the passphrase alone.
"""

from __future__ import annotations

import math
from datetime import UTC, datetime, timedelta
from pathlib import Path

from coordinator_app.core.clock import Clock
from coordinator_app.core.errors import MustWait
from coordinator_app.store import state

LONGEST = 60


def delay(failures: int) -> int:
    """The seconds to wait after so many failures in a row."""
    return 0 if failures < 2 else min(LONGEST, 2 ** min(failures - 2, 6))


class BackOff:
    """The failures of one vault on this laptop; they survive a restart."""

    def __init__(self, vault_id: str, clock: Clock, folder: Path | None = None) -> None:
        self._vault_id, self._clock, self._folder = vault_id, clock, folder

    @property
    def failures(self) -> int:
        """How many tries in a row were wrong."""
        count = self._entry().get("failures", 0)
        return count if isinstance(count, int) else 0

    def seconds_left(self) -> int:
        """How long until the next try is let through; a clock put back makes it begin anew, and no longer."""
        wait, now = timedelta(seconds=delay(self.failures)), self._clock.now()
        if self._last() > now:
            # a failure noted while the clock was ahead would keep the rightful user out until that day
            self._note(self.failures)
        passed = now - min(self._last(), now)
        return max(0, math.ceil((wait - passed).total_seconds()))

    def demand(self) -> None:
        """Go on, or raise MustWait."""
        seconds = self.seconds_left()
        if seconds:
            raise MustWait(seconds)

    def failed(self) -> None:
        """Count a wrong try."""
        self._note(self.failures + 1)

    def _note(self, failures: int) -> None:
        entry = {"failures": failures, "last": self._clock.now().isoformat()}
        state.save(self._folder, state.BACK_OFF, self._vault_id, entry)

    def clear(self) -> int:
        """Forget the failures after a right try and return how many there were."""
        count = self.failures
        if count:
            state.save(self._folder, state.BACK_OFF, self._vault_id, {})
        return count

    def _entry(self) -> dict[str, object]:
        return state.load(self._folder, state.BACK_OFF, self._vault_id)

    def _last(self) -> datetime:
        try:
            last = datetime.fromisoformat(str(self._entry()["last"]))
        except (KeyError, ValueError):
            return datetime.min.replace(tzinfo=UTC)
        return last if last.tzinfo else last.replace(tzinfo=UTC)
