"""The keys of an unlocked vault: one per compartment held, and those derived from them (decision 19)."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NoReturn

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from coordinator_app.core.errors import KeyNotHeld
from coordinator_app.core.privacy import Compartment

KEY_BYTES = 32
STORE_WORDS = {
    Compartment.GENERAL: "general",
    Compartment.GUARDED: "safeguarding and health",
    Compartment.STAFF: "staff",
}


def derive(secret: bytes, use: str) -> bytes:
    """32 bytes for one use from an already random secret: HKDF-SHA256, no salt, info `coordinator-vault/1 use`."""
    info = b"coordinator-vault/1 " + use.encode("ascii")
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=info).derive(secret)


def new_keys() -> VaultKeys:
    """Fresh random keys for every compartment."""
    return VaultKeys({compartment: secrets.token_bytes(KEY_BYTES) for compartment in Compartment})


@dataclass(frozen=True, slots=True)
class VaultKeys:
    """The data keys that a slot gave out, 32 bytes each. Never printed, never pickled."""

    keys: Mapping[Compartment, bytes] = field(repr=False)

    @property
    def held(self) -> frozenset[Compartment]:
        """The compartments that can be opened."""
        return frozenset(self.keys)

    def key(self, compartment: Compartment) -> bytes:
        """The raw key of a compartment's database; KeyNotHeld if this slot has none."""
        try:
            return self.keys[compartment]
        except KeyError:
            words = STORE_WORDS[compartment]
            raise KeyNotHeld(f"Your passphrase does not open the {words} store of this vault.") from None

    def audit_key(self, compartment: Compartment) -> bytes:
        """The key of the compartment's audit chain; KeyNotHeld."""
        return derive(self.key(compartment), "audit")

    def file_key(self, compartment: Compartment) -> bytes:
        """The key for digests of contents of the compartment (files, rows of a backup); KeyNotHeld."""
        return derive(self.key(compartment), "file-id")

    def header_key(self) -> bytes:
        """The key of the header's MAC, from the general key, which every slot holds."""
        return derive(self.key(Compartment.GENERAL), "header-mac")

    def manifest_key(self) -> bytes:
        """The key that seals the manifest of a backup."""
        return derive(self.key(Compartment.GENERAL), "backup-manifest")

    def only(self, compartments: frozenset[Compartment]) -> VaultKeys:
        """These keys without those of other compartments; KeyNotHeld if one is not held."""
        return VaultKeys({compartment: self.key(compartment) for compartment in sorted(compartments)})

    def __reduce__(self) -> NoReturn:
        raise TypeError("keys never leave the process that unlocked the vault")
