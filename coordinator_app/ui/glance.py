"""What can be seen of a locked vault from outside."""

from __future__ import annotations

from typing import NamedTuple


class Glance(NamedTuple):
    """Title, roles, and of a practice vault the passphrase that its lock screen shows (decision 23)."""

    title: str
    roles: tuple[str, ...]
    practice: bool = False
    practice_passphrase: str = ""
