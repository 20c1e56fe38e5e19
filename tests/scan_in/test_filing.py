"""Filing a scan: a document and a form that is back, in one step that can be taken back; nothing before a referral."""

from __future__ import annotations

from datetime import date

import pytest

from coordinator_app.access_requests.actions import intake
from coordinator_app.consent import actions as consent
from coordinator_app.consent.model import FormTemplate, PrintedForm
from coordinator_app.core.errors import GateShut, InvalidInput
from coordinator_app.documents.actions import content_of, documents_of
from coordinator_app.documents.model import Document, DocumentKind
from coordinator_app.pupils import actions as pupils
from coordinator_app.pupils.model import Pupil
from coordinator_app.scan_in import actions, clearing, filing
from coordinator_app.scan_in.actions import ScanFile
from coordinator_app.scan_in.model import PageMark, ScannedForm
from coordinator_app.store.session import Session
from coordinator_app.store.undo import CannotUndo
from tests.scan_in.made import bare, built, drop, ours, printed, tray
from tests.vaults import House, new_consent, new_pupil, new_request


def scanned(
    house: House, template: FormTemplate = FormTemplate.CONSENT_FORM
) -> tuple[PrintedForm, ScannedForm]:
    form = printed(house, template)
    drop(house, ours(form.reference, 1), ours(form.reference, 2, signatures="1+"))
    return form, tray(house)[-1]


def test_a_scan_becomes_a_document_and_its_form_is_back(referred: House) -> None:
    form, scan = scanned(referred)
    filed = filing.file_form(referred.session, scan, built(referred, scan)).record
    (kept,) = documents_of(referred.session, referred.pupil.id)
    assert (kept.kind_of_document, kept.title) == (
        DocumentKind.CONSENT_FORM,
        "Parent or carer consent, signed",
    )
    assert (kept.page_count, kept.given_name, kept.source) == (2, "scan_0001.pdf", "The family, on paper")
    assert kept.dated == date(2026, 11, 24)
    assert content_of(referred.session, kept).startswith(b"%PDF-")
    assert referred.session.get(PrintedForm, form.id).returned_on == date(2026, 11, 24)
    assert (filed.document_id, filed.filed_on) == (kept.id, date(2026, 11, 24))
    assert tray(referred) == []


def test_filing_is_undone_as_a_whole(referred: House) -> None:
    form, scan = scanned(referred)
    filed = filing.file_form(referred.session, scan, built(referred, scan))
    referred.session.undo(filed.change_id)
    assert [one.id for one in tray(referred)] == [scan.id]
    assert documents_of(referred.session, referred.pupil.id) == []
    assert referred.session.get(PrintedForm, form.id).returned_on is None


