"""The tray: a dropped file is kept at once, then its pages as they are read; they are sorted, moved and thrown away.

Nothing here files anything: that is `filing`. All of a file lies in one compartment: the general one, or the guarded one
from the first byte where it was said so when it was dropped; `apart` moves there what was not.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from coordinator_app.access_requests.actions.intake import open_requests
from coordinator_app.consent.model import PrintedForm
from coordinator_app.core.changes import Saved
from coordinator_app.core.dates import say
from coordinator_app.core.errors import BadFile, GateShut, KeyNotHeld, NotFound, Trouble
from coordinator_app.core.privacy import Compartment
from coordinator_app.core.scan_types import ENDINGS
from coordinator_app.documents.model import ASK_AGAIN, EMPTY, MOST_BYTES
from coordinator_app.pupils.model import Pupil
from coordinator_app.scan_in.model import PageMark, ScanBatch, ScannedForm, ScannedPage, ScanState, scan_place
from coordinator_app.scan_in.placing import Sorter, printed_form
from coordinator_app.scan_in.reading_jobs import ScanLooked
from coordinator_app.store.session import Session
from coordinator_app.store.unit_of_work import Work
from coordinator_app.wording.model import BlankForm

_REQUEST_OPEN = (
    "An access request about this pupil is open, so nothing may be taken away. "
    "It opens when the request has been answered. If it is another child’s paper, choose “This belongs to another "
    "child” on the pupil’s Documents tab."
)


_RING = (
    "Ring the safeguarding lead, who can scan the paper in and keep it apart. "
    "If a child may be in danger, ring 999 first."
)
_NOT_TOGETHER = "One of the two is kept apart, so they cannot be put together. Choose “Keep it apart” for the other one first."


@dataclass(frozen=True, slots=True)
class ScanFile:
    """A file as it was dropped; name and folder are data, never used as a path by the tray."""

    name: str
    folder: str
    content: bytes
    dated: date | None = None


class AlreadyScanned(Trouble):
    """The very same file is in the tray, or was filed from it."""

    code = "already-scanned"
    safe = "It was not added a second time."


class NotYours(KeyNotHeld):
    """The user cannot keep a scan apart: says whom to ring."""

    safe = "Nothing of it was kept, and nothing was changed."


# keeping what was dropped


def keep_scan(session: Session, file: ScanFile, *, apart: bool = False) -> Saved[ScanBatch]:
    """Keep a file whole, before anything in it is read: from now on it cannot be lost.

    `apart`: it is about safeguarding or health, so file, name and all that is read in it lie in the guarded compartment.
    BadFile if it is empty or too large, AlreadyScanned if it is here already, NotYours for `apart` without that key. One
    that was thrown away does not count.
    """
    if apart:
        demand_key(session)
    if not file.content:
        is_scan = file.name.lower().endswith(tuple(f".{one}" for one in ENDINGS))
        raise BadFile(EMPTY, next_step="Scan it again." if is_scan else ASK_AGAIN)
    if len(file.content) > MOST_BYTES:
        raise BadFile("The file is larger than 100 MB.", next_step="Scan it in parts, or at a lower quality.")
    fingerprint = hashlib.sha256(file.content).hexdigest()
    _refuse_second(session, fingerprint, apart=apart)
    today = session.clock.today()
    with session.write(Compartment.GUARDED if apart else Compartment.GENERAL) as work:
        batch = work.add(
            ScanBatch(
                given_name=file.name,
                given_folder=file.folder,
                byte_count=len(file.content),
                sha256=fingerprint,
                content_id=work.put_blob(file.content),
                file_date=file.dated if file.dated and file.dated <= today else None,
                dropped_on=today,
                kept_apart=apart,
            )
        )
    return Saved(batch, work.change_id)


def demand_key(session: Session) -> None:
    """Go on, or raise NotYours: what is about safeguarding or health is kept by who may open it afterwards (003-6.4)."""
    if Compartment.GUARDED not in session.held:
        raise not_yours()


def not_yours() -> NotYours:
    """What somebody is told who cannot keep a scan apart."""
    return NotYours(
        "Your passphrase does not open what is kept apart about safeguarding and health.", next_step=_RING
    )


def _refuse_second(session: Session, fingerprint: str, *, apart: bool) -> None:
    for batch in session.list(ScanBatch, where={"sha256": fingerprint}):
        forms = forms_of(session, batch)
        if not forms and batch.state is ScanState.READ:
            continue  # all of it was thrown away
        filed = [form.filed_on for form in forms if form.filed_on is not None]
        if len(filed) == len(forms) and filed:
            happened = f"This very scan was filed on {say(max(filed))}."
            raise AlreadyScanned(happened, next_step="Look under Filed to see where it is.")
        lies_open = apart and not batch.kept_apart
        step = "Choose it there, then “Keep it apart”." if lies_open else "File it from there."
        raise AlreadyScanned("This very scan is in the tray already.", next_step=step)


def waiting(session: Session) -> list[ScanBatch]:
    """The files that are not read to their end yet, oldest first: after a restart the reading goes on with them."""
    return session.list(ScanBatch, where={"state": ScanState.WAITING})


def content_of(session: Session, batch: ScanBatch) -> bytes:
    """The file as it was dropped."""
    return session.blob(batch.content_id)


# what was read in it


def keep_pages(session: Session, batch_id: str, looked: ScanLooked) -> ScanBatch:
    """Keep some pages of a file, in the order of the file, each with the form that it belongs to."""
    batch = session.get(ScanBatch, batch_id)
    with session.write(_place(session, batch)) as work:
        sorter = Sorter(session, work, batch)
        for page in looked.pages:
            sorter.add(page)
        sorter.put_in_order()
        read = (batch.pages_read or 0) + len(looked.pages)
        over = read >= looked.total or not looked.pages
        return work.change(
            batch,
            media_type=looked.media_type,
            page_count=looked.total,
            pages_read=read,
            state=ScanState.READ if over else ScanState.WAITING,
        )


def cannot_read(session: Session, batch_id: str, why: str) -> ScanBatch:
    """Note that a file, or the rest of it, cannot be read; what was read of it stays."""
    batch = session.get(ScanBatch, batch_id)
    with session.write(_place(session, batch)) as work:
        return work.change(batch, state=ScanState.FAILED, problem=why)


def try_again(session: Session, batch: ScanBatch) -> Saved[ScanBatch]:
    """Read a file, or the rest of it, once more."""
    with session.write(_place(session, batch)) as work:
        kept = work.change(batch, state=ScanState.WAITING, problem="")
    return Saved(kept, work.change_id)


# looking at the tray


def pages_of(session: Session, form: ScannedForm) -> list[ScannedPage]:
    """The pages of a form in their order, those left out too."""
    return session.list(ScannedPage, where={"form_id": form.id}, order="place")


def forms_of(session: Session, batch: ScanBatch) -> list[ScannedForm]:
    """The forms that pages of a file went to, as far as they were not thrown away."""
    pages = session.list(ScannedPage, where={"batch_id": batch.id})
    ids = tuple(dict.fromkeys(page.form_id for page in pages))
    return session.list(ScannedForm, where={"id": ids}) if ids else []


def in_tray(session: Session) -> list[ScannedForm]:
    """The forms that wait to be filed, oldest first."""
    return session.list(ScannedForm, where={"filed_on": None})


# changing the tray


def choose_pupil(session: Session, form: ScannedForm, pupil_id: str) -> Saved[ScannedForm]:
    """Say whose it is; "" takes the choice back, and what its code says holds. NotFound for a pupil who is not there.

    A printed form stays with it only if it was printed for that pupil: another child's is never ticked off.
    """
    with session.write(_place(session, form)) as work:
        kept = choose_pupil_in(session, work, form, pupil_id)
    return Saved(kept, work.change_id)


def choose_pupil_in(session: Session, work: Work, form: ScannedForm, pupil_id: str) -> ScannedForm:
    """The same within a unit of work that does more: files it."""
    if pupil_id and session.get(Pupil, pupil_id).trashed_at is not None:
        raise NotFound("This pupil is in the trash.")
    now = still_here(session, form)
    coded = printed_form(session, now.reference)
    whose = pupil_id or (coded.pupil_id if coded else "")
    chosen = session.find(PrintedForm, now.printed_form_id) if now.printed_form_id and pupil_id else None
    its = next((one for one in (chosen, coded) if one is not None and one.pupil_id == whose), None)
    return work.change(now, confirmed=None, pupil_id=whose, printed_form_id=its.id if its else "")


def choose_blank(session: Session, form: ScannedForm, blank: BlankForm) -> Saved[ScannedForm]:
    """Say by its letters which form it is that was printed blank; whose it is has to be said next."""
    with session.write(_place(session, form)) as work:
        kept = work.change(still_here(session, form), reference=blank.reference, confirmed=None)
    return Saved(kept, work.change_id)


def choose_form(
    session: Session, form: ScannedForm, printed: PrintedForm, *, confirmed: bool | None = None
) -> Saved[ScannedForm]:
    """Say which printed form it is, by its letters or by the eye: the user's word, which may tick it at once."""
    with session.write(_place(session, form)) as work:
        kept = work.change(
            still_here(session, form),
            pupil_id=printed.pupil_id,
            printed_form_id=printed.id,
            confirmed=confirmed,
        )
    return Saved(kept, work.change_id)


