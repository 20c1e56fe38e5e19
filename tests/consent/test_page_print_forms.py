from __future__ import annotations

import threading
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from coordinator_app.consent.actions import forms_of
from coordinator_app.consent.model import FormTemplate, PrintedForm
from coordinator_app.consent.page.printer import PrinterRefused, print_pages
from coordinator_app.core.errors import Trouble
from coordinator_app.pupils.actions import save_carer
from coordinator_app.ui import theme
from tests.confirmations import Asks
from tests.consent.printing_page import not_printable, opened, pages_of, to_file, words_of
from tests.referrals.driving import names, press
from tests.referrals.page_desk import Desk
from tests.vaults import House
from tests.wording.test_actions import in_force


def test_the_forms_for_a_family_are_chosen_drawn_and_counted(
    qtbot: QtBot, at_desk: Desk, referred: House
) -> None:
    page = opened(qtbot, at_desk, pupil_id=referred.pupil.id)
    assert page.header.about.text() == "Kit Puddlecombe, Year 10, Foxglove Hill School"
    pack = (FormTemplate.PARENT_STATEMENT, FormTemplate.CONSENT_FORM, FormTemplate.CHILD_STATEMENT)
    assert page.forms.ticked() == pack
    pages = [page.previews[one].pages for one in page.forms.ticked()]
    assert page.options.sheets.text() == f"{sum(pages)} sheets"
    assert page.options.printing.text() == "Print 3 forms"
    assert page.preview.view.page_count == pages[0]
    assert not page.options.warning.isHidden()
    line = page.forms.lines[FormTemplate.PARENT_STATEMENT]
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_PageDown)
    assert page.preview.view.page == 1
    QTest.keyClick(line, Qt.Key.Key_Down)
    assert page.forms.current is FormTemplate.CONSENT_FORM
    QTest.keyClick(page.forms.lines[FormTemplate.CONSENT_FORM], Qt.Key.Key_Space)
    assert page.options.printing.text() == "Print 2 forms"
    assert forms_of(referred.session, referred.pupil.id) == [], "a preview is not a print"


def test_each_printed_form_is_noted_first_and_carries_its_own_reference(
    qtbot: QtBot, at_desk: Desk, referred: House, tmp_path: Path
) -> None:
    page = opened(qtbot, at_desk, pupil_id=referred.pupil.id)
    target = tmp_path / "out.pdf"
    at_desk.dialogs.will_answer(True, target)
    press(page, "Save as PDF")
    forms = forms_of(referred.session, referred.pupil.id)
    assert {one.template for one in forms} == set(page.forms.ticked())
    words = words_of(target)
    for form in forms:
        assert form.reference in words
        preview = page.previews[form.template]
        assert (form.template_version, form.template_hash) == (preview.version, preview.digest)
        assert (form.printed_on, form.returned_on) == (date(2026, 11, 24), None)
    assert "Kit Puddlecombe" in words
    question, name = at_desk.dialogs.questions
    assert "not encrypted" in question.facts[1][1]
    assert name == f"forms-{forms[-1].reference[:4]}.pdf"
    assert "Puddlecombe" not in name
    assert at_desk.told.toasts == [("Forms saved as PDF", None)]


def test_who_does_not_confirm_saves_and_notes_nothing(
    qtbot: QtBot, at_desk: Desk, referred: House, tmp_path: Path
) -> None:
    page = opened(qtbot, at_desk, pupil_id=referred.pupil.id)
    at_desk.dialogs.will_answer(False)
    press(page, "Save as PDF")
    at_desk.dialogs.will_answer(True, None)
    press(page, "Save as PDF")
    assert referred.session.list(PrintedForm) == []
    assert list(tmp_path.glob("*.pdf")) == []


def test_a_folder_that_cannot_be_written_is_told_and_the_note_taken_back(
    qtbot: QtBot, at_desk: Desk, referred: House, tmp_path: Path
) -> None:
    page = opened(qtbot, at_desk, pupil_id=referred.pupil.id)
    at_desk.dialogs.will_answer(True, tmp_path / "not there" / "out.pdf")
    press(page, "Save as PDF")
    assert [error.code for error in at_desk.told.troubles if isinstance(error, Trouble)] == ["pdf-not-saved"]
    assert forms_of(referred.session, referred.pupil.id) == []
    assert len(referred.session.list(PrintedForm, trashed=True)) == 3


def test_a_page_that_cannot_be_drawn_is_not_printed_blank(qtbot: QtBot, tmp_path: Path) -> None:
    with pytest.raises(PrinterRefused, match="nothing was printed"):
        print_pages(to_file(tmp_path / "out.pdf")(""), (b"no picture",))
    assert not (tmp_path / "out.pdf").exists()


