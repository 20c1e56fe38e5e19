"""Who is acting: the key slot that opened the vault. A slot carries a role, never a name (decision 19)."""

from __future__ import annotations

from dataclasses import dataclass

from coordinator_app.core.privacy import AccessLevel


@dataclass(frozen=True, slots=True)
class Actor:
    """The slot that is unlocked: its id, its role in words ("Co-ordinator") and its level."""

    slot_id: str
    role: str
    level: AccessLevel
