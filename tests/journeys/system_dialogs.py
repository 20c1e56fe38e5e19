"""The system's own file dialogs in a real window, and the button that leads to the one that saves."""

from __future__ import annotations

from pathlib import Path

from tests.journeys.screen_reader import ScreenReaderUser


def open_options(user: ScreenReaderUser) -> None:
    """The panel in which a form is saved; at twice the text size it has no room beside the paper."""
    if user.sees_one_of("Save as PDF", "Options") == "Options":
        user.presses("Options")


def save_to(user: ScreenReaderUser, path: Path) -> None:
    """Name the file and save it there."""
    user.types("File name:", str(path))
    user.presses("Save")


def open_from(user: ScreenReaderUser, path: Path) -> None:
    """Name the file and open it."""
    user.types("File name:", str(path))
    user.presses("Open")
