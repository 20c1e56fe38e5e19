"""A filed scan turns out to be another child's: it follows its document, and the form that it shows is out again."""

from __future__ import annotations

from coordinator_app.consent.model import PrintedForm
from coordinator_app.scan_in.model import ScannedForm, scan_place
from coordinator_app.scan_in.placing import printed_form
from coordinator_app.store.session import Session
from coordinator_app.store.unit_of_work import Work
from coordinator_app.wording.blank import belongs_in, find_blank, nobodys_again


def scans_of(session: Session, document_id: str) -> list[ScannedForm]:
    """The scans that were filed as this document, those in the trash too."""
    return session.list(ScannedForm, where={"document_id": document_id}, trashed=None) if document_id else []


def follow(session: Session, work: Work, scan: ScannedForm, pupil_id: str) -> ScannedForm:
    """Let a scan be that of another pupil, inside the unit of work that moves its document.

    The form printed for the first child is out again, so it is chased again. One that was printed blank, or whose
    code names the other child, is the other child's and back.
    """
    form_id = _form_of(session, work, scan, pupil_id)
    return work.change(scan, pupil_id=pupil_id, printed_form_id=form_id)


def follow_apart(session: Session, scan: ScannedForm, pupil_id: str) -> ScannedForm:
    """The same for a scan that is kept apart: two compartments are two units of work."""
    with session.write() as work:
        form_id = _form_of(session, work, scan, pupil_id)
    with session.write(scan_place(scan)) as work:
        return work.change(scan, pupil_id=pupil_id, printed_form_id=form_id)


def _form_of(session: Session, work: Work, scan: ScannedForm, pupil_id: str) -> str:
    """The form of the other child which the scan shows, back by now; "" for none."""
    printed = session.find(PrintedForm, scan.printed_form_id) if scan.printed_form_id else None
    if printed is not None and out_again(session, work, scan, printed):
        blank = find_blank(session, printed.reference)
        its = belongs_in(session, work, blank, pupil_id) if blank is not None else None
    else:
        its = printed_form(session, scan.reference)
    if its is None or its.pupil_id != pupil_id:
        return ""
    if its.returned_on is None:
        its = work.change(its, returned_on=scan.filed_on)
    return its.id


def out_again(session: Session, work: Work, scan: ScannedForm, printed: PrintedForm) -> bool:
    """Take back that a form came back with this scan; whether it is nobody's now, because it was printed blank.

    Nothing happens if it came back another day, or if another scan of it is filed.
    """
    if printed.returned_on != scan.filed_on or _filed_again(session, printed, scan):
        return False
    return nobodys_again(session, work, work.change(printed, returned_on=None))


def _filed_again(session: Session, printed: PrintedForm, scan: ScannedForm) -> bool:
    of_it = session.list(ScannedForm, where={"printed_form_id": printed.id})
    return any(one.id != scan.id and one.filed_on is not None for one in of_it)
