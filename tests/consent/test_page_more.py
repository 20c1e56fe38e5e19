"""Recording in part, on the screen and from a scan; the consent on record with its purposes, signatures and history."""

from __future__ import annotations

import hashlib
from datetime import date

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from coordinator_app.consent import in_force, settling
from coordinator_app.consent.actions import (
    consents_of,
    forms_printed,
    purpose_standing,
    record_consent,
    standing_of,
)
from coordinator_app.consent.model import Competence, ConsentState, FormatGiven, FormTemplate, SigningMethod
from coordinator_app.consent.page import ConsentPage, RecordConsentPage
from coordinator_app.consent.page.answers import OTHER, PART, TICKS
from coordinator_app.consent.page.history_reading import read_history
from coordinator_app.consent.page.rules_section import ConsentSection
from coordinator_app.consent.page.scan import ScanBox
from coordinator_app.consent.page.signature import SignatureView
from coordinator_app.consent.purposes import PurposeState
from coordinator_app.consent.signing import Signatures
from coordinator_app.consent.terms import ConsentAnswer, OptionalExtra
from coordinator_app.documents.actions import attach
from coordinator_app.documents.model import Document, DocumentKind, Looked
from coordinator_app.ui.chips import StatusChip
from coordinator_app.ui.rows import TwoLineRow
from coordinator_app.ui.signature_pad import picture
from tests.consent.made import a_father, in_dispute, settlement
from tests.referrals.driving import answer, button, errors, names, notes, press
from tests.referrals.page_desk import Desk
from tests.vaults import House, new_consent

WHOLE = {"signed_on": "24 November 2026", **dict.fromkeys(TICKS, True)}
STROKES = [[[0.1, 0.5], [0.5, 0.2], [0.9, 0.6]]]


def recording(qtbot: QtBot, at_desk: Desk, pupil_id: str, **more: str) -> RecordConsentPage:
    page = RecordConsentPage(at_desk.services)
    qtbot.addWidget(page)
    at_desk.pages.append(page)
    page.resize(1162, 736)
    page.open(pupil_id=pupil_id, **more)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    return page


def kept(qtbot: QtBot, at_desk: Desk, pupil_id: str) -> ConsentPage:
    page = ConsentPage(at_desk.services)
    qtbot.addWidget(page)
    at_desk.pages.append(page)
    page.resize(1162, 736)
    page.open(pupil_id=pupil_id)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    return page


def rows_of(page: ConsentPage) -> dict[str, str]:
    return {one.title: one.subtitle for one in page.findChildren(TwoLineRow)}


def chips(page: ConsentPage) -> list[str]:
    return [one.text() for one in page.findChildren(StatusChip)]


# recording


def test_part_ends_and_the_partnerships_own_extra_are_kept_as_they_were_answered(
    qtbot: QtBot, at_desk: Desk, referred: House
) -> None:
    session = referred.session
    swim = settling.save_extra(session, OptionalExtra(name="Swimming", words="My child may swim.")).record
    page = recording(qtbot, at_desk, referred.pupil.id)
    answer(page.answers, carer_id=referred.carer.id, signature_seen=True, **WHOLE)
    answer(page.answers, allows_photographs=PART)
    page.save()
    found = errors(page.answers)
    assert set(found) == {"limits_allows_photographs", f"extra_{swim.id}"}
    answer(page.answers, limits_allows_photographs="Not on a website.", **{f"extra_{swim.id}": PART})
    answer(page.answers, **{f"limits_extra_{swim.id}": "In the learner pool."})
    answer(page.answers, programme_until="1 July 2027", extras_until="1 January 2026")
    page.save()
    assert "before the date on the form" in errors(page.answers)["programme_until"]
    answer(page.answers, extras_until="1 June 2027")
    page.save()
    answers = {one.about: one for one in session.list(ConsentAnswer)}
    assert answers["photographs"].only_for == "Not on a website."
    assert (answers[swim.id].only_for, answers[swim.id].expires_on) == (
        "In the learner pool.",
        date(2027, 6, 1),
    )
    assert answers["programme"].expires_on == date(2027, 7, 1)
    assert purpose_standing(session, referred.pupil.id)["photographs"] is PurposeState.PART


def test_the_mother_signs_on_the_screen_and_the_young_person_too(
    qtbot: QtBot, at_desk: Desk, referred: House
) -> None:
    page = recording(qtbot, at_desk, referred.pupil.id)
    answer(page.answers, carer_id=referred.carer.id, **WHOLE)
    answer(page.answers, method=SigningMethod.SCREEN)
    assert page.answers.row("signature_seen").isHidden(), "it is made before our eyes"
    page.save()
    assert "sign in the box" in errors(page.answers)["signature"]
    page.answers.row("signature").input.set_value(STROKES)
    answer(page.answers, young_person_signed=True, young_person_agrees=False)
    page.answers.row("young_signature").input.set_value(STROKES)
    answer(page.answers, young_person_competence=Competence.ENOUGH, competence_note="She explained it back.")
    answer(page.answers, format_given=FormatGiven.READ_OUT)
    words = [one.text() for one in page.answers.findChildren(QLabel) if one.isVisible()]
    assert "Age 14 on the day it was signed." in words
    page.save()
    (form,) = consents_of(referred.session, referred.pupil.id)
    assert (form.method, form.signature_seen) == (SigningMethod.SCREEN, True)
    assert (form.young_person_agrees, form.format_given) == (False, FormatGiven.READ_OUT)
    assert form.competence_note == "She explained it back."
    assert form.young_person_signature_id
    document = referred.session.get(Document, form.signature_document_id)
    assert referred.session.blob(document.content_id) == picture(STROKES)
    assert standing_of(referred.session, referred.pupil.id).state is ConsentState.IN_PLACE


