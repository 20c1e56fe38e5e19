"""What the child process is asked about a foreign file, and what it found, as values (core only)."""

from __future__ import annotations

from dataclasses import dataclass

from coordinator_app.core.answers import Answered, read_answer
from coordinator_app.core.page_images import PAGES, pages_of
from coordinator_app.documents.model import Looked

__all__ = ["LOOK", "PAGES", "FileGiven", "looked_of", "pages_of"]
LOOK = "files.look"


@dataclass(frozen=True, slots=True)
class FileGiven:
    """A file as it came: the name is data, never a path."""

    name: str
    content: bytes


def looked_of(answer: Answered) -> Looked:
    """What "files.look" found: the `Looked` that `documents.actions.attach` wants."""
    return read_answer(Looked, answer)
