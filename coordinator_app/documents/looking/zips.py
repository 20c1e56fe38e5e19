"""Packed files (Word, Excel, OpenDocument) opened within limits, counted in bytes that come out, never as declared."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import Final

from coordinator_app.core.errors import BadFile

MOST_ENTRIES: Final = 2_000
MOST_OUT: Final = 100_000_000
_LARGE: Final = 10_000_000
_MOST_RATIO: Final = 100
_PIECE: Final = 1 << 20
_AGAIN = "Open it in its own program, save a copy as PDF, then choose that copy."
_FAULTS = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError, KeyError)


class Package:
    """A packed file whose parts are read by name; the whole is let out once, and counted while it is."""

    def __init__(self, content: bytes) -> None:
        self._left = MOST_OUT
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
            entries = self._zip.infolist()
        except _FAULTS:
            raise damaged() from None
        if len(entries) > MOST_ENTRIES:
            raise BadFile(
                f"This file is packed from {len(entries):,} parts, which is not safe to open.",
                next_step=_AGAIN,
            )
        if any(entry.flag_bits & 1 for entry in entries):
            raise locked()
        self._entries = {entry.filename: entry for entry in entries if not entry.is_dir()}

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its parts, in their order."""
        return tuple(self._entries)

    def read(self, name: str) -> bytes:
        """A part, b"" if it has none of that name. BadFile if it is damaged or swells beyond what is safe."""
        entry = self._entries.get(name)
        if entry is None:
            return b""
        out = bytearray()
        try:
            with self._zip.open(entry) as part:
                for piece in iter(lambda: part.read(_PIECE), b""):
                    out += piece
                    self._left -= len(piece)
                    self._watch(len(out), entry.compress_size)
        except _FAULTS:
            raise damaged() from None
        return bytes(out)

    def under(self, folder: str, ending: str = "") -> Iterator[str]:
        """The names of the parts below a folder."""
        return (name for name in self._entries if name.startswith(folder) and name.lower().endswith(ending))

    def _watch(self, out: int, packed: int) -> None:
        if self._left < 0 or (out > _LARGE and out > _MOST_RATIO * max(packed, 1)):
            raise BadFile("This file swells to more than is safe when it is opened.", next_step=_AGAIN)


def family(content: bytes) -> str:
    """What a packed file is: "docx", "docm", "xlsx", "xlsm", "pptx", "odt", "ods", or "" for any other."""
    try:
        package = Package(content)
    except BadFile:
        return _looks_like(content)
    return family_of(package)


def family_of(package: Package) -> str:
    """What a packed file that can be opened is, by the names of its parts."""
    if "[Content_Types].xml" in package.names:
        return _office(package)
    kind = package.read("mimetype")[:80].decode("ascii", "replace").strip()
    named = kind.removeprefix("application/vnd.oasis.opendocument.").removesuffix("-template")
    return {"text": "odt", "spreadsheet": "ods"}.get(named, "")


def _office(package: Package) -> str:
    for folder, plain, macros in (
        ("word/", "docx", "docm"),
        ("xl/", "xlsx", "xlsm"),
        ("ppt/", "pptx", "pptx"),
    ):
        if any(name.startswith(folder) for name in package.names):
            return macros if any(name.endswith("vbaProject.bin") for name in package.names) else plain
    return ""


def _looks_like(content: bytes) -> str:
    """A damaged file is called what it was, so that the reader of that kind says what is wrong with it."""
    start = content[:4096]
    for mark, kind in (
        (b"word/", "docx"),
        (b"xl/", "xlsx"),
        (b"opendocument.text", "odt"),
        (b"opendocument.spread", "ods"),
    ):
        if mark in start or mark in content[-65536:]:
            return kind
    return ""


def damaged() -> BadFile:
    """What is said of a packed file that cannot be read."""
    return BadFile("This file is damaged and cannot be read.", next_step=_AGAIN)


def locked() -> BadFile:
    """What is said of a file behind a password."""
    return BadFile(
        "This file is locked with a password.",
        next_step="Open it, save a copy without the password, then choose that copy.",
    )
