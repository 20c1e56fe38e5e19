"""Start the window at the lock screen of a vault exactly as `gui` does, and say so at its first paint: for the bench."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtWidgets import QApplication

from coordinator_app.app import run_window
from coordinator_app.ui.device_settings import DeviceSettings

PAINTED = b"painted\n"


def show_lock_screen(vault: Path) -> int:
    """Start as the window does; write PAINTED to the standard output after the first paint and end."""
    settings = DeviceSettings(vault.parent / "bench.ini")
    return run_window(vault, False, "start", settings=settings, painted=_told)


def _told() -> None:
    os.write(1, PAINTED)
    QApplication.exit(0)
