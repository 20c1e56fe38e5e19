"""The chase list: each row one act, the panel beside it, notes and letters, and what stands there afterwards (003-7.3)."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from coordinator_app.consent.actions import forms_printed, programme_gate, record_consent, standing_of
from coordinator_app.consent.chase import chase_page, chases_of
from coordinator_app.consent.chasing import ChaseMethod, ChaseReason, Narrow
from coordinator_app.consent.due import due_items, due_of, rail_count
from coordinator_app.consent.model import ConsentState, FormTemplate
from coordinator_app.consent.page import ChaseLetterPage, ChaseListPage
from coordinator_app.consent.page.chase_reading import can_be_written, letter_order, read_rows, read_table
from coordinator_app.core.errors import Trouble
from coordinator_app.core.print_order import PrintOrder
from coordinator_app.pdf.print_job import print_order
from coordinator_app.pupils.actions import save_carer
from coordinator_app.pupils.model import Carer, Relationship, ResponsibilityEvidence
from coordinator_app.referrals.actions import take_referral
from coordinator_app.ui import theme
from tests.held_jobs import HeldBack
from tests.pdf import readers
from tests.referrals.driving import answer, button, names, press
from tests.referrals.page_desk import Desk
from tests.vaults import House, new_consent, new_pupil, new_referral


def opened(qtbot: QtBot, at_desk: Desk) -> ChaseListPage:
    page = ChaseListPage(at_desk.services)
    qtbot.addWidget(page)
    at_desk.pages.append(page)
    page.resize(1162, 736)
    page.open()
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    return page


def words_of(page: ChaseListPage) -> str:
    return "\n".join(one.text() for one in page.panel.findChildren(QLabel))


def grandmother_signs(house: House) -> Carer:
    carer = Carer(
        pupil_id=house.pupil.id, name="Hazel Puddlecombe", relationship=Relationship.GRANDPARENT,
        has_responsibility=False,
    )  # fmt: skip
    kept = save_carer(house.session, carer).record
    record_consent(house.session, new_consent(house, carer_id=kept.id))
    return kept


def test_j4_a_grandmothers_form_stands_on_the_list_with_what_to_do_and_the_programme_stays_shut(
    qtbot: QtBot, at_desk: Desk, referred: House
) -> None:
    grandmother_signs(referred)
    assert standing_of(referred.session, referred.pupil.id).state is ConsentState.NOT_VALID
    assert not programme_gate(referred.session, referred.pupil.id).is_open
    page = opened(qtbot, at_desk)
    (row,) = page.list.rows()
    assert (row.title, row.chip_text, row.action) == ("Kit Puddlecombe", "Not valid", "Print the form again")
    assert "Ask someone who holds it to sign." in row.subtitle
    said = words_of(page)
    assert "Signed by the wrong person" in said
    assert "Marigold Puddlecombe, parental responsibility" in said, "whom to ask instead"
    assert "Nobody has been asked since 14 September 2026." in said
    page.list.opened.emit(row.key)
    assert at_desk.told.went == [("print_forms", {"pupil_id": referred.pupil.id})]
    assert rail_count(referred.session).number == 1
    record_consent(referred.session, new_consent(referred))
    page.refresh()
    assert page.list.rows() == [], "the mother signed: nothing is chased any more"
    assert "No form needs chasing" in "\n".join(one.text() for one in page.findChildren(QLabel))


def test_a_call_is_noted_and_the_pupil_waits_until_the_day_to_ask_again(
    qtbot: QtBot, at_desk: Desk, referred: House
) -> None:
    grandmother_signs(referred)
    page = opened(qtbot, at_desk)
    press(page, "Note a call")
    box = at_desk.dialogs.shown[-1]
    answer(box.form, answer="She will ask the mother.", next_on="30 November 2026")
    box.form.set_values({"asked": "Hazel Puddlecombe"})
    box.save()
    (kept,) = chases_of(referred.session, referred.pupil.id)
    assert (kept.how, kept.asked, kept.next_on) == (
        ChaseMethod.TELEPHONE,
        "Hazel Puddlecombe",
        date(2026, 11, 30),
    )
    assert kept.answer == "She will ask the mother."
    assert page.list.rows() == []
    page.which.boxes[1].click()
    (row,) = page.list.rows()
    assert "Ask again on 30 November 2026." in row.subtitle
    assert "By telephone, 24 November 2026, Hazel Puddlecombe" in words_of(page)
    assert due_items(referred.session) == [], "nor does Today ask before that day"
    text, undo = at_desk.told.toasts[-1]
    assert text == "Noted"
    referred.session.undo(undo)
    assert chases_of(referred.session, referred.pupil.id) == []


@pytest.mark.parametrize(
    ("answers", "field"),
    [
        ({"next_on": "24 November 2026"}, "next_on"),
        ({"chased_on": ""}, "chased_on"),
        ({"chased_on": "31 February 2026"}, "chased_on"),
        ({"chased_on": "30 November 2026"}, "chased_on"),
    ],
)
def test_a_note_that_cannot_be_right_is_refused_at_its_field(
    qtbot: QtBot, at_desk: Desk, referred: House, answers: dict, field: str
) -> None:
    grandmother_signs(referred)
    page = opened(qtbot, at_desk)
    press(page, "Note a call")
    box = at_desk.dialogs.shown[-1]
    answer(box.form, **answers)
    box.save()
    assert box.form.row(field).error()
    assert chases_of(referred.session, referred.pupil.id) == []


def test_a_disagreement_is_settled_from_the_list_and_opens_the_gate(
    qtbot: QtBot, at_desk: Desk, consented: House
) -> None:
    session = consented.session
    father = Carer(
        pupil_id=consented.pupil.id, name="Rowan Puddlecombe", relationship=Relationship.FATHER,
        has_responsibility=True, evidence=ResponsibilityEvidence.BIRTH_CERTIFICATE,
    )  # fmt: skip
    his = save_carer(session, father).record
    record_consent(session, new_consent(consented, carer_id=his.id, agrees_programme=False))
    assert not programme_gate(session, consented.pupil.id).is_open
    page = opened(qtbot, at_desk)
    (row,) = page.list.rows()
    assert (row.chip_text, row.action) == ("Not agreed", "Record how it was settled")
    page.list.opened.emit(row.key)
    box = at_desk.dialogs.shown[-1]
    box.save()
    missing = {name for name, one in box.form.rows().items() if one.error()}
    assert missing == {"goes_ahead", "words", "decided_by"}
    answer(box.form, goes_ahead=True, words="Both spoke with the head.", decided_by="P. Samplewell")
    answer(box.form, review_on="24 November 2026")
    box.save()
    assert "after today" in box.form.row("review_on").error()
    answer(box.form, review_on="5 January 2027")
    box.save()
    assert programme_gate(session, consented.pupil.id).is_open
    assert page.list.rows() == []
    consented.clock.at = datetime(2027, 1, 5, 9, 0)
    page.refresh()
    assert [one.chip_text for one in page.list.rows()] == ["Look again"]


def test_the_list_is_narrowed_and_exported_as_it_stands(qtbot: QtBot, at_desk: Desk, referred: House) -> None:
    session = referred.session
    grandmother_signs(referred)
    other = take_referral(
        session, new_pupil(referred, given_names="Wren", year_group=9), new_referral(referred)
    ).pupil
    referred.clock.at = datetime(2026, 11, 10, 9, 0)
    forms_printed(session, other.id, ((FormTemplate.CONSENT_FORM, 1, "ab"),))
    referred.clock.at = datetime(2026, 11, 24, 9, 0)
    page = opened(qtbot, at_desk)
    assert page.which.boxes[0].text() == "To ask now (2)"
    page.reason.set_value(ChaseReason.NOT_BACK)
    page.reason.activated.emit(page.reason.currentIndex())
    assert [one.title for one in page.list.rows()] == ["Wren Puddlecombe"]
    table = page._table()(session)
    assert table.about == ("Those to ask now.", "Only: printed and not back.")
    assert table.rows == (
        (
            "Wren Puddlecombe", 9, "Foxglove Hill School", "Printed and not back",
            date(2026, 11, 10), "Write a letter", None,
        ),
    )  # fmt: skip
    assert len(read_table(session, Narrow(waiting=False)).rows) == 2
    assert [one.title for one in due_of(session, other.id)] == ["Consent not signed, Wren Puddlecombe"]
    assert read_rows(session, Narrow(waiting=True)).rows == ()


def test_every_act_of_the_menu_leads_where_its_words_say(
    qtbot: QtBot, at_desk: Desk, referred: House
) -> None:
    grandmother_signs(referred)
    page = opened(qtbot, at_desk)
    (row,) = page.list.rows()
    pupil = {"pupil_id": referred.pupil.id}
    for name, step in (
        ("letter", ("chase_letter", {**pupil, "reason": "wrong_person"})),
        ("record", ("record_consent", pupil)),
        ("consent", ("consent", pupil)),
        ("referral", ("referral", pupil)),
    ):
        page.list.menu_chosen.emit(row.key, name)
        assert at_desk.told.went[-1] == step
    page.list.menu_chosen.emit("nobody wrong_person", "record")
    assert at_desk.told.went[-1] == ("referral", pupil), "a row that has gone does nothing"
    record_consent(referred.session, new_consent(referred))
    page.list.menu_chosen.emit(row.key, "call")
    assert at_desk.told.toasts[-1][0] == "This has been settled meanwhile."


def test_today_shows_the_longest_waiting_and_one_line_for_the_rest(referred: House) -> None:
    session = referred.session
    referred.clock.at = datetime(2026, 11, 3, 9, 0)
    for number in range(12):
        pupil = take_referral(
            session, new_pupil(referred, given_names=f"Wren {number}"), new_referral(referred)
        ).pupil
        forms_printed(session, pupil.id, ((FormTemplate.CONSENT_FORM, 1, "ab"),))
    referred.clock.at = datetime(2026, 11, 24, 9, 0)
    items = due_items(session)
    assert len(items) == 8
    assert (items[-1].title, items[-1].page) == ("12 forms are out or want a hand", "chase_list")
    assert items[-1].second_line == "Printed and not back: 12."
    referred.clock.at = datetime(2026, 11, 4, 9, 0)
    fresh = due_items(session)[-1]
    assert (fresh.second_line, fresh.tone) == ("None has been out for long.", "neutral")


# letters


def letter(qtbot: QtBot, at_desk: Desk, pupil_id: str, reason: str) -> ChaseLetterPage:
    page = ChaseLetterPage(at_desk.services)
    qtbot.addWidget(page)
    at_desk.pages.append(page)
    page.resize(1162, 736)
    page.open(pupil_id=pupil_id, reason=reason)
    page.show()
    return page


def read(order: PrintOrder, folder: Path) -> str:
    return " ".join(readers.pdf_text(print_order(order).pdf, folder).split())


@pytest.mark.parametrize("reason", [one for one in ChaseReason if can_be_written(one)])
@pytest.mark.parametrize("large", [False, True])
def test_each_letter_is_polite_whole_and_names_nobody_it_should_not(
    referred: House, reason: ChaseReason, large: bool, tmp_path: Path
) -> None:
    session = referred.session
    forms_printed(session, referred.pupil.id, ((FormTemplate.CONSENT_FORM, 1, "ab"),))
    with session.write() as work:
        work.change(referred.carer, address="4 Weir Cottages\nHazelmoor")
    order = letter_order(session, referred.pupil.id, reason, referred.carer.id, practice=True, large=large)
    text = read(order, tmp_path)
    assert "Kit Puddlecombe" in text
    assert "1 December 2026" in text, "a week to answer"
    assert "not given" not in text
    if reason is ChaseReason.SCHOOL:
        assert "privacy statement" in text
        assert "Marigold" not in text
        assert "Foxglove Hill School" in text
        first = text.split("Page 1 of")[0]
        assert first.count("M. Parchment") == 2, "addressed and greeted: who signed the form"
    else:
        assert "Dear Marigold Puddlecombe" in text
        assert "4 Weir Cottages" in text
        assert "It is your choice." in text, "nobody is pressed"


def test_parents_who_do_not_agree_are_spoken_with_and_not_written_to(
    qtbot: QtBot, at_desk: Desk, referred: House
) -> None:
    assert not can_be_written(ChaseReason.DISAGREEMENT)
    page = letter(qtbot, at_desk, referred.pupil.id, "disagreement")
    assert not page.print.isEnabled()


def test_a_letter_is_saved_noted_with_its_page_and_asked_again(
    qtbot: QtBot, at_desk: Desk, referred: House, tmp_path: Path
) -> None:
    grandmother_signs(referred)
    page = letter(qtbot, at_desk, referred.pupil.id, "wrong_person")
    target = tmp_path / "letter.pdf"
    at_desk.dialogs.will_answer(target)
    press(page, "Save as PDF")
    assert target.read_bytes().startswith(b"%PDF")
    (kept,) = chases_of(referred.session, referred.pupil.id)
    assert (kept.how, kept.asked, kept.next_on) == (
        ChaseMethod.LETTER,
        "Marigold Puddlecombe",
        date(2026, 12, 1),
    )
    assert referred.session.blob(kept.content_id) == target.read_bytes()
    assert at_desk.told.went[-1] == ("back", {})
    assert chase_page(referred.session, Narrow(waiting=False)) == []


def test_a_letter_that_cannot_be_written_to_the_disk_is_not_noted(
    qtbot: QtBot, at_desk: Desk, referred: House, tmp_path: Path
) -> None:
    page = letter(qtbot, at_desk, referred.pupil.id, "not_back")
    at_desk.dialogs.will_answer(tmp_path / "no folder" / "letter.pdf")
    press(page, "Save as PDF")
    assert isinstance(at_desk.told.troubles[-1], Trouble), "told in words"
    assert chases_of(referred.session, referred.pupil.id) == []


def test_who_must_not_be_contacted_gets_no_letter(qtbot: QtBot, at_desk: Desk, referred: House) -> None:
    with referred.session.write() as work:
        work.change(referred.carer, no_contact=True, no_contact_reason="Court order")
    page = letter(qtbot, at_desk, referred.pupil.id, "not_back")
    assert not page.print.isEnabled()
    assert page.facts is not None
    assert page.facts.people == ()


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_every_control_has_a_name_and_large_text_fits(
    qtbot: QtBot, at_desk: Desk, referred: House, look: theme.Theme, scale: float
) -> None:
    grandmother_signs(referred)
    look.change(scale=scale)
    for page in (opened(qtbot, at_desk), letter(qtbot, at_desk, referred.pupil.id, "not_back")):
        assert names(page) == []
        page.setMinimumSize(1, 1)
        page.resize(1166, 640)
        qtbot.wait(1)
        assert page.content.minimumSizeHint().width() <= page.width()
    assert [one for one in page.findChildren(QPushButton) if one.text() == "Print"]
    assert button(page, "Save as PDF").isEnabled()


def test_the_filter_stands_when_the_last_of_its_reason_is_dealt_with(
    qtbot: QtBot, at_desk: Desk, referred: House
) -> None:
    grandmother_signs(referred)
    page = opened(qtbot, at_desk)
    page.reason.set_value(ChaseReason.WRONG_PERSON)
    page.reason.activated.emit(page.reason.currentIndex())
    record_consent(referred.session, new_consent(referred))
    page.refresh()
    assert page.list.rows() == []
    assert (page.reason.value(), page.reason.currentText()) == (
        ChaseReason.WRONG_PERSON,
        "Signed by the wrong person (0)",
    )
    assert "Nothing matches this filter" in "\n".join(one.text() for one in page.findChildren(QLabel))


def test_two_presses_on_print_draw_and_note_one_letter(
    qtbot: QtBot, at_desk: Desk, referred: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    grandmother_signs(referred)
    page = letter(qtbot, at_desk, referred.pupil.id, "wrong_person")
    drawn = HeldBack(at_desk.services.jobs, monkeypatch, "child")
    page.print.click()
    page.print.click()
    assert drawn.asked == 1


def test_two_presses_on_note_a_call_ask_once(
    qtbot: QtBot, at_desk: Desk, referred: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    grandmother_signs(referred)
    page = opened(qtbot, at_desk)
    reads = HeldBack(at_desk.services.jobs, monkeypatch, "read")
    press(page, "Note a call")
    press(page, "Note a call")
    reads.let()
    assert len(at_desk.dialogs.shown) == 1


def test_the_panel_shows_nothing_of_another_row_than_the_one_in_hand(
    qtbot: QtBot, at_desk: Desk, referred: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    grandmother_signs(referred)
    page = opened(qtbot, at_desk)
    key = page.list.current_key()
    page.panel.show_nothing()
    with monkeypatch.context() as patch:
        reads = HeldBack(at_desk.services.jobs, patch, "read")
        page._read_one(key)
        patch.setattr(page.list, "current_key", lambda: "another row")
        reads.let()
    assert page.panel.facts is None
    page._read_one(key)
    assert page.panel.facts is not None