def confirm(session: Session, form: ScannedForm, yes: bool) -> Saved[ScannedForm]:
    """Tick a scan to be filed, or untick it."""
    with session.write(_place(session, form)) as work:
        kept = work.change(still_here(session, form), confirmed=yes)
    return Saved(kept, work.change_id)


def describe(session: Session, form: ScannedForm, **words: object) -> Saved[ScannedForm]:
    """Keep what is typed about a scan before it is filed (title, kind_of_document, dated, source), and tick it.

    One whose code is on the form of another child than it was given to is ticked by the user only.
    """
    now = still_here(session, form)
    printed = printed_form(session, now.reference)
    yes = now.confirmed if printed is not None and printed.pupil_id != now.pupil_id else True
    with session.write(_place(session, form)) as work:
        kept = work.change(now, confirmed=yes, **words)
    return Saved(kept, work.change_id)


def join(session: Session, form: ScannedForm, to: ScannedForm) -> Saved[ScannedForm]:
    """Put the pages of a scan behind those of another one; on the user's word only. GateShut if one is kept apart."""
    if form.kept_apart != to.kept_apart:
        raise GateShut((_NOT_TOGETHER,))
    behind = pages_of(session, to)
    with session.write(_place(session, form)) as work:
        target = still_here(session, to)
        for place, page in enumerate(pages_of(session, form), start=len(behind) + 1):
            work.change(page, form_id=target.id, place=place)
        work.trash(still_here(session, form))
        kept = work.change(target, confirmed=None)
    return Saved(kept, work.change_id)


