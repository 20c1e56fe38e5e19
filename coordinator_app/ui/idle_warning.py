"""The warning a minute before the idle lock: one sentence, one button, no content (design section 6.10)."""

from __future__ import annotations

from coordinator_app.ui.announce import announce
from coordinator_app.ui.buttons import button
from coordinator_app.ui.dialog_boxes import Box
from coordinator_app.ui.labels import label


class IdleWarning(Box):
    """Closing it by its button, Enter or Esc means to stay, and so does any other input in the window.

    `covers`: something is under way that the lock waits for, so a curtain comes first.
    """

    of_record = False
    waits_behind_a_curtain = False

    def __init__(self, *, covers: bool = False) -> None:
        super().__init__("The window is covered soon" if covers else "The vault locks soon")
        self._words = "The window is covered" if covers else "The vault locks"
        self._left = label("", "body", "text-2", wrap=True)
        self.body.addWidget(self._left)
        self.stay_button = button("Stay unlocked", "primary")
        self.stay_button.clicked.connect(self.accept)
        self.buttons(self.stay_button)
        self.first = self.stay_button
        self._said = False

    def count(self, seconds: int) -> None:
        """Show how long is left; say it once."""
        unit = "second" if seconds == 1 else "seconds"
        self._left.setText(f"{self._words} in {seconds} {unit}. Your unfinished work is saved.")
        if not self._said:
            self._said = True
            words = "1 minute" if seconds > 45 else f"{seconds} seconds"
            announce(self, f"{self._words} in {words}.", assertive=True)
