"""The pages of a document in the workbench: Space held looks under the boxes, as V does."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from coordinator_app.ui.page_boxes import Box
from coordinator_app.ui.page_view import PageView


class ReviewPages(PageView):
    """A page view on which boxes are drawn."""

    def __init__(self) -> None:
        super().__init__("Page", can_redact=True)

    def peek(self, *, peeking: bool) -> None:
        """Look under the boxes, or no longer."""
        self._peek(peeking=peeking)

    def chosen(self) -> Box | None:
        """The box that has the focus."""
        return next((one.box for one in self._widgets if one.hasFocus()), None)

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
