"""What the tray shows, read in one go (no Qt)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from coordinator_app.access_requests.actions.intake import open_requests
from coordinator_app.consent.model import FormTemplate, PrintedForm
from coordinator_app.core.dates import say
from coordinator_app.core.gates import OPEN, Decision
from coordinator_app.core.ids import reference_is_whole
from coordinator_app.core.privacy import Compartment
from coordinator_app.documents.model import Document, DocumentKind
from coordinator_app.documents.view import asked_words
from coordinator_app.organisations.model import School
from coordinator_app.pupils.model import Pupil
from coordinator_app.referrals.actions import keeping
from coordinator_app.scan_in import actions, filing
from coordinator_app.scan_in.clearing import Original, original_of
from coordinator_app.scan_in.matching import (
    Candidate,
    Match,
    Matched,
    blank_by_letters,
    by_letters,
    forms_out,
    matched,
)
from coordinator_app.scan_in.model import ScanBatch, ScannedForm, ScannedPage, ScanState
from coordinator_app.scan_in.sorting import Check, CheckKind, checks
from coordinator_app.store.session import Session
from coordinator_app.wording.model import BlankForm

_BOTH_SIGN = {FormTemplate.REFERRAL_FORM: (1, 2)}
_FILED_SHOWN = 100


@dataclass(frozen=True, slots=True)
class Line:
    """One scan of the tray. `document` is what it would be filed as; `behind` the scan that its pages may belong to."""

    form: ScannedForm
    pages: tuple[ScannedPage, ...]
    matched: Matched
    title: str
    second: str
    checks: tuple[Check, ...]
    gate: Decision
    document: Document
    picture: bytes
    original: str
    behind: ScannedForm | None = None
    behind_words: str = ""

    @property
    def can_be_filed(self) -> bool:
        """Whether nothing is missing for it: whose it is, what it is, its date, an open gate, a page."""
        one = self.document
        said = one.pupil_id and one.title and one.kind_of_document and one.dated
        begun = bool(self.form.document_id)
        return (
            bool(said) and not begun and self.gate.is_open and any(not page.left_out for page in self.pages)
        )

    @property
    def ticked(self) -> bool:
        """Whether it is filed with the others: the user's word, else a code about which there is no doubt."""
        if not self.can_be_filed:
            return False
        if self.form.confirmed is not None:
            return self.form.confirmed
        return self.matched.match is Match.CODE and not any(check.doubt for check in self.checks)


@dataclass(frozen=True, slots=True)
class FiledLine:
    """One scan that was filed. `record_page` is where what it says is recorded, "" if it is or need not be.

    `reference` is the code of its printed form.
    """

    form: ScannedForm
    title: str
    second: str
    record_page: str
    may_come_back: bool
    originals: tuple[Original, ...]
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Tray:
    """The scans that wait, the files that are being read or cannot be, and what was filed lately.

    `guards` says whether the user may file one as restricted.
    """

    lines: tuple[Line, ...]
    unread: tuple[ScanBatch, ...]
    failed: tuple[ScanBatch, ...]
    filed: tuple[FiledLine, ...]
    guards: bool = False


def read_tray(session: Session) -> Tray:
    """Everything that the screen shows."""
    out = forms_out(session)
    asked = frozenset(request.pupil_id for request in open_requests(session))
    lines = tuple(_line(session, form, out, asked) for form in actions.in_tray(session))
    filed = session.list(ScannedForm, order="filed_on", newest=True, limit=_FILED_SHOWN + len(lines))
    return Tray(
        lines,
        tuple(actions.waiting(session)),
        tuple(session.list(ScanBatch, where={"state": ScanState.FAILED})),
        tuple(_filed(session, form) for form in filed if form.filed_on is not None)[:_FILED_SHOWN],
        Compartment.GUARDED in session.held,
    )