def test_a_filing_that_did_two_things_apart_would_leave_half_behind(
    referred: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    form, scan = scanned(referred)

    def breaks(*_: object, **__: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(filing, "attach_in", breaks)
    with pytest.raises(RuntimeError):
        filing.file_form(referred.session, scan, built(referred, scan))
    assert referred.session.get(PrintedForm, form.id).returned_on is None
    assert len(tray(referred)) == 1


def test_what_is_recorded_from_it_keeps_a_filing_from_being_undone(referred: House) -> None:
    form, scan = scanned(referred)
    filed = filing.file_form(referred.session, scan, built(referred, scan))
    values = {"form_reference": form.reference, "scan_document_id": filed.record.document_id}
    consent.record_consent(referred.session, new_consent(referred, signed_on=date(2026, 11, 24), **values))
    with pytest.raises(CannotUndo):
        referred.session.undo(filed.change_id)
    with pytest.raises(GateShut, match="recorded"):
        filing.bring_back(referred.session, filed.record)


def test_a_filed_scan_is_brought_back_to_the_tray(referred: House) -> None:
    form, scan = scanned(referred)
    filed = filing.file_form(referred.session, scan, built(referred, scan)).record
    back = filing.bring_back(referred.session, filed)
    assert (back.record.filed_on, back.record.document_id) == (None, "")
    assert referred.session.get(PrintedForm, form.id).returned_on is None
    assert documents_of(referred.session, referred.pupil.id) == []
    referred.session.undo(back.change_id)
    assert tray(referred) == []


def test_nothing_is_brought_back_while_someone_asks_for_their_records(referred: House) -> None:
    _form, scan = scanned(referred)
    filed = filing.file_form(referred.session, scan, built(referred, scan)).record
    intake.log_request(referred.session, new_request(referred))
    with pytest.raises(GateShut, match="access request"):
        filing.bring_back(referred.session, filed)


def test_before_a_referral_a_scan_stays_in_the_tray(house: House) -> None:
    house.pupil = (
        pupils.save(house.session, new_pupil(house)).record if hasattr(pupils, "save") else _bare(house)
    )
    form, scan = scanned(house, FormTemplate.REFERRAL_FORM)
    with pytest.raises(GateShut):
        filing.file_form(house.session, scan, built(house, scan))
    assert house.session.list(Document) == []
    assert house.session.get(PrintedForm, form.id).returned_on is None
    assert len(tray(house)) == 1


def _bare(house: House) -> Pupil:
    with house.session.write() as work:
        return work.add(new_pupil(house))


def test_nobody_is_guessed_and_nothing_is_filed_twice(referred: House) -> None:
    drop(referred, bare(PageMark.TORN))
    (scan,) = tray(referred)
    with pytest.raises(InvalidInput, match="whose"):
        filing.file_form(referred.session, scan, built(referred, scan))
    chosen = actions.choose_pupil(referred.session, scan, referred.pupil.id).record
    with pytest.raises(InvalidInput):
        filing.file_form(referred.session, chosen, built(referred, chosen))
    words = {
        "title": "Letter",
        "kind_of_document": DocumentKind.FAMILY_LETTER,
        "dated": date(2026, 11, 20),
        "source": "",
    }
    said = actions.describe(referred.session, chosen, **words).record
    filed = filing.file_form(referred.session, said, built(referred, said)).record
    assert filed.title == "Letter"
    with pytest.raises(GateShut, match="filed already"):
        filing.file_form(referred.session, filed, built(referred, filed))


def test_the_day_of_the_file_is_the_day_of_the_scan_if_that_can_be(referred: House) -> None:
    form = printed(referred)
    file = ScanFile("a.pdf", "", b"%PDF-x", date(2031, 1, 1))
    assert actions.keep_scan(referred.session, file).record.file_date is None, (
        "a clock that runs ahead is not believed"
    )
    drop(referred, ours(form.reference, 1, 1))
    (scan,) = tray(referred)
    assert filing.as_document(referred.session, scan).dated == date(2026, 11, 24)


def test_the_original_is_offered_for_deletion_once_all_of_it_is_filed(referred: House) -> None:
    one, other = printed(referred), printed(referred)
    batch = drop(referred, ours(one.reference, 1, 1), ours(other.reference, 1, 1))
    first, second = tray(referred)
    filing.file_form(referred.session, first, built(referred, first))
    assert not clearing.wholly_filed(referred.session, batch)
    filing.file_form(referred.session, second, built(referred, second))
    assert clearing.wholly_filed(referred.session, batch)
    assert clearing.original_deleted(referred.session, batch).original_deleted_on == date(2026, 11, 24)


def test_a_scan_that_names_a_pupil_is_found_by_an_access_request(referred: House) -> None:
    _form, scan = scanned(referred)
    gathered = referred.session.gather("pupil", referred.pupil.id)
    kinds = [one.record_type.kind for one in gathered]
    assert (kinds.count("scanned_form"), kinds.count("scanned_page")) == (1, 2)
    assert scan.id in {one.record.id for one in gathered}


def test_level_two_sees_the_tray(referred: House) -> None:
    scanned(referred)
    session: Session = referred.session
    assert len(actions.in_tray(session)) == 1
