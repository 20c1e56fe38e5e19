"""Files that were being added when the vault was locked: which they are, as the draft of what was typed says (no Qt)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from coordinator_app.store.session import Session

ADDING = "document_adding"
"""The kind of the draft; it is kept with the pupil."""
FILES = "_files"


@dataclass(frozen=True, slots=True)
class FileLeft:
    """A file that something was typed about: its mark, what it is called, and where it lay, "" for one that was pasted."""

    mark: str
    name: str
    path: str = ""


def in_draft(body: Mapping[str, Any] | None) -> tuple[FileLeft, ...]:
    """The files that a draft is about; what is no draft of ours has none."""
    found = body.get(FILES) if body is not None else None
    if not isinstance(found, dict):
        return ()
    return tuple(
        FileLeft(str(mark), str(one.get("name") or ""), str(one.get("path") or ""))
        for mark, one in found.items()
        if isinstance(one, dict)
    )


def files_left(session: Session, pupil_id: str) -> tuple[FileLeft, ...]:
    """The files about which this user typed something that is not kept yet."""
    return in_draft(session.draft(ADDING, pupil_id))


def throw_away(session: Session, pupil_id: str) -> None:
    """Let go of what was typed about them."""
    for place in session.held:
        with session.write(place) as work:
            work.drop_draft(ADDING, pupil_id)
