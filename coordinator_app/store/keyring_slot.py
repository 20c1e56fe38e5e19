"""The device slot: the laptop's own keyring may open the general compartment, if the user wants it (threat 28).

It is a convenience, off for new vaults and never the only way in. A keyring that keeps its secrets in clear or
forgets them is refused.
"""

from __future__ import annotations

import contextlib
import secrets
from pathlib import Path
from typing import Protocol

from coordinator_app.core.clock import Clock
from coordinator_app.core.errors import Trouble
from coordinator_app.store import header
from coordinator_app.store.keys import KEY_BYTES
from coordinator_app.store.slots import SlotKind
from coordinator_app.store.vault import OpenVault, Way, unlock_with

SERVICE = "coordinator-app"
_REFUSED_MODULES = ("keyring.backends.fail", "keyring.backends.null", "keyrings.")
_REFUSED_WORDS = ("plaintext", "null", "fail", "file", "insecure")


class KeyringUnfit(Trouble):
    """The laptop's keyring is missing, locked or not safe enough."""

    code = "keyring-unfit"
    next_step = "Go on with your passphrase. Nothing is lost without this."


class Keyring(Protocol):
    """What we use of a backend of the `keyring` package."""

    def get_password(self, service: str, username: str) -> str | None:
        """The secret, None if there is none."""

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep a secret."""

    def delete_password(self, service: str, username: str) -> None:
        """Forget a secret."""


def system_keyring() -> Keyring:
    """The keyring of this laptop."""
    import keyring  # noqa: PLC0415  (slow to import, and seldom needed)

    return keyring.get_keyring()


def is_fit(backend: object) -> bool:
    """Whether a backend keeps secrets encrypted; of a chain every link must be fit."""
    links = list(getattr(backend, "backends", ()))
    if links:
        return all(is_fit(link) for link in links)
    kind = type(backend)
    refused = kind.__module__.startswith(_REFUSED_MODULES)
    return not refused and not any(word in kind.__name__.casefold() for word in _REFUSED_WORDS)


def enable(vault: OpenVault, backend: Keyring | None = None) -> None:
    """Make the device slot: a random secret into the keyring, read back, and only then into the header.

    Raises KeyringUnfit, DiskFull.
    """
    ring = backend or system_keyring()
    if not is_fit(ring):
        raise KeyringUnfit("This laptop has no keyring that is safe enough to open the vault.")
    secret = secrets.token_bytes(KEY_BYTES)
    name = vault.header.vault_id
    try:
        ring.set_password(SERVICE, name, secret.hex())
        kept = ring.get_password(SERVICE, name)
    except Exception as error:  # a backend may raise anything of its own or of its bus
        raise KeyringUnfit("This laptop's keyring is locked or does not answer.") from error
    if kept != secret.hex():
        raise KeyringUnfit("This laptop's keyring did not keep what it was given.")
    vault.set_device_slot(secret)


def disable(vault: OpenVault, backend: Keyring | None = None) -> None:
    """Take the device slot away, from the header first; a keyring that does not answer does not matter then."""
    vault.drop_device_slot()
    with contextlib.suppress(Exception):
        (backend or system_keyring()).delete_password(SERVICE, vault.header.vault_id)


def is_enabled(said: header.Header) -> bool:
    """Whether a vault has a device slot at all."""
    return bool(said.of_kind(SlotKind.DEVICE))


def unlock_with_device(
    folder: Path, *, clock: Clock, state: Path | None = None, backend: Keyring | None = None
) -> OpenVault:
    """Open the general compartment with the keyring's secret; on any failure the passphrase still works.

    Raises KeyringUnfit, WrongPassphrase, and as `vault.unlock`.
    """
    said = header.read(folder)
    ring = backend or system_keyring()
    if not is_fit(ring):
        raise KeyringUnfit("This laptop has no keyring that is safe enough to open the vault.")
    try:
        kept = ring.get_password(SERVICE, said.vault_id)
    except Exception as error:  # as above
        raise KeyringUnfit("This laptop's keyring is locked or does not answer.") from error
    if kept is None:
        raise KeyringUnfit("This laptop's keyring does not know this vault.")
    try:
        secret = bytes.fromhex(kept)
    except ValueError:
        raise Way(SlotKind.DEVICE, b"").wrong() from None
    return unlock_with(folder, Way(SlotKind.DEVICE, secret), clock=clock, state=state)


__all__ = [
    "Keyring",
    "KeyringUnfit",
    "disable",
    "enable",
    "is_enabled",
    "is_fit",
    "unlock_with_device",
]
