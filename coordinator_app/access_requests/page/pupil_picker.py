"""Find a pupil by typing: any part of the name, without regard to accents; the detail tells two of one name apart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCompleter, QStyledItemDelegate

from coordinator_app.access_requests.page.reading import PupilLine
from coordinator_app.core.names import fold
from coordinator_app.ui.inputs import TextInput

_FOLDED = int(Qt.ItemDataRole.UserRole)
_ROOT = QModelIndex()
_SHOWN = 8


class _Lines(QAbstractListModel):
    """The pupils, and their folded words to search in."""

    def __init__(self, lines: Sequence[PupilLine]) -> None:
        super().__init__()
        self.lines = list(lines)
        self._folded = [fold(line.words) for line in self.lines]

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        """How many pupils."""
        return 0 if parent.isValid() else len(self.lines)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The line as shown, or as searched."""
        if role == _FOLDED:
            return self._folded[index.row()]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole}:
            return self.lines[index.row()].words
        return None


class _Finder(QCompleter):
    """Looks for the folded words; puts the line as shown into the field."""

    def splitPath(self, path: str) -> list[str]:
        """What was typed, folded as the lines are."""
        return [fold(path)]

    def pathFromIndex(self, index: Any) -> str:
        """The line as shown."""
        return str(index.data(Qt.ItemDataRole.DisplayRole))


class PupilPicker(TextInput):
    """The value is the pupil's id, None while no one is chosen. `edited` comes when the choice changes."""

    def __init__(self) -> None:
        super().__init__(longest=300, hint="Type part of a name")
        self._rows = _Lines(())
        self._chosen: str | None = None
        self.textEdited.connect(self._settle)

    def offer(self, lines: Sequence[PupilLine]) -> None:
        """Take the pupils to choose from; what was chosen stays."""
        kept = self._chosen
        self._rows = _Lines(lines)
        finder = _Finder(self._rows, self)
        finder.setCompletionRole(_FOLDED)
        finder.setFilterMode(Qt.MatchFlag.MatchContains)
        finder.setMaxVisibleItems(_SHOWN)
        finder.activated.connect(self._picked)
        popup = finder.popup()
        if popup is not None:
            popup.setAccessibleName("Pupils found")
            popup.setProperty("found", True)
            # the delegate of a completer draws without the sheet's rows; Qt's own takes them
            popup.setItemDelegate(QStyledItemDelegate(popup))
        self.setCompleter(finder)
        self.set_value(kept)

    def value(self) -> Any:
        """The id of the pupil chosen, or None."""
        return self._chosen

    def set_value(self, value: object) -> None:
        """Choose a pupil by id; None, or one that is not offered, empties the field."""
        line = next((line for line in self._rows.lines if line.id == value), None)
        self._chosen = line.id if line else value if isinstance(value, str) and not self._rows.lines else None
        self.setText(line.words if line else "")

    def problem(self) -> str:
        """Words that are none of the pupils."""
        if self.text().strip() and self._chosen is None:
            return "Choose one of the pupils that are listed as you type."
        return ""

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving takes the one pupil that fits what was typed, shown in full; with two or more the user chooses."""
        if event.reason() not in {Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason}:
            self._take_the_only_one()
        super().focusOutEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab while the pupils found are shown: the window below them hears of no lost focus, so settle here."""
        self._take_the_only_one()
        return super().focusNextPrevChild(forward)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes the one pupil that fits what was typed, as leaving does; a line gone to with the arrows goes first."""
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if enter and self._chosen is None and not self._is_on_a_line():
            self._take_the_only_one()
            if self._chosen is not None:
                event.accept()
                return
        super().keyPressEvent(event)

    def _is_on_a_line(self) -> bool:
        finder = self.completer()
        popup = finder.popup() if finder is not None else None
        return popup is not None and popup.isVisible() and popup.currentIndex().isValid()

    def _take_the_only_one(self) -> None:
        finder = self.completer()
        popup = finder.popup() if finder is not None else None
        if popup is not None:
            popup.hide()
        typed = fold(self.text())
        found = [line for line in self._rows.lines if typed and typed in fold(line.words)]
        if self._chosen is None and len(found) == 1:
            self.setText(found[0].words)
            self._choose(found[0].id)

    def _settle(self, text: str) -> None:
        found = [line for line in self._rows.lines if fold(line.words) == fold(text)]
        self._choose(found[0].id if len(found) == 1 else None)

    def _picked(self, words: str) -> None:
        line = next((line for line in self._rows.lines if line.words == words), None)
        self._choose(line.id if line else None)

    def _choose(self, chosen: str | None) -> None:
        if chosen != self._chosen:
            self._chosen = chosen
            self.edited.emit()