def _line(session: Session, form: ScannedForm, out: Sequence[Candidate], asked: frozenset[str]) -> Line:
    pages = tuple(actions.pages_of(session, form))
    files = filing.batches_of(session, form)
    names = " ".join(batch.given_name.rpartition(".")[0] for batch in files)
    dates = [batch.file_date for batch in files if batch.file_date]
    known = matched(session, form, pages, out, names, max(dates, default=None))
    behind = _behind(session, form)
    return Line(
        form=form,
        pages=pages,
        matched=known,
        title=_title(known),
        second=_second(session, form, pages, known),
        checks=(*_returned(known), *checks(pages, _must_sign(known)), *_asked(known, asked)),
        gate=keeping(session, form.pupil_id) if form.pupil_id else OPEN,
        document=filing.as_document(session, form),
        picture=_picture(session, pages),
        original=_whereabouts(files),
        behind=behind,
        behind_words=_called(session, behind) if behind else "",
    )


def _must_sign(known: Matched) -> tuple[int, ...]:
    form = known.printed or known.blank
    template = form.template if form else None
    return _BOTH_SIGN.get(template, (1,)) if template else (1,)


def _returned(known: Matched) -> tuple[Check, ...]:
    printed = known.printed
    if known.other is not None:
        words = f"Its code is on a form of {known.other.called}. Is it {_whose(known)} all the same?"
        return (Check(CheckKind.OTHER, words),)
    if printed is None or printed.returned_on is None:
        return ()
    words = f"This form came back before, on {say(printed.returned_on)}. Is this another scan of it?"
    return (Check(CheckKind.BEFORE, words),)


def _asked(known: Matched, asked: frozenset[str]) -> tuple[Check, ...]:
    """Said before it is filed: what lies on the record of a pupil who is asked about can be given out (003-5.1)."""
    pupil = known.pupil
    return (
        (Check(CheckKind.ASKED, asked_words(pupil.called)),)
        if pupil is not None and pupil.id in asked
        else ()
    )


def _whose(known: Matched) -> str:
    return f"that of {known.pupil.called}" if known.pupil else "another pupil’s"


def _title(known: Matched) -> str:
    if known.pupil is not None:
        return known.pupil.called
    if known.match is Match.LIKELY:
        return f"{known.offers[0].pupil.called}?"
    return "Not known whose it is"


def _second(session: Session, form: ScannedForm, pages: Sequence[ScannedPage], known: Matched) -> str:
    kept = sum(1 for page in pages if not page.left_out)
    printed = (
        known.printed or known.blank or (known.offers[0].printed if known.match is Match.LIKELY else None)
    )
    if form.title:
        what = form.title
    elif printed is not None and printed.template is not None:
        what = printed.template.label
    else:
        what = "Scan"
    if form.kept_apart:
        what = f"Kept apart: {what}"
    number = "1 page" if kept == 1 else f"{kept} pages"
    since = form.arrived_on or session.clock.today()
    arrived = "scanned in today" if since >= session.clock.today() else f"here since {say(since)}"
    return f"{what}, {number}, {arrived}"


def _picture(session: Session, pages: Sequence[ScannedPage]) -> bytes:
    first = next((page for page in pages if not page.left_out), pages[0] if pages else None)
    return session.blob(first.thumbnail_id) if first is not None and first.thumbnail_id else b""


def _whereabouts(files: Sequence[ScanBatch]) -> str:
    return "; ".join(f"{batch.given_name} in {batch.given_folder}" for batch in files if batch.given_name)


def _behind(session: Session, form: ScannedForm) -> ScannedForm | None:
    """The scan before it in the same file, if that still waits and this one has no code of its own."""
    before = session.find(ScannedForm, form.follows) if form.follows and not form.reference else None
    waits = before is not None and before.filed_on is None and before.trashed_at is None
    waits = waits and before is not None and before.kept_apart == form.kept_apart
    return before if waits else None


def _called(session: Session, form: ScannedForm) -> str:
    pupil = session.find(Pupil, form.pupil_id) if form.pupil_id else None
    return f"the form of {pupil.called}" if pupil else "the scan before it"