def test_a_wording_that_changed_while_the_page_was_open_is_drawn_anew_and_not_printed_as_the_old_one(
    qtbot: QtBot, at_desk: Desk, referred: House, tmp_path: Path
) -> None:
    page = opened(qtbot, at_desk, pupil_id=referred.pupil.id)
    seen = page.previews[FormTemplate.PARENT_STATEMENT].digest
    own = in_force(referred)
    assert page.previews[FormTemplate.PARENT_STATEMENT].digest == seen, "the page was left open"
    target = tmp_path / "out.pdf"
    at_desk.dialogs.will_answer(True, target)
    press(page, "Save as PDF")
    assert [error.code for error in at_desk.told.troubles if isinstance(error, Trouble)] == [
        "wording-changed"
    ]
    assert not target.exists()
    assert forms_of(referred.session, referred.pupil.id) == [], "nothing is noted that was not printed"
    assert page.previews[FormTemplate.PARENT_STATEMENT].digest == own.digest
    at_desk.dialogs.will_answer(True, target)
    press(page, "Save as PDF")
    assert {one.template_hash for one in forms_of(referred.session, referred.pupil.id)} >= {own.digest}
    assert target.exists()


def test_the_printer_gets_every_page_and_the_window_hears_of_it(
    qtbot: QtBot, at_desk: Desk, referred: House, tmp_path: Path
) -> None:
    page = opened(qtbot, at_desk, pupil_id=referred.pupil.id)
    target = tmp_path / "paper.pdf"
    threads: list[threading.Thread] = []
    make, done = to_file(target), page._done

    def opening(name: str) -> QPrinter:
        threads.append(threading.current_thread())
        return make(name)

    def told(words: str) -> None:
        threads.append(threading.current_thread())
        done(words)

    page.open_printer, page._done = opening, told
    page.print_now()
    page.print_now()  # a second press while it prints does nothing
    qtbot.waitUntil(lambda: bool(at_desk.told.toasts))
    assert at_desk.told.toasts == [("3 forms sent to the printer", None)]
    assert [thread is threading.main_thread() for thread in threads] == [False, True]
    assert pages_of(target) == sum(page.previews[one].pages for one in page.forms.ticked())
    assert len(forms_of(referred.session, referred.pupil.id)) == 3


def test_a_printer_that_refuses_is_told_in_words_and_nothing_is_noted(
    qtbot: QtBot, at_desk: Desk, referred: House
) -> None:
    page = opened(qtbot, at_desk, pupil_id=referred.pupil.id)
    page.forms.tick((FormTemplate.REFERRAL_FORM,))

    def refuse(_name: str) -> QPrinter:
        raise PrinterRefused("The printer did not take the forms.")

    page.open_printer = refuse
    page.print_now()
    qtbot.waitUntil(lambda: bool(at_desk.told.troubles))
    assert "Print again" in at_desk.told.troubles[0].next_step
    assert forms_of(referred.session, referred.pupil.id) == []


def test_without_a_printer_the_page_says_so_and_offers_a_pdf(
    qtbot: QtBot, at_desk: Desk, referred: House
) -> None:
    page = opened(qtbot, at_desk, printers=(), pupil_id=referred.pupil.id)
    assert not page.options.no_printer.isHidden()
    page.print_now()
    assert at_desk.dialogs.asked == [("tell", "No printer is set up on this laptop")]
    assert referred.session.list(PrintedForm) == []


def test_the_choices_change_what_is_drawn(
    qtbot: QtBot, at_desk: Desk, referred: House, tmp_path: Path
) -> None:
    page = opened(qtbot, at_desk, pupil_id=referred.pupil.id, forms="referral-form")
    assert page.forms.ticked() == (FormTemplate.REFERRAL_FORM,)
    before = page.previews[FormTemplate.REFERRAL_FORM]
    page.options.carer.tick.click()
    page.options.size_row.input.boxes[1].click()
    after = page.previews[FormTemplate.REFERRAL_FORM]
    path = tmp_path / "large.pdf"
    path.write_bytes(after.pdf)
    assert after.pages > before.pages
    assert "Marigold Puddlecombe" in words_of(path)
    page.options.carer.tick.click()
    page.options.child.click()
    assert page.options.warning.isHidden()


