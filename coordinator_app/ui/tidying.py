"""Who hears of a failure in what is done by the way: dropping a draft, noting that a record was looked at."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from coordinator_app.core.errors import Trouble


class Tells(Protocol):
    """The part of `services.say` that is needed here."""

    def trouble(self, error: Exception) -> None:
        """What happened, whether the data is safe, what to do; also for an error that is our bug."""


def only_faults(say: Tells) -> Callable[[Exception], None]:
    """For `failed`: what may fail for a reason outside of us is not said, since the user's own words are kept.

    "The disk is full" after something was kept would read as if it had not been. A fault of ours is still reported.
    """

    def failed(error: Exception) -> None:
        if not isinstance(error, Trouble):
            say.trouble(error)

    return failed
