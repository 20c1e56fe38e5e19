"""Reads what every capability has for Today, each by itself, and tells once all is there, or so far after a moment."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer

from coordinator_app.jobs.jobs import Jobs
from coordinator_app.today.actions import Part, idle_minutes, read_part
from coordinator_app.ui.bridge import guarded

_SOON = 150
"""Milliseconds: who comes later is waited for no longer. Among many thousand pupils the first reading takes a second."""


class Gathering(QObject):
    """`hooks` are (capability, "module:function"); `told` is called with what has come, in the order of the hooks.

    Changes in between are read once more at the end, not each by itself.
    """

    def __init__(
        self,
        jobs: Jobs[Any],
        hooks: tuple[tuple[str, str], ...],
        told: Callable[[], None],
        trouble: Callable[[Exception], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._jobs, self._hooks, self._tell, self._trouble = jobs, hooks, told, trouble
        self._came: dict[str, Part] = {}
        self._left: set[str] = set()
        self._again = False
        self.minutes = 0
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SOON)
        self._soon.timeout.connect(self._tell)

    @property
    def parts(self) -> tuple[Part, ...]:
        """What is known now; while it is read again, what was known before."""
        return tuple(self._came[name] for name, _ in self._hooks if name in self._came)

    @property
    def missing(self) -> bool:
        """Whether something has never come yet."""
        return len(self._came) < len(self._hooks)

    def read(self) -> None:
        """Read all of it now, or once more when the reading under way has ended."""
        if self._left:
            self._again = True
            return
        self._left = {name for name, _ in self._hooks} | {""}
        self._jobs.read(
            idle_minutes,
            done=guarded(self, self._timed),
            failed=guarded(self, partial(self._failed, "")),
        )
        for name, hook in self._hooks:
            self._jobs.read(
                partial(_part, name, hook),
                done=guarded(self, self._one),
                failed=guarded(self, partial(self._failed, name)),
            )
        if self._left:
            self._soon.start()

    def _timed(self, minutes: int) -> None:
        self.minutes = minutes
        self._settle("")

    def _one(self, part: Part) -> None:
        self._came[part.name] = part
        self._settle(part.name)

    def _failed(self, name: str, error: Exception) -> None:
        """One that fails leaves the others; what it had before may no longer be true."""
        if name:
            self._came[name] = Part(name, None)
        self._trouble(error)
        self._settle(name)

    def _settle(self, name: str) -> None:
        self._left.discard(name)
        if self._left:
            return
        self._soon.stop()
        self._tell()
        if self._again:
            self._again = False
            self.read()


def _part(name: str, hook: str, session: Any) -> Part:
    return read_part(session, name, hook)
