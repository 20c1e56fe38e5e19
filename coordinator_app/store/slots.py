"""Key slots: each wraps the data keys that its user's level may hold (security.md 2.2, 2.3).

What opens it is a passphrase, a recovery key or a secret of the device. The compartments held are bound in.
"""

from __future__ import annotations

import json
import secrets
import time
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from coordinator_app.core.privacy import AccessLevel, Compartment
from coordinator_app.store.keys import KEY_BYTES, VaultKeys, derive

SALT_BYTES = 16
NONCE_BYTES = 12


@dataclass(frozen=True, slots=True)
class Kdf:
    """What Argon2id costs: memory in MiB, passes, lanes."""

    memory: int
    passes: int
    lanes: int = 1

    @property
    def in_bounds(self) -> bool:
        """Whether it may be run at all: refuses a header that asks for 100 GB (security.md 2.2)."""
        return 8 <= self.memory <= 1024 and 1 <= self.passes <= 20 and 1 <= self.lanes <= 8

    @property
    def strong(self) -> bool:
        """Whether it is at or above the floor that every vault except a practice vault keeps."""
        return self.memory >= FLOOR.memory and self.passes >= FLOOR.passes


FLOOR = Kdf(64, 3)
PRACTICE = Kdf(8, 1)
_LARGEST = 256  # MiB that calibration may choose
_AIM = 0.8  # seconds


class SlotKind(StrEnum):
    """What opens a slot."""

    PASSPHRASE = "passphrase"  # noqa: S105  (a kind, not a secret)
    RECOVERY = "recovery"
    DEVICE = "device"


@dataclass(frozen=True, slots=True)
class Slot:
    """One way into the vault, as it stands in the header. `role` is a label such as "Co-ordinator", never a name.

    `holds` are the compartments whose keys are wrapped, in the order of the wrapping; `kdf` is None unless the
    slot is opened by a passphrase; `must_change` marks a one-time passphrase.
    """

    id: str
    user: str
    kind: SlotKind
    role: str
    level: AccessLevel
    holds: tuple[Compartment, ...]
    must_change: bool
    kdf: Kdf | None
    salt: bytes
    nonce: bytes
    wrapped: bytes

    def plain(self) -> dict[str, Any]:
        """The slot as it is written in header.json."""
        return {
            "id": self.id,
            "user": self.user,
            "kind": self.kind.value,
            "role": self.role,
            "level": self.level.value,
            "holds": [compartment.value for compartment in self.holds],
            "must_change": self.must_change,
            "kdf": None
            if self.kdf is None
            else {
                "name": "argon2id",
                "memory_mib": self.kdf.memory,
                "passes": self.kdf.passes,
                "lanes": self.kdf.lanes,
            },
            "salt": self.salt.hex(),
            "nonce": self.nonce.hex(),
            "wrapped": self.wrapped.hex(),
        }


def read_slot(plain: Mapping[str, Any]) -> Slot:
    """A slot from header.json; KeyError, TypeError or ValueError if it is not one."""
    kdf = plain["kdf"]
    if kdf is not None and kdf["name"] != "argon2id":
        raise ValueError("not a way of deriving keys that we know")
    return Slot(
        id=str(plain["id"]),
        user=str(plain["user"]),
        kind=SlotKind(plain["kind"]),
        role=str(plain["role"]),
        level=AccessLevel(plain["level"]),
        holds=tuple(Compartment(name) for name in plain["holds"]),
        must_change=bool(plain["must_change"]),
        kdf=None if kdf is None else Kdf(kdf["memory_mib"], kdf["passes"], kdf["lanes"]),
        salt=bytes.fromhex(plain["salt"]),
        nonce=bytes.fromhex(plain["nonce"]),
        wrapped=bytes.fromhex(plain["wrapped"]),
    )


@dataclass(frozen=True, slots=True)
class Holder:
    """Whose slot it is: an id of the slot and of the user (random), a role label, a level."""

    id: str
    user: str
    role: str
    level: AccessLevel
    must_change: bool = False


def new_holder(role: str, level: AccessLevel, *, must_change: bool = False) -> Holder:
    """A holder with fresh random ids."""
    return Holder(secrets.token_hex(8), secrets.token_hex(8), role, level, must_change)


def wrap(
    vault_id: str, holder: Holder, kind: SlotKind, secret: str | bytes, keys: VaultKeys, kdf: Kdf | None
) -> Slot:
    """A slot that gives `keys` to whoever knows `secret`: a passphrase, 24 recovery characters or 32 bytes."""
    salt, nonce = secrets.token_bytes(SALT_BYTES), secrets.token_bytes(NONCE_BYTES)
    holds = tuple(compartment for compartment in Compartment if compartment in keys.held)
    empty = Slot(
        id=holder.id,
        user=holder.user,
        kind=kind,
        role=holder.role,
        level=holder.level,
        holds=holds,
        must_change=holder.must_change,
        kdf=kdf,
        salt=salt,
        nonce=nonce,
        wrapped=b"",
    )
    plain = b"".join(keys.key(compartment) for compartment in holds)
    wrapped = AESGCM(_wrapping_key(empty, secret)).encrypt(nonce, plain, _bound(vault_id, empty))
    return replace(empty, wrapped=wrapped)


def unwrap(vault_id: str, slot: Slot, secret: str | bytes) -> VaultKeys | None:
    """The keys of a slot, or None if `secret` does not open it (or the slot was altered)."""
    try:
        plain = AESGCM(_wrapping_key(slot, secret)).decrypt(slot.nonce, slot.wrapped, _bound(vault_id, slot))
    except InvalidTag:
        return None
    if len(plain) != KEY_BYTES * len(slot.holds):
        return None
    parts = [plain[start : start + KEY_BYTES] for start in range(0, len(plain), KEY_BYTES)]
    return VaultKeys(dict(zip(slot.holds, parts, strict=True)))


def _bound(vault_id: str, slot: Slot) -> bytes:
    fields = {name: value for name, value in slot.plain().items() if name != "wrapped"}
    return canonical({"vault_id": vault_id, "slot": fields})


def _wrapping_key(slot: Slot, secret: str | bytes) -> bytes:
    if slot.kind is SlotKind.PASSPHRASE:
        assert slot.kdf is not None
        return stretch(str(secret), slot.salt, slot.kdf)
    material = secret.encode("ascii") if isinstance(secret, str) else secret
    return derive(slot.salt + material, f"{slot.kind.value}-slot")


def stretch(passphrase: str, salt: bytes, kdf: Kdf) -> bytes:
    """Argon2id over the UTF-8 of the NFC form: the same key however the keyboard composes accents."""
    text = unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass")
    function = Argon2id(
        salt=salt,
        length=KEY_BYTES,
        iterations=kdf.passes,
        lanes=kdf.lanes,
        memory_cost=kdf.memory * 1024,
    )
    return function.derive(text)


def canonical(plain: object) -> bytes:
    """JSON in the one form that is authenticated: keys sorted, no spaces, ASCII."""
    return json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode("ascii")


def calibrate(timer: Callable[[], float] = time.perf_counter) -> Kdf:
    """The floor, with memory doubled while this laptop stays near 0.8 s (at most 256 MiB)."""
    before = timer()
    stretch("calibration", bytes(SALT_BYTES), FLOOR)
    seconds = max(timer() - before, 0.001)
    memory = FLOOR.memory
    while memory < _LARGEST and seconds * 2 <= _AIM:
        memory, seconds = memory * 2, seconds * 2
    return Kdf(memory, FLOOR.passes, FLOOR.lanes)
