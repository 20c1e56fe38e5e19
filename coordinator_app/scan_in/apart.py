"""What lies in the tray is kept apart: it moves to the guarded compartment, and nothing of it stays in the general one.

Each record moves in a way that a kill cannot tear (`store.move`); pages go first, then their scan, then their file, so
that a page in the guarded compartment tells the next unlock what is to follow it. A file that other scans came in as
well stays behind without content and name: a twin of it goes with the pages.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from coordinator_app.core.changes import Saved, TakenBack
from coordinator_app.core.errors import GateShut
from coordinator_app.core.privacy import Compartment
from coordinator_app.documents.model import Document
from coordinator_app.scan_in import filing
from coordinator_app.scan_in.actions import demand_key, still_here
from coordinator_app.scan_in.clearing import read_to_its_end
from coordinator_app.scan_in.model import ScanBatch, ScannedForm, ScannedPage
from coordinator_app.store.session import Session
from coordinator_app.store.undo import CannotUndo

_NOT_READ = (
    "The file that this scan came in is not read to its end, and other scans came in it too. Wait until it is read, or "
    "choose “Keep it apart” for the whole file, in its own row."
)
_MIXED = "Pages of this file are filed already, or lie with pages of another file. Choose “Keep it apart” for each of its scans."
_Scan = TypeVar("_Scan", ScanBatch, ScannedForm, ScannedPage)


def keep_apart(session: Session, form: ScannedForm) -> Saved[ScannedForm]:
    """Move a scan of the tray, its pages and its file where only the guarded key opens them.

    It has no change_id: nothing is left to put back. Raises NotYours without the key, NotFound if it left the tray,
    GateShut while its file has to be read on for other scans.
    """
    demand_key(session)
    now = still_here(session, form)
    for batch in _batches(session, _pages(session, form_id=now.id)):
        if _is_shared(session, batch, now) and not (read_to_its_end(batch) or batch.trashed_at):
            raise GateShut((_NOT_READ,))
    return Saved(_move_form(session, now), "")


def keep_file_apart(session: Session, batch: ScanBatch) -> Saved[ScanBatch]:
    """Move a file that is not read, or not to its end, with all that was read in it. NotYours, GateShut."""
    demand_key(session)
    now = session.get(ScanBatch, batch.id)
    if any(form.filed_on or form.document_id or _others(session, form, now) for form in _forms(session, now)):
        raise GateShut((_MIXED,))
    return Saved(_move_file(session, now), "")


def settle(session: Session) -> None:
    """After each unlock: finish what a kill cut off. Nothing without the guarded key."""
    if Compartment.GUARDED not in session.held:
        return
    for page in _pages(session, kept_apart=True):
        form, batch = session.find(ScannedForm, page.form_id), session.find(ScanBatch, page.batch_id)
        if form is not None and not form.kept_apart:
            _move_form(session, form)
        if batch is not None and not session.get(ScanBatch, batch.id).kept_apart:
            _move_file(session, session.get(ScanBatch, batch.id))
    _tick_off(session)


def _tick_off(session: Session) -> None:
    for form in session.list(ScannedForm, where={"kept_apart": True}):
        if form.filed_on is not None and not filing.is_ticked_off(session, form):
            filing.tick_off(session, form)


def undo_gate(taken: Iterable[TakenBack]) -> None:
    """Go on, or raise CannotUndo where a scan would have to go back to the general compartment."""
    for one in taken:
        if not isinstance(one.now, ScanBatch | ScannedForm | ScannedPage) or not one.now.kept_apart:
            continue
        if isinstance(one.wanted, ScanBatch | ScannedForm | ScannedPage) and not one.wanted.kept_apart:
            raise CannotUndo(
                "This scan was kept apart, so nothing of it is left where everybody can see it.",
                next_step="File it from the tray as it is. Everybody else is told of it by who may.",
            )


# moving


def _move_form(session: Session, form: ScannedForm) -> ScannedForm:
    """Pages, then the scan, then the files of which nothing else is here; what it was filed as before goes too."""
    batches = []
    for page in _pages(session, form_id=form.id, kept_apart=False):
        batch = session.get(ScanBatch, page.batch_id)
        if _is_shared(session, batch, form):
            twin = _twin(session, batch)
            session.move(page, Compartment.GUARDED, kept_apart=True, batch_id=twin.id)
        else:
            batches.append(batch.id)
            _move(session, page)
    for paper in _filed_before(session, form):
        session.move(paper, Compartment.GUARDED, is_guarded=True)
    moved = _move(session, form)
    for batch_id in dict.fromkeys(batches):
        _move(session, session.get(ScanBatch, batch_id))
    return moved


def _move_file(session: Session, batch: ScanBatch) -> ScanBatch:
    forms = _forms(session, batch)
    for page in _pages(session, batch_id=batch.id, kept_apart=False):
        _move(session, page)
    for form in forms:
        if not form.kept_apart:
            _move(session, form)
    return _move(session, batch)


def _move(session: Session, scan: _Scan) -> _Scan:
    return session.move(scan, Compartment.GUARDED, kept_apart=True)


def _twin(session: Session, batch: ScanBatch) -> ScanBatch:
    """The file as the guarded compartment knows it; the general one keeps that there was one, without name and content."""
    there = session.list(ScanBatch, where={"sha256": batch.sha256, "kept_apart": True}, trashed=None)
    if not there:
        with session.write(Compartment.GUARDED) as work:
            there = [work.add(replace(batch, id="", content_id="", kept_apart=True))]
    now = session.get(ScanBatch, batch.id)
    if now.content_id or now.given_name or now.given_folder:
        with session.write() as work:
            work.forget_earlier(work.change(now, content_id="", given_name="", given_folder=""))
    return there[0]


def _filed_before(session: Session, form: ScannedForm) -> list[Document]:
    """What the scan was filed as before it was brought back: it lies in the general trash with all its words."""
    ids = {str(one.after.get("document_id") or "") for one in session.history(form.id) if one.after}
    found = (session.find(Document, one) for one in sorted(ids - {""}))
    return [one for one in found if one is not None and one.trashed_at is not None and not one.is_guarded]


# what belongs together


def _pages(session: Session, **where: str | bool) -> list[ScannedPage]:
    return session.list(ScannedPage, where=where, trashed=None)


def _batches(session: Session, pages: Iterable[ScannedPage]) -> list[ScanBatch]:
    return [session.get(ScanBatch, one) for one in dict.fromkeys(page.batch_id for page in pages)]


def _forms(session: Session, batch: ScanBatch) -> list[ScannedForm]:
    ids = dict.fromkeys(page.form_id for page in _pages(session, batch_id=batch.id))
    return [session.get(ScannedForm, one) for one in ids]


def _is_shared(session: Session, batch: ScanBatch, form: ScannedForm) -> bool:
    """Whether pages of other scans came in the same file, or came in it and went before them."""
    return any(page.form_id != form.id for page in _pages(session, batch_id=batch.id))


def _others(session: Session, form: ScannedForm, batch: ScanBatch) -> bool:
    return any(page.batch_id != batch.id for page in _pages(session, form_id=form.id))
