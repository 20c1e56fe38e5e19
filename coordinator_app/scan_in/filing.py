"""Filing: a scan becomes a document of the pupil, and the form it shows is back. All of it, or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from coordinator_app.consent.model import Consent, FormTemplate, PrintedForm
from coordinator_app.core.changes import Saved
from coordinator_app.core.errors import GateShut, InvalidInput, Trouble
from coordinator_app.core.privacy import Compartment
from coordinator_app.documents.actions import attach_in, may_attach
from coordinator_app.documents.model import Document, DocumentKind, Looked, document_compartment
from coordinator_app.referrals.model import Referral
from coordinator_app.scan_in.actions import demand_no_request, pages_of
from coordinator_app.scan_in.model import ScanBatch, ScannedForm, ScannedPage
from coordinator_app.scan_in.moving import out_again
from coordinator_app.scan_in.placing import blank_form
from coordinator_app.scan_in.reading_jobs import Built, PageGiven, PageSeen, PagesGiven
from coordinator_app.store.session import Session
from coordinator_app.store.unit_of_work import Work
from coordinator_app.wording.blank import belongs_in
from coordinator_app.wording.model import BlankForm

_KINDS = {
    FormTemplate.CONSENT_FORM: DocumentKind.CONSENT_FORM,
    FormTemplate.REFERRAL_FORM: DocumentKind.REFERRAL_FORM,
}
_SOURCES = {
    FormTemplate.CONSENT_FORM: "The family, on paper",
    FormTemplate.REFERRAL_FORM: "The school, on paper",
    FormTemplate.SCHOOL_STATEMENT: "The school, on paper",
    FormTemplate.PARENT_STATEMENT: "The family, on paper",
}
_PDF = "application/pdf"
_FEW_WORDS = 5  # a page with fewer is taken for a picture
_FILED = "This scan is filed already."
_CUT_OFF = "Its filing as restricted was cut off. It goes on when somebody who may open restricted records unlocks the vault."
_RESTRICTED = (
    "It was filed as restricted, so its pages have left the tray. Open it on the pupil’s Documents tab: there it can be "
    "given to another child, or moved to the trash."
)


class ScanChanged(Trouble):
    """A scan is not what it was when its pages were put together."""

    code = "scan-changed"
    safe = "It is in the tray with all its pages."


_OTHER_PAGES = "The pages of this scan changed while they were being put together."
_OTHER_WORDS = "This scan was changed while it was being put together."
_LOOK_AGAIN = "Look at it, then file it again."


def as_document(session: Session, form: ScannedForm) -> Document:
    """The document that a scan will be: what was typed about it, else what its printed form and its file say."""
    printed = _printed(session, form) or blank_form(session, form)
    template = printed.template if printed else None
    return Document(
        pupil_id=form.pupil_id,
        title=form.title or _title(template),
        kind_of_document=form.kind_of_document
        or (_KINDS.get(template, DocumentKind.OTHER) if template else None),
        dated=form.dated or (_day_of(session, form, printed) if printed else None),
        source=form.source or (_SOURCES.get(template, "") if template else ""),
        given_name=", ".join(
            dict.fromkeys(one.given_name for one in batches_of(session, form) if one.given_name)
        ),
        is_guarded=form.kept_apart,
    )


def _printed(session: Session, form: ScannedForm) -> PrintedForm | None:
    return session.find(PrintedForm, form.printed_form_id) if form.printed_form_id else None


def reference_of(session: Session, form: ScannedForm) -> str:
    """The code under which what a scan says is recorded; "" for one that is of another pupil's form, or of none."""
    printed = _printed(session, form)
    return printed.reference if printed is not None and printed.pupil_id == form.pupil_id else ""


def _title(template: FormTemplate | None) -> str:
    if template is None:
        return ""
    return f"{template.label}, signed" if template in _KINDS else template.label


def _day_of(session: Session, form: ScannedForm, printed: PrintedForm | BlankForm) -> date:
    """The day a form was scanned, as its file says if that can be; the day it was signed is asked when it is recorded."""
    today = form.arrived_on or session.clock.today()
    dates = [batch.file_date for batch in batches_of(session, form) if batch.file_date]
    scanned = max(dates, default=today)
    return scanned if (printed.printed_on or scanned) <= scanned <= today else today


def batches_of(session: Session, form: ScannedForm) -> list[ScanBatch]:
    """The files that the pages of a scan came from."""
    ids = dict.fromkeys(page.batch_id for page in pages_of(session, form))
    return [session.get(ScanBatch, batch_id) for batch_id in ids]


def given(session: Session, form: ScannedForm) -> PagesGiven:
    """The pages to be put together by a child process before they are filed."""
    pages = pages_of(session, form)
    kept = [page for page in pages if not page.left_out]
    return PagesGiven(
        tuple(PageGiven(session.blob(page.content_id), page.turn or 0) for page in kept), seen=_seen(pages)
    )


def _seen(pages: Sequence[ScannedPage]) -> tuple[PageSeen, ...]:
    return tuple(PageSeen(page.id, page.version) for page in pages)


def file_form(session: Session, form: ScannedForm, built: Built) -> Saved[ScannedForm]:
    """File a scan, put together as one PDF: a document, and its printed form has come back.

    `form` is the scan as it was ticked. ScanChanged if it or a page of it changed since, InvalidInput if it is not
    said whose or what it is, GateShut before a referral (003-7.2), BadFile if the pages are on the record already.
    One that is kept apart becomes a guarded document; that is two compartments, so it has no change_id: it is brought back.
    """
    if form.kept_apart:
        return Saved(_file_apart(session, form, built), "")
    with session.write() as work:
        filed = file_in(session, work, form, built)
    return Saved(filed, work.change_id)


