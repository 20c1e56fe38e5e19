"""What Outlook packs in its own ways: rich text, a web page wrapped in rich text, a message in a message."""

from __future__ import annotations

import struct
from typing import Final

from coordinator_app.core.errors import BadFile
from coordinator_app.documents.looking.compound import compound
from coordinator_app.documents.looking.ole import Streams
from coordinator_app.documents.looking.zips import damaged

_LIST: Final = "__properties_version1.0"
_NAMES: Final = "__nameid_version1.0/"
_PACKED, _PLAIN = 0x75465A4C, 0x414C454D
_MOST: Final = 50_000_000
# what every packed text may refer back to, [MS-OXRTFCP] 2.1.3.1.2
_BEFORE: Final = (
    b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans "
    b"SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx"
)


def rich_text(packed: bytes) -> bytes:
    """Packed rich text, unpacked; b"" if it is none. BadFile if it swells beyond what is safe."""
    if len(packed) < 16:
        return b""
    _, size, kind, _ = struct.unpack_from("<IIII", packed)
    if kind == _PLAIN:
        return packed[16 : 16 + size]
    if kind != _PACKED:
        return b""
    if size > _MOST:
        raise damaged()
    return _spread(packed[16:], size)


def _spread(data: bytes, size: int) -> bytes:
    """A ring of 4,096 letters: each mark says of eight steps whether a letter follows or a place to copy from."""
    ring = bytearray(_BEFORE.ljust(4096, b"\0"))
    out, write, at = bytearray(), len(_BEFORE), 0
    while at < len(data) and len(out) < size:
        marks, at = data[at], at + 1
        for bit in range(8):
            if at >= len(data):
                break
            if not marks >> bit & 1:
                copied, at = data[at : at + 1], at + 1
                ring[write] = copied[0]
                write = (write + 1) % 4096
                out += copied
                continue
            if at + 1 >= len(data):
                return bytes(out)
            place, length = (data[at] << 4) | data[at + 1] >> 4, (data[at + 1] & 0xF) + 2
            at += 2
            if place == write:
                return bytes(out)
            for step in range(length):
                letter = ring[(place + step) % 4096]
                ring[write] = letter
                write = (write + 1) % 4096
                out.append(letter)
    return bytes(out)


def as_file(streams: Streams, base: str) -> bytes:
    """A message that lies in another as a file of its own, with the names of its own values."""
    found = {path[len(base) :]: streams.read(path) for path in streams.paths if path.startswith(base)}
    head = found.get(_LIST, b"")
    found[_LIST] = head[:24] + bytes(8) + head[24:]  # the head of a message that stands alone is longer
    found.update({path: streams.read(path) for path in streams.paths if path.startswith(_NAMES)})
    try:
        return compound(found)
    except ValueError:
        raise BadFile(
            "A message inside this one is too large to be kept on its own.",
            next_step="Open it in Outlook, save it as PDF, then choose that copy.",
        ) from None