def split(session: Session, form: ScannedForm, at: int) -> Saved[ScannedForm]:
    """Make the pages from place `at` (from 1) on a scan of its own; nothing happens at the first page.

    The new scan goes by the first code of ours on its own pages, and is nobody's yet if there is none on them.
    """
    pages = pages_of(session, form)
    going = pages[max(1, at - 1) :]
    if not going or at < 2:
        return Saved(form, "")
    coded = next((page for page in going if page.mark is PageMark.OURS), None)
    printed = printed_form(session, coded.reference) if coded else None
    with session.write(_place(session, form)) as work:
        new = work.add(
            ScannedForm(
                reference=coded.reference if coded else "",
                arrived_on=form.arrived_on,
                pupil_id=printed.pupil_id if printed else "",
                printed_form_id=printed.id if printed else "",
                follows=form.id,
                kept_apart=form.kept_apart,
            )
        )
        for place, page in enumerate(going, start=1):
            work.change(page, form_id=new.id, place=place)
        work.change(still_here(session, form), confirmed=None)
    return Saved(new, work.change_id)


def move_page(session: Session, form: ScannedForm, place: int, by: int) -> Saved[ScannedForm]:
    """Move the page at a place (from 1) up or down; nothing happens at the ends. NotFound if it left the tray."""
    pages = pages_of(session, still_here(session, form))
    to = place + by
    if not (1 <= place <= len(pages) and 1 <= to <= len(pages)):
        return Saved(form, "")
    pages.insert(to - 1, pages.pop(place - 1))
    with session.write(_place(session, form)) as work:
        for now, page in enumerate(pages, start=1):
            work.change(page, place=now)
    return Saved(form, work.change_id)


