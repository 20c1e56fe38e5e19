"""Other pupils of the same incident: type part of a name, Enter adds; each gets an entry of his own."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from coordinator_app.chronology.page.others_reading import PupilLine
from coordinator_app.ui import layout
from coordinator_app.ui.announce import announce
from coordinator_app.ui.buttons import button
from coordinator_app.ui.inputs import TextInput
from coordinator_app.ui.labels import label

Found = Callable[[tuple[PupilLine, ...]], None]
Find = Callable[[str, tuple[str, ...], Found], None]
Names = Callable[[tuple[str, ...], Found], None]


class OtherPupils(QWidget):
    """The value is the ids of the pupils added, in order. `reads` says how they are found and named."""

    edited = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._chosen: dict[str, str] = {}  # words by id, "" until they are known
        self._found: tuple[PupilLine, ...] = ()
        self._round = 0
        self._find: Find | None = None
        self._names: Names | None = None
        lines = layout.column(self, space=4)
        self.typed = TextInput(hint="Type part of a name, then press Enter", longest=100)
        self.typed.edited.connect(self._look)
        lines.addWidget(self.typed)
        self._offers, self._added = layout.column(space=4), layout.column(space=4)
        lines.addLayout(self._offers)
        lines.addLayout(self._added)
        self.setFocusProxy(self.typed)

    def reads(self, find: Find, names: Names) -> None:
        """`find(typed, apart from, then)` looks for pupils, `names(ids, then)` says who is meant by ids."""
        self._find, self._names = find, names

    def value(self) -> tuple[str, ...]:
        """The ids of the pupils added."""
        return tuple(self._chosen)

    def set_value(self, value: object) -> None:
        """Show these pupils, by their ids; their names are asked for."""
        ids = tuple(str(one) for one in value) if isinstance(value, list | tuple) else ()
        if ids == self.value():
            return
        self._chosen = {one: self._chosen.get(one, "") for one in ids}
        self.typed.set_value("")
        self._offer(())
        self._show_added()
        if ids and self._names is not None:
            self._names(ids, self._named)

    def problem(self) -> str:
        """A name that was typed and not taken would be left out in silence."""
        if self.typed.value():
            return "Choose one of the pupils found, or empty this field."
        return ""

    def set_invalid(self, invalid: bool) -> None:
        """The red edge."""
        self.typed.set_invalid(invalid)

    def target(self) -> QWidget:
        """The field that is typed in."""
        return self.typed

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes the one found, or goes to the first of several; Ctrl+Enter belongs to the box."""
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if not enter or event.modifiers() & Qt.KeyboardModifier.ControlModifier or not self._found:
            super().keyPressEvent(event)
        elif len(self._found) == 1:
            self._take(self._found[0])
        else:
            item = self._offers.itemAt(0)
            first = item.widget() if item is not None else None
            if first is not None:
                first.setFocus(Qt.FocusReason.TabFocusReason)

    def _look(self) -> None:
        self._round += 1
        asked, typed = self._round, self.typed.value()
        if typed and self._find is not None:
            self._find(typed, self.value(), lambda found: self._came(asked, found))
        else:
            self._offer(())

    def _came(self, asked: int, found: tuple[PupilLine, ...]) -> None:
        if asked == self._round:
            self._offer(found)
            announce(self.typed, f"{len(found)} found" if found else "Nobody has a name like this.")

    def _offer(self, found: tuple[PupilLine, ...]) -> None:
        self._found = found
        layout.clear(self._offers)
        last: QWidget = self.typed
        for one in found:
            words = f"{one.name}, {one.detail}" if one.detail else one.name
            take = button(f"Add {words}", "quiet", icon="user-plus", small=True)
            take.clicked.connect(partial(self._take, one))
            self._offers.addWidget(take, 0, Qt.AlignmentFlag.AlignLeft)
            layout.tab_order((last, take))
            last = take
        if not found and self.typed.value():
            self._offers.addWidget(label("Nobody has a name like this.", "small", "text-2"))

    def _take(self, one: PupilLine, _on: bool = False) -> None:
        self._chosen[one.pupil_id] = one.name
        self._round += 1
        self.typed.set_value("")
        self._offer(())
        self._show_added()
        self.typed.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self.typed, f"{one.name} added")
        self.edited.emit()

    def _leave_out(self, pupil_id: str, _on: bool = False) -> None:
        self._chosen.pop(pupil_id, None)
        self._show_added()
        self.typed.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited.emit()

    def _named(self, found: tuple[PupilLine, ...]) -> None:
        for one in found:
            if one.pupil_id in self._chosen:
                self._chosen[one.pupil_id] = one.name
        self._show_added()

    def _show_added(self) -> None:
        layout.clear(self._added)
        last: QWidget = self.typed
        for pupil_id, name in self._chosen.items():
            line = layout.row(space=8)
            out = button("Leave out", "quiet", small=True, accessible=f"Leave out {name or 'this pupil'}")
            out.clicked.connect(partial(self._leave_out, pupil_id))
            layout.add_all(line, label(name or "A pupil", "body"), out, None)
            self._added.addLayout(line)
            layout.tab_order((last, out))
            last = out
