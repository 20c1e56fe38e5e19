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
from coordinator_app.ui.labels import heading, label, set_property


class NameTick(QWidget):
    """One name: a tick box, who it is, how many places. `ticked(key, cover)`. It may be given another name."""

    ticked = Signal(str, bool)

    def __init__(self, group: Group) -> None:
        super().__init__()
        self.group = group
        self.box = TickBox(group.label)
        self.box.edited.connect(lambda: self.ticked.emit(self.group.key, self.box.isChecked()))
        self._note = label("", "caption", "over-fg" if group.confidential else "text-2", wrap=True)
        self._count = label("", "caption", "text-2")
        head = layout.row(space=8)
        self._line = separator()
        head.addWidget(self.box, 1)
        head.addWidget(self._count, 0, Qt.AlignmentFlag.AlignTop)
        note = layout.row(space=0, margins=(26, 0, 0, 0))
        note.addWidget(self._note, 1)
        both = layout.column(space=0, margins=(0, 4, 0, 4))
        layout.add_all(both, head, note)
        layout.add_all(layout.column(self, space=0), self._line, both)
        self.show_group(group)

    def show_group(self, group: Group) -> None:
        """Show another count or state of the same name, or another name."""
        self.group = group
        self.box.setText(group.label)
        self.box.setChecked(group.ticked)
        set_property(self._note, "token", "over-fg" if group.confidential else "text-2")
        self._note.setText(f"{group.note}. {group.decided}" if group.decided else group.note)
        places = "1 place" if group.places == 1 else f"{group.places} places"
        part = group.covered not in {0, group.places}
        self._count.setText(f"{group.covered} of {places}" if part else places)
        self.box.setAccessibleName(f"Cover {group.label}, {group.note}, {self._count.text()}")


class NamesFound(QWidget):
    """The list. `ticked(key, cover)`, `covering_all()`; a note stands in its place where nothing was found or looked for."""

    ticked = Signal(str, bool)
    covering_all = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[NameTick] = []
        self._shown = 0
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
        """Show the names and what is said of the search; the focus stays on a name that is still here, and on no other.

        A line is used again for another name: to make them anew for each item took longer than all else about it.
        """
        self._leave_focus([group.key for group in groups])
        for group in groups[len(self._rows) :]:
            self._rows.append(NameTick(group))
            self._rows[-1].ticked.connect(self.ticked)
            self._lines.addWidget(self._rows[-1])
        self._shown = len(groups)
        for row, group in zip(self._rows, groups, strict=False):
            row.show_group(group)
            row.show()
        for row in self._rows[self._shown :]:
            row.hide()
        self._note.setText(note)
        self._note.setVisible(bool(note))
        offered = any(group.offered for group in groups)
        if self.all.hasFocus() and not offered and self._shown:
            self._rows[0].box.setFocus(Qt.FocusReason.OtherFocusReason)
        self._hint.setVisible(bool(groups) and not offered)
        self.all.setVisible(offered)

    def rows(self) -> list[NameTick]:
        """The names shown."""
        return self._rows[: self._shown]

    def _leave_focus(self, keys: Sequence[str]) -> None:
        """A line that is given another name hands the focus on, so that Space covers nobody who was not meant."""
        before = [row.group.key for row in self.rows()]
        here = next((row.box for row in self._rows if row.box.hasFocus()), None)
        if here is None or before == list(keys):
            return
        after = here.nextInFocusChain()
        while after and after is not here and (self.isAncestorOf(after) or not _takes_focus(after)):
            after = after.nextInFocusChain()
        here.clearFocus()
        if after and after is not here:
            after.setFocus(Qt.FocusReason.OtherFocusReason)


def _takes_focus(widget: QWidget) -> bool:
    by_tab = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    return widget.isVisible() and widget.isEnabled() and bool(by_tab)
