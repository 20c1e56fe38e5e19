"""The button that saves the planned reviews as a calendar file which names nobody (003-6.6)."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from coordinator_app.reviews.leaving_calendar import CalendarMade, make_calendar, save_calendar
from coordinator_app.services import Services
from coordinator_app.ui.bridge import guarded
from coordinator_app.ui.buttons import Button
from coordinator_app.ui.dialogs import kinds

if TYPE_CHECKING:
    from coordinator_app.store.session import Session

_WHY = "Days, times and places of reviews are about to leave the vault. Each is called Review, and nobody is named."


class CalendarOut(QObject):
    """Goes with its button, which rests while a file is made."""

    def __init__(self, services: Services, button: Button) -> None:
        super().__init__(button)
        self._services, self._button = services, button
        button.clicked.connect(self.start)

    def start(self) -> None:
        """Read the reviews, ask for the passphrase and the place, and write."""
        self._button.setEnabled(False)
        self._services.jobs.read(
            make_calendar, done=guarded(self, self._made), failed=guarded(self, self._failed)
        )

    def _made(self, made: CalendarMade) -> None:
        self._button.setEnabled(True)
        if not made.reviews:
            self._services.say.hint("No review is planned: nothing to save")
            return
        self._services.confirm(guarded(self, partial(self._ask_where, made)), _WHY)

    def _ask_where(self, made: CalendarMade) -> None:
        self._services.dialogs.save_file(
            "Save the calendar file",
            "reviews.ics",
            kinds("Calendar", "ics"),
            guarded(self, partial(self._save, made)),
        )

    def _save(self, made: CalendarMade, place: Path) -> None:
        def write(session: Session) -> Path:
            return save_calendar(session, place, made)

        self._services.jobs.write(
            write, done=guarded(self, partial(self._saved, made)), failed=guarded(self, self._failed)
        )

    def _saved(self, made: CalendarMade, place: Path) -> None:
        number = "1 review" if made.reviews == 1 else f"{made.reviews:,} reviews"
        left = "1 place names somebody and is" if made.without_place == 1 else ""
        left = left or (f"{made.without_place} places name somebody and are" if made.without_place else "")
        rest = f". {left} left out" if left else ""
        self._services.say.toast(f"Saved {number} as {place.name}{rest}")

    def _failed(self, error: Exception) -> None:
        self._button.setEnabled(True)
        self._services.say.trouble(error)
