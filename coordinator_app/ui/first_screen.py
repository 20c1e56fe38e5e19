"""The screen when no vault can be shown: at the very first start, or when the last one is not there or cannot be used."""

from __future__ import annotations

from PySide6.QtCore import Signal

from coordinator_app.core.errors import Trouble
from coordinator_app.ui.buttons import button
from coordinator_app.ui.entry_card import EntryScreen
from coordinator_app.ui.lock_screen import full_width

_WELCOME = "Keep one record of each pupil, print the forms, and answer access requests in time."


class FirstScreen(EntryScreen):
    """Emits `making`, `another`, `restoring` and, if there was a trouble, `again`."""

    making = Signal()
    another = Signal()
    restoring = Signal()
    again = Signal()

    def __init__(self, trouble: Trouble | None = None) -> None:
        title = "The vault cannot be opened" if trouble else "Welcome"
        super().__init__(
            title, "For Secondary Education and Inclusion Partnerships", "" if trouble else _WELCOME
        )
        self.make = full_width(
            button("Create a vault", "secondary" if trouble else "primary", "lock-keyhole")
        )
        self.open = full_width(button("Open another vault" if trouble else "Open a vault", icon="lock-open"))
        self.restore = full_width(button("Restore from a backup", icon="history"))
        self.retry = full_width(button("Try again", "primary", "rotate-cw"))
        for made, signal in (
            (self.retry, self.again),
            (self.restore, self.restoring),
            (self.open, self.another),
            (self.make, self.making),
        ):
            made.clicked.connect(signal)
        first, last = (self.retry, self.make) if trouble else (self.make, self.retry)
        middle = (self.restore, self.open) if trouble else (self.open, self.restore)
        order = (first, *middle, last)
        for made in order:
            self.body.addWidget(made)
        self.retry.setVisible(trouble is not None)
        if trouble is not None:
            self.show_trouble(trouble)

    def first_focus(self) -> None:
        """The main button."""
        (self.make if self.retry.isHidden() else self.retry).setFocus()
