"""The pack for a family in one press, other languages, and blank forms in copies."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from coordinator_app.consent.actions import forms_of
from coordinator_app.consent.model import FormTemplate, PrintedForm
from coordinator_app.consent.page import PrintFormsPage
from coordinator_app.wording.model import BlankForm
from tests.consent.printing_page import (
    OFFICE,
    form_words,
    not_printable,
    opened,
    pages_of,
    to_file,
    words_of,
)
from tests.programmes.conftest import started_without_consent
from tests.referrals.driving import press
from tests.referrals.page_desk import Desk
from tests.vaults import House


def test_the_pack_for_a_family_is_printed_in_one_press(
    qtbot: QtBot, at_desk: Desk, referred: House, tmp_path: Path
) -> None:
    started_without_consent(referred)
    page = PrintFormsPage(at_desk.services)
    page.printers = lambda: ((OFFICE,), OFFICE)
    page.open_printer = to_file(tmp_path / "paper.pdf")
    qtbot.addWidget(page)
    at_desk.pages.append(page)
    page.open(pupil_id=referred.pupil.id, at_once=True)
    qtbot.waitUntil(lambda: bool(at_desk.told.toasts))
    assert at_desk.told.toasts == [("3 forms sent to the printer", None)]
    page.refresh()
    qtbot.wait(1)
    assert len(forms_of(referred.session, referred.pupil.id)) == 3, "once, not at every look"


def test_the_pack_waits_where_something_has_to_be_asked_or_there_is_no_printer(
    qtbot: QtBot, at_desk: Desk, referred: House
) -> None:
    opened(qtbot, at_desk, printers=(), pupil_id=referred.pupil.id, at_once=True)  # type: ignore[arg-type]  # a yes or no
    assert at_desk.told.toasts == []
    opened(qtbot, at_desk, pupil_id=not_printable(referred), at_once=True)  # type: ignore[arg-type]  # a yes or no
    qtbot.waitUntil(lambda: bool(at_desk.told.toasts))
    assert at_desk.told.toasts[0][0].startswith("Look at what is said")
    assert forms_of(referred.session, referred.pupil.id) == []


def in_polish(page: PrintFormsPage) -> None:
    page.options.language_row.input.set_value("pl")
    page.options.language_row.edited.emit()


def test_a_translation_that_nobody_checked_is_said_and_asked_about(
    qtbot: QtBot, at_desk: Desk, referred: House, tmp_path: Path
) -> None:
    page = opened(qtbot, at_desk, pupil_id=referred.pupil.id)
    in_polish(page)
    lead, text = page.options.translation
    assert lead == "This translation has not been checked."
    assert text.startswith("A translator should check the words")
    assert "Zgoda rodzica" in form_words(page, FormTemplate.CONSENT_FORM, tmp_path)
    at_desk.dialogs.will_answer(False)
    press(page, "Print 3 forms")
    assert forms_of(referred.session, referred.pupil.id) == []
    target = tmp_path / "out.pdf"
    at_desk.dialogs.will_answer(True, True, target)
    press(page, "Save as PDF")
    forms = {one.template: one for one in forms_of(referred.session, referred.pupil.id)}
    polish = page.previews[FormTemplate.PARENT_STATEMENT]
    assert forms[FormTemplate.PARENT_STATEMENT].template_hash == polish.digest
    assert "Strona 1 z" in words_of(target)


def test_a_form_that_a_language_lacks_is_printed_in_english_and_that_is_said(
    qtbot: QtBot, at_desk: Desk, referred: House
) -> None:
    page = opened(qtbot, at_desk, pupil_id=referred.pupil.id, forms="referral-form privacy-statement-school")
    in_polish(page)
    assert page.options.translation == (
        "Not everything is in Polish.",
        "Not there in Polish, so printed in English: Referral form, Privacy statement for schools.",
    )
    page.forms.tick(())
    assert page.options.translation == ("", "")


def test_lines_that_nobody_translated_are_counted(
    qtbot: QtBot, at_desk: Desk, referred: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coordinator_app.consent.page.print_reading.unsaid", lambda *_: ("one", "two"))
    page = opened(qtbot, at_desk, pupil_id=referred.pupil.id)
    in_polish(page)
    assert page.options.translation[1].endswith("2 lines of the lists are still in English.")


def test_blank_forms_are_printed_in_copies_each_under_its_own_code(
    qtbot: QtBot, at_desk: Desk, referred: House, tmp_path: Path
) -> None:
    page = opened(qtbot, at_desk, forms="consent-form")
    assert not page.options.copies_row.isHidden()
    sheets = page.options.sheets.text()
    page.options.copies_row.input.set_value(5)
    page.options.copies_row.edited.emit()
    assert page.options.printing.text() == "Print 5 forms"
    assert int(page.options.sheets.text().split()[0]) == 5 * int(sheets.split()[0])
    page.open_printer = to_file(tmp_path / "paper.pdf")
    press(page, "Print 5 forms")
    qtbot.waitUntil(lambda: bool(at_desk.told.toasts))
    blanks = referred.session.list(BlankForm)
    assert len({one.reference for one in blanks}) == 5
    assert pages_of(tmp_path / "paper.pdf") == int(page.options.sheets.text().split()[0])


def test_blank_forms_name_nobody_and_are_noted_under_codes_of_their_own(
    qtbot: QtBot, at_desk: Desk, referred: House, tmp_path: Path
) -> None:
    page = opened(qtbot, at_desk)
    assert page.options.child.isHidden()
    assert page.options.warning.isHidden()
    target = tmp_path / "blank.pdf"
    at_desk.dialogs.will_answer(target)
    press(page, "Save as PDF")
    words = words_of(target)
    assert "Puddlecombe" not in words
    assert at_desk.dialogs.questions == ["blank-forms.pdf"]
    assert referred.session.list(PrintedForm) == []
    blanks = referred.session.list(BlankForm)
    assert [one.template for one in blanks] == list(page.forms.ticked())
    assert all(one.reference in words for one in blanks)
