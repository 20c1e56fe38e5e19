"""A scan about safeguarding or health: filed in the guarded compartment, and of it nothing stays in the general one.

Two compartments are two units of work. The scan is marked with the id of its document first, then the document is
kept, then the tray lets go of title and pages. What a kill cut off in between is finished, or taken back, by the next
unlock that holds the guarded key.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from coordinator_app.core.catalogue import Record
from coordinator_app.core.changes import Saved, TakenBack
from coordinator_app.core.errors import GateShut
from coordinator_app.core.ids import new_id
from coordinator_app.core.privacy import Compartment
from coordinator_app.documents.actions import attach_in, may_attach
from coordinator_app.documents.model import Document
from coordinator_app.scan_in import apart
from coordinator_app.scan_in.clearing import read_to_its_end
from coordinator_app.scan_in.clearing import upkeep as clear_up
from coordinator_app.scan_in.filing import as_document, batches_of, came_back, given, looked, ready
from coordinator_app.scan_in.model import ScanBatch, ScannedForm, ScannedPage
from coordinator_app.scan_in.reading_jobs import Built, PagesGiven
from coordinator_app.store.session import Session
from coordinator_app.store.undo import CannotUndo
from coordinator_app.store.unit_of_work import Work

_NO_PAGE = "Every page of this scan is left out. Take one in first."
_NOT_READ = (
    "The file that this scan came in is not read to its end, and it holds these pages too. "
    "Wait until it is read. If it cannot be read, delete it from the queue, then file this scan."
)


@dataclass(frozen=True, slots=True)
class FiledRestricted(Saved[ScannedForm]):
    """A filed scan, and the files outside that it came in as they were called: nothing here knows it any more."""

    originals: tuple[ScanBatch, ...] = ()


def given_restricted(session: Session, form: ScannedForm) -> PagesGiven:
    """The pages to be put together; GateShut for none, or while the file has to be kept to be read on."""
    pages = given(session, form)
    if not pages.pages:
        raise GateShut((_NO_PAGE,))
    _demand_read(session, form)
    return pages


def _demand_read(session: Session, form: ScannedForm) -> None:
    if not all(_may_be_emptied(batch) for batch in batches_of(session, form)):
        raise GateShut((_NOT_READ,))


def _may_be_emptied(batch: ScanBatch) -> bool:
    """Whether nothing has to be read in the file any more: its pages lie in the tray one by one."""
    return read_to_its_end(batch) or batch.trashed_at is not None


def file_restricted(
    session: Session, form: ScannedForm, built: Built, words: Mapping[str, object]
) -> FiledRestricted:
    """File a scan among the guarded documents; `words` are title, kind_of_document, dated and source.

    They are never written in the general compartment. It has no change_id: it cannot be undone, as the tray keeps
    nothing to put back. Raises as `file_form` does, KeyNotHeld without the guarded key, GateShut as above.
    """
    session.databases.connection(Compartment.GUARDED)  # KeyNotHeld before anything is written
    settle(session)
    now = ready(session, form, built)
    _demand_read(session, now)
    originals = tuple(batches_of(session, now))
    document = _document(session, now, words)
    fingerprint = may_attach(session, document, built.pdf)
    for earlier in _filed_before(session, now):
        session.move(earlier, Compartment.GUARDED, is_guarded=True)
    with session.write() as work:
        marked = work.change(now, document_id=document.id, is_guarded=True)
    try:
        with session.write(Compartment.GUARDED) as work:
            attach_in(work, document, built.pdf, looked(built), fingerprint)
    except Exception:
        settle(session)
        raise
    return FiledRestricted(_finish(session, marked), "", originals)


def _document(session: Session, form: ScannedForm, words: Mapping[str, object]) -> Document:
    fields: dict[str, Any] = dict(words)
    return replace(as_document(session, form), **fields, id=new_id(), is_guarded=True)


def _filed_before(session: Session, form: ScannedForm) -> Iterator[Document]:
    """What the scan was filed as before it was brought back, unrestricted: it lies in the trash with all its words."""
    ids = {str(one.after.get("document_id") or "") for one in session.history(form.id) if one.after}
    for paper_id in sorted(ids - {""}):
        paper = session.find(Document, paper_id)
        if paper is not None and paper.trashed_at is not None and not paper.is_guarded:
            yield paper


def _finish(session: Session, form: ScannedForm) -> ScannedForm:
    """The document is kept: the scan is filed, and the tray lets go of it."""
    with session.write() as work:
        printed_form_id = came_back(session, work, form)
        filed = work.change(form, printed_form_id=printed_form_id, filed_on=session.clock.today())
        return _let_go(session, work, filed)


# what the general compartment lets go of


def _let_go(session: Session, work: Work, form: ScannedForm) -> ScannedForm:
    """Take title and pages of a filed scan out of the general compartment, with every earlier version of them.

    That it was filed, when and for whom stays a while, and which page of the file went where. The name of the file goes
    too: it may say what it is about.
    """
    for page in _pages(session, form):
        work.forget_earlier(work.change(page, content_id="", thumbnail_id=""))
    for batch in batches_of(session, form):
        if _says_something(batch) and _may_be_emptied(batch):
            work.forget_earlier(work.change(batch, content_id="", given_name="", given_folder=""))
    bare = work.change(form, is_guarded=True, title="", kind_of_document=None, dated=None, source="")
    work.forget_earlier(bare)
    return bare


def _pages(session: Session, form: ScannedForm) -> list[ScannedPage]:
    return session.list(ScannedPage, where={"form_id": form.id}, trashed=None)


def _holds_something(session: Session, form: ScannedForm) -> bool:
    if not form.is_guarded or form.title or any(page.content_id for page in _pages(session, form)):
        return True
    return any(_says_something(batch) and _may_be_emptied(batch) for batch in batches_of(session, form))


def _says_something(batch: ScanBatch) -> bool:
    return bool(batch.content_id or batch.given_name or batch.given_folder)


def upkeep(session: Session) -> None:
    """After each unlock: what was cut off is finished before the tray is cleared."""
    settle(session)
    apart.settle(session)
    clear_up(session)


def settle(session: Session) -> None:
    """Finish what was cut off, and let go of the scans whose document is guarded by now. Nothing without the key."""
    if Compartment.GUARDED not in session.held:
        return
    for form in session.list(ScannedForm, trashed=None):
        if form.document_id and not form.kept_apart:
            _settle_one(session, form)


def _settle_one(session: Session, form: ScannedForm) -> None:
    document = session.find(Document, form.document_id)
    if form.filed_on is None and document is None:
        with session.write() as work:
            work.change(form, document_id="", is_guarded=False)
    elif form.filed_on is None:
        _finish(session, form)
    elif document is not None and document.is_guarded and _holds_something(session, form):
        with session.write() as work:
            _let_go(session, work, form)


def moved(session: Session, record: Record) -> None:
    """A document that was filed from the tray is guarded from now on: the tray lets go of its scan."""
    if isinstance(record, Document):
        settle(session)


def undo_gate(_session: Session, taken: tuple[TakenBack, ...]) -> None:
    """Go on, or raise CannotUndo: of a scan that was restricted or kept apart nothing is left that could be put back."""
    apart.undo_gate(taken)
    if any(isinstance(one.now, ScannedForm) and one.now.is_guarded for one in taken):
        raise CannotUndo(
            "This scan was filed as restricted, so its pages have left the tray.",
            next_step="Open the document on the pupil’s Documents tab.",
        )
