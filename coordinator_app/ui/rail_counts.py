"""Keeps the counts of the menu true: read on a reader at the start and a moment after records change."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer

from coordinator_app.core.changes import ChangeSet
from coordinator_app.hooks import RailCount
from coordinator_app.ui.bridge import guarded
from coordinator_app.ui.one_by_one import Reads
from coordinator_app.ui.rail_model import RailModel

Count = Callable[[Any], RailCount | None]
_PAUSE = 250  # ms: an import of a thousand records counts once


class RailCounts(QObject):
    """`counts` maps a page's name to a function of a session."""

    def __init__(self, model: RailModel, jobs: Reads, counts: Mapping[str, Count]) -> None:
        super().__init__(model)
        self._model, self._jobs, self._counts = model, jobs, dict(counts)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self.read)

    def changed(self, _change_set: ChangeSet) -> None:
        """Records have changed: count again soon."""
        self._pause.start()

    def read(self) -> None:
        """Count now, each item on its own, so that one that fails leaves the others."""
        for name, count in self._counts.items():
            self._read_one(name, count)

    def _read_one(self, name: str, count: Count) -> None:
        show = guarded(self, partial(self._model.set_count, name))
        self._jobs.read(count, done=show, failed=lambda _error: show(None))
