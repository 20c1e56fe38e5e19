"""What Scan in brings to Today: scans that lie in the tray too long, and forms that are filed but not recorded."""

from __future__ import annotations

from datetime import date, timedelta

from coordinator_app.consent.model import FormTemplate, PrintedForm
from coordinator_app.core.dates import say
from coordinator_app.documents.model import DocumentKind
from coordinator_app.hooks import RailCount
from coordinator_app.pupils.model import Pupil
from coordinator_app.scan_in import filing
from coordinator_app.scan_in.model import (
    ASK_AFTER_DAYS,
    LATE_AFTER_DAYS,
    TRASH_AFTER_DAYS,
    ScanBatch,
    ScannedForm,
    ScanState,
)
from coordinator_app.store.session import Session
from coordinator_app.today.model import DueItem

_LATEST = 100
_SAID_BEFORE = 60  # days before a scan goes to the trash by itself


def due_items(session: Session) -> list[DueItem]:
    """One line for the tray, and one for each consent form that came back and is not recorded."""
    return [*_tray(session), *_unrecorded(session)]


def rail_count(session: Session) -> RailCount | None:
    """How many scans wait to be filed, and how many of them for too long."""
    waiting = session.list(ScannedForm, where={"filed_on": None})
    unread = session.count(ScanBatch, where={"state": ScanState.FAILED})
    today = session.clock.today()
    late = sum(1 for form in waiting if _days(form, today) >= LATE_AFTER_DAYS)
    return RailCount(len(waiting) + unread, late) if waiting or unread else None


def _days(form: ScannedForm, today: date) -> int:
    return (today - (form.arrived_on or today)).days


def _tray(session: Session) -> list[DueItem]:
    """The policy lets nothing of a child be kept unsorted: what nobody claims is filed or thrown away (003-7.2b)."""
    today = session.clock.today()
    since = [form.arrived_on or today for form in session.list(ScannedForm, where={"filed_on": None})]
    files = session.list(ScanBatch, where={"state": (ScanState.FAILED, ScanState.WAITING)})
    since += [batch.dropped_on or today for batch in files]
    old = [one for one in since if (today - one).days >= ASK_AFTER_DAYS]
    if not old:
        return []
    oldest = min(old)
    late = (today - oldest).days >= LATE_AFTER_DAYS
    number = "1 scan waits" if len(old) == 1 else f"{len(old)} scans wait"
    goes = oldest + timedelta(days=TRASH_AFTER_DAYS)
    near = (goes - today).days <= _SAID_BEFORE
    trash = f" It goes to the trash on {say(max(goes, today))}." if near else ""
    return [
        DueItem(
            key="scan-tray",
            title=f"{number} in the tray",
            second_line=f"The oldest since {say(oldest)}.{trash} File it, or delete it: nothing is kept of a child unsorted.",
            icon="scan-line",
            page="scan_in",
            action="File",
            tone="over" if late else "soon",
            chip="Too long in the tray" if late else "",
            due=oldest,
        )
    ]


def _unrecorded(session: Session) -> list[DueItem]:
    where = {"kind_of_document": DocumentKind.CONSENT_FORM}
    filed = session.list(ScannedForm, where=where, order="filed_on", newest=True, limit=_LATEST)
    open_forms = [form for form in filed if form.filed_on is not None and _wants_recording(session, form)]
    ids = tuple({form.pupil_id for form in open_forms})
    pupils = {one.id: one for one in session.list(Pupil, where={"id": ids})} if ids else {}
    return [
        _line(pupils[form.pupil_id], form, filing.reference_of(session, form))
        for form in open_forms
        if form.pupil_id in pupils
    ]


def _wants_recording(session: Session, form: ScannedForm) -> bool:
    printed = session.find(PrintedForm, form.printed_form_id) if form.printed_form_id else None
    is_consent = printed is None or printed.template is FormTemplate.CONSENT_FORM
    return is_consent and not filing.recorded(session, form)


def _line(pupil: Pupil, form: ScannedForm, reference: str) -> DueItem:
    return DueItem(
        key=f"scan-record-{form.id}",
        title=f"Consent form to record, {pupil.called}",
        second_line=f"It came back and was filed on {say(form.filed_on)}."
        if form.filed_on
        else "It came back.",
        icon="pen-line",
        page="record_consent",
        params=(
            ("pupil_id", pupil.id),
            ("form_reference", reference),
            ("document_id", form.document_id),
        ),
        action="Record",
        due=form.filed_on,
        pupil_id=pupil.id,
    )
