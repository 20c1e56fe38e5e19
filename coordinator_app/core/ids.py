"""Identifiers of records: UUIDv7, so that they sort by time and copies made apart can be merged (decision 13).

They are never printed: a UUIDv7 tells when it was made. Printed references are random (`new_reference`).
"""

from __future__ import annotations

import re
import secrets
import threading
import time
import uuid
from typing import Final, Protocol

# no 0, O, 1, I, so that a reference read aloud or typed from paper is not mistaken
ALPHABET: Final = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
_LENGTH: Final = 12


_guard = threading.Lock()
_newest: dict[int, int] = {}  # the millisecond of the newest id -> its number in it


def new_id(now_ms: int | None = None) -> str:
    """A UUIDv7 as text; `now_ms` is the Unix time in milliseconds. Those of one millisecond rise as they are made."""
    stamp = time.time_ns() // 1_000_000 if now_ms is None else now_ms
    value = (stamp & (2**48 - 1)) << 80 | 0x7 << 76 | _number_in(stamp) << 64 | 0b10 << 62
    return str(uuid.UUID(int=value | secrets.randbits(62)))


def _number_in(stamp: int) -> int:
    """12 bits: random for the first id of a millisecond, with room for 2,048 more that each count on."""
    with _guard:
        number = _newest[stamp] + 1 if stamp in _newest else secrets.randbits(11)
        _newest.clear()
        _newest[stamp] = number
    return number & 0xFFF


class Chooser(Protocol):
    """What picks at random: the `secrets` module, or a seeded `random.Random` in demo and tests."""

    def choice(self, seq: str, /) -> str:
        """One character of `seq`."""


class _Secret:
    """The system's own randomness."""

    def choice(self, seq: str, /) -> str:
        """One character of `seq`."""
        return secrets.choice(seq)


def new_reference(rng: Chooser | None = None) -> str:
    """A new printed reference like "7QK4-M2ZD-9XA6": 55 random bits and a check character."""
    chooser = rng or _Secret()
    body = "".join(chooser.choice(ALPHABET) for _ in range(_LENGTH - 1))
    return group(body + _check(body))


def check_reference(text: str) -> str | None:
    """A reference in its proper form; None if `text` is not one as they are made now, or was mistyped.

    One wrong character and two that changed places are always noticed.
    """
    plain = _plain(text)
    return group(plain) if plain and _check(plain[:-1]) == plain[-1] else None


def known_reference(text: str) -> str | None:
    """A reference with either check, in its proper form: forms with the earlier one are out there.

    A slip in a new one may by chance pass the earlier check. No form has that reference then, so look it up.
    """
    plain = _plain(text)
    return group(plain) if plain and plain[-1] in {_check(plain[:-1]), _earlier_check(plain[:-1])} else None


def reference_is_whole(text: str) -> bool:
    """Whether a typed or scanned reference is one of ours, with either check."""
    return known_reference(text) is not None


def _plain(text: str) -> str:
    """The twelve characters without dashes and spaces; "" for anything else."""
    plain = re.sub(r"[\s-]", "", text).upper()
    return plain if len(plain) == _LENGTH and all(character in ALPHABET for character in plain) else ""


def _check(body: str) -> str:
    """A weighted sum in the field of 32 elements: each place has a weight of its own, none of them nought."""
    total = 0
    for place, character in enumerate(body, start=1):
        total ^= _times(ALPHABET.index(character), place)
    return ALPHABET[total]


def _times(value: int, power: int) -> int:
    """`value` times x to the `power`, modulo x^5 + x^2 + 1."""
    for _ in range(power):
        value <<= 1
        if value & 32:
            value ^= 0b100101
    return value


def _earlier_check(body: str) -> str:
    """The check of references made until November 2026: by 31, so that "2" and "Z" count as the same."""
    total = sum((place + 2) * ALPHABET.index(character) for place, character in enumerate(body))
    return ALPHABET[total % 31]


def group(text: str, size: int = 4) -> str:
    """`ABCDEFGH` as `ABCD-EFGH`."""
    return "-".join(text[start : start + size] for start in range(0, len(text), size))