def _file_apart(session: Session, form: ScannedForm, built: Built) -> ScannedForm:
    """A guarded document; then the general compartment learns that the printed form is back, and nothing else."""
    now = ready(session, form, built)
    document = as_document(session, now)
    fingerprint = may_attach(session, document, built.pdf)
    with session.write(Compartment.GUARDED) as work:
        kept = attach_in(work, document, built.pdf, looked(built), fingerprint)
        filed = work.change(now, document_id=kept.id, filed_on=session.clock.today(), **_said(document))
    return tick_off(session, filed)


def tick_off(session: Session, form: ScannedForm) -> ScannedForm:
    """Note that the form which a filed scan that is kept apart shows is back: again at the next unlock after a kill."""
    with session.write() as work:
        printed_form_id = came_back(session, work, form)
    with session.write(Compartment.GUARDED) as work:
        return work.change(form, printed_form_id=printed_form_id)


def is_ticked_off(session: Session, form: ScannedForm) -> bool:
    """Whether the form which a scan shows, if there is one, counts as back."""
    printed = _printed(session, form)
    return blank_form(session, form) is None and (printed is None or printed.returned_on is not None)


def file_in(session: Session, work: Work, form: ScannedForm, built: Built) -> ScannedForm:
    """The same within a unit of work that does more: ties it to a referral."""
    now = ready(session, form, built)
    document = as_document(session, now)
    fingerprint = may_attach(session, document, built.pdf)
    kept = attach_in(work, document, built.pdf, looked(built), fingerprint)
    return work.change(
        now,
        printed_form_id=came_back(session, work, now),
        document_id=kept.id,
        filed_on=session.clock.today(),
        **_said(document),
    )


def _said(document: Document) -> dict[str, object]:
    names = ("title", "kind_of_document", "dated", "source")
    return {name: getattr(document, name) for name in names}


def ready(session: Session, form: ScannedForm, built: Built) -> ScannedForm:
    """The scan as it is now, if it and its pages are still what was put together. Raises as `file_form` does."""
    now = session.get(ScannedForm, form.id)
    if now.filed_on is not None or now.trashed_at is not None:
        raise GateShut((_FILED,))
    if now.document_id:
        raise GateShut((_CUT_OFF,))
    if now.version != form.version:
        raise ScanChanged(_OTHER_WORDS, next_step=_LOOK_AGAIN)
    if not now.pupil_id:
        raise InvalidInput.one("pupil_id", "Say whose it is first.")
    printed = _printed(session, now)
    if printed is not None and printed.pupil_id != now.pupil_id:
        raise InvalidInput.one(
            "pupil_id", "The printed form is another pupil’s. Say again whose the scan is."
        )
    if _seen(pages_of(session, now)) != built.seen:
        raise ScanChanged(_OTHER_PAGES, next_step=_LOOK_AGAIN)
    return now


def looked(built: Built) -> Looked:
    """What is known of the pages that were put together."""
    return Looked(_PDF, built.page_count, built.words, pages_without_words=built.pages_without_words)


def came_back(session: Session, work: Work, form: ScannedForm) -> str:
    """Note that the form which a scan shows is back; its id, "" for a letter. One printed blank is the pupil's now."""
    printed, blank = _printed(session, form), blank_form(session, form)
    if blank is not None:
        printed = belongs_in(session, work, blank, form.pupil_id)
    if printed is not None and printed.returned_on is None:
        printed = work.change(printed, returned_on=session.clock.today())
    return printed.id if printed is not None else ""


def bring_back(session: Session, form: ScannedForm) -> Saved[ScannedForm]:
    """Take a filed scan back to the tray: its document goes to the trash, its printed form is out again.

    A form that was printed blank is nobody's again, unless another scan of it is filed.

    GateShut if it was filed as restricted, if the form was recorded from it, or while an access request about the pupil is open (003-5.1).
    """
    now = session.get(ScannedForm, form.id)
    if now.is_guarded:
        raise GateShut((_RESTRICTED,))
    printed = _printed(session, now)
    if recorded(session, now):
        raise GateShut(("What this form says has been recorded. Change the record there first.",))
    demand_no_request(session, now)
    document = session.find(Document, now.document_id)
    if now.kept_apart:
        return Saved(_back_apart(session, now, document, printed), "")
    with session.write() as work:
        if document is not None and document.trashed_at is None:
            work.trash(document)
        kept = work.change(now, document_id="", filed_on=None, confirmed=False)
        if printed is not None and out_again(session, work, now, printed):
            kept = work.change(kept, printed_form_id="")
    return Saved(kept, work.change_id)


def _back_apart(
    session: Session, form: ScannedForm, document: Document | None, printed: PrintedForm | None
) -> ScannedForm:
    """The same for one that is kept apart: what the general compartment holds of it is a unit of work of its own."""
    if document is not None and document.trashed_at is None:
        with session.write(document_compartment(document)) as work:
            work.trash(document)
    with session.write() as work:
        nobodys = printed is not None and out_again(session, work, form, printed)
    form_id = "" if nobodys else form.printed_form_id
    with session.write(Compartment.GUARDED) as work:
        return work.change(form, document_id="", filed_on=None, confirmed=False, printed_form_id=form_id)


def recorded(session: Session, form: ScannedForm) -> bool:
    """Whether what a scan says was recorded: as a consent, or with a referral."""
    if form.document_id:
        scan = {"scan_document_id": form.document_id}
        if session.count(Consent, where=scan, cap=1) or session.count(Referral, where=scan, cap=1):
            return True
    reference = reference_of(session, form)
    where = {"form_reference": reference, "pupil_id": form.pupil_id}
    return bool(reference and session.count(Consent, where=where, cap=1))
