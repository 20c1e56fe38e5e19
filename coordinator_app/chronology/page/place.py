"""What a part that hangs on the chronology is handed; the lists of the parts are in `hanging.py`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtWidgets import QWidget

from coordinator_app.chronology.editor import EntryBox
from coordinator_app.chronology.view import Line
from coordinator_app.services import Services


@dataclass(frozen=True, slots=True)
class Place:
    """Whose chronology it is, how to have it read again, and the widget whose going ends every late answer."""

    services: Services
    pupil_id: str
    refresh: Callable[[], None]
    owner: QWidget


class Strip(Protocol):
    """What stands above the entries: a widget that reads for itself, and again whenever the tab does."""

    def refresh(self) -> None:
        """Read again."""


OnCard = Callable[[Place, Line], QWidget | None]
"""What hangs below the words of one entry, or None; what was read for it is `line.hung[name]`. Never of a closed line.

Its `links`, if it has any, stand beside those of the entry.
"""
Above = Callable[[Place], QWidget]
"""What stands above the entries; a `Strip`."""
UnderWords = Callable[[Place, EntryBox], QWidget]
"""What stands under the words of the box in which an entry is typed."""
