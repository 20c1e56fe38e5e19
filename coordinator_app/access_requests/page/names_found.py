"""The names found in an item: a tick covers every place of a name."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from coordinator_app.access_requests.page.covering import Group
from coordinator_app.ui import layout
from coordinator_app.ui.buttons import button
from coordinator_app.ui.cards import separator
from coordinator_app.ui.choices import TickBox
from coordinator_app.ui.labels import heading, label


class NameTick(QWidget):
    """One name: a tick box, who it is, how many places. `ticked(key, cover)`."""

    ticked = Signal(str, bool)

    def __init__(self, group: Group) -> None:
        super().__init__()
        self.group = group
        self.box = TickBox(group.label)
        self.box.edited.connect(lambda: self.ticked.emit(self.group.key, self.box.isChecked()))
        self._note = label("", "caption", "over-fg" if group.confidential else "text-2", wrap=True)
        self._count = label("", "caption", "text-2")
        head = layout.row(space=8)
        head.addWidget(self.box, 1)
        head.addWidget(self._count, 0, Qt.AlignmentFlag.AlignTop)
        note = layout.row(space=0, margins=(26, 0, 0, 0))
        note.addWidget(self._note, 1)
        layout.add_all(layout.column(self, space=0, margins=(0, 4, 0, 4)), head, note)
        self.show_group(group)

    def show_group(self, group: Group) -> None:
        """Show another count or state of the same name."""
        self.group = group
        self.box.setChecked(group.ticked)
        self._note.setText(f"{group.note}. {group.decided}" if group.decided else group.note)
        places = "1 place" if group.places == 1 else f"{group.places} places"
        part = group.covered not in {0, group.places}
        self._count.setText(f"{group.covered} of {places}" if part else places)
        self.box.setAccessibleName(f"Cover {group.label}, {group.note}, {self._count.text()}")


def _which(group: Group) -> tuple[str, bool]:
    """By what a line that is already here is known; its colour hangs on the second."""
    return group.key, group.confidential


class NamesFound(QWidget):
    """The list. `ticked(key, cover)`, `covering_all()`; a note stands in its place where nothing was found or looked for."""

    ticked = Signal(str, bool)
    covering_all = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[NameTick] = []
        self._note = label("", "small", "text-2", wrap=True)
        head = layout.row(space=8)
        self._hint = label("Tick to cover", "caption", "text-3")
        self.all = button("Cover all", "quiet", small=True, accessible="Cover all that is suggested")
        self.all.setToolTip("Cover all that is suggested, or press C")
        self.all.clicked.connect(self.covering_all)
        layout.add_all(head, heading("Names found"), None, self._hint, self.all)
        self._lines: QVBoxLayout = layout.column(space=0)
        layout.add_all(layout.column(self, space=6), head, self._note, self._lines)

    def show_groups(self, groups: Sequence[Group], note: str) -> None:
        """Show the names and what is said of the search; boxes that are already here keep the focus."""
        same = [_which(row.group) for row in self._rows] == [_which(group) for group in groups]
        if not same:
            layout.clear(self._lines)
            self._rows = [NameTick(group) for group in groups]
            for row in self._rows:
                row.ticked.connect(self.ticked)
                self._lines.addWidget(separator())
                self._lines.addWidget(row)
        for row, group in zip(self._rows, groups, strict=True):
            row.show_group(group)
        self._note.setText(note)
        self._note.setVisible(bool(note))
        offered = any(group.offered for group in groups)
        if self.all.hasFocus() and not offered and self._rows:
            self._rows[0].box.setFocus(Qt.FocusReason.OtherFocusReason)
        self._hint.setVisible(bool(groups) and not offered)
        self.all.setVisible(offered)

    def rows(self) -> list[NameTick]:
        """The names shown."""
        return list(self._rows)
