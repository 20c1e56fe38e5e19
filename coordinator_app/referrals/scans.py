"""A scanned referral form that came before there was a pupil: it waits in the tray, and is filed with the referral.

Until the referral is kept nothing of the child may be (003-7.2), so the scan has nobody's record to go to. The rules of
filing are those of the tray; here is only what joins the two.
"""

from __future__ import annotations

from coordinator_app.core.changes import Saved
from coordinator_app.core.privacy import Compartment
from coordinator_app.documents.model import DocumentKind
from coordinator_app.referrals.actions import referrals_of
from coordinator_app.referrals.model import Referral
from coordinator_app.scan_in.actions import choose_pupil_in, pages_of
from coordinator_app.scan_in.filing import file_form, file_in, given
from coordinator_app.scan_in.model import ScannedForm
from coordinator_app.scan_in.reading_jobs import BUILD, Built, PagesGiven, built_of
from coordinator_app.store.session import Session

__all__ = ["BUILD", "built_of"]
_TITLE, _SOURCE = "Referral form, signed", "The school, on paper"


def waiting_scan(session: Session, scan_id: str) -> ScannedForm | None:
    """The scan if it still waits in the tray; None if it was filed or thrown away."""
    form = session.find(ScannedForm, scan_id) if scan_id else None
    waits = form is not None and form.filed_on is None and form.trashed_at is None
    return form if waits else None


def page_count(session: Session, form: ScannedForm) -> int:
    """How many pages will be filed."""
    return sum(not page.left_out for page in pages_of(session, form))


def pages_to_file(session: Session, scan_id: str) -> PagesGiven | None:
    """The pages to be put together by a child process; None if the scan does not wait any more."""
    form = waiting_scan(session, scan_id)
    return None if form is None else given(session, form)


def file_with_referral(session: Session, scan_id: str, pupil_id: str, built: Built) -> Saved[Referral]:
    """File the scan as a document of the pupil and tie it to the newest referral: all of it, or nothing (003-3.1).

    Raises what filing raises; the scan then stays in the tray as it was. One that is kept apart becomes a guarded
    document first, in its own compartment, and is tied to the referral after that.
    """
    if session.get(ScannedForm, scan_id).kept_apart:
        return _file_apart(session, scan_id, pupil_id, built)
    with session.write() as work:
        form = session.get(ScannedForm, scan_id)
        if form.pupil_id != pupil_id:
            form = choose_pupil_in(session, work, form, pupil_id)
        referral = referrals_of(session, pupil_id)[0]
        if form.kind_of_document is None:
            form = work.change(form, confirmed=True, **_words(session, form, referral))
        filed = file_in(session, work, form, built)
        kept = work.change(
            referral,
            scan_document_id=filed.document_id,
            form_reference=filed.reference or referral.form_reference,
        )
    return Saved(kept, work.change_id)


def _file_apart(session: Session, scan_id: str, pupil_id: str, built: Built) -> Saved[Referral]:
    with session.write(Compartment.GUARDED) as work:
        form = session.get(ScannedForm, scan_id)
        if form.pupil_id != pupil_id:
            form = choose_pupil_in(session, work, form, pupil_id)
        if form.kind_of_document is None:
            form = work.change(
                form, confirmed=True, **_words(session, form, referrals_of(session, pupil_id)[0])
            )
    filed = file_form(session, form, built).record
    referral = referrals_of(session, pupil_id)[0]
    reference = filed.reference or referral.form_reference
    with session.write() as work:
        kept = work.change(referral, scan_document_id=filed.document_id, form_reference=reference)
    return Saved(kept, "")


def _words(session: Session, form: ScannedForm, referral: Referral) -> dict[str, object]:
    """What stands for what nobody typed about the scan."""
    return {
        "title": form.title or _TITLE,
        "kind_of_document": DocumentKind.REFERRAL_FORM,
        "dated": form.dated or referral.signed_on or session.clock.today(),
        "source": form.source or _SOURCE,
    }
