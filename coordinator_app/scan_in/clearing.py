"""What becomes of a file once it is filed, and how the tray is cleared: nothing goes that is not kept elsewhere.

A file may be deleted outside the vault only when all of it is filed; what is not, is told page by page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from coordinator_app.access_requests.actions.intake import open_requests
from coordinator_app.scan_in.actions import in_tray
from coordinator_app.scan_in.model import (
    KEEP_DONE_DAYS,
    TRASH_AFTER_DAYS,
    ScanBatch,
    ScannedForm,
    ScannedPage,
    ScanState,
    scan_place,
)
from coordinator_app.scan_in.sorting import pages_words
from coordinator_app.store.session import Session

# the file outside


@dataclass(frozen=True, slots=True)
class Original:
    """A file outside the vault: what of it is not filed, in sentences, and whether it may be deleted all the same.

    It may when everything else of it is filed and the user, or its being blank, left the rest out.
    """

    batch: ScanBatch
    not_filed: tuple[str, ...] = ()
    may_go: bool = False


def original_of(session: Session, batch: ScanBatch) -> Original:
    """What is to be known of a file before it is deleted outside the vault."""
    now = session.get(ScanBatch, batch.id)
    pages = session.list(ScannedPage, where={"batch_id": now.id}, order="file_page", trashed=None)
    ids = tuple({page.form_id for page in pages})
    forms = {form.id: form for form in session.list(ScannedForm, where={"id": ids}, trashed=None)}
    rest = tuple(_unfiled(now, pages, forms))
    out = [page for page in pages if page.left_out and _is_filed(forms[page.form_id])]
    blank = [page.file_page or 0 for page in out if page.is_blank]
    left = [page.file_page or 0 for page in out if not page.is_blank]
    said = (
        *((f"Left out because blank: {pages_words(blank).lower()}.",) if blank else ()),
        *((f"Left out: {pages_words(left).lower()}.",) if left else ()),
    )
    return Original(now, (*rest, *said), may_go=not rest)


def _unfiled(batch: ScanBatch, pages: Sequence[ScannedPage], forms: dict[str, ScannedForm]) -> Iterator[str]:
    """What of a file is neither filed nor left out."""
    if not read_to_its_end(batch):
        yield f"Not read to its end: {batch.pages_read or 0} of {batch.page_count or 'unknown many'} pages read."
    elif len(pages) < (batch.page_count or 0):
        yield "Some of its pages have been cleared from the tray."
    trashed = [page for page in pages if forms[page.form_id].trashed_at is not None]
    waiting = [page for page in pages if page not in trashed and not _is_filed(forms[page.form_id])]
    for found, where in ((trashed, "In the trash"), (waiting, "Waiting in the tray")):
        if found:
            yield f"{where}: {pages_words([page.file_page or 0 for page in found]).lower()}."


def _is_filed(form: ScannedForm) -> bool:
    return form.filed_on is not None and form.trashed_at is None


def read_to_its_end(batch: ScanBatch) -> bool:
    """Whether every page of a file has been read and kept."""
    return batch.state is ScanState.READ and bool(batch.page_count) and batch.pages_read == batch.page_count


def wholly_filed(session: Session, batch: ScanBatch) -> bool:
    """Whether every page of a file is part of a document: all read, none waiting, left out or in the trash."""
    return not original_of(session, batch).not_filed


def original_deleted(session: Session, batch: ScanBatch) -> ScanBatch:
    """Note that the file outside the vault was deleted, at the user's wish."""
    now = session.get(ScanBatch, batch.id)
    with session.write(scan_place(now)) as work:
        return work.change(now, original_deleted_on=session.clock.today())


# what is over


def upkeep(session: Session) -> None:
    """After each unlock: what lies in the tray too long goes to the trash, what is over goes for good."""
    trash_old(session)
    clear_done(session)


def trash_old(session: Session) -> int:
    """Put what nobody filed in the trash in time to be gone within the year that a scan may be kept (003-7.2b).

    Today asks about it long before. Nothing goes while somebody asks for their records (003-5.1): whose a scan is
    may not be known. Returns how many scans and files went.
    """
    if open_requests(session):
        return 0
    last = session.clock.today() - timedelta(days=TRASH_AFTER_DAYS)
    forms = [form for form in in_tray(session) if (form.arrived_on or last) <= last]
    files = [
        batch
        for batch in session.list(ScanBatch)
        if batch.state is not ScanState.READ and (batch.dropped_on or last) <= last
    ]
    old: list[ScannedForm | ScanBatch] = [*forms, *files]
    for place in session.held:
        here = [one for one in old if scan_place(one) is place]
        if here:
            with session.write(place) as work:
                for one in here:
                    work.trash(one)
    return len(old)


def clear_done(session: Session) -> int:
    """Remove for good what was filed or thrown away more than 30 days ago; returns how many scans went.

    What was filed as restricted goes the day after: the name of the file it came in may say what it is. What was filed lives on as a document. What lay in the trash of the tray is gone, as its retention says. A file
    goes when all of it was read and nothing of it is left here, or when it was thrown away itself.
    """
    today = session.clock.today()
    before = today - timedelta(days=KEEP_DONE_DAYS)
    held = {request.pupil_id for request in open_requests(session)}  # nothing goes while one asks (003-5.1)
    everything = session.list(ScannedForm, trashed=None)
    over = [form for form in everything if _is_over(form, before, today) and not _is_held(form, held)]
    for form in over:
        _let_go(session, form)
    for batch in session.list(ScanBatch, trashed=None):
        if _may_go(session, batch, before) and not (batch.trashed_at and held):
            _let_go(session, batch)
    return len(over)


def _is_held(form: ScannedForm, asking: set[str]) -> bool:
    """Whether it may be asked for, where `asking` are the pupils with an open request; any may be of a nameless scan."""
    return form.pupil_id in asking if form.pupil_id else bool(asking)


def _is_over(form: ScannedForm, before: date, today: date) -> bool:
    gone = form.trashed_at.date() if form.trashed_at else form.filed_on
    return gone is not None and gone < (today if _is_bare(form) else before)


def _is_bare(form: ScannedForm) -> bool:
    return form.is_guarded and form.filed_on is not None


def _may_go(session: Session, batch: ScanBatch, before: date) -> bool:
    if batch.trashed_at is not None:
        over = batch.trashed_at.date() < before
    else:
        old = batch.dropped_on is not None and batch.dropped_on < before
        over = read_to_its_end(batch) and (old or not batch.content_id)
    return over and not session.count(ScannedPage, where={"batch_id": batch.id}, cap=1, trashed=None)


def _let_go(session: Session, record: ScannedForm | ScanBatch) -> None:
    with session.write(scan_place(record)) as work:
        work.remove(record)
