"""Fills the palette from the capabilities: each is asked on a reader, again a moment after records change."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from coordinator_app.core.changes import ChangeSet
from coordinator_app.hooks import PaletteEntry
from coordinator_app.jobs.jobs import Jobs
from coordinator_app.ui.bridge import guarded
from coordinator_app.ui.one_by_one import Reads
from coordinator_app.ui.palette import Indexed, PaletteContents, indexed

Source = Callable[[Any], Sequence[PaletteEntry]]
TextsToEntries = Callable[[Any, str], Sequence[PaletteEntry]]
_PAUSE = 400  # ms


class PaletteSources(QObject):
    """`sources` maps a capability's name to its function of a session, `kinds` to the kinds of record that it shows.

    They are asked by `one_by_one`, one after the other. `texts(session, typed)` searches the texts at once, or is None. Emits `filled` when a capability has answered.
    """

    filled = Signal()

    def __init__(
        self,
        contents: PaletteContents,
        jobs: Jobs[Any],
        one_by_one: Reads,
        sources: Mapping[str, Source],
        kinds: Mapping[str, frozenset[str]],
        texts: TextsToEntries | None = None,
    ) -> None:
        super().__init__()
        self._contents, self._jobs, self._one_by_one = contents, jobs, one_by_one
        self._sources, self._kinds, self._texts = dict(sources), dict(kinds), texts
        self._stale: set[str] = set()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self._read_stale)

    def changed(self, change_set: ChangeSet) -> None:
        """Ask the capabilities whose records changed again, soon."""
        stale = {name for name in self._sources if change_set.kinds & self._kinds.get(name, frozenset())}
        if stale:
            self._stale |= stale
            self._pause.start()

    def read(self) -> None:
        """Ask every capability now."""
        self._stale = set(self._sources)
        self._read_stale()

    def search_texts(self, typed: str, show: Callable[[Sequence[PaletteEntry]], None]) -> None:
        """Search the texts on a reader and hand over what was found; a failure finds nothing."""
        texts = self._texts
        if texts is not None:
            self._jobs.read(
                lambda session: texts(session, typed), done=guarded(self, show), failed=_nothing_found
            )

    def _read_stale(self) -> None:
        names, self._stale = self._stale, set()
        for name in names:
            read = partial(_read, self._sources[name])
            self._one_by_one.read(read, done=guarded(self, partial(self._fill, name)))

    def _fill(self, name: str, entries: Indexed) -> None:
        self._contents.set_source(name, entries)
        self.filled.emit()


def _read(source: Source, session: Any) -> Indexed:
    return indexed(source(session))


def _nothing_found(_error: Exception) -> None:
    """The palette still shows names and actions; the text search of the page itself will say what is wrong."""
