"""Readers and a writer that answer when a test lets them: what only a busy machine shows, without a clock."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.referrals.page_desk import Desk


class Held:
    """What was done and is not told yet, in the order of asking: how to tell it, and how to say that it failed."""

    def __init__(self, desk: Desk, monkeypatch: pytest.MonkeyPatch, kind: str = "read") -> None:
        self.told: list[tuple[Callable[[], object], Callable[[Exception], object]]] = []
        self._do = getattr(desk.services.jobs, kind)
        monkeypatch.setattr(desk.services.jobs, kind, self._hold)

    def _hold(self, work: Any, *, done: Any = None, failed: Any = None) -> None:
        def keep(tell: Callable[[], object]) -> None:
            self.told.append((tell, failed))

        self._do(
            work,
            done=lambda answer: keep(lambda: done(answer) if done else None),
            failed=lambda error: keep(lambda: failed(error)),
        )

    def answer(self) -> None:
        """Tell everything, also what is asked in answer to it."""
        while self.told:
            tell, _failed = self.told.pop(0)
            tell()

    def fail(self, error: Exception) -> None:
        """All of it failed."""
        waiting, self.told = self.told, []
        for _tell, failed in waiting:
            failed(error)
