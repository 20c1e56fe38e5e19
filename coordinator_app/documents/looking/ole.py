"""The old files of Microsoft, each a small file system in one file: what they are, and their streams, within limits."""

from __future__ import annotations

import io
import warnings
from typing import Any, Final

import olefile

from coordinator_app.core.errors import BadFile
from coordinator_app.documents.looking.zips import damaged, locked

START: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MOST_STREAMS: Final = 5_000
_FAMILIES: Final = (
    ("__properties_version1.0", "msg"),
    ("Workbook", "xls"),
    ("Book", "xls"),
    ("WordDocument", "doc"),
    ("PowerPoint Document", "ppt"),
    ("EncryptedPackage", "locked"),
)


class Streams:
    """The streams of a file by their whole path; no more is read than the file itself is large, twice over."""

    def __init__(self, content: bytes) -> None:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # the library warns of what it then raises
                self._file: Any = olefile.OleFileIO(io.BytesIO(content))
                listed = self._file.listdir(streams=True, storages=False)
        except (
            OSError,
            ValueError,
            IndexError,
            KeyError,
            TypeError,
            AttributeError,
            RecursionError,
            OverflowError,
        ):
            raise damaged() from None
        if len(listed) > MOST_STREAMS:
            raise BadFile(
                "This file is made of more parts than are safe to open.",
                next_step="Open it in its own program, save a copy as PDF, then choose that copy.",
            )
        self._left = 2 * len(content)
        self.paths = tuple("/".join(path) for path in listed)

    def read(self, path: str) -> bytes:
        """A stream, b"" if there is none. BadFile if it is damaged."""
        if path not in self.paths:
            return b""
        try:
            self._left -= self._file.get_size(path)
            if self._left < 0:
                raise damaged()
            with self._file.openstream(path) as stream:
                return bytes(stream.read())
        except (
            OSError,
            ValueError,
            IndexError,
            KeyError,
            TypeError,
            AttributeError,
            RecursionError,
            OverflowError,
        ):
            raise damaged() from None


def family(content: bytes) -> str:
    """What an old file is: "msg", "xls", "doc", "ppt", "" for any other. BadFile if it is locked or damaged."""
    paths = set(Streams(content).paths)
    found = next((kind for name, kind in _FAMILIES if name in paths), "")
    if found == "locked":
        raise locked()
    return found