def test_without_a_pen_the_name_is_typed_before_a_witness(
    qtbot: QtBot, at_desk: Desk, referred: House
) -> None:
    page = recording(qtbot, at_desk, referred.pupil.id)
    answer(page.answers, carer_id=referred.carer.id, **WHOLE)
    answer(page.answers, method=SigningMethod.TYPED)
    page.save()
    assert set(errors(page.answers)) == {"typed_name", "witness"}
    answer(page.answers, typed_name="Marigold Puddlecombe", witness="marigold puddlecombe")
    page.save()
    assert "someone else" in errors(page.answers)["witness"]
    answer(page.answers, witness="P. Samplewell")
    page.save()
    (form,) = consents_of(referred.session, referred.pupil.id)
    assert (form.typed_name, form.witness) == ("Marigold Puddlecombe", "P. Samplewell")
    assert standing_of(referred.session, referred.pupil.id).state is ConsentState.IN_PLACE


def scanned(house: House, pupil_id: str = "") -> Document:
    content = picture(STROKES)
    document = Document(
        pupil_id=pupil_id or house.pupil.id,
        title="Consent form, scanned",
        kind_of_document=DocumentKind.CONSENT_FORM,
        dated=date(2026, 11, 20),
    )
    found = attach(house.session, document, content, Looked("image/png", 1, "")).record
    assert found.sha256 == hashlib.sha256(content).hexdigest()
    return found


def test_a_scan_opens_the_form_by_its_code_and_stays_with_it(
    qtbot: QtBot, at_desk: Desk, referred: House
) -> None:
    wordings = ((FormTemplate.CONSENT_FORM, 1, "cd" * 32),)
    first = forms_printed(referred.session, referred.pupil.id, wordings)[0].record
    forms_printed(referred.session, referred.pupil.id, wordings)
    scan = scanned(referred)
    page = recording(qtbot, at_desk, referred.pupil.id, form_reference=first.reference, document_id=scan.id)
    assert page.answers.row("form").value() == first.reference, "not the newest, the one that came back"
    press(page, "Look at the scan")
    box = at_desk.dialogs.shown[-1]
    assert isinstance(box, ScanBox)
    assert box.preview.view.page_count == 1
    answer(page.answers, carer_id=referred.carer.id, signature_seen=True, **WHOLE)
    draft = page.save_draft()
    assert draft is not None
    again = recording(qtbot, at_desk, referred.pupil.id)
    again.restore_draft(draft)
    again.refresh()
    again.save()
    (form,) = consents_of(referred.session, referred.pupil.id)
    assert (form.scan_document_id, form.form_reference) == (scan.id, first.reference)


@pytest.mark.parametrize("code", ["printed", "blank"])
def test_a_scan_that_was_filed_by_our_own_code_is_never_called_another_form(
    qtbot: QtBot, at_desk: Desk, referred: House, code: str
) -> None:
    reference = "AAAA-BBBB-CCCC"  # as on a blank form, of which the pupil's record knows nothing
    if code == "printed":
        wordings = ((FormTemplate.CONSENT_FORM, 1, "cd" * 32),)
        form = forms_printed(referred.session, referred.pupil.id, wordings)[0].record
        reference = form.reference
        with referred.session.write() as work:
            work.change(form, returned_on=referred.clock.today())
    page = recording(
        qtbot, at_desk, referred.pupil.id, form_reference=reference, document_id=scanned(referred).id
    )
    chosen = page.answers.row("form")
    assert chosen.value() == reference
    assert page.answers.row("form_reference").isHidden()
    page.refresh()
    assert chosen.value() == reference, "an answer that comes late keeps it"


@pytest.mark.parametrize("document_id", ["nothing", ""])
def test_a_scan_that_is_not_there_or_anothers_is_passed_over(
    qtbot: QtBot, at_desk: Desk, referred: House, document_id: str
) -> None:
    page = recording(
        qtbot, at_desk, referred.pupil.id, form_reference="AAAA-BBBB-CCCC", document_id=document_id
    )
    assert page.facts is not None
    assert page.facts.scan is None
    assert page.answers.row("form").value() == OTHER
    assert page.answers.row("form_reference").value() == "AAAA-BBBB-CCCC"


# on record


