"""Writes a PDF from the front to its end, object by object, holding none of it (performance.md rule 12).

Numbers are given out before what they name is written, so that pages may stand before what they share. What has been
written is handed on in portions, and its fingerprint is made on the way.
"""

from __future__ import annotations

import hashlib
import secrets
import zlib
from collections.abc import Callable
from typing import Final

from coordinator_app.pdf.pdf_lock import Lock

PORTION: Final = 1 << 20
_PACKING: Final = 3


def deflated(data: bytes) -> bytes:
    """A stream as it is stored, for one that is made before its file is there."""
    return zlib.compress(data, _PACKING)


def escaped(data: bytes) -> bytes:
    """Bytes as they stand in brackets among drawing commands: half as long as in figures, and so half as much to pack.

    No percent sign stands there: where there is one, the seal check looks for a remark.
    """
    plain = data.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    return plain.replace(b"\r", b"\\r").replace(b"%", b"\\045")


class PdfFile:
    """One file. `write` gets portions of about a megabyte; with `lock` every string and stream is encrypted."""

    def __init__(self, write: Callable[[bytes], object], lock: Lock | None = None) -> None:
        self._write, self._lock = write, lock
        self._waiting, self._held = list[bytes](), 0
        self._offsets: list[int] = []
        self._digest = hashlib.sha256()
        self.size = 0
        self._add(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")

    @property
    def sha256(self) -> str:
        """The fingerprint of what was handed on so far; after `close` that of the file."""
        return self._digest.hexdigest()

    def reserve(self) -> int:
        """The number of an object that will be written."""
        self._offsets.append(0)
        return len(self._offsets)

    def put(self, body: bytes, number: int = 0) -> int:
        """Writes an object; the number it has."""
        number = self._begin(number)
        self._add(b"%d 0 obj\n%b\nendobj\n" % (number, body))
        return number

    def put_stream(self, head: bytes, data: bytes, number: int = 0, *, packed: bool = False) -> int:
        """Writes a stream with the entries `head`; it is deflated unless it is packed or a few bytes."""
        if not packed:
            head, data = head + b" /Filter /FlateDecode", deflated(data)
        if self._lock is not None:
            data = self._lock.sealed(data)
        number = self._begin(number)
        self._add(b"%d 0 obj\n<< %b /Length %d >>\nstream\n" % (number, head, len(data)))
        self._add(data)
        self._add(b"\nendstream\nendobj\n")
        return number

    def words(self, text: str) -> bytes:
        """A text as a string object."""
        plain = text.isascii()
        return self.raw(text.encode("ascii") if plain else b"\xfe\xff" + text.encode("utf-16-be"))

    def raw(self, data: bytes) -> bytes:
        """Bytes as a string object."""
        return b"<%b>" % (data if self._lock is None else self._lock.sealed(data)).hex().encode()

    def close(self, root: int, info: int) -> None:
        """Writes the table of objects and the end. ValueError if a number was given out and nothing written for it."""
        if not all(self._offsets):
            message = "an object was promised and not written"
            raise ValueError(message)
        locked = b""
        if self._lock is not None:
            number = self._begin(0)
            # of all strings those that say how to unlock are the only ones in the clear
            self._add(b"%d 0 obj\n%b\nendobj\n" % (number, self._lock.dictionary))
            locked = b" /Encrypt %d 0 R" % number
        at, name = self.size, secrets.token_hex(16).encode()
        self._add(b"xref\n0 %d\n0000000000 65535 f \n" % (len(self._offsets) + 1))
        self._add(b"".join(b"%010d 00000 n \n" % offset for offset in self._offsets))
        trailer = (
            b"trailer\n<< /Size %d /Root %d 0 R /Info %d 0 R%b /ID [<%b> <%b>] >>\nstartxref\n%d\n%%%%EOF\n"
        )
        self._add(trailer % (len(self._offsets) + 1, root, info, locked, name, name, at))
        self._hand_on()

    def _begin(self, number: int) -> int:
        number = number or self.reserve()
        self._offsets[number - 1] = self.size
        return number

    def _add(self, data: bytes) -> None:
        self.size += len(data)
        self._held += len(data)
        self._waiting.append(data)
        if self._held >= PORTION:
            self._hand_on()

    def _hand_on(self) -> None:
        portion = b"".join(self._waiting)
        self._waiting, self._held = [], 0
        self._digest.update(portion)
        self._write(portion)
