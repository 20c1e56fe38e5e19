"""A password for one pack, to be read out over the telephone (decision 28; security.md on packs)."""

from __future__ import annotations

import math
import secrets

# capitals and digits without I, L, O, U, 0, 1: nothing is mistaken for something else when written down or read out
ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
_GROUPS = 4
_IN_GROUP = 4
BITS = _GROUPS * _IN_GROUP * math.log2(len(ALPHABET))

_SAID = """
Alpha Bravo Charlie Delta Echo Foxtrot Golf Hotel Juliet Kilo Mike November Papa Quebec Romeo Sierra Tango Victor
Whisky X-ray Yankee Zulu
"""
_DIGITS = ("two", "three", "four", "five", "six", "seven", "eight", "nine")
_SPELLED = {word[0]: word for word in _SAID.split()} | dict(zip("23456789", _DIGITS, strict=True))


def new_password() -> str:
    """Four groups of four, 78 random bits: "K4QD-2M7Z-9XAV-PT8T"."""
    groups = ("".join(secrets.choice(ALPHABET) for _ in range(_IN_GROUP)) for _ in range(_GROUPS))
    return "-".join(groups)


def spelled(password: str) -> str:
    """The password as it is read out, a group to a line: "Kilo, four, Quebec, Delta"."""
    return "\n".join(", ".join(_SPELLED[char] for char in group) for group in password.split("-"))
