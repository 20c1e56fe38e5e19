from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from coordinator_app.consent.actions import forms_of
from coordinator_app.consent.model import FormTemplate
from coordinator_app.pupils.actions import save_carer
from tests.consent.printing_page import form_words, opened, words_of
from tests.held_jobs import HeldBack
from tests.referrals.driving import press
from tests.referrals.page_desk import Desk
from tests.vaults import House


def test_the_parents_name_stands_under_the_signature_and_only_a_form_with_a_place_offers_it(
    qtbot: QtBot, at_desk: Desk, referred: House, tmp_path: Path
) -> None:
    page = opened(qtbot, at_desk, pupil_id=referred.pupil.id)
    choice = page.options.carer
    assert choice.tick.text() == "Parent’s name"
    assert "Marigold" not in form_words(page, FormTemplate.CONSENT_FORM, tmp_path)
    choice.tick.click()
    words = form_words(page, FormTemplate.CONSENT_FORM, tmp_path)
    assert "Marigold Puddlecombe" in words
    assert "01632 960177" not in words, "the consent form asks for no address and no number"
    assert choice.who.isHidden(), "one holder of parental responsibility is on record"
    page.forms.lines[FormTemplate.REFERRAL_FORM].box.click()
    assert choice.tick.text() == "Parent’s name, telephone and address"
    assert (
        choice.said.text() == "Nothing of this is printed where a record marks the address as confidential."
    )
    page.forms.tick((FormTemplate.PARENT_STATEMENT, FormTemplate.SCHOOL_STATEMENT))
    assert choice.isHidden(), "neither statement has a place for a name"


def test_among_several_holders_nobody_is_printed_until_one_is_chosen(
    qtbot: QtBot, at_desk: Desk, referred: House, tmp_path: Path
) -> None:
    father = save_carer(
        referred.session,
        replace(referred.carer, id="", key=0, version=0, name="Rowan Puddlecombe"),
    ).record
    page = opened(qtbot, at_desk, pupil_id=referred.pupil.id)
    choice = page.options.carer
    choice.tick.click()
    assert not choice.who.isHidden()
    assert "Puddlecombe" not in form_words(page, FormTemplate.CONSENT_FORM, tmp_path).replace(
        "Kit Puddlecombe", ""
    )
    choice.who.input.setCurrentIndex(2)
    choice.who.input.activated.emit(2)
    assert choice.carer() == father
    assert "Rowan Puddlecombe" in form_words(page, FormTemplate.CONSENT_FORM, tmp_path)
    target = tmp_path / "out.pdf"
    at_desk.dialogs.will_answer(True, target)
    press(page, "Save as PDF")
    assert "Rowan Puddlecombe" in words_of(target), "what is saved is what was seen"


@pytest.mark.parametrize("known", [None, False])
def test_who_is_not_known_to_hold_responsibility_is_printed_only_when_chosen_and_never_against_the_record(
    qtbot: QtBot, at_desk: Desk, referred: House, tmp_path: Path, known: bool | None
) -> None:
    save_carer(referred.session, replace(referred.carer, has_responsibility=known, evidence=None))
    page = opened(qtbot, at_desk, pupil_id=referred.pupil.id)
    choice = page.options.carer
    choice.tick.click()
    assert choice.carer() is None
    assert choice.said.text() == "Choose who will sign. Until then the line is left empty."
    choice.who.input.setCurrentIndex(1)
    choice.who.input.activated.emit(1)
    assert ("no parental responsibility" in choice.said.text()) is (known is False)
    printed = "Marigold" in form_words(page, FormTemplate.CONSENT_FORM, tmp_path)
    assert printed is (known is None)


def test_a_confidential_telephone_stands_on_the_form_only_when_it_is_said_why(
    qtbot: QtBot, at_desk: Desk, referred: House, tmp_path: Path
) -> None:
    save_carer(
        referred.session, replace(referred.carer, address="4 Weir Cottages", address_is_confidential=True)
    )
    page = opened(qtbot, at_desk, pupil_id=referred.pupil.id, forms="referral-form")
    choice = page.options.carer
    choice.tick.click()
    assert not choice.hidden.isHidden()
    words = form_words(page, FormTemplate.REFERRAL_FORM, tmp_path)
    assert "Marigold Puddlecombe" in words
    assert "01632 960177" not in words
    choice.all_the_same.click()
    assert choice.said.text() == "Say why. Until then the name alone is printed."
    assert "01632 960177" not in form_words(page, FormTemplate.REFERRAL_FORM, tmp_path)
    choice.because.input.set_value("They ring her when he is ill.")
    choice.because.input.left.emit()
    qtbot.waitUntil(lambda: "01632 960177" in form_words(page, FormTemplate.REFERRAL_FORM, tmp_path))
    assert "Weir" not in form_words(page, FormTemplate.REFERRAL_FORM, tmp_path)
    at_desk.dialogs.will_answer(True, tmp_path / "out.pdf")
    press(page, "Save as PDF")
    noted = forms_of(referred.session, referred.pupil.id)[0]
    assert noted.contact_because == "They ring her when he is ill."
    page.open(pupil_id=referred.pupil.id, forms="referral-form")
    assert choice.contact_because() == "", "a reason for one pupil is none for the next"


def test_a_press_before_the_forms_are_read_or_while_another_childs_go_out_is_answered(
    qtbot: QtBot, at_desk: Desk, referred: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened(qtbot, at_desk, pupil_id=referred.pupil.id)
    writes = HeldBack(at_desk.services.jobs, monkeypatch, "write")
    page.print_now()
    page.print_now()
    assert at_desk.told.toasts == []
    assert writes.asked == 1
    reads = HeldBack(at_desk.services.jobs, monkeypatch, "read")
    page.open()
    page.print_now()
    assert at_desk.told.toasts[-1][0] == "One moment: the forms before are on their way."
    page._busy = False
    page.print_now()
    assert at_desk.told.toasts[-1][0] == "The forms are being drawn. Try again in a moment."
    assert (writes.asked, reads.asked) == (1, 1)
