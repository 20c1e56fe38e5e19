"""A JPEG cut down to its picture: no camera data, no comments, no thumbnails, nothing behind its end.

Segments are walked by their lengths, as a decoder does; what is no plain picture of one or three colours is refused.
Standard library only.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

_SOI, _EOI, _SOS, _ADOBE = 0xD8, 0xD9, 0xDA, 0xEE
_FRAMES: Final = frozenset({0xC0, 0xC1, 0xC2})
_TABLES: Final = frozenset({0xDB, 0xC4, 0xDD})
_NEXT: Final = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
_START: Final = b"\xff\xd8"
_END: Final = b"\xff\xd9"
_ADOBES: Final = 14  # bytes of Adobe's segment about colours: length, name, version, two flags, transform


@dataclass(frozen=True, slots=True)
class Jpeg:
    """The bytes of the picture alone, its size in pixels, how many colours, and whether they are the usual ones."""

    data: bytes
    width: int
    height: int
    colours: int
    usual: bool


class _NotPlainError(Exception):
    """Not a JPEG that can be followed."""


def plain_jpeg(data: bytes) -> Jpeg | None:
    """The picture alone of a JPEG, or None where its parts cannot be followed to their end."""
    kept: list[bytes] = [_START]
    frame = b""
    adobe = False
    try:
        for mark, part in segments(data):
            if mark in _FRAMES:
                if frame:
                    return None
                frame = part
            elif mark == _ADOBE and part[4:9] == b"Adobe" and len(part) == _ADOBES + 2:
                adobe = True
            elif mark not in _TABLES and mark != _SOS:
                continue
            kept.append(part)
    except (_NotPlainError, struct.error, IndexError):
        return None
    return _jpeg(b"".join([*kept, _END]), frame, adobe=adobe)


def _jpeg(data: bytes, frame: bytes, *, adobe: bool) -> Jpeg | None:
    if len(frame) < 10:
        return None
    depth, height, width, colours = struct.unpack(">BHHB", frame[4:10])
    names = tuple(frame[10 : 10 + 3 * colours : 3])
    if depth != 8 or not width or not height or colours not in {1, 3}:
        return None
    return Jpeg(data, width, height, colours, adobe or colours == 1 or names in {(1, 2, 3), (0, 1, 2)})


def extras(data: bytes) -> str:
    """What a JPEG carries beside its picture, in words; "" for none."""
    said = ""
    end = 0
    try:
        for mark, part in segments(data):
            end += len(part)
            plain = mark in _FRAMES or mark in _TABLES or mark == _SOS
            jfif = mark == 0xE0 and len(part) == 18 and part[4:9] == b"JFIF\0"
            colour = mark == _ADOBE and len(part) == _ADOBES + 2 and part[4:9] == b"Adobe"
            if not (plain or jfif or colour):
                said = said or "a comment, camera data or a second picture"
    except (_NotPlainError, struct.error, IndexError):
        return "parts that cannot be followed"
    return said or ("something behind its end" if len(data) != end + len(_START) + len(_END) else "")


def segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Each segment between the start and the end mark, as (mark, bytes with the mark); a scan with its data.

    Raises an error of this module, struct.error or IndexError where the parts cannot be followed.
    """
    if not data.startswith(_START):
        raise _NotPlainError
    at = 2
    while True:
        if data[at] != 0xFF:
            raise _NotPlainError
        mark = data[at + 1]
        if mark == _EOI:
            return
        if mark in {0x00, 0xFF, 0x01, _SOI} or 0xD0 <= mark <= 0xD7:
            raise _NotPlainError
        (length,) = struct.unpack(">H", data[at + 2 : at + 4])
        end = at + 2 + length
        if mark == _SOS:
            found = _NEXT.search(data, end)
            if found is None:
                raise _NotPlainError
            end = found.start()
        if length < 2 or end > len(data):
            raise _NotPlainError
        yield mark, data[at:end]
        at = end