def _filed(session: Session, form: ScannedForm) -> FiledLine:
    pupil = session.find(Pupil, form.pupil_id)
    printed = session.find(PrintedForm, form.printed_form_id) if form.printed_form_id else None
    done = filing.recorded(session, form)
    kind = form.kind_of_document.label if form.kind_of_document else "Document"
    kind = "Restricted document" if form.is_guarded or form.kept_apart else kind
    state = "recorded" if done else ""
    apart = "kept apart" if form.kept_apart else ""
    parts = (form.title or kind, apart, f"filed {say(form.filed_on)}" if form.filed_on else "", state)
    return FiledLine(
        form,
        pupil.called if pupil else "A pupil who is no longer here",
        ", ".join(part for part in parts if part),
        "" if done else record_page(form, printed),
        not done and not form.is_guarded,
        tuple(original_of(session, one) for one in filing.batches_of(session, form)),
        filing.reference_of(session, form),
    )


def record_page(form: ScannedForm, printed: PrintedForm | None) -> str:
    """The screen on which what a form says is recorded, "" for what is only kept."""
    template = printed.template if printed else None
    if template is FormTemplate.CONSENT_FORM or form.kind_of_document is DocumentKind.CONSENT_FORM:
        return "record_consent"
    if template is FormTemplate.REFERRAL_FORM or form.kind_of_document is DocumentKind.REFERRAL_FORM:
        return "referral"
    return ""


@dataclass(frozen=True, slots=True)
class PupilFound:
    """A pupil who may be meant, with what tells two of one name apart; `printed` if letters were typed.

    `blank` if they are those of a form that was printed blank: then there is no pupil yet.
    """

    pupil_id: str
    name: str
    detail: str
    printed: PrintedForm | None = None
    blank: BlankForm | None = None


def detail_of(session: Session, pupil: Pupil) -> str:
    """Birth date and school in one line."""
    school = session.find(School, pupil.school_id)
    parts = (f"born {say(pupil.birth_date)}" if pupil.birth_date else "", school.name if school else "")
    return ", ".join(part for part in parts if part)


_REFERENCE = 12
_FOUND = 8


@dataclass(frozen=True, slots=True)
class Found:
    """Who may be meant by what was typed, and what is wrong with letters that lead nowhere."""

    rows: tuple[PupilFound, ...] = ()
    problem: str = ""


def find_pupils(session: Session, typed: str) -> Found:
    """Pupils by a part of their name, or the one whose form has the letters that were typed."""
    plain = "".join(char for char in typed if char.isalnum())
    if len(plain) == _REFERENCE:
        found = _by_letters(session, plain)
        # a code may be letters only, as a name is; one with a digit in it is no name
        if found.rows or any(char.isdigit() for char in plain):
            return found
    hits = session.search(typed, kinds=("pupil",), limit=_FOUND) if plain else []
    pupils = (session.find(Pupil, hit.record_id) for hit in hits)
    rows = tuple(
        PupilFound(one.id, one.called, detail_of(session, one))
        for one in pupils
        if one is not None and one.trashed_at is None
    )
    return Found(rows)


def _by_letters(session: Session, plain: str) -> Found:
    if not reference_is_whole(plain):
        return Found(problem="These letters do not fit together. Compare each of them with the form.")
    blank = blank_by_letters(session, plain)
    if blank is not None:
        title = blank.template.label if blank.template else "Form"
        when = f", printed {say(blank.printed_on)}" if blank.printed_on else ""
        detail = f"{title}{when}. Choose it, then find the pupil."
        return Found((PupilFound("", "A form that was printed blank", detail, blank=blank),))
    printed = by_letters(session, plain)
    pupil = session.find(Pupil, printed.pupil_id) if printed else None
    if printed is None or pupil is None:
        return Found(problem="No form with these letters was printed from this vault.")
    title = printed.template.label if printed.template else "Form"
    return Found((PupilFound(pupil.id, pupil.called, f"{title}, {detail_of(session, pupil)}", printed),))
