"""The files that a user drops or chooses, read from the disk, and deleted from it where that is asked for."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from pathlib import Path

from coordinator_app.core.clock import LONDON
from coordinator_app.core.errors import BadFile, Trouble
from coordinator_app.core.scan_types import ENDINGS, scan_type
from coordinator_app.documents.model import MOST_BYTES
from coordinator_app.documents.reading_jobs import TAKEN
from coordinator_app.scan_in.actions import ScanFile
from coordinator_app.scan_in.model import ScanBatch

_TAKES = (
    "Coordinator takes PDF, JPG, PNG and TIFF files here, and emails and documents for a pupil you choose."
)


_OTHERS = frozenset(TAKEN) - frozenset(ENDINGS)
"""The endings of what is no scan and can be a document; what the file really is, a child process says later."""


class OriginalKept(Trouble):
    """The file outside the vault was not deleted."""

    code = "original-kept"
    safe = "What was filed is safe in the vault."


class OtherFile(BadFile):
    """No scan, but an email or a document that can be kept for a pupil, once it is said for whom."""


def read_scan(path: Path) -> ScanFile:
    """A file to be kept in the tray. OtherFile for a document of another kind; BadFile in plain words if it is neither."""
    try:
        if path.is_dir():
            raise BadFile("This is a folder.", next_step="Open it and drop the files that are in it.")
        if path.stat().st_size > MOST_BYTES:
            raise BadFile(
                "The file is larger than 100 MB.", next_step="Scan it in parts, or at a lower quality."
            )
        content, changed = path.read_bytes(), path.stat().st_mtime
    except OSError:
        raise BadFile(
            "The file could not be read.", next_step="See that it is still there and not open elsewhere."
        ) from None
    if content and not scan_type(content):
        kind = OtherFile if path.suffix.lower().lstrip(".") in _OTHERS else BadFile
        raise kind(f"This is no scan. {_TAKES}", next_step="Add other files on the pupil’s Documents tab.")
    return ScanFile(
        path.name, str(path.parent), content, datetime.fromtimestamp(changed, UTC).astimezone(LONDON).date()
    )


def delete_original(batch: ScanBatch) -> None:
    """Delete the file that a scan came from, if it is still the very same file. OriginalKept if not."""
    path = Path(batch.given_folder) / batch.given_name
    try:
        same = hashlib.sha256(path.read_bytes()).hexdigest() == batch.sha256
        if same:
            path.unlink()
            return
    except FileNotFoundError:
        raise OriginalKept(
            "The file is no longer where it was.", next_step="Look for copies of it yourself."
        ) from None
    except OSError:
        raise OriginalKept(
            "The file could not be deleted.", next_step="Close it where it is open, or delete it yourself."
        ) from None
    raise OriginalKept(
        "There is another file by this name now, so it was not deleted.", next_step="Look at it yourself."
    )
