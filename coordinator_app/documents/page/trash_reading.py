"""What the box with the trash shows (no Qt)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from coordinator_app.documents import trash, view
from coordinator_app.documents.bound import REQUEST_OPEN, asked_for
from coordinator_app.documents.trash import Thrown
from coordinator_app.store.session import Session


@dataclass(frozen=True, slots=True)
class TrashShown:
    """The documents in the trash, and why none may go for good now; "" while they may."""

    thrown: tuple[Thrown, ...]
    shut: str = ""


def read(session: Session, pupil_id: str, *, guarded_words: bool) -> TrashShown:
    """The trash of a pupil; without `guarded_words` restricted documents are not named."""
    thrown = (
        one
        if guarded_words or not one.document.is_guarded
        else replace(one, document=replace(one.document, title=view.CLOSED, words="", lies_hidden=""))
        for one in trash.in_trash(session, pupil_id)
    )
    return TrashShown(tuple(thrown), REQUEST_OPEN if asked_for(session, pupil_id) else "")
