"""The opaque reference on every printed page, with a check character, and its QR code drawn as lines.

The reference is random: it tells neither time nor person, only this vault knows what it stands for
(decision 13). Alphabet: digits 2-9 and letters without I and O, so that nothing is mistaken for something else.
The check is a weighted sum in the field of 32 elements: it catches every single wrong character and every swap
of two characters.
"""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from typing import Final, Protocol

ALPHABET: Final = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
_LENGTH: Final = 12
_PAYLOAD: Final = re.compile(r"([0-9A-Z-]+) ([0-9]{1,4})/([0-9]{1,4})")


class Chooser(Protocol):
    """What picks at random: the `secrets` module, or a seeded `random.Random` in demo and tests."""

    def choice(self, seq: str, /) -> str:
        """One character of `seq`."""


class _Secret:
    """The system's own randomness."""

    def choice(self, seq: str, /) -> str:
        """One character of `seq`."""
        return secrets.choice(seq)


def _times(value: int, power: int) -> int:
    """`value` times x to the `power`, modulo x^5 + x^2 + 1."""
    for _ in range(power):
        value <<= 1
        if value & 32:
            value ^= 0b100101
    return value


def _sum(body: str) -> int:
    total = 0
    for place, char in enumerate(body, start=1):
        total ^= _times(ALPHABET.index(char), place)
    return total


def _grouped(code: str) -> str:
    return "-".join(code[start : start + 4] for start in range(0, _LENGTH, 4))


def new_reference(rng: Chooser | None = None) -> str:
    """A new reference like "7QK4-M2ZD-9XA6": 55 random bits and a check character."""
    chooser = rng or _Secret()
    body = "".join(chooser.choice(ALPHABET) for _ in range(_LENGTH - 1))
    return _grouped(body + ALPHABET[_sum(body)])


def check_reference(text: str) -> str | None:
    """The reference in its proper form, or None if `text` is not one (or was mistyped)."""
    code = re.sub(r"[\s-]", "", text).upper()
    if len(code) != _LENGTH or any(char not in ALPHABET for char in code):
        return None
    return _grouped(code) if ALPHABET[_sum(code[:-1])] == code[-1] else None


@dataclass(frozen=True, slots=True)
class PageCode:
    """What the QR code of one page says: reference, page from 1, number of pages."""

    reference: str
    page: int
    pages: int


def page_code(code: PageCode) -> str:
    """The text inside the QR code."""
    return f"{code.reference} {code.page}/{code.pages}"


def read_page_code(text: str) -> PageCode | None:
    """What a scanned code says, or None if it is not ours."""
    found = _PAYLOAD.fullmatch(text.strip())
    reference = check_reference(found[1]) if found else None
    if not found or not reference or not 1 <= int(found[2]) <= int(found[3]):
        return None
    return PageCode(reference, int(found[2]), int(found[3]))


def qr_bars(text: str) -> tuple[int, tuple[tuple[int, int, int], ...]]:
    """The QR code as (modules a side, bars); a bar is (column, row from the top, length) in modules.

    Neighbouring dark modules are joined, so that no hairline shows between them in print.
    """
    import segno  # noqa: PLC0415  (only what draws needs it; references alone must stay cheap)

    matrix: list[bytearray] = [bytearray(row) for row in segno.make_qr(text, error="m").matrix]
    bars = [
        (dark.start(), row, dark.end() - dark.start())
        for row, modules in enumerate(matrix)
        for dark in re.finditer(rb"\x01+", bytes(modules))
    ]
    return len(matrix), tuple(bars)