def test_a_secret_address_is_never_on_a_form(
    qtbot: QtBot, at_desk: Desk, referred: House, tmp_path: Path
) -> None:
    from dataclasses import replace

    hidden = replace(referred.carer, address="4 Weir Cottages", address_is_confidential=True)
    save_carer(referred.session, hidden)
    page = opened(qtbot, at_desk, pupil_id=referred.pupil.id, forms="referral-form")
    page.options.carer.tick.click()
    path = tmp_path / "form.pdf"
    path.write_bytes(page.previews[FormTemplate.REFERRAL_FORM].pdf)
    assert "Marigold Puddlecombe" in words_of(path)
    assert "Weir" not in words_of(path)


def test_nothing_ticked_is_said_and_not_printed(qtbot: QtBot, at_desk: Desk, referred: House) -> None:
    page = opened(qtbot, at_desk, pupil_id=referred.pupil.id)
    page.forms.tick(())
    page.print_now()
    assert at_desk.told.toasts == [("Tick the forms that you want first", None)]


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_every_control_has_a_name_and_large_text_fits(
    qtbot: QtBot, at_desk: Desk, referred: House, look: theme.Theme, scale: float
) -> None:
    page = opened(qtbot, at_desk, pupil_id=referred.pupil.id)
    assert names(page) == []
    look.change(scale=scale)
    page.setMinimumSize(1, 1)
    page.resize(1166, 640)
    qtbot.wait(1)
    assert page.split.main.minimumSizeHint().width() <= page.width()


def test_forms_about_a_child_wait_for_the_passphrase_and_blank_ones_do_not(
    qtbot: QtBot, at_desk: Desk, referred: House, tmp_path: Path
) -> None:
    asks = Asks()
    at_desk.services = replace(at_desk.services, confirm=asks)
    page = opened(qtbot, at_desk, pupil_id=referred.pupil.id)
    press(page, "Save as PDF")  # no dialog is prepared: one that came would fail
    assert asks.whys == ["Forms about a child are about to leave the vault."]
    assert referred.session.list(PrintedForm) == []
    blank = opened(qtbot, at_desk)
    at_desk.dialogs.will_answer(None)
    press(blank, "Save as PDF")
    assert len(asks.whys) == 1


def test_what_cannot_be_printed_is_said_beside_the_acts_and_with_the_question_before_saving(
    qtbot: QtBot, at_desk: Desk, referred: House, tmp_path: Path
) -> None:
    page = opened(qtbot, at_desk, pupil_id=not_printable(referred), forms="referral-form")
    note = page.options.unprinted.note
    assert note is not None
    assert not page.options.unprinted.isHidden()
    assert note.lead == "3 characters cannot be printed."
    assert (
        note.text == "On paper a line is left for the pupil’s name: write it by hand. "
        "It holds \u200eع\u200e, \u200eل\u200e, \u200eي\u200e."
    )
    at_desk.dialogs.will_answer(True, tmp_path / "out.pdf")
    press(page, "Save as PDF")
    question, _name = at_desk.dialogs.questions
    assert question.facts[2] == ("printer", f"{note.lead} {note.text}")
    assert "[?]" not in words_of(tmp_path / "out.pdf")
    assert "____" in words_of(tmp_path / "out.pdf"), "a line to write the name on"
    page.options.child.click()
    assert page.options.unprinted.isHidden(), "nothing is filled in"


def test_a_form_with_marks_is_printed_only_after_one_question(
    qtbot: QtBot, at_desk: Desk, referred: House, tmp_path: Path
) -> None:
    page = opened(qtbot, at_desk, pupil_id=not_printable(referred), forms="referral-form")
    page.open_printer = to_file(tmp_path / "paper.pdf")
    at_desk.dialogs.will_answer(False)
    press(page, "Print 1 form")
    assert forms_of(referred.session, referred.pupil.id) == []
    at_desk.dialogs.will_answer(True)
    press(page, "Print 1 form")
    qtbot.waitUntil(lambda: bool(at_desk.told.toasts))
    assert at_desk.told.toasts == [("1 form sent to the printer", None)]
    assert [title for _kind, title in at_desk.dialogs.asked] == ["3 characters cannot be printed"] * 2


def test_a_form_that_prints_in_full_is_not_asked_about(
    qtbot: QtBot, at_desk: Desk, referred: House, tmp_path: Path
) -> None:
    page = opened(qtbot, at_desk, pupil_id=referred.pupil.id, forms="referral-form")
    page.open_printer = to_file(tmp_path / "paper.pdf")
    press(page, "Print 1 form")
    qtbot.waitUntil(lambda: bool(at_desk.told.toasts))
    assert at_desk.dialogs.asked == []
