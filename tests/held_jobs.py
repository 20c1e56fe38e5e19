"""Jobs that are done at once and answer when the test says so: what a user does in the meantime comes first."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

import pytest


class HeldBack:
    """Holds back the answers of one kind of job; what is asked is done at the moment at which it is asked."""

    def __init__(
        self,
        jobs: Any,
        monkeypatch: pytest.MonkeyPatch,
        what: Literal["read", "write", "long_write", "child", "task"],
    ) -> None:
        self._come: list[Callable[[], object]] = []
        self._honest = getattr(jobs, what)
        self.asked = 0
        monkeypatch.setattr(jobs, what, self._hold)

    def _hold(self, *work: Any, done: Any = None, failed: Any = None, **more: Any) -> Any:
        self.asked += 1

        def came(answer: Any) -> None:
            if done is not None:
                self._come.append(lambda: done(answer))

        def not_come(error: Exception) -> None:
            assert failed is not None, "nobody hears of this failure"
            self._come.append(lambda: failed(error))

        return self._honest(*work, done=came, failed=not_come, **more)

    def take(self) -> list[Callable[[], object]]:
        """The answers that wait; they are told by nobody else."""
        taken, self._come = self._come, []
        return taken

    def let(self) -> None:
        """Tell what waits, and what is asked for by that."""
        while self._come:
            for one in self.take():
                one()
