"""What the Documents tab shows, and the file that is chosen to be attached (no Qt)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Literal

from coordinator_app.access_requests.actions.intake import open_requests
from coordinator_app.core.changes import Saved
from coordinator_app.core.dates import say
from coordinator_app.core.errors import BadFile, GateShut
from coordinator_app.core.gates import Decision
from coordinator_app.core.privacy import Compartment
from coordinator_app.documents.actions import documents_of, move_to_trash
from coordinator_app.documents.model import MOST_BYTES, Document
from coordinator_app.documents.reading_jobs import FileGiven
from coordinator_app.pupils.model import Pupil
from coordinator_app.referrals.actions import keeping
from coordinator_app.sharing.actions import shared_with_family
from coordinator_app.store.session import Session

_REQUEST_OPEN = (
    "An access request about this pupil is open, so nothing may be deleted. "
    "It opens when the request has been answered. If it is another child’s paper, choose “This belongs to another child”."
)
CLOSED = "Restricted document"
ENDINGS = ("pdf", "png", "jpg", "jpeg")


@dataclass(frozen=True, slots=True)
class Line:
    """One document and how it stands with the family.

    A closed one is guarded and says nothing but its date: the passphrase has to be typed again first (decision 20).
    """

    document: Document
    second: str
    state: Literal["shared", "not-shared", "restricted"]
    state_words: str
    is_closed: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """The documents, newest first; whether more may be kept (003-7.2); whether guarded ones are open here.

    `asked` is said before a file is kept: an access request about the pupil is open; "" if none is.
    """

    lines: tuple[Line, ...]
    gate: Decision
    sees_guarded: bool
    asked: str = ""


def asked_words(name: str) -> str:
    """Said before something is filed for a pupil about whom a request is open: it may be given out."""
    return f"An access request about {name} is open. Look at every page: what lies on that record can be given out."


def read(session: Session, pupil_id: str, *, guarded_words: bool = True) -> Shown:
    """Every document of a pupil in the compartments held; without `guarded_words` guarded ones by date only."""
    given = shared_with_family(session, pupil_id)
    lines = (_line(one, given.get(one.id)) for one in documents_of(session, pupil_id))
    shown = tuple(line if guarded_words or not line.document.is_guarded else _closed(line) for line in lines)
    asked = any(request.pupil_id == pupil_id for request in open_requests(session))
    words = asked_words(session.get(Pupil, pupil_id).called) if asked else ""
    return Shown(shown, keeping(session, pupil_id), Compartment.GUARDED in session.held, words)


def count(session: Session, pupil_id: str) -> int:
    """How many documents this user may open."""
    return session.count(Document, where={"pupil_id": pupil_id})


def _line(one: Document, shared_on: date | None) -> Line:
    parts = (
        say(one.dated) if one.dated else "",
        one.kind_of_document.label if one.kind_of_document else "",
        f"from {one.source}" if one.source else "",
        _pages(one.page_count),
    )
    second = ", ".join(part for part in parts if part)
    if shared_on is not None:
        return Line(one, second, "shared", f"Shared {say(shared_on)}")
    if one.is_guarded:
        return Line(one, second, "restricted", "Restricted")
    return Line(one, second, "not-shared", "Not shared yet")


def _closed(line: Line) -> Line:
    one = line.document
    bare = replace(
        one, title=CLOSED, kind_of_document=None, source="", given_name="", words="", page_count=None
    )
    return replace(line, document=bare, second=say(one.dated) if one.dated else "", is_closed=True)


def _pages(number: int | None) -> str:
    return "" if number is None else "1 page" if number == 1 else f"{number} pages"


def read_file(path: Path) -> FileGiven:
    """The bytes of a file that the user chose; BadFile in plain words if it cannot be read or is too large."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise BadFile("The file is larger than 100 MB.", next_step="Scan it again at a lower quality.")
        return FileGiven(path.name, path.read_bytes())
    except OSError:
        raise BadFile(
            "The file could not be read.", next_step="See that it is still there and not open elsewhere."
        ) from None


def title_of(name: str) -> str:
    """A first guess at a document's title from the name of its file."""
    return " ".join(Path(name).stem.replace("_", " ").replace("-", " ").split())[:120]


def trash(session: Session, document: Document) -> Saved[Document]:
    """Put a document in the trash; GateShut while an access request about the pupil is open (003-5.1)."""
    if any(request.pupil_id == document.pupil_id for request in open_requests(session)):
        raise GateShut((_REQUEST_OPEN,))
    return move_to_trash(session, document)
