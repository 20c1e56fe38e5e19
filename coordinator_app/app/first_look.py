"""What the lock screen shows of a vault, read in a moment: the first paint waits for nothing that needs cryptography.

Nothing is decided by it. The door looks properly right after the first paint, and again at the unlock.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QJsonDocument

from coordinator_app.ui.glance import Glance

_NAME, _FORMAT, _VERSION, _KIND = "header.json", "coordinator-vault", 1, "passphrase"
_LARGEST = 256 * 1024


def first_look(folder: Path) -> Glance | None:
    """The glance that `StoreDoor.look` will give, or None where only that can say what is wrong."""
    try:
        with (folder / _NAME).open("rb") as file:
            said = QJsonDocument.fromJson(file.read(_LARGEST)).object()
    except OSError:
        return None
    return _glance(said) if said.get("format") == _FORMAT and said.get("version") == _VERSION else None


def _glance(said: Mapping[str, object]) -> Glance | None:
    title, slots, practice = said.get("title"), said.get("slots"), said.get("practice")
    passphrase = said.get("practice_passphrase")
    if not isinstance(title, str) or not isinstance(slots, list) or not isinstance(passphrase, str):
        return None
    if not all(isinstance(slot, dict) for slot in slots):
        return None
    roles = [slot.get("role") for slot in slots if slot.get("kind") == _KIND]
    if not all(isinstance(role, str) for role in roles):
        return None
    return Glance(title, tuple(dict.fromkeys(roles)), practice is True, passphrase)
