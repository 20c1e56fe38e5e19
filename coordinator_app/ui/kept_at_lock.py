"""What holds something typed that is kept at once when the vault locks or the window is closed."""

from __future__ import annotations

from PySide6.QtCore import QObject


class KeptAtLock(QObject):
    """The window calls `keep_at_lock` of each one inside it; the writer works off what it is handed then."""

    def keep_at_lock(self) -> None:
        """Hand what was typed last to the writer."""
