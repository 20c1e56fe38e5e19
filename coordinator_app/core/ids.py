"""Identifiers of records: UUIDv7, so that they sort by time and copies made apart can be merged (decision 13).

They are never printed: a UUIDv7 tells when it was made. Printed references are random (`new_reference`).
"""

from __future__ import annotations

import os
import secrets
import time
import uuid

# no 0, O, 1, I, so that a reference read aloud or typed from paper is not mistaken
ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


def new_id(now_ms: int | None = None) -> str:
    """A UUIDv7 as text; `now_ms` is the Unix time in milliseconds."""
    stamp = time.time_ns() // 1_000_000 if now_ms is None else now_ms
    random = int.from_bytes(os.urandom(10), "big")
    value = (stamp & (2**48 - 1)) << 80 | 0x7 << 76 | (random >> 62 & 0xFFF) << 64 | 0b10 << 62
    return str(uuid.UUID(int=value | random & (2**62 - 1)))


def check_character(body: str) -> str:
    """The check character of a reference: catches one wrong character and two neighbours changed about."""
    total = sum((place + 2) * ALPHABET.index(character) for place, character in enumerate(body))
    return ALPHABET[total % 31]


def new_reference() -> str:
    """A random printed reference with its check character, for example `7QK4-M2ZD-91XA`'s shape: 11 + 1."""
    body = "".join(secrets.choice(ALPHABET) for _ in range(11))
    return group(body + check_character(body))


def group(text: str, size: int = 4) -> str:
    """`ABCDEFGH` as `ABCD-EFGH`."""
    return "-".join(text[start : start + size] for start in range(0, len(text), size))


def reference_is_whole(text: str) -> bool:
    """Whether a typed or scanned reference is one of ours and free of a slip."""
    plain = text.upper().replace("-", "").replace(" ", "")
    if len(plain) != 12 or any(character not in ALPHABET for character in plain):
        return False
    return check_character(plain[:-1]) == plain[-1]
