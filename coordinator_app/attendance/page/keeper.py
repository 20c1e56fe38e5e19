"""Keeps what is typed into grids: the row that was left, all of it on leaving or Ctrl+S, a draft of the rest."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from coordinator_app.attendance import drafts
from coordinator_app.attendance.actions import Typed, WeekKey, Weeks
from coordinator_app.attendance.sheet import Sheet, Spot
from coordinator_app.core.changes import Saved
from coordinator_app.core.errors import Cancelled
from coordinator_app.services import Services
from coordinator_app.ui.bridge import either, guarded
from coordinator_app.ui.kept_at_lock import KeptAtLock

AFTER_MS = 1_000
"""A draft is written a second after the last key; a flat battery takes no more than that."""
Sheets = Callable[[], Iterable[Sheet]]
Back = Callable[[], dict[str, Any]]
_SAVED = "Attendance saved"


class MarkKeeper(KeptAtLock):
    """`edited` after every change of a sheet, `save` when a row is left. `shown_anew` once the sheets stand otherwise.

    What is on its way is still typed until it was kept: if it could not be, it stays on the screen and in a draft.
    """

    shown_anew = Signal()

    def __init__(self, services: Services, sheets: Sheets, back: Back, parent: QWidget) -> None:
        super().__init__(parent)
        self._services, self._sheets, self._back = services, sheets, back
        self._drafted: set[Spot] = set()  # a draft may hold these, and this screen answers for them
        self._refused = False
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(AFTER_MS)
        self._wait.timeout.connect(self.draft)

    @property
    def unsaved(self) -> tuple[Typed, ...]:
        """What is typed in any of the sheets and not kept."""
        return tuple(one for sheet in self._sheets() for one in sheet.unsaved())

    def edited(self) -> None:
        """Something was typed: a draft of it soon."""
        self._wait.start()

    def save(self, but: WeekKey | None = None) -> None:
        """Keep what is typed; without the row in which the cursor stands, if one is given."""
        sheets = tuple(self._sheets())
        wanted = tuple(one for sheet in sheets for one in sheet.unsaved(but))
        if not wanted:
            return
        for sheet in sheets:
            sheet.sent(wanted)
        rest = tuple(one for sheet in sheets for one in sheet.unsaved() if one.key == but)
        self._drafted |= drafts.spots_of((*wanted, *rest))
        gone, back = tuple(self._drafted), self._back()

        self._services.jobs.write(
            lambda session: drafts.keep_typed(session, wanted, rest, back, gone),
            done=either(self, partial(self._kept, wanted), self._told),
            failed=either(self, partial(self._not_kept, wanted), self._services.say.trouble),
        )

    def _told(self, saved: Saved[Weeks]) -> None:
        self._services.say.toast(_SAVED, saved.change_id)

    def _kept(self, wanted: tuple[Typed, ...], saved: Saved[Weeks]) -> None:
        self._refused = False
        for sheet in self._sheets():
            sheet.kept(wanted)
        self._told(saved)
        if not self.unsaved:
            self._drafted.clear()
            self._wait.stop()
        self.shown_anew.emit()

    def _not_kept(self, wanted: tuple[Typed, ...], error: Exception) -> None:
        for sheet in self._sheets():
            sheet.not_kept(wanted)
        self.shown_anew.emit()
        if isinstance(error, Cancelled):
            return
        self._services.say.trouble(error)
        self.draft()  # it stands on the screen; a draft keeps it there through a lock
        self._refused = True

    def draft(self) -> None:
        """Write what is typed and not kept as drafts, and let go those of which nothing is left.

        What is on its way is left as it lies: kept, it takes its draft with it; refused, it is drafted then.
        """
        sheets = tuple(self._sheets())
        typed = tuple(one for sheet in sheets for one in sheet.resting())
        self._drafted |= drafts.spots_of(typed)
        on_the_way = {spot for sheet in sheets for spot in sheet.on_the_way()} - drafts.spots_of(typed)
        self._write(typed, self._drafted - on_the_way)

    def _write(self, typed: tuple[Typed, ...], answered_for: Collection[Spot]) -> None:
        self._wait.stop()
        if not answered_for:
            return
        gone, back = tuple(answered_for), self._back()

        self._services.jobs.write(
            lambda session: drafts.keep_drafts(session, typed, back, gone),
            failed=guarded(self, self._not_drafted),
        )

    def _not_drafted(self, error: Exception) -> None:
        """Said once; it is tried again with the next key."""
        if not self._refused and not isinstance(error, Cancelled):
            self._refused = True
            self._services.say.trouble(error)

    def put_back(self, found: Iterable[Typed]) -> bool:
        """Put back what was typed before and never kept; whether any was.

        What belongs to a place or week that is not shown stays in its draft, for the screen that shows it.
        """
        waiting = tuple(found)
        shown = {row.key for sheet in self._sheets() for row in sheet.rows}
        self._drafted |= drafts.spots_of(one for one in waiting if one.key in shown)
        some = [sheet.put_back(waiting) for sheet in self._sheets()]
        return any(some)

    def keep_at_lock(self) -> None:
        """What was typed is kept as it stands; if that is refused, as a draft: the draft goes to the writer first."""
        typed = self.unsaved
        if typed:
            self._drafted |= drafts.spots_of(typed)
            self._write(typed, self._drafted)
            self.save()
