"""Where the list of what is not shared stands: in a panel beside the steps, or in the last step without room."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from coordinator_app.reviews.page.share_list import ShareList, in_card
from coordinator_app.ui import layout, theme
from coordinator_app.ui.side_panel import SidePanel

_TITLE = "Not shared yet"


class SharePlace(QObject):
    """Moves the list between `panel` and the top of `step`."""

    def __init__(self, share: ShareList, step: QVBoxLayout) -> None:
        super().__init__(share)
        self._share, self._step = share, step
        self.panel = SidePanel(_TITLE, width=320)
        self._inside = layout.column(space=0)
        self.panel.body.addLayout(self._inside)
        self._card: QWidget | None = None
        self._inside.addWidget(share)

    def arrange(self, *, beside: bool, shown: bool) -> None:
        """Stand beside the steps or in the last of them; `shown` False hides the panel."""
        if beside and self._card is not None:
            card, self._card = self._card, None
            self._inside.addWidget(self._share)
            self._step.removeWidget(card)
            card.hide()
            card.deleteLater()
            QTimer.singleShot(0, self, self._dress)
        elif not beside and self._card is None:
            self._card = in_card(self._share)
            self._step.insertWidget(0, self._card)
            QTimer.singleShot(0, self, self._dress)
        self.panel.setVisible(beside and shown)

    def _dress(self) -> None:
        """A widget that has moved forgets the fonts that were set by code."""
        for one in (self._share, *self._share.findChildren(QWidget)):
            theme.refresh(one, theme.current())