def turn_page(session: Session, page: ScannedPage, by: int = 90) -> Saved[ScannedPage]:
    """Turn a page clockwise by so many degrees; NotFound if its scan is no longer in the tray."""
    still_here(session, session.get(ScannedForm, page.form_id))
    with session.write(_place(session, page)) as work:
        kept = work.change(page, turn=((page.turn or 0) + by) % 360)
    return Saved(kept, work.change_id)


def leave_out(session: Session, page: ScannedPage, left_out: bool) -> Saved[ScannedPage]:
    """Leave a page out of what is filed, or take it in again; it stays in the tray with its form.

    NotFound if its scan is no longer in the tray.
    """
    still_here(session, session.get(ScannedForm, page.form_id))
    with session.write(_place(session, page)) as work:
        kept = work.change(page, left_out=left_out)
    return Saved(kept, work.change_id)


def throw_away(session: Session, forms: Sequence[ScannedForm]) -> Saved[tuple[ScannedForm, ...]]:
    """Put scans in the trash of the vault; the file outside stays where it is.

    GateShut while an access request is open about a pupil whose scan it is (003-5.1). Scans of two compartments go in
    two units of work, so no one key takes back the half of it.
    """
    for form in forms:
        demand_no_request(session, form)
    gone: list[ScannedForm] = []
    change_id = ""
    for place in Compartment:
        here = [form for form in forms if _place(session, form) is place]
        if here:
            with session.write(place) as work:
                gone += [work.trash(still_here(session, form)) for form in here]
            change_id = "" if change_id else work.change_id
    return Saved(tuple(gone), change_id)


def demand_no_request(session: Session, form: ScannedForm) -> None:
    """Go on, or raise GateShut while an access request about the scan's pupil is open (003-5.1)."""
    if form.pupil_id and any(request.pupil_id == form.pupil_id for request in open_requests(session)):
        raise GateShut((_REQUEST_OPEN,))


def throw_file_away(session: Session, batch: ScanBatch) -> Saved[ScanBatch]:
    """Put a file that cannot be read in the trash of the vault."""
    with session.write(_place(session, batch)) as work:
        gone = work.trash(batch)
    return Saved(gone, work.change_id)


def _place(session: Session, scan: ScanBatch | ScannedForm | ScannedPage) -> Compartment:
    """Where it lies now: it may have been kept apart since it was read. NotFound."""
    return scan_place(session.get(type(scan), scan.id))


def still_here(session: Session, form: ScannedForm) -> ScannedForm:
    """The scan as it is now; NotFound if it was filed, or its filing begun, or it was thrown away meanwhile."""
    now = session.get(ScannedForm, form.id)
    if now.filed_on is not None or now.document_id or now.trashed_at is not None:
        raise NotFound("This scan is no longer in the tray.")
    return now
