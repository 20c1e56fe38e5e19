"""Find a pupil by typing: any part of the name, without regard to accents; the detail tells two of one name apart."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCompleter, QStyledItemDelegate

from coordinator_app.access_requests.page.pupil_lines import PupilLine, PupilLines
from coordinator_app.core.names import fold
from coordinator_app.ui.inputs import TextInput

_FOLDED = int(Qt.ItemDataRole.UserRole)
_ROOT = QModelIndex()
_SHOWN = 8


class _Found(QAbstractListModel):
    """The pupils in whose words stands what is typed, and their folded words."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[PupilLine] = []

    def take(self, lines: list[PupilLine]) -> None:
        """These instead of those that were there."""
        if lines != self.lines:
            self.beginResetModel()
            self.lines = lines
            self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        """How many pupils."""
        return 0 if parent.isValid() else len(self.lines)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The line as shown, or as searched."""
        if role == _FOLDED:
            return fold(self.lines[index.row()].words)
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
        self._pupils, self._rows = PupilLines(), _Found()
        self._offered = False
        self._chosen: str | None = None
        self._make_finder()
        self.textEdited.connect(self._settle)

    @property
    def is_offered(self) -> bool:
        """Whether the names have come."""
        return self._offered

    @property
    def is_awaited(self) -> bool:
        """Whether one is chosen whose words are not known: nothing is done about him before the names say who he is."""
        return self._chosen is not None and not self.text()

    def offer(self, lines: PupilLines | Iterable[PupilLine]) -> None:
        """Take the pupils to choose from, at any time: what is chosen or being typed stays, and is looked for."""
        pupils = lines if isinstance(lines, PupilLines) else PupilLines(lines)
        if self._offered and pupils.same(self._pupils) and not self.is_awaited:
            return
        at = self._line_gone_to()
        self._pupils, self._offered = pupils, True
        # while the arrows are on a line, its words stand in the field
        self._rows.take(pupils.found(self._finder.completionPrefix() if at else self.text()))
        if self._chosen is not None:
            self._keep_choice(self._chosen)
        elif self.text().strip():
            self._look_for_what_is_typed(at)

    def value(self) -> Any:
        """The id of the pupil chosen, or None."""
        return self._chosen

    def set_value(self, value: object) -> None:
        """Choose a pupil by id; None empties the field. One who is not offered yet is shown when the names come."""
        line = self._pupils.of(value)
        self._chosen = value if isinstance(value, str) and value else None
        self.setText(line.words if line else "")

    def problem(self) -> str:
        """Words that are none of the pupils; before the names have come, none are wrong."""
        if self._offered and self.text().strip() and self._chosen is None:
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

    def _make_finder(self) -> None:
        self._finder = _Finder(self._rows, self)
        self._finder.setCompletionRole(_FOLDED)
        self._finder.setFilterMode(Qt.MatchFlag.MatchContains)
        self._finder.setMaxVisibleItems(_SHOWN)
        self._finder.activated.connect(self._picked)
        popup = self._finder.popup()
        if popup is not None:
            popup.setAccessibleName("Pupils found")
            popup.setProperty("found", True)
            # the delegate of a completer draws without the sheet's rows; Qt's own takes them
            popup.setItemDelegate(QStyledItemDelegate(popup))
        self.setCompleter(self._finder)

    def _keep_choice(self, chosen: str) -> None:
        """Show the one chosen as he is called now; one who is not listed any more is said, his words stay."""
        line = self._pupils.of(chosen)
        if line is None:
            self._choose(None)
            self.left.emit()  # its question says at once what is wrong
        elif line.words != self.text():
            self.setText(line.words)

    def _look_for_what_is_typed(self, at: str) -> None:
        """The names come while somebody types, or after: as if the last letter had been typed now."""
        if not at:  # whose words stand in the field while the arrows are on it, and are not chosen yet
            self._settle(self.text())
        if not self.hasFocus():
            self._take_the_only_one()
            self.left.emit()
        elif self._chosen is None:
            self._show_found(at)

    def _show_found(self, at: str) -> None:
        if not at:
            self._finder.setCompletionPrefix(self.text())
        self._finder.complete()
        popup, found = self._finder.popup(), self._finder.completionModel()
        rows = (found.index(row, 0) for row in range(found.rowCount()) if at)
        place = next((index for index in rows if index.data() == at), None)
        if popup is not None and place is not None:
            popup.setCurrentIndex(place)

    def _line_gone_to(self) -> str:
        """The words of the line that the arrows are at, "" for none."""
        popup = self._finder.popup()
        on = popup is not None and popup.isVisible() and popup.currentIndex().isValid()
        return str(popup.currentIndex().data()) if popup is not None and on else ""

    def _is_on_a_line(self) -> bool:
        return bool(self._line_gone_to())

    def _take_the_only_one(self) -> None:
        popup = self._finder.popup()
        if popup is not None:
            popup.hide()
        found = self._pupils.found(self.text(), 2)
        if self._chosen is None and len(found) == 1:
            self.setText(found[0].words)
            self._choose(found[0].id)

    def _settle(self, text: str) -> None:
        self._rows.take(self._pupils.found(text))
        found = self._pupils.called(text)
        self._choose(found[0].id if len(found) == 1 else None)

    def _picked(self, words: str) -> None:
        line = next((line for line in self._rows.lines if line.words == words), None)
        self._choose(line.id if line else None)

    def _choose(self, chosen: str | None) -> None:
        if chosen != self._chosen:
            self._chosen = chosen
            self.edited.emit()
