"""Frames between parent and child: eight bytes of length, a JSON header, then blobs of the declared lengths.

    length of the header (8 bytes, big-endian) | {"kind": str, "body": {...}, "blobs": [length, ...]} | blobs

Nothing that arrives can make an object other than those of JSON. Both sides refuse what exceeds the caps.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

_LENGTH = 8
_DEPTH = (
    5  # the items of an order to be checked lie in it under "body", "request", "order" and their own name
)
_CHUNK = 1 << 20  # a declared length is a claim: memory grows only with what really arrives
MOST_HEADER_BYTES = 64 << 20
MOST_BLOBS = 20_000


class BadFrame(ValueError):  # noqa: N818  (named for what it is)
    """What arrived is no frame of ours, or is larger than agreed."""


class Reads(Protocol):
    """A binary stream to read from."""

    def read(self, size: int, /) -> bytes | None:
        """At most `size` bytes; empty at the end."""


class Writes(Protocol):
    """A binary stream to write to."""

    def write(self, data: bytes, /) -> int | None:
        """Write."""

    def flush(self) -> None:
        """Hand on what is buffered."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One message: what it is, its plain body, its blobs."""

    kind: str
    body: dict[str, Any]
    blobs: tuple[bytes, ...] = ()


def write_frame(stream: Writes, kind: str, body: object, blobs: Sequence[bytes] = ()) -> None:
    """Write one frame; TypeError or ValueError if the body is not plain JSON."""
    lengths = [len(blob) for blob in blobs]
    whole = {"kind": kind, "body": body, "blobs": lengths}
    header = "".join(_pieces(whole, _DEPTH)).encode("ascii")
    stream.write(len(header).to_bytes(_LENGTH, "big"))
    stream.write(header)
    for blob in blobs:
        stream.write(blob)
    stream.flush()


def _pieces(value: object, depth: int) -> Iterator[str]:
    """The value as JSON, its upper levels piece by piece: a body of megabytes at once would hold up every other thread."""
    # what lies in a list at the last level is one thing of many, and small: it is not taken apart
    if depth > 1 and isinstance(value, dict) and all(type(name) is str for name in value):
        opening, closing = "{", "}"
        inner = ((f"{json.dumps(name)}: ", each) for name, each in value.items())
    elif depth and isinstance(value, list):
        opening, closing = "[", "]"
        inner = (("", each) for each in value)
    else:
        yield json.dumps(value, allow_nan=False)
        return
    yield opening
    for number, (name, each) in enumerate(inner):
        yield f", {name}" if number else name
        yield from _pieces(each, depth - 1)
    yield closing


def read_frame(stream: Reads, most_bytes: int) -> Frame | None:
    """Read one frame, or None at a clean end of the stream; BadFrame if it is malformed or too large."""
    prefix = _read(stream, _LENGTH, or_nothing=True)
    if not prefix:
        return None
    length = int.from_bytes(prefix, "big")
    if length > min(MOST_HEADER_BYTES, most_bytes):
        raise BadFrame("the header is too long")
    kind, body, lengths = _header(_read(stream, length))
    if length + sum(lengths) > most_bytes:
        raise BadFrame("the frame is too long")
    return Frame(kind, body, tuple(_read(stream, size) for size in lengths))


def _header(data: bytes) -> tuple[str, dict[str, Any], list[int]]:
    try:
        header = json.loads(data.decode("ascii"), parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise BadFrame("the header is no JSON") from error
    if not isinstance(header, dict) or set(header) != {"kind", "body", "blobs"}:
        raise BadFrame("the header is not one of ours")
    kind, body, lengths = header["kind"], header["body"], header["blobs"]
    if not (isinstance(kind, str) and isinstance(body, dict) and isinstance(lengths, list)):
        raise BadFrame("the header is not one of ours")
    if len(lengths) > MOST_BLOBS or not all(type(size) is int and size >= 0 for size in lengths):
        raise BadFrame("the lengths of the blobs are impossible")
    return kind, body, lengths


def _refuse(name: str) -> None:
    raise ValueError(name)


def _read(stream: Reads, size: int, *, or_nothing: bool = False) -> bytes:
    parts = io.BytesIO()  # what it holds is handed over as it lies: nothing of it is there twice
    left = size
    while left:
        part = stream.read(min(left, _CHUNK))
        if not part:
            if or_nothing and left == size:
                return b""
            raise BadFrame("the stream ended inside a frame")
        parts.write(part)
        left -= len(part)
    return parts.getvalue()
