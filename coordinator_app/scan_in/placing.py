"""Where a page that was read goes: to the form of its code, to the one before it, or to a scan of its own."""

from __future__ import annotations

from coordinator_app.consent.model import PrintedForm
from coordinator_app.pupils.model import Pupil
from coordinator_app.scan_in.model import ScanBatch, ScannedForm, ScannedPage
from coordinator_app.scan_in.reading_jobs import PageLooked
from coordinator_app.scan_in.sorting import Goes, goes, in_order
from coordinator_app.store.session import Session
from coordinator_app.store.unit_of_work import Work
from coordinator_app.wording.blank import find_blank
from coordinator_app.wording.model import BlankForm


class Sorter:
    """Puts the pages of a file with their forms, within one unit of work."""

    def __init__(self, session: Session, work: Work, batch: ScanBatch) -> None:
        self._session, self._work, self._batch = session, work, batch
        self._last = _last_form(session, batch)
        self._pages: dict[str, list[ScannedPage]] = {}
        self._forms: dict[str, ScannedForm] = {}

    def add(self, page: PageLooked) -> None:
        """Keep a page with the form that it belongs to, which is made if it is the first."""
        where = goes(page.mark, page.is_blank, bool(self._last.reference) if self._last else None)
        if where is Goes.BY_ITS_CODE:
            form = self._by_code(page.reference)
        elif where is Goes.WITH_THE_LAST and self._last is not None:
            form = self._last
        else:
            form = self._new("")
        pages = self._of(form)
        pages.append(self._work.add(self._record(page, form, len(pages) + 1)))
        self._last = form

    def put_in_order(self) -> None:
        """Bring the pages of every form that was added to into the order of their codes."""
        for pages in self._pages.values():
            for place, page in enumerate(in_order(pages), start=1):
                self._work.change(page, place=place)

    def _record(self, page: PageLooked, form: ScannedForm, place: int) -> ScannedPage:
        return ScannedPage(
            form_id=form.id,
            batch_id=self._batch.id,
            file_page=page.number,
            place=place,
            turn=page.turn,
            left_out=page.is_blank,
            is_blank=page.is_blank,
            mark=page.mark,
            reference=page.reference,
            form_page=page.form_page or None,
            form_pages=page.form_pages or None,
            signatures=page.signatures,
            content_id=self._work.put_blob(page.content),
            thumbnail_id=self._work.put_blob(page.thumbnail),
            kept_apart=self._batch.kept_apart,
        )

    def _of(self, form: ScannedForm) -> list[ScannedPage]:
        if form.id not in self._pages:
            self._pages[form.id] = self._session.list(ScannedPage, where={"form_id": form.id}, order="place")
        return self._pages[form.id]

    def _by_code(self, reference: str) -> ScannedForm:
        """The form of this code that waits in the tray, also from another file; else a new one.

        A scan that was given to another child than the code's is left alone: a page of this child has no place in
        it, nor has a page that is kept apart in one that is not. One that gains a page is no longer what the user ticked, so the tick comes off.
        """
        if reference not in self._forms:
            printed = printed_form(self._session, reference)
            mine = printed.pupil_id if printed else ""
            apart = self._batch.kept_apart
            wanted = {"reference": reference, "filed_on": None, "kept_apart": apart}
            there = self._session.list(ScannedForm, where=wanted)
            waits = [form for form in there if not form.document_id]  # the filing of the others has begun
            own = [form for form in waits if form.pupil_id == mine or not printed]
            self._forms[reference] = self._unticked(own[0]) if own else self._new(reference)
        return self._forms[reference]

    def _unticked(self, form: ScannedForm) -> ScannedForm:
        return self._work.change(form, confirmed=None) if form.confirmed is not None else form

    def _new(self, reference: str) -> ScannedForm:
        printed = printed_form(self._session, reference)
        return self._work.add(
            ScannedForm(
                reference=reference,
                arrived_on=self._session.clock.today(),
                pupil_id=printed.pupil_id if printed else "",
                printed_form_id=printed.id if printed else "",
                follows=self._last.id if self._last else "",
                kept_apart=self._batch.kept_apart,
            )
        )


def _last_form(session: Session, batch: ScanBatch) -> ScannedForm | None:
    """The form that the last page read of a file went to; None if that is no longer in the tray."""
    read = session.list(ScannedPage, where={"batch_id": batch.id, "file_page": batch.pages_read or 0})
    form = session.find(ScannedForm, read[0].form_id) if read else None
    if form is None or form.filed_on is not None or form.document_id or form.trashed_at is not None:
        return None
    return form


def printed_form(session: Session, reference: str) -> PrintedForm | None:
    """The form that was printed with this reference, if neither it nor its pupil was thrown away."""
    found = session.list(PrintedForm, where={"reference": reference}) if reference else []
    form = next(iter(found), None)
    pupil = session.find(Pupil, form.pupil_id) if form else None
    return form if pupil is not None and pupil.trashed_at is None else None


def blank_form(session: Session, form: ScannedForm) -> BlankForm | None:
    """The form that was printed blank with the code of this scan and has not been anybody's yet (003-4.3)."""
    blank = None if form.printed_form_id else find_blank(session, form.reference)
    return blank if blank is not None and blank.used_on is None else None