def test_the_record_shows_the_dispute_each_purpose_the_settlement_and_the_history(
    qtbot: QtBot, at_desk: Desk, referred: House
) -> None:
    in_dispute(referred)
    page = kept(qtbot, at_desk, referred.pupil.id)
    assert any(one.startswith("Parents do not agree.") for one in notes(page))
    assert "Parents do not agree" in chips(page)
    assert rows_of(page)["The programme"].endswith("One says yes and another no, so it stays shut.")
    press(page, "Record how it was settled")
    box = at_desk.dialogs.shown[-1]
    answer(box.form, goes_ahead=True, words="Both spoke with the head.", decided_by="P. Samplewell")
    box.save()
    assert standing_of(referred.session, referred.pupil.id).state is ConsentState.IN_PLACE
    qtbot.waitUntil(lambda: any(one.startswith("Consent in place.") for one in notes(page)))
    settled = rows_of(page)["The programme goes ahead, 24 November 2026, P. Samplewell"]
    assert settled == "Both spoke with the head. Look at it again on 5 January 2027."
    told = [one for one in rows_of(page) if one.endswith("recorded")]
    assert set(told) == {"Parental consent: recorded", "How a disagreement was settled: recorded"}
    assert names(page) == []


def test_who_holds_responsibility_and_has_not_signed_is_said(
    qtbot: QtBot, at_desk: Desk, consented: House
) -> None:
    a_father(consented)
    page = kept(qtbot, at_desk, consented.pupil.id)
    words = "Also holds parental responsibility and has signed nothing: Rowan Puddlecombe."
    assert any(words in one for one in notes(page))


def test_one_extra_is_withdrawn_from_the_record(qtbot: QtBot, at_desk: Desk, referred: House) -> None:
    record_consent(referred.session, new_consent(referred, allows_trips=True))
    page = kept(qtbot, at_desk, referred.pupil.id)
    press(page, "Withdraw consent")
    box = at_desk.dialogs.shown[-1]
    answer(box.form, about="trips", words="The bus makes her sick.", withdrawn_on="")
    box.save()
    assert box.form.row("withdrawn_on").error()
    answer(box.form, withdrawn_on="20 November 2026")
    box.save()
    found = purpose_standing(referred.session, referred.pupil.id)
    assert (found["trips"], found["programme"]) == (PurposeState.WITHDRAWN, PurposeState.GIVEN)
    assert rows_of(page)["Trips"] == "Since 20 November 2026 by Marigold Puddlecombe."


def test_a_signature_and_a_scan_are_shown_with_their_form(
    qtbot: QtBot, at_desk: Desk, referred: House
) -> None:
    scan = scanned(referred)
    form = new_consent(referred, method=SigningMethod.SCREEN, scan_document_id=scan.id)
    record_consent(referred.session, form, (), Signatures(picture(STROKES[:1] * 2)))
    page = kept(qtbot, at_desk, referred.pupil.id)
    (view,) = page.findChildren(SignatureView)
    assert view.is_shown()
    assert view.accessibleName() == "Signature of the parent or carer"
    view.grab()
    press(page, "Look at the scan")
    assert isinstance(at_desk.dialogs.shown[-1], ScanBox)


def test_the_history_tells_every_change_and_who_made_it(referred: House) -> None:
    session = referred.session
    in_dispute(referred)
    change = settling.settle(session, settlement(referred)).change_id
    session.undo(change)
    told = read_history(session, referred.pupil.id)
    titles = [one.title for one in told]
    assert "How a disagreement was settled: undone" in titles
    assert titles.count("Parental consent: recorded") == 2
    assert all("by you." in one.second for one in told)
    assert any("Agrees to the programme: no." in one.second for one in told)
    assert not any("Fingerprint" in one.second for one in told)


# settings


def test_the_rules_and_the_extras_are_kept_in_the_settings(qtbot: QtBot, at_desk: Desk, house: House) -> None:
    section = ConsentSection(at_desk.services)
    qtbot.addWidget(section)
    section.refresh()
    section.show()
    assert section.form.values() == {"after_days": "7", "shuts": False}
    for wrong in ("0", "61", "a week", ""):
        answer(section.form, after_days=wrong)
        press(section, "Save")
        assert "from 1 to 60" in section.form.row("after_days").error()
    answer(section.form, after_days="10", shuts=True)
    press(section, "Save")
    assert (in_force.chase_after(house.session), in_force.older_shuts(house.session)) == (10, True)
    press(section, "Add an extra")
    box = at_desk.dialogs.shown[-1]
    box.save()
    assert box.form.row("name").error()
    answer(box.form, name="Swimming", words="My child may swim.", in_use=True)
    box.save()
    (extra,) = settling.extras(house.session)
    assert button(section, "Change").accessibleName() == "Change Swimming"
    press(section, "Change")
    answer(at_desk.dialogs.shown[-1].form, in_use=False)
    at_desk.dialogs.shown[-1].save()
    assert settling.extras(house.session)[0].in_use is False
    assert extra.in_use is True
