"""What the Documents tab shows, and the file that is chosen to be attached (no Qt)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Literal

from coordinator_app.core.dates import say
from coordinator_app.core.errors import BadFile
from coordinator_app.core.gates import Decision
from coordinator_app.core.privacy import Compartment
from coordinator_app.corrections.beside import otherwise
from coordinator_app.documents import listing, trash
from coordinator_app.documents.bound import asked_for
from coordinator_app.documents.filters import Filters
from coordinator_app.documents.listing import Asked, Placed
from coordinator_app.documents.model import Document, demand_size
from coordinator_app.documents.reading_jobs import FileGiven
from coordinator_app.documents.unfinished import files_left
from coordinator_app.pupils.model import Pupil
from coordinator_app.referrals.actions import keeping
from coordinator_app.rights.restricting import MARK, shut_records
from coordinator_app.sharing.actions import shared_with_family
from coordinator_app.store.paging import PageMark
from coordinator_app.store.session import Session

CLOSED = "Restricted document"


@dataclass(frozen=True, slots=True)
class Line:
    """One document and how it stands with the family.

    A closed one is guarded and says nothing but its date: the passphrase has to be typed again first (decision 20).
    `depth` is how far it stands under the message that it came with; `warns` that somebody has to look at it.
    """

    document: Document
    second: str
    state: Literal["shared", "not-shared", "restricted"]
    state_words: str
    is_closed: bool = False
    depth: int = 0
    warns: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """The documents, newest first; whether more may be kept (003-7.2); whether guarded ones are open here.

    `asked` is said before a file is kept: an access request about the pupil is open; "" if none is. `next` is where
    the list goes on, `everything` whether nothing narrows it; of the trash, how many are in it and how many may go.
    `unfinished` are the files that were being added before the vault was locked.
    """

    lines: tuple[Line, ...]
    gate: Decision
    sees_guarded: bool
    asked: str = ""
    next: PageMark | None = None
    everything: bool = True
    in_trash: int = 0
    may_go: int = 0
    closed_left_out: bool = False
    unfinished: int = 0


def asked_words(name: str) -> str:
    """Said before something is filed for a pupil about whom a request is open: it may be given out."""
    return f"An access request about {name} is open. Look at every page: what lies on that record can be given out."


def read(
    session: Session,
    pupil_id: str,
    *,
    guarded_words: bool = True,
    filters: Filters | None = None,
    limit: int = listing.PAGE,
) -> Shown:
    """The first documents of a pupil in the compartments held; without `guarded_words` guarded ones by date only."""
    wanted = filters or Filters()
    lines, mark = more(session, pupil_id, wanted, None, guarded_words=guarded_words, limit=limit)
    asked = asked_for(session, pupil_id)
    in_trash, may_go = trash.counts(session, pupil_id)
    sees = Compartment.GUARDED in session.held
    return Shown(
        lines,
        keeping(session, pupil_id),
        sees,
        asked_words(session.get(Pupil, pupil_id).called) if asked else "",
        mark,
        wanted == Filters(),
        in_trash,
        0 if asked else may_go,
        sees and not guarded_words and wanted.looks_inside,
        len(files_left(session, pupil_id)),
    )


def more(
    session: Session,
    pupil_id: str,
    filters: Filters,
    after: PageMark | None,
    *,
    guarded_words: bool = True,
    limit: int = listing.PAGE,
) -> tuple[tuple[Line, ...], PageMark | None]:
    """The documents that follow a mark, and where the next ones start."""
    given = shared_with_family(session, pupil_id)
    asked = Asked(pupil_id, filters, after, limit, guarded_words=guarded_words, given=given)
    found = listing.read(session, asked)
    beside = _beside(session, pupil_id, [one.document.id for one in found.placed])
    lines = (_line(one, given.get(one.document.id), beside[one.document.id]) for one in found.placed)
    shown = tuple(line if guarded_words or not line.document.is_guarded else _closed(line) for line in lines)
    return shown, found.next


def count(session: Session, pupil_id: str) -> int:
    """How many documents this user may open."""
    return session.count(Document, where={"pupil_id": pupil_id})


def _beside(session: Session, pupil_id: str, ids: list[str]) -> dict[str, tuple[str, ...]]:
    """What stands beside each of these documents: that it is restricted by itself, and what is said otherwise of it."""
    said, shut = otherwise(session, ids), shut_records(session, pupil_id)
    return {one: (*((MARK,) if one in shut else ()), *said.get(one, ())) for one in ids}


def _line(placed: Placed, shared_on: date | None, beside: tuple[str, ...] = ()) -> Line:
    one = placed.document
    parts = (
        say(one.dated) if one.dated else "",
        one.kind_of_document.label if one.kind_of_document else "",
        f"from {one.source}" if one.source else "",
        f"{one.portion.words()}, kept whole" if one.portion and one.is_whole else _pages(one.page_count),
        *_where(placed),
        f"may be told: {one.may_be_told.label[0].lower()}{one.may_be_told.label[1:]}"
        if one.may_be_told
        else "",
        *marks(one),
        *(f"{words[:1].lower()}{words[1:]}" if words == MARK else words for words in beside),
    )
    second = ", ".join(part for part in parts if part)
    line = Line(
        one, second, "not-shared", "Not shared yet", depth=placed.depth, warns=_warns(one) or bool(beside)
    )
    if shared_on is not None:
        return replace(line, state="shared", state_words=f"Shared {say(shared_on)}")
    if one.is_guarded:
        return replace(line, state="restricted", state_words="Restricted")
    return line


def _where(placed: Placed) -> tuple[str, ...]:
    """What it came with, above it or not; a part says so by its title."""
    if placed.came_with:
        return (f"came with “{placed.came_with}”",)
    if not placed.depth:
        return ()
    return ("of the file above",) if placed.document.part_number else ("came with the message above",)


def _closed(line: Line) -> Line:
    one = line.document
    bare = replace(
        one,
        title=CLOSED,
        kind_of_document=None,
        source="",
        given_name="",
        words="",
        page_count=None,
        lies_hidden="",
        unread_pages=None,
        read_by_machine=False,
        may_be_told=None,
    )
    return replace(
        line, document=bare, second=say(one.dated) if one.dated else "", is_closed=True, warns=False
    )


def marks(document: Document) -> tuple[str, ...]:
    """What has to be known of the words of a document, for its line and above its pages."""
    left = document.unread_pages or 0
    if left and not document.machine_tried:
        unread = f"{_pages(left)} without words, to be read"
    else:
        unread = f"{_pages(left)} without words, to be read by a person" if left else ""
    return tuple(
        words
        for words in (
            "words read by machine" if document.read_by_machine else "",
            unread,
            "something lies hidden in it" if document.lies_hidden else "",
        )
        if words
    )


def _warns(document: Document) -> bool:
    return bool(document.lies_hidden or (document.unread_pages and document.machine_tried))


def _pages(number: int | None) -> str:
    return "" if number is None else "1 page" if number == 1 else f"{number} pages"


def read_file(path: Path) -> FileGiven:
    """The bytes of a file that the user chose; BadFile in plain words if it cannot be read or is too large."""
    try:
        with path.open("rb") as file:
            demand_size(path.stat().st_size, file.peek(1024))
            return FileGiven(path.name, file.read())
    except OSError:
        raise BadFile(
            "The file could not be read.", next_step="See that it is still there and not open elsewhere."
        ) from None


def title_of(name: str) -> str:
    """A first guess at a document's title from the name of its file."""
    return " ".join(Path(name).stem.replace("_", " ").replace("-", " ").split())[:120]
