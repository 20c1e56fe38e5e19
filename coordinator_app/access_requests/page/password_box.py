"""The pack's password, shown once: to be read out by telephone, never sent with the pack (design 8.11)."""

from __future__ import annotations

from coordinator_app.ui import password_box
from coordinator_app.ui.password_box import CLEARS_AFTER, copy_for_a_minute

__all__ = ["CLEARS_AFTER", "PasswordBox", "copy_for_a_minute"]

_TEXT = "Read it out by phone, or write it down and hand it over. Never put it in the same email as the pack."
_LOST = "If it is lost, build the pack again."


class PasswordBox(password_box.PasswordBox):
    """The kit's box with the words of a pack."""

    def __init__(self, password: str) -> None:
        super().__init__(password, "The password of this pack", _TEXT, _LOST)
