"""A TrueType face of one shape that paints nothing and yet has a size: half as wide as high, from its line upwards.

Every reader measures words set in it alike. With a shape that is empty they would have no height, and with no face in
the file each reader would take one of its own, whose letters reach over what stands beside them.
"""

from __future__ import annotations

import struct
from functools import cache
from itertools import accumulate
from typing import Final

WIDE, HIGH = 500, 1000
_TOP: Final = 984
"""Of the shape: pdfium makes shapes of a face that a file brings a 64th higher."""
_BEGIN: Final = 0x5F0F3CF5
_WHOLE: Final = 0xB1B0AFBA
_ADJUSTED_AT: Final = 8


@cache
def blank_face() -> bytes:
    """The file of the face; its one shape is number 0."""
    shape = _shape()
    tables = {
        b"glyf": shape,
        b"head": _head(),
        b"hhea": struct.pack(">I3hH3h8hH", 0x10000, HIGH, 0, 0, WIDE, 0, 0, WIDE, *([0] * 8), 1),
        b"hmtx": struct.pack(">Hh", WIDE, 0),
        b"loca": struct.pack(">2H", 0, len(shape) // 2),
        b"maxp": struct.pack(">I14H", 0x10000, 1, 3, 1, 0, 0, 1, *([0] * 8)),
    }
    return _file(tables)


def _shape() -> bytes:
    """From one corner to the other and back: a line around nothing."""
    ends_and_flags = struct.pack(">3H3B", 1, 2, 0, 1, 1, 1)[2:]
    places = struct.pack(">3h3h", 0, WIDE, -WIDE, 0, _TOP, -_TOP)
    return _even(struct.pack(">5h", 1, 0, 0, WIDE, _TOP) + ends_and_flags + places)


def _head() -> bytes:
    size = struct.pack(">4h", 0, 0, WIDE, _TOP)
    return (
        struct.pack(">4I2H2Q", 0x10000, 0x10000, 0, _BEGIN, 0, HIGH, 0, 0)
        + size
        + struct.pack(">2H3h", 0, 8, 2, 0, 0)
    )


def _file(tables: dict[bytes, bytes]) -> bytes:
    """Tables in the order of their names, behind their list, with their sums."""
    most = 1 << (len(tables).bit_length() - 1)
    first = struct.pack(
        ">I4H", 0x10000, len(tables), most * 16, most.bit_length() - 1, len(tables) * 16 - most * 16
    )
    places = accumulate(
        (len(_padded(data)) for data in tables.values()), initial=len(first) + 16 * len(tables)
    )
    rows = [
        struct.pack(">4s3I", name, _sum(data), place, len(data))
        for place, (name, data) in zip(places, tables.items(), strict=False)
    ]
    whole = bytearray(first + b"".join(rows) + b"".join(map(_padded, tables.values())))
    at = whole.index(tables[b"head"]) + _ADJUSTED_AT
    whole[at : at + 4] = struct.pack(">I", (_WHOLE - _sum(bytes(whole))) & 0xFFFFFFFF)
    return bytes(whole)


def _sum(data: bytes) -> int:
    padded = _padded(data)
    parts = (int.from_bytes(padded[at : at + 4]) for at in range(0, len(padded), 4))
    return sum(parts) & 0xFFFFFFFF


def _padded(data: bytes) -> bytes:
    return data + b"\0" * (-len(data) % 4)


def _even(data: bytes) -> bytes:
    return data + b"\0" * (len(data) % 2)
