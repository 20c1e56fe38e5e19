"""Who is acting: the key slot that opened the vault. A slot carries a role, never a name (decision 19)."""

from __future__ import annotations

from dataclasses import dataclass

from coordinator_app.core.privacy import AccessLevel


@dataclass(frozen=True, slots=True)
class Actor:
    """The slot that is unlocked: its id, its role in words ("Co-ordinator") and its level.

    `also` are ids of slots under which the same person may have worked before: the recovery key's, for level 1.
    """

    slot_id: str
    role: str
    level: AccessLevel
    also: tuple[str, ...] = ()

    def is_self(self, slot_id: str) -> bool:
        """Whether what was done under a slot may have been done by this very person."""
        return slot_id == self.slot_id or slot_id in self.also
