"""What the middle pane of the workbench is made of: paper or pages, the tools over them, the line for finding."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from coordinator_app.access_requests.page.cover_tools import CoverTools
from coordinator_app.access_requests.page.field_text import RecordPaper
from coordinator_app.access_requests.page.find_line import FindLine
from coordinator_app.access_requests.page.item_notes import ItemNotes
from coordinator_app.access_requests.page.review_pages import ReviewPages
from coordinator_app.access_requests.page.secret_note import SecretNote
from coordinator_app.services import Services
from coordinator_app.ui import layout, theme
from coordinator_app.ui.announce import announce
from coordinator_app.ui.page_preview import PagePreview

_ROOMY = 640  # px of the design: what the tools need with their icons


class ItemPanes(QFrame):
    """`paper` of a record or `preview` with the `pages` of a document, whichever `on_pages` says is in view."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.setProperty("sunken", True)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("The item")
        self._services = services
        self._build()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The tools give way."""
        super().resizeEvent(event)
        self._tools.cramp(cramped=self.width() < theme.current().px(_ROOMY))

    @property
    def on_pages(self) -> bool:
        """Whether the pages of a document are in view, not its details."""
        return self._stack.currentWidget() is self.preview

    def _build(self) -> None:
        self.paper, self.pages = RecordPaper(), ReviewPages()
        self.preview = PagePreview("Page", can_redact=True, view=self.pages)
        self._tools, self.secret = CoverTools(), SecretNote()
        self.cover, self.seek = self._tools.cover, self._tools.seek
        self.undo, self.details = self._tools.undo, self._tools.details
        self._strip = QWidget()
        self._bar = layout.row(self._strip, space=8, margins=(14, 8, 14, 8))
        self._bar.addWidget(self._tools)
        self._bar.addStretch(1)
        self._notes = layout.column(space=8, margins=(14, 0, 14, 0))
        self._stack = QStackedWidget()
        self._stack.addWidget(self.paper)
        self._stack.addWidget(self.preview)
        layout.size(self._stack, min_height=60)  # the page scrolls; what is said above it does not
        self._finder, self.notes = FindLine(), ItemNotes()
        lines = layout.column(self, space=0)
        lines.addWidget(self._strip)
        lines.addWidget(self._finder)
        lines.addWidget(self.secret)
        lines.addWidget(self.notes)
        lines.addLayout(self._notes)
        lines.addWidget(self._stack, 1)

    def _turn_to(self, side: QWidget) -> None:
        """Pages or fields; the tools go with them, so that there is one bar."""
        pages = side is self.preview
        (self.preview.tools if pages else self._bar).insertWidget(0, self._tools)
        self._tools.retheme_all()
        self._strip.setVisible(not pages)
        self._stack.setCurrentWidget(side)

    def _show_finder(self, *, shown: bool) -> None:
        self.seek.setChecked(shown)
        self._finder.setVisible(shown)
        self._finder.answer("")
        (self._finder.words if shown else self.seek).setFocus()

    def _allow_find(self, *, allowed: bool) -> None:
        """Whether words may be looked for: the line is put away, empty, while a restricted item is not shown."""
        self.seek.setEnabled(allowed)
        if not allowed:
            self.seek.setChecked(False)
            self._finder.empty()

    def _say(self, words: str) -> None:
        self._finder.answer(words)
        if not self._finder.isVisible():
            self._services.say.hint(words)
        announce(self, words)
