"""A file that was chosen, pasted, or was being added before the vault was locked: its bytes, read off the window's thread."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from coordinator_app.core.errors import BadFile
from coordinator_app.documents import view
from coordinator_app.documents.reading_jobs import FileGiven
from coordinator_app.documents.unfinished import FileLeft

_KEPT = "What you typed about it is kept until then."


@dataclass(frozen=True, slots=True)
class Again:
    """A file that was being added before the vault was locked."""

    left: FileLeft

    @property
    def name(self) -> str:
        """What it is called."""
        return self.left.name


Given = Path | FileGiven | Again


def read(given: Path | Again) -> FileGiven:
    """The bytes of a file. BadFile in plain words, also for one that is not the same any more."""
    if isinstance(given, Path):
        return view.read_file(given)
    if not given.left.path:
        raise BadFile("It was pasted, not chosen as a file.", next_step=f"Copy and paste it again. {_KEPT}")
    try:
        file = view.read_file(Path(given.left.path))
    except BadFile:
        raise BadFile(
            "It is not where it was.", next_step=f"Choose it again where it lies now. {_KEPT}"
        ) from None
    if mark_of(file) != given.left.mark:
        raise BadFile(
            "It has been changed since you chose it.", next_step=f"Choose the file that you meant. {_KEPT}"
        )
    return file


def mark_of(file: FileGiven) -> str:
    """What tells a file from every other by its content."""
    return hashlib.sha256(file.content).hexdigest()
