"""The pages of a document in the workbench: Space held looks under the boxes, as V does."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QMenu

from coordinator_app.ui.page_boxes import Box
from coordinator_app.ui.page_view import PageView


class ReviewPages(PageView):
    """A page view on which boxes are drawn; `whole_wanted` when the page in view is to be covered whole."""

    whole_wanted = Signal()

    def __init__(self) -> None:
        super().__init__("Page", can_redact=True)

    def peek(self, *, peeking: bool) -> None:
        """Look under the boxes, or no longer."""
        self._peek(peeking=peeking)

    def chosen(self) -> Box | None:
        """The box that has the focus."""
        return next((one.box for one in self._widgets if one.hasFocus()), None)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """By mouse what W does."""
        if not self.here():
            return
        menu = QMenu(self)
        menu.addAction("Cover the whole page").triggered.connect(self.whole_wanted)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space on the page itself looks under the boxes; on a box it covers or clears it."""
        if event.key() == Qt.Key.Key_Space and not event.modifiers():
            self._peek(peeking=True)
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Space let go: the boxes are black again."""
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._peek(peeking=False)
        super().keyReleaseEvent(event)
