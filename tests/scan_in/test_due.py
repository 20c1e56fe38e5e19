"""Today asks about scans that lie too long, and about forms that are filed and not recorded."""

from __future__ import annotations

from datetime import date, timedelta

from coordinator_app.consent import actions as consent
from coordinator_app.hooks import RailCount
from coordinator_app.scan_in import actions, filing
from coordinator_app.scan_in.actions import ScanFile
from coordinator_app.scan_in.due import due_items, rail_count
from coordinator_app.scan_in.model import ASK_AFTER_DAYS, LATE_AFTER_DAYS
from coordinator_app.scan_in.palette import palette
from tests.scan_in.made import bare, built, drop, ours, printed, tray
from tests.vaults import House, new_consent


def test_a_scan_that_lies_too_long_is_asked_about_and_then_overdue(referred: House) -> None:
    drop(referred, bare())
    drop(referred, bare(), name="b.pdf")
    assert due_items(referred.session) == []
    assert rail_count(referred.session) == RailCount(2)
    referred.clock.at += timedelta(days=ASK_AFTER_DAYS)
    (line,) = due_items(referred.session)
    assert (line.title, line.tone, line.page) == ("2 scans wait in the tray", "soon", "scan_in")
    assert "24 November 2026" in line.second_line
    referred.clock.at += timedelta(days=LATE_AFTER_DAYS - ASK_AFTER_DAYS)
    assert due_items(referred.session)[0].tone == "over"
    assert rail_count(referred.session) == RailCount(2, 2)


def test_what_cannot_be_read_is_counted_too(referred: House) -> None:
    assert rail_count(referred.session) is None
    batch = actions.keep_scan(referred.session, ScanFile("a.pdf", "", b"%PDF-")).record
    actions.cannot_read(referred.session, batch.id, "It is damaged.")
    assert rail_count(referred.session) == RailCount(1)


def test_a_consent_form_that_is_back_wants_to_be_recorded(referred: House) -> None:
    form = printed(referred)
    drop(referred, ours(form.reference, 1, 1))
    (scan,) = tray(referred)
    filed = filing.file_form(referred.session, scan, built(referred, scan)).record
    (line,) = due_items(referred.session)
    assert (line.title, line.page) == ("Consent form to record, Kit Puddlecombe", "record_consent")
    assert dict(line.params) == {
        "pupil_id": referred.pupil.id,
        "form_reference": form.reference,
        "document_id": filed.document_id,
    }
    consent.record_consent(
        referred.session,
        new_consent(referred, signed_on=date(2026, 11, 24), scan_document_id=filed.document_id),
    )
    assert due_items(referred.session) == []


def test_a_letter_that_is_filed_wants_nothing_more(referred: House) -> None:
    form = printed(referred)
    drop(referred, bare())
    chosen = actions.choose_form(referred.session, tray(referred)[0], form).record
    words = {"title": "Note", "kind_of_document": None, "dated": date(2026, 11, 20)}
    said = actions.describe(referred.session, chosen, **words).record
    assert said.title == "Note"
    actions.throw_away(referred.session, [said])
    assert due_items(referred.session) == []


def test_the_palette_leads_to_the_tray(referred: House) -> None:
    (entry,) = palette(referred.session)
    assert (entry.title, entry.opens.page) == ("Scan in a form", "scan_in")
