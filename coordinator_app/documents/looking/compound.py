"""Writes the small file system of old Microsoft files, so that a message inside a message becomes a file of its own.

[MS-CFB], version 3: sectors of 512 bytes; streams below 4,096 bytes lie in sectors of 64 inside one stream of the root.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

_SECTOR, _SMALL, _CUTOFF = 512, 64, 4096
_END, _FREE, _FAT, _NONE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD, 0xFFFFFFFF
_STORAGE, _STREAM, _ROOT = 1, 2, 5
_BLACK: Final = 1
_IN_HEAD: Final = 109  # sectors of the table that the head itself names


@dataclass(slots=True)
class _Entry:
    name: str
    kind: int
    data: bytes = b""
    children: dict[str, _Entry] = field(default_factory=dict)
    number: int = 0
    left: int = _NONE
    right: int = _NONE
    child: int = _NONE
    start: int = _END


def compound(streams: Mapping[str, bytes]) -> bytes:
    """A file that holds these streams by their whole paths ("folder/name"). ValueError if they are too many for it."""
    root = _Entry("Root Entry", _ROOT)
    for path, data in streams.items():
        *folders, name = path.split("/")
        place = root
        for folder in folders:
            place = place.children.setdefault(folder, _Entry(folder, _STORAGE))
        place.children[name] = _Entry(name, _STREAM, data)
    entries = _in_order(root)
    return _written(root, entries)


def _in_order(root: _Entry) -> list[_Entry]:
    """Every entry with its number, the children of each as a balanced tree in the order that the format asks for."""
    entries = [root]
    for entry in entries:
        inner = sorted(entry.children.values(), key=lambda one: (len(one.name), one.name.upper()))
        for one in inner:
            one.number = len(entries)
            entries.append(one)
        entry.child = _middle(inner)
    return entries


def _middle(entries: list[_Entry]) -> int:
    if not entries:
        return _NONE
    at = len(entries) // 2
    entries[at].left, entries[at].right = _middle(entries[:at]), _middle(entries[at + 1 :])
    return entries[at].number


def _written(root: _Entry, entries: list[_Entry]) -> bytes:
    small, chains = bytearray(), []
    small_table: list[int] = []
    sectors: list[bytes] = []
    table: list[int] = []
    for entry in entries:
        if entry.kind == _STREAM and len(entry.data) < _CUTOFF:
            entry.start = _chained(small_table, len(entry.data), _SMALL)
            small += _padded(entry.data, _SMALL)
        elif entry.kind == _STREAM:
            chains.append(entry)
    root.data = bytes(small)
    for entry in [*chains, root]:
        entry.start = _put(sectors, table, entry.data)
    small_start = _put(sectors, table, struct.pack(f"<{len(small_table)}I", *small_table))
    names = _put(sectors, table, b"".join(_directory(one) for one in entries))
    tables = _tables(sectors, table)
    head = struct.pack(
        "<8s16xHHHHH6xIIIIIIIII",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        0x3E,
        3,
        0xFFFE,
        9,
        6,
        0,
        len(tables),
        names,
        0,
        _CUTOFF,
        small_start,
        -(-len(small_table) * 4 // _SECTOR),
        _END,
        0,
    )
    head += struct.pack(f"<{_IN_HEAD}I", *tables, *[_FREE] * (_IN_HEAD - len(tables)))
    return head + b"".join(sectors)


def _tables(sectors: list[bytes], table: list[int]) -> list[int]:
    """Puts the table of sectors into sectors of its own, which it names too; their numbers."""
    count = 1
    while count * (_SECTOR // 4) < len(table) + count:
        count += 1
    if count > _IN_HEAD:
        message = "too much for one file of this kind"
        raise ValueError(message)
    numbers = list(range(len(table), len(table) + count))
    table += [_FAT] * count
    table += [_FREE] * (count * (_SECTOR // 4) - len(table))
    packed = struct.pack(f"<{len(table)}I", *table)
    sectors += [packed[at : at + _SECTOR] for at in range(0, len(packed), _SECTOR)]
    return numbers


def _put(sectors: list[bytes], table: list[int], data: bytes) -> int:
    """Puts data into sectors, padded; the number of the first."""
    start = _chained(table, len(data), _SECTOR)
    padded = _padded(data, _SECTOR)
    sectors += [padded[at : at + _SECTOR] for at in range(0, len(padded), _SECTOR)]
    return start


def _chained(table: list[int], size: int, sector: int) -> int:
    """Adds a chain of sectors to the table; the number of the first, or the end mark for nothing."""
    count = -(-size // sector)
    first = len(table)
    table += [first + at + 1 for at in range(count - 1)] + ([_END] if count else [])
    return first if count else _END


def _padded(data: bytes, size: int) -> bytes:
    return data + bytes(-len(data) % size)


def _directory(entry: _Entry) -> bytes:
    name = entry.name.encode("utf-16-le")[:62]
    size = len(entry.data) if entry.kind in {_STREAM, _ROOT} else 0
    start = entry.start if entry.kind in {_STREAM, _ROOT} else 0
    return struct.pack(
        "<64sHBBIII16xI16xIQ",
        name,
        len(name) + 2,
        entry.kind,
        _BLACK,
        entry.left,
        entry.right,
        entry.child,
        0,
        start,
        size,
    )
