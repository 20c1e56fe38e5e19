"""A register from the user's disk: read whole, named by nothing but its own name."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from coordinator_app.attendance.bringing_in.asked import MOST_BYTES
from coordinator_app.core.errors import BadFile

_LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class Register:
    """A file as it came: what it is called is data, never a path."""

    called: str
    content: bytes
    sha256: str


def read_register(path: Path) -> Register:
    """The file. Raises BadFile in plain words if it cannot be read at all."""
    try:
        if path.is_dir():
            raise BadFile("This is a folder.", next_step="Open it and drop the register that is in it.")
        if path.stat().st_size > MOST_BYTES:
            raise BadFile(
                "The file is larger than 25 MB.",
                next_step="Bring it in by parts, for example a term at a time.",
            )
        content = path.read_bytes()
    except OSError:
        raise BadFile(
            "The file could not be read.", next_step="See that it is still there and not open elsewhere."
        ) from None
    return Register(shown_name(path.name), content, hashlib.sha256(content).hexdigest())


def shown_name(name: str) -> str:
    """The name as it can stand in a line: printable letters only, shortened in the middle."""
    plain = "".join(letter for letter in name if letter.isprintable() and not 0xD800 <= ord(letter) <= 0xDFFF)
    half = _LONGEST_NAME // 2
    return plain if len(plain) <= _LONGEST_NAME else f"{plain[:half]}…{plain[-half:]}"
