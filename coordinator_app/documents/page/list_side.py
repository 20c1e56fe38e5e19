"""The left side of the Documents tab: where files are dropped, what narrows the list, the list, and the trash."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from coordinator_app.core.clock import Clock
from coordinator_app.documents import view
from coordinator_app.documents.model import TRASH_DAYS
from coordinator_app.documents.page.filter_bar import FilterBar
from coordinator_app.documents.page.shown import ACTS
from coordinator_app.documents.rearranging import ORDERED
from coordinator_app.ui import layout
from coordinator_app.ui.announce import announce
from coordinator_app.ui.buttons import button
from coordinator_app.ui.chips import Set
from coordinator_app.ui.empty import EmptyState
from coordinator_app.ui.labels import label
from coordinator_app.ui.lists import Row, TwoLineList, list_card
from coordinator_app.ui.notes import Note

_STATES: dict[str, Set] = {"shared": "info", "not-shared": "soon", "restricted": "neutral"}
# as high as there is room: what lists and pages would like is not asked
_AS_GIVEN = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
_CHOOSE, _LOOKING = "&Choose files", "Looking at the files"
_STEP = "    "  # before the title of what came with a message, for each message it stands under


class ListSide(QWidget):
    """`choose` is the button for files, `bin` the one for the trash, `progress` where a card with progress goes."""

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self.notes = layout.column(space=8, margins=(24, 12, 24, 0))
        self.choose = button(_CHOOSE, "secondary", "upload")
        self.choose.setEnabled(False)
        self.filters = FilterBar(clock)
        self.list = TwoLineList("Documents")
        self.bin = button("Trash", "quiet", "trash-2", small=True)
        self.progress = layout.column(space=8)
        self._drop = self._drop_area()
        self._empty = EmptyState("file-text", "No documents yet", "Attach letters, reports and signed forms.")
        self._none_fits = EmptyState("search", "No document fits", "Take a filter away to see more.")
        self._card = list_card(self.list)
        self._card.setSizePolicy(_AS_GIVEN)
        lines = layout.column(self, space=10)
        lines.addWidget(self._drop)
        lines.addLayout(self.progress)
        lines.addWidget(self.filters)
        lines.addWidget(self._empty)
        lines.addWidget(self._none_fits)
        lines.addWidget(self._card, 1)
        foot = layout.row(space=8)
        layout.add_all(foot, self.bin, None)
        lines.addLayout(foot)
        lines.addStretch(0)
        layout.size(self, min_width=280)
        self._none_fits.hide()
        self.bin.hide()

    def say(self, shown: view.Shown, notes: Sequence[Note]) -> None:
        """What stands round the list: notes, what to do when it is empty, and the trash."""
        layout.clear(self.notes)
        layout.add_all(self.notes, *notes)
        self._drop.setVisible(shown.gate.is_open)
        self._card.setVisible(bool(shown.lines))
        self._empty.setVisible(not shown.lines and shown.everything)
        self._none_fits.setVisible(not shown.lines and not shown.everything)
        self.filters.setVisible(bool(shown.lines) or not shown.everything)
        if not shown.lines and not shown.everything:
            announce(self, "No document fits")
        over = f", {shown.may_go} for {TRASH_DAYS} days or more" if shown.may_go else ""
        self.bin.setText(f"In the trash: {shown.in_trash}{over}")
        self.bin.setAccessibleName(self.bin.text())
        self.bin.setVisible(shown.in_trash > 0)

    def rows(self, lines: Sequence[view.Line]) -> list[Row]:
        """The lines as rows."""
        return [_row(line) for line in lines]

    def busy(self, *, busy: bool) -> None:
        """While files are looked at no others are asked for; dropped ones wait."""
        self.choose.setEnabled(not busy)
        self.choose.setText(_LOOKING if busy else _CHOOSE)
        if busy:
            announce(self, _LOOKING)

    def hasHeightForWidth(self) -> bool:
        """No: Qt would forget the least height of the list."""
        return False

    def fit(self, *, wide: bool) -> None:
        """Beside the page, or above it."""
        layout.size(self._card, min_height=80 if wide else 160)

    def _drop_area(self) -> QFrame:
        area = QFrame()
        area.setProperty("drop", True)
        area.setAccessibleName("Add documents")
        line = layout.row(area, space=12, margins=(16, 10, 16, 10))
        line.addWidget(label("Drop or paste files here", "body", "text-2", wrap=True), 1)
        line.addWidget(self.choose)
        return area


def _row(line: view.Line) -> Row:
    icon = "lock" if line.state == "restricted" else "mail" if _is_message(line) else "file-text"
    return Row(
        line.document.id,
        f"{_STEP * line.depth}{line.document.title}",
        f"{_STEP * line.depth}{line.second}",
        icon,
        "neutral",
        word=line.state_words,
        word_kind=_STATES[line.state],
        subtitle_icon="triangle-alert" if line.warns else "",
        subtitle_kind="soon" if line.warns else None,
        menu=() if line.is_closed else _menu(line),
    )


def _menu(line: view.Line) -> tuple[tuple[str, str], ...]:
    ordered = line.document.media_type in ORDERED
    return tuple((name, words) for name, _icon, words in ACTS if name != "pages" or ordered)


def _is_message(line: view.Line) -> bool:
    return line.document.media_type in {"message/rfc822", "application/vnd.ms-outlook"}
