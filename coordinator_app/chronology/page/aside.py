"""Says above the box that an entry could not be kept while the next one is typed, and leads back to it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from coordinator_app.chronology.model import Category
from coordinator_app.chronology.page.keeping import Typed
from coordinator_app.core.dates import say
from coordinator_app.ui import layout
from coordinator_app.ui.announce import announce
from coordinator_app.ui.buttons import button
from coordinator_app.ui.notes import Note

BACK = "Go back to it"


class AsideNote(QWidget):
    """Nothing to be seen as long as nothing lies aside. `wanted` with what the user goes back to, the oldest first."""

    wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Entries that are not saved yet")
        self._lines = layout.column(self, space=0)
        self._lying: dict[str, tuple[Typed, str]] = {}
        self.hide()

    def add(self, typed: Typed, why: str) -> None:
        """This could not be kept, for this reason ("" if that was said on another day)."""
        self._lying[typed.key] = (typed, why)
        self._show()

    def take(self, key: str) -> None:
        """This lies aside no longer."""
        if self._lying.pop(key, None) is not None:
            self._show()

    def _show(self) -> None:
        layout.clear(self._lines)
        self.setVisible(bool(self._lying))
        if not self._lying:
            return
        typed, why = next(iter(self._lying.values()))
        back = button(BACK, small=True, accessible=f"{BACK}: {told(typed.body)}")
        back.clicked.connect(lambda _on=False: self.wanted.emit(typed))
        lead, text = self._words(typed, why)
        self._lines.addWidget(Note("over", lead, text, back))
        announce(self, f"{lead} {text}", assertive=True)

    def _words(self, typed: Typed, why: str) -> tuple[str, str]:
        number = len(self._lying)
        lead = "An entry is not saved yet." if number == 1 else f"{number} entries are not saved yet."
        return lead, " ".join(part for part in (f"{told(typed.body)}.", why, "Its words are kept.") if part)


def told(body: Mapping[str, object]) -> str:
    """Which entry it is, without a word of it: "Behaviour, 24 November 2026"."""
    category = str(body.get("category") or "")
    day = str(body.get("happened_on") or "")
    parts = (Category(category).label if category else "Entry", say(date.fromisoformat(day)) if day else "")
    return ", ".join(part for part in parts if part)
