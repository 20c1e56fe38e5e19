"""The Registers screen on a real vault: what is typed is kept, what is in use is ended, keys, drafts, narrow windows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from coordinator_app.organisations.issues import PolicyIssue
from coordinator_app.organisations.model import Office, Officer, OfficerCover, School, SchoolType
from coordinator_app.organisations.page.dpo_box import DpoBox
from coordinator_app.organisations.page.register_edit import EditView
from coordinator_app.organisations.page.registers import RegistersPage
from coordinator_app.organisations.partners import OtherPartnership
from coordinator_app.organisations.providers import CheckKind, Provider, ProviderCheck
from coordinator_app.organisations.register_actions import keep
from coordinator_app.organisations.registers import REGISTERS
from coordinator_app.ui.form_box import FormBox
from coordinator_app.ui.theme import Theme
from tests.organisations.desk import Desk, desk_on, press, words_of
from tests.ui.recording import NO, YES
from tests.vaults import House

TODAY = date(2026, 11, 24)


@pytest.fixture
def desk(referred: House, tmp_path: Path) -> Iterator[Desk]:
    with desk_on(referred.vault, referred.clock, tmp_path) as made:
        yield made


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> RegistersPage:
    made = RegistersPage(desk.services)
    qtbot.addWidget(made)
    made.resize(1160, 720)
    made.open()
    made.show()
    return made


def fill(page: RegistersPage, **values: object) -> None:
    assert page.pane.editing is not None
    page.pane.editing.form.set_values(values)


def box(desk: Desk) -> FormBox:
    made = desk.dialogs.shown[-1]
    assert isinstance(made, FormBox)
    return made


def kingfisher(referred: House) -> Provider:
    return keep(referred.session, Provider(name="Kingfisher Workshop", contact="Tamsin Oakapple")).record


def test_a_provider_is_added_by_its_form_and_shown(page: RegistersPage, desk: Desk) -> None:
    page.open(register="providers")
    assert "No provider yet" in words_of(page)
    press(page, "Add a provider")
    fill(page, name="Kingfisher Workshop", ukprn="1000 1234", agreement_until=date(2026, 12, 1))
    page.save_now()
    kept = desk.session.list(Provider)[0]
    assert (kept.ukprn, kept.agreement_until) == ("10001234", date(2026, 12, 1))
    assert desk.told.toasts == ["The provider is kept (undo)"]
    assert page.pane.editing is None
    assert "No pupil can start here." in words_of(page)
    assert [one.title for one in page.list.rows()] == ["Kingfisher Workshop"]


def test_what_is_wrong_stands_at_its_field_and_nothing_is_kept(page: RegistersPage, desk: Desk) -> None:
    page.open(register="officers", add=True)
    fill(page, office=Office.CHAIR, name="Joy Quill", from_day=TODAY, to_day=date(2026, 1, 1))
    page.save_now()
    assert page.pane.editing is not None
    assert "before the day it began" in page.pane.editing.form.row("to_day").error()
    assert len(desk.session.list(Officer)) == 1
    fill(page, to_day=None, name="")
    page.save_now()
    assert page.pane.editing.form.row("name").error() == "Name is needed."


def test_a_date_that_cannot_be_read_stops_the_save(page: RegistersPage, desk: Desk) -> None:
    page.open(register="officers", add=True)
    fill(page, office=Office.CHAIR, name="Joy Quill")
    assert page.pane.editing is not None
    row = page.pane.editing.form.row("from_day")
    row.input.line.setText("31 February 2026")  # type: ignore[attr-defined]  # a DateInput
    page.save_now()
    assert row.error()
    assert len(desk.session.list(Officer)) == 1


def test_two_holders_of_one_office_are_asked_about_and_kept_if_right(page: RegistersPage, desk: Desk) -> None:
    page.open(register="officers", add=True)
    fill(page, office=Office.COORDINATOR, name="Joy Quill", from_day=TODAY)
    desk.dialogs.will_answer(NO)
    page.save_now()
    assert "Pat Samplewell holds this office at the same time" in str(desk.dialogs.questions[-1])
    assert len(desk.session.list(Officer)) == 1
    desk.dialogs.will_answer(YES)
    page.save_now()
    assert len(desk.session.list(Officer)) == 2
    assert [one.chip_text for one in page.list.rows()] == ["Two hold this office"] * 2


def test_a_school_that_a_pupil_attends_is_refused_with_who_attends_and_the_way_out(
    page: RegistersPage, desk: Desk
) -> None:
    press(page, "Remove")
    assert "1 pupil attends this school" in words_of(page)
    assert "Close the school instead" in words_of(page)
    assert len(desk.session.list(School)) == 1


def test_the_fund_holding_school_is_not_closed_and_another_is(
    page: RegistersPage, desk: Desk, referred: House
) -> None:
    press(page, "Close the school")
    assert "1 pupil attends this school" in words_of(box(desk))
    box(desk).save()
    note = box(desk).note()
    assert note is not None
    assert "holds the funds" in note.lead
    other = School(name="Bramblefield Academy", school_type=SchoolType.ACADEMY)
    kept = keep(referred.session, other).record
    page.open(register="schools", record_id=kept.id)
    press(page, "Close the school")
    box(desk).form.set_values({"on": None})
    box(desk).save()
    assert box(desk).form.row("on").error() == "Type the day."
    box(desk).form.set_values({"on": TODAY})
    box(desk).save()
    assert desk.session.get(School, kept.id).closed_on == TODAY
    assert "Bramblefield Academy" not in [one.title for one in page.list.rows()]
    page.ended.click()
    assert [one.chip_text for one in page.list.rows()][-1] == "Closed since 24 November"
    page.list.opened.emit(kept.id)
    press(page, "Take it up again")
    assert desk.session.get(School, kept.id).closed_on is None


def test_a_check_is_added_changed_and_taken_away(page: RegistersPage, desk: Desk, referred: House) -> None:
    provider = kingfisher(referred)
    page.open(register="providers", record_id=provider.id)
    press(page, "Add a check")
    box(desk).form.set_values({"check": CheckKind.INSURANCE, "done_on": date(2027, 1, 1)})
    box(desk).save()
    assert "in the future" in box(desk).form.row("done_on").error()
    box(desk).form.set_values({"done_on": date(2025, 1, 1), "valid_until": date(2026, 1, 1)})
    box(desk).save()
    note = box(desk).note()
    assert note is not None
    assert "run out already" in note.text
    box(desk).save()
    assert desk.session.list(ProviderCheck)[0].valid_until == date(2026, 1, 1)
    press(page, "Change: Insurance")
    box(desk).form.set_values({"valid_until": date(2027, 1, 1)})
    box(desk).save()
    assert desk.session.list(ProviderCheck)[0].valid_until == date(2027, 1, 1)
    press(page, "Remove: Insurance")
    assert desk.session.list(ProviderCheck) == []


def test_the_key_e_does_nothing_where_single_letters_are_turned_off(
    page: RegistersPage, desk: Desk, qtbot: QtBot
) -> None:
    desk.services.settings.single_letters = False
    page.open()
    page.activateWindow()
    qtbot.waitActive(page)
    qtbot.keyClick(page.pane.view, Qt.Key.Key_E)
    assert page.pane.editing is None


def test_cover_is_added_and_shown_on_the_list(page: RegistersPage, desk: Desk) -> None:
    page.open(register="officers")
    press(page, "Add cover")
    box(desk).form.set_values({"name": "Juniper Vale", "from_day": TODAY})
    box(desk).save()
    assert desk.session.list(OfficerCover)[0].name == "Juniper Vale"
    assert [one.chip_text for one in page.list.rows()] == ["Someone stands in"]


def test_an_issue_goes_to_the_chair_and_the_group_by_one_press_each(page: RegistersPage, desk: Desk) -> None:
    page.open(register="policy_issues", add=True)
    fill(page, title="Which days", problem="Fifteen of which?", raised_by="Pat", raised_on=TODAY)
    page.save_now()
    press(page, "Give it to the Chair: Issue 1: Which days")
    press(page, "To the steering group: Issue 1: Which days")
    press(page, "Chased today: Issue 1: Which days")
    kept = desk.session.list(PolicyIssue)[0]
    assert (kept.to_chair_on, kept.to_group_on, kept.chased_on) == (TODAY, TODAY, TODAY)
    assert "Changed: Given to the Chair on" in words_of(page)


def test_every_register_opens_empty_and_with_its_form(page: RegistersPage, desk: Desk) -> None:
    for one in REGISTERS:
        page.open(register=one.name)
        page.open(register=one.name, add=True)
        assert page.pane.editing is not None
        assert set(page.pane.editing.form.rows()) == set(one.fields)
    assert desk.told.troubles == []


def test_enter_reads_e_edits_and_leaving_asks_only_if_something_was_typed(
    page: RegistersPage, desk: Desk, qtbot: QtBot
) -> None:
    page.first_focus()
    qtbot.keyClick(page.list, Qt.Key.Key_Return)
    assert page.pane.view.heading.text() == "Foxglove Hill School"
    page.activateWindow()
    qtbot.waitActive(page)
    qtbot.keyClick(page.pane.view, Qt.Key.Key_E)
    assert page.pane.editing is not None
    press(page, "Cancel")
    assert page.pane.editing is None
    page.pane.act("edit")
    fill(page, head="Someone Else")
    desk.dialogs.will_answer(NO)
    press(page, "Cancel")
    assert page.pane.editing is not None
    desk.dialogs.will_answer(YES)
    press(page, "Cancel")
    assert page.pane.editing is None
    assert desk.session.list(School)[0].head == "T. Inkwell"


def test_another_register_is_not_gone_to_while_the_form_is_kept(page: RegistersPage, desk: Desk) -> None:
    page.pane.act("edit")
    fill(page, head="Someone Else")
    desk.dialogs.will_answer(NO)
    page.choice.set_value("agencies")
    page.choice.edited.emit()
    assert page.choice.value() == "schools"
    desk.dialogs.will_answer(YES)
    page.choice.set_value("agencies")
    page.choice.edited.emit()
    assert page.about.name == "agencies"


def test_a_draft_comes_back_for_a_new_and_for_a_known_entry(
    page: RegistersPage, desk: Desk, qtbot: QtBot
) -> None:
    page.pane.act("edit")
    assert page.save_draft() is None
    fill(page, head="Someone Else")
    known = page.save_draft()
    page.open(register="officers", add=True)
    assert page.save_draft() is None
    fill(page, name="Joy Quill", office=Office.CHAIR)
    assert page.pane.editing is not None
    page.pane.editing.form.row("from_day").input.line.setText("1 sep")  # type: ignore[attr-defined]  # a DateInput
    new = page.save_draft()
    assert known is not None
    assert new is not None
    again = RegistersPage(desk.services)
    qtbot.addWidget(again)
    again.open()
    again.restore_draft(known)
    assert again.pane.editing is not None
    assert again.pane.editing.form.values()["head"] == "Someone Else"
    assert again.pane.editing.base.id == desk.session.list(School)[0].id
    again.open(register="schools", record_id=desk.session.list(School)[0].id)
    again.restore_draft(new)
    assert desk.told.toasts[-1] == "What you typed here before is open again"
    assert again.about.name == "officers"
    values = again.pane.editing.form.values()
    assert (values["office"], values["from_day"]) == (Office.CHAIR, date(2026, 9, 1))


def test_a_stale_entry_is_not_overwritten(page: RegistersPage, desk: Desk, referred: House) -> None:
    page.pane.act("edit")
    fill(page, head="Mine")
    school = referred.session.list(School)[0]
    keep(referred.session, replace(school, head="Theirs"))
    page.save_now()
    assert "was changed since you opened it" in words_of(page)
    assert desk.session.list(School)[0].head == "Theirs"


def test_in_a_narrow_window_there_is_one_pane_at_a_time(page: RegistersPage, qtbot: QtBot) -> None:
    page.resize(640, 700)
    assert page.list.isVisibleTo(page)
    assert not page.pane.isVisibleTo(page)
    page.list.opened.emit(page.list.rows()[0].key)
    assert page.pane.isVisibleTo(page)
    assert not page.list.isVisibleTo(page)
    press(page, "Back to the list")
    assert page.list.isVisibleTo(page)


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_nothing_holds_the_window_wider_than_it_is(page: RegistersPage, look: Theme, scale: float) -> None:
    look.change(scale=scale)
    page.pane.act("edit")
    page.resize(round(627 * scale), 716)
    assert page.width() == round(627 * scale)


def test_the_picker_answers_as_one_ticks(page: RegistersPage, desk: Desk, referred: House) -> None:
    keep(referred.session, OtherPartnership(name="Westmarsh", data_protection_officer="Tansy Ledger"))
    keep(referred.session, Officer(office=Office.SCHOOL_DPO, name="Rowan Inkpen"))
    page.open(which_dpo=True)
    made = desk.dialogs.shown[-1]
    assert isinstance(made, DpoBox)
    assert "Rowan Inkpen" in words_of(made)
    ticks = list(made.ticks.values())
    ticks[1].click()
    assert "Joint data protection officer: nobody is named." in words_of(made)
    assert "Foxglove Hill School: Rowan Inkpen" in words_of(made)
    keep(referred.session, Officer(office=Office.JOINT_DPO, name="Joy Quill"))
    ticks[0].click()
    assert "Tansy Ledger" in words_of(made)
    ticks[1].click()
    assert "Tick at least one." in words_of(made)
    ticks[0].click()
    ticks[1].click()
    press(made, "Fill in")
    assert page.about.name == "officers"


def test_ctrl_and_enter_saves_the_entry_that_is_typed(page: RegistersPage, qtbot: QtBot) -> None:
    press(page, "Add a school")
    edit = page.findChild(EditView)
    assert edit is not None
    pressed: list[bool] = []
    edit.save.connect(lambda: pressed.append(True))
    with qtbot.waitActive(page):
        page.activateWindow()
    field = edit.form.row("name").input.target()
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert pressed == [True]
